"""Find pages among files and folders, and read them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.errors import InputError
from kg.model import Page, Sheet
from kg.read.archives import read_archive
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

    They are sorted within a folder; the folders and files come in the order given.  In a
    folder files of other kinds and hidden ones are passed over.

    Raises:
        InputError: a path does not exist, a file's suffix is unknown, a folder has no page.
    """
    known = "、".join(READERS)
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if is_page(p.relative_to(path)) and p.is_file()
            )
            if not inside:
                raise InputError(path, None, f"目录里没有版面文件（可读：{known}）")
            found.extend(drop_covered(inside))
        elif not path.exists():
            raise InputError(path, None, "没有这个文件或目录")
        elif path.suffix.lower() not in READERS:
            raise InputError(path, None, f"不认识的后缀“{path.suffix}”（可读：{known}）")
        else:
            found.append(path)
    unique = {path.resolve(): path for path in reversed(found)}
    return tuple(path for path in dict.fromkeys(found) if unique[path.resolve()] is path)


def is_page(inside: Path) -> bool:
    """Tell whether a path inside a folder is a page's: of a known suffix and not hidden."""
    return inside.suffix.lower() in READERS and not any(
        part.startswith(".") for part in inside.parts
    )


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

    A page's id is `name` (see name_pages), else the file's stem; where the file has several
    pages, with -1, -2 … after it.

    Raises:
        InputError: the file cannot be read as what its suffix says.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(path, None, f"不认识的后缀“{path.suffix}”（可读：{'、'.join(READERS)}）")
    own = name or path.stem
    sheets = reader(path)
    first = next(sheets, None)
    if first is None:
        return
    second = next(sheets, None)
    if second is None:
        yield make_page(own, first, issued, home)
        return
    for number, sheet in enumerate(chain((first, second), sheets), start=1):
        yield make_page(f"{own}-{number}", sheet, issued, home)


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
