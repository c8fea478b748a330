"""Find places: those of the gazetteer, and those whose last word says so (柳林镇, 石桥村)."""

import re
from collections.abc import Iterator

from kg.extract.tokens import split_tokens
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence, Span

# What is named before the last word of a place: the place that holds it, words, a numeral.
NAMED = re.compile(r"(?<![NFhmvD])([NFhtm]{1,4}|D)s|(?<=[Pps])([NhDmt]{1,3}b|[NhDmt]{1,3}[st])")
UNSURE = 0.3  # such a mention needs support from elsewhere in the article


def find_places(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose places; the score of a short or common name asks for support in the article."""
    text, tokens = sentence.text, split_tokens(sentence.text, knowledge)
    spans = [(at, at + 1, 0.9 if form.sure else UNSURE) for at, form in tokens.places.items()]
    spans += [(f.start(), f.end(), 0.7) for f in NAMED.finditer(tokens.parts)]
    base = sentence.span.start
    for first, last, score in spans:
        start, end = tokens.bounds[first], tokens.bounds[last]
        span = Span(sentence.span.article, base + start, base + end)
        yield Mention(span, text[start:end], "Place", "place", score)
