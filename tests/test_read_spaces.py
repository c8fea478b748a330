"""Blank lines, margins and spaces: what of a page's layout says something, and what does not."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Article, Page
from kg.read.articles.articles import read_articles
from kg.read.lines.lines import find_lines, join_lines

KNOWLEDGE = load_knowledge()
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
CLUB = (
    "江城图书馆举办英文读书会 Reading Club 2031\n"
    "近日，江城图书馆举办读书会，主题是“Read, think (and share). It's free!”。\n"
    "馆长林远说，“Books are friends,” and smiled，读者用 GPT-4, Claude 3 等工具查词，"
    "A & B 两组每周 2 次，每次 1.5 小时。"
)


def read(text: str) -> tuple[Article, ...]:
    return read_articles(Page("page", text, "2031-05-02"), KNOWLEDGE).articles


def double(text: str) -> str:
    return text.replace("\n", "\n\n")


def indent(text: str) -> str:
    return "\n".join("　" + line if line.strip() else line for line in text.split("\n"))


def space_figures(text: str) -> str:
    return re.sub(r" *(\d[\d.,]*) *", r" \1 ", text)


def space_digits(text: str) -> str:
    return re.sub(r" *(\d) *", r" \1 ", text)


@pytest.mark.parametrize("change", [double, indent, space_figures, space_digits])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_layout_that_is_everywhere_says_nothing(path: Path, change: Callable[[str], str]) -> None:
    articles = read(change(path.read_text(encoding="utf-8")))
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"]

    def bare(titles: list[str]) -> list[str]:
        return sorted(re.sub(r"[\W_]", "", title) for title in titles)

    assert bare([one.title for one in articles]) == bare([one["title"] for one in gold])
    assert {one.authors for one in articles} == {tuple(one["authors"]) for one in gold}


def test_a_short_headline_stays_apart_from_the_paragraph_under_it() -> None:
    blocks = ["渔船出海\n" + "近日，江城市水产局在东湖渔港举办开渔仪式，三百艘渔船依次出港。" * 2]
    blocks += ["市水产局负责人介绍，今年休渔期长达四个月，渔业资源明显恢复。" * 2] * 9

    first, second, *_ = find_lines("\n\n".join(blocks), {})

    assert first.text == "渔船出海"
    assert second.text.startswith("近日")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("开渔仪式 10 月 23 日，渔民出海", "开渔仪式10月23日，渔民出海"),
        ("共 1 0 万名、2 4 小时", "共10万名、24小时"),
        ("占 9 0 %以上", "占90%以上"),
    ],
)
def test_figures_lose_the_spaces_around_them(text: str, plain: str) -> None:
    (line,) = find_lines(text, {})

    assert line.text == plain


def test_what_stands_before_a_spaced_figure_may_pause() -> None:
    (line,) = find_lines("开渔仪式 10 月 23 日，渔民出海", {})

    assert line.loose[0] == 4


def test_latin_text_keeps_its_spaces_and_every_character_its_place() -> None:
    (article,) = read(CLUB)

    assert article.title == "江城图书馆举办英文读书会 Reading Club 2031"
    for said in (
        "“Read, think (and share). It's free!”",
        "“Books are friends,” and smiled",
        "用GPT-4, Claude 3等工具",
        "A & B两组每周2次，每次1.5小时",
    ):
        assert said in article.body
    for character, at in zip(article.text, article.origin, strict=True):
        assert at < 0 or character == CLUB[at]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("the city,", "which reads"), "the city, which reads"),
        (("GDP", "4.5%"), "GDP4.5%"),
        (("增长10.", "5%"), "增长10.5%"),
        (("市民。", "He said"), "市民。He said"),
    ],
)
def test_a_latin_word_goes_on_after_a_mark_and_a_space(lines: tuple[str, str], whole: str) -> None:
    assert join_lines(find_lines("\n".join(lines), {})).text == whole
