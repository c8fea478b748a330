"""Find the boxes that are printed on a tint, by the steps from lighter to darker paper."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from kg.model import Box
from kg.read.scan.pictures import Picture
from kg.read.scan.turns import Turn

CELL = 0.75  # of the height of text: the paper is looked at in cells so large
PAPER = 90  # of a hundred shades of a cell, which is paper between characters
LEAST = 8  # cells that a tinted box is wide and high at least
MOST = 0.7  # of the page that one takes
FILLED = 0.85  # of its box
LEVELS, LOWEST = (0.02, 0.03, 0.045, 0.065, 0.1), 3.0  # of the shades between ink and paper
ALONG = 0.8  # of each side where it steps

BLUR = 6  # pixels that a side takes, askew

Shades = NDArray[np.float32]


def find_tints(picture: Picture, text: float, turn: Turn) -> list[Box]:
    """Find the tinted boxes of an upright picture, on the level page.

    `text` is the height of running text in pixels.  A shadow has no step; how high
    the steps of a box are nobody knows, so several levels are tried.
    """
    side = max(3, round(CELL * text))
    shades = measure_paper(picture, side)
    if min(shades.shape) < 2 * LEAST:
        return []
    span = float(np.median(shades)) - float(np.percentile(picture[::4, ::4], 2))
    found: list[Box] = []
    for level in LEVELS:
        step = max(LOWEST, level * span)
        for left, top, right, bottom in find_parts(shades, step):
            if is_stepped(shades, (left, top, right, bottom), step):
                start, end = (
                    find_side(picture, x * side, (top * side, bottom * side), 2 * side)
                    for x in (left, right)
                )
                x, y = turn.level(((start + end) / 2, (top + bottom) / 2 * side))
                half, high = (end - start) / 2, (bottom - top) * side / 2
                box = Box(x - half, y - high, x + half, y + high)
                if not any(is_one(box, other) for other in found):
                    found.append(box)
    return found


def find_side(picture: Picture, x: int, rows: tuple[int, int], reach: int) -> float:
    """Find, to a pixel, where the paper steps about a place across the picture."""
    least = max(0, x - reach)
    part = picture[rows[0] : rows[1], least : x + reach]
    paper = np.convolve(np.percentile(part, PAPER, axis=0), np.ones(3) / 3, "valid")
    return least + 1 + BLUR / 2 + int(np.abs(paper[BLUR:] - paper[:-BLUR]).argmax())


def measure_paper(picture: Picture, side: int) -> Shades:
    """Measure how light the paper is in each cell of a picture, without what is printed on it."""
    rows, columns = picture.shape[0] // side, picture.shape[1] // side
    part = picture[: rows * side, : columns * side]
    cells = part.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
    shades = np.percentile(cells, PAPER, axis=2).astype(np.float32)
    if not shades.size:
        return shades
    closed = cv2.morphologyEx(shades, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    return np.asarray(closed, np.float32)


def find_parts(shades: Shades, step: float) -> Iterator[tuple[int, int, int, int]]:
    """Find the parts of even paper that steps surround: left, top, right, bottom."""
    even = np.ones(shades.shape, bool)
    even[1:-1] &= np.abs(shades[2:] - shades[:-2]) < step
    even[:, 1:-1] &= np.abs(shades[:, 2:] - shades[:, :-2]) < step
    count, _, stats, _ = cv2.connectedComponentsWithStats(even.astype(np.uint8), connectivity=4)
    for left, top, width, height, area in stats[1:count].tolist():
        small = min(width, height) < LEAST or width * height > MOST * shades.size
        if not small and area >= FILLED * width * height:
            yield left - 1, top - 1, left + width + 1, top + height + 1


def is_stepped(shades: Shades, box: tuple[int, int, int, int], step: float) -> bool:
    """Tell whether the paper is lighter right outside each of the four sides of a box."""
    left, top, right, bottom = box
    rows, columns = shades.shape
    if left < 2 or top < 2 or right > columns - 2 or bottom > rows - 2:
        return False
    across, down = slice(left + 1, right - 1), slice(top + 1, bottom - 1)
    sides = (
        (shades[top - 2 : top, across].max(axis=0), shades[top + 1, across]),
        (shades[bottom : bottom + 2, across].max(axis=0), shades[bottom - 2, across]),
        (shades[down, left - 2 : left].max(axis=1), shades[down, left + 1]),
        (shades[down, right : right + 2].max(axis=1), shades[down, right - 2]),
    )
    return all(float((outer - inner > step).mean()) >= ALONG for outer, inner in sides)


def is_one(box: Box, other: Box) -> bool:
    """Tell whether two boxes are the same, but for their edges."""
    wide = min(box.right, other.right) - max(box.left, other.left)
    high = min(box.bottom, other.bottom) - max(box.top, other.top)
    larger = max((one.right - one.left) * (one.bottom - one.top) for one in (box, other))
    return wide > 0 and high > 0 and wide * high > 0.7 * larger
