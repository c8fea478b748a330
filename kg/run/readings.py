"""From files to what is read off them in one call, without extracting anything."""

from collections.abc import Sequence
from pathlib import Path

from kg.know.knowledge import DEFAULT, load_knowledge
from kg.model import Note, Reading
from kg.read.articles.articles import read_articles
from kg.run.inputs import gather_pages


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
    knowledge = load_knowledge(ontology)
    pages, notes = gather_pages([Path(path) for path in paths], issued, home)
    return tuple(read_articles(page, knowledge) for page in pages), notes
