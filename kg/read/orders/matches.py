"""Match the words of every line of a page with those of every other one, or of the next."""

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from kg.know.arrays import round_off
from kg.know.characters import are_han, encode
from kg.read.lines.sums import sum_over
from kg.read.lines.vocabularies import drop_doubles

Weights = NDArray[np.float32]
Sums = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

LONGEST = 100  # characters of a line that are looked at; those of a column are 64 at most
# Of a word's weight, which is a whole number: eight lines have 800 words of 0.9 units at most, and
# up to 2**24 a 32-bit float holds every integer, so that no sum is rounded in whatever order.
UNIT = 2**14


def match_subjects(texts: Sequence[str], windows: Sequence[int], *, nexts: bool) -> list[Weights]:
    """Weigh how many words the lines up to one and those from another on have in common.

    There is one matrix for each number of lines that are compared, or one row if only `nexts`
    are looked at.  What a page has often says less than what it has twice.
    """
    lines, words = place_pairs([text[:LONGEST] for text in texts])
    often = np.bincount(words)
    weights = np.rint(UNIT / np.log(2.0 + often))
    match = match_nexts if nexts else match_window
    return [
        round_off(np.log(common / UNIT / (1 + fewer) + 0.004) + 3.7)
        for common, fewer in (match(lines, words, weights, len(texts), w) for w in windows)
    ]


def match_nexts(
    lines: Counts, words: Counts, weights: Sums, size: int, window: int
) -> tuple[Sums, Counts]:
    """Weigh the words in common of so many lines before each border and after it, in UNITs.

    Tells also how many words those have that have fewer.  Of a word only two places in a row
    matter: it is before a border and after it where that lies between the two.
    """
    again = words[1:] == words[:-1]
    one, two = lines[:-1][again], lines[1:][again]
    first, last = np.maximum(one, two - window) + 1, np.minimum(two, one + window)
    common = sum_over(first, last, weights[words[1:][again]], size)[1:]
    # Each word that a window has counts once: where it has two places of it, one is too many.
    ends = np.concatenate(([0], np.cumsum(np.bincount(lines, minlength=size))))
    starts = np.arange(1 - window, size)
    places = ends[np.minimum(starts + window, size)] - ends[np.maximum(starts, 0)]
    twice = sum_over(two, one + window - 1, np.ones(len(one)), len(starts))
    counts = places - twice
    return common, np.minimum(counts[: size - 1], counts[window:])


def match_window(
    lines: Counts, words: Counts, weights: Sums, size: int, window: int
) -> tuple[Sums, Counts]:
    """Weigh the words in common of so many lines up to any one and from any other on, in UNITs.

    Tells also how many words those have that have fewer.
    """
    several = (np.bincount(words) > 1)[words]
    kept, numbers = np.unique(words[several], return_inverse=True)
    has = np.zeros((size, len(kept)), np.bool_)
    has[lines[several], numbers] = True
    once = np.bincount(lines[~several], minlength=size)
    around = spread_lines(has, window)
    single = sliding_window_view(np.pad(once, window - 1), window).sum(axis=1)
    counts = around.sum(axis=1) + single
    tails, heads = around[:size], around[window - 1 :]
    common = (tails * weights[kept].astype(np.float32)) @ heads.T.astype(np.float32)
    return np.asarray(common, np.float64), np.minimum.outer(counts[:size], counts[window - 1 :])


def spread_lines(has: Flags, window: int) -> Flags:
    """Tell what so many lines in a row have, a power of two; the first and last are cut short."""
    around = np.pad(has, ((window - 1, window - 1), (0, 0)))
    span = 1
    while span < window:
        around = around[:-span] | around[span:]
        span *= 2
    return around


def place_pairs(texts: Sequence[str]) -> tuple[Counts, Counts]:
    """Number the pairs of neighbouring Chinese characters that lines have.

    Gives the lines of each pair, in order, and beside each line the number of the pair.
    """
    codes = encode("".join(texts))
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    word = are_han(codes)
    kept = word[:-1] & word[1:] & (owners[:-1] == owners[1:])
    pairs = (codes[:-1][kept] << 16) | codes[1:][kept]
    numbers = np.unique(pairs, return_inverse=True)[1]
    places = drop_doubles(numbers * len(texts) + owners[:-1][kept])
    words, lines = np.divmod(places, len(texts))
    return lines, words
