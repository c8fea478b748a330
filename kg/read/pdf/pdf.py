"""Read a PDF: its text layer with the place of each line, or, where it has none, its scans."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.errors import InputError, word_fault
from kg.model import Note, Sheet
from kg.read.geometry.geometry import arrange_glyphs
from kg.read.geometry.glyphs import Glyph
from kg.read.pdf.characters import UNKNOWN, Frame, read_characters, read_rules
from kg.read.scan.scan import INSTALL, is_installed, scan_picture

FEWEST = 12  # characters; a page with fewer is a picture
DPI, PIXELS = 200, 40_000_000  # in which a page without text is drawn to be recognised
NEEDED = f"如需识别图像，请安装：{INSTALL}"
# Pages to read before the file is opened anew: pdfium keeps 120 kB of each that was read, and its
# fonts, ten times as large as in the file.  150 pages with 0.8 MB of fonts each took 1,234 MB at
# once, 10,000 that share theirs take 202 MB.  To find the last of these takes it a second.
AT_ONCE, LEAST_AT_ONCE = 250, 4
HELD = 8 * 2**20  # bytes of the file that are read before that
LEAST_COMMON = 0.7  # share of common characters; a lower one is a broken text layer
MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉【】…—·％℃①②③④⑤⑥⑦⑧⑨⑩■□▲△●○◆◇★☆↑↓←→▼▽")


def read_pdf(path: Path) -> Iterator[Sheet]:
    """Read the pages of a PDF one after the other; none is kept.

    Raises:
        InputError: the file is no PDF, is encrypted, or has no text and cannot be recognised.
    """
    blank: list[Sheet] = []  # until a page has a text
    told = False
    for sheet in read_sheets(path):
        if not sheet.text and not told:
            blank.append(sheet)
            continue
        told = True
        yield from blank
        blank.clear()
        yield sheet
    if not told:
        notes = dict.fromkeys(note.text for sheet in blank for note in sheet.notes)
        raise InputError(path, None, "；".join(list(notes)[:2]) or "空文件：没有一页")


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Read each page; open the file anew from time to time, for pdfium forgets nothing before."""
    document = open_pdf(path)
    try:
        size = path.stat().st_size / max(1, len(document))
        often = int(min(AT_ONCE, max(LEAST_AT_ONCE, HELD / max(1, size))))
        for number in range(len(document)):
            if number and number % often == 0:
                document.close()
                document = open_pdf(path)
            yield read_sheet(document, number, path)
    finally:
        document.close()


def open_pdf(path: Path) -> pdfium.PdfDocument:
    """Open a PDF, or refuse it with the reason."""
    try:
        return pdfium.PdfDocument(path)
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    except pdfium.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise InputError(path, None, "PDF 已加密，请先解除密码") from error
        raise InputError(path, None, "不是完好的 PDF 文件") from error


def read_sheet(document: pdfium.PdfDocument, number: int, path: Path) -> Sheet:
    """Read one page of a PDF."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return blank_sheet("bad-page", f"第 {number + 1} 页已损坏，未读")
    try:
        glyphs, frame = read_characters(page)
        if len(glyphs) < FEWEST:
            seen = recognise(page, (path, number), "没有文字层")
            return seen or blank_sheet("no-text", f"第 {number + 1} 页没有文字层；{NEEDED}")
        share = measure_common(glyphs)
        notes = list_notes(glyphs, share)
        if share < LEAST_COMMON:
            seen = recognise(page, (path, number), f"的文字层多半是乱码（常用字只占 {share:.0%}）")
            if seen is not None:
                return seen
        return set_sheet(page, glyphs, frame, (path, number), notes)
    finally:
        page.close()


def set_sheet(
    page: pdfium.PdfPage,
    glyphs: list[Glyph],
    frame: Frame,
    place: tuple[Path, int],
    notes: tuple[Note, ...],
) -> Sheet:
    """Put the glyphs of a page into reading order."""
    width, height = frame.size
    inside = [
        glyph
        for glyph in glyphs
        if 0 <= glyph.middle[0] <= width and 0 <= glyph.middle[1] <= height
    ]
    if len(inside) < len(glyphs):
        lost = f"有 {len(glyphs) - len(inside)} 个字在页面之外，未读"
        notes = (*notes, Note("", "off-page", lost))
    sheet = arrange_glyphs(inside, frame.size, read_rules(page, frame))
    path, number = place
    return Sheet(
        sheet.text,
        sheet.prints,
        frame.size,
        f"{path}#{number + 1}",
        (*notes, *sheet.notes),
    )


def blank_sheet(code: str, text: str) -> Sheet:
    """Make the sheet of a page that has no text, and say why."""
    return Sheet("", notes=(Note("", code, text),))


def recognise(page: pdfium.PdfPage, place: tuple[Path, int], reason: str) -> Sheet | None:
    """Recognise the picture of a page, where the extra for it is installed, and say why."""
    if not is_installed():
        return None
    width, height = page.get_size()
    scale = min(DPI / 72, (PIXELS / max(1.0, width * height)) ** 0.5)
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    picture = pixels.reshape(pixels.shape[0], pixels.shape[1])
    path, number = place
    sheet = scan_picture(picture, 1 / scale)
    note = Note("", "recognised", f"第 {number + 1} 页{reason}，改由图像识别")
    return replace(sheet, scan=f"{path}#{number + 1}", notes=(note, *sheet.notes))


def list_notes(glyphs: list[Glyph], share: float) -> tuple[Note, ...]:
    """Say what is odd about a text layer."""
    notes = []
    if share < LEAST_COMMON:
        text = f"文字层多半是乱码：常用字只占 {share:.0%}；{NEEDED}"
        notes.append(Note("", "garbage-text", text))
    unknown = sum(glyph.text == UNKNOWN for glyph in glyphs)
    if unknown:
        notes.append(Note("", "unknown-characters", f"有 {unknown} 个字的编码无法识别"))
    return tuple(notes)


def measure_common(glyphs: list[Glyph]) -> float:
    """Measure the share of characters that newspapers commonly print, in either script."""
    return sum(is_common(glyph.text) for glyph in glyphs) / max(1, len(glyphs))


def is_common(text: str) -> bool:
    """Tell whether a character is one of GB2312's or Big5's first level, Latin, or a mark."""
    if text in MARKS or (text.isascii() and text.isprintable()):
        return True
    if "\uff00" <= text <= "\uff5e" or "\ufe10" <= text <= "\ufe4f":
        return True
    simple = text.encode("gb2312", "ignore")
    if simple and 0xB0 <= simple[0] <= 0xD7:
        return True
    traditional = text.encode("big5", "ignore")
    return bool(traditional) and 0xA4 <= traditional[0] <= 0xC6
