"""Find how the picture of a page lies: on its side, on its head, askew."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, sin

import numpy as np

from kg.model import Box
from kg.read.geometry.sizes import INK
from kg.read.scan.inks import find_pieces
from kg.read.scan.pictures import Picture
from kg.read.scan.recognitions import Corners, Text, cut_strip, measure_sides, rate_crops

LONG = 6  # times as long as high; the slope of a shorter line says little
SKEWED = 0.0017  # radians, 0.1 degree
LINES, CELLS = 8, 4  # lines that are looked at, and characters of each
DOUBTFUL = 0.75  # of the model's own measure; nearly every line that lay right had .9 or more
SURER = 0.1  # by which one way must be more legible than how the page lies


@dataclass(frozen=True, slots=True)
class Turn:
    """How a picture is set upright: by quarter turns to the left, then by an angle.

    `size` is width and height of the picture before.
    """

    size: tuple[float, float]
    quarters: int = 0
    angle: float = 0.0

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the picture after the quarter turns, about which the angle turns it."""
        width, height = self.size
        return (height / 2, width / 2) if self.quarters % 2 else (width / 2, height / 2)

    def level(self, point: tuple[float, float]) -> tuple[float, float]:
        """Turn a point with the picture by the angle."""
        return self.rotate(point, -self.angle)

    def undo(self, box: Box) -> Box:
        """Put a box of the upright page back on the picture."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        u, v = self.rotate((x, y), self.angle)
        back = Box(box.left + u - x, box.top + v - y, box.right + u - x, box.bottom + v - y)
        width, height = self.size
        if self.quarters == 1:
            return Box(width - back.bottom, back.left, width - back.top, back.right)
        if self.quarters == 2:
            return Box(
                width - back.right, height - back.bottom, width - back.left, height - back.top
            )
        if self.quarters == 3:
            return Box(back.top, height - back.right, back.bottom, height - back.left)
        return back

    def rotate(self, point: tuple[float, float], angle: float) -> tuple[float, float]:
        """Turn a point by an angle."""
        (x, y), (u, v) = point, self.middle
        x, y = x - u, y - v
        return u + x * cos(angle) - y * sin(angle), v + x * sin(angle) + y * cos(angle)


def measure_skew(boxes: Sequence[Corners]) -> float:
    """Measure the slope of the lines: the median of the long ones', 0 where it is next to none."""
    slopes = []
    for first, second, third, fourth in boxes:
        across, down = (second + third - first - fourth) / 2, (third + fourth - first - second) / 2
        length, height = float(np.hypot(*across)), float(np.hypot(*down))
        if length >= LONG * height:
            slopes.append(atan2(across[1], across[0]))
        elif height >= LONG * length:
            slopes.append(atan2(-down[0], down[1]))
    skew = float(np.median(slopes)) if slopes else 0.0
    return skew if abs(skew) > SKEWED else 0.0


def lies_down(boxes: Sequence[Corners]) -> bool:
    """Tell whether most of the text runs down the picture."""
    sides = [measure_sides(box) for box in boxes]
    tall = sum(height for width, height in sides if height > width)
    return tall > sum(width for width, height in sides if width >= height)


def find_quarters(picture: Picture, boxes: Sequence[Corners]) -> int:
    """Find by how many quarter turns to the left the picture comes upright.

    Text that runs down may be set so, or the page lies on its side: single characters tell.
    The model reads them upright and also turned once to the left, as it was taught with lines
    set down the page.
    """
    cells = cut_cells(picture, boxes)
    rates = [
        rate_crops([np.ascontiguousarray(np.rot90(cell, way)) for cell in cells])
        for way in range(4)
    ]
    both = [rates[way] + rates[(way + 1) % 4] for way in range(4)]
    best = max(range(4), key=both.__getitem__)
    return best if both[best] > both[0] + SURER else 0


def is_doubtful(texts: Sequence[Text]) -> bool:
    """Tell whether so little is legible that the page may stand on its head."""
    known = sum(len(text.text) * text.score for text in texts)
    return known < DOUBTFUL * sum(len(text.text) for text in texts)


def cut_cells(picture: Picture, boxes: Sequence[Corners]) -> list[Picture]:
    """Cut the first characters out of the longest lines, lying as the picture does."""
    cells = []
    for corners in sorted(boxes, key=lambda box: -max(measure_sides(box)))[:LINES]:
        strip = cut_strip(picture, corners)
        for piece in find_pieces(strip.pixels)[:1]:
            side = (piece.bottom - piece.top) / INK
            for number in range(min(CELLS, int((piece.right - piece.left) / side))):
                left = round(piece.left + number * side)
                cell = strip.pixels[:, max(0, left - 2) : round(left + side) + 2]
                cells.append(np.ascontiguousarray(np.rot90(cell, 3) if strip.vertical else cell))
    return cells
