"""Measure where the ink of a cut-out line is."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kg.read.scan.pictures import Picture

# Of the ink's height, which is .92 of a character.  Columns stand a character apart or more; a mark
# and the character after it .8, and 。and “ more, but these find together again as one row.
APART = 1.15
DUST = 0.1  # of a line's height; less ink than the square of that is dust, not a 、 or 一
MOSTLY = 0.6  # of the ink's height; the edges of other lines take less than the rest
WORDS = 3  # of its height; a line that is longer has characters without a blank across
COARSE = 20  # pixels; in a lower line a blur would close the gaps
RULE = 0.2  # of a line's height; thinner ink from edge to edge is the rule between two columns


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line's cut-out that has ink, with the edges of that ink in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def find_pieces(line: Picture, apart: float = APART) -> tuple[Piece, ...]:
    """Find the pieces of a line that blanks as wide as the gap of two columns part.

    `apart` is how wide that is, of the ink's height.
    """
    ink = find_ink(line)
    columns = np.asarray(ink.any(axis=0))
    drop_rules(ink, columns)
    top, bottom = find_band(ink, int(columns.sum()))
    if top == bottom:
        return ()
    height = bottom - top
    pieces = []
    for left, right in find_runs(columns, max(2, round(apart * height))):
        top, bottom = find_band(ink[:, left:right], right - left)
        if top < bottom:
            pieces.append(Piece(left, top, right, bottom))
    return tuple(pieces)


def find_band(ink: NDArray[np.bool_], width: int) -> tuple[int, int]:
    """Find the rows that a line's ink takes, without the edges of the lines over and under it.

    Blank rows part these from it; a line so short that it may be a 二 keeps all its ink.
    """
    profile = ink.sum(axis=1)
    bands = [*find_runs(profile > width // 50, max(1, len(ink) // 8))]
    if not bands:
        return 0, 0
    best = max(bands, key=lambda band: int(profile[band[0] : band[1]].sum()))
    whole = bands[0][0], bands[-1][1]
    high = whole[1] - whole[0]
    return best if width > WORDS * high and best[1] - best[0] > MOSTLY * high else whole


def find_ink(line: Picture) -> NDArray[np.bool_]:
    """Tell the ink of a line from its paper and from dust, be it dark on light or light on dark."""
    smooth = cv2.GaussianBlur(line, (3, 3), 0) if len(line) >= COARSE else line
    _, mask = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    if mask.mean() > 127.5:
        mask = cv2.bitwise_not(mask)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    real = stats[:count, cv2.CC_STAT_AREA] > (DUST * len(line)) ** 2
    real[0] = False  # the paper
    return np.asarray(real[labels])


def drop_rules(ink: NDArray[np.bool_], columns: NDArray[np.bool_]) -> None:
    """Take rules down the page for blank: thin ink from the top edge of the line to the bottom."""
    height = len(ink)
    for left, right in find_runs(columns, 1):
        if right - left <= max(2, RULE * height):
            rows = np.asarray(ink[:, left:right].any(axis=1))
            if rows[0] and rows[-1] and rows.mean() > 0.9:
                columns[left:right] = False


def find_runs(columns: NDArray[np.bool_], gap: int) -> Iterator[tuple[int, int]]:
    """Find the runs of columns with ink; a blank of fewer than `gap` columns ends none."""
    at = np.flatnonzero(columns)
    if not len(at):
        return
    ends = np.flatnonzero(np.diff(at) > gap)
    starts = [int(at[0]), *(int(place) for place in at[ends + 1])]
    stops = [*(int(place) + 1 for place in at[ends]), int(at[-1]) + 1]
    yield from zip(starts, stops, strict=True)
