"""Read the pages in a zip archive, without trusting it."""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from kg.errors import InputError
from kg.model import Note, Sheet
from kg.read.files import word_others
from kg.read.imprints.manifests import NAME, Entry, join_imprints, read_manifests
from kg.read.library.mets import drop_covered

Reader = Callable[[Path], Iterator[Sheet]]

MEMBERS = 20_000  # files, those of nested archives included
TOTAL = 4 * 2**30  # bytes unpacked, all together
# Times its packed size that a file may take; deflate reaches 1,032.  Below SMALL it is no danger.
RATIO, SMALL = 200, 4 * 2**20
DEPTH = 2  # archives within archives
BLOCK = 2**20
ENCRYPTED, UTF8 = 0x1, 0x800  # bits of a member's flags
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, of an archive with all those inside it."""

    members: int = MEMBERS
    total: int = TOTAL


def read_archive(path: Path, readers: Mapping[str, Reader]) -> Iterator[Sheet]:
    """Read the pages in a zip archive, by the names of its files; `readers` go by suffix.

    A file in it that cannot be read is an empty sheet with a note.  A manifest in it says of
    its pages what one in a folder does.

    Raises:
        InputError: the file is no zip archive or damaged; it holds no page; its manifest is
            wrong; its files would fill the disk, or lie outside of it.
    """
    with TemporaryDirectory(prefix="baopu-") as folder:
        yield from read_members(path, path.name, Path(folder), Budget(), readers)


def read_members(
    path: Path, name: str, folder: Path, budget: Budget, readers: Mapping[str, Reader]
) -> Iterator[Sheet]:
    """Unpack an archive into a folder, and read what is there; `name` is what a user calls it."""
    members, others = unpack(path, folder, budget, frozenset(readers))
    if not members:
        said = "；".join([f"压缩包里没有版面文件（可读：{'、'.join(readers)}）", *others])
        raise InputError(path, None, said)
    entries = read_entries(path, folder)
    kept = frozenset(drop_covered(list(members.values())))
    notes = tuple(Note("", "passed-over", f"压缩包 {name} 里{text}") for text in others)
    for inside, file in members.items():
        if file not in kept:
            continue
        called = f"{name}/{inside}"
        for number, sheet in enumerate(read_member(file, called, budget, readers), start=1):
            named = name_sheet(sheet, file, called)
            yield replace(
                add_statement(named, entries.get((file.resolve(), number))),
                notes=(*notes, *sheet.notes),
            )
            notes = ()
        file.unlink(missing_ok=True)


def read_entries(path: Path, folder: Path) -> Mapping[tuple[Path, int], Entry]:
    """Read the manifests that were unpacked; a fault in one is the archive's."""
    try:
        return read_manifests([folder])
    except InputError as error:
        where = f"{error.path.name}:{error.line}" if error.line else error.path.name
        raise InputError(path, None, f"{where}: {error.reason}") from error


def add_statement(sheet: Sheet, entry: Entry | None) -> Sheet:
    """Give a sheet what the archive's manifest says of it."""
    if entry is None:
        return sheet
    imprint = join_imprints(entry.imprint, sheet.imprint)
    return replace(sheet, issued=entry.issued or sheet.issued, imprint=imprint)


def read_member(
    file: Path, called: str, budget: Budget, readers: Mapping[str, Reader]
) -> Iterator[Sheet]:
    """Read one file of an archive; where it cannot be read, give an empty sheet that says why."""
    try:
        yield from open_member(file, called, budget, readers)
    except InputError as error:
        inside = called.partition("/")[2]
        reason = str(error).replace(str(error.path), inside)
        yield Sheet("", notes=(Note("", "unreadable", reason),))


def open_member(
    file: Path, called: str, budget: Budget, readers: Mapping[str, Reader]
) -> Iterator[Sheet]:
    """Read one file of an archive, which may be an archive itself."""
    suffix = file.suffix.lower()
    if suffix != ".zip":
        yield from readers[suffix](file)
    elif called.count(".zip/") > DEPTH:
        raise InputError(file, None, f"压缩包套了不止 {DEPTH} 层")
    else:
        folder = file.with_suffix(".inside")
        folder.mkdir()
        yield from read_members(file, called, folder, budget, readers)
        shutil.rmtree(folder)


def name_sheet(sheet: Sheet, file: Path, called: str) -> Sheet:
    """Name a sheet and the picture under it as the archive does, not by where it was unpacked."""
    scan = sheet.scan and sheet.scan.replace(str(file), called)
    inside = PurePosixPath(called.partition("/")[2]).with_suffix("").parts
    return replace(sheet, scan=scan, name=sheet.name or "-".join(inside))


def unpack(
    path: Path, folder: Path, budget: Budget, suffixes: frozenset[str]
) -> tuple[dict[str, Path], list[str]]:
    """Unpack the files of known suffixes, and give each one's name in the archive, sorted.

    Say too what else there is.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            chosen, others = choose_members(path, archive, suffixes)
            budget.members -= len(chosen)
            if budget.members < 0:
                raise InputError(path, None, f"压缩包里的文件过多（上限 {MEMBERS} 个）")
            for name, member in chosen.items():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                copy_member(path, archive, member, target, budget)
    except BROKEN as error:
        raise InputError(path, None, "不是 zip 压缩包，或已损坏（可能没有传完）") from error
    pages = {name: folder / name for name in chosen if PurePosixPath(name).name != NAME}
    return pages, others


def choose_members(
    path: Path, archive: zipfile.ZipFile, suffixes: frozenset[str]
) -> tuple[dict[str, zipfile.ZipInfo], list[str]]:
    """Choose the files to unpack, by name, and say what of the rest is passed over."""
    chosen, others = {}, []
    for member in archive.infolist():
        name = decode_name(member)
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
            continue
        if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or "\0" in name:
            raise InputError(path, None, f"压缩包里的路径越出了目录，不读：{name}")
        if any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        if parts[-1] != NAME and PurePosixPath(parts[-1]).suffix.lower() not in suffixes:
            others.append("/".join(parts))
            continue
        if member.flag_bits & ENCRYPTED:
            raise InputError(path, None, f"压缩包有密码，请先解开：{name}")
        chosen["/".join(parts)] = member
    said = word_others(sorted(others), suffixes)
    return dict(sorted(chosen.items())), [said] if said else []


def decode_name(member: zipfile.ZipInfo) -> str:
    """Decode a name: archives made on Chinese Windows write GBK and do not say so."""
    if member.flag_bits & UTF8:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def copy_member(
    path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: Budget
) -> None:
    """Copy a file out of the archive, and stop as soon as it grows beyond what is sane.

    What counts is what comes out; the size that the archive states may be a lie.
    """
    most = max(SMALL, RATIO * member.compress_size)
    size = 0
    with archive.open(member) as source, target.open("wb") as copy:
        while block := source.read(BLOCK):
            size += len(block)
            budget.total -= len(block)
            if size > most:
                raise InputError(path, None, f"像是压缩炸弹：{member.filename} 展开超过 {RATIO} 倍")
            if budget.total < 0:
                raise InputError(path, None, f"压缩包展开后过大（上限 {TOTAL // 2**30} GB）")
            copy.write(block)
