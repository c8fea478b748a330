"""Read a page in traditional characters by the simplified ones of the word lists.

What is read stays as it is printed: only what it is compared with is simplified.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.model import Article
from kg.read.lines.lines import Line

SHARE = 0.05  # of a page's characters; a page in simplified ones has none, others a third
SAMPLE = 2000  # characters that tell
QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’"}  # the marks that such pages quote with


def simplify(text: str, words: Mapping[str, str]) -> str:
    """Write a text in traditional characters in simplified ones, each of which is still one.

    Any other text stays as it is: a simplified page may have a traditional name.
    """
    table = make_table(tuple(words.items()))
    sample = text[:: len(text) // SAMPLE + 1]
    if sum(map(table.__contains__, sample)) <= SHARE * len(sample):
        return text
    return text.translate({ord(old): new for old, new in (*table.items(), *QUOTES.items())})


@cache
def make_table(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Make the table of what is written for each character."""
    return {old: new for olds, news in words for old, new in zip(olds, news, strict=True)}


def restore(article: Article, bylines: Sequence[Line], printed: str, plain: str) -> Article:
    """Write an article, and those whom its bylines name, as they are printed.

    `plain` is the page's text as it was read, as long as `printed`.
    """
    if printed == plain:
        return article
    text = "".join(
        printed[at] if at >= 0 and character == plain[at] else character
        for character, at in zip(article.text, article.origin, strict=True)
    )
    own = {
        character: printed[at]
        for line in bylines
        for character, at in zip(line.text, line.origin, strict=True)
        if at >= 0 and character == plain[at]
    }
    authors = tuple(restore_names(article.authors, own))
    return replace(article, text=text, authors=authors)


def restore_names(names: Iterable[str], own: Mapping[str, str]) -> Iterable[str]:
    """Write names as the line prints them that has them."""
    return ("".join(own.get(character, character) for character in name) for name in names)
