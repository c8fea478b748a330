"""What is said of pages beside them, and what they print of themselves: date, paper, number."""

from pathlib import Path

import pytest

from kg.builds import build_pages
from kg.errors import InputError
from kg.graph.rdf import describe
from kg.know.homes import find_home
from kg.know.knowledge import Knowledge
from kg.model import Imprint, Page
from kg.read.articles.articles import read_articles
from kg.read.imprints.manifests import read_manifest
from kg.read.imprints.numbers import read_number
from kg.run.inputs import gather_pages

TEXT = """江城市开展护河行动
本报讯（记者 李明）5月1日，江城市水务局在东湖开展护河行动，清理河道120公里。
水务局负责人介绍，行动持续一个月。
"""


def write(folder: Path, rows: str, encoding: str = "utf-8") -> Path:
    for name in ("01.txt", "02.txt"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    path = folder / "pages.csv"
    path.write_bytes(rows.encode(encoding))
    return path


ENGLISH = "file,publication,date,page,section,source\n01.txt,张家界日报,2031-05-02,3,要闻,https://example.org/a?b=1\n"
CHINESE = "文件,报纸,日期,版次,版名,来源\r\n01.txt,张家界日报,2031/5/2,第三版,要闻,https://example.org/a?b=1\r\n"


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (CHINESE, "utf-8-sig"),
        (CHINESE, "gb18030"),
        (f"\ufeff{CHINESE}", "gb18030"),
        (CHINESE, "utf-16"),
        (CHINESE.replace(",", ";"), "gb18030"),
        (CHINESE.replace(",", "\t"), "utf-16"),
        (CHINESE.replace("2031/5/2", "2031年5月2日"), "gb18030"),
        (CHINESE.replace("2031/5/2", "2031.5.2"), "gb18030"),
        (CHINESE.replace("2031/5/2", "20310502"), "gb18030"),
    ],
)
def test_a_manifest_tells_of_its_pages(rows: str, encoding: str, tmp_path: Path) -> None:
    write(tmp_path, rows, encoding)

    pages, notes = gather_pages([tmp_path], issued="2030")

    assert not notes
    assert pages[0].issued == "2031-05-02"
    assert pages[0].imprint == Imprint("张家界日报", "3", "要闻", "https://example.org/a?b=1")
    assert (pages[1].issued, pages[1].imprint) == ("2030", Imprint())


def test_a_manifest_speaks_of_files_below_it_and_the_deeper_one_holds(tmp_path: Path) -> None:
    (tmp_path / "05-02").mkdir()
    write(tmp_path / "05-02", "file,page\n01.txt,5\n")
    (tmp_path / "pages.csv").write_text("file,page\n05-02/01.txt,4\n05-02/02.txt,A6\n", "utf-8")

    assert [page.imprint.number for page in gather_pages([tmp_path])[0]] == ["5", "A06"]
    named = gather_pages([tmp_path / "05-02" / "01.txt"])[0]
    assert [page.imprint.number for page in named] == ["5"]


def test_a_manifest_tells_the_pages_of_one_file_apart(tmp_path: Path) -> None:
    write(tmp_path, "file,page\n01.txt,1\n01.txt#2,2\n")
    (tmp_path / "01.txt").write_text(f"{TEXT}\f{TEXT}", encoding="utf-8")

    pages, _ = gather_pages([tmp_path / "01.txt"])

    assert [(page.id, page.imprint.number) for page in pages] == [("01-1", "1"), ("01-2", "2")]


WRONG = {
    "no header": ("01.txt,2031-05-02\n", 1, "没有“01.txt”这一列"),
    "empty": ("\n", 1, "缺少 file"),
    "no file": ("publication,date\n江城日报,2031-05-02\n", 1, "缺少 file"),
    "unknown column": ("file,城市\n01.txt,江城\n", 1, "没有“城市”这一列"),
    "a column twice": ("file,date,日期\n01.txt,2031,2031\n", 1, "两次"),
    "too few cells": ("file,date\n01.txt,2031-05-02\n02.txt\n", 3, "应有 2 列，实有 1 列"),
    "too many cells": ("file,date\n01.txt,2031-05-02,3\n", 2, "应有 2 列，实有 3 列"),
    "a file that is not there": ("file\n\n03.txt\n", 3, "没有这个文件：03.txt"),
    "no name": ("file,date\n,2031\n", 2, "没有这个文件"),
    "no such day": ("file,date\n01.txt,2031-02-30\n", 2, "没有这一天"),
    "no date": ("file,date\n01.txt,昨天\n", 2, "日期应写作"),
    "no number": ("file,page\n01.txt,头版头条\n", 2, "版次应写作"),
    "no address": ("file,source\n01.txt,javascript:alert(1)\n", 2, "网址"),
    "a page twice": ("file,page\n01.txt,1\n./01.txt,2\n", 3, "第 2 行已说明"),
    "no page": ("file\n01.txt#x\n", 2, "第几页"),
    "an open quote": ('file\n01.txt\n"02.txt\n', 3, "不是完好的 CSV"),
}


