"""What a stranger may hand over: each is read, or said in Chinese with the file and the reason.

What only one reader can meet is tested with that reader; here stands what a user sees.
"""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import pytest
from PIL import Image

from kg.cli import main
from kg.model import Note, Reading
from kg.run.inputs import gather_pages
from kg.run.readings import stream_readings

Printed = pytest.CaptureFixture[str]
Make = Callable[[Path], object]  # writes the file of that path
PDFS = Path(__file__).parent / "pdfs"
TEXT = "江城市水务局开展节水行动\n近日，江城市水务局开展节水行动，共检查企业12家。\n"
PAGE = TEXT.encode()
BINARY = bytes(range(256)) * 8
ALTO = (
    '<?xml version="1.0"?>{}<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page>'
    '<TextLine><String CONTENT="{}"/></TextLine></Page></Layout></alto>'
)
LAUGHS = '<!DOCTYPE alto [<!ENTITY a "江"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SCRIPTED = (
    "<html><head><script>坏()</script></head><body onload='坏()'><h1>江城市水务局开展节水行动</h1>"
    "<p>近日，江城市水务局开展节水行动，共检查企业12家。</p><script>document.write('坏')</script>"
    "<iframe src='http://example.org/坏'></iframe></body></html>"
)


def data(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def pack(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def lock(archive: bytes) -> bytes:
    """Set the mark of a password in the file's header and in the directory's."""
    locked = bytearray(archive)
    locked[6] |= 1
    locked[locked.index(b"PK\1\2") + 8] |= 1
    return bytes(locked)


def write_pdf(path: Path, texts: Sequence[str]) -> Path:
    """Write a PDF with a line of Latin text on each page; an empty one has none."""
    count, fonts = len(texts), "<</Font<</F 3 0 R>>>>"
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 300 200]/Resources {fonts}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, text in enumerate(texts):
        drawn = f"BT /F 12 Tf 10 100 Td ({text}) Tj ET" if text else ""
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {5 + 2 * at} 0 R>>")
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", []
    pieces = [out]
    at = len(out)
    for number, body in enumerate(objects, start=1):
        places.append(at)
        pieces.append(f"{number} 0 obj{body}endobj\n".encode("latin-1"))
        at += len(pieces[-1])
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF"
    path.write_bytes(b"".join([*pieces, end.encode("latin-1")]))
    return path


def save_noise(path: Path, *, keep: float = 1.0) -> None:
    Image.effect_noise((200, 200), 80).save(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])


def folder(members: Mapping[str, bytes]) -> Make:
    def make(path: Path) -> None:
        for name, content in members.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
        path.mkdir(exist_ok=True)

    return make


