"""The pages that a user hands in: files and folders to pages, what cannot be read to notes."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import InputError
from kg.model import Note, Page
from kg.read.imprints.manifests import add_entry, read_manifests
from kg.read.pages import find_pages, name_pages, read_pages


def gather_pages(
    paths: Sequence[Path], issued: str | None = None, home: str | None = None
) -> tuple[tuple[Page, ...], tuple[Note, ...]]:
    """Read every page of `paths` (files, folders); a file that cannot be read becomes a note.

    What a manifest says of a page (kg/read/imprints/manifests.py) goes before `issued`, which is
    said of all of them.

    Raises:
        InputError: a path does not exist, a folder has no pages, a manifest is wrong, or not one
            page can be read.
    """
    pages: list[Page] = []
    faults: list[InputError] = []
    files = find_pages(paths)
    entries = read_manifests(paths)
    for path, name in zip(files, name_pages(files), strict=True):
        try:
            for number, page in enumerate(read_pages(path, issued, home, name), start=1):
                pages.append(add_entry(page, entries.get((path.resolve(), number))))
        except InputError as error:
            faults.append(error)
    if faults and not pages:
        raise faults[0]
    notes = (Note(error.path.stem, "unreadable", str(error)) for error in faults)
    return tuple(pages), tuple(notes)
