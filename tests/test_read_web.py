"""Saved web pages: articles of digital newspapers and news sites, however they are marked up."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.model import Imprint, Reading, Sheet
from kg.read.articles.articles import read_articles
from kg.read.encodings import decode_declared
from kg.read.pages import find_pages, read_pages
from kg.read.web.cores import choose_core, find_core
from kg.read.web.passages import cut_passages
from kg.read.web.web import parse, read_web

HERE = Path(__file__).parent / "web"
CHINESE = "春耕时节，永州市各县区抢抓农时，推进春耕备耕。"
GREEN = "江城市水务局在东湖开展护河行动，清理河道120公里。"


def read(path: Path, knowledge: Knowledge) -> Reading:
    (page,) = read_pages(path, None, None)
    return read_articles(page, knowledge)


def read_one(tmp_path: Path, data: str | bytes) -> Sheet:
    path = tmp_path / "page.html"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (sheet,) = read_web(path)
    return sheet


def list_articles(reading: Reading) -> list[tuple[str, tuple[str, ...], int]]:
    return [(a.title, a.authors, a.body.count("\n") + 1) for a in reading.articles]


PAGES = {
    "site": (
        [("江城市开展护河行动", ("李明",), 4)],
        "2031-05-02",
        Imprint("张家界日报", None, None, "https://news.example.org/2031/05/02/a.html"),
        "湖南省张家界市",
    ),
    "founder": (
        [("不误农时 全市春耕备耕有序推进 机耕率达到八成", ("周小河", "吴梅"), 3)],
        "2031-05-02",
        Imprint("永州日报", "3", "要闻"),
        "湖南省永州市",
    ),
    "several": (
        [
            ("江城市开展护河行动", ("李明",), 2),
            ("蓝湾食品公司投产 年产糕点三千吨", ("周小河",), 2),
            ("未来三天有大雨", (), 1),
        ],
        "2031-05-02",
        Imprint("张家界日报", "A03", "要闻"),
        "湖南省张家界市",
    ),
    "breaks": (
        [("江城市开展护河行动", ("李明",), 3)],
        "2031-05-02",
        Imprint("永州日报"),
        "湖南省永州市",
    ),
    "sections": ([("江城护河三年记", ("李明",), 4)], None, Imprint(), None),
    "people": (
        [("绿水青山看江城 江城护河三年变清", ("周小河", "吴梅"), 4)],
        "2031-05-02",
        Imprint("永州日报", "3"),
        "湖南省永州市",
    ),
    "channel": ([("江城护河三年变清", (), 2)], "2031-05-02", Imprint("永州日报"), "湖南省永州市"),
    "agency": ([("江城护河三年变清", ("李明", "王芳"), 3)], "2031-05-02", Imprint(), None),
    "elements": (
        [
            ("江城护河三年变清", ("李明",), 1),
            ("蓝湾食品公司投产", ("周小河",), 1),
            ("", (), 1),
        ],
        "2031-05-02",
        Imprint("永州日报", "3", "要闻"),
        "湖南省永州市",
    ),
    # What follows is set as the systems of papers, sites and offices set it; each found a fault.
    "table": (  # no headings, a layout table of its own holds the headline's lines
        [("夏粮生产 望川夏粮丰收在望 收割机备足三千台", ("林望舒",), 3)],
        "2032-06-04",
        Imprint("望川晚报", "A03", "本地新闻"),
        None,
    ),
    "twofold": (  # one headline for each size of screen, and the day in pieces
        [("我国部署2032年“三夏”生产工作", ("顾长风",), 3)],
        "2032-06-02",
        Imprint(),
        None,
    ),
    "account": (  # the day is in a script only, a short sub-heading, dialogues below
        [("城市美容师，二十二年坚守", ("苗雨",), 5)],
        "2032-06-04",
        Imprint("望川日报", None, None, "http://mp.example.com/s?__biz=1"),
        None,
    ),
    "figures": ([("1至5月工业运行情况", (), 8)], "2032-06-04", Imprint("望川日报"), None),
    "boxes": (
        [
            ("山塘清淤保灌溉", ("岑岚", "郝一鸣"), 3),
            ("名词解释", (), 1),
            ("【相关链接】", (), 1),
        ],
        "2032-06-04",
        Imprint("望川日报"),
        None,
    ),
    "afterword": (
        [("老旧小区换新颜", ("陶静",), 5), ("■延伸阅读", (), 1), ("编后：", (), 1)],
        "2032-06-04",
        Imprint("望川晚报"),
        None,
    ),
    "flat": (  # headlines and paragraphs side by side
        [
            ("全市新建改建山塘126座", ("岑岚", "郝一鸣"), 2),
            ("三中举行科技节", ("苗雨",), 2),
            ("公交线路调整", (), 2),
        ],
        "2032-06-04",
        Imprint("南湾报", "2"),
        None,
    ),
    "county": (  # GBK that says UTF-8, paragraphs parted by <br>, a headline in <font>
        [("全市新建改建山塘126座", ("岑岚",), 4)],
        "2032-06-04",
        Imprint(),
        None,
    ),
    "listing": ([], None, Imprint(), None),
    "comments": ([("柳树巷改造完工", ("陶静",), 4)], "2032-06-04", Imprint("望川晚报"), None),
    "hashed": ([("望川市调整4条公交线路", (), 4)], "2032-06-01", Imprint("望川晚报"), None),
    "fonts": (
        [("园区新产品占销售收入六成", ("陶然",), 4)],
        "2032-06-04",
        Imprint("望川日报"),
        None,
    ),
    "preset": ([("民情日记：柳树巷", ("陶静",), 4)], "2032-06-04", Imprint(), None),
    "office": ([("我市新建改建山塘126座", ("岑岚", "郝一鸣"), 3)], "2032-06-04", Imprint(), None),
    "teasers": ([], None, Imprint(), None),
    "directory": ([], None, Imprint("永州日报"), "湖南省永州市"),
    "kicker": (  # a masthead in <h1>, the lines of the headline by their ids
        [
            (
                "桃花坞村发展设施蔬菜 一棚番茄富了一个村 ——云岭县产业振兴见闻之一",
                ("申屠静", "罗洋"),
                4,
            )
        ],
        "2033-05-21",
        Imprint("云岭报", "3"),
        None,
    ),
    "columns": (  # GBK, a kicker that only its id names, paragraphs by <br>
        [("36场活动等你来 “书香江城”读书月启动", ("阮晴",), 3)],
        "2033-06-09",
        Imprint("南湾日报", "A05"),
        None,
    ),
    "spans": (  # each writer in a span of its own, the site's abstract, a kicker
        [("高质量发展调研行 江城经开区：机器声声催人进", ("季风", "苏杭", "简单"), 4)],
        "2033-06-15",
        Imprint(),
        None,
    ),
    "signed": (  # no headings: one style for headlines, each article signed
        [
            ("太平镇：人居环境换新颜", ("桑榆",), 2),
            ("长乐乡：入户排查保平安", ("麦田",), 2),
            ("双河镇：消防演练进校园", ("花荣",), 1),
        ],
        "2033-08-05",
        Imprint(None, "2"),
        None,
    ),
    "remarks": (  # readers' remarks below
        [("葡萄熟了", ("司空月", "尤里"), 4)],
        "2033-07-23",
        Imprint(),
        None,
    ),
    "notice": (  # a document's day below who issued it
        [("关于做好2033年秋粮收购工作的通知", (), 8)],
        "2033-09-13",
        Imprint(),
        None,
    ),
    "under": (  # a caption with a paragraph below it
        [("凌晨的扫街人", ("文小雨",), 5)],
        "2033-03-08",
        Imprint("南湾日报"),
        None,
    ),
    "pasted": (  # Word's markup, what is said of the article in brackets
        [("庭审现场变身法治课堂", ("甘霖",), 3)],
        "2033-07-28",
        Imprint(),
        None,
    ),
}


@pytest.mark.parametrize(
    ("name", "articles", "issued", "imprint", "home"),
    [(name, *page) for name, page in PAGES.items()],
    ids=PAGES.keys(),
)
def test_a_web_page_gives_its_articles_and_where_it_appeared(
    name: str,
    articles: list[tuple[str, tuple[str, ...], int]],
    issued: str | None,
    imprint: Imprint,
    home: str | None,
    knowledge: Knowledge,
) -> None:
    reading = read(HERE / f"{name}.html", knowledge)

    assert list_articles(reading) == articles
    assert (reading.page.issued, reading.page.inferred) == (issued, False)
    assert reading.page.imprint == imprint
    assert reading.page.home == home
    assert {note.code for note in reading.notes} == {
        code
        for code, there in (
            ("no-date", not issued),
            ("no-article", not articles),
            ("no-body", name == "listing"),
            ("cut-off", name == "notice"),  # a document ends with its day
            ("no-title", ("", (), 1) in articles),
        )
        if there
    }


@pytest.mark.parametrize("name", PAGES)
def test_each_visible_character_is_used_once(name: str, knowledge: Knowledge) -> None:
    reading = read(HERE / f"{name}.html", knowledge)
    text = reading.page.text
    used = [at for region in reading.regions for at in range(region.start, region.end)]

    assert len(used) == len(set(used))
    assert all(at in set(used) or text[at].isspace() for at in range(len(text)))


def test_scripts_are_neither_run_nor_kept(knowledge: Knowledge) -> None:
    text = read(HERE / "site.html", knowledge).page.text

    for word in ("脚本", "alert", "document.write", "color", "看不见", "javascript", "onerror"):
        assert word not in text


def test_what_no_article_has_is_furniture_and_a_picture_keeps_its_caption(
    knowledge: Knowledge,
) -> None:
    reading = read(HERE / "site.html", knowledge)
    text = reading.page.text
    used = {text[r.start : r.end]: (r.role, r.article) for r in reading.regions}

    assert used["护河现场。 王芳 摄"] == ("caption", reading.articles[0].id)
    furniture = "".join(words for words, use in used.items() if use[0] == "furniture")
    for words in ("首页", "来源：张家界日报", "编辑：王芳", "蓝湾水厂开工", "版权所有"):
        assert words in furniture


def test_a_table_of_figures_is_a_line_a_row(knowledge: Knowledge) -> None:
    (article,) = read(HERE / "figures.html", knowledge).articles

    assert "\n园区|产值（亿元）|增速（%）\n临江高新园|127.6|11.2\n" in article.body


def page(text: str, head: str = "") -> str:
    title = f"<html><head>{head}<title>江城</title></head>"
    return f"{title}<body><h1>江城</h1><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", None),
        ("utf-8", "gb2312"),  # declares what it is not
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", None),
        ("gb18030", "utf-8"),
        ("gb18030", "no-such-thing"),
        ("gb18030", "hex"),
        ("big5", "big5"),
        ("utf-16", None),
        ("utf-8-sig", "gbk"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(
    encoding: str, declared: str | None, tmp_path: Path
) -> None:
    words = "江城巿護河行動三年，河水變清。" if encoding == "big5" else GREEN
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'

    sheet = read_one(tmp_path, page(words, head if declared else "").encode(encoding))

    assert words in sheet.text
    assert not [note for note in sheet.notes if note.code == "mixed-encoding"]


def test_mixed_encodings_are_read_line_by_line_and_noted(tmp_path: Path) -> None:
    lines = [
        page(f"{GREEN}<br>\n").encode(),
        f"{CHINESE}\n".encode("gb18030"),
        b"<p>\xff\xfe\xfd\n",
    ]

    sheet = read_one(tmp_path, b"".join(lines))

    assert GREEN in sheet.text
    assert CHINESE in sheet.text
    assert [note.code for note in sheet.notes if "编码混杂" in note.text] == ["mixed-encoding"]


@pytest.mark.parametrize("text", ["江城节水", "江城市护河行动", "春耕备耕"])
def test_what_is_utf_8_is_read_as_such_whatever_is_declared(text: str) -> None:
    assert text.encode().decode("gb18030", "ignore") != text
    assert decode_declared(text.encode(), "gbk") == (text, 0)


def test_boxes_beside_an_article_are_no_articles(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "page.html"
    box = "<div class='box'><h3>天气</h3><p>今天白天多云转晴，最高气温25摄氏度。</p></div>"
    link = "<p><img src='a.jpg'><a href='big.jpg'>查看大图</a></p>"
    text = "".join(f"<p>{GREEN}{CHINESE}第{n}段说的是别的事情，与前文不同。</p>" for n in range(5))
    path.write_text(f"<h1>江城护河</h1><div>{link}{text}</div>{box}{box}", encoding="utf-8")

    reading = read(path, knowledge)

    assert [article.title for article in reading.articles] == ["江城护河"]
    assert not [region for region in reading.regions if region.role == "caption"]


WRAPPED = {
    "p": "<p>　　{}</p>",
    "div": "<div>{}</div>",
    "section": "<section><span>{}</span></section>",
    "sections": "<section><section>{}</section></section>",
    "br": "　　{}<br>",
    "open": "<p>{}",
    "cells": "<table><tr><td>{}</td></tr></table>",
}


@pytest.mark.parametrize("mark", ["h1", "h3", "strong", "font"])
@pytest.mark.parametrize("wrap", WRAPPED)
def test_paragraphs_are_read_however_they_are_wrapped(
    wrap: str, mark: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    path = tmp_path / "page.html"
    lines = [f"{GREEN}{CHINESE}第{n}段说的是别的事情，与前文不同。" for n in range(5)]
    head = f"<p align=center><{mark}>江城市在东湖开展护河行动</{mark}></p>"
    info = (
        "<div><span>2031-05-02 08:30</span><span>来源：望川日报</span><span>作者：李明</span></div>"
    )
    body = "".join(WRAPPED[wrap].format(line) for line in lines)
    foot = "<div><p>主办：望川市人民政府。网站标识码：4300000000</p></div>"
    title = "<title>望川新闻网</title>"
    path.write_text(f"{title}<div>{head}{info}<div>{body}</div></div>{foot}", encoding="utf-8")

    reading = read(path, knowledge)

    assert list_articles(reading) == [("江城市在东湖开展护河行动", ("李明",), 5)]
    assert (reading.page.issued, reading.page.imprint.publication) == ("2031-05-02", "望川日报")


def test_the_core_is_found_where_nothing_is_told_to_run() -> None:
    root = parse(f"<h1>江城</h1><div><div>{GREEN}</div><div>{CHINESE}</div></div>")
    assert root is not None
    passages = tuple(cut_passages(root))

    assert choose_core(passages, [False] * 3) == [False, True, True]


def test_a_list_of_links_with_a_line_below_has_no_core() -> None:
    root = parse("<ul>" + f"<li><a>{CHINESE}</a></li>" * 9 + "</ul><p>本站由蓝湾公司设计。</p>")
    assert root is not None
    passages = tuple(cut_passages(root))

    assert not any(find_core(passages, [True] * 10))


def test_one_bad_byte_spoils_no_line() -> None:
    text, faults = decode_declared(CHINESE.encode() + b"\xff" + CHINESE.encode() + b"\n", "utf-8")

    assert (text.count(CHINESE), faults) == (2, 1)


BAD = {
    "empty": (b"", "没有文字"),
    "blank": (b" \n\n", "没有文字"),
    "only scripts": (b"<html><script>document.write('\xe5\xad\x97')</script></html>", "运行脚本"),
    "only comments": ("<!-- 字 -->".encode(), "没有文字"),
    "binary": (bytes(range(256)) * 20 + bytes(2000), "二进制|没有文字"),
    "hidden": ("<p hidden>字</p><p style='display: none'>字</p>".encode(), "没有文字"),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD.keys())
def test_what_shows_no_text_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        read_one(tmp_path, data)


def test_a_page_without_chinese_is_read_and_noted(knowledge: Knowledge, tmp_path: Path) -> None:
    words = "<p>The city cleaned the river last week. It was hard work for all of us. </p>" * 5
    path = tmp_path / "page.htm"
    path.write_text(f"<h1>River</h1>{words}", encoding="utf-8")

    reading = read(path, knowledge)

    assert "no-chinese" in {note.code for note in reading.notes}
    assert "River" in reading.page.text


def test_a_page_of_many_levels_is_read(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    deep = "<div>" * 5000
    path.write_text(f"<h1>江城护河</h1>{deep}<p>{GREEN}</p>", encoding="utf-8")

    assert GREEN in read(path, knowledge).page.text


@given(st.text(alphabet="<>/\"'=!-ahpbrdivscript 江城。\x00&;#x", max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    path = Path("/tmp") / "kg-any.html"  # noqa: S108 - one file for all examples
    path.write_bytes(text.encode())
    try:
        sheets = list(read_web(path))
    except InputError:
        return
    finally:
        path.unlink()
    for region in sheets[0].stated:
        assert sheets[0].text[region.start : region.end].strip()


def test_web_pages_are_found_in_folders() -> None:
    assert len(find_pages([HERE])) == len(PAGES)


def test_time_grows_with_the_headings_and_no_faster(tmp_path: Path) -> None:
    """Each has a style of its own, so that no two of them go together."""

    def measure(size: int) -> float:
        text = "近日，江城市水务局组织工作人员走进东湖街道的社区，开展节水行动。"
        rows = (f'<p class="c{at}"><b>江城市节水行动</b></p><p>{text}</p>' for at in range(size))
        path = tmp_path / "page.html"
        path.write_text(f"<body>{''.join(rows)}</body>", encoding="utf-8")
        start = perf_counter()
        assert len(list(read_web(path))) == 1
        return perf_counter() - start

    measure(10)  # loads what is needed
    assert measure(800) < 10 * measure(200)
