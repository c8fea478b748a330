"""Find the bodies that are named only at the beginning of a unit's name: 江城市水务局|财务科."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.know.knowledge import Knowledge
from kg.know.wordings import alternatives
from kg.model import Mention, Span

BODIES = frozenset({"Agency", "Company", "Organization"})
SHORTEST = 4  # characters of a larger body's name, with its place or its own
SCORE = 0.8


@cache
def unit_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what the name of a unit looks like; the group of the larger body is its class."""
    listed = [(w, {*v.split("|")}) for w, v in knowledge.words.get("branch", {}).items()]

    def having(*wanted: str) -> str:
        return alternatives(word for word, values in listed if values & {*wanted})

    groups = "|".join(f"(?P<{kind}>{having(kind)})" for kind in sorted(BODIES))
    units, forms = having("unit", "branch", "relative"), having("form", "whole")
    return re.compile(f".{{2,24}}(?:{groups})(?!{forms})(?=.{{0,14}}(?:{units})$)")


def find_parents(mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Find the larger body in each name of a unit that nobody has found there."""
    pattern = unit_pattern(knowledge)
    starts: dict[int, list[int]] = {}
    for mention in mentions:
        starts.setdefault(mention.span.start, []).append(mention.span.end)
    for mention in mentions:
        found = pattern.match(mention.text) if mention.kind in BODIES else None
        if found is None or found.lastgroup is None or found.end() < SHORTEST:
            continue
        span = Span(mention.span.article, mention.span.start, mention.span.start + found.end())
        inner = (end for end in starts[span.start] if end < mention.span.end)
        if all(end <= span.end - SHORTEST + 1 for end in inner):
            starts[span.start].append(span.end)
            yield Mention(span, found.group(), found.lastgroup, "coreference", SCORE)
