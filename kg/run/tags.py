"""From words to the names in them in one call: no page, no file, no date."""

from pathlib import Path

from kg.extract.tags import Tags, find_tags
from kg.know.knowledge import DEFAULT, Knowledge, load_knowledge
from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences


def tag(text: str, *, ontology: Path = DEFAULT) -> Tags:
    """Find the names in `text`; a text without any, or an empty one, has no entities.

    Raises:
        InputError: the ontology is broken.
    """
    return tag_text(text, load_knowledge(ontology))


def tag_text(text: str, knowledge: Knowledge) -> Tags:
    """Find the names in `text`, which is an article without a headline."""
    article = Article(ArticleId("text"), "text", text)
    return find_tags(article, split_sentences(article), knowledge)
