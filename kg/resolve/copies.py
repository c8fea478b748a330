"""Find articles that are the same text: an agency's report in two papers, one printed twice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from rensa import RMinHash, RMinHashLSH

from kg.model import Article, Claim, Link, Observation, Quotation

Fact = TypeVar("Fact", Claim, Observation, Quotation)

GRAM = 4  # characters; one wrong character of OCR spoils four
LEAST = 40  # characters; shorter texts are alike by chance
SAME = 0.7  # of the shorter text's grams are in the longer: with 4 % of wrong characters 0.72
# A form that is filled in anew each day (the weather, the market) has the same words, and other
# numbers; of a copy nearly all are the same.
SAME_NUMBERS = 0.8
HASHES, BANDS = 128, 32  # pairs that share 0.42 of their grams are found as often as not
SEED = 20
# A paper cuts an agency's text from its end.  So the beginnings of a text are looked up as well:
# of 73 copies cut to 30 % all are found then, and without them half.
PARTS = (1.0, 0.55, 0.3)
WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def find_copies(articles: Sequence[Article]) -> tuple[Link, ...]:
    """Find for each article the one that it is a copy of: the longest of all that are alike.

    Of equally long ones the earliest issued, then the first read, is what the others are copies
    of.  Linear in the number of articles but for those that are alike.
    """
    order = sorted(
        (at for at, article in enumerate(articles) if len(bare(article.body)) >= LEAST),
        key=lambda at: (-len(bare(articles[at].body)), articles[at].issued or "9", at),
    )
    index = RMinHashLSH(threshold=0.5, num_perm=HASHES, num_bands=BANDS)
    copies: list[Link] = []
    for rank, at in enumerate(order):
        article = articles[at]
        near = {key // len(PARTS) for key in index.query(sketch_text(article.body))}
        alike = [(share(article.body, articles[order[r]].body), -r) for r in near]
        best, other = max(alike, default=(0.0, 0))
        if best >= SAME:
            copies.append(Link(article.id, articles[order[-other]].id, "copy", round(best, 3)))
        else:
            for part, whole in enumerate(PARTS):
                beginning = article.body[: int(whole * len(article.body))]
                index.insert(rank * len(PARTS) + part, sketch_text(beginning))
    return tuple(sorted(copies))


def sketch_text(text: str) -> RMinHash:
    """Sketch a text, so that texts which share most of their grams are found."""
    sketch = RMinHash(num_perm=HASHES, seed=SEED)
    sketch.update(sorted(cut_grams(text)))
    return sketch


def bare(text: str) -> str:
    """Give the letters and figures of a text, by which two settings of it are compared."""
    return "".join(WORDS.findall(text))


@lru_cache(maxsize=4096)
def cut_grams(text: str) -> frozenset[str]:
    """Cut a text into all its runs of GRAM letters."""
    letters = bare(text)
    return frozenset(letters[at : at + GRAM] for at in range(max(1, len(letters) - GRAM + 1)))


def share(text: str, longer: str) -> float:
    """Tell how much of a text is in a longer one; 0 where the numbers are others."""
    numbers = set(NUMBER.findall(text))
    found = numbers & set(NUMBER.findall(longer))
    if numbers and len(found) < SAME_NUMBERS * len(numbers):
        return 0.0
    return count_share(text, longer)


def count_share(text: str, longer: str) -> float:
    """Tell how many of a text's grams are in a longer one."""
    grams = cut_grams(text)
    return len(grams & cut_grams(longer)) / len(grams)


class Repeats:
    """Tells which facts of copies the text that they are copied from states as well."""

    def __init__(self, copies: Iterable[Link], articles: Iterable[Article]) -> None:
        self.texts = {article.id: article.text for article in articles}
        self.originals = {copy.article: copy.other for copy in copies}

    def drop(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Drop the facts whose sentence stands in the original too; those of its own stay."""
        return tuple(self.keep(facts))

    def keep(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """Yield the facts that are not counted elsewhere."""
        for fact in facts:
            span = fact.evidence.sentence
            original = self.originals.get(span.article)
            said = self.texts[span.article][span.start : span.end]
            if original is None or share(said, self.texts[original]) < SAME:
                yield fact
