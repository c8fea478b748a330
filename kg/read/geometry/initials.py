"""Join large initials to the texts that they begin."""

from collections.abc import Sequence
from dataclasses import replace

from kg.read.geometry.rows import Row, make_row

LARGE, LARGEST = 1.7, 5.5  # of the size of running text
NEAR = 1.6  # sizes; the lines beside an initial begin no farther from it
LEVEL = 0.6  # sizes; by which the first line stands apart from its top
LEAST = 2  # lines beside an initial
INDENT = 1.5  # sizes; a text with an initial begins as an indented paragraph does


def join_initials(rows: Sequence[Row], body: float) -> list[Row]:
    """Join each large character beside the first lines of a text to the first of them.

    These lines then begin where the initial does, as those below it.
    """
    single = [
        row for row in rows if len(row.text) == 1 and LARGE * body < row.size < LARGEST * body
    ]
    joined = list(rows)
    for initial in single:
        beside = sorted(find_beside(initial, joined, body), key=lambda at: joined[at].box.top)
        if len(beside) < LEAST or not initial.text.isalpha() or initial.text.isascii():
            continue
        first, *others = beside
        top = initial.box.top - joined[first].box.top
        if abs(top) > LEVEL * body + (initial.box.bottom - initial.box.top) / 4:
            continue
        left = initial.box.left
        for at in others:
            joined[at] = replace(joined[at], box=joined[at].box._replace(left=left))
        row = joined[first]
        whole = make_row([*initial.glyphs, *row.glyphs], vertical=False)
        text = initial.text + row.text
        box = row.box._replace(left=left + INDENT * body)
        joined[first] = replace(whole, text=text, box=box, size=row.size)
        joined.remove(initial)
    return joined


def find_beside(initial: Row, rows: Sequence[Row], body: float) -> list[int]:
    """Find the lines of running text right beside an initial, which begin at one place."""
    box = initial.box
    near = [
        at
        for at, row in enumerate(rows)
        if not row.vertical
        and row.size < initial.size / LARGE
        and row.size > body / LARGE
        and -0.2 * body < row.box.left - box.right < NEAR * body
        and box.top - LEVEL * body < (row.box.top + row.box.bottom) / 2 < box.bottom + LEVEL * body
    ]
    left = min((rows[at].box.left for at in near), default=0.0)
    return [at for at in near if rows[at].box.left < left + LEVEL * body]
