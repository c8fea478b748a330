"""Read scanned pages: pictures of type, turned into text with the place of every line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from math import atan2, cos, sin
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import InputError
from kg.model import Box, Note, Sheet
from kg.read.geometry import arrange_glyphs
from kg.read.glyphs import Glyph
from kg.read.sizes import measure_size, smooth_sizes

if TYPE_CHECKING:  # they need the extra `scan`
    from kg.read.pictures import Picture
    from kg.read.recognitions import Corners, Text

NEEDED = ("cv2", "onnxruntime", "PIL", "rapidocr")  # the extra `scan`
MISSING = "识别图片要用附加组件，请先安装：pip install 'baopu[scan]'"
UNSURE = 0.5  # the model's own measure; below it is mostly a picture's texture
LONG = 6  # times as long as high; the slope of a shorter line says little
SKEWED = 0.0017  # radians, 0.1 degree


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the page about its middle that sets its lines level."""

    angle: float
    middle: tuple[float, float]

    def level(self, point: tuple[float, float]) -> tuple[float, float]:
        """Turn a point of the picture with the page."""
        return self.rotate(point, -self.angle)

    def undo(self, box: Box) -> Box:
        """Put a box of the level page back on the picture."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        u, v = self.rotate((x, y), self.angle)
        return Box(box.left + u - x, box.top + v - y, box.right + u - x, box.bottom + v - y)

    def rotate(self, point: tuple[float, float], angle: float) -> tuple[float, float]:
        """Turn a point by an angle."""
        x, y = point[0] - self.middle[0], point[1] - self.middle[1]
        return (
            self.middle[0] + x * cos(angle) - y * sin(angle),
            self.middle[1] + x * sin(angle) + y * cos(angle),
        )


def read_scan(path: Path) -> Iterator[Sheet]:
    """Read the pages of a picture file.

    Raises:
        InputError: the extra `scan` is not installed; the file is no picture, damaged, too large.
    """
    if not is_installed():
        raise InputError(path, None, MISSING)
    from kg.read.pictures import open_pictures  # noqa: PLC0415 (needs the extra)

    for number, picture in enumerate(open_pictures(path)):
        name = f"{path}#{number + 1}" if number else str(path)
        yield replace(scan_picture(picture), scan=name)


def is_installed() -> bool:
    """Tell whether the packages of the extra are there."""
    return all(find_spec(name) is not None for name in NEEDED)


def scan_picture(picture: "Picture", scale: float = 1.0) -> Sheet:
    """Read the picture of a page, grey; `scale` is the unit of the boxes in pixels."""
    from kg.read.recognitions import find_boxes, recognise_texts  # noqa: PLC0415 (needs the extra)

    boxes = find_boxes(picture)
    height, width = picture.shape
    size = (width * scale, height * scale)
    texts = recognise_texts(picture, boxes)
    sure = [text for text in texts if text.score >= UNSURE]
    turn = Turn(measure_skew(boxes), (width / 2, height / 2))
    glyphs = [scale_glyph(glyph, scale) for glyph in make_glyphs(sure, turn)]
    if not glyphs:
        return Sheet("", size=size, notes=(Note("", "no-text", "图片上没有认出文字"),))
    centre = (turn.middle[0] * scale, turn.middle[1] * scale)
    sheet = arrange_glyphs(glyphs, size)
    prints = tuple(
        replace(line, box=Turn(turn.angle, centre).undo(line.box)) for line in sheet.prints
    )
    return replace(sheet, prints=prints, notes=(*sheet.notes, *find_notes(texts)))


def measure_skew(boxes: "Sequence[Corners]") -> float:
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


def make_glyphs(texts: "Sequence[Text]", turn: Turn) -> Iterator[Glyph]:
    """Give each recognised text its box on the level page and the size of its type."""
    sizes = [measure_size(text.text, text.length, text.height) for text in texts]
    smooth = smooth_sizes(sizes, [text.text for text in texts])
    for text, size in zip(texts, smooth, strict=True):
        x, y = turn.level(text.middle)
        half = (text.length / 2, text.height / 2)
        across, down = (half[1], half[0]) if text.vertical else half
        box = Box(x - across, y - down, x + across, y + down)
        yield Glyph(text.text, box, size, text.vertical)


def scale_glyph(glyph: Glyph, scale: float) -> Glyph:
    """Put a glyph into the unit of the page."""
    box = glyph.box
    scaled = Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)
    return replace(glyph, box=scaled, size=glyph.size * scale)


def find_notes(texts: "Sequence[Text]") -> Iterator[Note]:
    """Say what was too unclear to be used."""
    unsure = [text.text for text in texts if text.score < UNSURE]
    if unsure:
        shown = "、".join(f"“{text}”" for text in unsure[:8])
        yield Note("", "unclear", f"有 {len(unsure)} 处看不清，未采用：{shown}")
