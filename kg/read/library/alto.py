"""Read ALTO 2 to 4, the form in which libraries deliver recognised pages, and METS, its cover."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import Element

from kg.errors import InputError
from kg.model import Box, Note, Sheet
from kg.read.geometry.geometry import arrange_glyphs
from kg.read.geometry.glyphs import Glyph
from kg.read.geometry.rows import bound
from kg.read.geometry.sizes import measure_size, smooth_sizes
from kg.read.library.elements import read_elements
from kg.read.library.mets import Volume, read_mets
from kg.read.library.stories import Piece, Story, write_stories
from kg.read.repairs import repair_text

# Points of a unit; pixels stay what they are.
UNITS: Mapping[str, float] = {"mm10": 72 / 254, "inch1200": 72 / 1200}
# Other forms of recognised pages, by their root element.
OTHERS: Mapping[str, str] = {
    "PcGts": " PAGE XML",
    "document": " ABBYY XML",
    "html": "网页或 hOCR（可改后缀为 .html 再读）",
    "TEI": " TEI XML",
}
FRAMES = frozenset({"Illustration", "GraphicalElement"})
BLOCKS = frozenset({"TextBlock", "ComposedBlock"})
FORGOTTEN = frozenset({"TextLine", "TextBlock", "ComposedBlock", "Page"})
TALL = 1.5  # times as high as wide: a line set down the page


@dataclass(slots=True)
class Word:
    """A String: its text, its box where it has one, and whether a space (SP) stands before it."""

    text: str
    box: Box | None
    spaced: bool


@dataclass(slots=True)
class Leaf:
    """A page as the file has it: its lines of words, blocks of lines, and what is drawn."""

    size: tuple[float, float]
    lines: list[tuple[Box | None, list[Word]]] = field(default_factory=list)
    names: list[frozenset[str]] = field(default_factory=list)  # of each line and what it is in
    starts: list[int] = field(default_factory=list)  # the line with which each block begins
    open: list[str] = field(default_factory=list)  # the ids of the blocks that are being read
    frames: list[Box] = field(default_factory=list)


def read_alto(path: Path) -> Iterator[Sheet]:
    """Read the pages of an ALTO file, or of all the ALTO files that a METS file names.

    Raises:
        InputError: the file is no well-formed XML, neither ALTO nor METS, or declares entities;
            or a file that METS names is missing or outside its folder.
    """
    root = next((name for _, name, _ in read_elements(path)), "")
    if root == "mets":
        yield from read_volume(read_mets(path))
    elif root == "alto":
        yield from read_leaves(path)
    else:
        kind = OTHERS.get(root)
        said = f"这是{kind}；请先转成 ALTO" if kind else f"既不是 ALTO 也不是 METS（根元素 {root}）"
        raise InputError(path, None, said)


def read_volume(volume: Volume) -> Iterator[Sheet]:
    """Read the pages that a METS file names, in its order, with what it says of them all."""
    for file in volume.files:
        for sheet in read_leaves(file, volume.stories.get(file, ())):
            yield replace(sheet, issued=volume.issued, imprint=volume.imprint)


def read_leaves(path: Path, stories: Sequence[Story] = ()) -> Iterator[Sheet]:
    """Read the pages of an ALTO file one after the other, and forget each as it is read.

    `stories` are the articles that the library says it has.
    """
    unit, scan = 1.0, None
    leaf = None
    for event, name, element in read_elements(path):
        if event == "start" and name == "Page":
            leaf = Leaf((read_number(element, "WIDTH"), read_number(element, "HEIGHT")))
        elif event == "start":
            if leaf and name in BLOCKS:
                open_block(leaf, name, element)
        elif leaf:
            add_element(leaf, name, element)
            if name == "Page":
                sheet = make_sheet(leaf, unit, stories)
                yield replace(sheet, text=repair_text(sheet.text), scan=scan)
        elif name == "MeasurementUnit":
            unit = UNITS.get((element.text or "").strip(), 1.0)
        elif name == "fileName":
            scan = find_scan(path, (element.text or "").strip())
    if leaf is None:
        raise InputError(path, None, "ALTO 里没有页（Page）")


def open_block(leaf: Leaf, name: str, element: Element) -> None:
    """Begin a block of a page, or a block of blocks."""
    leaf.open.append(element.get("ID", ""))
    if name == "TextBlock":
        leaf.starts.append(len(leaf.lines))


def add_element(leaf: Leaf, name: str, element: Element) -> None:
    """Add a line or a picture to its page, and forget what has been read."""
    if name == "TextLine":
        leaf.lines.append((read_box(element), list(read_words(element))))
        leaf.names.append(frozenset({*leaf.open, element.get("ID", "")} - {""}))
    elif name in BLOCKS and leaf.open:
        leaf.open.pop()
    elif name in FRAMES and (box := read_box(element)):
        leaf.frames.append(box)
    if name in FORGOTTEN:
        element.clear()


def read_words(line: Element) -> Iterator[Word]:
    """Read the words of a line; the hyphen that ends it belongs to the last, its box is partial."""
    spaced = False
    last: Word | None = None
    for element in line:
        name = element.tag.rpartition("}")[2]
        if name == "SP":
            spaced = True
        elif name == "HYP" and last:
            last = replace(last, text=last.text + element.get("CONTENT", "").strip())
        elif name == "String" and element.get("CONTENT", "").strip():
            if last:
                yield last
            last = Word(element.get("CONTENT", "").strip(), read_box(element), spaced)
            spaced = False
    if last:
        yield last


def read_box(element: Element) -> Box | None:
    """Read the box of an element; None where it has none."""
    if element.get("HPOS") is None or element.get("VPOS") is None:
        return None
    left, top = max(0.0, read_number(element, "HPOS")), max(0.0, read_number(element, "VPOS"))
    width, height = read_number(element, "WIDTH"), read_number(element, "HEIGHT")
    if width <= 0 or height <= 0:
        return None
    return Box(left, top, left + width, top + height)


def read_number(element: Element, name: str) -> float:
    """Read an attribute that is a number; ALTO 2 writes whole numbers, later ones decimals."""
    try:
        return float(element.get(name, 0.0))
    except ValueError:
        return 0.0


def find_scan(path: Path, image: str) -> str | None:
    """Find the picture that the file names, where it lies in the same folder."""
    beside = path.parent / image.replace("\\", "/").rpartition("/")[2]
    return str(beside) if image and beside.is_file() else None


def make_sheet(leaf: Leaf, unit: float, stories: Sequence[Story] = ()) -> Sheet:
    """Put the words of a page into reading order, by their boxes where all lines have them."""
    lines = [(box, words) for box, words in leaf.lines if words]
    if not lines:
        return Sheet("", notes=(Note("", "no-text", "这一页没有文字"),))
    if any(box is None and any(word.box is None for word in words) for box, words in lines):
        note = Note("", "no-boxes", "这一页有些行没有坐标：按文件中的次序读")
        return Sheet(write_plain(leaf), notes=(note,))
    rows = [[scale_glyph(glyph, unit) for glyph in row] for row in make_glyphs(lines)]
    glyphs = list(chain.from_iterable(rows))
    right = max(glyph.box.right for glyph in glyphs)
    bottom = max(glyph.box.bottom for glyph in glyphs)
    size = (max(leaf.size[0] * unit, right), max(leaf.size[1] * unit, bottom))
    names = [own for own, (_, words) in zip(leaf.names, leaf.lines, strict=True) if words]
    pieces = [Piece(own, tuple(row)) for own, row in zip(names, rows, strict=True)]
    told = write_stories(pieces, stories, size) if stories else None
    return told or arrange_glyphs(glyphs, size, [scale_box(frame, unit) for frame in leaf.frames])


def write_plain(leaf: Leaf) -> str:
    """Write the lines in the order of the file, a blank line between blocks."""
    texts: list[str] = []
    for number, (_, words) in enumerate(leaf.lines):
        if number in leaf.starts and texts:
            texts.append("\n")
        texts.append("".join(" " * word.spaced + word.text for word in words) + "\n")
    return "".join(texts)


def make_glyphs(lines: Sequence[tuple[Box | None, list[Word]]]) -> Iterator[list[Glyph]]:
    """Give each word its box and the size of its line's type; it may have the line's box only."""
    texts = ["".join(word.text for word in words) for _, words in lines]
    boxes = [box or bound([word.box for word in words if word.box]) for box, words in lines]
    tall = [len(text) > 1 and is_tall(box) for text, box in zip(texts, boxes, strict=True)]
    sizes = smooth_sizes(
        [
            measure_size(text, *(measure_box(box)[::-1] if down else measure_box(box)))
            for text, box, down in zip(texts, boxes, tall, strict=True)
        ],
        texts,
    )
    for (_, words), text, box, down, size in zip(lines, texts, boxes, tall, sizes, strict=True):
        if all(word.box for word in words):
            yield [
                Glyph(word.text, word.box, size, down, word.spaced) for word in words if word.box
            ]
        else:
            yield [Glyph(text, box, size, down)]


def is_tall(box: Box) -> bool:
    """Tell whether a box of several characters is set down the page."""
    width, height = measure_box(box)
    return height >= TALL * width


def measure_box(box: Box) -> tuple[float, float]:
    """Measure the width and height of a box."""
    return box.right - box.left, box.bottom - box.top


def scale_box(box: Box, unit: float) -> Box:
    """Put a box into the unit of the page."""
    return Box(box.left * unit, box.top * unit, box.right * unit, box.bottom * unit)


def scale_glyph(glyph: Glyph, unit: float) -> Glyph:
    """Put a glyph into the unit of the page."""
    return glyph._replace(box=scale_box(glyph.box, unit), size=glyph.size * unit)
