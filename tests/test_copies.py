"""One text in two papers, and one article on two pages."""

import pytest
from pyoxigraph import NamedNode

from kg.builds import build_pages
from kg.graph.rdf import describe
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Build, Imprint, Link, Page
from kg.resolve.copies import find_copies

REPORT = """\
江城市水务局日前印发《江城市节水行动方案》，提出到2035年全市用水总量控制在12亿立方米以内。
方案明确，江城市将新建水厂3座，改造供水管网450公里，惠及居民28万户。江城市水务局局长江小川介绍，资金已经落实。
蓝湾食品公司等36家企业签订了节水承诺书，承诺年内节水200万立方米。记者在蓝湾产业园看到，循环用水的管道已经铺到车间门口。"""
AGENCY = f"江城节水出新招\n新华社江城5月2日电（记者 李明）{REPORT}"
OTHER = """蓝湾镇举办龙舟赛
本报讯（记者 周小河）5月2日，蓝湾镇举办龙舟赛，来自8个乡镇的16支队伍参加，上万名群众在河岸观看。
经过3轮角逐，东湖村代表队夺得第一名。"""


def article(name: str, text: str, issued: str | None = None) -> Article:
    return Article(ArticleId(name), "page", text, text.index("\n") + 1, issued=issued)


def garble(text: str, every: int) -> str:
    return "".join("囗" if at % every == every - 1 else c for at, c in enumerate(text))


SKY, EARTH = "日月星辰", "山川草木鱼虫"
COPIES = {
    "the same": (REPORT, "a"),
    "another headline": (f"题\n{REPORT}", "a"),
    "its first two paragraphs": (REPORT[: REPORT.rindex("\n")], "a"),
    "a word changed": (REPORT.replace("日前", "近日").replace("等36家", "等３６家"), "a"),
    "other marks and breaks": (REPORT.replace("，", ",").replace("\n", ""), "a"),
    "OCR errors": (garble(REPORT, 40), "a"),
    "other numbers": (REPORT.replace("450", "380").replace("36", "41").replace("28", "19"), None),
    "half the same": (f"{REPORT[:105]}{'，'.join(f'{a}{b}' for a in SKY for b in EARTH)}。", None),
    "another text": (OTHER, None),
    "too short": ("江城市水务局日前印发《江城市节水行动方案》。", None),
}


@pytest.mark.parametrize(("text", "original"), COPIES.values(), ids=COPIES.keys())
def test_a_copy_is_told_from_another_text(text: str, original: str | None) -> None:
    found = find_copies([article("a", f"江城节水\n{REPORT}然。"), article("b", f"标题\n{text}")])

    assert [(link.article, link.other) for link in found] == ([("b", "a")] if original else [])
    assert all(link.kind == "copy" and 0.7 <= link.share <= 1 for link in found)


def test_short_texts_are_alike_by_chance() -> None:
    short = "请市民合理安排出行，注意防范。"

    assert not find_copies([article("a", f"一\n{short}"), article("b", f"二\n{short}")])


@pytest.mark.parametrize("part", [0.2, 0.25, 0.3, 0.4])
def test_a_text_cut_to_its_beginning_is_a_copy(part: float) -> None:
    things, deeds = "水电路桥渠坝站房林田", "修建查测护治整改督验"
    rest = "。".join(f"{a}{b}{b}{a}{a}{c}" for a in things for b in deeds for c in "东西")
    whole = f"{REPORT}{rest}"[: int(len(REPORT) / part)]

    found = find_copies([article("a", f"题\n{whole}"), article("b", f"别题\n{REPORT}")])

    assert [(link.article, link.other) for link in found] == [("b", "a")]


def test_all_are_copies_of_the_longest_then_the_earliest() -> None:
    texts = [
        article("cut", f"一\n{REPORT[:120]}", "2031-05-01"),
        article("late", f"二\n{REPORT}", "2031-05-03"),
        article("early", f"三\n{REPORT}", "2031-05-02"),
    ]
    for order in (texts, texts[::-1]):
        assert {(link.article, link.other) for link in find_copies(order)} == {
            ("late", "early"),
            ("cut", "early"),
        }


def test_many_different_texts_have_no_copies() -> None:
    words = [f"{name}{thing}" for name in "江河湖海山林田园" for thing in "水电路桥渠坝站房"]
    texts = [
        article(f"x{n}", f"题\n{'，'.join(words[n:] + words[:n][::-1])}。{'甲乙丙丁'[n % 4] * 9}")
        for n in range(0, 64, 16)
    ]

    assert find_copies(texts) == find_copies(list(texts))


