"""Foreign names, places of one character, teams: what is found, and what is left alone."""

import pytest

from kg.extract.mentions.abbreviations import are_places, find_abbreviations
from kg.extract.mentions.bodies import find_bodies
from kg.extract.mentions.transliterations import find_transliterations
from kg.know.knowledge import Knowledge
from kg.model import ArticleId, Sentence, Span


def read(text: str) -> Sentence:
    return Sentence(Span(ArticleId("a"), 0, len(text)), text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公司总裁贝尔托尼说，订单增加。", ["贝尔托尼/Person"]),
        ("代表团前往萨维茨基参观。", ["萨维茨基/Place"]),
        ("萨维茨基主场取胜。", ["萨维茨基/Organization"]),
        ("全新贝尔托尼上市。", []),  # a car
        ("“贝尔托尼”号靠港。", []),  # a ship
        ("贝尔托尼语很难学。", []),
        ("会议听取了汇报。", []),
    ],
)
def test_foreign_names(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    found = find_transliterations(read(text), knowledge)
    assert [f"{m.text}/{m.kind}" for m in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("转战赣、粤、闽。", ["赣", "粤", "闽"]),
        ("日韩两国企业到会。", ["日", "韩"]),
        ("会议在沪举行。", ["沪"]),
        ("代表团访华。", ["华"]),
        ("在日前举行的会上。", []),
        ("老、中、青三代同堂。", []),
    ],
)
def test_places_of_one_character(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    assert [m.text for m in find_abbreviations(read(text), knowledge)] == wanted


def test_characters_that_stand_for_one_place_are_not_several(knowledge: Knowledge) -> None:
    assert are_places("苏皖", knowledge)
    assert not are_places("中华", knowledge)  # both are 中国
    assert not are_places("苏俄", knowledge)  # a province and a country


def test_a_team_has_the_name_of_its_place(knowledge: Knowledge) -> None:
    found = find_bodies(read("长沙队昨天夺冠。"), knowledge)
    assert [f"{m.text}/{m.kind}" for m in found] == ["长沙队/Organization"]
