"""Weigh how well lines of running text fill their column: what a headline seldom does."""

import itertools
from collections.abc import Sequence

from kg.read.articles.borders import ends_item
from kg.read.articles.costs import COSTS
from kg.read.articles.lines import Line
from kg.read.articles.shapes import Shape

INDENT = (-2.6, -1.4)  # characters that a paragraph's first line lacks
FILLED = -1.0  # as much as marks and figures leave empty at a full line's end
DOUBTFUL = 1.3  # as much more may be marks that hang out of the other lines
DOUBT = 3  # paragraphs of which none shows an indent


def weigh_edges(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[tuple[float, float]]:
    """Weigh each line as the first of a paragraph, and as one within it, by what it leaves empty.

    A line that ends a sentence, a text or an item of a list may be as short as it likes.
    """
    indented, flush = measure_indents(shapes)
    edges = [weigh_edge(shape, indented, flush) for shape in shapes]
    for at, (_, ragged) in enumerate(edges):
        if ragged and ends_item(lines, shapes, at + 1):
            edges[at] = (0.0, 0.0)
    return edges


def weigh_edge(shape: Shape, indented: float, flush: float) -> tuple[float, float]:
    """Weigh one line, on a page where so much speaks for indents, and against them."""
    if not shape.column or shape.final or shape.closed or shape.lead:
        return 0.0, 0.0
    room = shape.width - shape.column
    late = INDENT[0] <= room <= INDENT[1]
    ragged = COSTS.ragged * min(1.0, max(0.0, (FILLED - room) / DOUBTFUL))
    if late:
        return ragged * flush, ragged
    return max(ragged, COSTS.unmarked * indented), ragged


def measure_indents(shapes: Sequence[Shape]) -> tuple[float, float]:
    """Measure how surely, 0 to 1, the page's paragraphs begin with an indent, and without one."""
    late = flush = 0
    for before, shape in itertools.pairwise(shapes):
        if not (before.final and before.short and shape.column) or shape.final:
            continue
        room = shape.width - shape.column
        late += INDENT[0] <= room <= INDENT[1]
        flush += FILLED <= room <= 1
    seen = late + flush + DOUBT
    return max(0.0, (late - flush) / seen), flush / seen
