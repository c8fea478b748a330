"""The names of a paper's sections: over an article they are the page's, within it sub-headings."""

from collections.abc import Sequence

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Page, Reading
from kg.read.articles.articles import read_articles

KNOWLEDGE = load_knowledge()
FISH = (
    "近日，江城市水产局在东湖渔港举办开渔仪式，三百艘渔船依次出港，两岸站满了前来观看的市民。",
    "市水产局负责人介绍，今年休渔期长达四个月，渔业资源明显恢复，预计捕捞量将增长12.5%。",
)
SCHOOL = (
    "青山县实验小学新校区昨日启用，新校区占地45亩，设36个班，可容纳学生1600余人。",
    "学校食堂、图书馆和操场一应俱全，家长们参观教室之后纷纷点赞，孩子们对图书馆尤其满意。",
)
TITLES = ["江城市水产局举办开渔仪式", "青山县实验小学新校区启用"]
SIGNED = ["", "（林远）"]


def wrap(paragraphs: Sequence[str], width: int) -> list[str]:
    texts = ["　　" + paragraph for paragraph in paragraphs]
    return [text[at : at + width] for text in texts for at in range(0, len(text), width)]


def read(lines: Sequence[str], end: str = "\n") -> Reading:
    return read_articles(Page("page", end.join(lines), "2031-05-02"), KNOWLEDGE)


@pytest.mark.parametrize("width", [13, 17, 99])
@pytest.mark.parametrize("sign", SIGNED)
@pytest.mark.parametrize("end", ["\n", "\n\n"])
@pytest.mark.parametrize("names", [("时评", "经济"), ("【要闻】", "■综合"), ("", "社会新闻")])
def test_a_section_is_no_headline(names: tuple[str, str], end: str, sign: str, width: int) -> None:
    texts = [wrap([*body[:-1], body[-1] + sign], width) for body in (FISH, SCHOOL)]
    parts = zip(names, TITLES, texts, strict=True)
    lines = [line for name, title, text in parts for line in (name, title, *text)]
    reading = read([line for line in lines if line], end)

    assert [one.title for one in reading.articles] == TITLES
    for article, body in zip(reading.articles, (FISH, SCHOOL), strict=True):
        assert article.body == "\n".join(body)
    marks = [r for r in reading.regions if r.role == "furniture"]
    assert [reading.page.text[r.start : r.end] for r in marks] == [name for name in names if name]


def test_within_an_article_it_is_a_sub_heading() -> None:
    lines = [TITLES[0], *wrap(FISH[:1], 17), "经济", *wrap(FISH[1:], 17), TITLES[1]]
    reading = read([*lines, *wrap(SCHOOL, 17)])

    assert [one.title for one in reading.articles] == TITLES
    assert reading.articles[0].body == f"{FISH[0]}\n经济\n{FISH[1]}"
