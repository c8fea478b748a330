"""What was read off a page, for a terminal and for a program."""

import json
from collections.abc import Iterable, Iterator
from typing import TypedDict

from kg.model import Article, Note, Page, Reading
from kg.view.coverages import count_characters, measure_coverage
from kg.view.inks import BLUE, BOLD, PLAIN, SOFT, paint
from kg.view.wordings import KINDS, word_day, word_title

INDENT = "  "
QUOTED = 60  # characters of what a note is about


class ArticleData(TypedDict):
    """An article as JSON; `paragraphs` are those of its body."""

    id: str
    title: str
    authors: list[str]
    agency: str | None
    kind: str
    truncated: bool
    paragraphs: list[str]


class RegionData(TypedDict):
    """A stretch of the page's text and its use."""

    start: int
    end: int
    role: str
    article: str | None
    reason: str


class NoteData(TypedDict):
    """A note as JSON."""

    code: str
    text: str
    start: int | None
    end: int | None


class ReadingData(TypedDict):
    """What was read off a page, as JSON; offsets count in `text`."""

    page: str
    issued: str | None
    inferred: bool
    home: str | None
    publication: str | None
    number: str | None
    section: str | None
    source: str | None
    articles: list[ArticleData]
    coverage: dict[str, int]
    regions: list[RegionData]
    notes: list[NoteData]
    text: str


def list_json(readings: Iterable[Reading]) -> Iterator[str]:
    """Write readings as one JSON list, a piece at a time."""
    empty = True
    for reading in readings:
        yield "[\n" if empty else ",\n"
        yield json.dumps(describe_reading(reading), ensure_ascii=False, indent=1)
        empty = False
    yield "[]\n" if empty else "\n]\n"


def list_texts(readings: Iterable[Reading], width: int, *, color: bool) -> Iterator[str]:
    """Write readings for a terminal, one after the other, a blank line between two."""
    for number, reading in enumerate(readings):
        yield ("\n" if number else "") + write_reading(reading, width, color=color)


def describe_reading(reading: Reading) -> ReadingData:
    """Describe a reading for a program."""
    page, imprint = reading.page, reading.page.imprint
    return {
        "page": page.id,
        "issued": page.issued,
        "inferred": page.inferred,
        "home": page.home,
        "publication": imprint.publication,
        "number": imprint.number,
        "section": imprint.section,
        "source": imprint.source,
        "articles": [describe_article(article) for article in reading.articles],
        "coverage": {share.role: share.characters for share in measure_coverage(reading)},
        "regions": [
            {
                "start": region.start,
                "end": region.end,
                "role": region.role,
                "article": region.article,
                "reason": region.reason,
            }
            for region in reading.regions
        ],
        "notes": [describe_note(note) for note in reading.notes],
        "text": page.text,
    }


def describe_article(article: Article) -> ArticleData:
    """Describe an article for a program."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "agency": article.agency,
        "kind": article.kind,
        "truncated": article.truncated,
        "paragraphs": article.body.split("\n"),
    }


def describe_note(note: Note) -> NoteData:
    """Describe a note for a program."""
    return {"code": note.code, "text": note.text, "start": note.start, "end": note.end}


def write_reading(reading: Reading, width: int = 100, *, color: bool = False) -> str:
    """Write a page's articles for a terminal, each line at most `width` columns wide."""
    return "\n".join(write_lines(reading, width, color=color)) + "\n"


def write_lines(reading: Reading, width: int, *, color: bool) -> Iterator[str]:
    """Yield the lines of a page: where it appeared, its articles, what became of the rest."""
    bold, soft, blue, plain = (BOLD, SOFT, BLUE, PLAIN) if color else ("",) * 4
    characters = count_characters(reading.page.text)
    shares = "　".join(
        f"{s.label} {s.characters:,}（{s.permille / 10:g}%）" for s in measure_coverage(reading)
    )
    yield f"{bold}{reading.page.id}{plain}  {word_imprint(reading.page)}"
    blank = len(reading.page.text) - characters
    counted = f"{len(reading.articles)} 篇文章，{characters:,} 字"
    yield from paint(f"{counted}　{shares}　另有空白 {blank:,}", soft, width)
    for number, article in enumerate(reading.articles, start=1):
        yield ""
        yield from paint(f"{number}  {word_title(article)}", bold + blue, width)
        yield from paint(word_credits(article), soft, width, INDENT)
        for paragraph in article.body.split("\n"):
            yield from paint(paragraph, "", width, INDENT)
    if reading.notes:
        yield ""
        yield f"{bold}提示{plain}"
        for note in reading.notes:
            quoted = quote_note(note, reading.page.text)
            said = f"{note.text}“{' '.join(quoted.split())}”" if quoted else note.text
            yield from paint(said, "", width, INDENT)


def quote_note(note: Note, text: str) -> str:
    """Quote what a note is about; a single character only marks the place."""
    found = "" if note.start is None else text[note.start : note.end]
    return found[:QUOTED] if len(found) > 1 else ""


def word_imprint(page: Page) -> str:
    """Say where and when a page appeared: 永州日报 2031年5月2日 第3版 要闻."""
    imprint = page.imprint
    day = (
        word_day(page.issued) + ("（推断）" if page.inferred else "") if page.issued else "日期不详"
    )
    number = f"第{imprint.number}版" if imprint.number else None
    home = f"（{page.home}）" if page.home else None
    parts = (imprint.publication, home, day, number, imprint.section)
    return " ".join(part for part in parts if part).replace(" （", "（")


def word_credits(article: Article) -> str:
    """Say who wrote an article and of what kind it is."""
    parts = (
        "、".join(article.authors) or "未署名",
        article.agency,
        KINDS[article.kind],
        f"{count_characters(article.body)} 字",
        "正文中断" if article.truncated else None,
    )
    return " · ".join(part for part in parts if part)
