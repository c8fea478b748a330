"""Set what the lines of a page look like side by side, to weigh all of them at once."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.read.lines.lines import Line
from kg.read.lines.shapes import Shape

ITEMS = re.compile(r"\d{1,2}[、.．](?!\d{1,3}[%％万亿])")

ITEM = 3  # lines of an item at most

Kind = TypeVar("Kind", bound=np.generic)
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Traits(NamedTuple):
    """The shapes of lines: what Shape says of each, one array for each of its fields.

    `named` tells that a byline was read, `down` that the line is set down the page, `item` that
    an item of a list (2、…) ends with it; that needs no full stop.
    """

    width: Floats
    column: Floats
    final: Flags
    closed: Flags
    lead: Flags
    incipit: Floats
    marked: Flags
    particle: Flags
    fronted: Flags
    dangling: Flags
    heads: Flags
    unpaired: Flags
    short: Flags
    wide: Flags
    fits: Flags
    indented: Flags
    lacking: Flags
    continues: Flags
    section: Flags
    named: Flags
    down: Flags
    item: Flags

    def shift(self) -> "Traits":
        """Give each line the traits of the one before it; the first keeps its own."""
        return Traits._make(map(shift, self))


def list_traits(lines: Sequence[Line], shapes: Sequence[Shape]) -> Traits:
    """List the traits of lines, of which there is at least one."""
    *columns, bylines = zip(*shapes, strict=True)
    seen = dict(zip(Shape._fields, map(np.array, columns), strict=False))
    begins = np.array([ITEMS.match(line.text) is not None for line in lines])
    return Traits(
        **seen,
        named=np.array([byline is not None for byline in bylines]),
        down=np.array([line.down for line in lines]),
        item=end_items(begins, seen["final"]),
    )


def end_items(begins: Flags, final: Flags) -> Flags:
    """Tell with which lines an item of a list ends that begins with one of them."""
    ends = begins & ~final
    for _ in range(ITEM - 1):
        ends = (begins | shift(ends)) & ~final
    return ends


def shift(column: NDArray[Kind]) -> NDArray[Kind]:
    """Give each line what holds for the one before it; the first keeps its own."""
    return np.concatenate((column[:1], column[:-1]))


def ask(asked: Flags, answer: Callable[[int], bool]) -> Flags:
    """Ask something of some lines; of the others it does not hold."""
    told = np.zeros(len(asked), np.bool_)
    told[[at for at in np.flatnonzero(asked).tolist() if answer(at)]] = True
    return told
