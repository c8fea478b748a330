"""PDFs: printed pages into their articles, and every file that is not as it should be."""

import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Article, Reading
from kg.read.articles.articles import read_articles
from kg.read.pages import read_pages
from kg.read.pdf.pdf import read_pdf

KNOWLEDGE = load_knowledge()
PDFS = Path(__file__).parent / "pdfs"
NAMES = sorted(path.stem for path in PDFS.glob("*.pdf"))
BLANK = re.compile(r"\s")


def read_file(path: Path) -> list[Reading]:
    return [read_articles(page, KNOWLEDGE) for page in read_pages(path, "2031-05-02", None)]


def describe(article: Article) -> tuple[str, tuple[str, ...], str]:
    return BLANK.sub("", article.title), article.authors, BLANK.sub("", article.body)


def load_gold(name: str) -> set[tuple[str, tuple[str, ...], str]]:
    gold = json.loads((PDFS / f"{name}.json").read_text(encoding="utf-8"))["articles"]
    return {
        (BLANK.sub("", one["title"]), tuple(one["authors"]), BLANK.sub("", one["body"]))
        for one in gold
    }


@pytest.mark.parametrize("name", NAMES)
def test_each_article_of_a_printed_page_is_read_to_its_last_character(name: str) -> None:
    readings = read_file(PDFS / f"{name}.pdf")

    assert {describe(one) for reading in readings for one in reading.articles} == load_gold(name)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_turned_reads_as_it_does_upright(degrees: int, tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    document = pdfium.PdfDocument(PDFS / "columns.pdf")
    document[0].set_rotation(degrees)
    document.save(path)
    document.close()

    (reading,) = read_file(path)

    assert {describe(one) for one in reading.articles} == load_gold("columns")


@pytest.mark.parametrize("name", NAMES)
def test_each_character_is_in_one_line_with_a_box_on_the_page(name: str) -> None:
    for sheet in read_pdf(PDFS / f"{name}.pdf"):
        assert sheet.size is not None
        width, height = sheet.size
        covered = "".join(sheet.text[line.start : line.end] + "\n" for line in sheet.prints)

        assert BLANK.sub("", covered) == BLANK.sub("", sheet.text)
        assert all("\n" not in sheet.text[line.start : line.end] for line in sheet.prints)
        assert all(
            -2 < line.box.left < line.box.right < width + 2
            and -2 < line.box.top < line.box.bottom < height + 2
            for line in sheet.prints
        )


def test_a_line_says_where_it_is_printed() -> None:
    (sheet,) = read_pdf(PDFS / "columns.pdf")
    line = next(
        one for one in sheet.prints if "蓝湾食品公司新厂房" in sheet.text[one.start : one.end]
    )

    assert line.vertical
    assert line.size == pytest.approx(19.5, abs=0.5)
    assert (line.box.left, line.box.top) == pytest.approx((572, 46), abs=3)


def test_the_pages_of_an_issue_have_ids_of_their_own() -> None:
    pages = list(read_pages(PDFS / "issue.pdf", None, None))

    assert [page.id for page in pages] == ["issue-1", "issue-2", "issue-3"]
    assert [page.scan and Path(page.scan).name for page in pages] == [
        "issue.pdf#1",
        "issue.pdf#2",
        "issue.pdf#3",
    ]


def test_a_caption_belongs_to_the_article_around_it() -> None:
    (reading,) = read_file(PDFS / "boxed.pdf")
    titles = {article.id: article.title for article in reading.articles}

    owners = {region.article for region in reading.regions if region.role == "caption"}

    assert [titles[owner] for owner in owners if owner] == [
        "云岭深处果飘香 石桥镇八百亩黄桃喜获丰收"
    ]
