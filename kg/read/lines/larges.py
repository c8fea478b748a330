"""Tell how lines are set: as headlines are, as a paragraph begins."""

import re
from collections.abc import Sequence

from kg.read.geometry.sizes import ROUGH
from kg.read.lines.lines import Line

FLUSH = 0.3  # characters; as little is no indent
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


def is_flush(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line stands within a column without an indent: no paragraph begins there."""
    here = lines[at].setting
    flush = here is not None and here.indent is not None and here.indent < FLUSH
    return flush and shares_block(lines, at) and not is_large(lines, at - 1)


def shares_block(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line stands in one block with the line before it."""
    here, before = lines[at].setting, lines[at - 1].setting if at else None
    return here is not None and before is not None and before.block == here.block
