"""Find the boxes of a picture's lines, in two sizes of it: body type is found large, titles small.

The model marks type far above the size it was taught with in patches, and rapidocr drops what is
patched.  In a copy a third as high and wide large type is whole; that takes a ninth of the time.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from rapidocr.ch_ppocr_det import TextDetOutput

from kg.read.scan.pictures import Picture
from kg.read.scan.recognitions import TALL, Corners, load_engine, measure_sides

# Pixels in which lines are looked for: 4 million take 6 s and 0.9 GB, and are a broadsheet at
# 110 dpi.  Where its characters come out smaller than LOW they are looked for again in more.
USUAL, MOST = 4_000_000, 7_000_000
LOW = 9  # pixels
FEWER = 9  # times fewer pixels in which large type is looked for
LARGE = 1.4  # times the height of a usual line
TIGHT, CORE = 0.1, 0.3  # of its height that a large box, and its core, are less on each side
INSIDE = 0.4  # of a box; one with less inside the core of another is beside it
TAKEN = 0.5  # of a core; where boxes beside it lie over more, its line is found
WHOLE = 0.8  # of a large box's length that the boxes found before reach over
SAME = 0.5  # of a large box's height; boxes lower than this lie over one another in it


def find_boxes(picture: Picture) -> list[Corners]:
    """Find the boxes of the lines of a picture."""
    pixels = picture.shape[0] * picture.shape[1]
    boxes, scale = find_scaled(picture, USUAL)
    heights = [min(measure_sides(box)) for box in boxes]
    if pixels > USUAL and heights and float(np.median(heights)) * scale < LOW * 1.3:
        boxes, scale = find_scaled(picture, MOST)
    large, _ = find_scaled(picture, round(pixels * scale**2 / FEWER))
    return add_large(boxes, large)


def find_scaled(picture: Picture, pixels: int) -> tuple[list[Corners], float]:
    """Find the boxes in a copy of the picture that has at most so many pixels."""
    scale = min(1.0, (pixels / (picture.shape[0] * picture.shape[1])) ** 0.5)
    small = picture
    if scale < 1:
        small = np.asarray(
            cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    image = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)
    found = load_engine()(image, use_det=True, use_cls=False, use_rec=False)
    if not isinstance(found, TextDetOutput) or found.boxes is None:
        return [], scale
    return [np.asarray(box, np.float32) / np.float32(scale) for box in found.boxes], scale


def add_large(boxes: Sequence[Corners], found: Sequence[Corners]) -> list[Corners]:
    """Add the large ones of other boxes where none are, or only pieces, which they replace."""
    usual = float(np.median([min(measure_sides(box)) for box in found])) if found else 0.0
    kept = list(boxes)
    for box in found:
        if min(measure_sides(box)) < LARGE * usual:
            continue
        core = shrink_box(box, CORE)
        common = measure_common(kept, core)
        inside = [one > INSIDE * measure_area(own) for one, own in zip(common, kept, strict=True)]
        beside = sum(one for one, within in zip(common, inside, strict=True) if not within)
        pieces = [one for one, within in zip(kept, inside, strict=True) if within]
        if beside < TAKEN * measure_area(core) and not is_read(pieces, box):
            kept = [one for one, within in zip(kept, inside, strict=True) if not within]
            kept.append(shrink_box(box, TIGHT))
    return kept


def shrink_box(box: Corners, part: float) -> Corners:
    """Move the sides of a box inwards by a part of its height."""
    width, height = measure_sides(box)
    least = min(width, height)
    shares = np.array([[1 - 2 * part * least / max(1.0, side)] for side in (width, height)])
    middle, across, down = box.mean(axis=0), (box[1] - box[0]) / 2, (box[3] - box[0]) / 2
    half, high = across * shares[0], down * shares[1]
    corners = [-half - high, half - high, half + high, high - half]
    return np.asarray(middle + np.array(corners), np.float32)


def measure_common(boxes: Sequence[Corners], other: Corners) -> list[float]:
    """Measure the area that each box has in common with another."""
    edges = np.array([[*box.min(axis=0), *box.max(axis=0)] for box in boxes]).reshape(-1, 4)
    low, high = other.min(axis=0), other.max(axis=0)
    sides = np.minimum(edges[:, 2:], high) - np.maximum(edges[:, :2], low)
    return [float(area) for area in sides.clip(0).prod(axis=1)]


def measure_area(box: Corners) -> float:
    """Measure the area of a box, of one askew with its corners."""
    return float((box.max(axis=0) - box.min(axis=0)).prod())


def is_read(pieces: Sequence[Corners], box: Corners) -> bool:
    """Tell whether the boxes inside a large one are its line already, or the lines it runs over."""
    if not pieces:
        return False
    width, height = measure_sides(box)
    way = 1 if height >= TALL * width else 0
    spans = np.array([[*one.min(axis=0), *one.max(axis=0)] for one in pieces])
    lengths, heights = spans[:, 2 + way] - spans[:, way], spans[:, 3 - way] - spans[:, 1 - way]
    low = heights.max() < SAME * min(width, height)
    return bool(low or lengths.sum() >= WHOLE * max(width, height))
