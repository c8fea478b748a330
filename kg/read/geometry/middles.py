"""Find the headlines in the middle of their texts, whose columns run on below them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.read.geometry.blocks import Block
from kg.read.geometry.heads import Head
from kg.read.geometry.rows import bound
from kg.read.geometry.rules import Rules
from kg.read.geometry.sides import GUTTER

NEAR = 3.0  # sizes; a column ends so near over such a headline, and goes on so near below it
EDGE = 0.6  # sizes; the two parts of a column begin, and end, no farther apart
LEVEL = 2.5  # sizes; columns of one text begin as high
INDENT = 0.8  # sizes; by which a paragraph begins late
SHORT = 1.5  # sizes; a last line that leaves so much room ends a paragraph
ROWS = 2  # of the first part of a column


def merge_middles(
    texts: Sequence[Block], heads: Sequence[Head], rules: Rules
) -> tuple[list[Block], dict[int, Head]]:
    """Make one block of the parts of each column that runs on below a headline.

    Also tell which of the new blocks, by their identity, have which headline in them.
    """
    merged = list(texts)
    middles: dict[int, Head] = {}
    for head in heads:
        pairs = list(pair_columns(merged, head, rules))
        if not pairs or not run_on(pairs, merged):
            continue
        for above, below in pairs:
            box = bound((above.box, below.box))
            whole = replace(above, rows=(*above.rows, *below.rows), box=box)
            merged[next(at for at, one in enumerate(merged) if one is above)] = whole
            merged = [one for one in merged if one is not below]
            middles[id(whole)] = head
    return merged, middles


def pair_columns(texts: Sequence[Block], head: Head, rules: Rules) -> Iterator[tuple[Block, Block]]:
    """Pair the columns that end over a headline with those that begin under it; all or none."""
    box = head.box
    if head.vertical:
        return
    inside = [
        text
        for text in texts
        if not text.vertical
        and text.holder == head.blocks[0].holder
        and min(text.box.right, box.right) - max(text.box.left, box.left) > text.size
    ]
    above = [
        one
        for one in inside
        if -one.size < box.top - one.box.bottom < NEAR * one.size and len(one.rows) >= ROWS
    ]
    below = sorted(
        (one for one in inside if -one.size < one.box.top - box.bottom < NEAR * one.size),
        key=lambda one: one.box.top,
    )
    firsts = [next((two for two in below if holds(one, two)), None) for one in above]
    pairs = [(one, two) for one, two in zip(above, firsts, strict=True) if two is not None]
    if len(pairs) < len(above) or not all(any(holds(a, two) for a in above) for two in below):
        return
    whole = bound(block.box for pair in pairs for block in pair) if pairs else box
    if not any(
        rule.right - rule.left > whole.right - whole.left + above[0].size
        for one, two in pairs
        for rule in rules.list_flat(one.box.bottom, two.box.top)
        if min(rule.right, one.box.right) > max(rule.left, one.box.left)
    ):
        yield from sorted(pairs, key=lambda pair: pair[0].box.left)


def holds(above: Block, below: Block) -> bool:
    """Tell whether a block is of the column of another, and in its size."""
    edge = EDGE * above.size
    return (
        above.box.left - edge < below.box.left
        and below.box.right < above.box.right + edge
        and abs(above.size - below.size) < 0.05 * above.size
    )


def run_on(pairs: Sequence[tuple[Block, Block]], texts: Sequence[Block]) -> bool:
    """Tell whether each column goes on below as it ends above, and the one left of them passes."""
    first = pairs[0]
    passing = any(
        -text.size < first[0].box.left - text.box.right < GUTTER * text.size
        and text.box.top < first[0].box.top + LEVEL * text.size
        and text.box.bottom > first[1].box.top
        and text.holder == first[0].holder
        for text in texts
    )
    return (
        passing
        and all(fit(one, two) for one, two in pairs)
        and not all(is_fresh(one, two) for one, two in pairs)
    )


def is_fresh(above: Block, below: Block) -> bool:
    """Tell whether the second part of a column begins a paragraph."""
    return below.rows[0].box.left > above.box.left + INDENT * above.size


def fit(above: Block, below: Block) -> bool:
    """Tell whether a block begins as one goes on that ends as the other."""
    if is_fresh(above, below):
        return above.final
    short = above.rows[-1].box.right < above.box.right - SHORT * above.size
    return not (above.final and short)
