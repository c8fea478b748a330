"""The pipeline, whole: read pages, extract each article, resolve them together."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from kg.extract.extracts import extract_article
from kg.know.knowledge import Knowledge
from kg.model import Build, Page
from kg.read.articles.articles import read_articles
from kg.read.sentences import split_sentences
from kg.resolve.resolve import resolve


def build_pages(pages: Iterable[Page], knowledge: Knowledge) -> Build:
    """Read `pages` and gather what they say.  Same input, same result, in any process."""
    with collect_rarely():
        readings = tuple(read_articles(page, knowledge) for page in pages)
        extracts = tuple(
            extract_article(article, split_sentences(article), knowledge)
            for reading in readings
            for article in reading.articles
        )
        return resolve(readings, extracts, knowledge)


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Let Python look for circles of objects a hundredth as often.

    The values of a build hold no circles, and looking for them took a seventh of the time.
    """
    first, *others = gc.get_threshold()
    gc.set_threshold(100 * first, *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
