"""Cut a web page into its visible passages, in order; scripts are neither run nor kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement as Element

SCRIPTED = (
    "script style noscript template iframe object embed applet svg canvas math audio video "
    "select option textarea button input head link meta base"
)
LAID_OUT = (
    "address article aside blockquote br center dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul body html founder-title founder-content founder-author"
)
UNSEEN, BREAKS = frozenset(SCRIPTED.split()), frozenset(LAID_OUT.split())
# Not visibility: hidden; WeChat says that of its text, and a script takes it back.
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
CELLS = frozenset({"td", "th"})
WIDEST_CELL = 30  # characters of a cell of a table of figures
BORDER = "|"  # between two cells of a row, whose figures would run together without it
BLANK = re.compile(r"[\s\u200b\ufeff\xad]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as a browser shows it, without the blanks around it.

    `path` are the elements that it lies in, outermost first; `linked` counts its characters
    that lie in a link; `image` tells that nothing but a picture stands between it and the
    passage before, `framed` that the picture lies in an element of its own.  `pieces` is
    its text as its elements part it, which a style sheet may set far from one another.
    """

    text: str
    path: tuple[Element, ...]
    linked: int
    image: bool = False
    framed: bool = False
    pieces: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its text without any blanks, by which it is looked up."""
        return BLANK.sub("", self.text)


@dataclass(slots=True)
class Pen:
    """What is written until the next break."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    image: Element | None = None  # what holds the last picture
    path: tuple[Element, ...] = ()


def cut_passages(root: Element) -> Iterator[Passage]:
    """Yield the passages of `root` that a reader sees and that have text."""
    pen = Pen()
    path: list[Element] = []
    hidden = links = rows = 0
    for event, node in walk(root):
        tag = node.tag
        if event == "start":
            path.append(node)
            hidden += is_hidden(node)
            links += tag == "a"
            rows += is_figures(node)
            if tag in BREAKS and not (rows and tag in CELLS):
                yield from finish(pen)
            elif tag in CELLS and any(piece.strip() for piece in pen.pieces):
                pen.pieces.append(BORDER)
            if tag == "img":
                pen.image = node.getparent()
            yield from write(pen, node.text, path, hidden, links)
            continue
        path.pop()
        hidden -= is_hidden(node)
        links -= tag == "a"
        if tag in BREAKS and not (rows and tag in CELLS):
            yield from finish(pen)
        rows -= is_figures(node)
        if path:
            yield from write(pen, node.tail, path, hidden, links)
    yield from finish(pen)


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Walk the elements of a tree, however deep."""
    stack: list[tuple[str, Element]] = [("start", root)]
    while stack:
        event, node = stack.pop()
        yield event, node
        if event == "start":
            stack.append(("end", node))
            stack.extend(("start", child) for child in reversed(node))


def is_figures(node: Element) -> bool:
    """Tell whether an element is a table of figures: rows of as many short cells, and no layout."""
    if node.tag != "table" or next(node.iter("a", "img", "div", "input"), None) is not None:
        return False
    if next(node.iterdescendants("table"), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag in CELLS] for row in node.iter("tr")]
    widths = {len(row) for row in rows}
    short = all(len(cell.text_content().strip()) <= WIDEST_CELL for row in rows for cell in row)
    return len(rows) > 1 and len(widths) == 1 and min(widths) > 1 and short


def is_hidden(node: Element) -> bool:
    """Tell whether a browser shows nothing of an element: a script, a comment, display: none."""
    if not isinstance(node.tag, str) or node.tag in UNSEEN:
        return True
    return node.get("hidden") is not None or bool(HIDDEN.search(node.get("style") or ""))


def write(
    pen: Pen, text: str | None, path: list[Element], hidden: int, links: int
) -> Iterator[Passage]:
    """Write text that is seen, and yield the lines of <pre> that it ends.

    The first of a passage says where the passage stands.
    """
    if hidden or not text:
        return
    set_as_is = "\n" in text and any(element.tag == "pre" for element in path)
    for number, line in enumerate(text.split("\n") if set_as_is else [text]):
        if number:
            yield from finish(pen)
        words = BLANK.sub(" ", line)
        if words.strip() and not any(piece.strip() for piece in pen.pieces):
            pen.path = tuple(path)
        pen.pieces.append(words)
        pen.linked += len(words.strip()) if links else 0


def finish(pen: Pen) -> Iterator[Passage]:
    """Yield what was written, if anything, and begin anew."""
    text = BLANK.sub(" ", "".join(pen.pieces)).strip()
    if text:
        framed = pen.image is not None and pen.image in pen.path
        pieces = tuple(pen.pieces)
        yield Passage(text, pen.path, pen.linked, pen.image is not None, framed, pieces)
        pen.image = None
    pen.pieces, pen.linked = [], 0
