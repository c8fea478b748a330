"""Match the words of every line of a page with those of every other one."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from kg.know.words import frequencies

LONGEST = 4  # characters of a word that lies across the border of two lines
CROSSING = ((3, -0.5), (5, 0.4), (7, 1.6), (9, 3.0), (99, 4.0))  # how common such a word is

Weights = NDArray[np.float32]


def match_subjects(texts: Sequence[str], windows: Sequence[int]) -> list[Weights]:
    """Weigh how many words the lines up to one and those from another on have in common.

    There is one matrix for each number of lines that are compared.  What a page has often says
    less than what it has twice.
    """
    pairs = [pairs_of(text) for text in texts]
    counts = Counter(pair for found in pairs for pair in found)
    columns = {pair: column for column, pair in enumerate(counts)}
    has = np.zeros((len(texts) + 1, len(columns)), np.float32)
    for at, found in enumerate(pairs):
        has[at + 1, [columns[pair] for pair in found]] = 1
    before = np.cumsum(has, axis=0)
    often = np.array(list(counts.values()))
    weights = (1 / np.log(2.0 + often)).astype(np.float32)
    return [match_window(before, weights, often > 1, window) for window in windows]


def match_window(
    before: Weights, weights: Weights, often: NDArray[np.bool_], window: int
) -> Weights:
    """Weigh how many words so many lines up to one and from another on have in common."""
    ends = np.arange(1, len(before))
    starts = np.maximum(0, ends - window)
    tails = before[ends] > before[starts]
    nexts = np.minimum(len(ends), ends - 1 + window)
    heads = before[nexts] > before[ends - 1]
    common = (tails[:, often] * weights[often]) @ heads[:, often].astype(np.float32).T
    fewer = np.minimum.outer(tails.sum(axis=1), heads.sum(axis=1))
    return np.asarray(np.log(common / (1 + fewer) + 0.004) + 3.7, np.float32)


def match_crossings(ends: Sequence[str], starts: Sequence[str]) -> Weights:
    """Weigh the commonest word of the dictionary that lies across each end and each start."""
    best = np.zeros((len(ends), len(starts)), np.float32)
    for (left, right), (fronts, backs) in word_parts().items():
        rows, befores = index_texts([text[-left:] for text in ends], fronts)
        columns, afters = index_texts([text[:right] for text in starts], backs)
        found = weigh_crossings(befores, afters)
        np.maximum(best, found[np.ix_(rows, columns)], out=best)
    limits = [limit for limit, _ in CROSSING]
    weights = np.array([weight for _, weight in CROSSING], np.float32)
    return np.asarray(weights[np.searchsorted(limits, best, side="right")], np.float32)


def weigh_crossings(befores: Sequence[str], afters: Sequence[str]) -> Weights:
    """Weigh how common the words are that two parts make; the last row and column are 0."""
    words = frequencies()
    found = np.zeros((len(befores) + 1, len(afters) + 1), np.float32)
    for row, before in enumerate(befores):
        for column, after in enumerate(afters):
            word = before + after
            if word in words:
                found[row, column] = log(words[word] + 1) + LONGEST * (len(word) - 2)
    return found


def index_texts(texts: Sequence[str], known: frozenset[str]) -> tuple[list[int], list[str]]:
    """Number those of the texts that a word may have, -1 for others; list each once."""
    numbers: dict[str, int] = {}
    found = [numbers.setdefault(x, len(numbers)) if x in known else -1 for x in texts]
    return found, list(numbers)


@cache
def word_parts() -> dict[tuple[int, int], tuple[frozenset[str], frozenset[str]]]:
    """List what the dictionary's words may begin and end with, by the characters of both."""
    parts = {}
    for length in range(2, LONGEST + 1):
        words = [word for word in frequencies() if len(word) == length]
        for left in range(1, length):
            fronts, backs = (
                frozenset([w[:left] for w in words]),
                frozenset([w[left:] for w in words]),
            )
            parts[left, length - left] = fronts, backs
    return parts


def pairs_of(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring Chinese characters of a text."""
    return frozenset(
        one + other
        for one, other in pairwise(text)
        if "\u3400" <= one <= "\u9fff" and "\u3400" <= other <= "\u9fff"
    )
