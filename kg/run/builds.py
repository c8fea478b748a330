"""From files to a build in one call: what a notebook uses, and the command line too."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kg.builds import build_pages
from kg.know.knowledge import DEFAULT, load_knowledge
from kg.model import Build, Page
from kg.run.folders import guard_files
from kg.run.inputs import gather_pages
from kg.run.outputs import FOLDERS, write_build

Track = Callable[[Sequence[Page]], Iterable[Page]]


def build(  # noqa: PLR0913 - what the command line lets a user say, one to one
    paths: Sequence[Path | str],
    out: Path | str | None = None,
    *,
    issued: str | None = None,
    home: str | None = None,
    ontology: Path = DEFAULT,
    track: Track = iter,
) -> Build:
    """Read the pages of `paths` (files, folders), gather what they say, and write it to `out`.

    `issued` is their day of issue (2023-10-25, 2023-10 or 2023), `home` the place that the paper
    serves (湖南省张家界市); both may be unknown.  `track` wraps the pages, to show progress.  A
    file that cannot be read is a note of the build while another one can.

    Raises:
        InputError: a path does not exist, no page can be read, or the ontology is broken.
        StoreError: `out` cannot be written, or what a user has there would be lost.
    """
    if out is not None:
        guard_files(Path(out), FOLDERS)
    knowledge = load_knowledge(ontology)
    pages, notes = gather_pages([Path(path) for path in paths], issued, home)
    made = build_pages(track(pages), knowledge)
    made = replace(made, notes=(*notes, *made.notes))
    if out is not None:
        write_build(made, knowledge, Path(out))
    return made
