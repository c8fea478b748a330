"""Weigh whether the text of one line goes on in another, wherever on the page that stands.

A weight is the logarithm of how much more often lines look like this where it is so than where
it is not.  They were counted, and those of a joint fitted, on pages made at random of articles
from other papers: up to six columns of 10 to 19 characters, signed in four ways or not at all,
with 0 to 3 % of the characters misread.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.know.joiner import load_joiner, weigh_reading_on
from kg.know.knowledge import Knowledge
from kg.know.ngrams import COUNTS, load_ngrams
from kg.read.lines.leads import read_lead
from kg.read.lines.lines import Line, join_lines
from kg.read.lines.shapes import Shape, may_lead
from kg.read.orders.crossings import weigh_crossings
from kg.read.orders.matches import Weights, match_subjects

# In brackets: what the F1 of articles loses on 12 to 30 made pages (.78 to .90) where the weight
# says nothing; below .005 is noise.
DOWN, LED = 8.0, 4.0  # how an article may begin (.058, .005)
SIGNED, OPENING = 1.2, 2.0  # the same (both .007)
PLAIN = -2.8  # looks like no headline (.011)
# A headline, by its width (that it fills its column: .018; how it does not: 0 and .012).
FULL, SHORT, WIDE, OTHER, FINAL = -1.5, 5.5, 7.0, 4.0, 1.0
OVER, UNDER = 3.0, 1.8  # it fits its column, but not as text does
CLOSED = 9.0  # an article ends with its byline
STOPPED = (1.5, 2.1)  # with a full stop; which leaves room
LEFT, TITLED = 1.5, 4.0  # it leaves room without one; and may be a headline itself
RUNNING = (-5.0, -2.5)  # it does not; and may be a headline (which: .008)
ARTICLE = -3.2  # so few lines begin one (.18)
HEADING = 3.9  # a headline stands before its text (.046)
SECOND = 2.5  # before another line of it
NEVER = -9.0
SUSPECT = 3.5  # a line that looks so much like a beginning should follow a full stop
JOINER = "joiner/weights.npz"  # in the folder of the ontology
WORDS, NEAR, WIDER, BASE = 1.0, 0.66, 0.33, 3.1  # (NEAR .057, WIDER .019; BASE 2.0: .015)
WINDOWS = (4, 8)  # lines on either side whose words are compared
HEADED = np.float32(2.0)  # so much less likely text goes on in what seems a headline
STUB = 0.6  # of its column's width
PARTS = 5  # lines of a headline over one of its columns (more: the same, and a longer search)
REACH = 5  # lines in which a quotation mark says whether the text is in quotes
Places = NDArray[np.int64]

CLOSING, UNPAIRED = 1.2, -2.2  # a quotation goes on; is opened or closed twice (both .006)

UNLIKELY = re.compile(r"^[（(\[]|，|[0-9]$")  # in a headline


def weigh_beginning(line: Line, shape: Shape, *, lead: bool) -> float:
    """Weigh that an article begins with a line, rather than that text goes on in it."""
    if line.down:
        return DOWN
    if lead:
        return LED
    if shape.byline is not None:
        return SIGNED
    if not shape.heads:
        return OPENING if shape.incipit > 0.6 else PLAIN
    return weigh_width(shape)


def is_stub(shape: Shape) -> bool:
    """Tell whether a line leaves most of its column empty and ends no sentence."""
    whole = shape.final or shape.closed or shape.unpaired
    return not whole and 0 < shape.width < shape.column * STUB


def weigh_width(shape: Shape) -> float:
    """Weigh that what may be a headline is one, by its width in the column."""
    if not shape.column or shape.final:
        return FINAL
    if shape.wide:
        return WIDE
    if not shape.fits:
        return SHORT if shape.short else OTHER
    off = shape.width - shape.column
    return FULL if abs(off) < 0.75 else OVER if off > 0 else UNDER if off > -1.7 else FULL


def count_suspects(lines: Sequence[Line], shapes: Sequence[Shape]) -> int:
    """Count the lines with which articles seem to begin where running text breaks off before."""
    runs = [not (shape.final or shape.closed or shape.lacking) for shape in shapes]
    return sum(
        runs[at - 1] and runs[at - 2] and is_suspect(lines[at], shapes[at])
        for at in range(2, len(lines))
    )


def is_suspect(line: Line, shape: Shape) -> bool:
    """Tell whether an article seems to begin with a line, though running text stands before."""
    if shape.marked or weigh_beginning(line, shape, lead=shape.lead) <= SUSPECT:
        return False
    return shape.lead or line.down or not UNLIKELY.search(line.text)


class Joints:
    """What the lines of a page say about any two of them."""

    def __init__(
        self, lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
    ) -> None:
        self.lines = lines
        self.shapes = shapes
        self.ngrams = load_ngrams(knowledge.root / COUNTS)
        self.joiner = load_joiner(knowledge.root / JOINER)
        self.leads = [is_lead(lines, shapes, at, knowledge) for at in range(len(lines))]
        self.heads = count_heads(lines, shapes, self.leads)
        self.nexts: list[float] = self.weigh_joints(nexts=True).tolist()

    def weigh_beginning(self, at: int) -> float:
        """Weigh that an article begins with a line."""
        return weigh_beginning(self.lines[at], self.shapes[at], lead=self.leads[at])

    def weigh_end(self, at: int) -> float:
        """Weigh that an article ends with a line."""
        shape = self.shapes[at]
        if shape.closed:
            return CLOSED
        if shape.final:
            return STOPPED[shape.short]
        if shape.lacking and shape.column:
            return TITLED if shape.heads else LEFT
        return RUNNING[shape.heads]

    def weigh_border(self, at: int) -> float:
        """Weigh that one article ends before a line, and another begins with it."""
        return self.weigh_end(at - 1) + self.weigh_beginning(at) + ARTICLE

    def weigh_heading(self, at: int) -> float:
        """Weigh that the line before is a headline, and this one stands under it."""
        before, shape = self.shapes[at - 1], self.shapes[at]
        if self.lines[at - 1].down:
            return DOWN
        if not (before.heads or self.heads[at - 1]) or before.final:
            return NEVER
        if self.leads[at] or shape.byline is not None:
            return HEADING
        if self.heads[at] and shape.column and not (before.column and before.fits):
            return SECOND
        if before.lacking or before.wide:
            return HEADING
        return 0.0 if at < 2 or self.shapes[at - 2].final else ARTICLE

    def weigh_stop(self, at: int) -> float:
        """Weigh that a text breaks off after a line, to go on elsewhere."""
        shape = self.shapes[at]
        if self.lines[at].down or shape.closed:
            return NEVER
        return 0.0 if shape.final or not shape.lacking else ARTICLE

    @cached_property
    def links(self) -> list[list[float]]:
        """Weigh for any two lines that the text of one goes on in the other; few pages need it."""
        weights: list[list[float]] = self.weigh_joints(nexts=False).tolist()
        return weights

    def weigh_next(self, at: int) -> float:
        """Weigh that the text of the line before goes on in a line."""
        return self.nexts[at - 1]

    def weigh_joint(self, old: int, new: int) -> float:
        """Weigh that the text of one line goes on in another."""
        return self.links[old][new]

    def weigh_joints(self, *, nexts: bool) -> Weights:
        """Weigh that the text of a line goes on in the next, or of any line in any other."""
        texts = [line.text for line in self.lines]
        near, wider = match_subjects(texts, WINDOWS, nexts=nexts)
        weights = WORDS * self.weigh_words(nexts=nexts) + NEAR * near + WIDER * wider
        return np.asarray(weights + weigh_quotes(texts, nexts=nexts) + BASE, np.float32)

    def weigh_words(self, *, nexts: bool) -> Weights:
        """Weigh joints by whether the characters on either side were met together."""
        olds, news = choose_ends(len(self.lines), nexts=nexts)
        final = np.array([shape.final for shape in self.shapes])[olds]
        closed = np.array([shape.closed for shape in self.shapes])[olds]
        goes_on = np.array([shape.continues for shape in self.shapes])[news]
        alone = [bool(s.heads and s.column and not (s.fits or s.final)) for s in self.shapes]
        texts = [line.text for line in self.lines]
        words = weigh_crossings(texts, self.ngrams, nexts=nexts)
        if self.joiner:
            words = weigh_reading_on(texts, words, self.joiner, nexts=nexts)
        words = np.where(np.array(alone)[news], words - HEADED, words)
        words = np.where(final & goes_on, ARTICLE, words)
        return np.where(closed | np.array(self.leads)[news], 2 * ARTICLE, words).astype(np.float32)


def count_heads(lines: Sequence[Line], shapes: Sequence[Shape], leads: Sequence[bool]) -> list[int]:
    """Count from each line on the lines that may be parts of a headline."""
    counts = [0] * len(lines)
    for at in reversed(range(len(lines))):
        shape = shapes[at]
        looks = is_stub(shape) or (shape.heads and not (shape.final or shape.fits))
        if looks and not (leads[at] or lines[at].down or shape.byline):
            counts[at] = 1 + (counts[at + 1] if at + 1 < len(lines) else 0)
    return [count if count <= PARTS else 0 for count in counts]


def choose_ends(size: int, *, nexts: bool) -> tuple[Places, Places]:
    """Number the lines before and after joints: of each line and the next, or of any two."""
    lines = np.arange(size)
    return (lines[:-1], lines[1:]) if nexts else (lines[:, None], lines)


def weigh_quotes(texts: Sequence[str], *, nexts: bool) -> Weights:
    """Weigh whether a quotation that is open before a joint is closed after it."""
    olds, news = choose_ends(len(texts), nexts=nexts)
    opened = sign(carry([find_quote(text, last=True) for text in texts]))[olds]
    closed = sign(carry([find_quote(text, last=False) for text in texts][::-1])[::-1])[news]
    agreed = np.where(opened > 0, CLOSING, 0.0)
    weights = np.where(opened == closed, agreed, UNPAIRED)
    return np.where((opened == 0) | (closed == 0), 0.0, weights).astype(np.float32)


def sign(marks: Sequence[bool | None]) -> NDArray[np.int8]:
    """Write yes as 1, no as -1."""
    return np.array([0 if mark is None else 1 if mark else -1 for mark in marks], np.int8)


def is_lead(lines: Sequence[Line], shapes: Sequence[Shape], at: int, knowledge: Knowledge) -> bool:
    """Tell whether a report's opening phrase begins with a line; it may run over two."""
    if shapes[at].lead or not shapes[at].column or not may_lead(lines[at].text):
        return shapes[at].lead
    return read_lead(join_lines(lines[at : at + 2]), knowledge) is not None


def find_quote(text: str, *, last: bool) -> bool | None:
    """Tell whether the last quotation mark of a text opens, or its first one closes."""
    if "“" not in text and "”" not in text:
        return None
    opening, closing = (text.rfind(mark) if last else text.find(mark) for mark in "“”")
    return opening > closing if last else closing >= 0 and not 0 <= opening < closing


def carry(marks: Iterable[bool | None]) -> list[bool | None]:
    """Let what one line says hold for the next ones, too."""
    carried: list[bool | None] = []
    state, age = None, 0
    for mark in marks:
        state, age = (mark, 0) if mark is not None else (state, age + 1)
        carried.append(state if age < REACH else None)
    return carried
