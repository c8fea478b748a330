"""Find the bodies that everybody knows by name: 国务院, 新华社."""

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.mentions.tokens import split_tokens
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Mention, Sentence, Span

LONG = 5  # characters that no words make by chance: 国家发展改革委|会同


@cache
def load_known(knowledge: Knowledge) -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """Gather the names of the lexicons but those of places, each with its kind."""
    names = {
        form: term.kind
        for kind, terms in knowledge.names.items()
        if kind != "Place"
        for term in terms
        for form in (term.name, *term.aliases)
    }
    return AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), tuple(names.items())


def find_known(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the names of the lexicons where words begin and end as they do."""
    automaton, names = load_known(knowledge)
    for at, start, end in automaton.find_matches_as_indexes(sentence.text):
        tokens = split_tokens(sentence.text, knowledge)
        whole = tokens.begins_or_ends(start) and tokens.begins_or_ends(end)
        part = sentence.text[end - 1 : end + 1] in dictionary()  # 城乡建设部|门
        if whole or (end - start > LONG and not part):
            base = sentence.span.start
            span = Span(sentence.span.article, base + start, base + end)
            yield Mention(span, *names[at], "known", 0.9)
