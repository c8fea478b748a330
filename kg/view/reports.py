"""The report of a build: what was read, what was found, what was left out and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from kg.know.knowledge import Knowledge
from kg.model import Build, Note, Reading
from kg.view.accounts import Account, describe_articles
from kg.view.counts import Row, count_figures, count_kinds, count_relations
from kg.view.coverages import Share, count_characters, measure_coverage
from kg.view.templates import fill_page, read_asset
from kg.view.wordings import word_day

LONGEST = 60  # characters of a dropped stretch that are shown


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of a page that went nowhere, and the reason."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageAccount:
    """What became of a page."""

    name: str
    issued: str
    home: str
    characters: int
    shares: tuple[Share, ...]
    dropped: tuple[Dropped, ...]
    articles: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, and the words that it is about."""

    note: Note
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says; it knows nothing of time, so that two builds give the same."""

    title: str
    counts: tuple[tuple[str, int], ...]
    pages: tuple[PageAccount, ...]
    kinds: tuple[Row, ...]
    relations: tuple[Row, ...]
    figures: tuple[Row, ...]
    remarks: tuple[Remark, ...]


def render_report(build: Build, knowledge: Knowledge, title: str) -> str:
    """Write the report of `build` as one HTML page without scripts.  Same build, same bytes."""
    dark = f"@media (prefers-color-scheme: dark) {{ :root {{ {read_asset('dark.css')} }} }}"
    style = read_asset("theme.css") + dark + read_asset("report.css")
    return fill_page("report.html.j2", style, report=make_report(build, knowledge, title))


def render_markdown(build: Build, knowledge: Knowledge, title: str) -> str:
    """Write the report of `build` as Markdown, without the articles' texts."""
    page = Environment(
        autoescape=False,  # noqa: S701 - Markdown is escaped by its own filter
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters["plain"] = escape_markdown
    template = page.from_string(read_asset("report.md.j2"))
    return template.render(report=make_report(build, knowledge, title))


def escape_markdown(text: object) -> str:
    r"""Write a backslash before what Markdown or HTML would read as more than text.

    >>> escape_markdown("<b>*江*|城")
    '\\<b\\>\\*江\\*\\|城'
    """
    words = " ".join(str(text).split())
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#|~!&" else char for char in words)


def make_report(build: Build, knowledge: Knowledge, title: str) -> Report:
    """Gather what the report of `build` says."""
    accounts = describe_articles(build, knowledge)
    return Report(
        title,
        (
            ("版面", len(build.readings)),
            ("文章", len(build.extracts)),
            ("实体", len(build.entities)),
            ("关系", len(build.claims)),
            ("数字", len(build.observations)),
            ("引语", len(build.quotations)),
        ),
        tuple(describe_page(reading, accounts) for reading in build.readings),
        count_kinds(build, knowledge),
        count_relations(build, knowledge),
        count_figures(build),
        tuple(gather_remarks(build)),
    )


def gather_remarks(build: Build) -> Iterator[Remark]:
    """Gather all notes, page by page, with the words that they are about."""
    notes = {*build.notes, *(note for reading in build.readings for note in reading.notes)}
    notes |= {note for extract in build.extracts for note in extract.notes}
    texts = {reading.page.id: reading.page.text for reading in build.readings}
    for note in sorted(notes, key=lambda n: (n.page, n.start or 0, n.code, n.text)):
        about = texts.get(note.page, "")[note.start : note.end] if note.start is not None else ""
        yield Remark(note, shorten(about))


def describe_page(reading: Reading, accounts: Sequence[Account]) -> PageAccount:
    """Describe what became of a page."""
    page = reading.page
    issued = word_day(page.issued) if page.issued else "日期不详"
    dropped = (
        Dropped(shorten(page.text[region.start : region.end]), region.reason or "未说明")
        for region in reading.regions
        if region.role == "dropped"
    )
    return PageAccount(
        page.id,
        issued + ("（推断）" if page.inferred else ""),
        page.home or "",
        count_characters(page.text),
        measure_coverage(reading),
        tuple(dropped),
        tuple(account for account in accounts if account.page == page.id),
    )


def shorten(text: str) -> str:
    """Put a stretch on one line and cut it after LONGEST characters."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
