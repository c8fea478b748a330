"""Zip archives: what is read from them, and what is refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Sheet
from kg.read import archives
from kg.read.pages import read_pages

TEXT = "江城市水务局开展节水行动\n近日，江城市水务局开展节水行动，共检查企业12家。\n"
OTHER = "石桥镇黄桃喜获丰收\n近日，石桥镇八百亩黄桃喜获丰收。\n"


def pack(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def read(data: bytes, tmp_path: Path) -> list[Sheet]:
    path = tmp_path / "pages.zip"
    path.write_bytes(data)
    from kg.read.pages import READERS  # noqa: PLC0415 (as the command does, late)

    return list(archives.read_archive(path, READERS))


def test_the_pages_of_an_archive_come_by_their_names(tmp_path: Path) -> None:
    sheets = read(pack({"b/2.txt": OTHER.encode(), "b/1.txt": TEXT.encode()}), tmp_path)

    assert [sheet.text for sheet in sheets] == [TEXT, OTHER]


def test_an_archive_is_a_file_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "日报.zip"
    path.write_bytes(pack({"1.txt": TEXT.encode(), "2.TXT": OTHER.encode()}))

    assert [page.id for page in read_pages(path, None, None)] == ["日报-1", "日报-2"]


def test_an_archive_in_an_archive_is_read(tmp_path: Path) -> None:
    inner = pack({"1.txt": TEXT.encode()})

    assert [sheet.text for sheet in read(pack({"5月.zip": inner}), tmp_path)] == [TEXT]


def test_archives_too_deep_are_noted(tmp_path: Path) -> None:
    data = pack({"1.txt": TEXT.encode()})
    for level in range(4):
        data = pack({f"{level}.zip": data})

    (sheet,) = read(data, tmp_path)

    assert "层" in sheet.notes[0].text


def test_a_file_that_cannot_be_read_is_noted_by_its_name_in_the_archive(tmp_path: Path) -> None:
    sheets = read(pack({"1.txt": b"\0\1\2" * 50, "2.txt": TEXT.encode()}), tmp_path)

    assert [sheet.text for sheet in sheets] == ["", TEXT]
    assert sheets[0].notes[0].text == "1.txt: 二进制文件，不是文字"


@pytest.mark.parametrize(
    "name", ["../1.txt", "/etc/1.txt", "a/../../1.txt", "..\\1.txt", "C:\\1.txt"]
)
def test_a_path_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="越出了目录"):
        read(pack({name: TEXT.encode()}), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["pages.zip"]


def test_a_link_in_an_archive_is_passed_over(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("1.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("2.txt", TEXT)

    assert [sheet.text for sheet in read(buffer.getvalue(), tmp_path)] == [TEXT]


def test_a_bomb_that_hides_its_size_is_refused(tmp_path: Path) -> None:
    # The directory says that the file unpacks to 1 KB.
    size = struct.pack("<I", 32 * 2**20)
    data = pack({"1.txt": b"0" * (32 * 2**20)}).replace(size, struct.pack("<I", 1024))

    with pytest.raises(InputError):
        read(data, tmp_path)


def test_what_unpacks_to_too_much_in_all_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives.Budget.__init__, "__defaults__", (10, 1000))
    members = {f"{number}.txt": TEXT.encode() * 4 for number in range(5)}

    with pytest.raises(InputError, match="展开后过大"):
        read(pack(members), tmp_path)


def test_too_many_files_are_refused_also_when_nested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives.Budget.__init__, "__defaults__", (4, 10**6))
    inner = pack({f"{number}.txt": TEXT.encode() for number in range(4)})

    (sheet,) = read(pack({"a.zip": inner}), tmp_path)

    assert "过多" in sheet.notes[0].text


@pytest.mark.parametrize("cut", [0, 10, 60, -30])
def test_a_damaged_archive_is_refused(cut: int, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="损坏"):
        read(pack({"1.txt": TEXT.encode()})[:cut], tmp_path)


def test_a_file_that_is_not_what_was_packed_is_refused(tmp_path: Path) -> None:
    data = pack({"1.txt": TEXT.encode()}, zipfile.ZIP_STORED).replace(b"12", b"13", 1)
    assert zlib.crc32(TEXT.encode()) != zlib.crc32(TEXT.replace("12", "13").encode())

    with pytest.raises(InputError, match="损坏"):
        read(data, tmp_path)


def test_hidden_files_are_passed_over_and_other_kinds_noted(tmp_path: Path) -> None:
    members = {"1.txt": TEXT.encode(), "__MACOSX/._1.txt": b"\0", ".2.txt": b"\0", "a.exe": b"MZ"}

    (sheet,) = read(pack(members), tmp_path)

    assert [note.code for note in sheet.notes] == ["passed-over"]
    assert "a.exe" in sheet.notes[0].text
    assert "._1" not in sheet.notes[0].text
