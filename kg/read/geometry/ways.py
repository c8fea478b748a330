"""Weigh where the text of a block goes on: in which other block, or nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.know.words import crosses
from kg.model import Box
from kg.read.geometry.blocks import INDENTS, STRAY, Block, is_centred, turn
from kg.read.geometry.rules import Rules
from kg.read.lines.shapes import NO_START

BROKEN = 5.0  # a sentence that goes on where a paragraph begins, or the other way round
CARRIED = -2.0  # a sentence that goes on in mid-sentence
UNMARKED = -0.5  # a new sentence, where the last one filled its line
OPEN, CLOSED, EITHER = 7.0, 0.8, 1.2  # a text that ends: in mid-sentence, at a paragraph's end
CUT, FRESH = 6.0, 3.0  # a text that begins: in mid-sentence, at a paragraph
SIDED, HEADED = 1.0, 0.0  # the same beside a headline down the page, and under a headline
SHORT = 0.8  # of its column; a shorter line by itself is a byline or the like
LONGEST_LABEL = 30  # characters
ROOM = 1.2  # what each size of room under a block costs
MOST_ROOM = 3.0
HEADLINE = 8.0  # a headline stands between
PASSED = 3.0  # a block, or a column, is passed over
SIDE = 0.3  # the next column
HIGHER = 0.5  # it begins higher
ABOVE = 3.0  # it ends over this one
WORD, NO_WORD = -1.5, 0.5  # a word of the dictionary lies across the two, or none
LOWER = 2.0  # it begins below the end of this one
OTHER = 8.0  # it stands under another headline
OWN = -1.0  # it stands under the same one
FIRST = 4.0  # it is the first under its headline
BACK = 6.0  # it stands to the left
ROUND = 5.5  # to the left, and below
ODD = 2.0  # a column of another width
UNLIKE = 3.0  # characters of another size
BOXED = 5.0  # one of them is in a box
RULED = 9.0  # a rule lies between them


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of running text and what stands around it.

    `box` is turned where the text runs down the page; `left` and `right` are the edges of its
    column; `over` is the number of its headline, -1 where none stands near; `first` tells that
    it is the first under it, `sided` that it stands beside one down the page, `alone` that no
    other shares its column; `top` is where the headline and the text together begin.
    """

    block: Block
    box: Box
    left: float
    right: float
    over: int
    first: bool
    sided: bool
    alone: bool
    top: float

    @property
    def label(self) -> bool:
        """Tell whether it is a byline or another short thing, not running text."""
        if len(self.block.rows) > 2 or self.block.final:
            return False
        if self.block.vertical or self.alone:
            return sum(len(row.text) for row in self.block.rows) <= LONGEST_LABEL
        if len(self.block.rows) == 1 and is_centred(
            self.box, self.left, self.right, self.block.size
        ):
            return True
        width = self.box.right - self.box.left
        full = self.box.right > self.right - 1.5 * self.block.size
        late = (self.box.left - self.left) / self.block.size
        return self.astray(late) or (width < SHORT * (self.right - self.left) and not full)

    @staticmethod
    def astray(late: float) -> bool:
        """Tell whether a row begins neither where its column does nor at an indent."""
        return late > max(INDENTS) + STRAY or min(abs(late - one) for one in INDENTS) > STRAY

    @property
    def ends(self) -> str:
        """Tell how its text ends: open, closed, or either."""
        last = self.block.rows[-1].box
        edge = turn(last).right if self.block.vertical else last.right
        short = edge < self.right - 1.1 * self.block.size
        if self.block.final:
            return "closed" if short else "either"
        return "open"

    @property
    def fresh(self) -> bool:
        """Tell whether it begins a paragraph."""
        row = self.block.rows[0].box
        start = turn(row).left if self.block.vertical else row.left
        return start > self.left + 0.8 * self.block.size


def weigh_end(spot: Spot) -> float:
    """Weigh that a text ends with a block."""
    return {"open": OPEN, "closed": CLOSED, "either": EITHER}[spot.ends]


def weigh_start(spot: Spot) -> float:
    """Weigh that a text begins with a block."""
    if spot.block.rows[0].text[:1] in NO_START:
        return CUT
    if spot.label or spot.first:
        return HEADED if spot.fresh or spot.label else CUT / 2
    return (SIDED if spot.sided else FRESH) if spot.fresh else CUT


