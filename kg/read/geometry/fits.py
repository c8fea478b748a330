"""Fit lines into their columns: those that reach out of them, and those that are stretched."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Box
from kg.read.geometry.rows import Row, list_pairs, make_row
from kg.read.geometry.rules import Rules

WORD = re.compile(r"[!-~]{10,}[^!-~]?$")  # a line may end with such a word, which is not broken
LINES = 3.5  # sizes; lines of a column so near over and under one show how wide it is
NEXT = 1.0  # sizes; lines right over or under one
BEGINS, ENDS = 0.3, 0.6  # sizes by which the lines of a column begin and end apart
LATER = (0.0, 2.0)  # sizes; the first line of a paragraph is indented
PIECE = 0.97  # of a column; a piece of a stretched line is shorter
STRETCHED = 16.0  # sizes; the most room that is left in a stretched line
WHOLE = 5  # characters; a shorter line shows no column
COLUMN = (0.85, 1.3)  # of the usual length of a line; what is as long is one of a column


def clip_rows(rows: Sequence[Row], body: float) -> list[Row]:
    """Clip lines that end with a long Latin word at the edge of their column."""
    over = [at for at, row in enumerate(rows) if WORD.search(row.text)]
    if not over:
        return list(rows)
    level = Level([row for row in rows if len(row.text) >= WHOLE and not WORD.search(row.text)])
    clipped = list(rows)
    for at in over:
        box = rows[at].box
        ends = [
            near.box.right
            for near in level.list_near(box, LINES * body)
            if abs(near.box.left - box.left) < BEGINS * body
        ]
        edge = max(ends, default=box.right)
        if len(ends) > 1 and edge < box.right - BEGINS * body:
            clipped[at] = replace(rows[at], box=box._replace(right=edge))
    return clipped


def join_stretched(rows: Sequence[Row], usual: float, body: float, rules: Rules) -> list[Row]:
    """Join the pieces of lines that were stretched to fill their column.

    A line that a long word would not fit may have two characters, one at either edge.
    """
    pieces = [
        row for row in rows if row.box.right - row.box.left < PIECE * usual and fits(row, body)
    ]
    least, most = (share * usual for share in COLUMN)
    level = Level(
        [row for row in rows if least < row.box.right - row.box.left < most and fits(row, body)]
    )
    follows: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, other in sorted(list_pairs(pieces, STRETCHED)):
        one, two = pieces[at].box, pieces[other].box
        if at in follows or other in taken or rules.part_rows(one, two):
            continue
        if any(holds(near.box, one, two, body) for near in level.list_near(one, NEXT * body)):
            follows[at] = other
            taken.add(other)
    joined, inside = [], set[int]()
    for start in sorted(set(follows) - taken):
        group = [start]
        while group[-1] in follows:
            group.append(follows[group[-1]])
        one, two = pieces[group[0]].box, pieces[group[-1]].box
        near = level.list_near(one, NEXT * body)
        if any(fills(row.box, one, two, body) for row in near):
            inside.update(id(pieces[at]) for at in group)
            glyphs = [glyph for at in group for glyph in pieces[at].glyphs]
            row = make_row(glyphs, vertical=False)
            joined.append(replace(row, text="".join(pieces[at].text for at in group)))
    return [*(row for row in rows if id(row) not in inside), *joined]


def fits(row: Row, body: float) -> bool:
    """Tell whether a row is of running text."""
    return not row.vertical and abs(row.size - body) < 0.1 * body


def holds(near: Box, one: Box, two: Box, body: float) -> bool:
    """Tell whether two pieces of a line stand within the column of a line over or under them."""
    return near.left - BEGINS * body < one.left and two.right < near.right + ENDS * body


def fills(near: Box, one: Box, two: Box, body: float) -> bool:
    """Tell whether pieces reach from one edge of a column to the other."""
    late = one.left - near.left
    starts = any(abs(late - indent * body) < BEGINS * body for indent in LATER)
    return starts and abs(near.right - two.right) < ENDS * body


class Level:
    """Rows sorted by their tops, to find those right over and under a place."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Sort the rows."""
        self.rows = sorted(rows, key=lambda row: row.box.top)
        self.tops = [row.box.top for row in self.rows]

    def list_near(self, box: Box, reach: float) -> list[Row]:
        """List the rows that are no farther over or under a box and share its column."""
        high = box.bottom - box.top
        first = bisect_left(self.tops, box.top - reach - high)
        last = bisect_right(self.tops, box.bottom + reach)
        return [
            row
            for row in self.rows[first:last]
            if row.box.left < box.right
            and box.left < row.box.right
            and (row.box.top > box.bottom - 0.3 * high or row.box.bottom < box.top + 0.3 * high)
        ]
