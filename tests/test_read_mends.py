"""What recognition does to a page without places: misread fixed words, rules read as marks."""

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Page
from kg.read.articles.articles import read_articles
from kg.read.lines.bylines import read_byline
from kg.read.lines.lines import find_lines
from kg.read.lines.mends import mend_lines
from kg.read.repairs import find_rules, repair_plain

KNOWLEDGE = load_knowledge()
MENDED = {
    "本报汛（记者 林远）近日": "本报讯（记者林远）近日",
    "本报讯（通讯贝 林远）近日": "本报讯（通讯员林远）近日",
    "本报讯C记者林远）近日": "本报讯（记者林远）近日",
    "本报讯（记者林远J近日": "本报讯（记者林远）近日",
    "本振讯（记者林远）近日": "本报讯（记者林远）近日",
    "本报讯记者林远）近日": "本报讯（记者林远）近日",
    "本报（记者林远）近日": "本报讯（记者林远）近日",
    "新华杜江城7月4日电（记者林远）": "新华社江城7月4日电（记者林远）",
    "新华社江城7月4口电（记者林远）": "新华社江城7月4日电（记者林远）",
    "本报记那 林 远": "本报记者林远",
    "本市记者协会举行会议": "本市记者协会举行会议",
    "本报讯 记者林远报道": "本报讯记者林远报道",
    "本报讯（李文 王理）近日": "本报讯（李文王理）近日",
    "本报讯（记": "本报讯（记",
    "晚报讯（记者林远）近日": "晚报讯（记者林远）近日",
    "时报讯（记者林远）近日": "时报讯（记者林远）近日",
    "本市讯（记者林远）近日": "本市讯（记者林远）近日",
    "本报电（记者林远）近日": "本报电（记者林远）近日",
    "本报讯（通信员林远）近日": "本报讯（通信员林远）近日",
}


@pytest.mark.parametrize(("text", "mended"), MENDED.items())
def test_fixed_words_are_mended_and_nothing_else(text: str, mended: str) -> None:
    (line,) = mend_lines(find_lines(text, KNOWLEDGE.words["glyph"]), KNOWLEDGE)

    assert line.text == mended
    places = [at for at in line.origin if at >= 0]
    assert places == [at for at, character in enumerate(text) if not character.isspace()]


PAIRS = {
    ("本报江城12月15日申（记", "者林远）近日"): ("本报江城12月15日电（记", "者林远）近日"),
    ("本报讯（记者林远李", "文J近日"): ("本报讯（记者林远李", "文）近日"),
    ("本报讯（通讯", "贝林远）近日"): ("本报讯（通讯", "员林远）近日"),
    ("新华社江城7月4", "口电（记者林远）"): ("新华社江城7月4", "日电（记者林远）"),
    ("本报记", "贝林远，近日"): ("本报记", "贝林远，近日"),
}


@pytest.mark.parametrize(("texts", "mended"), PAIRS.items())
def test_an_opening_phrase_is_mended_over_two_lines(
    texts: tuple[str, str], mended: tuple[str, str]
) -> None:
    lines = mend_lines(find_lines("\n".join(texts), KNOWLEDGE.words["glyph"]), KNOWLEDGE)

    assert tuple(line.text for line in lines) == mended


@pytest.mark.parametrize("text", ["本报记者☑林远", "☑ 本报记者 林远", "本报记者□林 远■"])
def test_a_box_read_for_a_blank_parts_names(text: str) -> None:
    (line,) = find_lines(text, KNOWLEDGE.words["glyph"])

    byline = read_byline(line, KNOWLEDGE)
    assert byline is not None
    assert byline.authors == ("林远",)


NOISE = "江城水务局。，昨日说l水厂扩建以后.供水增加2O%。"
TYPED = "蓝湾食品公司扩建厂房,增加产量.东湖"


def test_latin_marks_are_repaired_only_where_signs_of_recognition_show() -> None:
    assert repair_plain(TYPED + "一。") == TYPED + "一。"
    repaired = repair_plain(NOISE + "工期两年;\n蓝湾食品公司扩建厂房,增加卡尔.马克思的 ? 书.\n")
    assert repaired.endswith("工期两年；\n蓝湾食品公司扩建厂房，增加卡尔.马克思的 ？ 书.\n")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("|蓝湾食品公司\n扩建厂房丨\n", (0, 12)),
        ("| 蓝湾 | 东湖 |", ()),
        ("蓝湾|东湖", ()),
        ("|", ()),
    ],
)
def test_rules_are_told_from_characters(text: str, places: tuple[int, ...]) -> None:
    assert find_rules(text) == places


def test_each_character_of_a_noisy_page_is_accounted_for() -> None:
    text = "江城扩建水厂\n|本报讯（记者林远J江城市水务局昨日说，\n水厂扩建以后供水将增加一倍。丨\n"
    reading = read_articles(Page("page", text), KNOWLEDGE)

    (article,) = reading.articles
    assert article.authors == ("林远",)
    covered = sorted(at for region in reading.regions for at in range(region.start, region.end))
    assert {at for at, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert len(covered) == len(set(covered))
