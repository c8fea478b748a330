"""Join rows into blocks: the lines of one column that stand close together in one size."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from kg.model import Box
from kg.read.geometry.holders import find_holders
from kg.read.geometry.rows import Row, bound
from kg.read.geometry.rules import Rules
from kg.read.geometry.sizes import ROUGH, find_least, is_head
from kg.read.lines.shapes import ends_sentence

ALIKE = 0.86  # of a size; what differs more is not of one block
EXACTLY_ALIKE = 0.93  # where sizes are exact
LOOSE = 1.05  # sizes; more room between two rows parts them
WIDER = 0.3  # sizes; more room than is usual in the block parts it
INDENT = 2.7  # sizes; the most by which a row begins later than its block
FULL = 0.7  # of the rows are no longer than a full one: the others end a paragraph
MOST_ROWS = 4000  # a broadsheet page of small type has some 1,500
INDENTS, STRAY = (0.0, 1.0, 2.0), 0.35  # sizes; a line begins at one of them, or nearly
CLOSING = "■▲●◆▼★□△"  # a mark after the last full stop of a text
WIDE = 1.3  # of the usual length of a row; a longer one spans columns


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one column, from first to last, and what tells where they go on."""

    rows: tuple[Row, ...]
    box: Box
    size: float
    vertical: bool
    head: bool = False  # larger than running text
    holder: int = 0  # number of the box drawn around it, 0 for none

    @property
    def final(self) -> bool:
        """Tell whether the last row ends a sentence."""
        text = self.rows[-1].text.rstrip(CLOSING)
        return not text or ends_sentence(text)


@dataclass(slots=True)
class Stack:
    """A block that is being built."""

    rows: list[Row]
    holder: int
    left: float
    right: float
    gaps: list[float] = field(default_factory=list)


def turn(box: Box) -> Box:
    """Turn a box so that rows down the page, from right to left, are rows across, downwards."""
    return Box(box.top, -box.right, box.bottom, -box.left)


def find_blocks(rows: Sequence[Row], body: float, frames: Sequence[Box]) -> list[Block]:
    """Join rows into blocks; `frames` are the rules and boxes of the page, which part them."""
    blocks: list[Block] = []
    holders = find_holders(frames, rows)
    for vertical in (False, True):
        some = [row for row in rows if row.vertical == vertical]
        edges = [turn(frame) for frame in frames] if vertical else list(frames)
        blocks += build_blocks(some, body, (edges, holders), vertical=vertical)
    return mark_heads(blocks, body)


def build_blocks(
    rows: Sequence[Row],
    body: float,
    drawn: tuple[Sequence[Box], Mapping[int, int]],
    *,
    vertical: bool,
) -> list[Block]:
    """Build the blocks of the rows that are set one way; `drawn` are the frames and holders."""
    frames, holders = drawn
    places = {id(row): turn(row.box) if vertical else row.box for row in rows}
    if len(rows) > MOST_ROWS:  # no page: a drawing, a heap
        return [stand_alone(row) for row in rows]
    usual = measure_columns(rows, body, vertical=vertical) * WIDE
    exact = find_least(((row.size, len(row.text)) for row in rows), body) < ROUGH
    alike = EXACTLY_ALIKE if exact else ALIKE
    rules = Rules(frames, body)
    stacks: list[Stack] = []
    waiting: list[Stack] = []  # those that may go on
    level = sorted((places[id(row)] for row in rows), key=lambda box: box.top)
    for row in sorted(rows, key=lambda one: (places[id(one)].top, places[id(one)].left)):
        box = places[id(row)]
        waiting = [
            s for s in waiting if box.top - places[id(s.rows[-1])].bottom < 4 * s.rows[-1].size
        ]
        fits = [
            stack
            for stack in waiting
            if stack.holder == holders[id(row)]
            and goes_on(stack, row, places, (usual, alike, rules))
            and not (stack.right - stack.left > usual and is_one_of_several(stack, box, level))
        ]
        if len(fits) == 1:
            add_row(fits[0], row, places)
        else:
            stack = Stack([row], holders[id(row)], box.left, box.right)
            stacks.append(stack)
            waiting.append(stack)
    return [make_block(part, vertical=vertical) for s in stacks for part in split_stack(s)]


def is_one_of_several(stack: Stack, box: Box, level: Sequence[Box]) -> bool:
    """Tell whether another row stands beside one under a wide stack: columns begin there.

    `level` are the boxes of all rows, sorted by their tops.
    """
    high = box.bottom - box.top
    first = bisect_left(level, box.top - high, key=lambda other: other.top)
    last = bisect_right(level, box.top + high, key=lambda other: other.top)
    return any(
        min(other.bottom, box.bottom) - max(other.top, box.top) > 0.5 * high
        and stack.left - high < other.left
        and other.right < stack.right + high
        and (other.left > box.right or other.right < box.left)
        for other in level[first:last]
    )


