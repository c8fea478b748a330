"""Find the bodies that are named only at the beginning of a unit's name: 江城市水务局|财务科."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.know.knowledge import Knowledge
from kg.know.wordings import alternatives
from kg.model import Mention, Span

BODIES = frozenset({"Agency", "Company", "Organization"})
SHORTEST = 4  # characters of a larger body's name, with its place or its own
SCORE = 0.8


class Shapes(NamedTuple):
    """How the name of a unit ends, and what the whole of it looks like."""

    ends: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def unit_shapes(knowledge: Knowledge) -> Shapes:
    """Compile what the name of a unit looks like; the group of the larger body is its class."""
    listed = [(w, {*v.split("|")}) for w, v in knowledge.words.get("branch", {}).items()]

    def having(*wanted: str) -> str:
        return alternatives(word for word, values in listed if values & {*wanted})

    groups = "|".join(f"(?P<{kind}>{having(kind)})" for kind in sorted(BODIES))
    units, forms = having("unit", "branch", "relative"), having("form", "whole")
    ends = tuple(w for w, values in listed if values & {"unit", "branch", "relative"})
    pattern = f".{{2,24}}(?:{groups})(?!{forms})(?=.{{0,14}}(?:{units})$)"
    return Shapes(ends, re.compile(pattern))


def find_parents(mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Find the larger bodies in each name of a unit that nobody has found there."""
    ends, pattern = unit_shapes(knowledge)
    units = [m for m in sorted(mentions) if m.kind in BODIES and m.text.endswith(ends)]
    begun = {unit.span.start for unit in units}
    starts: dict[int, list[int]] = {start: [] for start in begun}
    for mention in mentions:
        if mention.span.start in begun:
            starts[mention.span.start].append(mention.span.end)
    while units:
        mention = units.pop()
        found = pattern.match(mention.text)
        if found is None or found.lastgroup is None or found.end() < SHORTEST:
            continue
        span = Span(mention.span.article, mention.span.start, mention.span.start + found.end())
        inner = (end for end in starts[span.start] if end < mention.span.end)
        if all(end <= span.end - SHORTEST + 1 for end in inner):
            starts[span.start].append(span.end)
            larger = Mention(span, found.group(), found.lastgroup, "coreference", SCORE)
            units.append(larger)  # 江城市公安局|城南分局|柳林派出所
            yield larger
