"""Pages written out column by column, the text of an article after that of its neighbours."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Page, Reading
from kg.read.articles.articles import read_articles
from kg.read.orders.runs import follow_links
from kg.read.orders.ways import Link

KNOWLEDGE = load_knowledge()
STORIES = [
    story.splitlines()
    for story in (Path(__file__).parent / "pdfs" / "articles.txt")
    .read_text(encoding="utf-8")
    .strip()
    .split("\n\n")
]
LONG = [story for story in STORIES if sum(map(len, story[2:])) > 140]
LEAD = re.compile(r"^本报讯\s*(?:[（(][^）)]*[）)])?")


def read(text: str) -> Reading:
    return read_articles(Page("page", text, "2031-05-02"), KNOWLEDGE)


def wrap(story: list[str], width: int) -> list[str]:
    lines = []
    for paragraph in story[2:]:
        text = "\u3000\u3000" + paragraph
        pattern = rf".{{1,{width}}}[，。、；：”）]*"  # no line begins with a mark
        lines += [found[0].strip() for found in re.finditer(pattern, text)]
    return lines


def write_columns(stories: list[list[str]], columns: int, width: int) -> str:
    """Write a page whose stories lie one below the other, each over all columns."""
    page: list[list[str]] = [[] for _ in range(columns)]
    for story in stories:
        lines = wrap(story, width)
        height = -(-len(lines) // columns)
        page[0].append(story[0][:7])
        for number, column in enumerate(page):
            column.extend(lines[number * height : (number + 1) * height])
    return "\n".join(line for column in page for line in column)


def misread(text: str) -> str:
    """Take every 67th character for another."""
    return "".join("土" if at % 67 == 66 and c > "\u3400" else c for at, c in enumerate(text))


def body(story: list[str]) -> str:
    return LEAD.sub("", "".join(story[2:])).replace(" ", "")


@pytest.mark.parametrize("change", [str, misread], ids=["clean", "misread"])
def test_articles_that_lie_over_one_another_are_parted(change: Callable[[str], str]) -> None:
    """A page that is read whole; of those made at random not all are."""
    stories = LONG[6:9]
    articles = read(change(write_columns(stories, columns=2, width=12))).articles

    found = ["".join(article.body.split()) for article in articles]
    assert [len(text) for text in found] == [len(body(story)) for story in stories]
    for text, story in zip(found, stories, strict=True):
        assert sum(map(str.__ne__, text, body(story))) <= len(text) // 67 + 3


def test_a_page_without_breaks_keeps_its_order() -> None:
    text = "\n".join(line for story in LONG for line in [story[0], *wrap(story, 12)])
    origin = [at for article in read(text).articles for at in article.origin if at >= 0]

    assert origin == sorted(origin)


def test_runs_are_joined_where_they_broke_off() -> None:
    """A1 B1 A2 B2, of two lines each."""
    one = Link(None, 2, -1, stops=True)
    two = Link(one, 4, 1, stops=True)
    three = Link(two, 6, 3, stops=False)

    assert follow_links(8, [one, two, three]) == [0, 1, 4, 5, 2, 3, 6, 7]


TURNS = {
    "in brackets at the end": ("（下转第3版）", ""),
    "with a title": ("（下转第三版《节水》）", ""),
    "on a line of its own": ("\n下转第3版", ""),
    "come from another page": ("", "（上接第1版）"),
}


@pytest.mark.parametrize(("after", "before"), TURNS.values(), ids=TURNS.keys())
def test_marks_of_turning_to_another_page_are_no_text(after: str, before: str) -> None:
    title, _, *paragraphs = STORIES[1]
    reading = read(f"{title}\n{before}" + "\n".join(paragraphs) + after)

    assert [article.body for article in reading.articles] == ["\n".join(paragraphs)]
    marks = [r for r in reading.regions if r.role == "furniture"]
    assert len(marks) == 1
    assert "版" in reading.page.text[marks[0].start : marks[0].end]


def test_digits_that_were_taken_for_letters_are_read() -> None:
    title, _, *paragraphs = STORIES[1]
    text = "\n".join([title, *paragraphs]).replace("10月16日", "1O月l6日")
    reading = read(text)

    assert reading.articles[0].body.startswith("10月16日上午")
    assert "1O月l6日" in reading.page.text
