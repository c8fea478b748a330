"""Tell where columns part by where the lines near begin and end."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Of a line's height.  A narrower blank is room in a line; columns stand farther apart.
NARROWEST = 0.7
AROUND, NEAR = 10.0, 0.45  # how far above and below, and beside, the edges of other lines count
FEWEST = 3  # edges that show a gap


class Edges:
    """Where the lines of a picture begin and end."""

    def __init__(self, boxes: Sequence[NDArray[np.float32]]) -> None:
        """Note the middles of both ends of each line."""
        corners = np.array([*boxes], np.float32).reshape(-1, 4, 2)
        self.starts: NDArray[np.floating] = (corners[:, 0] + corners[:, 3]) / 2
        self.ends: NDArray[np.floating] = (corners[:, 1] + corners[:, 2]) / 2

    def show_gap(self, end: tuple[float, float], start: tuple[float, float], height: float) -> bool:
        """Tell whether other lines end and begin where a line breaks off and goes on.

        Where more of them run on over the place, it is an indent's, and a mark before it.
        """
        ends, starts = count_near(self.ends, end, height), count_near(self.starts, start, height)
        if min(ends, starts) < 1 or ends + starts < FEWEST:
            return False
        near = np.abs((self.starts[:, 1] + self.ends[:, 1]) / 2 - end[1]) < AROUND * height
        over = (self.starts[:, 0] < end[0] - height) & (self.ends[:, 0] > start[0] + height)
        return int((near & over).sum()) - 1 <= min(ends, starts)


def count_near(points: NDArray[np.floating], point: tuple[float, float], height: float) -> int:
    """Count the points over and under a point."""
    beside = np.abs(points[:, 0] - point[0]) < NEAR * height
    return int((beside & (np.abs(points[:, 1] - point[1]) < AROUND * height)).sum())