REFUSED: Mapping[str, tuple[str, Make, str]] = {
    "empty": ("a.txt", data(b""), "空文件"),
    "blank": ("a.txt", data(b" \n\f\n"), "空文件"),
    "binary as text": ("a.txt", data(BINARY), "二进制"),
    "a picture as text": (
        "a.txt",
        lambda path: Image.new("L", (90, 90)).save(path, "PNG"),
        "二进制",
    ),
    "control characters": ("a.txt", data(b"abc\x01\x02\x03\x04" * 9), "二进制"),
    "no encoding": ("a.txt", data(PAGE[:-8] + b"\xff\xff\xff" * 9), "编码"),
    "half of UTF-16": ("a.txt", data(b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1]), "编码有误"),
    "encrypted PDF": ("a.pdf", data((PDFS / "bad/encrypted.pdf").read_bytes()), "加密"),
    "no PDF": ("a.pdf", data(PAGE), "不是完好的 PDF"),
    "cut PDF": ("a.pdf", data((PDFS / "turned.pdf").read_bytes()[:50_000]), "PDF|没有文字"),
    "PDF without text": ("a.pdf", lambda path: write_pdf(path, ["", ""]), r"baopu\[scan\]"),
    "truncated picture": ("a.png", lambda path: save_noise(path, keep=0.6), "不完整"),
    "truncated photo": ("a.jpg", lambda path: save_noise(path, keep=0.6), "不完整"),
    "no picture": ("a.png", data(PAGE), "不是图片"),
    "200 megapixels": (
        "a.png",
        lambda path: Image.new("1", (20_000, 10_000)).save(path),
        "图片过大.*1.2 亿",
    ),
    "bytes as web page": ("a.html", data(BINARY), "二进制"),
    "only scripts": ("a.html", data(b"<script>document.write(1)</script>"), "没有文字"),
    "entities": ("a.xml", data(ALTO.format(LAUGHS, "&b;").encode()), "实体"),
    "fetched entity": (
        "a.xml",
        data(ALTO.format('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "&b;").encode()),
        "实体",
    ),
    "cut XML": ("a.xml", data(ALTO.format("", "江").encode()[:-20]), "不是完好的 XML"),
    "other XML": ("a.xml", data(b"<rss/>"), "ALTO"),
    "no archive": ("a.zip", data(PAGE), "zip"),
    "damaged archive": ("a.zip", data(pack({"1.txt": PAGE})[:60]), "损坏"),
    "locked archive": ("a.zip", data(lock(pack({"1.txt": PAGE}))), "密码.*1.txt"),
    "zip bomb": ("a.zip", data(pack({"1.txt": b"0" * (32 * 2**20)})), "压缩炸弹.*1.txt"),
    "path traversal": ("a.zip", data(pack({"../1.txt": PAGE})), r"越出了目录.*\.\./1\.txt"),
    "archive of others": ("a.zip", data(pack({"1.docx": b"x"})), "没有版面文件.*1.docx"),
    "archive of the unreadable": ("a.zip", data(pack({"1.txt": b"", "2.txt": b""})), "1.txt.*空"),
    "manifest in an archive": (
        "a.zip",
        data(pack({"1.txt": PAGE, "pages.csv": b"file\ngone.txt\n"})),
        "pages.csv:2.*gone.txt",
    ),
    "Word": ("a.docx", data(b"PK"), "后缀.*docx.*另存为"),
    "Excel": ("a.xlsx", data(b"PK"), "后缀.*xlsx.*另存为"),
    "no suffix": ("page", data(PAGE), "没有后缀"),
    "missing": ("gone.txt", lambda _: None, "没有这个文件"),
    "dead link": ("a.txt", lambda path: path.symlink_to("gone.txt"), "链接无效"),
    "link to itself": ("a.txt", lambda path: path.symlink_to(path.name), "链接"),
    "name too long": (f"{'江' * 200}.txt", lambda _: None, "文件名过长"),
    "folder without pages": ("pages", folder({}), "没有版面文件"),
    "folder of others": ("pages", folder({"1.docx": b"x"}), "没有版面文件.*1.docx"),
    "manifest of a missing file": (
        "pages",
        folder({"1.txt": PAGE, "pages.csv": b"file\ngone.txt\n"}),
        "pages.csv:2.*gone.txt",
    ),
    "manifest with a wrong date": (
        "pages",
        folder({"1.txt": PAGE, "pages.csv": b"file,date\n1.txt,2031-13-45\n"}),
        "pages.csv:2.*2031-13-45",
    ),
    "manifest that says a page twice": (
        "pages",
        folder({"1.txt": PAGE, "pages.csv": b"file\n1.txt\n1.txt\n"}),
        "pages.csv:3.*重复",
    ),
}


@pytest.fixture
def without_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read PDFs as where the extra is not installed."""
    monkeypatch.setattr("kg.read.pdf.pdf.is_installed", lambda: False)


@pytest.mark.usefixtures("without_scan")
@pytest.mark.parametrize(("name", "make", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_said_with_file_and_reason(
    name: str, make: Make, reason: str, tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / name
    make(path)

    for command in (["read", path], ["build", path, "-o", tmp_path / "out"]):
        assert main([str(part) for part in command]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert str(path) in printed.err
        assert re.search(reason, printed.err, re.DOTALL)
        assert "Error" not in printed.err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("without_scan")
def test_the_report_names_each_file_that_was_not_read(tmp_path: Path, capsys: Printed) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_bytes(PAGE)
    refused = {
        f"{at}-{name}": (make, reason)
        for at, (name, make, reason) in enumerate(REFUSED.values())
        if name.startswith("a.")
    }
    for name, (make, _) in refused.items():
        make(pages / name)

    assert main(["build", str(pages), "-o", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().err
    for name in ("report.html", "report.md"):
        report = (tmp_path / "out" / name).read_text("utf-8").replace("\\", "")
        assert [file for file in refused if file not in report] == []
    assert [file for file in refused if file not in said] == []


KEPT: Mapping[str, tuple[str, Make, Sequence[str]]] = {
    "mixed encodings": ("a.txt", data(PAGE + TEXT[::-1].encode("gb18030")), ["编码混杂：2 行"]),
    "no Chinese": ("a.txt", data(b"The quick brown fox jumps.\n" * 2), ["没有汉字"]),
    "garbage text layer": ("a.pdf", lambda path: write_pdf(path, ["ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎ"]), ["乱码"]),
    "a page without text": (
        "a.pdf",
        lambda path: write_pdf(path, ["", "Jiangcheng Daily"]),
        ["第 1 页没有文字层"],
    ),
    "names of Chinese Windows": (
        "a.zip",
        data(pack({"1.txt": PAGE, "AAAA.txt": BINARY}).replace(b"AAAA", "版面".encode("gb18030"))),
        ["版面.txt: 二进制"],
    ),
    "damaged archive in an archive": (
        "a.zip",
        data(pack({"5月.zip": pack({"1.txt": PAGE})[:60], "2.txt": PAGE})),
        ["5月.zip: .*损坏"],
    ),
    "others in an archive": (
        "a.zip",
        data(pack({"1.txt": PAGE, "2.docx": b"x"})),
        ["有 1 个文件不是可读的格式，未读：2.docx"],
    ),
    "others in a folder": (
        "pages",
        folder({"1.txt": PAGE, "2.docx": b"x", "3.txt": b"", "notes.md": b"x"}),
        ["有 1 个文件不是可读的格式，未读：2.docx", "3.txt: 空文件"],
    ),
    "a manifest of a page too many": (
        "pages",
        folder({"1.txt": PAGE, "pages.csv": b"file\n1.txt\n1.txt#3\n"}),
        ["第 3 页"],
    ),
}


@pytest.mark.usefixtures("without_scan")
@pytest.mark.parametrize(("name", "make", "notes"), KEPT.values(), ids=KEPT.keys())
def test_what_is_odd_is_read_and_noted(
    name: str, make: Make, notes: Sequence[str], tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / name
    make(path)

    assert main(["read", str(path)]) == 0
    printed = capsys.readouterr()
    said = "".join(line.strip() for line in (printed.out + printed.err).splitlines())
    assert [note for note in notes if not re.search(note, said)] == []
    assert main(["build", str(path), "-o", str(tmp_path / "out")]) == 0
    report = (tmp_path / "out/report.html").read_text("utf-8")
    assert [note for note in notes if not re.search(note, report)] == []


def test_scripts_of_a_web_page_are_neither_run_nor_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(SCRIPTED, encoding="utf-8")

    assert main(["read", str(path), "--html", str(tmp_path / "out.html")]) == 0
    assert "坏" not in (tmp_path / "out.html").read_text("utf-8")


def test_nothing_of_a_bad_archive_is_written_beside_it(tmp_path: Path) -> None:
    inside = tmp_path / "a"
    inside.mkdir()
    (inside / "a.zip").write_bytes(pack({"../1.txt": PAGE, "../../2.txt": PAGE}))

    assert main(["read", str(inside / "a.zip")]) == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "a.zip"]


def test_links_that_lead_round_are_said(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(PAGE)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")

    pages, notes = gather_pages([tmp_path])

    assert [page.id for page in pages] == ["1"]
    assert [note.text.rpartition(": ")[2] for note in notes] == [
        "是指向目录的链接，没有跟进",
        "链接无效",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("closed", ["2.txt", "sub", "sub/3.txt"])
def test_what_may_not_be_read_is_said(closed: str, tmp_path: Path) -> None:
    folder({"1.txt": PAGE, "2.txt": PAGE, "sub/3.txt": PAGE})(tmp_path)
    (tmp_path / closed).chmod(0)
    pages, notes = gather_pages([tmp_path])
    (tmp_path / closed).chmod(0o755)

    assert len(pages) == 2
    assert [note.text for note in notes if "没有权限" in note.text]


def test_pages_of_one_name_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("第一版\f第二版", encoding="utf-8")
    (tmp_path / "1-2.txt").write_bytes(PAGE)
    (tmp_path / "1-2-2.zip").write_bytes(pack({"a/1.txt": PAGE, "b/1.txt": PAGE}))

    pages, _ = gather_pages([tmp_path])

    assert [page.id for page in pages] == ["1-2-2-a-1", "1-2-2-b-1", "1-2", "1-1", "1-2-2"]


def test_a_manifest_in_an_archive_speaks_of_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "日报.zip"
    rows = "file,publication,date,page\na/1.txt,江城日报,2031-05-02,3\n"
    path.write_bytes(pack({"a/1.txt": PAGE, "2.txt": PAGE, "pages.csv": rows.encode()}))

    pages, notes = gather_pages([path])

    assert [(page.id, page.issued, page.imprint.number) for page in pages] == [
        ("日报-2", None, None),
        ("日报-a-1", "2031-05-02", "3"),
    ]
    assert notes == ()


def test_ten_thousand_pages_are_read_one_after_the_other(tmp_path: Path) -> None:
    texts = [f"page number {at:05} of ten thousand" for at in range(10_000)]
    path = write_pdf(tmp_path / "long.pdf", texts)
    notes: list[Note] = []

    found = stream_readings([path], notes)
    first: list[Reading] = list(islice(found, 3))
    shutil.rmtree(tmp_path)

    assert [reading.page.text for reading in first] == [f"{text}\n" for text in texts[:3]]
    assert next(found).page.id == "long-4"


def test_what_an_archive_passes_over_is_said_where_its_first_page_is_broken(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("1.pdf", b"%PDF-1.4")
        archive.writestr("2.txt", "江城市召开会议。")
        archive.writestr("3.docx", b"PK")
    pages, notes = gather_pages([tmp_path / "a.zip"])

    assert [page.id for page in pages] == ["a-2"]
    assert "1.pdf" in notes[0].text
    assert "3.docx" in notes[0].text
