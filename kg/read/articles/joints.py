"""Weigh whether the text of one line goes on in another, wherever on the page that stands.

A weight is the logarithm of how much more often lines look like this where it is so than where
it is not.  They were counted, and those of a joint fitted, on pages made at random of articles
from other papers: up to six columns of 10 to 19 characters, signed in four ways or not at all,
with 0 to 3 % of the characters misread.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

from kg.know.knowledge import Knowledge
from kg.know.words import frequencies
from kg.read.articles.bylines import read_lead
from kg.read.articles.lines import Line, join_lines
from kg.read.articles.shapes import Shape, may_lead

DOWN, LED, SIGNED, OPENING = 8.0, 4.0, 1.2, 2.0  # how an article may begin
PLAIN = -2.8  # looks like no headline
FULL, SHORT, WIDE, OTHER, FINAL = -1.5, 5.5, 7.0, 4.0, 1.0  # a headline, by its width
OVER, UNDER = 3.0, 1.8  # it fits its column, but not as text does
CLOSED = 9.0  # an article ends with its byline
STOPPED = (1.5, 2.1)  # with a full stop; which leaves room
LEFT, TITLED = 1.5, 4.0  # it leaves room without one; and may be a headline itself
RUNNING = (-5.0, -2.5)  # it does not; and may be one
ARTICLE = -3.2  # so few lines begin one
HEADING = 3.9  # a headline stands before its text
SECOND = 2.5  # before another line of it
NEVER = -9.0
SUSPECT = 3.5  # a line that looks so much like a beginning should follow a full stop
CROSSING = ((3, -0.5), (5, 0.4), (7, 1.6), (9, 3.0), (99, 4.0))  # how common a word lies across
LONGEST = 4  # characters of such a word
WORDS, NEAR, WIDER, BASE = 0.93, 0.7, 0.6, 0.27  # what a joint's words say, and its subject
WINDOWS = (4, 8)  # lines on either side whose words are compared
REACH = 5  # lines in which a quotation mark says whether the text is in quotes
CLOSING, UNPAIRED = 1.2, -2.1  # a quotation goes on; it is opened twice or closed twice

UNLIKELY = re.compile(r"^[（(\[]|，|[0-9]$")  # in a headline

Pairs = frozenset[str]


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


def is_broken(lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """Tell whether articles seem to begin on a page where running text breaks off before."""
    return any(weigh_suspect(lines, shapes, at) for at in range(2, len(lines)))


def weigh_suspect(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> float:
    """Weigh that an article begins with a line, and running text breaks off before."""
    shape, text = shapes[at], lines[at].text
    if any(before.final or before.closed or before.lacking for before in shapes[at - 2 : at]):
        return 0.0
    weight = weigh_beginning(lines[at], shape, lead=shape.lead)
    likely = shape.lead or lines[at].down or not UNLIKELY.search(text)
    return weight if weight > SUSPECT and likely and not shape.marked else 0.0


class Joints:
    """What the lines of a page say about any two of them."""

    def __init__(
        self, lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
    ) -> None:
        self.lines = lines
        self.shapes = shapes
        self.leads = [is_lead(lines, shapes, at, knowledge) for at in range(len(lines))]
        self.words = frequencies()
        texts = [line.text for line in lines]
        self.pairs = [pairs_of(text) for text in texts]
        counts = Counter(pair for pairs in self.pairs for pair in pairs)
        self.weights = {pair: 1 / log(2.0 + n) for pair, n in counts.items() if n > 1}
        self.opened = carry([find_quote(text, last=True) for text in texts])
        self.closed = carry([find_quote(text, last=False) for text in texts][::-1])[::-1]
        self.found: dict[tuple[int, int], float] = {}
        self.tails: dict[tuple[int, int], Pairs] = {}
        self.heads: dict[tuple[int, int], Pairs] = {}

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
        if not before.heads or before.final:
            return NEVER
        if self.leads[at] or shape.byline is not None:
            return HEADING
        if shape.heads and shape.column and not (shape.fits or shape.final):
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

    def weigh_joint(self, old: int, new: int) -> float:
        """Weigh that the text of one line goes on in another."""
        found = self.found.get((old, new))
        if found is None:
            near, wider = (self.weigh_share(old, new, window) for window in WINDOWS)
            found = WORDS * self.weigh_words(old, new) + NEAR * near + WIDER * wider + BASE
            found += self.weigh_quotes(old, new)
            self.found[old, new] = found
        return found

    def weigh_words(self, old: int, new: int) -> float:
        """Weigh a joint by the words on either side, and the one that may lie across."""
        before, after = self.shapes[old], self.shapes[new]
        if before.closed or self.leads[new]:
            return 2 * ARTICLE
        if after.continues:
            return ARTICLE if before.final else 0.0
        if before.final:
            return 0.0
        crossing = self.weigh_crossing(self.lines[old].text, self.lines[new].text)
        alone = after.heads and after.column and not (after.fits or after.final)
        return crossing - 2.0 if alone else crossing

    def weigh_crossing(self, old: str, new: str) -> float:
        """Weigh the commonest word of the dictionary that lies across the border."""
        best = 0.0
        for left in range(1, min(LONGEST, len(old) + 1)):
            for right in range(1, min(LONGEST - left, len(new)) + 1):
                count = self.words.get(old[-left:] + new[:right])
                if count:
                    best = max(best, log(count + 1) + LONGEST * (left + right - 2))
        return next(weight for limit, weight in CROSSING if best < limit)

    def weigh_share(self, old: int, new: int, window: int) -> float:
        """Weigh how many words the lines before the joint and after it have in common."""
        tail = self.tails.get((old, window))
        if tail is None:
            tail = frozenset().union(*self.pairs[max(0, old - window + 1) : old + 1])
            self.tails[old, window] = tail
        head = self.heads.get((new, window))
        if head is None:
            head = frozenset().union(*self.pairs[new : new + window])
            self.heads[new, window] = head
        common = sum(self.weights.get(pair, 0.0) for pair in sorted(tail & head))
        return log(common / (1 + min(len(tail), len(head))) + 0.004) + 3.7

    def weigh_quotes(self, old: int, new: int) -> float:
        """Weigh whether a quotation that is open before the joint is closed after it."""
        before, after = self.opened[old], self.closed[new]
        if before is None or after is None:
            return 0.0
        return CLOSING * before if before == after else UNPAIRED


def is_lead(lines: Sequence[Line], shapes: Sequence[Shape], at: int, knowledge: Knowledge) -> bool:
    """Tell whether a report's opening phrase begins with a line; it may run over two."""
    if shapes[at].lead or not shapes[at].column or not may_lead(lines[at].text):
        return shapes[at].lead
    return read_lead(join_lines(lines[at : at + 2]), knowledge) is not None


def pairs_of(text: str) -> Pairs:
    """Give the pairs of neighbouring Chinese characters of a text."""
    return frozenset(
        one + other
        for one, other in pairwise(text)
        if "\u3400" <= one <= "\u9fff" and "\u3400" <= other <= "\u9fff"
    )


def find_quote(text: str, *, last: bool) -> bool | None:
    """Tell whether the last quotation mark of a text opens, or its first one closes."""
    opening, closing = (text.rfind(mark) if last else text.find(mark) for mark in "“”")
    if opening < 0 and closing < 0:
        return None
    return opening > closing if last else closing >= 0 and not 0 <= opening < closing


def carry(marks: Iterable[bool | None]) -> list[bool | None]:
    """Let what one line says hold for the next ones, too."""
    carried: list[bool | None] = []
    state, age = None, 0
    for mark in marks:
        state, age = (mark, 0) if mark is not None else (state, age + 1)
        carried.append(state if age < REACH else None)
    return carried
