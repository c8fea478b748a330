"""Find the headlines of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Box
from kg.read.geometry.blocks import Block, turn
from kg.read.geometry.rows import bound
from kg.read.geometry.rules import Rules
from kg.read.lines.margins import NUMBER

CLOSE = 1.1  # sizes; lines of one headline stand no farther apart
LABEL = 1.1  # of the size of headlines side by side; so much larger is a label over them
SAME = 0.1  # of a size
DASH = "—"  # begins the line under a headline
WRAPPED = 2  # rows of a kicker over a single column
SECTION, APART = 6, 0.3  # characters of a section's name; sizes between it and a headline
KICKER = 4.0  # sizes; a shorter row over a headline may be anything


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
    names = [block for block in large if names_section(block, large)]
    large = [block for block in large if block not in names]
    for block in sorted(large, key=lambda one: (one.box.top, -one.box.right)):
        several = is_one_of_several(block, large)
        for group in groups:
            if several and max(one.size for one in group) > LABEL * block.size:
                continue
            if any(are_one(block, other) for other in group) and not any(
                rules.part_down(block.box, other.box) for other in group
            ):
                group.append(block)
                break
        else:
            groups.append([block])
    add_kickers(groups, [block for block in blocks if not block.head], rules)
    groups += [[block] for block in names]
    return [make_head(group) for group in groups]


def names_section(block: Block, large: Sequence[Block]) -> bool:
    """Tell whether a short line over two headlines side by side names what both are of."""
    size, box = block.size, block.box
    if block.vertical or len(block.rows) > 1 or len(block.rows[0].text) > SECTION:
        return False
    under = [one for one in large if one is not block and are_one(block, one)]
    if any(one.box.top < box.top for one in under):
        return False
    return any(stands_off(block, one) for one in under) or any(
        (one.box.top - box.bottom > APART * size or abs(one.size - size) > SAME * size)
        and abs(one.size - two.size) < SAME * one.size
        and abs(one.box.top - two.box.top) < APART * one.size
        and (two.box.left > one.box.right or two.box.right < one.box.left)
        and not any(
            min(other.box.right, two.box.right) > max(other.box.left, two.box.left)
            and abs(other.box.top - box.top) < size
            for other in large
            if other is not block
        )
        for one in under
        for two in large
        if two is not one and not two.vertical
    )


def stands_off(block: Block, head: Block) -> bool:
    """Tell whether a short line over a larger headline begins well before it: a column's name."""
    one, two = block.box, head.box
    return head.size > LABEL * block.size and one.left < two.left - 2 * block.size


def is_one_of_several(block: Block, large: Sequence[Block]) -> bool:
    """Tell whether a headline beside it has no larger one over it: a label over both is of none."""
    size = block.size
    return not block.vertical and any(
        abs(other.size - size) < SAME * size
        and abs(other.box.top - block.box.top) < SAME * size
        and (other.box.left > block.box.right or other.box.right < block.box.left)
        and not any(over.size > LABEL * size and are_one(over, other) for over in large)
        for other in large
    )


def add_kickers(groups: list[list[Block]], texts: Sequence[Block], rules: Rules) -> None:
    """Add the rows right over headlines, set in their middle, to them."""
    for group in groups:
        if group[0].vertical:
            continue
        box = bound(block.box for block in group)
        size = max(block.size for block in group)
        for block in texts:
            if (
                is_centred_line(block)
                and -0.2 * size < box.top - block.box.bottom < CLOSE * size
                and abs(block.box.left + block.box.right - box.left - box.right) < 2 * block.size
                and block.box.right - block.box.left > KICKER * block.size
                and not block.final
                and block.holder == group[0].holder
                and not rules.part_across(block.box, box)
            ):
                group.append(block)


def is_centred_line(block: Block) -> bool:
    """Tell whether a block is a row across, or one whose last characters stand in its middle."""
    if block.vertical or len(block.rows) > WRAPPED:
        return False
    first, last = block.rows[0].box, block.rows[-1].box
    off = abs(first.left + first.right - last.left - last.right)
    return first is last or (last.left > first.left + 0.4 * block.size and off < block.size)


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
    lower = block if one.top > two.top else other
    least = 0.0 if lower.rows[0].text.startswith(DASH) else 0.5 * narrow
    return shared > least and gap < CLOSE * min(block.size, other.size)


def make_head(group: Sequence[Block]) -> Head:
    """Make a headline of its blocks."""
    vertical = group[0].vertical
    ordered = sorted(group, key=lambda b: -b.box.right if vertical else b.box.top)
    return Head(tuple(ordered), bound(block.box for block in group), vertical)
