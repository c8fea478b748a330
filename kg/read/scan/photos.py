"""Find the photographs of a page, in which what is read belongs to no text."""

import cv2
import numpy as np

from kg.model import Box
from kg.read.scan.pictures import Picture
from kg.read.scan.turns import Turn

CELL = 0.75  # of the height of text: the page is looked at in cells so large
# Of the shades between ink and paper: paper between characters is lighter than this, a
# photograph, which is printed in tones, mostly darker.
TONE, LIGHTEST = 0.25, 75
LEAST = 5  # cells that a photograph is wide and high at least
FILLED = 0.6  # of its box
WRITTEN = 0.3  # of its box; with more text it is a tinted box


def find_photos(picture: Picture, lines: Picture, text: float, turn: Turn) -> list[Box]:
    """Find the photographs of an upright picture, on the level page.

    `lines` marks where lines of text are, `text` is the height of running text in pixels.
    """
    side = max(3, round(CELL * text))
    rows, columns = picture.shape[0] // side, picture.shape[1] // side
    if min(rows, columns) < LEAST:
        return []
    part = picture[: rows * side, : columns * side]
    cells = part.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
    shades = np.percentile(cells, LIGHTEST, axis=2).astype(np.float32)
    ink, light = float(np.percentile(picture[::4, ::4], 2)), float(np.median(shades))
    dark = (shades < light - TONE * (light - ink)).astype(np.uint8)
    whole = np.ones((3, 3), np.uint8)
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, whole)
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(closed, cv2.MORPH_OPEN, whole)
    )
    found = []
    for left, top, width, height, area in stats[1:count].tolist():
        inside = lines[top * side : (top + height) * side, left * side : (left + width) * side]
        solid = min(width, height) >= LEAST and area >= FILLED * width * height
        if solid and (inside > 1).mean() < WRITTEN:
            x, y = turn.level(((left + width / 2) * side, (top + height / 2) * side))
            half, high = width * side / 2, height * side / 2
            found.append(Box(x - half, y - high, x + half, y + high))
    return found
