"""Read scanned pages: pictures of type, turned into text with the place of every line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import InputError
from kg.model import Box, Note, Sheet
from kg.read.geometry.geometry import arrange_glyphs
from kg.read.geometry.glyphs import Glyph
from kg.read.geometry.pitches import settle_sizes
from kg.read.geometry.sizes import INK, align_middles, measure_size, smooth_sizes
from kg.read.repairs import repair_text, repair_vertical

if TYPE_CHECKING:  # they need the extra `scan`
    from kg.read.scan.pictures import Picture
    from kg.read.scan.recognitions import Corners, Text
    from kg.read.scan.turns import Turn

NEEDED = ("cv2", "onnxruntime", "PIL", "rapidocr")  # the extra `scan`
INSTALL = ".venv/bin/pip install 'baopu[scan]'"  # as README.md says it: any other pip is another's
MISSING = f"识别图片要用附加组件，请先安装：{INSTALL}"
UNSURE = 0.5  # the model's own measure; below it is mostly a picture's texture
# A title is kept all the same, for an article without one is worse than one to be checked: type
# so many times as high as usual, so many characters, all Chinese.  Texture gives one or two.
FAINT, LARGE, TITLE = 0.3, 1.4, re.compile(r"[\u3400-\u9fff，。、：；！？“”《》（）]{4,}")


def read_scan(path: Path) -> Iterator[Sheet]:
    """Read the pages of a picture file.

    Raises:
        InputError: the extra `scan` is not installed; the file is no picture, damaged, too large.
    """
    if not is_installed():
        raise InputError(path, None, MISSING)
    from kg.read.scan.pictures import open_pictures  # noqa: PLC0415 (needs the extra)

    for number, picture in enumerate(open_pictures(path)):
        name = f"{path}#{number + 1}" if number else str(path)
        yield replace(scan_picture(picture), scan=name)


def is_installed() -> bool:
    """Tell whether the packages of the extra are there."""
    return all(find_spec(name) is not None for name in NEEDED)


def scan_picture(picture: "Picture", scale: float = 1.0) -> Sheet:
    """Read the picture of a page, grey; `scale` is the unit of the boxes in pixels."""
    from kg.read.scan import turns  # noqa: PLC0415 (they need the extra)
    from kg.read.scan.boxes import find_boxes  # noqa: PLC0415

    height, width = picture.shape
    turn = turns.Turn((width, height))
    boxes = find_boxes(picture)
    down = turns.lies_down(boxes)
    texts, frames, turn = ([], (), turn) if down else recognise(picture, boxes, turn)
    if not texts or turns.is_doubtful(texts):
        turn = turns.Turn((width, height), turns.find_quarters(picture, boxes))
        upright = np.ascontiguousarray(np.rot90(picture, turn.quarters))
        boxes = find_boxes(upright) if turn.quarters else boxes
        texts, frames, turn = recognise(upright, boxes, turn)
    sure, faint, unclear = sift_texts(texts)
    sheet = arrange_texts([*sure, *faint], turn, frames)
    prints = tuple(
        replace(line, box=scale_box(turn.undo(line.box), scale), size=line.size * scale)
        for line in sheet.prints
    )
    notes = (*sheet.notes, *find_notes(faint, unclear))
    size = (width * scale, height * scale)
    return replace(sheet, text=repair_text(sheet.text), prints=prints, size=size, notes=notes)


def recognise(
    upright: "Picture", boxes: "Sequence[Corners]", turn: "Turn"
) -> "tuple[list[Text], tuple[Box, ...], Turn]":
    """Recognise the texts of an upright picture, and find what is drawn there and its skew."""
    from kg.read.scan import recognitions, rules, turns  # noqa: PLC0415 (they need the extra)

    level = replace(turn, angle=turns.measure_skew(boxes))
    drawn = rules.find_drawn(upright, boxes, level)
    return recognitions.recognise_texts(drawn.picture, boxes), drawn.frames, level


def arrange_texts(texts: "Sequence[Text]", turn: "Turn", frames: Sequence[Box] = ()) -> Sheet:
    """Put recognised texts into reading order on the upright page."""
    if not texts:
        return Sheet("", notes=(Note("", "no-text", "图片上没有认出文字"),))
    middle = turn.middle
    size = (2 * middle[0], 2 * middle[1])
    return arrange_glyphs(list(make_glyphs(texts, turn)), size, frames)


def make_glyphs(texts: "Sequence[Text]", turn: "Turn") -> Iterator[Glyph]:
    """Give each recognised text its box on the level page and the size of its type."""
    sizes = [measure_size(text.text, text.length, text.height) for text in texts]
    smooth = smooth_sizes(sizes, [text.text for text in texts])
    levels = [turn.level(text.middle) for text in texts]
    lines = [(text.length, text.vertical) for text in texts]
    smooth = settle_sizes(smooth, levels, lines)
    aligned = align_middles([y for _, y in levels], smooth)
    for text, size, (x, y), middle in zip(texts, smooth, levels, aligned, strict=True):
        half, high = text.length / 2, INK * size / 2
        if text.vertical:
            box = Box(x - high, y - half, x + high, y + half)
            yield Glyph(repair_vertical(text.text), box, size, vertical=True)
        else:
            box = Box(x - half, middle - high, x + half, middle + high)
            lone = len(text.text) == 1  # nobody can tell which way it is set
            yield Glyph(text.text, box, size, vertical=None if lone else False)


def scale_box(box: Box, scale: float) -> Box:
    """Put a box into the unit of the page."""
    return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)


def sift_texts(texts: "Sequence[Text]") -> "tuple[list[Text], list[Text], list[Text]]":
    """Part texts into those that are sure, titles that are faint, and what is too unclear."""
    usual = float(np.median([text.height for text in texts])) if texts else 0.0
    sure = [text for text in texts if text.score >= UNSURE]
    rest = [text for text in texts if text.score < UNSURE]
    faint = [
        text
        for text in rest
        if text.score >= FAINT and text.height >= LARGE * usual and TITLE.fullmatch(text.text)
    ]
    return sure, faint, [text for text in rest if text not in faint]


def find_notes(faint: "Sequence[Text]", unclear: "Sequence[Text]") -> Iterator[Note]:
    """Say which titles need checking, and what was too unclear to be used."""
    if faint:
        yield Note("", "unclear", f"有 {len(faint)} 处大字看不清，请核对：{show_texts(faint)}")
    if unclear:
        yield Note("", "unclear", f"有 {len(unclear)} 处看不清，未采用：{show_texts(unclear)}")


def show_texts(texts: "Sequence[Text]") -> str:
    """Show the first of the texts."""
    return "、".join(f"“{text.text}”" for text in texts[:8])
