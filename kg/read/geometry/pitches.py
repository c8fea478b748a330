"""Tell lines of running text that dirt made large by the room from line to line."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import median

NEAREST, FARTHEST = 0.5, 2.2  # sizes of running text; the next line of a column is so far down
SWOLLEN = 1.6  # of that size; what is larger is no line that dirt made large
SAME = 0.1  # of the room from line to line
NEARLY = 0.05  # of a size
SHARED = 0.5  # of the shorter of two lines; what shares less stands in another column

Point = tuple[float, float]


def settle_sizes(
    sizes: Sequence[float], middles: Sequence[Point], lines: Sequence[tuple[float, bool]]
) -> list[float]:
    """Give lines that are set as close as running text is the size of that.

    `lines` tells of each how long it is and whether it is set down the page.  Larger type does not
    fit so close; the ink of dirt, or of the other side of the paper, makes lines seem large.
    """
    weights: dict[float, float] = {}
    for size, (length, vertical) in zip(sizes, lines, strict=True):
        if not vertical:
            weights[size] = weights.get(size, 0.0) + length
    if not weights:
        return list(sizes)
    body = max(sorted(weights), key=weights.__getitem__)
    flat = [at for at, (_, vertical) in enumerate(lines) if not vertical and sizes[at] >= body]
    pitches = Pitches(middles, [length for length, _ in lines], flat, body)
    usual = pitches.find_usual([at for at in flat if sizes[at] == body])
    settled = list(sizes)
    for at in flat:
        if (1 + NEARLY) * body < sizes[at] <= SWOLLEN * body:
            both = pitches.find_step(at, -1), pitches.find_step(at, 1) or usual
            if all(abs(step - usual) < SAME * usual for step in both):
                settled[at] = body
    return settled


class Pitches:
    """Lines across the page, sorted to find those right over and under one."""

    def __init__(
        self,
        middles: Sequence[Point],
        lengths: Sequence[float],
        flat: Sequence[int],
        body: float,
    ) -> None:
        """Sort the lines `flat`; `body` is the size of running text."""
        self.middles, self.lengths, self.body = middles, lengths, body
        self.order = sorted(flat, key=lambda at: middles[at][1])
        self.heights = [middles[at][1] for at in self.order]

    def find_step(self, at: int, way: int) -> float:
        """Find how far under a line, or over it for the way -1, the next of its column is; or 0."""
        x, y = self.middles[at]
        low, high = sorted((y + way * NEAREST * self.body, y + way * FARTHEST * self.body))
        near = self.order[bisect_left(self.heights, low) : bisect_right(self.heights, high)]
        return min(
            (abs(self.middles[to][1] - y) for to in near if self.are_over(at, to, x)), default=0.0
        )

    def are_over(self, at: int, other: int, x: float) -> bool:
        """Tell whether two lines, the first with its middle at `x`, share a column."""
        one, two = self.lengths[at], self.lengths[other]
        shared = (one + two) / 2 - abs(self.middles[other][0] - x)
        return shared > SHARED * min(one, two)

    def find_usual(self, lines: Sequence[int]) -> float:
        """Find how far under a line the next one usually is."""
        steps = [step for at in lines if (step := self.find_step(at, 1))]
        return median(steps) if steps else 0.0
