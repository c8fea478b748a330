"""Measure how much two stretches of a page speak of the same thing.

Their words are taken as pairs of neighbouring characters: as good as a tagger's words here,
and forty times as fast.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from kg.read.articles.lines import Line

REACH = 700  # characters on either side that a headline is compared with
WINDOW = 500  # characters on either side of a border whose words are compared
# The share of words in common that decides neither way.  Of the seeds' 16 borders between
# articles all lie under 0.048, of 13 paragraphs cut in two all over 0.052.
ALIKE, SPREAD = 0.045, 0.02

FAR = 2**40  # a place beyond any text
CHUNK = 256  # lines measured at a time, so that memory does not grow with the page
MARKS = re.compile(r"\W+")

Weights = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


class Surroundings:
    """The text around each line of a page, to tell what a headline or a border belongs to.

    `first` says that the page names its writers before the text rather than after it;
    `breaches` has for each line what measure_breaches gives.
    """

    def __init__(self, lines: Sequence[Line], *, first: bool = False) -> None:
        self.first = first
        text = "".join(line.text for line in lines)
        self.starts = [0, *accumulate(len(line.text) for line in lines)]
        self.weights, self.before, self.after = place_pairs(text)
        self.breaches = measure_breaches(self.starts[:-1], self.weights, self.before, self.after)

    def shares(self, at: int) -> tuple[float, float]:
        """Measure what share of a headline's words the text before has, and the text after."""
        start, end = self.starts[at], self.starts[at + 1]
        weights = self.weights[start : end - 1]
        before, after = self.before[start : end - 1], self.after[start : end - 1]
        first, last = weights * (before < start), weights * (after >= end - 1)
        whole = float(first.sum()) or 1.0
        return (
            float(first[before >= start - REACH].sum()) / whole,
            float(last[after < end + REACH].sum()) / whole,
        )


def measure_breaches(
    starts: Sequence[int], weights: Weights, before: Places, after: Places
) -> list[float]:
    """Measure how much the texts before each line and from it on speak of different things.

    1.5 and over is a new subject, -2 the same one still; 0 is undecided.
    """
    breaches: list[float] = []
    pad = np.zeros(WINDOW)
    far = np.full(WINDOW, FAR, dtype=np.int64)
    weights = np.concatenate((pad, weights, pad))
    before, after = np.concatenate((far, before, far)), np.concatenate((-far, after, -far))
    ahead, behind = np.arange(WINDOW) + WINDOW, np.arange(WINDOW)
    for chunk in range(0, len(starts), CHUNK):
        here = np.array(starts[chunk : chunk + CHUNK], dtype=np.int64)[:, None]
        fore, back = here + ahead, here + behind
        old = before[fore]
        first = np.where(old < here, weights[fore], 0.0)
        last = np.where(after[back] >= here, weights[back], 0.0)
        both = np.where(old >= here - WINDOW, first, 0.0).sum(axis=1)
        whole = np.minimum(first.sum(axis=1), last.sum(axis=1))
        alike = np.divide(both, whole, out=np.zeros_like(both), where=whole > 0)
        breaches.extend(np.maximum(-2.0, (ALIKE - alike) / SPREAD).tolist())
    return breaches


def place_pairs(text: str) -> tuple[Weights, Places, Places]:
    """Weigh the pair of characters that begins at each place, and find its neighbours.

    Gives the weight, 0 where a mark is in it and else the more the rarer it is; the place
    where the same pair stood last before, -1 if nowhere; and where it stands next, or the end.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = codes.astype(np.int64)
    word = (codes >= 0x3400) & (codes <= 0x9FFF)
    word |= (codes >= 0x30) & (codes <= 0x39)
    word |= ((codes | 0x20) >= 0x61) & ((codes | 0x20) <= 0x7A)
    keys = (codes[:-1] << 21) | codes[1:]
    size = len(keys)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    same = ordered[1:] == ordered[:-1]
    before, after = np.full(size, -FAR, dtype=np.int64), np.full(size, FAR, dtype=np.int64)
    before[order[1:][same]] = order[:-1][same]
    after[order[:-1][same]] = order[1:][same]
    edges = np.flatnonzero(np.concatenate(([True], ~same, [True]))) if size else np.zeros(1, int)
    counts = np.empty(size)
    counts[order] = np.repeat(np.diff(edges), np.diff(edges))
    return np.where(word[:-1] & word[1:], 1 / np.log(2.0 + counts), 0.0), before, after


def pairs_of(text: str) -> set[str]:
    """Give the pairs of neighbouring characters of a text, its marks left out."""
    bare = MARKS.sub("", text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