def split_stack(stack: Stack) -> Iterator[Stack]:
    """Split a stack where it leaves more room than it mostly does: a byline over its text."""
    usual = median(stack.gaps) if len(stack.gaps) > 1 else float("inf")
    start = 0
    for at, gap in enumerate(stack.gaps, start=1):
        label = at == 1 and is_label(stack, vertical=stack.rows[0].vertical)
        if label or gap > usual + WIDER * stack.rows[at].size:
            yield Stack(stack.rows[start:at], stack.holder, stack.left, stack.right)
            start = at
    yield Stack(stack.rows[start:], stack.holder, stack.left, stack.right)


def is_label(stack: Stack, *, vertical: bool) -> bool:
    """Tell whether the first row is a line by itself: a byline, set over one column or several."""
    first, second = (turn(row.box) if vertical else row.box for row in stack.rows[:2])
    size = stack.rows[0].size
    if ends_sentence(stack.rows[0].text):
        return False
    late = (first.left - stack.left) / size
    astray = min(abs(late - indent) for indent in INDENTS) > STRAY
    short = first.right < stack.right - 1.5 * size
    fresh = second.left > stack.left + 0.8 * size
    return (short and (fresh or astray)) or is_centred(first, stack.left, stack.right, size)


def is_centred(box: Box, left: float, right: float, size: float) -> bool:
    """Tell whether a row stands in the middle of its column and fills it on neither side."""
    before, after = (box.left - left) / size, (right - box.right) / size
    return min(before, after) > STRAY and abs(before - after) < STRAY


def add_row(stack: Stack, row: Row, places: dict[int, Box]) -> None:
    """Add a row to a stack."""
    box = places[id(row)]
    stack.gaps.append(box.top - places[id(stack.rows[-1])].bottom)
    stack.rows.append(row)
    stack.left, stack.right = min(stack.left, box.left), max(stack.right, box.right)


def goes_on(
    stack: Stack, row: Row, places: dict[int, Box], page: tuple[float, float, Rules]
) -> bool:
    """Tell whether a row is the next of a stack; `page` says what may be.

    It has the most of a column, how alike sizes are, and the rules.
    """
    most, alike, rules = page
    last, box, before = stack.rows[-1], places[id(row)], places[id(stack.rows[-1])]
    size = max(last.size, row.size)
    gap = box.top - before.bottom
    if min(last.size, row.size) < alike * size or not -0.4 * size < gap < LOOSE * size:
        return False
    usual = median(stack.gaps) if stack.gaps else None
    if usual is not None and gap > usual + WIDER * size:
        return False
    shared = min(stack.right, box.right) - max(stack.left - INDENT * size, box.left)
    if shared < 0.5 * min(stack.right - stack.left, box.right - box.left):
        return False
    return are_aligned(stack, box, size, most) and not rules.part_across(before, box)


def are_aligned(stack: Stack, box: Box, size: float, most: float) -> bool:
    """Tell whether a row begins where its stack does, up to an indent, or is centred with it."""
    late = box.left - stack.left
    right = max(stack.right + INDENT * size, stack.left + most)
    if -INDENT * size < late < INDENT * size and box.right < right:
        return True
    if late >= 0 and box.right <= stack.right + size:
        return True  # a short line, set in the middle or to the right
    return abs((box.left + box.right) - (stack.left + stack.right)) < 1.2 * size


def make_block(stack: Stack, *, vertical: bool) -> Block:
    """Make a block of a stack."""
    size = median(row.size for row in stack.rows)
    box = bound(row.box for row in stack.rows)
    return Block(tuple(stack.rows), box, size, vertical, holder=stack.holder)


def mark_heads(blocks: Sequence[Block], body: float) -> list[Block]:
    """Mark the blocks of headlines: those of larger type, and of few rows if little larger."""
    rows = [row for block in blocks for row in block.rows]
    least = find_least(((row.size, len(row.text)) for row in rows), body)
    return [
        replace(block, head=is_head(len(block.rows), block.rows[-1].text, block.size / body, least))
        for block in blocks
    ]


def begins_paragraph(block: Block) -> bool:
    """Tell whether the first row of a block is indented."""
    return block.rows[0].box.left > block.box.left + 0.8 * block.size


def stand_alone(row: Row) -> Block:
    """Make a block of one row that belongs to no column."""
    stack = Stack([row], 0, row.box.left, row.box.right)
    return make_block(stack, vertical=row.vertical)


def measure_columns(rows: Iterable[Row], body: float, *, vertical: bool) -> float:
    """Measure how long the rows of running text usually are."""
    lengths = sorted(
        (row.box.bottom - row.box.top) if vertical else (row.box.right - row.box.left)
        for row in rows
        if ALIKE * body < row.size < body / ALIKE
    )
    return lengths[int(FULL * len(lengths))] if lengths else 0.0
