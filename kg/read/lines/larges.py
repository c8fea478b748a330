"""Tell which lines are set as headlines are."""

import re
from collections.abc import Sequence

from kg.read.geometry.sizes import ROUGH
from kg.read.lines.lines import Line

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def is_large(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is set as headlines are, whatever its marks and length.

    Figures by themselves (52.2%) are only where they end one.
    """
    here = lines[at].setting
    if here is None or not here.large:
        return False
    return shares_block(lines, at) or CHINESE.search(lines[at].text) is not None


def goes_on_large(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line goes on a headline in its size: it may read as a name (应趋紧)."""
    here = lines[at].setting
    return here is not None and here.large and here.scale > ROUGH and shares_block(lines, at)


def shares_block(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line stands in one block with the line before it."""
    here, before = lines[at].setting, lines[at - 1].setting if at else None
    return here is not None and before is not None and before.block == here.block
