"""The pipeline, whole: read pages, extract each article, resolve them together."""

from collections.abc import Iterable

from kg.extract.extracts import extract_article
from kg.know.knowledge import Knowledge
from kg.model import Build, Page
from kg.read.articles import read_articles
from kg.read.sentences import split_sentences
from kg.resolve.resolve import resolve


def build_pages(pages: Iterable[Page], knowledge: Knowledge) -> Build:
    """Read `pages` and gather what they say.  Same input, same result, in any process."""
    readings = tuple(read_articles(page, knowledge) for page in pages)
    extracts = tuple(
        extract_article(article, split_sentences(article), knowledge)
        for reading in readings
        for article in reading.articles
    )
    return resolve(readings, extracts, knowledge)
