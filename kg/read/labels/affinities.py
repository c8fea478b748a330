"""Measure how much two stretches of a page speak of the same thing.

Their words are taken as pairs of neighbouring characters: as good as a tagger's words here,
and forty times as fast.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from kg.know.characters import are_han, encode
from kg.read.lines.lines import Line
from kg.read.lines.sums import sum_over

REACH = 700  # characters on either side that a headline is compared with
WINDOW = 500  # characters on either side of a border whose words are compared
# The share of words in common that decides neither way.  Of the seeds' 16 borders between
# articles all lie under 0.048, of 13 paragraphs cut in two all over 0.052.
ALIKE, SPREAD = 0.045, 0.02

FAR = 2**40  # a place beyond any text
UNIT = 2**28  # of weights, which are whole numbers: no sum of them is rounded

Weights = npt.NDArray[np.float64]  # whole numbers
Places = npt.NDArray[np.int64]


class Surroundings:
    """The text around each line of a page, to tell what a headline or a border belongs to.

    `first` says that the page names its writers before the text rather than after it.  `shares`
    has for each line what share of its words the text before has, and what share the text after;
    `breaches` what measure_breaches gives.
    """

    def __init__(self, lines: Sequence[Line], *, first: bool = False) -> None:
        self.first = first
        edges = np.array([0, *accumulate(len(line.text) for line in lines)], dtype=np.int64)
        pairs = place_pairs("".join(line.text for line in lines))
        self.shares = measure_shares(edges, *pairs)
        self.breaches = measure_breaches(edges[:-1], *pairs)


def measure_shares(
    edges: Places, weights: Weights, before: Places, after: Places
) -> tuple[Weights, Weights]:
    """Measure what share of each line's words the text before has, and the text after."""
    size = len(edges) - 1
    owner = np.repeat(np.arange(size), np.diff(edges))[:-1]
    start, end = edges[owner], edges[owner + 1] - 1  # the last pair of a line is not all its own
    own = np.where(np.arange(len(weights)) < end, weights, 0)
    first, last = np.where(before < start, own, 0), np.where(after >= end, own, 0)
    whole = np.maximum(1, np.bincount(owner, first, size))
    over = np.bincount(owner, np.where(before >= start - REACH, first, 0), size) / whole
    under = np.bincount(owner, np.where(after <= end + REACH, last, 0), size) / whole
    return over, under


def measure_breaches(starts: Places, weights: Weights, before: Places, after: Places) -> Weights:
    """Measure how much the texts before each line and from it on speak of different things.

    1.5 and over is a new subject, -2 the same one still; 0 is undecided.
    """
    at, size = np.arange(len(weights)), len(weights) + 2
    earliest = np.maximum(np.maximum(before, at - WINDOW), -1) + 1
    first = sum_over(earliest, at, weights, size)[starts]
    last = sum_over(at + 1, np.minimum(after, at + WINDOW), weights, size)[starts]
    both = sum_over(earliest, np.minimum(before + WINDOW, at), weights, size)[starts]
    whole = np.minimum(first, last)
    alike = np.divide(both, whole, out=np.zeros(len(starts)), where=whole > 0)
    return np.maximum(-2.0, (ALIKE - alike) / SPREAD)


def place_pairs(text: str) -> tuple[Weights, Places, Places]:
    """Weigh the pair of characters that begins at each place, and find its neighbours.

    Gives the weight, 0 where a mark is in it and else the more the rarer it is; the place
    where the same pair stood last before, -1 if nowhere; and where it stands next, or the end.
    """
    codes = encode(text).astype(np.uint64)
    word = are_han(codes)
    word |= (codes >= 0x30) & (codes <= 0x39)
    word |= ((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A)
    size = max(0, len(codes) - 1)
    # Pair and place in one number: to sort these is ten times as fast as to sort by the pair.
    ranked = np.sort((codes[:-1] << 48) | (codes[1:] << 32) | np.arange(size, dtype=np.uint64))
    order, ordered = (ranked & 0xFFFFFFFF).astype(np.int64), ranked >> 32
    same = ordered[1:] == ordered[:-1]
    before, after = np.full(size, -FAR, dtype=np.int64), np.full(size, FAR, dtype=np.int64)
    before[order[1:][same]] = order[:-1][same]
    after[order[:-1][same]] = order[1:][same]
    edges = np.flatnonzero(np.concatenate(([True], ~same, [True]))) if size else np.zeros(1, int)
    counts = np.empty(size)
    counts[order] = np.repeat(np.diff(edges), np.diff(edges))
    weights = np.rint(UNIT / np.log(2.0 + counts))
    return np.where(word[:-1] & word[1:], weights, 0.0), before, after
