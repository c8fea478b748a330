"""Read what a folder says of its pages: pages.csv, a row a page."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.errors import InputError, word_fault
from kg.model import Imprint, Page
from kg.read.imprints.numbers import read_number
from kg.read.text import decode

NAME = "pages.csv"
COLUMNS = ("file", "publication", "date", "page", "section", "source")
CHINESE = dict(zip(("文件", "报纸", "日期", "版次", "版名", "来源"), COLUMNS, strict=True))
DAY = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|月?)|年?)")
DELIMITERS = (",", ";", "\t")  # a table program writes what its country is used to
DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")  # 20231025
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of one page; `page` counts the pages of its file from 1."""

    file: Path
    page: int
    issued: str | None
    imprint: Imprint


def read_manifests(paths: Iterable[Path]) -> Mapping[tuple[Path, int], Entry]:
    """Read the manifests in the folders `paths` and beside the files `paths`.

    They are looked up by resolved file and page; of two about one page that of the deeper
    folder holds.

    Raises:
        InputError: a manifest cannot be read, or a row of it is wrong; says which line.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = path.rglob(NAME) if path.is_dir() else iter([path.parent / NAME])
        found |= dict.fromkeys(sorted(file.resolve() for file in inside if file.is_file()))
    ordered = sorted(found, key=lambda path: len(path.parts))
    return {(e.file, e.page): e for path in ordered for e in read_manifest(path)}


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """Read one manifest: a header, and a row a page.

    A file of several pages is named with the page, 1.pdf#2; without one it is the first.

    Raises:
        InputError: see read_manifests.
    """
    try:
        text = decode(path, path.read_bytes())
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    rows = read_cells(path, text)
    _, header = next(rows, (1, []))
    columns = [CHINESE.get(cell, cell.lower()) for cell in header]
    check_columns(path, columns)
    entries: list[Entry] = []
    seen: dict[tuple[Path, int], int] = {}
    for line, cells in rows:
        if len(cells) != len(columns):
            raise InputError(path, line, f"应有 {len(columns)} 列，实有 {len(cells)} 列")
        entry = read_entry(path, line, dict(zip(columns, cells, strict=True)))
        first = seen.setdefault((entry.file, entry.page), line)
        if first != line:
            raise InputError(path, line, f"重复：第 {first} 行已说明这一页")
        entries.append(entry)
    return tuple(entries)


def read_cells(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row that is not blank."""
    plain = text.removeprefix("\ufeff")
    head = plain.lstrip().partition("\n")[0]
    mark = max(DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(plain, newline=""), delimiter=mark, strict=True)
    while True:
        line = rows.line_num + 1
        try:
            cells = [cell.strip() for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                path, line, "不是完好的 CSV：引号没有成对，或引号后还有文字"
            ) from error
        if any(cells):
            yield line, cells


def check_columns(path: Path, columns: Sequence[str]) -> None:
    """Refuse a header that lacks `file`, or has a column that is unknown or there twice."""
    wanted = "、".join(f"{english}（{chinese}）" for chinese, english in CHINESE.items())
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown:
        raise InputError(path, 1, f"没有“{unknown[0]}”这一列；可用：{wanted}")
    if "file" not in columns:
        raise InputError(path, 1, f"缺少 file（文件）一列；可用：{wanted}")
    if len(set(columns)) < len(columns):
        raise InputError(path, 1, "有一列出现两次")


def read_entry(path: Path, line: int, cells: Mapping[str, str]) -> Entry:
    """Read one row."""
    name, part = cells["file"], ""
    if not (path.parent / name).is_file():
        name, _, part = name.rpartition("#") if "#" in name else (name, "", "")
    file = (path.parent / name).resolve()
    if not name or not file.is_file():
        raise InputError(path, line, f"没有这个文件：{name or '（空）'}")
    if part and not (part.isascii() and part.isdigit() and int(part)):
        raise InputError(path, line, f"# 后面应是文件里的第几页，不是 {part}")
    number = cells.get("page", "")
    if number and read_number(number) is None:
        raise InputError(path, line, f"版次应写作 7、A03 或 第7版，不是 {number}")
    source = cells.get("source", "")
    if source and not ADDRESS.fullmatch(source):
        raise InputError(path, line, f"来源应是网址（http…），不是 {source}")
    issued = cells.get("date", "")
    imprint = Imprint(
        cells.get("publication") or None,
        read_number(number),
        cells.get("section") or None,
        source or None,
    )
    return Entry(file, int(part or 1), read_day(path, line, issued) if issued else None, imprint)


def read_day(path: Path, line: int, text: str) -> str:
    """Read a date however a table writes it (2023-10-25, 2023/1/5, 20231025, 2023年10月25日)."""
    found = DIGITS.fullmatch(text) or DAY.fullmatch(text)
    if found is None:
        raise InputError(path, line, f"日期应写作 2023-10-25，不是 {text}")
    parts = [int(part) for part in found.groups() if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise InputError(path, line, f"没有这一天：{text}") from error
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def add_entry(page: Page, entry: Entry | None) -> Page:
    """Give a page what a manifest says of it, which goes before all else."""
    if entry is None:
        return page
    return replace(
        page, issued=entry.issued or page.issued, imprint=join_imprints(entry.imprint, page.imprint)
    )


def join_imprints(first: Imprint, second: Imprint) -> Imprint:
    """Fill in from `second` what `first` does not say."""
    return Imprint(
        first.publication or second.publication,
        first.number or second.number,
        first.section or second.section,
        first.source or second.source,
    )
