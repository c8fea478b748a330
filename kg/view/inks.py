"""The colours of a terminal; those of the kinds are the graph's (assets/kinds.json)."""

import json
from collections.abc import Iterator
from functools import cache

from kg.view.tables import wrap
from kg.view.templates import read_asset

BOLD, SOFT, BLUE, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[34m", "\x1b[0m"
UNDERLINED = "\x1b[4m"
CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")  # a terminal would obey them
STEPS = (0, 95, 135, 175, 215, 255)  # of the 6 × 6 × 6 colours that every terminal has
OTHER = "#5F6B7A"  # of a kind that assets/kinds.json does not know


def paint(text: str, style: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield the lines of a text in a style."""
    for line in wrap(text.translate(CONTROLS), width - len(indent)):
        yield f"{indent}{style}{line}{PLAIN}" if style else indent + line


@cache
def choose_ink(kind: str) -> str:
    """Choose white on the colour of `kind`: it can be read on a dark ground and on a light one."""
    color = json.loads(read_asset("kinds.json")).get(kind, {"color": OTHER})["color"]
    red, green, blue = (find_step(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return f"\x1b[38;5;231;48;5;{16 + 36 * red + 6 * green + blue}m"


def find_step(light: int) -> int:
    """Find the step that comes nearest to an amount of red, green or blue."""
    return min(range(len(STEPS)), key=lambda step: abs(STEPS[step] - light))
