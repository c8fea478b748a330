"""Find the boxes that are drawn around rows."""

from collections.abc import Sequence

from kg.model import Box
from kg.read.geometry.rows import Row, bound

PAGEWIDE = 0.85  # of the page; so large a box holds everything and says nothing
BAR = 2.0  # sizes of a row; a box no higher is the ground a headline is printed on


def find_holders(frames: Sequence[Box], rows: Sequence[Row]) -> dict[int, int]:
    """Find for each row the smallest box that is drawn around it; 0 where there is none."""
    whole = bound(row.box for row in rows) if rows else Box(0, 0, 0, 0)
    most = PAGEWIDE * measure_area(whole)
    holders = [
        (measure_area(frame), number, frame)
        for number, frame in enumerate(frames, start=1)
        if min(frame.right - frame.left, frame.bottom - frame.top) > 20
        and measure_area(frame) < most
    ]
    holders.sort(key=lambda one: one[:2])
    found = {}
    for row in rows:
        box = row.box
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        high = BAR * row.size
        found[id(row)] = next(
            (
                n
                for _, n, f in holders
                if f.left <= x <= f.right
                and f.top <= y <= f.bottom
                and f[3 - row.vertical] - f[1 - row.vertical] > high
            ),
            0,
        )
    return found


def measure_area(box: Box) -> float:
    """Measure the area of a box."""
    return (box.right - box.left) * (box.bottom - box.top)
