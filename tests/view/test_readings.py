"""What `kg read` shows: all of a page, once, in its colours, and never as markup."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from kg.cli import main
from kg.know.knowledge import Knowledge
from kg.model import Box, Build, Imprint, Note, Page, Print, Reading
from kg.read.articles.articles import read_articles
from kg.view.patches import COLORS
from kg.view.readings import describe_reading, write_reading
from kg.view.sheets import render_readings

MakeBuild = Callable[..., Build]
Printed = pytest.CaptureFixture[str]
PAGE = """永州日报 2031年5月2日 星期五 第3版 要闻
江城市开展护河行动
本报讯（记者 李明）5月1日，江城市水务局在东湖开展护河行动，清理河道120公里。
“护河要靠大家。”江城市水务局局长江小川说，行动持续一个月。

蓝湾食品公司投产
本报记者 周小河
蓝湾食品公司5月1日投产。公司年产糕点3000吨，吸纳就业120人。
“订单排到了年底。”公司负责人陈大有介绍。
责任编辑：王芳 电话：0744-8888888
"""


@pytest.fixture(scope="module")
def reading(knowledge: Knowledge) -> Reading:
    return read_articles(Page("p3", PAGE), knowledge)


def print_page(reading: Reading, *, vertical: bool = False) -> Reading:
    """Give each line of the page a box, one below the other."""
    prints, at = [], 0
    for number, line in enumerate(reading.page.text.split("\n")):
        if line:
            box = Box(10, 20 * number, 410, 20 * number + 16)
            prints.append(Print(at, at + len(line), box, 16, vertical))
        at += len(line) + 1
    return replace(reading, page=replace(reading.page, prints=tuple(prints), size=(420.0, 300.0)))


def read_text(page: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", page))


def test_the_terminal_shows_where_it_appeared_and_each_article(reading: Reading) -> None:
    text = write_reading(reading, 60)

    assert text.startswith("p3  永州日报（湖南省永州市） 2031年5月2日 第3版 要闻\n2 篇文章，")
    for words in ("1 江城市开展护河行动", "李明 · 报道", "2 蓝湾食品公司投产", "版面元素"):
        assert words in text
    assert all(len(line.encode("gb18030")) <= 60 for line in text.splitlines())
    assert "\x1b" not in text
    assert "\x1b[1m" in write_reading(reading, 60, color=True)


def test_notes_and_what_is_unknown_are_said(knowledge: Knowledge) -> None:
    text = write_reading(read_articles(Page("p", "近日，江城建港，"), knowledge))

    for words in ("日期不详", "未署名", "正文中断", "提示"):
        assert words in text


def test_a_terminal_obeys_nothing_of_a_page(make_build: MakeBuild) -> None:
    build = make_build(title="江城\x1b]0;打穿\x07\x1b[2J节水周")

    assert "\x1b" not in write_reading(build.readings[0])


def test_json_has_everything_with_offsets(reading: Reading) -> None:
    data = json.loads(json.dumps(describe_reading(reading), ensure_ascii=False))

    assert (data["publication"], data["number"], data["section"]) == ("永州日报", "3", "要闻")
    assert [a["title"] for a in data["articles"]] == ["江城市开展护河行动", "蓝湾食品公司投产"]
    assert data["articles"][1]["authors"] == ["周小河"]
    assert len(data["articles"][0]["paragraphs"]) == 2
    roles = {data["text"][r["start"] : r["end"]]: r["role"] for r in data["regions"]}
    assert roles["蓝湾食品公司投产"] == "title"
    assert sum(data["coverage"].values()) == len("".join(PAGE.split()))


def test_every_line_is_shown_once_in_its_article_s_colour(reading: Reading) -> None:
    page = render_readings([reading], {}, "读版")
    left = page[page.index('<div class="page"') : page.index('<div class="stories"')]
    shown = "".join(re.findall(r'<span class="patch [^>]*>([^<]*)</span>', left))

    assert "".join(unescape(shown).split()) == "".join(PAGE.split())
    assert '<span class="patch title c1" title="第 1 篇 · 标题 · 江城市开展护河行动">' in left
    assert 'class="patch byline c2"' in left
    marks = re.findall(r'<span class="mark">([^<]+)</span>', left)
    assert marks == ["版面元素", "标题", "署名", "标题", "署名", "正文", "版面元素"]
    assert re.search(r'class="patch furniture c0" title="版面元素">永州日报', left)
    assert re.findall(r'href="#(s1a\d)"', left) == re.findall(r'<article id="(s1a\d)"', page)


def test_dropped_text_says_why_and_lost_text_cries_out(make_build: MakeBuild) -> None:
    (reading,) = make_build().readings
    page = render_readings([replace(reading, regions=reading.regions[1:])], {}, "读版")

    assert 'class="patch dropped c0" title="舍弃：版次">第3版' in page
    assert 'class="patch lost c0" title="没有归属">江城市启动节水周' in page
    assert "末句在版面上中断 <q>启动</q>" in page


def test_text_of_a_page_is_never_markup(make_build: MakeBuild) -> None:
    (reading,) = make_build(title="</title><script>x</script>\"'<img src=x>").readings
    evil = replace(reading.page, id="<em>", imprint=Imprint("<s>报", "3", "<u>"))
    boxes = print_page(replace(reading, page=evil))
    for shown in (replace(reading, page=evil), boxes):
        page = render_readings([shown], {"<em>": "data:image/png;base64,AAAA"}, "<em>")

        assert not re.search(r"<(?:script|img|em|s|u)[ >]", page)
        assert "script-src &#39;none&#39;" in page
        assert not re.search(r'(?:href|src)="(?!#|data:image/)', page)
        assert 'style="' not in page


def test_a_printed_page_shows_its_boxes(reading: Reading) -> None:
    page = render_readings([print_page(reading)], {}, "读版")

    boxes = re.findall(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>', page
    )
    assert len(boxes) == len(re.findall(r'class="tile ', page)) >= 9
    assert all(float(x) >= 10 and float(x) + float(w) <= 410.2 for x, _, w, _ in boxes)
    assert "江城市开展护河行动</text>" in page
    assert page.count('class="badge') == 2
    lead = re.findall(r'c1"><title>[^<]*</title><rect x="([\d.]+)" y="40', page)
    assert len({float(start) for start in lead}) == 2
    # 本报讯（记者 李明） is the first part of its line's box.
    assert re.search(r'class="tile byline c1"><title>[^<]*</title><rect x="10(?:\.0)?" ', page)


def test_lines_down_the_page_are_cut_from_top_to_bottom(reading: Reading) -> None:
    page = render_readings([print_page(reading, vertical=True)], {}, "读版")

    assert 'writing-mode="vertical-rl"' in page
    widths = re.findall(r'<rect x="10(?:\.0)?" y="[\d.]+" width="([\d.]+)"', page)
    assert {float(width) for width in widths} == {400}
    lead = (
        r'class="tile (?:byline|body) c1"><title>[^<]*</title><rect x="10(?:\.0)?" y="([45][\d.]+)"'
    )
    tops = re.findall(lead, page)
    assert len({float(top) for top in tops}) == 2  # the byline, and the text below it


def test_a_scan_lies_under_the_boxes_and_no_text_over_it(reading: Reading) -> None:
    scan = "data:image/jpeg;base64,AAAA"
    page = render_readings([print_page(reading)], {"p3": scan}, "读版")

    assert f'<image href="{scan}"' in page
    assert "</text></g>\n" not in page.split('class="badge', maxsplit=1)[0]


def test_more_articles_than_colours_begin_anew(reading: Reading) -> None:
    many = replace(reading, articles=reading.articles * COLORS)

    page = render_readings([many], {}, "读版")
    assert f'class="c{COLORS}"' in page
    assert f'class="c{COLORS + 1}"' not in page


def test_what_was_not_read_is_shown_and_is_no_markup(reading: Reading) -> None:
    page = render_readings([reading], {}, "读版", [Note("x", "unreadable", "<b>.pdf: 已加密")])

    assert "没有读的" in page
    assert "&lt;b&gt;.pdf: 已加密" in page


def test_nothing_is_shown_as_nothing(knowledge: Knowledge) -> None:
    page = render_readings([read_articles(Page("p", " \n"), knowledge)], {}, "读版")

    assert "这一版没有文字" in read_text(page)
    assert "没有读到版面" in render_readings([], {}, "读版")


def test_the_same_page_gives_the_same_bytes(reading: Reading) -> None:
    assert render_readings([reading], {}, "读版") == render_readings([reading], {}, "读版")


def test_kg_read_shows_a_page(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "p3.txt"
    path.write_text(PAGE, encoding="utf-8")

    assert main(["read", str(path)]) == 0
    assert "蓝湾食品公司投产" in capsys.readouterr().out
    assert main(["read", str(path), "--json", "--date", "2030", "--home", "江南省"]) == 0
    (data,) = json.loads(capsys.readouterr().out)
    assert (data["issued"], data["home"]) == ("2030", "江南省")
    assert main(["read", str(path), "--html", str(tmp_path / "p.html")]) == 0
    printed = capsys.readouterr()
    assert (printed.out, "已写出" in printed.err) == ("", True)
    assert "<h1>读版 · p3</h1>" in (tmp_path / "p.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["read"], "缺少参数"),
        (["read", "gone.txt"], "没有这个文件"),
        (["read", "{page}", "--html", "{page}/x.html"], "写不了"),
    ],
)
def test_what_cannot_be_read_or_written_is_said(
    arguments: list[str], reason: str, tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / "p3.txt"
    path.write_text(PAGE, encoding="utf-8")
    try:
        code: object = main([argument.format(page=path) for argument in arguments])
    except SystemExit as stop:
        code = stop.code

    assert code == 2
    assert reason in capsys.readouterr().err