def weigh_way(spot: Spot, other: Spot, spots: Sequence[Spot], heads: Sequence[Box]) -> float:
    """Weigh that a text goes on from one block in another."""
    if spot.block.vertical != other.block.vertical or spot.label or other.label:
        return float("inf")
    size = max(spot.block.size, other.block.size)
    cost = weigh_words(spot, other)
    cost += weigh_place(spot, other, spots, heads, size)
    wide, width = spot.right - spot.left, other.right - other.left
    cost += ODD if abs(wide - width) > 0.15 * max(wide, width) else 0.0
    cost += UNLIKE if min(spot.block.size, other.block.size) < 0.9 * size else 0.0
    cost += BOXED if spot.block.holder != other.block.holder else 0.0
    return cost


def weigh_rules(spot: Spot, other: Spot, rules: Rules) -> float:
    """Weigh the rules between two blocks; those between the columns under a headline part none."""
    one, two = spot.block.box, other.block.box
    shared = spot.over == other.over and spot.over >= 0
    parted = rules.part_across(one, two) or (not shared and rules.part_down(one, two))
    return RULED if parted else 0.0


def weigh_words(spot: Spot, other: Spot) -> float:
    """Weigh how a text would go on by its last and first words."""
    ends = spot.ends
    if ends == "closed":
        return 0.0 if other.fresh else BROKEN
    if other.block.rows[0].text[:1] in NO_START:
        return CARRIED
    if ends == "open":
        if other.fresh:
            return BROKEN
        word = crosses(spot.block.rows[-1].text, other.block.rows[0].text)
        return CARRIED + (WORD if word else NO_WORD)
    return 0.0 if other.fresh else UNMARKED


def weigh_place(
    spot: Spot, other: Spot, spots: Sequence[Spot], heads: Sequence[Box], size: float
) -> float:
    """Weigh how a text would go on by where the two blocks stand."""
    box, to = spot.box, other.box
    shared = min(spot.right, other.right) - max(spot.left, other.left)
    narrow = min(spot.right - spot.left, other.right - other.left)
    if shared > 0.6 * narrow:
        if to.top < box.bottom - 0.5 * size:
            return BACK + ROUND
        between = Box(max(box.left, to.left), box.bottom, min(box.right, to.right), to.top)
        passed = sum(lies_in(one.box, between) for one in spots if one not in (spot, other))
        cost = min(MOST_ROOM, ROOM * (to.top - box.bottom) / size - 0.5)
        headed = other.sided and min(spot.over, other.over) >= 0 and spot.over != other.over
        headed = headed or any(lies_in(head, between) for head in heads)
        cost += HEADLINE if headed else 0.0
        return cost + PASSED * passed
    if other.left >= spot.right - size:
        return weigh_side(spot, other, size)
    far = (spot.left - other.right) / max(1.0, spot.right - spot.left)
    away = max(0.0, to.top - box.bottom, box.top - to.bottom) / (20 * size)
    return (ROUND if to.top >= box.bottom - size else BACK) + max(0.0, far) / 2 + away


def weigh_side(spot: Spot, other: Spot, size: float) -> float:
    """Weigh that a text goes on in a column to the right."""
    box, to = spot.box, other.box
    columns = max(0.0, (other.left - spot.right) / max(1.0, spot.right - spot.left))
    cost = SIDE + PASSED * round(columns) + columns
    beside = abs(to.top - spot.top) < 2.5 * size or abs(to.top - box.top) < 2.5 * size
    if not beside and to.top < box.top:
        cost += HIGHER + (box.top - to.top) / (20 * size)
        cost += ABOVE if to.bottom < box.top else 0.0
    if to.top > box.bottom:
        cost += LOWER
    if spot.over == other.over and spot.over >= 0:
        cost += OWN
    elif spot.over != other.over:
        apart = min(spot.over, other.over) >= 0
        level = abs(to.top - spot.top) < 2.5 * size
        cost += OTHER if apart else 0.0 if level else OTHER / 3
    return cost + (FIRST if other.first else 0.0)


def lies_in(box: Box, between: Box) -> bool:
    """Tell whether a box lies in the room between two blocks, or a part of it does."""
    across = min(box.right, between.right) - max(box.left, between.left)
    middle = (box.top + box.bottom) / 2
    return across > 0.3 * (between.right - between.left) and between.top < middle < between.bottom
