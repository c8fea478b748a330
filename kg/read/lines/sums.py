"""Sum up weights that reach over stretches of a text."""

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Sums = NDArray[np.float64]


def sum_over(first: Places, last: Places, weights: Sums, size: int) -> Sums:
    """Sum up for so many places the weights that reach over each, from first to last.

    One whose last place lies before its first reaches over none.
    """
    stop = np.maximum(last + 1, first)
    sums = np.bincount(first, weights, size + 1) - np.bincount(stop, weights, size + 1)[: size + 1]
    return np.cumsum(sums)[:size]
