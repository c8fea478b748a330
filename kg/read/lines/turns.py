"""Take out of the lines what sends the reader to another page: （下转第3版）, 上接第一版."""

import re
from collections.abc import Sequence

from kg.read.lines.lines import Line

PAGE = r"第?(?:[A-Za-z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})版"
MARK = rf"[上下紧][转接]{PAGE}"
# In brackets anywhere, bare where a line begins or ends with it.
TURN = re.compile(rf"[（(【\[]{MARK}[^）)】\]。]{{0,20}}[）)】\]]|^{MARK}|{MARK}$")
CHEAP = "版"


def cut_turns(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines from the marks of turning to another page."""
    kept: list[Line] = []
    turns: list[Line] = []
    for line in lines:
        found = TURN.search(line.text) if CHEAP in line.text else None
        if found is None:
            kept.append(line)
            continue
        turns.append(line.cut(found.start(), found.end()))
        ends = ((0, found.start()), (found.end(), len(line.text)))
        kept.extend(line.cut(start, end) for start, end in ends if start < end)
    return kept, turns
