"""Pages in all the ways they come broken, and what must hold for any text whatever."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.know.knowledge import load_knowledge
from kg.model import Article, ArticleId, Page, Reading
from kg.read.articles.articles import read_articles
from kg.read.articles.bodies import write_article
from kg.read.articles.drafts import Draft
from kg.read.articles.strays import bring_home
from kg.read.lines.lines import Setting, find_lines
from kg.read.lines.spaces import breaks_word

KNOWLEDGE = load_knowledge()
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))

FISH = (
    "近日，江城市水产局在东湖渔港举办开渔仪式，三百艘渔船依次出港，两岸站满了前来观看的市民。",
    "市水产局负责人介绍，今年休渔期长达四个月，渔业资源明显恢复，预计捕捞量将增长12.5%。",
    "渔民陈大海说，新渔船装上了北斗导航，出海更放心，每艘渔船一年可节约柴油20吨。",
)
SCHOOL = (
    "青山县实验小学新校区昨日启用，新校区占地45亩，设36个班，可容纳学生1600余人。",
    "学校食堂、图书馆和操场一应俱全，家长们参观教室之后纷纷点赞，孩子们对图书馆尤其满意。",
    "青山县教育局表示，明年还将新建两所小学，解决城区小学大班额问题。",
)
FISH_TITLE, SCHOOL_TITLE = "江城市水产局举办开渔仪式", "青山县实验小学新校区启用"


def read(text: str) -> Reading:
    return read_articles(Page("page", text, "2031-05-02"), KNOWLEDGE)


def wrap(paragraphs: tuple[str, ...], width: int, ending: str = "") -> list[str]:
    lines = []
    for number, paragraph in enumerate(paragraphs):
        text = "\u3000\u3000" + paragraph + (ending if number == len(paragraphs) - 1 else "")
        lines += [text[at : at + width].strip() for at in range(0, len(text), width)]
    return lines


def spread(line: str) -> str:
    return " ".join(line)


PLAIN = "\n".join([FISH_TITLE, *FISH])
WRAPPED = wrap(FISH, 15, " （赵一凡 钱 多）")
SECOND = wrap(SCHOOL, 17, " （孙小美）")
PAGES = {
    "a plain article": (PLAIN, [FISH_TITLE]),
    "headlines first, a paragraph a line": (
        "\n\n".join([FISH_TITLE, *FISH, SCHOOL_TITLE, *SCHOOL]),
        [FISH_TITLE, SCHOOL_TITLE],
    ),
    "headlines last, wrapped": (
        "\n\n".join([*WRAPPED, FISH_TITLE, *SECOND, SCHOOL_TITLE]),
        [FISH_TITLE, SCHOOL_TITLE],
    ),
    "headlines last, no blank lines": (
        "\n".join([*WRAPPED, FISH_TITLE, *SECOND, SCHOOL_TITLE]),
        [FISH_TITLE, SCHOOL_TITLE],
    ),
    "a headline down the page": (
        "\n".join([*WRAPPED, *FISH_TITLE, *SECOND, SCHOOL_TITLE]),
        [FISH_TITLE, SCHOOL_TITLE],
    ),
    "letter-spaced lines": (
        "\n\n".join(
            [
                *(
                    spread(text) if number % 4 == 2 else text
                    for number, text in enumerate(WRAPPED[:-3])
                ),
                *WRAPPED[-3:],
                FISH_TITLE,
                *SECOND,
                SCHOOL_TITLE,
            ]
        ),
        [FISH_TITLE, SCHOOL_TITLE],
    ),
}


@pytest.mark.parametrize(("text", "titles"), PAGES.values(), ids=PAGES.keys())
def test_articles_are_found_whole(text: str, titles: list[str]) -> None:
    articles = read(text).articles

    bodies = {FISH_TITLE: "".join(FISH), SCHOOL_TITLE: "".join(SCHOOL)}
    assert [article.title for article in articles] == titles
    for article in articles:
        assert article.body.replace("\n", "") == bodies[article.title]
        assert not article.truncated


def test_paragraphs_bylines_and_marks_of_a_wrapped_page() -> None:
    text = "\n".join([*WRAPPED, FISH_TITLE, *SECOND, SCHOOL_TITLE])
    first, second = read(text).articles

    assert (first.authors, second.authors) == (("赵一凡", "钱多"), ("孙小美",))
    assert first.body.count("\n") == second.body.count("\n") == 2


def only(text: str) -> Article:
    (article,) = read(text).articles
    return article


def test_datelines_leave_the_text_and_name_the_agency() -> None:
    text = f"{FISH_TITLE}\n新华社江城5月2日电（记者 赵一凡）{FISH[0]}\n{FISH[1]}"
    article = only(text)

    assert (article.agency, article.authors) == ("新华社", ("赵一凡",))
    assert article.body == f"{FISH[0]}\n{FISH[1]}"


def test_a_byline_of_its_own_line_is_read() -> None:
    article = only("\n".join([FISH_TITLE, "本报记者 赵一凡 通讯员 钱 多", *FISH]))

    assert article.authors == ("赵一凡", "钱多")
    assert article.body == "\n".join(FISH)


def test_rows_of_names_are_no_bylines_and_no_headlines() -> None:
    rows = ["赵一凡 钱 多 孙小美", "李四光 周五一 吴六一", "郑七巧 王 文 冯小北", "陈大勇 蒋小兰"]
    honour = "开渔仪式上，下列渔民被评为护渔先进个人，获奖名单公布如下："
    article = only("\n".join([FISH_TITLE, *FISH, honour, *rows]))

    assert article.authors == ()
    assert article.title == FISH_TITLE
    assert all(name in article.body for name in ("赵一凡", "吴六一", "蒋小兰"))


def test_spaces_of_lost_quotation_marks_become_gaps() -> None:
    text = (
        "江城开展 护渔利剑 行动\n近日，江城开展 护渔利剑 行动，渔政部门全体出动。\n"
        "该行动实行 四查四看 工作法，查船只、查渔网、查证件、查码头。"
    )
    article = only(text)

    assert " " not in article.body
    assert article.title == "江城开展护渔利剑行动"
    marked = "".join(("|" if at in article.gaps else "") + c for at, c in enumerate(article.text))
    assert "江城开展|护渔利剑|行动\n近日，江城开展|护渔利剑|行动，" in marked
    assert "该行动实行|四查四看|工作法" in marked


def test_spaces_of_layout_go_and_those_in_quotes_stay() -> None:
    text = f"{FISH_TITLE}\n“节约用水 人人有责”活动 4 月 26 日启动 ，ＧＤＰ增长 ３．５％ 。{FISH[0]}"

    assert only(text).body == f"“节约用水 人人有责”活动4月26日启动，GDP增长3.5%。{FISH[0]}"


def test_words_cut_at_a_column_break_are_joined() -> None:
    cut = FISH[1].index("渔业资") + 1
    article = only("\n\n".join([FISH_TITLE, FISH[0], FISH[1][:cut], FISH[1][cut:], FISH[2]]))

    assert article.body == "\n".join(FISH)


def test_a_paragraph_printed_twice_is_kept_once_with_a_note() -> None:
    reading = read("\n".join([FISH_TITLE, FISH[0], FISH[1], FISH[1], FISH[2]]))

    assert reading.articles[0].body == "\n".join(FISH)
    assert [region.reason for region in reading.regions if region.role == "dropped"] == [
        "重复：本版已印过"
    ]
    assert [note.code for note in reading.notes] == ["duplicate"]


def test_a_paragraph_in_the_wrong_article_goes_home() -> None:
    def draft(title: str, *paragraphs: str) -> Draft:
        page = find_lines("\n".join([title, *paragraphs]), KNOWLEDGE.words["glyph"])
        return Draft(titles=page[:1], paragraphs=page[1:])

    stray = (
        "陈大海指出，东湖渔港举办开渔仪式以来，渔业资源明显恢复，三百艘渔船依次出港，捕捞量增长。"
    )
    fish, school = draft(FISH_TITLE, *FISH), draft(SCHOOL_TITLE, *SCHOOL[:2], stray, SCHOOL[2])

    homed, moved = bring_home([fish, school])

    assert [line.text for line in moved] == [stray]
    assert [[line.text for line in found.paragraphs] for found in homed] == [
        [*FISH, stray],
        [*SCHOOL],
    ]


def test_a_remnant_with_a_byline_goes_to_the_article_before_it_that_has_none() -> None:
    text = [FISH_TITLE, *FISH, SCHOOL_TITLE, SCHOOL[0], f"{SCHOOL[1]}（孙小美）", "（赵一凡）"]
    fish, school = read("\n\n".join(text)).articles

    assert (fish.authors, school.authors) == (("赵一凡",), ("孙小美",))


def test_a_text_cut_off_is_marked() -> None:
    text = "\n".join([FISH_TITLE, FISH[0], FISH[1][:30]])
    reading = read(text)

    assert reading.articles[0].truncated
    assert [note.code for note in reading.notes] == ["cut-off"]


def test_a_hole_parts_two_paragraphs_and_is_noted() -> None:
    torn = "格品控管理，加强码头值守，全力保障每一条渔船平安返航。"
    reading = read("\n".join([FISH_TITLE, FISH[0], FISH[1][:29], torn, FISH[2]]))

    assert reading.articles[0].body == "\n".join([FISH[0], FISH[1][:29], torn, FISH[2]])
    assert [note.code for note in reading.notes] == ["hole"]


def test_captions_and_furniture_are_no_text() -> None:
    text = "\n".join(
        [
            "2031年5月2日 星期五",
            "责任编辑：周小川 版式：吴江",
            FISH_TITLE,
            *FISH,
            "←图为渔船出港。 李 明 摄",
        ]
    )
    reading = read(text)

    assert reading.articles[0].body == "\n".join(FISH)
    assert [(region.role, text[region.start : region.end]) for region in reading.regions][:1] == [
        ("furniture", "2031年5月2日 星期五\n责任编辑：周小川 版式：吴江")
    ]
    assert reading.regions[-1].role == "caption"
    assert reading.regions[-1].article == reading.articles[0].id


def test_a_picture_with_a_report_is_an_article() -> None:
    photo = "喜迎开渔 5月1日，江城市东湖渔港彩旗招展，渔民们欢聚一堂，共同庆祝开渔。 李贵 摄"
    first, second = read("\n\n".join([FISH_TITLE, *FISH, photo])).articles

    assert (second.kind, second.title, second.authors) == ("photo", "喜迎开渔", ("李贵",))
    assert second.body == "5月1日，江城市东湖渔港彩旗招展，渔民们欢聚一堂，共同庆祝开渔。"
    assert first.body == "\n".join(FISH)


DATES = {
    "the newest year": ("2029年，江城建港。2030年，出海三百次。", "2030"),
    "no target": ("2030年，江城建港，到2035年建成，并实施规划（2031-2035年）。", "2031"),
    "none": ("近日，江城建港。", None),
}


@pytest.mark.parametrize(("text", "issued"), DATES.values(), ids=DATES.keys())
def test_a_page_without_a_date_is_dated_by_its_text(text: str, issued: str | None) -> None:
    reading = read_articles(Page("page", text + PLAIN), KNOWLEDGE)

    assert (reading.page.issued, reading.page.inferred) == (issued, issued is not None)
    assert {article.issued for article in reading.articles} == {issued}
    assert [note.code for note in reading.notes][:1] == ["inferred-date" if issued else "no-date"]


def test_a_date_that_was_given_stands() -> None:
    reading = read("2029年1月3日 星期三\n" + PLAIN)

    assert (reading.page.issued, reading.page.inferred) == ("2031-05-02", False)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_are_read_as_a_person_reads_them(path: Path) -> None:
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["articles"]
    reading = read_articles(Page(path.stem, path.read_text(encoding="utf-8")), KNOWLEDGE)

    def bare(text: str) -> str:
        return "".join(text.split())

    found = [(bare(a.title), bare(a.body), a.authors, a.kind) for a in reading.articles]
    wanted = [(bare(a["title"]), bare(a["body"]), tuple(a["authors"]), a["kind"]) for a in gold]
    assert sorted(found) == sorted(wanted)
    assert reading.page.issued == "2023"
    check(reading)


def check(reading: Reading) -> None:
    """Check what must hold for any page."""
    text = reading.page.text
    used = [0] * len(text)
    for region in reading.regions:
        assert (region.role == "dropped") == bool(region.reason)
        for at in range(region.start, region.end):
            used[at] += 1
    assert all(used[at] == 1 for at, character in enumerate(text) if not character.isspace())
    assert [(r.start, r.end) for r in reading.regions] == sorted(
        (r.start, r.end) for r in reading.regions
    )
    table = KNOWLEDGE.words["glyph"]
    for article in reading.articles:
        assert len(article.origin) == len(article.text)
        assert article.body.strip()
        assert all(0 < gap < len(article.text) for gap in article.gaps)
        real = [at for at in article.origin if at >= 0]
        assert len(set(real)) == len(real)
        for character, at in zip(article.text, article.origin, strict=True):
            if at < 0:
                assert character in "\n "
            elif character != text[at]:
                assert is_same(character, text[at], table)


def is_same(plain: str, printed: str, table: Mapping[str, str]) -> bool:
    """Tell whether a character of an article is the page's, in its plain form."""
    if plain == " ":
        return printed.isspace()
    return plain in {table.get(printed), unicodedata.normalize("NFKC", printed)}


