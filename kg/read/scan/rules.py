"""Find the rules that are printed between columns and around boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray

from kg.model import Box
from kg.read.scan.photos import find_photos
from kg.read.scan.pictures import Picture
from kg.read.scan.recognitions import Corners, measure_sides
from kg.read.scan.tints import find_tints
from kg.read.scan.turns import Turn

# Of the height of running text, along and across a rule.  Along it the picture is averaged, so
# that noise and the strokes of characters fade and a hairline stays.
SMOOTH, ACROSS = 2.0, 0.5
SHORTEST = 5.0  # a shorter one may be a dash or the bar of a large character
THICKEST = 0.6
CELL = 0.85  # of the height of a line's box
EDGE = 0.15  # of the height of a line, likewise
GAP = 1.5  # that a faded rule may be broken for
LEAST = 18  # shades by which a rule is darker than both its sides
DARKER = 0.22  # of the shades between ink and paper, likewise
LEVEL = 0.05  # of its length that a rule may rise; one printed askew is no rule
MOST = 4000  # dark stretches; more are a picture's texture
EDGES, INNER = 1, 2  # marks of the place of a line
# Of its length that a rule within a line's box is as dark as half its mean: strokes in one row of
# several characters are not.  A rule under a line touches its box.
WITHIN, SOLID, EVEN = 0.5, 0.9, 0.5
MEETS = 1.0  # of the height of text; the corners of a box lie no farther apart


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: rules, boxes, tints, photographs; the picture without its rules."""

    frames: tuple[Box, ...]
    picture: Picture


def find_drawn(picture: Picture, boxes: Sequence[Corners], turn: Turn) -> Drawn:
    """Find what is drawn on an upright picture; its boxes are on the level page.

    `boxes` are those of its lines, which hold no rule.  A rule is a box as thin as its ink.
    """
    if not boxes:
        return Drawn((), picture)
    text = float(np.median([min(measure_sides(box)) for box in boxes])) * CELL
    lines = cover_lines(picture, boxes)
    flat, clean = find_flat(picture, lines, text, turn)
    side = (np.ascontiguousarray(clean.T), np.ascontiguousarray(lines.T))
    upright, clean = find_flat(*side, text, turn, down=True)
    across = join_ends(flat, text)
    down = [swap(box) for box in join_ends(upright, text)]
    drawn = draw_boxes(across, down, MEETS * text)
    photos = find_photos(picture, lines, text, turn)
    tints = find_tints(picture, text, turn)
    return Drawn(
        (*across, *down, *drawn, *photos, *tints, *draw_sides(tints)), np.ascontiguousarray(clean.T)
    )


def cover_lines(picture: Picture, boxes: Sequence[Corners]) -> Picture:
    """Mark where lines of text are, INNER, and their edges, EDGES, which a rule may touch."""
    covered = np.zeros_like(picture)
    for corners in boxes:
        cv2.fillConvexPoly(covered, corners.round().astype(np.int32), EDGES)
    for corners in boxes:
        sides = measure_sides(corners)
        middle = corners.mean(axis=0)
        along, across = corners[1] - corners[0], corners[3] - corners[0]
        least = min(sides)
        shrink = [max(0.2, 1 - 2 * EDGE * least / max(1.0, side)) / 2 for side in sides]
        half, high = along * shrink[0], across * shrink[1]
        inner = [middle - half - high, middle + half - high, middle + half + high]
        quad = np.array([*inner, middle - half + high]).round().astype(np.int32)
        cv2.fillConvexPoly(covered, quad, INNER)
    return covered


def swap(box: Box) -> Box:
    """Swap across and down."""
    return Box(box.top, box.left, box.bottom, box.right)


