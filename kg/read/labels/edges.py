"""Weigh how well lines of running text fill their column: what a headline seldom does."""

import numpy as np

from kg.read.labels.costs import COSTS
from kg.read.lines.traits import Floats, Traits

INDENT = (-2.6, -1.4)  # characters that a paragraph's first line lacks
FILLED = -1.0  # as much as marks and figures leave empty at a full line's end
DOUBTFUL = 1.3  # as much more may be marks that hang out of the other lines
DOUBT = 3  # paragraphs of which none shows an indent


def weigh_edges(lines: Traits) -> tuple[Floats, Floats]:
    """Weigh each line as the first of a paragraph, and as one within it, by what it leaves empty.

    A line that ends a sentence, a text or an item of a list may be as short as it likes.  What
    the page's paragraphs begin with, an indent or none, tells how much the lack of it weighs.
    """
    indented, flush = measure_indents(lines)
    room = lines.width - lines.column
    late = (room >= INDENT[0]) & (room <= INDENT[1])
    free = (lines.column == 0) | lines.final | lines.closed | lines.lead
    ragged = COSTS.ragged * np.clip((FILLED - room) / DOUBTFUL, 0.0, 1.0)
    free |= (ragged > 0) & lines.item
    first = np.where(late, ragged * flush, np.maximum(ragged, COSTS.unmarked * indented))
    return np.where(free, 0.0, first), np.where(free, 0.0, ragged)


def measure_indents(lines: Traits) -> tuple[float, float]:
    """Measure how surely, 0 to 1, the page's paragraphs begin with an indent, and without one."""
    before = lines.shift()
    begins = before.final & before.short & (lines.column > 0) & ~lines.final
    begins[0] = False
    room = (lines.width - lines.column)[begins]
    late = np.count_nonzero((room >= INDENT[0]) & (room <= INDENT[1]))
    flush = np.count_nonzero((room >= FILLED) & (room <= 1))
    seen = late + flush + DOUBT
    return max(0.0, (late - flush) / seen), flush / seen
