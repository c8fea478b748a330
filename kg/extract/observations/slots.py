"""Share the words of a sentence out among its figures."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.know.words import split_words

STOP = re.compile(r"[，；;：:。！？!?\n（(）)]|(?<!\d),|,(?!\d)")
COUNTED = frozenset({"n", "vn", "nz", "b", "a", "l", "j"})
QUALIFIED = 6  # letters of what is counted: 规模工业企业
JOINED = re.compile(r"^(?:[、和及与+]|以及|[至到—~～－–-]{1,2})$")
JOIN_END = re.compile(r"(?:[、和及与+]|以及)$")
JOIN_START = re.compile(r"(?:[、和及与+]|以及)")


class Slot(NamedTuple):
    """The stretch of a figure and of the words that may name it, as offsets in the sentence."""

    left: int
    start: int
    end: int
    right: int
    joined: bool = False  # only 、 or 和 stands between it and the figure before


def qualifies(text: str, end: int, start: int) -> bool:
    """Tell whether an amount only qualifies what the next counts: 产值10亿元以上的企业12家."""
    words = split_words(text[end:start].removeprefix("级").removeprefix("的"))
    nouns = [word for word in words if word.tag in COUNTED]
    return 0 < len(words) == len(nouns) and words[-1].end <= QUALIFIED


def cut_slots(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Slot, ...]:
    """Share the words of a sentence out among its figures, whose offsets are `spans`."""
    edges = []
    for (_, end), (start, _) in pairwise(spans):
        edges.append(cut_between(text, end, start))
    first = max([0, *(found.end() for found in STOP.finditer(text, 0, spans[0][0]))])
    last = STOP.search(text, spans[-1][1])
    lefts = [first, *(left for _, left, _ in edges)]
    rights = [*(right for right, _, _ in edges), last.start() if last else len(text)]
    joined = [False, *(join for _, _, join in edges)]
    return tuple(
        Slot(left, start, end, right, join)
        for left, (start, end), right, join in zip(lefts, spans, rights, joined, strict=True)
    )


def cut_between(text: str, end: int, start: int) -> tuple[int, int, bool]:
    """Say where the words after one figure end and those before the next begin."""
    between = text[end:start]
    stops = list(STOP.finditer(between))
    if JOINED.match(between):
        return end, start, True
    if stops:
        return end + stops[0].start(), end + stops[-1].end(), False
    if tail := JOIN_END.search(between):
        return end + tail.start(), start, False
    if head := JOIN_START.match(between):
        return end, end + head.end(), False
    return start, end, False