@pytest.mark.parametrize(("rows", "line", "reason"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_refused_with_its_line(
    rows: str, line: int | None, reason: str, tmp_path: Path
) -> None:
    path = write(tmp_path, rows)

    with pytest.raises(InputError, match=reason) as error:
        read_manifest(path)

    assert (error.value.path, error.value.line) == (path, line)


HOMES = {
    "张家界日报": "湖南省张家界市",
    "慈利报": "湖南省张家界市慈利县",
    "朝阳日报": "辽宁省朝阳市",
    "海南日报": "海南省",
    "羊城晚报": "广东省广州市",
    "齐鲁晚报": "山东省济南市",
    "新华日报": "江苏省",
    "光明日报": None,
    "人民日报": None,
    "中国青年报": None,
    "江城日报": "吉林省吉林市",
    "吉林日报": "吉林省",
    "南湖晚报": "浙江省嘉兴市",
    "黔东南日报": "贵州省黔东南苗族侗族自治州",
    "今日龙游": "浙江省衢州市龙游县",
    "今日女报": "湖南省长沙市",
    "醴陵报": "湖南省株洲市醴陵市",
    "长沙都市报": "湖南省长沙市",
    "经济日报": None,
    "农民日报": None,
    "今日报": None,
    "城区日报": None,
    "蓝湾周刊": None,
}


@pytest.mark.parametrize(("publication", "home"), HOMES.items())
def test_a_paper_serves_the_place_of_its_name(
    publication: str, home: str | None, knowledge: Knowledge
) -> None:
    assert find_home(publication, knowledge) == home


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", "7"),
        ("07", "7"),
        ("第7版", "7"),
        ("七版", "7"),
        ("第十二版", "12"),
        ("二十", "20"),
        ("a3", "A03"),
        ("第A03版", "A03"),
        ("十十", None),
        ("0", None),
        ("头版", None),
        ("", None),
    ],
)
def test_the_number_of_a_page_has_one_form(text: str, number: str | None) -> None:
    assert read_number(text) == number


PRINTED = {
    "spaced": (
        "2031 年 5 月 2 日 星期五 第 3 版",
        "2031-05-02",
        Imprint(number="3"),
    ),
    "section": ("2031年5月2日　星期五　第A03版：要闻", "2031-05-02", Imprint(None, "A03", "要闻")),
    "number first": (
        "3 综合新闻 2031年5月2日 星期五 责任编辑：李明 版式：王芳",
        "2031-05-02",
        Imprint(None, "3", "综合新闻"),
    ),
    "paper": (
        "张家界日报 2031年5月2日 星期五 第七版 副刊",
        "2031-05-02",
        Imprint("张家界日报", "7", "副刊"),
    ),
    "plain": ("2031-05-02", "2031-05-02", Imprint()),
    "points": ("2031.5.2 星期五 A5版", "2031-05-02", Imprint(number="A05")),
    "weekday first": ("星期五 2031年5月2日", "2031-05-02", Imprint()),
    "words": ("二〇三一年五月二日 星期五", "2031-05-02", Imprint()),
    "lines": ("03\n要闻\n2031年5月2日 星期五", "2031-05-02", Imprint(number="3")),
    "by the weekday": ("5月2日 星期五 农历辛亥年闰三月十一", "2031-05-02", Imprint()),
    "by the weekday alone": (
        "2031年的江城。\n5月2日 星期五 第2版",
        "2031-05-02",
        Imprint(None, "2"),
    ),
    "the right one": (
        "2031年5月3日 星期五\n2031年5月2日 星期五 第2版",
        "2031-05-02",
        Imprint(number="2"),
    ),
    "no turn": ("2031年5月2日 星期五 今日8版\n（下转第4版）", "2031-05-02", Imprint()),
    "a list of pages": ("2031年5月2日 星期五\nA1版\nA2版", "2031-05-02", Imprint()),
    "a paper that nobody knows": (
        "望川晚报 2031年5月2日 星期五 B3 副刊",
        "2031-05-02",
        Imprint("望川晚报", "B03", "副刊"),
    ),
    "slashes": ("2031/5/2 周五 04版", "2031-05-02", Imprint(number="4")),
    "in English": ("Friday 2031年5月2日 A04", "2031-05-02", Imprint(number="A04")),
    "in short": ("2031年5月2日 FRI. A04·要闻", "2031-05-02", Imprint(None, "A04", "要闻")),
    "its section first": (
        "A04·要闻 2031年5月2日 星期五",
        "2031-05-02",
        Imprint(None, "A04", "要闻"),
    ),
    "section above": ("A04 要闻\n2031年5月2日 星期五", "2031-05-02", Imprint(None, "A04", "要闻")),
    "editors before": (
        "责编：李明 2031年5月2日 星期五 要闻 07",
        "2031-05-02",
        Imprint(None, "7", "要闻"),
    ),
    "editors between": (
        "永州日报 2031年5月2日 星期五 责编/李明 美编/王芳 4 民生",
        "2031-05-02",
        Imprint("永州日报", "4", "民生"),
    ),
    "editors on duty": (
        "值班编委：李明 责任编辑：王芳 2031年5月2日 星期五 3版",
        "2031-05-02",
        Imprint(number="3"),
    ),
    "a long line": (
        "2031年5月2日 星期五 辛亥年闰三月十一 第3版 县区新闻 热线电话：0700-1234567 E-mail:a@b.cn",
        "2031-05-02",
        Imprint(None, "3", "县区新闻"),
    ),
    "an O for a circle": ("二O三一年五月二日 星期五 第三版", "2031-05-02", Imprint(number="3")),
    "another circle": ("二○三一年五月二日 第四版", "2031-05-02", Imprint(number="4")),
    "lines of its own": (
        "Yongzhou Daily\n永州日报\n2031年5月2日\n星期五\n第2版 综合",
        "2031-05-02",
        Imprint("永州日报", "2", "综合"),
    ),
    "licences": (
        "永州日报\n2031年5月2日 星期五\n国内统一刊号 CN00-0012 邮发代号00-12 总第10234期",
        "2031-05-02",
        Imprint("永州日报"),
    ),
    "publisher": (
        "2031 年 5 月 2 日　星期五　农历辛亥年闰三月十一　永州日报社出版",
        "2031-05-02",
        Imprint(),
    ),
    "full width": ("２０３１年５月２日　星期五　第３版", "2031-05-02", Imprint(number="3")),
}


