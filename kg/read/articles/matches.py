"""Match the words of every line of a page with those of every other one, or of the next."""

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

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
    places = np.unique(owners[:-1][kept] * max(1, len(known)) + numbers)
    lines, numbers = np.divmod(places, max(1, len(known)))
    often = np.bincount(numbers, minlength=len(known))
    several = often[numbers] > 1
    once = np.bincount(lines[~several], minlength=len(texts))
    columns = np.cumsum(often > 1) - 1
    has = np.zeros((len(texts), np.count_nonzero(often > 1)), np.bool_)
    has[lines[several], columns[numbers[several]]] = True
    return has, once, (1 / np.log(2.0 + often[often > 1])).astype(np.float32)
