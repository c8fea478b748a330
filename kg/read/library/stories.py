"""Read which articles a library says a page has, and write the page article by article."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from xml.etree.ElementTree import Element

from kg.model import ArticleId, Print, Region, Role, Sheet
from kg.read.geometry.geometry import arrange_glyphs
from kg.read.geometry.glyphs import Glyph

KINDS = frozenset({"article", "article_item", "articleitem", "article-item"})
# What a division inside an article holds, by a part of its type's name; the rest is its text.
HOLDS: tuple[tuple[str, Role], ...] = (
    ("caption", "caption"),
    ("author", "byline"),
    ("byline", "byline"),
    ("head", "title"),
    ("title", "title"),
)
ALIKE = 0.7  # of a line's characters that the label has as well, where the text is misread
LEAST = 0.5  # of the page's characters; where articles take less the library told of a few only


@dataclass(frozen=True, slots=True)
class Part:
    """A block of an article: the id of its file, its own, and what it is."""

    file: str
    block: str
    role: Role


@dataclass(slots=True)
class Story:
    """An article as a library delivers it: its label, which is mostly its headline, its blocks."""

    label: str
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a page: the ids of its blocks and its own, and what is printed in it."""

    names: frozenset[str]
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)


class Shelf:
    """The divisions of a logical structure map that are open, while it is read."""

    def __init__(self) -> None:
        self.open: list[tuple[str, Story | None]] = []
        self.stories: list[Story] = []

    def follow(self, event: str, name: str, element: Element) -> None:
        """Take note of an element of the map as it begins or ends."""
        if name == "div" and event == "end":
            self.leave()
        elif name == "div":
            self.enter(element.get("TYPE", ""), element.get("LABEL", ""))
        elif name == "area" and event == "start":
            self.add(element.get("FILEID", ""), element.get("BEGIN", ""))

    def enter(self, kind: str, label: str) -> None:
        """Go into a division."""
        story = self.open[-1][1] if self.open else None
        if kind.lower() in KINDS:
            story = Story(label)
            self.stories.append(story)
            self.open.append(("", story))
        else:
            self.open.append((kind.lower(), story))

    def leave(self) -> None:
        """Go out of it."""
        if self.open:
            self.open.pop()

    def add(self, file: str, block: str) -> None:
        """Add a block to the article whose division is open, if one is."""
        story = self.open[-1][1] if self.open else None
        if story is None or not block:
            return
        inside = [kind for kind, owner in self.open if owner is story]
        found = (role for kind in reversed(inside) for word, role in HOLDS if word in kind)
        story.parts.append(Part(file, block, next(found, "body")))


def write_stories(
    pieces: Sequence[Piece], stories: Sequence[Story], size: tuple[float, float]
) -> Sheet | None:
    """Write a page article by article, or give None where most of it is in none of them.

    What is in none comes last, in the order of its places.
    """
    told = [told for story in stories if (told := list(find_pieces(pieces, story)))]
    used = {at for story in told for at, _ in story}
    rest = [piece for at, piece in enumerate(pieces) if at not in used]
    lost = sum(len(piece.text) for piece in rest)
    if lost > (1 - LEAST) * sum(len(piece.text) for piece in pieces):
        return None
    script = Script()
    seen: set[int] = set()
    for number, story in enumerate(told, start=1):
        for role, group in groupby(story, key=lambda one: one[1]):
            own = [pieces[at] for at, _ in group if at not in seen]
            script.write(own, role, ArticleId(str(number)))
        seen.update(at for at, _ in story)
        script.flow += 1
    others = arrange_glyphs([glyph for piece in rest for glyph in piece.glyphs], size)
    script.add(others)
    return Sheet("".join(script.text), tuple(script.prints), size, stated=tuple(script.stated))


def find_pieces(pieces: Sequence[Piece], story: Story) -> Iterator[tuple[int, Role]]:
    """Find the lines of an article in the order of its blocks, and what each is.

    Where no block is a headline, the first lines that the label has as well are.
    """
    found = {
        at: part.role
        for part in reversed(story.parts)
        for at, piece in enumerate(pieces)
        if part.block in piece.names
    }
    order = sorted(found, key=lambda at: (find_rank(pieces[at], story), at))
    heading = "title" not in found.values()
    for at in order:
        heading = heading and found[at] == "body" and is_within(pieces[at].text, story.label)
        yield at, "title" if heading else found[at]


def find_rank(piece: Piece, story: Story) -> int:
    """Tell as which of an article's blocks a line comes."""
    return next(rank for rank, part in enumerate(story.parts) if part.block in piece.names)


def is_within(text: str, label: str) -> bool:
    """Tell whether a line has nearly only characters of a label."""
    return (Counter(text) & Counter(label)).total() >= ALIKE * len(text)


class Script:
    """The text of a page while it is written, and where its lines stand."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.at = 0
        self.prints: list[Print] = []
        self.stated: list[Region] = []
        self.block = 0
        self.flow = 0

    def put(self, text: str) -> None:
        """Write some text."""
        self.text.append(text)
        self.at += len(text)

    def write(self, pieces: Sequence[Piece], role: Role, article: ArticleId) -> None:
        """Write lines that are one thing; lines of other blocks stand apart."""
        start = self.at
        names: frozenset[str] | None = None
        for piece in pieces:
            shared = names is not None and bool(names & piece.names)
            if names is not None and not shared:
                self.block += 1
                self.put("\n")
            names = piece.names
            sheet = arrange_glyphs(piece.glyphs, (0.0, 0.0))
            for one in sheet.prints:
                text = sheet.text[one.start : one.end]
                self.prints.append(place_print(one, self.at - one.start, self.block, self.flow))
                self.put(text + "\n")
        if self.at > start:
            self.stated.append(Region(start, self.at, role, article))
            self.block += 1
            self.put("\n")

    def add(self, sheet: Sheet) -> None:
        """Add a sheet that is written already."""
        for one in sheet.prints:
            numbers = (self.block + one.block, self.flow + one.flow)
            self.prints.append(place_print(one, self.at, *numbers))
        self.put(sheet.text)


def place_print(one: Print, by: int, block: int, flow: int) -> Print:
    """Move a printed line in the text, and number its block and flow."""
    return replace(one, start=one.start + by, end=one.end + by, block=block, flow=flow)
