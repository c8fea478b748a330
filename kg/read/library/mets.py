"""Read METS, the cover sheet of a delivery: its ALTO files, their order, the paper, the day."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from kg.errors import InputError
from kg.model import Imprint
from kg.read.library.elements import read_elements
from kg.read.library.stories import Shelf, Story

LINK = "{http://www.w3.org/1999/xlink}href"
HEAD = 4096  # bytes in which the root element stands
DATE = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?$")


@dataclass(frozen=True, slots=True)
class Volume:
    """What a METS file covers: the ALTO files in the order of their pages, the day, the paper.

    `beside` are the other files that it names, pictures of the same pages; `stories` the
    articles that it names, for each file those that have a block in it.
    """

    files: tuple[Path, ...]
    issued: str | None
    imprint: Imprint
    beside: tuple[Path, ...] = ()
    stories: Mapping[Path, Sequence[Story]] = field(default_factory=dict)


@dataclass(slots=True)
class Cover:
    """What was found so far; `texts` are the ids of the files that hold text."""

    links: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    issued: str | None = None
    title: str | None = None
    shelf: Shelf = field(default_factory=Shelf)


def read_mets(path: Path) -> Volume:
    """Read a METS file.

    Raises:
        InputError: it names no ALTO file, or one that is missing or outside of its folder.
    """
    cover = read_cover(path)
    physical = [name for name in dict.fromkeys(cover.order) if name in cover.texts]
    names = physical + [name for name in cover.texts if name not in physical]
    files = tuple(dict.fromkeys(find_file(path, cover.links[name]) for name in names))
    if not files:
        raise InputError(path, None, "METS 里没有列出 ALTO 文件")
    others = [link for name, link in cover.links.items() if name not in cover.texts]
    beside = tuple(sorted({path.parent / write_path(link) for link in others if link}))
    told = {
        find_file(path, cover.links[name]): split_stories(cover.shelf.stories, name)
        for name in names
    }
    return Volume(files, cover.issued, Imprint(publication=cover.title), beside, told)


def split_stories(stories: Sequence[Story], file: str) -> list[Story]:
    """Give of each article what stands in one file, and leave out those that do not."""
    own = [Story(one.label, [p for p in one.parts if p.file == file]) for one in stories]
    return [story for story in own if story.parts]


def drop_covered(paths: Sequence[Path]) -> list[Path]:
    """Leave out what a METS file among `paths` names: its pages, and the pictures of them."""
    covered: set[Path] = set()
    for path in paths:
        if path.suffix.lower() == ".xml" and is_mets(path):
            try:
                volume = read_mets(path)
                covered.update(file.resolve() for file in (*volume.files, *volume.beside))
            except InputError:
                continue  # reading it will say why
    return [path for path in paths if path.resolve() not in covered]


def is_mets(path: Path) -> bool:
    """Tell whether an XML file is METS by its beginning."""
    with path.open("rb") as file:
        return b"http://www.loc.gov/METS" in file.read(HEAD)


def read_cover(path: Path) -> Cover:
    """Gather the files, their order on the shelf, the date and the title."""
    cover = Cover()
    group = file = shelf = ""
    for event, name, element in read_elements(path):
        if shelf == "LOGICAL":
            cover.shelf.follow(event, name, element)
        if event == "end":
            read_facts(cover, name, (element.text or "").strip())
        elif name == "fileGrp":
            group = element.get("USE", "") + element.get("ID", "")
        elif name == "file":
            file = element.get("ID", "")
        elif name == "structMap":
            shelf = element.get("TYPE", "").upper()
        elif name == "FLocat":
            cover.links[file] = element.get(LINK, "")
            if is_text(group, cover.links[file]):
                cover.texts.append(file)
        elif name in {"fptr", "area"} and shelf != "LOGICAL":
            cover.order.append(element.get("FILEID", ""))
    return cover


def read_facts(cover: Cover, name: str, text: str) -> None:
    """Read the day and the title; the first of them is the paper's, later ones are articles'."""
    if name in {"dateIssued", "date"} and cover.issued is None:
        cover.issued = read_date(text)
    elif name == "title" and cover.title is None:
        cover.title = text or None


def is_text(group: str, link: str) -> bool:
    """Tell an ALTO file by its group or its address."""
    said = group.lower() + link.lower()
    return link.lower().endswith(".xml") and any(word in said for word in ("alto", "text", "ocr"))


def read_date(text: str) -> str | None:
    """Read a date of the form 2010-12-16, 20101216, 2010-12 or 2010."""
    found = DATE.match(text)
    return "-".join(part for part in found.groups() if part) if found else None


def write_path(link: str) -> str:
    """Write the address of a file as a path."""
    return unquote(link).removeprefix("file:").removeprefix("//").replace("\\", "/")


def find_file(path: Path, link: str) -> Path:
    """Find a file that METS names by an address relative to its own."""
    inside = write_path(link)
    if "://" in inside:
        raise InputError(path, None, f"METS 指向网络地址，不下载：{link}")
    folder = path.resolve().parent
    file = (folder / inside).resolve()
    if not file.is_relative_to(folder):
        raise InputError(path, None, f"METS 指向它所在目录之外的文件：{link}")
    if not file.is_file():
        raise InputError(path, None, f"METS 列出的文件不在：{link}")
    return path.parent / file.relative_to(folder)
