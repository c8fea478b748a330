"""Join what is printed into rows: the lines of columns, across the page or down it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from kg.model import Box
from kg.read.geometry.glyphs import LARGE, Glyph
from kg.read.geometry.gutters import Gutters
from kg.read.geometry.rules import Rules
from kg.read.geometry.runs import KERN, NEAR, TIGHT, TURNED

# Of a size, beyond the row's letter-spacing: between two Chinese characters, between Latin
# ones, beside a mark or between the scripts, where a row that is stretched is stretched most.
SPACE, LATIN_SPACE, MARK_SPACE = 0.17, 0.16, 0.5
CLOSING, OPENING = "，。、；：！？”’）》」』〉】", "“‘（《「『〈【"
SHORTEST = 4  # characters of a line down the page that leaves one for the next
BLANK = 0.5  # of a size: the blank side of such a mark, which may hang over a column's edge


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: what stands in it, in reading order, its characters, and its place."""

    glyphs: tuple[Glyph, ...]
    text: str
    box: Box
    size: float
    vertical: bool = False


def write_row(glyphs: Sequence[Glyph], size: float, *, vertical: bool) -> str:
    """Write the characters of a row, with spaces where it leaves room."""
    ends = [place_ends(glyph, vertical=vertical) for glyph in glyphs]
    gaps = [after[0] - before[1] for before, after in pairwise(ends)]
    usual = max(0.0, median(gaps)) if len(gaps) > 1 else 0.0
    uneven = 2.5 * median(abs(gap - usual) for gap in gaps) if len(gaps) > 1 else 0.0
    texts = [glyphs[0].text]
    for (before, after), gap in zip(pairwise(glyphs), gaps, strict=True):
        last, first = before.text[-1], after.text[0]
        latin = last.isascii() and first.isascii()
        room = gap - usual - uneven
        wide = room > 0 and room > need_room(last, first) * size
        texts.append(" " + after.text if wide or (after.spaced and latin) else after.text)
    return "".join(texts)


def need_room(last: str, first: str) -> float:
    """Say how much room between two characters is a space, in sizes."""
    if last.isascii() and first.isascii():
        return LATIN_SPACE
    chinese = "\u2e80" <= last <= "\ufaff" and "\u2e80" <= first <= "\ufaff"
    marks = "\u3000" <= last <= "\u303f" or "\u3000" <= first <= "\u303f"
    return SPACE if chinese and not marks else MARK_SPACE


def place_ends(glyph: Glyph, *, vertical: bool) -> tuple[float, float]:
    """Give where a glyph begins and ends along its row."""
    box = glyph.box
    return (box.top, box.bottom) if vertical else (box.left, box.right)


def make_row(glyphs: Iterable[Glyph], *, vertical: bool) -> Row:
    """Make a row of the glyphs that belong to it."""
    inside = sorted(glyphs, key=lambda glyph: place_ends(glyph, vertical=vertical))
    size = median(glyph.size for glyph in inside for _ in glyph.text)
    text = write_row(inside, size, vertical=vertical)
    return Row(tuple(inside), text, bound(glyph.box for glyph in inside), size, vertical)


def bound(boxes: Iterable[Box]) -> Box:
    """Draw the box around boxes."""
    several = list(boxes)
    return Box(
        min(box.left for box in several),
        min(box.top for box in several),
        max(box.right for box in several),
        max(box.bottom for box in several),
    )


def join_rows(rows: Sequence[Row], reach: float, rules: Rules) -> list[Row]:
    """Join rows that stand beside one another no farther apart than `reach` sizes."""
    follows: dict[int, int] = {}
    taken: set[int] = set()
    gutters = Gutters([row.box for row in rows], rules.body)
    for gap, at, other in sorted(list_pairs(rows, reach)):
        pair = rows[at].box, rows[other].box
        if at in follows or other in taken or gap >= reach or rules.part_rows(*pair):
            continue
        large = min(rows[at].size, rows[other].size) > LARGE * rules.body
        if not (large and gap > TIGHT and gutters.lie_between(*pair)):
            follows[at] = other
            taken.add(other)
    return list(chain_rows(rows, follows))


def chain_rows(rows: Sequence[Row], follows: dict[int, int]) -> Iterator[Row]:
    """Make one row of those that follow one another."""
    starts = set(range(len(rows))) - set(follows.values())
    for at in sorted(starts):
        group = [at]
        while group[-1] in follows:
            group.append(follows[group[-1]])
        if len(group) == 1:
            yield rows[at]
        else:
            glyphs = [glyph for one in group for glyph in rows[one].glyphs]
            yield make_row(glyphs, vertical=False)


