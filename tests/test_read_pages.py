"""Files and folders of pages: what is found, how it is named, and what is refused."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.pages import find_pages, name_pages, read_pages
from kg.read.text import decode, read_text

TEXT = "江城市水务局开展节水行动\n近日，江城市水务局开展节水行动，共检查企业12家。\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_page_is_read_in_each_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode(encoding))

    (page,) = read_pages(path, "2031-05-02", "江城市")

    assert (page.text, page.id, page.issued, page.home) == (TEXT, "page", "2031-05-02", "江城市")


def test_utf_16_with_the_other_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))

    assert next(read_pages(path, None, None)).text == TEXT


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20))
def test_any_chinese_text_of_one_line_is_read_as_it_was_written(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(Path("page.txt"), text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (TEXT.encode() + TEXT.encode("gb18030"), TEXT + TEXT),
        (TEXT.encode("gb18030") + TEXT.encode(), TEXT + TEXT),
        (TEXT.encode()[:-8] + b"\xff\n", TEXT[:-5]),
    ],
    ids=["utf-8 first", "gb18030 first", "cut in a character"],
)
def test_mixed_encodings_are_read_line_by_line_and_noted(
    data: bytes, kept: str, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)

    (page,) = read_pages(path, None, None)

    assert page.text.startswith(kept)
    assert [(note.page, note.code) for note in page.notes] == [("page", "mixed-encoding")]


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.text.LARGEST", 8)
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")

    with pytest.raises(InputError, match="文件过大"):
        list(read_pages(path, None, None))


def test_a_form_feed_parts_two_pages(tmp_path: Path) -> None:
    path = tmp_path / "issue.txt"
    path.write_text("第一版\f \f第二版\f第三版\f", encoding="utf-8")

    pages = list(read_pages(path, None, None, "2031-05-02"))

    assert [(p.id, p.text) for p in pages] == [
        ("2031-05-02-1", "第一版"),
        ("2031-05-02-2", "第二版"),
        ("2031-05-02-3", "第三版"),
    ]


def test_folders_and_files_are_found_in_order_and_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.TXT", "b/notes.md", "b/.hidden.txt", "b/.git/x.txt", "a.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(TEXT, encoding="utf-8")

    found = find_pages([tmp_path / "b", tmp_path / "a.txt", tmp_path / "b/2.txt"])

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "b/1.TXT",
        "b/2.txt",
        "a.txt",
    ]


def test_pages_of_one_stem_get_names_of_their_own() -> None:
    paths = [Path("/p/05-01/01.txt"), Path("/p/05-02/01.txt"), Path("/p/05-02/02.txt")]

    assert name_pages(paths) == ("05-01-01", "05-02-01", "02")
    assert name_pages([Path("/p/1.txt"), Path("/p/1.TXT")]) == ("p-1", "p-1-TXT-2")
    assert name_pages([]) == ()


def test_a_text_of_many_pages_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "year.txt"
    path.write_bytes("\f".join(["江城市今日开通两条公交线路。\n" * 50] * 8000).encode())
    tracemalloc.start()

    count = sum(1 for _ in read_text(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 8000
    assert peak < path.stat().st_size / 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_character_across_two_blocks_is_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    text = "a\n" + "江城市今日开通两条公交线路\n" * 60_000
    path.write_bytes(text.encode(encoding))

    assert "".join(sheet.text for sheet in read_text(path)) == text
