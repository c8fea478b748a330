"""Join glyphs into the rows of a page: near ones first, then those that stand farther apart."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from kg.read.geometry.blocks import measure_columns
from kg.read.geometry.fits import clip_rows, join_stretched
from kg.read.geometry.glyphs import LARGE, Glyph
from kg.read.geometry.gutters import Gutters
from kg.read.geometry.initials import join_initials
from kg.read.geometry.rows import Row, chain_rows, join_rows, list_pairs, make_row, stand_up
from kg.read.geometry.rules import Rules
from kg.read.geometry.runs import NEAR, find_runs

ONE_SPACE = 1.15  # sizes; as much parts the halves of a headline
SPACED, EVEN = 3, 0.15  # characters of a spaced headline; sizes by which its rooms may differ
LABEL = 9  # characters; after so short a row a space of the file is one
LONE_SPACE = 1.6  # in a line by itself
FAR = 2.6  # what stands farther is not, whatever stands around it


def find_rows(glyphs: Sequence[Glyph], body: float, rules: Rules) -> list[Row]:
    """Join glyphs into rows; `body` is the size of running text, no row crosses a rule."""
    flat: list[Row] = []
    upright: list[Row] = []
    for run, vertical in find_runs(glyphs, rules):
        (upright if vertical else flat).append(make_row(run, vertical=vertical))
    flat = join_rows(clip_rows(flat, body), NEAR, rules)
    flat, upright = stand_up(flat, upright)
    flat = join_far(join_spaced(flat, body), body, rules)
    usual = measure_columns(flat, body, vertical=False)
    return join_initials([*join_stretched(flat, usual, body, rules), *upright], body)


def are_spaced(row: Row, other: Row) -> bool:
    """Tell whether the room between two rows is what they leave within, or one space."""
    room = other.box.left - row.box.right
    size = max(row.size, other.size)
    return room < ONE_SPACE * size or room < 1.4 * max(find_room(row), find_room(other))


def find_room(row: Row) -> float:
    """Find the room that a row leaves between characters; without end for a single one."""
    rooms = [after.box.left - before.box.right for before, after in pairwise(row.glyphs)]
    return median(rooms) if rooms else float("inf")


def join_spaced(rows: Sequence[Row], body: float) -> list[Row]:
    """Join large single characters in a line that leave equal room: a headline over columns."""
    single = [
        row
        for row in rows
        if len(row.glyphs) == 1 and len(row.text) == 1 and row.size > LARGE * body
    ]
    if len(single) < SPACED:
        return list(rows)
    follows: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for gap, at, other in sorted(list_pairs(single, FAR)):
        if at not in follows and other not in taken:
            follows[at] = (other, gap)
            taken.add(other)
    joined: list[Row] = []
    inside: set[int] = set()
    for start in sorted(set(range(len(single))) - taken):
        group, rooms = [start], list[float]()
        while group[-1] in follows:
            other, room = follows[group[-1]]
            if rooms and abs(room - rooms[0]) > EVEN:
                break
            rooms.append(room)
            group.append(other)
        if len(group) >= SPACED:
            inside.update(id(single[at]) for at in group)
            joined.append(make_row((single[at].glyphs[0] for at in group), vertical=False))
    return [*(row for row in rows if id(row) not in inside), *joined]


def join_far(rows: Sequence[Row], body: float, rules: Rules) -> list[Row]:
    """Join rows with more room between them where no column ends there."""
    follows: dict[int, int] = {}
    taken: set[int] = set()
    every = Gutters([row.box for row in rows], body)
    text = Gutters([row.box for row in rows if row.size <= LARGE * body], body)
    for gap, at, other in sorted(list_pairs(rows, FAR)):
        large = max(rows[at].size, rows[other].size) > LARGE * body
        gutters = every if large else text
        pair = rows[at].box, rows[other].box
        parted = gutters.lie_between(*pair)
        if parted is None or large:  # nothing stands around, and a headline may be spaced
            parted = bool(parted) or not large or not are_spaced(rows[at], rows[other])
        if parted and not large and gap < LONE_SPACE:  # a byline over columns is one
            told = rows[other].glyphs[0].spaced and len(rows[at].glyphs) <= LABEL
            parted = not told and not all(gutters.is_lone(box) for box in pair)
        parted = parted or rules.part_rows(*pair)
        if parted or at in follows or other in taken:
            continue
        follows[at] = other
        taken.add(other)
    return list(chain_rows(rows, follows))