def find_flat(
    picture: Picture, lines: Picture, text: float, turn: Turn, *, down: bool = False
) -> tuple[list[Box], Picture]:
    """Find the rules across a picture and wipe them out of a copy.

    `down` tells that across and down have been swapped.
    """
    mask, paper = mark_flat(picture, text)
    mask &= (lines < INNER).astype(np.uint8)
    wiped = np.zeros_like(mask)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[Box] = []
    if count > MOST:
        return found, picture
    for left, top, width, height, area in stats[1:count]:
        if width < SMOOTH * text or area / width > THICKEST * text:
            continue
        place = np.s_[top : top + height, left : left + width]
        strip = mask[place]
        if lines[place][strip > 0].mean() > WITHIN and not is_solid(
            np.subtract(paper[place], np.minimum(picture[place], paper[place])), strip
        ):
            continue
        ends = [float(np.flatnonzero(part.any(axis=1)).mean()) for part in cut_ends(strip)]
        points = [(left, top + ends[0]), (left + width, top + ends[1])]
        places = [turn.level((y, x) if down else (x, y)) for x, y in points]
        flat = [(y, x) if down else (x, y) for x, y in places]
        (x, y), (u, v) = flat
        if abs(v - y) <= max(3.0, LEVEL * (u - x)):
            thick = max(1.0, area / width)
            if width >= SHORTEST * text:  # what is shorter may be strokes at the edge of a line
                wiped[top : top + height, left : left + width] |= strip
            found.append(Box(x, (y + v - thick) / 2, u, (y + v + thick) / 2))

    wide = cv2.dilate(wiped, np.ones((3, 3), np.uint8)).astype(bool)
    return found, np.where(wide, paper, picture)


def is_solid(dark: Picture, strip: NDArray[np.uint8]) -> bool:
    """Tell whether a rule is about as dark all along, by how dark each of its pixels is."""
    wide = cv2.dilate(strip, np.ones((3, 1), np.uint8))
    along = np.asarray(cv2.blur(dark, (3, 1)) * wide).max(axis=0)
    return bool((along >= EVEN * along.mean()).mean() >= SOLID)


def cut_ends(strip: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Cut the two ends off a strip."""
    reach = max(1, min(8, strip.shape[1] // 4))
    return strip[:, :reach], strip[:, -reach:]


def mark_flat(picture: Picture, text: float) -> tuple[NDArray[np.uint8], Picture]:
    """Mark what is darker along a line across than over and under it; give also the paper there."""
    long, high = max(9, round(SMOOTH * text)), max(3, round(ACROSS * text)) | 1
    mean = cv2.blur(picture, (long, 1))
    paper = cv2.morphologyEx(mean, cv2.MORPH_CLOSE, np.ones((high, 1), np.uint8))
    dark, light = np.percentile(picture[::4, ::4], (2, 75))
    least = max(LEAST, DARKER * (float(light) - float(dark)))
    mask = (np.subtract(paper, mean) > least).astype(np.uint8)
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    return np.asarray(opened), np.asarray(paper)


def join_ends(rules: Sequence[Box], text: float) -> list[Box]:
    """Join the pieces of broken rules, and drop what stays too short."""
    joined: list[Box] = []
    for rule in sorted(rules, key=lambda box: (box.left, box.top)):
        middle = (rule.top + rule.bottom) / 2
        for at, other in enumerate(joined):
            near = abs((other.top + other.bottom) / 2 - middle) < 0.3 * text
            if near and rule.left - other.right < GAP * text:
                joined[at] = Box(
                    other.left,
                    min(other.top, rule.top),
                    max(other.right, rule.right),
                    max(other.bottom, rule.bottom),
                )
                break
        else:
            joined.append(rule)
    return [rule for rule in joined if rule.right - rule.left >= SHORTEST * text]


def draw_sides(tints: Sequence[Box]) -> Iterator[Box]:
    """Draw rules down both sides of tinted boxes: no line runs out of one."""
    for box in tints:
        for x in (box.left, box.right):
            yield Box(x, box.top, x + 1, box.bottom)


def draw_boxes(across: Sequence[Box], down: Sequence[Box], reach: float) -> Iterator[Box]:
    """Draw the boxes that have a rule on each of their four sides."""
    for top, bottom in product(across, across):
        if bottom.top - top.bottom < 2 * reach:
            continue
        left, right = max(top.left, bottom.left), min(top.right, bottom.right)
        sides = [
            rule
            for rule in down
            if rule.top < top.bottom + reach and rule.bottom > bottom.top - reach
        ]
        ends = sorted(
            (rule.left + rule.right) / 2
            for rule in sides
            if left - reach < (rule.left + rule.right) / 2 < right + reach
        )
        corners = len(ends) >= 2 and ends[0] < left + reach and ends[-1] > right - reach
        if corners and ends[-1] - ends[0] > 2 * reach:
            yield Box(ends[0], top.top, ends[-1], bottom.bottom)
