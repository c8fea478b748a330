"""hOCR, as Tesseract and others write it: lines by their boxes, as those of ALTO are."""

from html import escape
from pathlib import Path

import pytest

from kg.model import Sheet
from kg.read.pages import find_pages, read_pages
from kg.read.web.web import read_web

HEAD = "江城市开展节水行动"
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
WHOLE = HEAD + "".join(LEFT + RIGHT)
IMAGE = "image &quot;D:\\scan\\p1.tif&quot;; "


def write_line(text: str, x: int, y: int, size: int, step: int) -> str:
    """Write a line in words of `step` characters, or with the text in the line itself (0)."""
    words = "\n  ".join(
        f"<span class='ocrx_word' title='bbox {x + at * size} {y} "
        f"{x + (at + len(text[at : at + step])) * size} {y + size}; x_wconf 91'>"
        f"<strong>{escape(text[at : at + step])}</strong></span>"
        for at in (range(0, len(text), step) if step else ())
    )
    title = f"bbox {x} {y} {x + len(text) * size} {y + size}; baseline 0 -2; x_size {size}"
    return f'<span class="ocr_line" title="{title}">{words or " ".join(text)}</span>'


def write_page(step: int = 2) -> str:
    """Two columns under a headline; the file has the right one first."""
    blocks = (
        [write_line(text, 360, 100 + 28 * row, 20, step) for row, text in enumerate(RIGHT)],
        [write_line(HEAD, 140, 20, 40, step)],
        [write_line(text, 20, 100 + 28 * row, 20, step) for row, text in enumerate(LEFT)],
    )
    areas = "".join(
        f"<div class='ocr_carea'><p class='ocr_par' lang='chi_sim'>{''.join(lines)}</p></div>"
        for lines in blocks
    )
    return f'<div class="ocr_page" title="{IMAGE}bbox 0 0 700 400; ppageno 0">{areas}</div>'


def write_hocr(pages: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
        'Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title>'
        '<meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line"/></head>'
        f"<body>{pages}</body></html>"
    )


def read(pages: str, tmp_path: Path) -> list[Sheet]:
    path = tmp_path / "page.html"
    path.write_text(write_hocr(pages), encoding="utf-8")
    return list(read_web(path))


@pytest.mark.parametrize("step", [0, 1, 2, 15])
def test_lines_come_in_reading_order_with_their_boxes(step: int, tmp_path: Path) -> None:
    (tmp_path / "p1.tif").touch()

    (sheet,) = read(write_page(step), tmp_path)

    assert "".join(sheet.text.split()) == WHOLE
    assert " " not in sheet.text
    assert (sheet.size, sheet.scan) == ((700, 400), str(tmp_path / "p1.tif"))
    first = next(line for line in sheet.prints if sheet.text[line.start :].startswith("近日"))
    assert (first.box.left, first.box.top, first.box.bottom) == (20, 100, 120)


def test_several_pages_are_several_sheets_whatever_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "issue.hocr"
    path.write_text(write_hocr(write_page() * 2), encoding="utf-8")

    (found,) = find_pages([tmp_path])
    pages = list(read_pages(found, None, None))

    assert [page.id for page in pages] == ["issue-1", "issue-2"]
    assert all(page.prints and "".join(page.text.split()) == WHOLE for page in pages)


def test_latin_words_stay_apart(tmp_path: Path) -> None:
    words = "\n".join(
        f"<span class='ocrx_word' title='bbox {at * 60} 9 {at * 60 + 50} 29'>{word}</span>"
        for at, word in enumerate(("The", "new", "news", "第", "12", "版"))
    )
    line = f"<span class='ocr_line' title='bbox 0 9 350 29'>{words}</span>"

    (sheet,) = read(f"<div class='ocr_page' title='bbox 0 0 400 99'>{line}</div>", tmp_path)

    assert sheet.text.strip().startswith("The new news")


def test_lines_without_boxes_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    lines = "".join(f"<span class='ocr_line'>{text}</span>" for text in LEFT)

    (sheet,) = read(f"<div class='ocr_page'><p class='ocr_par'>{lines}</p></div>", tmp_path)

    assert sheet.text == "".join(f"{text}\n" for text in LEFT)
    assert [note.code for note in sheet.notes] == ["no-boxes"]


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    (sheet,) = read("<div class='ocr_page' title='bbox 0 0 9 9'></div>", tmp_path)

    assert (sheet.text, sheet.notes[0].code) == ("", "no-text")
