"""Who wrote: bylines, datelines and closing brackets, and what is none of them."""

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Page
from kg.read.articles.articles import read_articles
from kg.read.lines.bylines import read_byline, read_trail
from kg.read.lines.leads import read_lead
from kg.read.lines.lines import Line, find_lines

KNOWLEDGE = load_knowledge()


def line(text: str) -> Line:
    (found,) = find_lines(text, KNOWLEDGE.words["glyph"])
    return found


BYLINES = {
    "set apart": ("王 文", ("王文",), None),
    "three and two": ("李秉文 李 李", ("李秉文", "李李"), None),
    "agency": ("新华社记者 张小欣", ("张小欣",), "新华社"),
    "roles": ("本报记者 赵一凡 通讯员 钱多", ("赵一凡", "钱多"), None),
    "nothing parts them": ("记者陈小艳通讯员叶小兵王文文", ("陈小艳", "叶小兵", "王文文"), None),
    "text and pictures": ("本报记者 王文 文/图", ("王文",), None),
    "a medium": ("江城晚报记者 赵一凡", ("赵一凡",), None),
    "brackets": ("（何一云 宋小梅）", ("何一云", "宋小梅"), None),
    "letter-spaced brackets": ("（ 杨 帆 吴 敏 ）", ("杨帆", "吴敏"), None),
    "agency only": ("（据新华社电）", (), "新华社"),
    "a mark": ("□ 张三 李四", ("张三", "李四"), None),
    "a role whose name stands beyond a gutter": ("本报记者", (), None),
    "a source": ("本报讯 记者张三 通讯员李四", ("张三", "李四"), None),
    "reports": ("晚报记者 张三 报道 摄影 李四", ("张三", "李四"), None),
    "where": ("江城日报记者张三江城报道", ("张三",), None),
    "a name that is a place": ("记者王海南报道", ("王海南",), None),
    "in brackets": ("（记者张三 5月1日报道）", ("张三",), None),
}
NONE = [
    "全天候值班保商圈用水",
    "高质量发展",
    "人山 人海",
    "数读 江城",
    "记者张三报道：江城",
    "今天上午，雨停了。",
]


@pytest.mark.parametrize(("text", "authors", "agency"), BYLINES.values(), ids=BYLINES.keys())
def test_bylines_are_read(text: str, authors: tuple[str, ...], agency: str | None) -> None:
    byline = read_byline(line(text), KNOWLEDGE)

    assert byline is not None
    assert (byline.authors, byline.agency) == (authors, agency)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_byline_is_none(text: str) -> None:
    assert read_byline(line(text), KNOWLEDGE) is None


LEADS = {
    "own": ("本报讯（全媒体记者 王小妍）近日，江城", ("王小妍",), None, "近日，江城"),
    "own, without names": ("本报讯 近日，江城", (), None, "近日，江城"),
    "own, with a day": ("本报江城7月4日电（记者 张三）近日", ("张三",), None, "近日"),
    "agency": ("新华社江城12月15日电（记者 张三、李四）近日", ("张三", "李四"), "新华社", "近日"),
    "another medium": ("江城网7月4日电(记者张三)近日", ("张三",), "江城网", "近日"),
    "no agency": ("江城在线7月4日讯（记者张三）近日", ("张三",), None, "近日"),
    "names only": ("（记者 张三）近日", ("张三",), None, "近日"),
    "reports": ("记者张三报道：近日，江城", ("张三",), None, "近日，江城"),
    "two report": ("记者张三、通讯员李四报道：近日", ("张三", "李四"), None, "近日"),
    "whose": ("江城日报记者张三报道近日，江城", ("张三",), None, "近日，江城"),
    "own, reports": ("本报记者张三报道：近日", ("张三",), None, "近日"),
    "when": ("江城网记者张三5月1日报道：近日", ("张三",), None, "近日"),
    "where": ("新京报记者张三杭州报道", ("张三",), None, ""),
    "agency reports": ("新华社记者张三、李四报道：近日", ("张三", "李四"), "新华社", "近日"),
    "both": ("本报讯 记者张三报道 近日，江城", ("张三",), None, "近日，江城"),
    "medium and both": ("江城晚报讯记者张三报道：昨日", ("张三",), None, "昨日"),
    "spaces": ("本报讯 记者张三 通讯员李四 近日", ("张三", "李四"), None, "近日"),
    "nothing but names": ("本报讯 记者张三 通讯员李四", ("张三", "李四"), None, ""),
    "bracketed": ("【本报讯】记者张三报道：近日", ("张三",), None, "近日"),
    "wired": ("记者张三台北25日电", ("张三",), None, ""),
    "no names": ("本报讯 记者从水务局获悉 近日", (), None, "记者从水务局获悉近日"),
}


@pytest.mark.parametrize(("text", "authors", "agency", "rest"), LEADS.values(), ids=LEADS.keys())
def test_datelines_are_read(
    text: str, authors: tuple[str, ...], agency: str | None, rest: str
) -> None:
    found = line(text)
    lead = read_lead(found, KNOWLEDGE)

    assert lead is not None
    assert (lead.authors, lead.agency, found.text[lead.end :]) == (authors, agency, rest)


@pytest.mark.parametrize(
    "text",
    [
        "近日，江城电网检修。",
        "10月23日上午，江城报社开会。",
        "（图一）江城",
        "记者核实报道：江城",
        "记者张三报道近日",
        "记者翻阅媒体报道发现，江城",
        "据记者在现场报道，江城",
        "江城市民向本报记者报道：江城",
        "本报记者 张三 通讯员 李 四",
    ],
)
def test_what_is_no_dateline_is_none(text: str) -> None:
    assert read_lead(line(text), KNOWLEDGE) is None


TRAILS = {
    "bracket": ("展出18期。 （何一云 宋小梅）", ("何一云", "宋小梅"), "展出18期。"),
    "after a quote": ("他说：“好。”（李 理）", ("李理",), "他说：“好。”"),
    "no bracket": ("雨停了。 江城晚报记者 赵一凡 通讯员 王雷", ("赵一凡", "王雷"), "雨停了。"),
}


@pytest.mark.parametrize(("text", "authors", "rest"), TRAILS.values(), ids=TRAILS.keys())
def test_closing_bylines_are_read(text: str, authors: tuple[str, ...], rest: str) -> None:
    found = line(text)
    trail = read_trail(found, KNOWLEDGE)

    assert trail is not None
    assert (trail.authors, found.text[: trail.start]) == (authors, rest)


@pytest.mark.parametrize("text", ["建成园区（一期）", "走进江城（东湖）。", "雨停了。（见下图）"])
def test_other_brackets_stay(text: str) -> None:
    assert read_trail(line(text), KNOWLEDGE) is None


REPORT = "江城图书馆昨日开放夜间阅览室，每天到晚上十点，读者可以带孩子来。"


@pytest.mark.parametrize(
    "opening", ["记者张三报道：", "本报记者张三报道 ", "江城日报记者张三报道", "本报讯 记者张三 "]
)
def test_who_reports_is_no_text(opening: str) -> None:
    page = f"江城图书馆夜间开放\n{opening}{REPORT}\n{REPORT[:-8]}。"
    (article,) = read_articles(Page("page", page), KNOWLEDGE).articles

    assert article.authors == ("张三",)
    assert article.body.startswith(REPORT[:8])
