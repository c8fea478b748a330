"""Find the boxes that are drawn around rows."""

from collections.abc import Sequence

from kg.model import Box
from kg.read.geometry.rows import Row, bound

PAGEWIDE = 0.85  # of the page; so large a box holds everything and says nothing


def find_holders(
    frames: Sequence[Box], rows: Sequence[Row], places: dict[int, Box]
) -> dict[int, int]:
    """Find for each row the smallest box that is drawn around it; 0 where there is none."""
    boxes = [*frames, *(places[id(row)] for row in rows)]  # few rows run down the page
    most = PAGEWIDE * measure_area(bound(boxes)) if boxes else 0.0
    holders = [
        (measure_area(frame), number, frame)
        for number, frame in enumerate(frames, start=1)
        if min(frame.right - frame.left, frame.bottom - frame.top) > 20
        and measure_area(frame) < most
    ]
    holders.sort(key=lambda one: one[:2])
    found = {}
    for row in rows:
        box = places[id(row)]
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        found[id(row)] = next(
            (n for _, n, f in holders if f.left <= x <= f.right and f.top <= y <= f.bottom), 0
        )
    return found


def measure_area(box: Box) -> float:
    """Measure the area of a box."""
    return (box.right - box.left) * (box.bottom - box.top)