@pytest.fixture(scope="module")
def two_papers(knowledge: Knowledge) -> Build:
    pages = [
        Page("a", AGENCY, "2031-05-03", imprint=Imprint("永州日报", "4")),
        Page("b", f"{AGENCY}\n\n{OTHER}", "2031-05-04", imprint=Imprint("张家界日报", "2")),
    ]
    return build_pages(pages, knowledge)


def test_a_fact_of_one_text_in_two_papers_is_counted_once(
    two_papers: Build, knowledge: Knowledge
) -> None:
    alone = build_pages([Page("a", AGENCY, "2031-05-03")], knowledge)

    assert two_papers.links == (Link(ArticleId("b-1"), ArticleId("a-1"), "copy"),)
    from_a = [f for f in two_papers.observations if f.evidence.sentence.article == "a-1"]
    assert len(from_a) == len(alone.observations) > 0
    for facts in (two_papers.claims, two_papers.observations, two_papers.quotations):
        assert not [fact for fact in facts if fact.evidence.sentence.article == "b-1"]
    assert len(two_papers.extracts) == 3  # both are there, with what they say


def test_what_only_the_copy_says_stays(knowledge: Knowledge) -> None:
    longer = f"{AGENCY}\n{OTHER}"
    more = f"{AGENCY}\n江城市去年已完成投资7亿元。"

    build = build_pages([Page("a", AGENCY, "2031"), Page("b", more, "2031")], knowledge)
    cut = build_pages([Page("a", longer, "2031"), Page("b", more, "2031")], knowledge)

    assert continuations(build) == continuations(cut) == []
    assert {(link.article, link.other) for link in build.links} == {("a-1", "b-1")}
    assert "7亿元" in {found.figure.text for found in build.observations}
    assert "7亿元" in {found.figure.text for found in cut.observations}


def test_the_graph_links_a_copy_to_its_original(two_papers: Build, knowledge: Knowledge) -> None:
    quads = describe(two_papers, knowledge)
    version = NamedNode("http://purl.org/dc/terms/isVersionOf")

    (link,) = [quad for quad in quads if quad.predicate == version]
    assert (str(link.subject)[-8:], str(link.object)[-8:]) == ("e/a-b-1>", "e/a-a-1>")


FRONT = f"江城节水出新招\n本报记者 李明\n{REPORT}\n（下转第3版）\n\n{OTHER}"
BACK = "（上接第1版）\n江城节水出新招\n截至4月底，江城市已完成投资5亿元，铺设管网120公里。"


def pages(
    front: str = FRONT, back: str = BACK, number: str = "3", day: str = "2031-05-03"
) -> list[Page]:
    paper = "永州日报"
    return [
        Page("p1", front, "2031-05-03", imprint=Imprint(paper, "1")),
        Page("p3", f"{back}\n\n{OTHER}", day, imprint=Imprint(paper, number)),
    ]


def continuations(build: Build) -> list[tuple[str, str]]:
    return [(link.article, link.other) for link in build.links if link.kind == "continuation"]


def test_an_article_is_linked_with_where_it_goes_on(knowledge: Knowledge) -> None:
    build = build_pages(pages(), knowledge)

    assert continuations(build) == [("p3-1", "p1-1")]
    assert not [note for note in build.notes if note.code == "turn"]
    continues = [q for q in describe(build, knowledge) if "continues" in str(q.predicate)]
    assert len(continues) == 1


@pytest.mark.parametrize(
    ("back", "number", "day"),
    [
        (BACK, "4", "2031-05-03"),
        (BACK.replace("上接第1版", "上接第2版"), "3", "2031-05-03"),
        (BACK.replace("（上接第1版）\n", ""), "3", "2031-05-03"),
        (BACK, "3", "2031-05-04"),
    ],
    ids=["another page", "from another page", "no mark", "another day"],
)
def test_an_end_that_is_not_there_is_noted(
    back: str, number: str, day: str, knowledge: Knowledge
) -> None:
    build = build_pages(pages(FRONT, back, number, day), knowledge)

    assert not continuations(build)
    assert [note.page for note in build.notes if note.code == "turn"] == ["p1"]


def test_of_several_articles_that_go_on_the_one_with_its_words_is_taken(
    knowledge: Knowledge,
) -> None:
    other = "（上接第1版）\n蓝湾镇春耕忙\n蓝湾镇组织20台旋耕机下田，完成春耕3000亩，扩种早稻50亩。"
    build = build_pages(pages(back=f"{BACK}\n\n{other}"), knowledge)
    titles = {extract.article.id: extract.article.title for extract in build.extracts}

    assert [titles[ArticleId(goal)] for goal, _ in continuations(build)] == ["江城节水出新招"]
