"""Find the columns that each headline of a page stands over or beside."""

from collections.abc import Sequence

from kg.read.geometry.blocks import Block, begins_paragraph
from kg.read.geometry.heads import Head
from kg.read.geometry.rules import Rules
from kg.read.geometry.sides import GUTTER, find_beside

UNDER = 8.0  # sizes; a text that begins lower under a headline is not its own
HIGH = 4.5  # sizes; a headline so high over a text yields to a nearer one beside
STAND_OFF = 1.8  # sizes; a text so far under another one is not of the headline over both
STEP = 2.2  # sizes; a column beside a headline begins as high as it
STEPS = 3  # columns beside a headline
CAPTION = 3  # rows; what has fewer under a picture tells of it


def find_owners(texts: Sequence[Block], heads: Sequence[Head], rules: Rules) -> list[int]:
    """Find the headline of each block: the one near over it, else the one down the page beside."""
    owners = [find_over(block, heads, rules) for block in texts]
    find_beside(texts, heads, rules, owners)
    for at, block in enumerate(texts):
        if owners[at] >= 0 and is_cut_off(block, heads[owners[at]], texts):
            owners[at] = -1
    for number, head in enumerate(heads):
        if not head.vertical:
            step_back(texts, (number, head), rules, owners)
    for right in (True, False):
        step_heads(texts, heads, owners, right=right)
    return owners


def step_back(
    texts: Sequence[Block], numbered: tuple[int, Head], rules: Rules, owners: list[int]
) -> None:
    """Give a headline over the middle of a text the columns left of it, where the text begins."""
    number, head = numbered
    own = [
        texts[at] for at, over in enumerate(owners) if over == number and len(texts[at].rows) > 1
    ]
    if not own:
        return
    first = min(own, key=lambda block: (block.box.left, block.box.top))
    found: list[int] = []
    while not begins_paragraph(first):
        before = [
            at
            for at, block in enumerate(texts)
            if owners[at] < 0
            and abs(block.box.top - head.box.top) < STEP * block.size
            and -block.size < first.box.left - block.box.right < GUTTER * block.size
            and block.box.bottom > first.box.top
            and block.holder == first.holder
            and not block.vertical
            and not rules.part_down(block.box, first.box)
        ]
        if not before or len(found) == STEPS:
            return
        found.append(before[0])
        first = texts[before[0]]
    for at in found:
        owners[at] = number


def step_heads(
    texts: Sequence[Block], heads: Sequence[Head], owners: list[int], *, right: bool
) -> None:
    """Give headlines the columns right of their own, or left, that begin as high as they."""
    stepped: dict[int, list[int]] = {}
    for _ in range(STEPS):
        for at, block in enumerate(texts):
            if owners[at] >= 0 or block.vertical:
                continue
            owners[at] = find_step(block, heads, texts, owners, right=right)
            if owners[at] >= 0:
                stepped.setdefault(owners[at], []).append(at)
    for found in () if right else stepped.values():
        first = min((texts[at] for at in found), key=lambda block: block.box.left)
        if not begins_paragraph(first):
            for at in found:  # a text begins with a paragraph
                owners[at] = -1


def is_cut_off(block: Block, head: Head, texts: Sequence[Block]) -> bool:
    """Tell whether another text ends between a headline and a block that stands apart from it."""
    if head.vertical:
        return False
    box = block.box
    between = [
        text.box.bottom
        for text in texts
        if text is not block
        and (len(text.rows) > 1 or text.final)
        and min(text.box.right, box.right) - max(text.box.left, box.left) > 0
        and head.box.bottom - block.size < text.box.top
        and text.box.bottom < box.top + 0.5 * block.size
    ]
    return bool(between) and box.top - max(between) > STAND_OFF * block.size


def find_step(
    block: Block,
    heads: Sequence[Head],
    texts: Sequence[Block],
    owners: Sequence[int],
    *,
    right: bool,
) -> int:
    """Find the headline whose columns end beside a block that begins as high as it; else -1.

    `right` says on which side of them the block is to stand.
    """
    best, found = GUTTER * block.size, -1
    for text, over in zip(texts, owners, strict=True):
        if over < 0 or heads[over].vertical or text.holder != block.holder:
            continue
        head = heads[over].box
        one, two = (text, block) if right else (block, text)
        gap = two.box.left - one.box.right
        level = abs(block.box.top - head.top) < STEP * block.size
        if level and text.box.top < block.box.bottom and -block.size < gap < best:
            best, found = gap, over
    return found


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
    texts: Sequence[Block],
    heads: Sequence[Head],
    owners: Sequence[int],
    width: float,
    rules: Rules,
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
                and not is_parted(texts[at], texts[to], heads[found[to]], rules)
                and (
                    are_beside(texts[at], texts[to], width) or is_below_label(texts[at], texts[to])
                )
            ]
            if beside:
                found[at] = max((found[to] for to in beside), key=lambda n: heads[n].box.bottom)
    return found


def is_parted(block: Block, other: Block, head: Head, rules: Rules) -> bool:
    """Tell whether a rule beside a headline parts a block from its text; one below it does not."""
    return rules.part_down(block.box, other.box, head.box.bottom)


def are_beside(block: Block, other: Block, width: float) -> bool:
    """Tell whether two blocks are columns side by side that begin at one height."""
    one, two, size = block.box, other.box, max(block.size, other.size)
    left = min(one, two, key=lambda box: box.left)
    start = max(one.left, two.left)
    gap = start - left.right
    gap = gap if gap < GUTTER * size else start - max(left.right, left.left + width)
    level = abs(one.top - two.top) < size and not other.vertical
    return level and -size <= gap < GUTTER * size and block.holder == other.holder


def is_below_label(block: Block, label: Block) -> bool:
    """Tell whether a block stands right under a line by itself: the text under its byline."""
    gap, size = block.box.top - label.box.bottom, block.size
    shared = min(block.box.right, label.box.right) - max(block.box.left, label.box.left)
    return len(label.rows) == 1 and -0.5 * size < gap < 1.5 * size and shared > 0
