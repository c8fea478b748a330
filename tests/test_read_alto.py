"""ALTO and METS as libraries deliver them, invented: what is read, and what is refused."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.model import Sheet
from kg.read.articles.articles import read_articles
from kg.read.library.alto import read_alto
from kg.read.library.mets import drop_covered
from kg.read.pages import read_pages
from kg.read.repairs import repair_text, repair_vertical

LEFT = (
    "近日，江城市水务局组织工作人员",
    "走进东湖街道的社区，开展节水进",
    "社区行动，发放手册三千余册。市",
)
RIGHT = (
    "水务局有关负责人表示，下一步将",
    "把节水改造延伸到学校和医院，力",
    "争年底前建成三十个节水型小区。",
)
NAMESPACES = {
    2: "http://www.loc.gov/standards/alto/ns-v2#",
    3: "http://www.loc.gov/standards/alto/ns-v3#",
    4: "http://www.loc.gov/standards/alto/ns-v4#",
}


def write_line(text: str, x: float, y: float, size: float, pieces: int = 1) -> str:
    step = -(-len(text) // pieces)
    words = "<SP/>".join(
        f'<String CONTENT={quoteattr(text[at : at + step])} HPOS="{x + at * size}" VPOS="{y}" '
        f'WIDTH="{len(text[at : at + step]) * size}" HEIGHT="{size}"/>'
        for at in range(0, len(text), step)
    )
    box = f'HPOS="{x}" VPOS="{y}" WIDTH="{len(text) * size}" HEIGHT="{size}"'
    return f"<TextLine {box}>{words}</TextLine>"


def write_page(scale: float = 1.0, pieces: int = 1) -> str:
    """Two columns under a headline; the file has the right one first."""
    high = 20 * scale
    right = "".join(
        write_line(text, 360 * scale, (100 + 28 * row) * scale, high, pieces)
        for row, text in enumerate(RIGHT)
    )
    left = "".join(
        write_line(text, 20 * scale, (100 + 28 * row) * scale, high, pieces)
        for row, text in enumerate(LEFT)
    )
    head = write_line("江城市开展节水行动", 140 * scale, 20 * scale, 2 * high)
    blocks = "".join(f"<TextBlock>{lines}</TextBlock>" for lines in (right, head, left))
    size = f'WIDTH="{700 * scale}" HEIGHT="{400 * scale}"'
    return f"<Page {size}><PrintSpace>{blocks}</PrintSpace></Page>"


def write_alto(
    pages: str, version: int = 3, unit: str = "pixel", image: str = "", doctype: str = ""
) -> str:
    described = (
        f"<Description><MeasurementUnit>{unit}</MeasurementUnit><sourceImageInformation>"
        f"<fileName>{image}</fileName></sourceImageInformation></Description>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        f'<alto xmlns="{NAMESPACES[version]}">{described}<Layout>{pages}</Layout></alto>'
    )


def read(text: str, tmp_path: Path) -> list[Sheet]:
    path = tmp_path / "page.xml"
    path.write_text(text, encoding="utf-8")
    return list(read_alto(path))


def squeeze(sheet: Sheet) -> str:
    return "".join(sheet.text.split())


WHOLE = "江城市开展节水行动" + "".join(LEFT + RIGHT)


@pytest.mark.parametrize("version", NAMESPACES)
@pytest.mark.parametrize("pieces", [1, 3, 15])
def test_lines_come_in_reading_order_with_their_boxes(
    version: int, pieces: int, tmp_path: Path
) -> None:
    (sheet,) = read(write_alto(write_page(pieces=pieces), version), tmp_path)

    assert squeeze(sheet) == WHOLE
    assert sheet.size == (700, 400)
    first = next(line for line in sheet.prints if sheet.text[line.start :].startswith("近日"))
    assert (first.box.left, first.box.top, first.box.bottom) == (20, 100, 120)


@pytest.mark.parametrize(("unit", "scale"), [("mm10", 254 / 72), ("inch1200", 1200 / 72)])
def test_other_units_become_points(unit: str, scale: float, tmp_path: Path) -> None:
    (sheet,) = read(write_alto(write_page(scale), unit=unit), tmp_path)

    assert squeeze(sheet) == WHOLE
    assert sheet.size == pytest.approx((700, 400))


def test_the_picture_is_named_where_it_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "p1.tif").touch()

    assert read(write_alto(write_page(), image="D:\\scan\\p1.tif"), tmp_path)[0].scan == str(
        tmp_path / "p1.tif"
    )
    assert read(write_alto(write_page(), image="p2.tif"), tmp_path)[0].scan is None


def test_several_pages_are_several_sheets(tmp_path: Path) -> None:
    assert [squeeze(s) for s in read(write_alto(write_page() * 3), tmp_path)] == [WHOLE] * 3


def test_lines_without_boxes_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = "".join(f'<TextLine><String CONTENT="{text}"/></TextLine>' for text in LEFT)

    (sheet,) = read(write_alto(f"<Page><TextBlock>{lines}</TextBlock></Page>"), tmp_path)

    assert sheet.text == "".join(f"{text}\n" for text in LEFT)
    assert [note.code for note in sheet.notes] == ["no-boxes"]


FORMS: dict[str, Callable[[str], str]] = {
    "no namespace": lambda text: text.replace(f' xmlns="{NAMESPACES[3]}"', ""),
    "a prefix": lambda text: re.sub(
        r"<(/?)(?=[A-Za-z])", r"<\1a:", text.replace("xmlns=", "xmlns:a=")
    ),
    "blocks of blocks": lambda text: text.replace(
        "<PrintSpace>", '<PrintSpace><ComposedBlock TYPE="Article">'
    ).replace("</PrintSpace>", "</ComposedBlock></PrintSpace>"),
    "an order": lambda text: text.replace(
        "<PrintSpace>", '<ReadingOrder><ElementRef REF="x"/></ReadingOrder><PrintSpace>'
    ),
    "readings": lambda text: text.replace(
        'HEIGHT="20"/>', 'HEIGHT="20"><ALTERNATIVE>囗</ALTERNATIVE><Glyph CONTENT="囗"/></String>'
    ),
    "empty words": lambda text: text.replace("<String", '<String CONTENT="" HPOS="1"/><String'),
    "over the edge": lambda text: text.replace('HPOS="20"', 'HPOS="-1"', 1),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_deliveries_do_otherwise_changes_nothing(form: str, tmp_path: Path) -> None:
    (sheet,) = read(FORMS[form](write_alto(write_page())), tmp_path)

    assert squeeze(sheet) == WHOLE
    assert not sheet.notes


def test_a_hyphen_without_a_box_leaves_the_words_apart(tmp_path: Path) -> None:
    words = "".join(
        f'<SP/><String CONTENT="{word}" HPOS="{at * 60}" VPOS="9" WIDTH="50" HEIGHT="20"/>'
        for at, word in enumerate(("The", "new", "news"))
    )
    line = f'<TextLine>{words}<HYP CONTENT="-" WIDTH="5"/></TextLine>'

    (sheet,) = read(write_alto(f"<Page><TextBlock>{line}</TextBlock></Page>"), tmp_path)

    assert sheet.text.strip() == "The new news-"


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    (sheet,) = read(write_alto('<Page WIDTH="10" HEIGHT="10"/>'), tmp_path)

    assert (sheet.text, sheet.notes[0].code) == ("", "no-text")


ENTITIES = '<!DOCTYPE alto [<!ENTITY a "江"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
FILE = '<!DOCTYPE alto [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BAD = {
    "实体": write_alto(write_page(), doctype=ENTITIES),
    "实体（": write_alto(write_page(), doctype=FILE),
    "不是完好的 XML": write_alto(write_page())[:-200],
    "不是完好的 XML（第": "江城市",
    "既不是 ALTO 也不是 METS": "<book/>",
    "这是 PAGE XML": '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019"/>',
    "这是网页或 hOCR": '<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "没有页": write_alto(""),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_cannot_be_read_is_refused(reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason[:6]):
        read(BAD[reason], tmp_path)


METS = """<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:mods="http://www.loc.gov/mods/v3"><dmdSec><mods:title>江城日报</mods:title>
 <mods:dateIssued>20310502</mods:dateIssued></dmdSec><fileSec><fileGrp ID="ALTOGRP">
 <file ID="A2"><FLocat xlink:href="{second}"/></file>
 <file ID="A1"><FLocat xlink:href="file://./alto/1.xml"/></file></fileGrp>
 <fileGrp ID="IMGGRP"><file ID="I1"><FLocat xlink:href="img/1.tif"/></file></fileGrp></fileSec>
 <structMap TYPE="PHYSICAL"><div><div ORDER="1"><fptr><area FILEID="A1"/></fptr></div>
 <div ORDER="2"><fptr><area FILEID="A2"/></fptr></div></div></structMap></mets>"""


def deliver(folder: Path, second: str = "alto/2.xml") -> Path:
    (folder / "alto").mkdir()
    for number in (1, 2):
        page = write_page().replace("江城市开展", f"第{number}版开展")
        (folder / "alto" / f"{number}.xml").write_text(write_alto(page), encoding="utf-8")
    path = folder / "mets.xml"
    path.write_text(METS.format(second=second), encoding="utf-8")
    return path


def test_mets_gives_the_pages_in_their_order_with_paper_and_day(tmp_path: Path) -> None:
    sheets = list(read_alto(deliver(tmp_path)))

    assert [sheet.text[:5] for sheet in sheets] == ["第1版开展", "第2版开展"]
    assert {(sheet.issued, sheet.imprint.publication) for sheet in sheets} == {
        ("2031-05-02", "江城日报")
    }


def test_the_files_of_mets_are_not_read_twice(tmp_path: Path) -> None:
    mets = deliver(tmp_path)
    (tmp_path / "img").mkdir()
    (tmp_path / "img/1.tif").touch()
    (tmp_path / "img/2.tif").touch()  # which it does not name
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())

    assert drop_covered(files) == [tmp_path / "img/2.tif", mets]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("../../etc/passwd.xml", "目录之外"),
        ("alto/3.xml", "不在"),
        ("https://example.org/2.xml", "不下载"),
    ],
)
def test_mets_reaches_for_no_other_file(link: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        list(read_alto(deliver(tmp_path, link)))


# Two articles side by side.  By the looks of it all is one: the blocks of the file are in no
# order, nothing is set as a headline, and each column goes on where another article's ends.
BLOCKS = {
    "B4": (20, 200, ("合计发放节水器具五百套。",)),
    "B2": (20, 20, ("水务局开展节水行动",)),
    "B6": (360, 60, ("　　江城市图书馆昨日开放，设座位八百", "个，藏书二十万册。")),
    "B3": (20, 60, ("近日，江城市水务局组织工作人员走进", "社区，向居民讲解节水知识，")),
    "B5": (360, 20, ("市图书馆新馆开放",)),
    "B7": (360, 200, ("图为读者在新馆阅览。",)),
    "B1": (20, 0, ("第一版",)),
}
LOGICAL = """<structMap TYPE="LOGICAL"><div TYPE="Newspaper" LABEL="江城日报"><div TYPE="ISSUE">
 <div TYPE="{kind}" LABEL="水务局开展节水行动"><div TYPE="{head}">{B2}</div>
 <div TYPE="BODY"><div TYPE="PARAGRAPH">{B3}</div><div TYPE="PARAGRAPH">{B4}</div></div></div>
 <div TYPE="{kind}" LABEL="市图书馆新馆开放"><div TYPE="{head}">{B5}</div>
 <div TYPE="BODY">{B6}<div TYPE="ILLUSTRATION"><div TYPE="CAPTION">{B7}</div></div></div></div>
 </div></div></structMap></mets>"""


def deliver_articles(folder: Path, kind: str, head: str) -> Path:
    blocks = "".join(
        f'<TextBlock ID="{name}">'
        + "".join(write_line(text.strip(), x, y + 28 * at, 16) for at, text in enumerate(lines))
        + "</TextBlock>"
        for name, (x, y, lines) in BLOCKS.items()
    )
    (folder / "1.xml").write_text(
        write_alto(f'<Page WIDTH="700" HEIGHT="400">{blocks}</Page>'), encoding="utf-8"
    )
    area = '<fptr><area FILEID="A1" BETYPE="IDREF" BEGIN="{}"/></fptr>'
    logical = LOGICAL.format(kind=kind, head=head, **{name: area.format(name) for name in BLOCKS})
    files = """<fileSec><fileGrp ID="ALTOGRP"><file ID="A1"><FLocat xlink:href="1.xml"/></file>
 </fileGrp></fileSec>"""
    path = folder / "mets.xml"
    path.write_text(METS.partition("<fileSec>")[0] + files + logical, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["ARTICLE", "Article", "ARTICLE_ITEM"])
@pytest.mark.parametrize("head", ["HEADING", "TEXT"])  # else the label tells the headline
def test_the_articles_are_those_that_the_library_names(
    kind: str, head: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    (page,) = read_pages(deliver_articles(tmp_path, kind, head), None, None)

    reading = read_articles(page, knowledge)

    assert [(one.title, one.body) for one in reading.articles] == [
        (
            "水务局开展节水行动",
            "近日，江城市水务局组织工作人员走进社区，向居民讲解节水知识，合计发放节水器具五百套。",
        ),
        ("市图书馆新馆开放", "江城市图书馆昨日开放，设座位八百个，藏书二十万册。"),
    ]
    uses = {page.text[one.start : one.end].strip(): one.role for one in reading.regions}
    assert uses["图为读者在新馆阅览。"] == "caption"
    assert uses["第一版"] == "furniture"
    places = {page.text[one.start : one.end]: one.box for one in page.prints}
    assert (places["合计发放节水器具五百套。"].left, places["合计发放节水器具五百套。"].top) == (
        20,
        200,
    )


def test_articles_that_take_little_of_the_page_do_not_speak_for_it(tmp_path: Path) -> None:
    path = deliver_articles(tmp_path, "ARTICLE", "HEADING")
    path.write_text(path.read_text("utf-8").replace('"B3"', '"X"').replace('"B6"', '"Y"'), "utf-8")

    (sheet,) = read_alto(path)

    assert not sheet.stated


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("2O23年1O月l5日", "2023年10月15日"),
        ("增长l8.5%，第I2版", "增长18.5%，第12版"),
        ("1l月3曰", "11月3日"),
        ("他说,好!他走了.", "他说，好！他走了."),
        ("O2O模式和CO2、H2O", "O2O模式和CO2、H2O"),
        ("碘I131治疗，10l水，I型", "碘I131治疗，10l水，I型"),
        ("3月5目标完成", "3月5目标完成"),
        ("比分是3:2,共1,234人", "比分是3:2,共1,234人"),
    ],
)
def test_look_alikes_are_repaired_in_place(text: str, repaired: str) -> None:
    assert repair_text(text) == repaired


def test_the_commas_of_a_line_down_the_page_are_repaired() -> None:
    assert repair_vertical("社区’开展节水") == "社区，开展节水"
    assert repair_vertical("开展‘节水’行动") == "开展‘节水’行动"
