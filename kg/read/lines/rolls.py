"""Tell rolls, rows of names below one another, from bylines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.know.knowledge import Knowledge
from kg.read.lines.bylines import compile_forms
from kg.read.lines.lines import Line
from kg.read.lines.shapes import Shape

ROWS = 4  # names in more rows wrote no article: they are honoured, elected, in arrears
ABREAST = 2  # names in each of them
LONGEST = 4  # characters of what spaces part in a row between two of them


def drop_rolls(
    lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
) -> tuple[Shape, ...]:
    """Take the bylines out of the rows of rolls, which are no headlines either."""
    rolls = frozenset(find_rolls(lines, shapes, knowledge))
    return tuple(
        shape._replace(byline=None, heads=False, unpaired=False) if at in rolls else shape
        for at, shape in enumerate(shapes)
    )


def find_rolls(
    lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
) -> Iterator[int]:
    """Find the rows of rolls: they read as bylines without a role, or stand between two."""
    role = compile_forms(knowledge).word
    runs: list[list[int]] = [[]]
    for at, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        names = shape.byline.authors if shape.byline else ()
        if len(names) >= ABREAST and not role.search(line.text):
            runs[-1].append(at)
        elif runs[-1] and (shape.byline or not is_parted(line)):
            runs.append([])
    for run in runs:
        if len(run) >= ROWS:
            yield from range(run[0], run[-1] + 1)


def is_parted(line: Line) -> bool:
    """Tell whether spaces part all of a line into what may be names."""
    cuts = (0, *line.spaces, len(line.text))
    return len(cuts) > ABREAST and all(end - start <= LONGEST for start, end in pairwise(cuts))
