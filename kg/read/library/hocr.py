"""Read hOCR: the web page in which Tesseract and others deliver what they recognised."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml.html import HtmlElement as Element

from kg.model import Box, Sheet
from kg.read.library.alto import Leaf, Word, find_scan, make_sheet
from kg.read.repairs import repair_text

PAGE, WORD = "ocr_page", "ocrx_word"
LINES = frozenset(
    {"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat"}
)
BLOCKS = frozenset({"ocr_carea", "ocr_par", "ocrx_block"})
FRAMES = frozenset({"ocr_photo", "ocr_image", "ocr_graphic", "ocr_separator", "ocr_linedrawing"})
NUMBER = r"\s+(-?\d{1,7}(?:\.\d{1,6})?)"
BOX = re.compile(rf"\bbbox{NUMBER * 4}")
IMAGE = re.compile(r"\bimage\s+\"?([^\";]+)")
SPACES = re.compile(r"\s+")
# Each word is a line of the file; only between Latin ones that is a space.
LATIN = re.compile(r"[!-~]")
INNER = re.compile(r"(?<![!-~])\s+|\s+(?![!-~])")


def list_pages(root: Element) -> list[Element]:
    """List the pages of a web page that is hOCR; any other has none."""
    return [element for element in root.iter("div", "body") if PAGE in classes(element)]


def read_hocr(path: Path, pages: list[Element]) -> Iterator[Sheet]:
    """Read the pages of an hOCR file, each by the boxes of its words or lines."""
    for page in pages:
        image = IMAGE.search(page.get("title") or "")
        sheet = make_sheet(read_leaf(page), 1.0)
        scan = find_scan(path, image[1].strip()) if image else None
        yield replace(sheet, text=repair_text(sheet.text), scan=scan)


def read_leaf(page: Element) -> Leaf:
    """Read the lines of a page; where it has none, its words or blocks are."""
    box = read_box(page)
    leaf = Leaf((box.right, box.bottom) if box else (0.0, 0.0))
    kinds = {name for element in page.iter("*") for name in classes(element)}
    least = next((kind for kind in (LINES, frozenset({WORD})) if kind & kinds), BLOCKS)
    for element in page.iter("*"):
        own = classes(element)
        frame = read_box(element)
        if own & FRAMES and frame:
            leaf.frames.append(frame)
        if own & BLOCKS:
            leaf.starts.append(len(leaf.lines))
        if own & least and not has_inner(element, least):
            leaf.lines.append((frame, list(read_words(element))))
            leaf.names.append(frozenset())
    return leaf


def has_inner(element: Element, kinds: frozenset[str]) -> bool:
    """Tell whether an element of some kind holds another such."""
    return any(classes(inside) & kinds for inside in element.iterdescendants("*"))


def read_words(line: Element) -> Iterator[Word]:
    """Read the words of a line, or all of it as one word."""
    words = [element for element in line.iterdescendants("*") if WORD in classes(element)]
    last = ""
    for element in words or [line]:
        text = INNER.sub("", SPACES.sub(" ", element.text_content()).strip())
        if text:
            spaced = bool(last and LATIN.match(last) and LATIN.match(text[0]))
            yield Word(text, read_box(element), spaced)
            last = text[-1]


def read_box(element: Element) -> Box | None:
    """Read the box of an element from its title; None where it has none."""
    found = BOX.search(element.get("title") or "")
    if found is None:
        return None
    left, top, right, bottom = (max(0.0, float(number)) for number in found.groups())
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def classes(element: Element) -> frozenset[str]:
    """Give the classes of an element."""
    return frozenset((element.get("class") or "").split())
