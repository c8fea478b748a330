"""Find pages among files and folders, and read them."""

import errno
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path

from kg.errors import InputError, word_fault
from kg.model import Page, Sheet
from kg.read.archives import read_archive
from kg.read.files import ADVICE, is_result, list_files, note_rest
from kg.read.library.alto import read_alto
from kg.read.library.mets import drop_covered
from kg.read.pdf.pdf import read_pdf
from kg.read.scan.scan import read_scan
from kg.read.text import read_text
from kg.read.web.web import read_web

Reader = Callable[[Path], Iterator[Sheet]]

# A format is one function, which yields the sheets of a file, and one line here.
READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".pdf": read_pdf,
    ".html": read_web,
    ".htm": read_web,
    ".hocr": read_web,
    ".png": read_scan,
    ".jpg": read_scan,
    ".jpeg": read_scan,
    ".tif": read_scan,
    ".tiff": read_scan,
    ".xml": read_alto,
    ".zip": lambda path: read_archive(path, READERS),
}


def find_pages(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Find the files of pages: those named, and all in the folders named, without repeats.

    They are sorted within a folder; the folders and files come in the order given.  What a
    folder has besides is passed over (kg/read/files.py notes it).

    Raises:
        InputError: a path does not exist, a file's suffix is unknown, a folder has no page.
    """
    found: list[Path] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
            inside = (file for file in list_files(path).files if not is_result(file))
            pages = [file for file in inside if file.suffix.lower() in READERS]
            if not pages:
                raise InputError(path, None, refuse_folder(path))
            found.extend(drop_covered(pages))
        else:
            check_file(path)
            found.append(path)
    unique = {path.resolve(): path for path in reversed(found)}
    return tuple(path for path in dict.fromkeys(found) if unique[path.resolve()] is path)


def refuse_folder(folder: Path) -> str:
    """Say why a folder has no pages to read."""
    rest = [note.text.removeprefix(f"{folder}: ") for note in note_rest([folder], READERS)]
    return "；".join([f"目录里没有版面文件（可读：{'、'.join(READERS)}）", *rest])


def check_file(path: Path) -> None:
    """Refuse what cannot be a file of pages, before anything is read."""
    try:
        kind = path.stat().st_mode
    except OSError as error:
        dead = error.errno == errno.ENOENT and path.is_symlink()
        reason = "链接无效，没有它所指的文件" if dead else word_fault(error)
        if str(path) == "-":
            reason = "不读标准输入：看后缀才知是什么格式，请先存成文件，如 版面.txt"
        raise InputError(path, None, reason) from error
    if not stat.S_ISREG(kind):
        raise InputError(path, None, "不是普通文件")
    if path.suffix.lower() not in READERS:
        said = f"不认识的后缀“{path.suffix}”" if path.suffix else "文件名没有后缀，不知是什么格式"
        raise InputError(path, None, f"{said}（可读：{'、'.join(READERS)}；{ADVICE}）")
    if is_result(path):
        raise InputError(path, None, "这是报谱写出的网页，不是版面")


def name_pages(paths: Sequence[Path]) -> tuple[str, ...]:
    """Name each file as its pages' ids begin: its stem, or where two have one, more of its path.

    2023-10-25/01.txt and 2023-10-26/01.txt are 2023-10-25-01 and 2023-10-26-01.
    """
    names = [path.stem for path in paths]
    for depth in range(1, 1 + max((len(path.parts) for path in paths), default=0)):
        counts = Counter(names)
        if max(counts.values(), default=0) < 2:
            break
        names = [
            "-".join([*path.resolve().parts[1:-1][-depth:], path.stem])
            if counts[name] > 1
            else name
            for name, path in zip(names, paths, strict=True)
        ]
    seen: Counter[str] = Counter()
    for at, (name, path) in enumerate(zip(names, paths, strict=True)):
        seen[name] += 1
        if seen[name] > 1:  # a.txt and a.TXT of one folder
            names[at] = f"{name}-{path.suffix[1:]}-{seen[name]}"
    return tuple(names)


def read_pages(
    path: Path, issued: str | None, home: str | None, name: str | None = None
) -> Iterator[Page]:
    """Read the pages of a file, in order.

    A page's id is `name` (see name_pages), else the file's stem; in an archive, with the name of
    the file in it; and where that has several pages, with -1, -2 … after it.

    Raises:
        InputError: the file cannot be read as what its suffix says.
    """
    check_file(path)
    if path.stat().st_size == 0:
        raise InputError(path, None, "空文件（0 字节），可能没有传完")
    sheets = READERS[path.suffix.lower()](path)
    for member, inside in groupby(sheets, key=lambda sheet: sheet.name):
        own = "-".join(part for part in (name or path.stem, member) if part)
        for named, sheet in name_sheets(own, inside):
            yield make_page(named, sheet, issued, home)


def name_sheets(name: str, sheets: Iterator[Sheet]) -> Iterator[tuple[str, Sheet]]:
    """Name the sheets of a file: the only one as the file, several with -1, -2 … after it."""
    first, second = next(sheets, None), next(sheets, None)
    if first is None:
        return
    if second is None:
        yield name, first
        return
    for number, sheet in enumerate(chain((first, second), sheets), start=1):
        yield f"{name}-{number}", sheet


def make_page(name: str, sheet: Sheet, issued: str | None, home: str | None) -> Page:
    """Make a page of a sheet and of what is known beside it."""
    notes = tuple(replace(note, page=name) for note in sheet.notes)
    return Page(
        name,
        sheet.text,
        issued or sheet.issued,
        home=home,
        prints=sheet.prints,
        size=sheet.size,
        scan=sheet.scan,
        notes=notes,
        imprint=sheet.imprint,
        stated=sheet.stated,
    )
