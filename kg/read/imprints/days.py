"""Read the day that a line of a page prints, by its date, its weekday and the lunar year."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kg.read.imprints.issues import find_years
from kg.read.imprints.numbers import read_number

WEEKLY = 3  # trust in a date whose weekday is right
DAY = re.compile(
    r"((?:19|20)\d\d)\s?[年./—－-]\s?(\d{1,2})\s?[月./—－-]\s?(\d{1,2})(?!\d)\s?日?"
    r"|([二一][〇○0零九OoＯ][〇○零OoＯ一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月"
    r"([一二三四五六七八九十]{1,3})日"
)
SHORT = re.compile(r"(?<![年\d])(\d{1,2})月(\d{1,2})日")
WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
ENGLISH = re.compile(
    r"(?<![A-Za-z])(?:(mon)|(tue)s?|(wed)(?:nes)?|(thu)r?s?|(fri)|(sat)(?:ur)?|(sun))(?:day)?"
    r"\.?(?![A-Za-z])",
    re.IGNORECASE,
)
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LUNAR = re.compile(
    rf"(?:农历|夏历)?([{STEMS}][{BRANCHES}])年(?:闰?[正一二三四五六七八九十冬腊]{{1,2}}月"
    r"(?:[初十廿卅][一二三四五六七八九十]?|[二三]十)?)?"
    r"|(?:农历|夏历)闰?[正一二三四五六七八九十冬腊]{1,2}月[初十廿卅][一二三四五六七八九十]?"
)
DIGIT = {word: str(number % 10) for number, word in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}


def read_day(text: str, page: str, taken: list[tuple[int, int]]) -> tuple[str | None, int]:
    """Read the date of a line and how sure it is: with its weekday WEEKLY, alone 2, against it 1.

    10月25日 星期三 is of the year among those that the page names in which it was a Wednesday.
    """
    for found in DAY.finditer(text):
        parts = found.groups()
        numbers = [int(part) for part in parts[:3]] if parts[0] else read_words(parts[3:])
        if day := make_day(*numbers):
            taken.append(found.span())
            weekday = find_weekday(text)
            return (
                day.isoformat(),
                2 if weekday is None else WEEKLY if day.isoweekday() == weekday else 1,
            )
    short = SHORT.search(text) if "月" in text else None
    weekday = find_weekday(text) if short else None
    if short is None or weekday is None:
        return None, 0
    taken.append(short.span())
    years = [*list_cycles(text, page), *sorted(find_years(page), reverse=True)]
    for year in years:
        day = make_day(year, int(short[1]), int(short[2]))
        if day and day.isoweekday() == weekday:
            return day.isoformat(), WEEKLY
    return None, 1


def read_words(parts: Sequence[str]) -> list[int]:
    """Read the parts of 二〇二三年十月二十五日 as numbers."""
    year = int("".join(DIGIT.get(word, "0") for word in parts[0]))
    return [year, *(int(read_number(part) or 0) for part in parts[1:])]


def make_day(year: int, month: int, day: int) -> date | None:
    """Make a day, or give None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_weekday(text: str) -> int | None:
    """Find the weekday that a line names, 1 for Monday: 星期四, 周四, THU."""
    if found := WEEKDAY.search(text):
        return "一二三四五六日".find(found[1]) + 1 or 7
    found = ENGLISH.search(text)
    return found.lastindex if found else None


def list_cycles(text: str, page: str) -> Iterator[int]:
    """List the years that 癸卯年 may mean: of those that the page names first."""
    found = LUNAR.search(text)
    if found is None or not found[1]:
        return
    stem, branch = STEMS.index(found[1][0]), BRANCHES.index(found[1][1])
    years = [
        year
        for year in range(2099, 1899, -1)
        if (year - 4) % 10 == stem and (year - 4) % 12 == branch
    ]
    named = find_years(page)
    yield from sorted(years, key=lambda year: (year not in named, -year))
