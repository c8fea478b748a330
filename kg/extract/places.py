"""Find places: those of the gazetteer, and those whose last word says so (柳林镇, 石桥村)."""

import re
from collections.abc import Iterator

from kg.extract.tokens import is_proper, split_tokens
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence, Span

# A settlement: the words before its last word, after another place or where a name may begin; a
# numbered group goes with its village.  A zone: with the place before it.
SETTLEMENT = re.compile(r"(?<![NFhmvD])([NFhtm]{1,4}s)(Dt)?|(?<=[Pps])[NhDmt]{1,3}t")
ZONE = re.compile(r"[PphF]?[NFhtmD]{0,4}(?<=[PphFNtmD])z")
UNSURE = 0.3  # such a mention needs support from elsewhere in the article


def find_places(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose places; the score of a short or common name asks for support in the article."""
    text, tokens = sentence.text, split_tokens(sentence.text, knowledge)
    spans = [(at, at + 1, 0.9 if form.sure else UNSURE) for at, form in tokens.places.items()]
    for found in SETTLEMENT.finditer(tokens.parts):
        spans += [(found.start(), found.end(group), 0.7) for group in (0, 1) if found[group]]
    spans += [
        (found.start(), found.end(), 0.7)
        for found in ZONE.finditer(tokens.parts)
        if found[0][0] in "Pph" or is_proper(text, tokens, found.start(), found.end() - 1)
    ]
    base = sentence.span.start
    for first, last, score in spans:
        start, end = tokens.bounds[first], tokens.bounds[last]
        span = Span(sentence.span.article, base + start, base + end)
        yield Mention(span, text[start:end], "Place", "place", score)