ODD = """
王 文|（李 理）|←图为渔船。|李明 摄||本报讯（记者 张三）近日，江城|一、总体要求|责编：王文
高质量发展在江江城城|渔|﹃|—|星 期 五|３．５％|\u3000|\ufeff江城|\x01|1|第3版|，|A B c|“|。
"""
LINES = st.sampled_from(
    [*WRAPPED, *SECOND, FISH_TITLE, SCHOOL_TITLE, *ODD.replace("\n", "|").split("|")]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_any_page_of_such_lines_is_read_to_its_last_character(lines: list[str], end: str) -> None:
    check(read_articles(Page("page", end.join(lines)), KNOWLEDGE))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_to_its_last_character(text: str) -> None:
    check(read_articles(Page("page", text), KNOWLEDGE))


def test_a_long_page_is_read_like_a_short_one() -> None:
    page = "\n".join([*WRAPPED, FISH_TITLE, *SECOND, SCHOOL_TITLE])
    found = read("\n".join([page] * 2 + [page.replace("江城", "湖城").replace("青山", "绿水")]))

    assert {article.title for article in found.articles} >= {FISH_TITLE, SCHOOL_TITLE}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("北塘区为外卖骑", "手建起暖心驿站"), "北塘区为外卖骑手建起暖心驿站"),  # within 骑手
        (("北塘区为外卖骑手", "建起暖心驿站"), "北塘区为外卖骑手 建起暖心驿站"),
        (("全市升级招标系统", "工程造价明显下降"), "全市升级招标系统 工程造价明显下降"),
    ],
)
def test_a_headline_broken_within_a_word_is_joined(lines: tuple[str, str], title: str) -> None:
    found = find_lines("\n".join(lines), {})
    draft = Draft(titles=found, paragraphs=find_lines(SCHOOL[0], {}))

    article = write_article(draft, Page("p", ""), ArticleId("p-1"), lost=False)

    assert article.title == title
    assert len(article.origin) == len(article.text)


def test_lines_of_two_sizes_are_no_one_headline() -> None:
    small, large = find_lines("北塘区为外卖骑\n手建起暖心驿站", {})
    setting = Setting(1.2, 0, 0, 10.0, None)
    parts = (small._replace(setting=setting), large._replace(setting=replace(setting, scale=2.0)))

    assert not breaks_word(*parts)
    assert breaks_word(parts[0], parts[0]._replace(text=large.text))
