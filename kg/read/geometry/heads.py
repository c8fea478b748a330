"""Find the headlines of a page, and the columns that they stand over or beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Box
from kg.read.articles.margins import NUMBER
from kg.read.geometry.blocks import Block, turn
from kg.read.geometry.rows import bound
from kg.read.geometry.rules import Rules

CLOSE = 1.1  # sizes; lines of one headline stand no farther apart
BESIDE = 14.0  # sizes of running text; a headline down the page stands no farther from its text
LEAD = 4.0  # the same before its text
UNDER = 8.0  # sizes; a text that begins lower under a headline is not its own
HIGH = 4.5  # sizes; a headline so high over a text yields to a nearer one beside
KICKER = 4.0  # sizes; a shorter row over a headline may be anything
CAPTION = 3  # rows; what has fewer under a picture tells of it
GUTTER = 3.5  # sizes; columns of one text stand no farther apart


@dataclass(frozen=True, slots=True)
class Head:
    """A headline: its blocks from first to last."""

    blocks: tuple[Block, ...]
    box: Box
    vertical: bool


def find_heads(blocks: Sequence[Block], rules: Rules) -> list[Head]:
    """Find the headlines; lines that stand close together are one."""
    groups: list[list[Block]] = []
    large = [block for block in blocks if block.head and not is_number(block)]
    for block in sorted(large, key=lambda one: (one.box.top, -one.box.right)):
        for group in groups:
            if any(are_one(block, other) for other in group):
                group.append(block)
                break
        else:
            groups.append([block])
    add_kickers(groups, [block for block in blocks if not block.head], rules)
    return [make_head(group) for group in groups]


def add_kickers(groups: list[list[Block]], texts: Sequence[Block], rules: Rules) -> None:
    """Add the single rows right over headlines, set in their middle, to them."""
    for group in groups:
        if group[0].vertical:
            continue
        box = bound(block.box for block in group)
        size = max(block.size for block in group)
        for block in texts:
            if (
                len(block.rows) == 1
                and not block.vertical
                and -0.2 * size < box.top - block.box.bottom < CLOSE * size
                and abs(block.box.left + block.box.right - box.left - box.right) < 2 * block.size
                and block.box.right - block.box.left > KICKER * block.size
                and not block.final
                and block.holder == group[0].holder
                and not rules.part_across(block.box, box)
            ):
                group.append(block)


def is_number(block: Block) -> bool:
    """Tell whether a block is the number of the page, which may be as large as a headline."""
    return (
        len(block.rows) == 1 and NUMBER.fullmatch(block.rows[0].text.replace(" ", "")) is not None
    )


def are_one(block: Block, other: Block) -> bool:
    """Tell whether two blocks are of one headline."""
    if block.vertical != other.vertical or block.holder != other.holder:
        return False
    one, two = (turn(b.box) if b.vertical else b.box for b in (block, other))
    shared = min(one.right, two.right) - max(one.left, two.left)
    gap = max(one.top, two.top) - min(one.bottom, two.bottom)
    narrow = min(one.right - one.left, two.right - two.left)
    return shared > 0.5 * narrow and gap < CLOSE * min(block.size, other.size)


def make_head(group: Sequence[Block]) -> Head:
    """Make a headline of its blocks."""
    vertical = group[0].vertical
    ordered = sorted(group, key=lambda b: -b.box.right if vertical else b.box.top)
    return Head(tuple(ordered), bound(block.box for block in group), vertical)


def find_owners(texts: Sequence[Block], heads: Sequence[Head], rules: Rules) -> list[int]:
    """Find the headline of each block: the one near over it, else the one down the page beside."""
    owners = [find_over(block, heads, rules) for block in texts]
    for number, head in enumerate(heads):
        if not head.vertical:
            continue
        free = [
            at
            for at, over in enumerate(owners)
            if over < 0
            and not texts[at].vertical
            and not rules.part_down(head.box, texts[at].box)
            and not rules.part_across(head.box, texts[at].box)
        ]
        after = [at for at in free if leads(head, texts[at])]
        for at in after or [at for at in free if trails(head, texts[at])]:
            owners[at] = number
    return owners


def find_over(block: Block, heads: Sequence[Head], rules: Rules) -> int:
    """Find the headline near over a block that shares its column; -1 where none does."""
    box = block.box
    best, found = float("-inf"), -1
    for number, head in enumerate(heads):
        if head.vertical or block.vertical or head.blocks[0].holder != block.holder:
            continue
        shared = min(head.box.right, box.right) - max(head.box.left, box.left)
        narrow = min(head.box.right - head.box.left, box.right - box.left)
        near = measure_under(head, block, rules) < UNDER * block.size
        over = best < head.box.bottom <= box.top + block.size
        if over and near and shared > 0.3 * narrow:
            best, found = head.box.bottom, number
    if found >= 0 and rules.part_bands(heads[found].box, box):
        return -1
    return found


def measure_under(head: Head, block: Block, rules: Rules) -> float:
    """Measure the room under a headline; pictures count as none, but for a caption."""
    if len(block.rows) < CAPTION:
        return block.box.top - head.box.bottom
    return rules.measure_room(head.box, block.box)


def spread_heads(
    texts: Sequence[Block], heads: Sequence[Head], owners: Sequence[int], width: float
) -> list[int]:
    """Spread headlines to the columns beside those that they stand over, which begin as high."""
    found = list(owners)

    order = sorted(range(len(texts)), key=lambda at: (texts[at].box.left, texts[at].box.top))
    for ordered in (order, order[::-1]):
        for at in ordered:
            own = texts[at].box.top - HIGH * texts[at].size
            if texts[at].vertical or (found[at] >= 0 and heads[found[at]].box.bottom > own):
                continue
            beside = [
                to
                for to in order
                if found[to] >= 0
                and not heads[found[to]].vertical
                and (
                    are_beside(texts[at], texts[to], width) or is_below_label(texts[at], texts[to])
                )
            ]
            if beside:
                found[at] = max((found[to] for to in beside), key=lambda n: heads[n].box.bottom)
    return found


def are_beside(block: Block, other: Block, width: float) -> bool:
    """Tell whether two blocks are columns side by side that begin at one height."""
    one, two, size = block.box, other.box, max(block.size, other.size)
    left = min(one, two, key=lambda box: box.left)
    gap = max(one.left, two.left) - max(left.right, left.left + width)
    level = abs(one.top - two.top) < size and not other.vertical
    return level and -size <= gap < GUTTER * size and block.holder == other.holder


def is_below_label(block: Block, label: Block) -> bool:
    """Tell whether a block stands right under a line by itself: the text under its byline."""
    gap, size = block.box.top - label.box.bottom, block.size
    shared = min(block.box.right, label.box.right) - max(block.box.left, label.box.left)
    return len(label.rows) == 1 and -0.5 * size < gap < 1.5 * size and shared > 0


def leads(head: Head, block: Block) -> bool:
    """Tell whether a headline down the page stands right before a block."""
    gap = (block.box.left - head.box.right) / block.size
    return -0.5 < gap < LEAD and is_level(head, block)


def trails(head: Head, block: Block) -> bool:
    """Tell whether a headline down the page stands right after a block."""
    gap = (head.box.left - block.box.right) / block.size
    return -0.5 < gap < BESIDE and is_level(head, block)


def is_level(head: Head, block: Block) -> bool:
    """Tell whether a block begins about as high as a headline beside it."""
    level = abs(block.box.top - head.box.top) < 3 * block.size
    return level and head.blocks[0].holder == block.holder
