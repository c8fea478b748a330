"""The pages that a user hands in: files and folders to pages, what cannot be read to notes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.model import Note, Page
from kg.read.files import SHOWN, note_rest
from kg.read.imprints.manifests import NAME, add_entry, read_manifests
from kg.read.pages import READERS, find_pages, name_pages, read_pages


def gather_pages(
    paths: Sequence[Path], issued: str | None = None, home: str | None = None
) -> tuple[tuple[Page, ...], tuple[Note, ...]]:
    """Read every page of `paths` as stream_pages does, and keep pages and notes apart."""
    found = list(stream_pages(paths, issued, home))
    pages = tuple(one for one in found if isinstance(one, Page))
    return pages, tuple(one for one in found if isinstance(one, Note))


def stream_pages(
    paths: Sequence[Path], issued: str | None = None, home: str | None = None
) -> Iterator[Page | Note]:
    """Yield every page of `paths` (files, folders) as it is read, and a note for what is not.

    What a manifest says of a page (kg/read/imprints/manifests.py) goes before `issued`, which is
    said of all of them.  No two pages have one id.

    Raises:
        InputError: a path does not exist, a folder has no pages, a manifest is wrong, or not one
            page can be read.
    """
    files = find_pages(paths)
    entries = dict(read_manifests(paths))
    rest = tuple(note_rest(paths, READERS))
    seen: Counter[str] = Counter()
    faults: list[InputError] = []
    for path, name in zip(files, name_pages(files), strict=True):
        count = 0
        for count, page in enumerate(read_file(path, issued, home, name), start=1):
            if isinstance(page, InputError):
                faults.append(page)
                continue
            entry = entries.pop((path.resolve(), count), None)
            yield name_apart(add_entry(page, entry), seen)
        for file, number in [key for key in entries if key[0] == path.resolve() and count]:
            text = f"{path}: {NAME} 说到它的第 {number} 页，但没有读到这一页"
            rest = (*rest, Note(file.stem, "no-such-page", text))
    if not seen:
        raise join_faults(faults)
    yield from (Note(fault.path.stem, "unreadable", str(fault)) for fault in faults)
    yield from rest


def read_file(
    path: Path, issued: str | None, home: str | None, name: str
) -> Iterator[Page | InputError]:
    """Read the pages of a file; where it, or a file in it, cannot be read, yield the reason."""
    try:
        for page in read_pages(path, issued, home, name):
            unread = [note.text for note in page.notes if note.code == "unreadable"]
            # What an archive passes over is said with its first page, were that a broken one.
            passed = [note.text for note in page.notes if note.code == "passed-over"]
            lost = unread and not page.text
            yield InputError(path, None, "；".join([*unread, *passed])) if lost else page
    except InputError as error:
        yield error


def name_apart(page: Page, seen: Counter[str]) -> Page:
    """Give a page another id where one before has its own: 1.txt of two pages, and 1-2.txt."""
    own = page.id
    while seen[own]:
        seen[page.id] += 1
        own = f"{page.id}-{seen[page.id]}"
    seen[own] += 1
    if own == page.id:
        return page
    return replace(page, id=own, notes=tuple(replace(note, page=own) for note in page.notes))


def join_faults(faults: Sequence[InputError]) -> InputError:
    """Make one error of why not one page can be read."""
    first, others = faults[0], faults[1:]
    if not others:
        return first
    lines = "".join(f"\n    {fault}" for fault in others[:SHOWN])
    more = "\n    ……" if len(others) > SHOWN else ""
    reason = f"{first.reason}\n另有 {len(others)} 个文件读不了：{lines}{more}"
    return InputError(first.path, first.line, reason)
