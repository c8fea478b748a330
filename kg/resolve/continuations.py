"""Link an article that turns to another page (下转第3版) with what goes on there (上接第1版)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Article, Link, Note, Page, Reading
from kg.read.imprints.numbers import read_number
from kg.resolve.copies import bare

PAGE = r"\s*第?\s*([A-Za-z]{0,2}\s?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
TURN = re.compile(r"(?:[下紧]\s*转|(?<=[（(【])转)" + PAGE)
COME = re.compile(r"(?:[上紧]\s*接|(?<=[（(【])接)" + PAGE)
UNFOUND = "转往第 {} 版：没有那一版，或那里没有“上接”"

Issue = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Jump:
    """A mark that sends the reader to another page: where it stands, whose it is, and whither."""

    reading: Reading
    article: Article
    number: str
    start: int
    end: int


def find_continuations(
    readings: Sequence[Reading],
) -> tuple[tuple[Link, ...], tuple[Note, ...]]:
    """Link each article that goes on on another page of its issue; note where that is not there.

    Both ends have to say so, and the pages have to have their numbers.
    """
    arrivals: dict[tuple[Issue, str], list[Jump]] = {}
    for reading in readings:
        for jump in find_jumps(reading, COME):
            arrivals.setdefault((name_issue(reading.page), reading.page.imprint.number or ""), [])
            arrivals[name_issue(reading.page), reading.page.imprint.number or ""].append(jump)
    links, notes = [], []
    for reading in readings:
        for jump in find_jumps(reading, TURN):
            goal = choose_arrival(jump, arrivals)
            if goal is None:
                text = UNFOUND.format(jump.number)
                notes.append(Note(reading.page.id, "turn", text, jump.start, jump.end))
            else:
                links.append(Link(goal.article.id, jump.article.id, "continuation"))
    return tuple(sorted(set(links))), tuple(notes)


def name_issue(page: Page) -> Issue:
    """Name the issue that a page is of: the paper and the day."""
    return page.imprint.publication, page.issued


def find_jumps(reading: Reading, form: re.Pattern[str]) -> Iterator[Jump]:
    """Find the marks of a page: 下转 is that of the article before it, 上接 of the one after."""
    articles = {article.id: article for article in reading.articles}
    owned = [(region, articles[region.article]) for region in reading.regions if region.article]
    for found in form.finditer(reading.page.text):
        start, end = found.span()
        if form is TURN:
            own = [article for region, article in owned if region.start < start][-1:]
        else:
            own = [article for region, article in owned if region.end > end][:1]
        number = read_number(found[1])
        if own and number:
            yield Jump(reading, own[0], number, start, end)


def choose_arrival(jump: Jump, arrivals: Mapping[tuple[Issue, str], Sequence[Jump]]) -> Jump | None:
    """Choose where an article goes on: of several the one with most words in common."""
    page = jump.reading.page
    there = arrivals.get((name_issue(page), jump.number), ())
    fitting = [goal for goal in there if goal.number == page.imprint.number]
    return max(fitting, key=lambda goal: count_common(goal.article, jump.article), default=None)


def count_common(article: Article, other: Article) -> int:
    """Count the pairs of characters that two articles have in common."""
    first, second = bare(article.text), bare(other.text)
    pairs = {first[at : at + 2] for at in range(len(first) - 1)}
    return len(pairs & {second[at : at + 2] for at in range(len(second) - 1)})
