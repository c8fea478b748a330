"""Count in how many lines of which article of a page each word stands."""

import re
from collections.abc import Sequence
from itertools import chain
from operator import add

import numpy as np
from numpy.typing import NDArray

MARKS = re.compile(r"[^\w\n]+")
BLANKS = re.compile(r"\W+")  # and the ends of lines
CODE = 21  # bits of a character

Numbers = NDArray[np.int64]


class Vocabulary:
    """The words of the lines of articles; a line is known by its number among all of them.

    A word is a pair of neighbouring characters, marks left out.
    """

    def __init__(self, articles: Sequence[Sequence[str]]) -> None:
        self.size = len(articles)
        sizes = [len(texts) for texts in articles]
        self.owners = np.repeat(np.arange(self.size), sizes)
        self.lines, self.words = number_words("\n".join(chain(*articles)))
        self.edges = np.searchsorted(self.lines, np.arange(len(self.owners) + 1)).tolist()
        self.marked = np.zeros(self.words.max(initial=0) + 1, np.bool_)
        self.count()

    def count(self) -> None:
        """Count in how many lines of each article its words are, article by article."""
        width = len(self.marked)
        cells = self.owners[self.lines] * width + self.words
        known, self.places, self.counts = np.unique(cells, return_inverse=True, return_counts=True)
        self.articles, self.said = np.divmod(known, width)
        self.starts = np.searchsorted(self.articles, range(self.size + 1)).tolist()

    def measure_again(self) -> list[float]:
        """Measure what share of each line's words another line of its article has."""
        size = len(self.owners)
        again = np.bincount(self.lines, self.counts[self.places] > 1, size)
        shares: list[float] = (
            again / np.maximum(1, np.bincount(self.lines, minlength=size))
        ).tolist()
        return shares

    def compare(self, line: int, near: range) -> tuple[list[float], list[float]]:
        """Measure what share of a line's words each of these articles has, and has in two lines."""
        own = self.words[self.edges[line] : self.edges[line + 1]]
        first, last = self.starts[near.start], self.starts[near.stop]
        self.marked[own] = True
        found = np.flatnonzero(self.marked[self.said[first:last]]) + first
        self.marked[own] = False
        size = max(1, len(own))
        again = found[self.counts[found] > 1]
        said, twice = (
            np.bincount(self.articles[cells] - near.start, minlength=len(near)) / size
            for cells in (found, again)
        )
        return said.tolist(), twice.tolist()

    def move(self, line: int, article: int) -> None:
        """Move a line to another article."""
        self.owners[line] = article
        self.count()


def number_words(text: str) -> tuple[Numbers, Numbers]:
    """Number the words of a text, each once for each line; gives their lines and numbers."""
    bare = MARKS.sub("", text)
    codes = np.frombuffer(bare.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    breaks = codes == ord("\n")
    inside = ~(breaks[:-1] | breaks[1:])
    pairs = (codes[:-1][inside] << CODE) | codes[1:][inside]
    known, numbers = np.unique(pairs, return_inverse=True)
    width = max(1, len(known))
    places = drop_doubles(np.cumsum(breaks)[:-1][inside] * width + numbers)
    lines, words = np.divmod(places, width)
    return lines, words


def drop_doubles(numbers: Numbers) -> Numbers:
    """Give each number once, in order; np.unique takes ten times as long."""
    ordered = np.sort(numbers)
    once: Numbers = ordered[np.diff(ordered, prepend=-1) != 0]
    return once


def pairs_of(text: str) -> set[str]:
    """Give the pairs of neighbouring characters of a text, its marks left out."""
    bare = BLANKS.sub("", text)
    return set(map(add, bare, bare[1:]))
