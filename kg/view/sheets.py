"""A page with its articles as coloured regions, over its lines or over the printed boxes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from kg.model import Article, Note, Reading
from kg.view.coverages import Share, count_characters, measure_coverage
from kg.view.patches import LOST, Patch, Patches, color
from kg.view.prints import Picture, make_picture
from kg.view.readings import quote_note, word_credits, word_imprint
from kg.view.templates import fill_page, read_asset
from kg.view.wordings import ROLES, word_title

NARROW = 32  # characters; the lines of a newspaper's column have 8 to 28


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page's text; `mark` and `number` say what begins with it."""

    patches: tuple[Patch, ...]
    mark: str
    number: int
    color: int


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
        tuple(Remark(note.text, quote_note(note, text)) for note in reading.notes),
    )


def make_story(number: int, article: Article) -> Story:
    """Make an article as it was read."""
    paragraphs = tuple(article.body.split("\n"))
    return Story(number, color(number), word_title(article), word_credits(article), paragraphs)


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
