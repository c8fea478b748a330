"""What is printed on a page, and where: the one form that all readers with geometry give."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg.model import Box

SAME = 0.3  # of its size; the same character twice so near is one, printed bold or with a shadow


@dataclass(frozen=True, slots=True)
class Glyph:
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
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        x, y = glyph.middle
        reach = max(1.0, 2 * SAME * glyph.size)
        column, row = int(x // reach), int(y // reach)
        near = (
            other
            for step in (-1, 0, 1)
            for stride in (-1, 0, 1)
            for other in seen.get((glyph.text, column + step, row + stride), ())
        )
        if any(is_double(glyph, other) for other in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept, len(glyphs) - len(kept)


def is_double(glyph: Glyph, other: Glyph) -> bool:
    """Tell whether two equal characters stand in one place."""
    near = SAME * min(glyph.size, other.size)
    (x, y), (u, v) = glyph.middle, other.middle
    return abs(x - u) < near and abs(y - v) < near


def measure_body(glyphs: Sequence[Glyph]) -> float:
    """Measure the size of running text: the one that most characters are near to."""
    counts: dict[int, float] = {}
    for glyph in glyphs:
        step = round(glyph.size * 2)
        for near, weight in ((step - 1, 0.5), (step, 1.0), (step + 1, 0.5)):
            counts[near] = counts.get(near, 0.0) + weight * len(glyph.text)
    if not counts:
        return 0.0
    best = max(sorted(counts), key=counts.__getitem__)
    return median(glyph.size for glyph in glyphs if abs(glyph.size * 2 - best) <= 1.5)
