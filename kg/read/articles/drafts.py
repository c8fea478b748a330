"""Gather the lines of a page into drafts of its articles, by what each line is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.know.knowledge import Knowledge
from kg.read.labels.steps import begins_article
from kg.read.lines.bylines import read_byline, read_trail
from kg.read.lines.leads import read_lead
from kg.read.lines.lines import Line, join_lines


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is written out: its lines by their use, its paragraphs joined."""

    titles: tuple[Line, ...] = ()
    bylines: tuple[Line, ...] = ()
    paragraphs: tuple[Line, ...] = ()
    headings: frozenset[int] = frozenset()  # which paragraphs are sub-headings
    authors: tuple[str, ...] = ()
    agency: str | None = None
    photo: bool = False

    @property
    def start(self) -> int:
        """Where on the page the article begins."""
        return min(line.origin[0] for line in (*self.titles, *self.bylines, *self.paragraphs))

    @property
    def size(self) -> int:
        """How many characters its running text has."""
        return sum(len(line.text) for line in self.paragraphs)


@dataclass(slots=True)
class Sheet:
    """The lines of an article while they are gathered."""

    titles: list[Line] = field(default_factory=list)
    bylines: list[Line] = field(default_factory=list)
    paragraphs: list[list[Line]] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)

    def finish(self) -> Draft:
        """Join the lines of each paragraph."""
        return Draft(
            tuple(self.titles),
            tuple(self.bylines),
            tuple(join_lines(lines) if len(lines) > 1 else lines[0] for lines in self.paragraphs),
            frozenset(self.headings),
        )


def gather_drafts(
    lines: Sequence[Line], states: Sequence[str]
) -> tuple[tuple[Draft, ...], tuple[Line, ...]]:
    """Gather drafts in reading order, and the lines that the page has for itself."""
    sheets: list[Sheet] = []
    rest: list[Line] = []
    old = ""
    for line, state in zip(lines, states, strict=True):
        label = state[1]
        if label == "N":
            rest.append(line)
        else:
            if begins_article(old, state):
                sheets.append(Sheet())
            add_line(sheets[-1], line, label)
        old = state
    return tuple(sheet.finish() for sheet in sheets), tuple(rest)


def add_line(sheet: Sheet, line: Line, label: str) -> None:
    """Put a line where it belongs."""
    if label == "T":
        sheet.titles.append(line)
    elif label in "YZ":
        sheet.bylines.append(line)
    elif label == "C":
        sheet.paragraphs[-1].append(line)
    else:
        if label == "S":
            sheet.headings.add(len(sheet.paragraphs))
        sheet.paragraphs.append([line])


def insert_paragraph(draft: Draft, line: Line) -> Draft:
    """Add a paragraph at the end of a draft."""
    return replace(draft, paragraphs=(*draft.paragraphs, line))


def remove_paragraph(draft: Draft, at: int) -> Draft:
    """Take a paragraph out of a draft."""
    kept = tuple(line for number, line in enumerate(draft.paragraphs) if number != at)
    headings = frozenset(number - (number > at) for number in draft.headings if number != at)
    return replace(draft, paragraphs=kept, headings=headings)


def merge_drafts(draft: Draft, other: Draft) -> Draft:
    """Add the paragraphs and bylines of another draft to one."""
    return replace(
        draft,
        bylines=(*draft.bylines, *other.bylines),
        paragraphs=(*draft.paragraphs, *other.paragraphs),
        authors=tuple(dict.fromkeys((*draft.authors, *other.authors))),
        agency=draft.agency or other.agency,
    )


def join_drafts(drafts: Iterable[Draft]) -> str:
    """Give the running text of drafts."""
    return "".join(line.text for draft in drafts for line in draft.paragraphs)


def sign_draft(draft: Draft, knowledge: Knowledge) -> Draft:
    """Read who wrote it, and take that out of the running text.

    It stands on lines of its own, before the text (本报讯（记者 张三）) or after it.
    """
    found = [(line, read_byline(line, knowledge, bracketed=True)) for line in draft.bylines]
    draft = join_lead(draft, knowledge)
    paragraphs = list(draft.paragraphs)
    if paragraphs and (lead := read_lead(paragraphs[0], knowledge)):
        found.append((paragraphs[0].cut(0, lead.end), lead))
        paragraphs[0] = paragraphs[0].cut(lead.end, len(paragraphs[0].text))
    for at in sorted({0, len(paragraphs) - 1}):
        if paragraphs and (trail := read_trail(paragraphs[at], knowledge)):
            found.append((paragraphs[at].cut(trail.start, trail.end), trail))
            paragraphs[at] = paragraphs[at].cut(0, trail.start)
    empty = [at for at, line in enumerate(paragraphs) if not line.text]
    draft = replace(draft, paragraphs=tuple(paragraphs))
    for at in reversed(empty):
        draft = remove_paragraph(draft, at)
    bylines = [byline for _, byline in found if byline]
    return replace(
        draft,
        bylines=tuple(line for line, _ in found),
        authors=tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        agency=next((byline.agency for byline in bylines if byline.agency), None),
    )


def join_lead(draft: Draft, knowledge: Knowledge) -> Draft:
    """Join a first line that is a phrase such as 本报江城5月1日电 alone to its bracket."""
    if len(draft.paragraphs) < 2 or not draft.paragraphs[1].text.startswith(("（", "(")):
        return draft
    first, second = draft.paragraphs[:2]
    lead = read_lead(first, knowledge)
    if lead is None or lead.end < len(first.text):
        return draft
    joined = join_lines([first, second])
    return replace(remove_paragraph(draft, 0), paragraphs=(joined, *draft.paragraphs[2:]))
