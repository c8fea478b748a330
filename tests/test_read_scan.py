"""Scans: pages of tests/pdfs as pictures, good and bad, and files that are no picture."""

import json
import re
import socket
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.model import Article, Box, Sheet
from kg.read.articles.articles import read_articles
from kg.read.geometry.sizes import measure_size, smooth_sizes
from kg.read.pages import make_page, read_pages
from kg.read.pdf import pdf
from kg.read.scan import scan
from kg.read.scan.inks import find_pieces
from kg.read.scan.pictures import LARGEST, Picture, open_pictures
from kg.read.scan.recognitions import load_engine
from kg.read.scan.scan import read_scan, scan_picture
from kg.read.scan.turns import Turn

PDFS = Path(__file__).parent / "pdfs"
DPI = 150
PIECE = 8  # characters; an article is recovered where nearly all runs of so many are


def draw(name: str, dpi: int = DPI) -> Picture:
    """Draw the first page of a PDF of the tests as a scanner would see it."""
    document = pypdfium2.PdfDocument(PDFS / f"{name}.pdf")
    pixels = document[0].render(scale=dpi / 72, grayscale=True).to_numpy()
    document.close()
    return np.ascontiguousarray(pixels.reshape(pixels.shape[:2]))


def spoil(picture: Picture, degrees: float) -> Picture:
    """Turn a picture a little, fade it, and add noise and the losses of JPEG."""
    image = Image.fromarray(picture).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(1).normal(0, 12, picture.shape)
    faded = np.clip(np.asarray(image, np.float32) * 0.8 + 30 + noise, 0, 255)
    data = BytesIO()
    Image.fromarray(faded.astype(np.uint8)).save(data, "JPEG", quality=60)
    return np.asarray(Image.open(data))


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def count_pieces(text: str) -> Counter[str]:
    plain = bare(text)
    return Counter(plain[at : at + PIECE] for at in range(max(1, len(plain) - PIECE + 1)))


def compare(body: str, found: str) -> float:
    gold, own = count_pieces(body), count_pieces(found)
    return 2 * (gold & own).total() / (gold.total() + own.total())


def lose(bodies: Iterator[str], text: str) -> float:
    """Measure the share of characters that are missing, wherever they should stand."""
    gold = Counter(bare("".join(bodies)))
    return (gold - Counter(bare(text))).total() / gold.total()


def check(name: str, sheet: Sheet, knowledge: Knowledge) -> tuple[Article, ...]:
    """Hold the text to 3 % of wrong characters, and give the articles in the gold's order."""
    gold = json.loads((PDFS / f"{name}.json").read_text(encoding="utf-8"))["articles"]
    assert lose((one["body"] for one in gold), sheet.text) <= 0.03
    articles = read_articles(make_page("p", sheet, None, None), knowledge).articles
    found = [max(articles, key=lambda one: compare(want["body"], one.body)) for want in gold]
    shares = [compare(want["body"], one.body) for want, one in zip(gold, found, strict=True)]
    assert min(shares) >= 0.95, shares
    return tuple(found)


def test_a_scan_at_150_dpi_gives_its_articles_with_their_places(knowledge: Knowledge) -> None:
    picture = draw("flow")
    sheet = scan_picture(picture)

    check("flow", sheet, knowledge)
    assert sheet.size == picture.shape[::-1]
    for line in sheet.prints:  # there is ink under each line, and little beside it
        box = line.box
        rows, columns = (
            slice(int(box.top), int(box.bottom) + 1),
            slice(int(box.left), int(box.right) + 1),
        )
        assert picture[rows, columns].min() < 128
    covered = "".join(sheet.text[line.start : line.end] for line in sheet.prints)
    assert bare(covered) == bare(sheet.text)


def test_a_faded_noisy_askew_scan_gives_its_articles(knowledge: Knowledge) -> None:
    check("interleaved", scan_picture(spoil(draw("interleaved"), 1.2)), knowledge)


def test_a_page_on_its_side_is_read_upright(knowledge: Knowledge) -> None:
    upright = draw("flow", 110)
    side = np.ascontiguousarray(np.rot90(upright))
    sheet = scan_picture(side)

    check("flow", sheet, knowledge)
    assert sheet.size == side.shape[::-1]
    assert all(0 <= line.box.left < line.box.right <= side.shape[1] for line in sheet.prints)


def test_a_page_on_its_head_is_read_upright_and_the_same_each_time() -> None:
    part = np.ascontiguousarray(np.rot90(draw("flow")[:150], 2))
    sheets = [scan_picture(part, 0.48) for _ in range(2)]

    assert "开展节水进社区行动" in sheets[0].text
    assert sheets[0] == sheets[1]
    assert sheets[0].size == (part.shape[1] * 0.48, part.shape[0] * 0.48)


def test_the_models_are_there_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a network is asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    load_engine.cache_clear()

    assert "节水进社区行动" in scan_picture(draw("flow")[:150]).text


