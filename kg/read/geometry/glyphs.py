"""What is printed on a page, and where: the one form that all readers with geometry give."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from kg.model import Box

LARGE = 1.15  # of the body's size; what is larger may be set down the page
CLOSER = 0.25  # of its size; by so much nearer is its neighbour below than the one beside it
NEAREST, NO_NEIGHBOUR = 0.6, 1.5  # sizes; how near a neighbour is, and what counts as none
SAME = 0.3  # of its size; the same character twice so near is one, printed bold or with a shadow
COLUMN = 2**24  # cells of a column, more than a page has
AROUND = tuple(column * COLUMN + row for column in (-1, 0, 1) for row in (-1, 0, 1))


class Glyph(NamedTuple):  # as a Box, and for the same reason
    """A character, a word or a whole line as a file has it, with its box on the upright page.

    `size` is the height of its characters.  `vertical` tells that it is set down the page, None
    that nobody said.  `spaced` tells that the file has a space before it.
    """

    text: str
    box: Box
    size: float
    vertical: bool | None = None
    spaced: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.box.left + self.box.right) / 2, (self.box.top + self.box.bottom) / 2


def drop_doubles(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], int]:
    """Keep one of the characters that are printed over themselves; count the others."""
    seen: dict[str, dict[int, list[Glyph]]] = {}  # by character, then by where it stands
    kept = []
    for glyph in glyphs:
        x, y = glyph.middle
        reach = max(1.0, 2 * SAME * glyph.size)
        place = int(x // reach) * COLUMN + int(y // reach)
        cells = seen.setdefault(glyph.text, {})
        near = [cells[place + step] for step in AROUND if place + step in cells]
        if near and any(is_double(glyph, other) for cell in near for other in cell):
            continue
        cells.setdefault(place, []).append(glyph)
        kept.append(glyph)
    return kept, len(glyphs) - len(kept)


def is_double(glyph: Glyph, other: Glyph) -> bool:
    """Tell whether two equal characters stand in one place."""
    near = SAME * min(glyph.size, other.size)
    (x, y), (u, v) = glyph.middle, other.middle
    return abs(x - u) < near and abs(y - v) < near


def measure_body(glyphs: Sequence[Glyph]) -> float:
    """Measure the size of running text: the one that most characters are near to."""
    lengths: dict[int, int] = {}
    for glyph in glyphs:
        step = round(glyph.size * 2)
        lengths[step] = lengths.get(step, 0) + len(glyph.text)
    counts: dict[int, float] = {}
    for step, length in lengths.items():
        for near, weight in ((step - 1, 0.5), (step, 1.0), (step + 1, 0.5)):
            counts[near] = counts.get(near, 0.0) + weight * length
    if not counts:
        return 0.0
    best = max(sorted(counts), key=counts.__getitem__)
    return median(glyph.size for glyph in glyphs if abs(glyph.size * 2 - best) <= 1.5)


def stand_large(glyphs: Sequence[Glyph], body: float) -> list[Glyph]:
    """Mark the large characters that stand nearer to those over and under them than beside them.

    They are of a headline down the page, in whatever order the file has them.
    """
    large = [at for at, glyph in enumerate(glyphs) if glyph.size > LARGE * body]
    reach = 2 * max((glyphs[at].size for at in large), default=1.0)
    cells: dict[tuple[int, int], list[int]] = {}
    for at in large:
        x, y = glyphs[at].middle
        cells.setdefault((int(x // reach), int(y // reach)), []).append(at)
    marked = list(glyphs)
    for at in large:
        glyph = glyphs[at]
        if (
            glyph.vertical is None
            and len(glyph.text) == 1
            and is_down_page(glyphs, at, cells, reach)
        ):
            marked[at] = glyph._replace(vertical=True)
    return marked


def is_down_page(
    glyphs: Sequence[Glyph], at: int, cells: dict[tuple[int, int], list[int]], reach: float
) -> bool:
    """Tell whether a character's nearest neighbour is over or under it."""
    glyph = glyphs[at]
    x, y = glyph.middle
    column, row = int(x // reach), int(y // reach)
    down = across = NO_NEIGHBOUR * glyph.size
    for cell in ((column + a, row + b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
        for near in cells.get(cell, ()):
            other = glyphs[near]
            if near == at or not 0.8 < other.size / glyph.size < 1.25:
                continue
            u, v = other.middle
            if abs(u - x) < SAME * glyph.size:
                gap = max(other.box.top - glyph.box.bottom, glyph.box.top - other.box.bottom)
                down = min(down, gap)
            elif abs(v - y) < SAME * glyph.size:
                gap = max(other.box.left - glyph.box.right, glyph.box.left - other.box.right)
                across = min(across, gap)
    return down + CLOSER * glyph.size < across and down < NEAREST * glyph.size
