"""Find the columns that each headline down the page stands beside."""

from collections.abc import Sequence

from kg.read.geometry.blocks import Block, begins_paragraph
from kg.read.geometry.heads import Head
from kg.read.geometry.rules import Rules

BESIDE = 14.0  # sizes of running text; a headline down the page stands no farther from its text
LEAD = 8.0  # the same before its text
NEXT = 2.0  # sizes; texts that end within so much are of one column
EVEN = 4.0  # sizes; columns beside a headline down the page end within so much
GUTTER = 3.5  # sizes; columns of one text stand no farther apart


def find_beside(
    texts: Sequence[Block], heads: Sequence[Head], rules: Rules, owners: list[int]
) -> None:
    """Give headlines down the page the texts beside them: those after, or else those before.

    One between two texts takes that which no other can have.
    """
    sides: dict[int, list[list[int]]] = {}
    for number, head in enumerate(heads):
        if head.vertical:
            free = [
                at
                for at, over in enumerate(owners)
                if over < 0
                and not texts[at].vertical
                and not rules.part_down(head.box, texts[at].box)
                and not rules.part_across(head.box, texts[at].box)
            ]
            after = [at for at in free if leads(head, texts[at])]
            sides[number] = [after, [at for at in free if trails(head, texts[at])]]
    right: dict[int, bool] = {}
    while sides:
        for number, both in sides.items():
            sides[number] = [[at for at in side if owners[at] < 0] for side in both]
        number = min(sides, key=lambda one: sum(bool(side) for side in sides[one]) or 3)
        after, before = sides.pop(number)
        right[number] = bool(after)
        edge = max((texts[at].box.right for at in before), default=0.0)
        for at in after or [
            at for at in before if texts[at].box.right > edge - NEXT * texts[at].size
        ]:
            owners[at] = number
        if not after:
            reach_back(texts, number, rules, owners)
    for number, onward in right.items():
        spread_beside(texts, number, rules, owners, right=onward)


def reach_back(texts: Sequence[Block], number: int, rules: Rules, owners: list[int]) -> None:
    """Give a headline after its text the columns before, until that in which the text begins.

    That is the farthest that begins with a paragraph after a column that ends with a sentence;
    where none is, the nearest that begins with a paragraph.
    """
    own = [block for block, over in zip(texts, owners, strict=True) if over == number]
    first = min(own, key=lambda block: (block.box.left, block.box.top), default=None)
    run: list[int] = []
    starts = [0] if first is not None and begins_paragraph(first) else []
    while first is not None:
        before = [
            at
            for at, block in enumerate(texts)
            if owners[at] < 0
            and not block.vertical
            and block.box.left < first.box.left  # a speck follows itself
            and follow(block, first)
            and not rules.part_down(block.box, first.box)
        ]
        if not before:
            break
        run.append(before[0])
        first = texts[before[0]]
        if begins_paragraph(first) and (not starts or follows_end(first, texts, rules)):
            starts.append(len(run))
    for at in run[: starts[-1]] if starts else run:
        owners[at] = number


def follows_end(block: Block, texts: Sequence[Block], rules: Rules) -> bool:
    """Tell whether the column before a block ends with a sentence, or there is none."""
    box, size = block.box, block.size
    before = [
        text
        for text in texts
        if -size < box.left - text.box.right < GUTTER * size
        and min(text.box.bottom, box.bottom) - max(text.box.top, box.top) > 0
        and not rules.part_down(text.box, box)
    ]
    return not before or max(before, key=lambda text: text.box.bottom).final


def spread_beside(
    texts: Sequence[Block], number: int, rules: Rules, owners: list[int], *, right: bool
) -> None:
    """Give a headline down the page the columns farther from it that begin at one height."""
    order = sorted(range(len(texts)), key=lambda at: texts[at].box.left, reverse=not right)
    own = [at for at in order if owners[at] == number]
    given = len(own)
    for at in order:
        if owners[at] >= 0 or texts[at].vertical:
            continue
        for to in own:
            pair = (texts[to], texts[at]) if right else (texts[at], texts[to])
            if follow(*pair) and not rules.part_down(pair[0].box, pair[1].box):
                owners[at] = number
                own.append(at)
                break
    if right or not given:
        return
    for at in own[: given - 1 : -1]:  # a text begins with a paragraph
        if begins_paragraph(texts[at]):
            break
        owners[at] = -1


def follow(left: Block, right: Block) -> bool:
    """Tell whether a block is the next column to the right, and begins at one height.

    They end at one, too, but for the last column of a text, which may be shorter.
    """
    size = max(left.size, right.size)
    level = abs(left.box.top - right.box.top) < size
    short = left.box.bottom - right.box.bottom
    level = level and -EVEN * size < short and (short < EVEN * size or right.final)
    near = -size < right.box.left - left.box.right < GUTTER * size
    return level and near and left.holder == right.holder


def leads(head: Head, block: Block) -> bool:
    """Tell whether a headline down the page stands right before a block."""
    gap = (block.box.left - head.box.right) / block.size
    return -0.5 < gap < LEAD and is_level(head, block)


def trails(head: Head, block: Block) -> bool:
    """Tell whether a headline down the page stands right after a block."""
    gap = (head.box.left - block.box.right) / block.size
    return -0.5 < gap < BESIDE and is_level(head, block)


def is_level(head: Head, block: Block) -> bool:
    """Tell whether a block begins about as high as a headline beside it, or on both its sides."""
    reach = 3 * block.size
    level = abs(block.box.top - head.box.top) < reach
    middle = block.box.top < head.box.top and head.box.bottom < block.box.bottom + reach
    return (level or middle) and head.blocks[0].holder == block.holder
