"""Read the characters of a PDF page with their places on the upright page."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.model import Box
from kg.read.geometry.glyphs import Glyph

ASCENT = 0.88  # of its size, a Chinese character stands above the baseline
UNKNOWN = "\ufffd"
LEAST_RULE = 24.0  # points; a shorter line or box is no rule of the page
DRAWN = frozenset((raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE))
MOST_OBJECTS = 50_000
SPACE = 0x20  # pdfium makes up spaces and line ends, and nothing else


@dataclass(frozen=True, slots=True)
class Frame:
    """How the points of a PDF page lie on the upright page: moved, then turned by quarters."""

    left: float
    bottom: float
    width: float
    height: float
    quarters: int  # to the right; a letter of the PDF that points up points right then

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def put(self, x: float, y: float) -> tuple[float, float]:
        """Put a point of the PDF on the upright page, whose origin is top left."""
        x, y = x - self.left, y - self.bottom
        match self.quarters:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case 3:
                return self.height - y, self.width - x
            case _:
                return x, self.height - y

    def put_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Put a box of the PDF on the upright page."""
        (x, y), (u, v) = self.put(left, bottom), self.put(right, top)
        if x <= u and y >= v:  # as on nearly every page
            return Box(x, v, u, y)
        return Box(min(x, u), min(y, v), max(x, u), max(y, v))


class Character(NamedTuple):
    """A character as the PDF has it: baseline, box, size, and quarters that it is turned.

    `stretch` is how much wider than high its cell is.
    """

    text: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    size: float
    stretch: float
    quarters: int
    spaced: bool


def read_characters(page: pdfium.PdfPage) -> tuple[list[Glyph], Frame]:
    """Read the glyphs of a page, and the frame in which most of them stand upright."""
    textpage = page.get_textpage()
    try:
        characters = list(part_ligatures(list_characters(textpage.raw)))
    finally:
        textpage.close()
    turned = Counter(character.quarters for character in characters)
    most = min(turned, key=lambda quarter: (-turned[quarter], quarter)) if turned else 0
    whole, shown = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(whole[0], shown[0]), max(whole[1], shown[1])
    right, top = min(whole[2], shown[2]), min(whole[3], shown[3])
    # Whatever the file says of how the page is shown: letters stand upright.
    frame = Frame(left, bottom, right - left, top - bottom, most)
    return [set_glyph(character, frame) for character in characters], frame


def list_characters(textpage: raw.FPDF_TEXTPAGE) -> Iterator[Character]:
    """List the characters that are printed; those that pdfium made up are left out."""
    rectangle, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced = False
    high = 0
    for at in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, at)
        if code <= SPACE and raw.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        text = decode(code, high)
        high = 0
        if text.isspace():
            spaced = True
            continue
        raw.FPDFText_GetLooseCharBox(textpage, at, rectangle)
        raw.FPDFText_GetMatrix(textpage, at, matrix)
        raw.FPDFText_GetCharOrigin(textpage, at, x, y)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        yield Character(
            text,
            x.value,
            y.value,
            (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top),
            raw.FPDFText_GetFontSize(textpage, at) * scale,
            math.hypot(matrix.a, matrix.b) / scale,
            round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4,
            spaced,
        )
        spaced = False


def part_ligatures(characters: Iterable[Character]) -> Iterator[Character]:
    """Part the characters of which a font makes one letterform (——), which have one origin."""
    before = None
    for character in characters:
        origin = (character.x, character.y)
        joined = before is not None and origin == (before.x, before.y)
        if before is not None and joined and character.box[0] > before.box[0]:
            yield character._replace(x=character.box[0])
        else:
            yield character
        before = character


def decode(code: int, high: int) -> str:
    """Decode what pdfium gives for a character, which may be half of one, or nothing."""
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    unknown = code in {0, 0xFFFE, 0xFFFF} or code > 0x10FFFF or 0xD800 <= code < 0xE000
    return UNKNOWN if unknown or (code < 0x20 and code not in {9, 10, 13}) else chr(code)


def set_glyph(character: Character, frame: Frame) -> Glyph:
    """Set a character on the upright page.

    A Chinese character gets the whole of its cell, since pdfium's box may be the ink's alone.
    """
    size = character.size
    box = frame.put_box(*character.box)
    upright = character.quarters == frame.quarters
    if upright and size > 0:
        x, y = frame.put(character.x, character.y)
        top, bottom = y - ASCENT * size, y + (1 - ASCENT) * size
        right = (
            x + size * character.stretch if ord(character.text[0]) > 0x2E7F else max(box.right, x)
        )
        cell = Box(x, top, right, bottom)
        if is_inside(box, cell, size):
            box = cell
    return Glyph(character.text, box, size or box.bottom - box.top, spaced=character.spaced)


def is_inside(box: Box, cell: Box, size: float) -> bool:
    """Tell whether the ink of a character is where its cell is; in fonts set down it is not."""
    return (
        abs((box.left + box.right) - (cell.left + cell.right)) < size
        and abs((box.top + box.bottom) - (cell.top + cell.bottom)) < size
    )


def read_rules(page: pdfium.PdfPage, frame: Frame) -> list[Box]:
    """Read the rules and boxes that are drawn on a page, and its pictures."""
    rules = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(min(MOST_OBJECTS, raw.FPDFPage_CountObjects(page.raw))):
        drawn = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(drawn) not in DRAWN:
            continue
        raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        box = frame.put_box(left.value, bottom.value, right.value, top.value)
        if max(box.right - box.left, box.bottom - box.top) >= LEAST_RULE:
            rules.append(box)
    return rules
