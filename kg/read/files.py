"""Find the files in folders, and say what of them is no page."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import word_fault
from kg.model import Note

# What lies beside pages and is none: a manifest, annotation, a description.
COMPANIONS = frozenset({".csv", ".json", ".md", ".tsv", ".xsd"})
OWN = b'<meta name="generator" content="baopu">'  # in the head of every web page kg writes
HEAD = 2048  # bytes
WEB = frozenset({".html", ".htm"})
SHOWN = 8  # names of files that a note lists
ADVICE = "Word、WPS 文档请另存为 PDF 或 .txt，rar、7z 请先解压"


@dataclass(frozen=True, slots=True)
class Inside:
    """What a folder holds: files, in order, and what could not be looked into, with the reason."""

    files: tuple[Path, ...]
    closed: tuple[tuple[Path, str], ...]


def list_files(folder: Path) -> Inside:
    """List the files in a folder and the folders in it, but hidden ones.

    Links to folders are not followed: they may lead round in a circle.
    """
    files: list[Path] = []
    closed: list[tuple[Path, str]] = []

    def refuse(error: OSError) -> None:
        closed.append((Path(error.filename), f"目录打不开：{word_fault(error)}"))

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(place)
        links = [inside / name for name in folders if (inside / name).is_symlink()]
        closed += [(path, "是指向目录的链接，没有跟进") for path in links]
        for path in (inside / name for name in names if not name.startswith(".")):
            if path.is_file():
                files.append(path)
            else:
                closed.append((path, "链接无效" if path.is_symlink() else "不是普通文件"))
    return Inside(tuple(sorted(files)), tuple(sorted(closed)))


def note_rest(paths: Sequence[Path], suffixes: Collection[str]) -> Iterator[Note]:
    """Note what in the folders among `paths` is not read: of another suffix, or out of reach."""
    for folder in dict.fromkeys(path for path in paths if path.is_dir()):
        inside = list_files(folder)
        for path, reason in inside.closed:
            yield Note(path.stem, "unreadable", f"{path}: {reason}")
        names = [str(path.relative_to(folder)) for path in inside.files]
        if (text := word_others(names, suffixes)) is not None:
            yield Note(folder.name, "passed-over", f"{folder}: {text}")
        if own := [str(path.relative_to(folder)) for path in inside.files if is_result(path)]:
            text = f"有 {len(own)} 个网页是报谱写出的结果，不是版面，未读：{list_names(own)}"
            yield Note(folder.name, "passed-over", f"{folder}: {text}")


def is_result(path: Path) -> bool:
    """Tell whether a file is a web page that kg wrote: its report is no newspaper.

    `kg build . -o out` a second time, and `kg read . --html a.html`, meet their own.
    """
    return path.suffix.lower() in WEB and is_marked(path)


def is_marked(path: Path) -> bool:
    """Tell whether a file begins as the web pages do that kg writes."""
    try:
        with path.open("rb") as file:
            return OWN in file.read(HEAD)
    except OSError:  # whoever reads it says why it cannot be read
        return False


def word_others(names: Sequence[str], suffixes: Collection[str]) -> str | None:
    """Say which of the files `names` are neither pages nor lie beside them."""
    others = [name for name in names if Path(name).suffix.lower() not in COMPANIONS.union(suffixes)]
    if not others:
        return None
    return f"有 {len(others)} 个文件不是可读的格式，未读：{list_names(others)}（{ADVICE}）"


def list_names(names: Sequence[str]) -> str:
    """List the first of names."""
    return "、".join(names[:SHOWN]) + ("……" if len(names) > SHOWN else "")
