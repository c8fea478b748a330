"""Find the day on which a page was issued, from its own text."""

import re

WEEKDAY = re.compile(
    r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日[\s　]{0,8}(?:星期|周|农历|第)"
    r"|星期[一二三四五六日天][\s　]{0,8}((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
)
YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-—－–]\s*(?:19|20)\d\d\s*年)")
# What makes a year one that is still to come.
AHEAD = re.compile(r"(?:到|至|力争|计划|预计|预期|将于|拟于|目标|规划|前瞻|[-—－–])\s*$")


def find_issue(text: str) -> str | None:
    """Find the day of issue: ISO 8601, a day where the page prints one, else the year.

    A day printed with its weekday is the page's own.  Else it is the newest year that the
    text names as past or present; 到2025年 is ahead.  None where it names no year.
    """
    found = WEEKDAY.search(text)
    if found:
        year, month, day = (int(part) for part in found.groups() if part)
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    years = find_years(text)
    return str(max(years)) if years else None


def find_years(text: str) -> frozenset[int]:
    """Find the years that a text names as past or present."""
    return frozenset(
        int(match[1])
        for match in YEAR.finditer(text)
        if not AHEAD.search(text, max(0, match.start() - 4), match.start())
    )
