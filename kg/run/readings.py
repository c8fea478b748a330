"""From files to what is read off them in one call, without extracting anything."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.know.knowledge import DEFAULT, load_knowledge
from kg.model import Note, Reading
from kg.read.articles.articles import read_articles
from kg.run.inputs import stream_pages


def read(
    paths: Sequence[Path | str],
    *,
    issued: str | None = None,
    home: str | None = None,
    ontology: Path = DEFAULT,
) -> tuple[tuple[Reading, ...], tuple[Note, ...]]:
    """Read the articles of the pages of `paths` (files, folders), and note what cannot be read.

    `issued` and `home` as in kg.run.builds.build.

    Raises:
        InputError: a path does not exist, no page can be read, or the ontology is broken.
    """
    notes: list[Note] = []
    found = stream_readings(paths, notes, issued=issued, home=home, ontology=ontology)
    return tuple(found), tuple(notes)


def stream_readings(
    paths: Sequence[Path | str],
    notes: list[Note],
    *,
    issued: str | None = None,
    home: str | None = None,
    ontology: Path = DEFAULT,
) -> Iterator[Reading]:
    """Read as `read` does, but give each page as it is read and keep none: of 10,000, one.

    What cannot be read is added to `notes`.
    """
    knowledge = load_knowledge(ontology)
    for one in stream_pages([Path(path) for path in paths], issued, home):
        if isinstance(one, Note):
            notes.append(one)
        else:
            yield read_articles(one, knowledge)
