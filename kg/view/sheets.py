"""A page with its articles as coloured regions, over its lines or over the printed boxes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from kg.model import Article, ArticleId, Box, Note, Print, Reading, Region
from kg.view.coverages import Share, count_characters, measure_coverage
from kg.view.readings import word_credits, word_imprint
from kg.view.templates import fill_page, read_asset
from kg.view.wordings import ROLES, word_title

COLORS = 12  # classes c1 to c12 of reading.css; a page with more articles begins anew
LOST = "没有归属"
BADGES = 60  # radii of a badge that a page is wide
NARROW = 32  # characters; the lines of a newspaper's column have 8 to 28


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch of text of one use; `color` is 0 where no article has it."""

    text: str
    role: str
    number: int
    color: int
    hint: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page's text; `mark` and `number` say what begins with it."""

    patches: tuple[Patch, ...]
    mark: str
    number: int
    color: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A patch where it is printed."""

    patch: Patch
    box: Box
    size: float
    vertical: bool

    @property
    def anchor(self) -> tuple[float, float]:
        """Where its text begins: the base line's start, or the middle of the top."""
        box = self.box
        if self.vertical:
            return ((box.left + box.right) / 2, box.top)
        return (box.left, box.bottom - (box.bottom - box.top) * 0.16)


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of an article where it begins on the page."""

    number: int
    color: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it was read."""

    number: int
    color: int
    title: str
    credits: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, and the words that it is about."""

    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks: its size, the scan under it as a data: address, its patches."""

    width: float
    height: float
    scan: str
    tiles: tuple[Tile, ...]
    badges: tuple[Badge, ...]

    @property
    def unit(self) -> float:
        """The radius of a badge."""
        return self.width / BADGES


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is shown of a page; `narrow` tells that its lines are those of a column."""

    name: str
    narrow: bool
    imprint: str
    characters: int
    shares: tuple[Share, ...]
    rows: tuple[Row, ...]
    picture: Picture | None
    stories: tuple[Story, ...]
    remarks: tuple[Remark, ...]


def render_readings(
    readings: Sequence[Reading],
    scans: Mapping[str, str],
    title: str,
    notes: Sequence[Note] = (),
) -> str:
    """Write pages as one HTML file without scripts; `scans` are data: addresses by page.

    `notes` are about files that could not be read.
    """
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {read_asset('dark.css')} }} }}"
    style = read_asset("theme.css") + dark + read_asset("reading.css")
    sheets = [make_sheet(reading, scans.get(reading.page.id, "")) for reading in readings]
    return fill_page("reading.html.j2", style, title=title, sheets=sheets, notes=notes)


def make_sheet(reading: Reading, scan: str) -> Sheet:
    """Gather what is shown of a page."""
    text = reading.page.text
    patches = Patches(reading)
    lines = [len(line) for line in text.split("\n") if line.strip()]
    return Sheet(
        reading.page.id,
        reading.page.size is None and bool(lines) and median(lines) <= NARROW,
        word_imprint(reading.page),
        count_characters(text),
        measure_coverage(reading),
        tuple(list_rows(text, patches)),
        make_picture(reading, patches, scan),
        tuple(
            make_story(number, article) for number, article in enumerate(reading.articles, start=1)
        ),
        tuple(
            Remark(note.text, "" if note.start is None else text[note.start : note.end][:60])
            for note in reading.notes
        ),
    )


def make_story(number: int, article: Article) -> Story:
    """Make an article as it was read."""
    paragraphs = tuple(article.body.split("\n"))
    return Story(number, color(number), word_title(article), word_credits(article), paragraphs)


def color(number: int) -> int:
    """Give the colour of an article."""
    return (number - 1) % COLORS + 1


class Patches:
    """The uses of a page's characters, ready to be looked up by their place."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.page.text
        self.regions = reading.regions
        self.numbers: dict[ArticleId, int] = {
            article.id: number for number, article in enumerate(reading.articles, start=1)
        }
        self.titles = [word_title(article) for article in reading.articles]
        self.owners = [-1] * len(self.text)
        for at, region in enumerate(reading.regions):
            self.owners[region.start : region.end] = [at] * (region.end - region.start)

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, Patch]]:
        """Cut a stretch of the page into patches of one use, with their offsets."""
        at = start
        while at < end:
            stop = at + 1
            while stop < end and self.owners[stop] == self.owners[at]:
                stop += 1
            owner = self.owners[at]
            text = self.text[at:stop]
            yield at, stop, self.make(text, self.regions[owner] if owner >= 0 else None)
            at = stop

    def make(self, text: str, region: Region | None) -> Patch:
        """Make a patch; text that no region has is lost, unless it is blank."""
        if region is None:
            return (
                Patch(text, "blank", 0, 0, "")
                if not text.strip()
                else Patch(text, "lost", 0, 0, LOST)
            )
        number = self.numbers.get(region.article, 0) if region.article else 0
        hint = (
            f"第 {number} 篇 · {ROLES[region.role]} · {self.titles[number - 1]}" if number else ""
        )
        hint = hint or "：".join(part for part in (ROLES[region.role], region.reason) if part)
        return Patch(text, region.role, number, color(number) if number else 0, hint)


def list_rows(text: str, patches: Patches) -> Iterator[Row]:
    """List the lines of a page that have text; each says what is new with it."""
    last: tuple[str, int] | None = None
    start = 0
    for line in text.split("\n"):
        found = tuple(patch for *_, patch in patches.cut(start, start + len(line)))
        start += len(line) + 1
        first = next((patch for patch in found if patch.role != "blank"), None)
        if first is None:
            continue
        now = (first.role, first.number)
        mark = ROLES.get(first.role, LOST) if now != last else ""
        starts = first.number if last is None or first.number != last[1] else 0
        yield Row(found, mark, starts, first.color)
        final = [patch for patch in found if patch.role != "blank"][-1]
        last = (final.role, final.number)


def make_picture(reading: Reading, patches: Patches, scan: str) -> Picture | None:
    """Make the picture of a page whose lines know their place."""
    page = reading.page
    if page.size is None or not (page.prints or scan):
        return None
    tiles = tuple(tile for line in page.prints for tile in cut_print(line, patches))
    badges: dict[int, Badge] = {}
    for tile in tiles:
        patch = tile.patch
        if patch.number and patch.role in {"title", "body"} and patch.number not in badges:
            place = place_badge(tile, page.size[0] / BADGES)
            badges[patch.number] = Badge(patch.number, patch.color, *place)
    return Picture(*page.size, scan, tiles, tuple(badges.values()))


def place_badge(tile: Tile, unit: float) -> tuple[float, float]:
    """Place the number of an article beside its first line, or above one set down the page."""
    box = tile.box
    if tile.vertical:
        return (box.left + box.right) / 2, max(unit, box.top - 1.2 * unit)
    return max(unit, box.left - 1.2 * unit), max(unit, (box.top + box.bottom) / 2)


def cut_print(line: Print, patches: Patches) -> Iterator[Tile]:
    """Cut a printed line into its patches, each with its part of the box."""
    box, length = line.box, line.end - line.start
    for start, end, patch in patches.cut(line.start, line.end):
        if patch.role == "blank":
            continue
        first, last = (start - line.start) / length, (end - line.start) / length
        if line.vertical:
            height = box.bottom - box.top
            part = Box(box.left, box.top + first * height, box.right, box.top + last * height)
        else:
            width = box.right - box.left
            part = Box(box.left + first * width, box.top, box.left + last * width, box.bottom)
        yield Tile(patch, part, line.size, line.vertical)
