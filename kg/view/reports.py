"""The report of a build: what was read, what was found, what was left out and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined

from kg.know.knowledge import Knowledge
from kg.model import Build, Note, Reading
from kg.view.accounts import Account, describe_articles
from kg.view.coverages import Share, count_characters, measure_coverage
from kg.view.templates import fill_page, read_asset
from kg.view.wordings import word_day

LONGEST = 60  # characters of a dropped stretch that are shown
NAMES = 12  # names of a kind that are shown


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
class Row:
    """A line of a table with a bar: a label, how many, and what they are."""

    label: str
    count: int
    detail: str
    share: int  # of the largest row, in per cent
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says; it knows nothing of time, so that two builds give the same."""

    title: str
    counts: tuple[tuple[str, int], ...]
    pages: tuple[PageAccount, ...]
    kinds: tuple[Row, ...]
    relations: tuple[Row, ...]
    notes: tuple[Note, ...]


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
    notes = {*build.notes, *(n for r in build.readings for n in r.notes)}
    notes |= {note for extract in build.extracts for note in extract.notes}
    return Report(
        title,
        (
            ("版面", len(build.readings)),
            ("文章", len(build.extracts)),
            ("实体", len(build.entities)),
            ("关系", len(build.claims)),
            ("数字", len(build.observations)),
            ("原话", len(build.quotations)),
        ),
        tuple(describe_page(reading, accounts) for reading in build.readings),
        count_kinds(build, knowledge),
        count_relations(build, knowledge),
        tuple(sorted(notes, key=lambda n: (n.page, n.start or 0, n.code, n.text))),
    )


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


def count_kinds(build: Build, knowledge: Knowledge) -> tuple[Row, ...]:
    """Count the entities of each kind, with the names that stand in most facts."""
    facts = Counter(str(end) for claim in build.claims for end in (claim.subject, claim.object))
    facts.update(observation.subject for observation in build.observations)
    ordered = sorted(build.entities, key=lambda e: (-facts[e.id], e.name, e.id))
    counts = Counter(entity.kind for entity in build.entities)
    largest = max(counts.values(), default=1)
    return tuple(
        Row(
            knowledge.schema.classes.get(kind, kind),
            count,
            "",
            100 * count // largest,
            tuple(dict.fromkeys(e.name for e in ordered if e.kind == kind))[:NAMES],
        )
        for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def count_relations(build: Build, knowledge: Knowledge) -> tuple[Row, ...]:
    """Count the claims of each relation, and how many are planned or negated."""
    counts = Counter(claim.property for claim in build.claims)
    states = Counter((claim.property, claim.status) for claim in build.claims)
    largest = max(counts.values(), default=1)
    rows = []
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        known = knowledge.schema.properties.get(name)
        parts = [(states[name, "planned"], "计划"), (states[name, "negated"], "否定")]
        detail = "、".join(f"{label} {number}" for number, label in parts if number)
        rows.append(Row(known.label if known else name, count, detail, 100 * count // largest))
    return tuple(rows)
