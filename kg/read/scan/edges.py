"""Tell where columns part by where the lines near begin and end."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# Of a line's height.  A narrower blank is room in a line; columns stand farther apart.
NARROWEST = 0.7
AROUND, NEAR = 10.0, 0.45  # how far above and below, and beside, the edges of other lines count
FEWEST = 3  # edges that show a gap
OVER = 0.5  # of these; where more lines run on, marks stand one under the other
LARGE = 1.3  # of a line's height; larger type stands over several columns

Point = tuple[float, float]


class Edges:
    """Where the lines of a picture begin and end, and the pieces that blanks in them part."""

    def __init__(
        self,
        boxes: Sequence[NDArray[np.float32]],
        pieces: Sequence[tuple[Point, Point, float]],
    ) -> None:
        """Note the middles of both ends of each line; of each piece of one, its height as well."""
        corners = np.array([*boxes], np.float32).reshape(-1, 4, 2)
        self.first: NDArray[np.floating] = (corners[:, 0] + corners[:, 3]) / 2
        self.last: NDArray[np.floating] = (corners[:, 1] + corners[:, 2]) / 2
        ends = np.array([[*start, *end] for start, end, _ in pieces]).reshape(-1, 4)
        self.starts: NDArray[np.floating] = ends[:, :2]
        self.ends: NDArray[np.floating] = ends[:, 2:]
        self.heights: NDArray[np.floating] = np.array([height for *_, height in pieces])

    def show_gap(self, end: Point, start: Point, height: float) -> bool:
        """Tell whether other lines end and begin where a line breaks off and goes on.

        Where many run on over the place, it is an indent's, or of a mark.  Both pieces of
        the line itself count; headlines over the place do not.
        """
        ends, starts = count_near(self.ends, end, height), count_near(self.starts, start, height)
        whole = count_near(self.last, end, height), count_near(self.first, start, height)
        if not any(whole) or min(ends, starts) < 2 or ends + starts < FEWEST + 2:
            return False
        near = np.abs((self.starts[:, 1] + self.ends[:, 1]) / 2 - end[1]) < AROUND * height
        reach = NEAR * height
        over = (self.starts[:, 0] < end[0] - reach) & (self.ends[:, 0] > start[0] + reach)
        across = int((near & over & (self.heights < LARGE * height)).sum())
        return across < OVER * min(ends, starts)


def count_near(points: NDArray[np.floating], point: tuple[float, float], height: float) -> int:
    """Count the points over and under a point."""
    beside = np.abs(points[:, 0] - point[0]) < NEAR * height
    return int((beside & (np.abs(points[:, 1] - point[1]) < AROUND * height)).sum())