def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "NEEDED", ("no_such_package",))

    with pytest.raises(InputError, match=re.escape(scan.INSTALL)):
        next(read_scan(tmp_path / "page.png"))


@pytest.mark.parametrize("text", [scan.MISSING, pdf.NEEDED])
def test_what_to_install_is_what_the_readme_says(text: str) -> None:
    (command,) = re.findall(r"[!-~]*pip install [!-~]+", text)

    assert f"`{command}`" in (PDFS.parents[1] / "README.md").read_text(encoding="utf-8")


def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.new("L", (300, 200), 255).save(path)

    (page,) = read_pages(path, None, None)

    assert (page.text, [note.code for note in page.notes]) == ("", ["no-text"])
    assert page.scan == str(path)


def save(image: Image.Image, form: str = "PNG") -> bytes:
    data = BytesIO()
    image.save(data, form)
    return data.getvalue()


PAPER = Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 120), np.uint8))
BAD = {
    "不是图片": "江城市".encode() * 20,
    "不是图片，": b"",
    "图片不完整或已损坏": save(PAPER)[:-2000],
    "图片不完整或已损坏：": save(PAPER, "JPEG")[:-1500],
    "图片过小": save(Image.new("L", (400, 4))),
    "图片过大": save(Image.new("1", (20_000, 10_000))),
    "图片过大：": save(Image.new("1", (LARGEST // 10_000 + 1, 10_000))),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_is_no_good_picture_is_refused(reason: str, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(BAD[reason])

    with pytest.raises(InputError, match=reason.rstrip("：，")):
        list(open_pictures(path))


GREY = np.tile(np.linspace(0, 255, 64, dtype=np.uint8), (32, 1))
MODES = {
    "bits": Image.fromarray(GREY).convert("1"),
    "deep": Image.fromarray(GREY.astype(np.uint16) * 257),
    "colours": Image.fromarray(GREY).convert("RGB"),
    "print": Image.fromarray(GREY).convert("CMYK"),
    "palette": Image.fromarray(GREY).convert("P"),
}


@pytest.mark.parametrize("mode", MODES)
def test_pictures_of_each_kind_become_grey(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "page.tif"
    MODES[mode].save(path)

    (picture,) = open_pictures(path)

    assert picture.shape == (32, 64)
    assert picture[:, :8].mean() < 40
    assert picture[:, -8:].mean() > 215


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(path)

    assert next(open_pictures(path)).min() == 255


def test_a_photo_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (60, 30)).save(path, exif=exif)

    assert next(open_pictures(path)).shape == (60, 30)


def test_each_page_of_a_tiff_is_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "page.tif"
    pages = [Image.new("L", (40, 20 + number)) for number in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])

    assert [picture.shape[0] for picture in open_pictures(path)] == [20, 21, 22]


def set_line(*runs: tuple[int, int]) -> Picture:
    """Draw a line 24 pixels high with 20 pixels of ink from and to the columns given."""
    line = np.full((24, 200), 230, np.uint8)
    for left, right in runs:
        line[2:22:3, left:right] = line[21, left:right] = 20
    return line


def test_a_line_is_parted_where_columns_are() -> None:
    def find(line: Picture) -> list[tuple[int, int]]:
        return [(piece.left, piece.right) for piece in find_pieces(line)]

    near, far = set_line((4, 80), (94, 180)), set_line((4, 80), (108, 180))
    ruled = far.copy()
    ruled[:, 94:96] = 20

    assert len(find(near)) == 1
    for line in (far, ruled, 255 - far):
        (left, right) = find(line)
        assert left == pytest.approx((4, 80), abs=2)
        assert right == pytest.approx((108, 180), abs=2)
    assert find(np.full((24, 200), 230, np.uint8)) == []


@pytest.mark.parametrize(
    ("text", "length", "height", "size"),
    [
        ("江城市开展节水行动", 180, 18.4, 20),
        ("江城市开展节水行动", 180, 26, 20),  # with the ink of the next line
        ("江城市开展节水行动", 360, 18.4, 20),  # spread
        ("2031", 44, 14.4, 20),
        ("一、", 28, 18.4, 20),
    ],
)
def test_the_size_of_type_is_measured_by_its_ink(
    text: str, length: float, height: float, size: float
) -> None:
    assert measure_size(text, length, height) == pytest.approx(size, rel=0.05)


def test_lines_of_one_size_are_given_the_same() -> None:
    texts = ["江城市开展节水行动"] * 5 + ["三人", "行动"]
    sizes = [20, 20, 19, 21, 36, 17, 33]

    assert smooth_sizes(sizes, texts) == [20, 20, 20, 20, 36, 20, 36]


@pytest.mark.parametrize("quarters", range(4))
def test_a_turn_is_undone(quarters: int) -> None:
    turned = {
        0: Box(10, 20, 40, 30),
        1: Box(20, 160, 30, 190),
        2: Box(160, 70, 190, 80),
        3: Box(70, 10, 80, 40),
    }

    assert Turn((200, 100), quarters).undo(turned[quarters]) == Box(10, 20, 40, 30)
