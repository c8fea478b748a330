"""Find the articles of a page."""

from kg.know.knowledge import Knowledge
from kg.model import Page, Reading


def read_articles(page: Page, knowledge: Knowledge) -> Reading:
    """Find the articles of `page` and say what each of its characters is used for."""
    raise NotImplementedError
