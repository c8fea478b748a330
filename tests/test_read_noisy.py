"""Pages that name no writer, or whose marks recognition has misread."""

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Page
from kg.read.articles.articles import read_articles
from kg.read.lines.margins import is_furniture
from kg.read.lines.shapes import ends_sentence

KNOWLEDGE = load_knowledge()
WATER = (
    (
        "去冬以来，江城市把修渠引水当作头等大事，先后清淤旧渠三百多里，新开支渠四十二条，"
        "灌区面积比上年扩大两成。"
    ),
    (
        "清淤最难的是上游一段。渠道两岸山高坡陡，机器开不进去，修渠的人只好用肩挑背扛，"
        "把淤泥一担一担运出山谷。"
    ),
    "如今渠水到了田头，下游几个乡的水稻比往年早插了半个月，稻农们说心里有了底。",
)
SCHOOL = (
    (
        "新学期开始，青山小学的食堂换了新灶台，孩子们第一次吃上了热饭热菜，"
        "家长们也能在手机上看到每天的菜谱。"
    ),
    "过去孩子们带饭上学，冬天饭盒冰凉。学校想了许多办法，都因为没有场地而搁下来。",
    "今年校舍翻新，腾出的旧教室改成食堂，厨师由家长推选，菜钱每周公布一次。",
)


def wrap(paragraphs: tuple[str, ...], width: int) -> list[str]:
    lines = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        lines += [text[at : at + width].strip() for at in range(0, len(text), width)]
    return lines


@pytest.mark.parametrize("width", [11, 14, 17])
@pytest.mark.parametrize(
    "heads",
    [("清渠引水到田头",), ("新渠引来", "早稻用水")],
    ids=["one line", "two short lines"],
)
def test_headlines_part_articles_that_nobody_signed(width: int, heads: tuple[str, ...]) -> None:
    lines = ["孩子吃上热饭菜", *wrap(SCHOOL, width), *heads, *wrap(WATER, width)]
    articles = read_articles(Page("page", "\n".join(lines), "2031-05-02"), KNOWLEDGE).articles
    assert [a.title.replace(" ", "") for a in articles] == ["孩子吃上热饭菜", "".join(heads)]
    assert articles[1].body.replace("\n", "") == "".join(WATER)


@pytest.mark.parametrize(
    ("text", "ends"), [("水稻早插了半个月.", True), ("增长了3.", False), ("电话No.", False)]
)
def test_a_misread_full_stop_ends_a_sentence(text: str, ends: bool) -> None:  # noqa: FBT001
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(("text", "furniture"), [("3要闻", True), ("12要闻", True), ("3人", False)])
def test_a_section_may_stand_after_its_page(text: str, furniture: bool) -> None:  # noqa: FBT001
    assert is_furniture(text, KNOWLEDGE) is furniture