def list_pairs(rows: Sequence[Row], reach: float) -> Iterator[tuple[float, int, int]]:
    """List the pairs of rows of which the second stands right of the first: gap in sizes."""
    step = max(1.0, median(row.size for row in rows)) if rows else 1.0
    shelves: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        shelves.setdefault(int((row.box.top + row.box.bottom) / 2 // step), []).append(at)
    for shelf in shelves.values():
        shelf.sort(key=lambda at: rows[at].box.left)
    lefts = {number: [rows[at].box.left for at in shelf] for number, shelf in shelves.items()}
    largest = max((row.size for row in rows), default=1.0)
    for at, row in enumerate(rows):
        number = int((row.box.top + row.box.bottom) / 2 // step)
        span = 1 + int(row.size / 2 // step)
        for near in range(number - span, number + span + 1):
            places = lefts.get(near, [])
            first = bisect_right(places, row.box.left)
            last = bisect_right(places, row.box.right + reach * largest)
            for other in shelves.get(near, ())[first:last]:
                gap = measure_gap(row, rows[other])
                if other != at and -KERN < gap < reach:
                    yield gap, at, other


def measure_gap(row: Row, other: Row) -> float:
    """Measure, in sizes, how far right of a row another begins; infinite on another line."""
    size = max(row.size, other.size)
    if min(row.size, other.size) < 0.8 * size or other.box.left <= row.box.left:
        return float("inf")
    low = min(row.box.bottom, other.box.bottom) - max(row.box.top, other.box.top)
    least = min(row.box.bottom - row.box.top, other.box.bottom - other.box.top)
    if low <= 0.5 * least:
        return float("inf")
    marks = (row.text[-1] in CLOSING) + (other.text[0] in OPENING)
    return (other.box.left - row.box.right) / size + BLANK * marks


def stand_up(flat: Sequence[Row], upright: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Join single characters one under the other, and figures in rows down the page."""
    small = [
        row
        for row in flat
        if row.box.right - row.box.left <= TURNED * row.size
        and False not in {glyph.vertical for glyph in row.glyphs}
    ]
    columns = pile_rows([*small, *upright])
    lone = [
        replace(column[0], vertical=False)  # or the end of a headline, alone on its last line
        for column in columns
        if len(column) == 1 and (not column[0].vertical or len(column[0].text) == 1)
    ]
    small_ids = {id(row) for row in small}
    down = [
        make_row((glyph for row in column for glyph in row.glyphs), vertical=True)
        for column in columns
        if len(column) > 1 or (column[0].vertical and len(column[0].text) > 1)
    ]
    last = [row for row in lone if any(ends_column(row, column) for column in down)]
    last_ids = {id(row) for row in last}
    kept = [row for row in flat if id(row) not in small_ids]
    kept += [row for row in lone if id(row) not in last_ids]
    return kept, [*down, *(replace(row, vertical=True) for row in last)]


def ends_column(row: Row, column: Row) -> bool:
    """Tell whether a single character is what a headline down the page has for its last line."""
    size = column.size
    return (
        len(row.text) == 1
        and abs(row.size - size) < 0.05 * size
        and abs(row.box.top - column.box.top) < 0.3 * size
        and -0.2 * size < column.box.left - row.box.right < 0.8 * size
        and len(column.text) > SHORTEST
    )


def pile_rows(rows: Sequence[Row]) -> list[list[Row]]:
    """Pile up the rows that stand one right under the other."""
    step = max((row.size for row in rows), default=1.0)
    shelves: dict[int, list[list[Row]]] = {}  # the piles by where the last of each stands
    piles: list[list[Row]] = []
    for row in sorted(rows, key=lambda one: (one.box.top, one.box.left)):
        shelf = int((row.box.left + row.box.right) / 2 // step)
        near = [pile for one in (-1, 0, 1) for pile in shelves.get(shelf + one, ())]
        pile = next((pile for pile in near if is_under(pile[-1], row)), None)
        if pile is None:
            pile = []
            piles.append(pile)
            open_piles = shelves.setdefault(shelf, [])
            open_piles[:] = [p for p in open_piles if p[-1].box.bottom > row.box.top - 2 * step]
            open_piles.append(pile)
        pile.append(row)
    return piles


def is_under(row: Row, other: Row) -> bool:
    """Tell whether a row down the page goes on in another."""
    size = max(row.size, other.size)
    off = abs((row.box.left + row.box.right) - (other.box.left + other.box.right)) / 2
    alike = min(row.size, other.size) > 0.95 * size
    reach = (1.0 if alike and (row.vertical or other.vertical) else NEAR) * size
    near = -0.5 * size < other.box.top - row.box.bottom < reach
    return near and off < 0.35 * size and min(row.size, other.size) > 0.8 * size