@pytest.mark.parametrize(("text", "issued", "imprint"), PRINTED.values(), ids=PRINTED.keys())
def test_a_page_says_itself_where_it_appeared(
    text: str, issued: str, imprint: Imprint, knowledge: Knowledge
) -> None:
    reading = read_articles(Page("page", f"{text}\n\n{TEXT}"), knowledge)

    assert (reading.page.issued, reading.page.inferred) == (issued, False)
    assert reading.page.imprint == imprint
    assert {article.issued for article in reading.articles} == {issued}
    assert [a for a in reading.articles if a.title.endswith("江城市开展护河行动")]
    assert not [a for a in reading.articles if a.title.startswith(text.split(maxsplit=1)[0])]
    assert not [note for note in reading.notes if note.code == "inferred-date"]


NOT_PRINTED = {
    "text": "2031年5月2日，江城市召开大会，部署全年工作，",
    "a wrong day": "2031年13月45日 第3期",
    "a headline": "江城2031年5月2日大事记",
}


@pytest.mark.parametrize("text", NOT_PRINTED.values(), ids=NOT_PRINTED.keys())
def test_a_date_of_the_text_is_none_of_the_page(text: str, knowledge: Knowledge) -> None:
    reading = read_articles(Page("page", f"{text}\n\n{TEXT}"), knowledge)

    assert reading.page.inferred
    assert reading.page.issued != "2031-05-02"


def test_what_is_known_stands_and_the_rest_is_read(knowledge: Knowledge) -> None:
    known = Page("page", f"永州日报 2031年5月2日 星期五 第3版\n{TEXT}", "2029", home="江南省江城市")

    page = read_articles(known, knowledge).page

    assert (page.issued, page.home) == ("2029", "江南省江城市")
    assert page.imprint == Imprint("永州日报", "3")


def test_the_home_follows_from_the_paper(knowledge: Knowledge) -> None:
    page = Page("page", TEXT, "2031", imprint=Imprint("永州日报"))

    assert {a.home for a in read_articles(page, knowledge).articles} == {"湖南省永州市"}


def test_the_graph_says_where_a_page_appeared(knowledge: Knowledge) -> None:
    imprint = Imprint("永州日报", "A03", "要闻", "https://example.org/a")

    build = build_pages([Page("p", TEXT, "2031-05-02", imprint=imprint)], knowledge)

    said = {
        str(quad.predicate).rstrip(">").rsplit("/", 1)[-1]: str(quad.object)
        for quad in describe(build, knowledge)
        if "page/p-p" in str(quad.subject)
    }
    assert said["ontology#publication"].startswith('"永州日报"')
    assert said["ontology#pageNumber"] == '"A03"'
    assert said["ontology#section"].startswith('"要闻"')
    assert said["url"] == '"https://example.org/a"'
    assert said["ontology#home"].startswith('"湖南省永州市"')
