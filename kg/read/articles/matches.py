"""Match the words of every line of a page with those of every other one, or of the next."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from math import log

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from kg.know.words import frequencies
from kg.read.articles.vocabularies import drop_doubles

LONGEST = 4  # characters of a word that lies across the border of two lines
CROSSING = ((3, -0.5), (5, 0.4), (7, 1.6), (9, 3.0), (99, 4.0))  # how common such a word is

PARTS = [(left, size - left) for size in range(2, LONGEST + 1) for left in range(1, size)]
LAST = "\U0010ffff"  # sorts behind every character of a word

Weights = NDArray[np.float32]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


def match_subjects(texts: Sequence[str], windows: Sequence[int], *, nexts: bool) -> list[Weights]:
    """Weigh how many words the lines up to one and those from another on have in common.

    There is one matrix for each number of lines that are compared, or one row if only `nexts`
    are looked at.  What a page has often says less than what it has twice.
    """
    has, once, weights = place_pairs(texts)
    return [match_window(has, once, weights, window, nexts=nexts) for window in windows]


def match_window(
    has: Flags, once: Counts, weights: Weights, window: int, *, nexts: bool
) -> Weights:
    """Weigh how many words so many lines up to one and from another on have in common."""
    size, around = len(has), spread_lines(has, window)
    single = sliding_window_view(np.pad(once, window - 1), window).sum(axis=1)
    counts = around.sum(axis=1) + single
    tails, heads = around[:size], around[window - 1 :]
    before, after = counts[:size], counts[window - 1 :]
    if nexts:
        common = np.einsum("ij,ij->i", tails[:-1] * weights, heads[1:])
        fewer = np.minimum(before[:-1], after[1:])
    else:
        common = (tails * weights) @ heads.T.astype(np.float32)
        fewer = np.minimum.outer(before, after)
    return np.asarray(np.log(common / (1 + fewer) + 0.004) + 3.7, np.float32)


def spread_lines(has: Flags, window: int) -> Flags:
    """Tell what so many lines in a row have, a power of two; the first and last are cut short."""
    around = np.pad(has, ((window - 1, window - 1), (0, 0)))
    span = 1
    while span < window:
        around = around[:-span] | around[span:]
        span *= 2
    return around


def place_pairs(texts: Sequence[str]) -> tuple[Flags, Counts, Weights]:
    """Tell which lines have which pairs of neighbouring Chinese characters.

    Gives a column and a weight for each pair that several lines have, and for each line the
    number of those that it alone has.
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    word = (codes >= 0x3400) & (codes <= 0x9FFF)
    kept = word[:-1] & word[1:] & (owners[:-1] == owners[1:])
    pairs = (codes[:-1][kept].astype(np.int64) << 16) | codes[1:][kept]
    known, numbers = np.unique(pairs, return_inverse=True)
    places = drop_doubles(owners[:-1][kept] * max(1, len(known)) + numbers)
    lines, numbers = np.divmod(places, max(1, len(known)))
    often = np.bincount(numbers, minlength=len(known))
    several = often[numbers] > 1
    once = np.bincount(lines[~several], minlength=len(texts))
    columns = np.cumsum(often > 1) - 1
    has = np.zeros((len(texts), np.count_nonzero(often > 1)), np.bool_)
    has[lines[several], columns[numbers[several]]] = True
    return has, once, (1 / np.log(2.0 + often[often > 1])).astype(np.float32)


def match_crossings(ends: Sequence[str], starts: Sequence[str], *, nexts: bool) -> Weights:
    """Weigh the commonest word of the dictionary that lies across each end and each start.

    There is one row if only each end and the next one's start are looked at.
    """
    found = find_nexts(ends, starts) if nexts else find_crossings(ends, starts)
    limits = [limit for limit, _ in CROSSING]
    weights = np.array([weight for _, weight in CROSSING], np.float32)
    return np.asarray(weights[np.searchsorted(limits, found, side="right")], np.float32)


def find_nexts(ends: Sequence[str], starts: Sequence[str]) -> Weights:
    """Find the commonest word across each end and the next one's start, 0 where none is."""
    words = frequencies()
    found = np.zeros(len(ends) - 1, np.float32)
    for at, (end, start) in enumerate(zip(ends[:-1], starts[1:], strict=True)):
        if end and start:
            across = {end[-left:] + start[:right] for left, right in PARTS}
            found[at] = max([weigh_word(word) for word in across if word in words], default=0.0)
    return found


def find_crossings(ends: Sequence[str], starts: Sequence[str]) -> Weights:
    """Find the commonest word across each end and each start, 0 where none is."""
    best = np.zeros((len(ends), len(starts)), np.float32)
    indexed = [index_texts([text[:right] for text in starts]) for right in range(LONGEST)]
    for left in range(1, LONGEST):
        rows, befores = index_texts([text[-left:] for text in ends])
        found = [np.zeros((len(befores), len(afters)), np.float32) for _, afters in indexed]
        for before, row in befores.items():
            for word in list_words(before) if len(before) == left else ():
                right = len(word) - left
                column = indexed[right][1].get(word[left:]) if right else None
                if column is not None:
                    found[right][row, column] = weigh_word(word)
        for (columns, _), weights in zip(indexed, found, strict=True):
            np.maximum(best, weights[rows][:, columns], out=best)
    return best


def weigh_word(word: str) -> float:
    """Weigh how common a word of the dictionary is, and how long."""
    return log(frequencies()[word] + 1) + LONGEST * (len(word) - 2)


def index_texts(texts: Sequence[str]) -> tuple[list[int], dict[str, int]]:
    """Number texts, and list each once."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(text, len(numbers)) for text in texts], numbers


def list_words(start: str) -> Sequence[str]:
    """List the words of the dictionary that begin so and are short enough."""
    words = sort_words()
    return words[bisect_left(words, start) : bisect_left(words, start + LAST)]


@cache
def sort_words() -> list[str]:
    """Sort the words of the dictionary that are short enough."""
    return sorted(word for word in frequencies() if 2 <= len(word) <= LONGEST)
