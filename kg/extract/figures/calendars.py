"""Resolve the dates of an article one after the other, in ISO 8601.

Source: ISO 8601-1:2019 (2023, 2023-10, 2023-10-25, the interval 2023-01/2023-03).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from kg.extract.figures.amounts import any_of
from kg.extract.figures.numerals import DIGITS, HAN, read_numeral
from kg.know.knowledge import Knowledge

MONTHS = 12
AHEAD = 2  # 12月20日 in a paper of January: so far ahead a month is the last year's
QUARTER = {"一": 1, "1": 1, "首": 1, "二": 2, "两": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
TEN = Decimal(10)
CALENDAR = set("零〇一二三四五六七八九十")
N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
SEP = r"(?:至|到|-|—|~|～|－|–)"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The pattern and the tables made from the word lists."""

    pattern: re.Pattern[str]
    start: re.Pattern[str]
    words: Mapping[str, str]
    periods: Mapping[str, str]


@dataclass(slots=True)
class Context:
    """What the dates read so far leave open for the next: 24日 has the month of 10月23日."""

    issued: str | None
    year: int | None = None  # of the last date whose year the text gives
    near: int | None = None  # of one in the same sentence: 2011年二季度…一季度
    month: tuple[int | None, int] | None = None
    day: str | None = None  # the last day, for 当天
    guess: int | None = None  # the year of issue, as the text's own dates let it be guessed
    period: str | None = None  # the last interval, for 期间

    def issue_year(self) -> int | None:
        """Give the year of issue, else the one that the text's dates speak for."""
        return int(self.issued[:4]) if self.issued else self.guess or self.year

    def open_year(self) -> int | None:
        """Give the year of a date without one; a guess only where a year went before."""
        known = self.issued or self.year
        return self.near or (self.issue_year() if known else None)


@lru_cache(maxsize=8)
def make_calendar(knowledge: Knowledge) -> Calendar:
    """Compile the word lists deictic, vague and period."""
    relative, vague, period = (knowledge.words[name] for name in ("deictic", "vague", "period"))
    years = any_of(word for word, value in relative.items() if value[0] == "年")
    days = any_of(word for word, value in relative.items() if value[0] == "日")
    plans = any_of(name for name in period if not name[0].isdigit())
    feasts = any_of({name[4:] for name in period if name[0].isdigit()})
    year = rf"(?P<year>(?:19|20)\d\d年|[一二][〇零○一二三四五六七八九]{{3}}年|{years})"
    part = (
        rf"(?P<m1>{N})月?{SEP}(?P<m2>{N})月份?(?!\d{{1,2}}日)"
        rf"|(?P<m>{N})月份?(?P<d>{N})[日号](?:{SEP}(?:(?P<m3>{N})月)?(?P<d2>{N})[日号])?"
        rf"|(?P<month>{N})月份?[底末]?"
        r"|第?(?P<quarter>[首一二三四1-4])个?季度?(?<=[季度])|前(?P<quarters>[二两三23])个?季度"
        r"|(?P<half>[上下])半年|前(?P<months>\d{1,2}|[一二三四五六七八九十]{1,2})个?月"
        rf"|“?(?P<feast>{feasts})”?(?:小?长?假|节?期间|国际劳动节|劳动节|节?假日|黄金周)"
        rf"|(?P<d1>{N})日{SEP}(?P<d3>{N})日"
        rf"|[（(]?(?P<day>{N})[)）]?日(?![益常均报前产供接后])"
    )
    pattern = re.compile(
        rf"(?P<y1>(?:19|20)\d\d)年?{SEP}(?P<y2>(?:19|20)\d\d)年"
        rf"|“?(?P<plan>{plans})”?(?:规划)?(?:期间|时期|以来|期?(?P<last>末)|开局)"
        rf"|(?P<today>{days})|(?P<vague>{any_of(vague)})"
        rf"|(?:{year}度?\s?)?(?:{part}|(?P<edge>(?<=年)年?[底末初]|年[底末])|(?(year)|(?!)))"
    )
    first = {word[0] for names in (relative, vague, period) for word in names} | set(
        "“（(年第首前上下"
    )
    first |= {name[4] for name in period if name[0].isdigit()} | set(HAN) | {"○"}
    start = re.compile(rf"[\d{re.escape(''.join(sorted(first)))}]")
    return Calendar(pattern, start, {**relative, **vague}, dict(period))


def resolve_date(
    found: re.Match[str], calendar: Calendar, context: Context
) -> tuple[str | None, str]:
    """Give the value and the kind of a date."""
    if found["y1"]:
        return f"{found['y1']}/{found['y2']}", "date"
    if found["plan"]:
        whole = calendar.periods[found["plan"]]
        return (whole[-4:] if found["last"] else whole), "date"
    if found["vague"]:
        meaning = calendar.words[found["vague"]]
        if meaning in "同间":
            return (context.day if meaning == "同" else context.period), "date"
        return None, "now" if meaning == "今" else "recent"
    if found["today"]:
        return shift_day(context, int(calendar.words[found["today"]][1:])), "date"
    year = read_year(found["year"], calendar, context)
    value = resolve_part(found, year, calendar, context)
    if value and "/" in value:
        context.period = value
    return value, "date"


def read_year(word: str | None, calendar: Calendar, context: Context) -> int | None:
    """Read the year of a date; None where it names none, or one that nothing settles."""
    if word is None:
        return None
    if word in calendar.words:
        base = context.issue_year()
        context.near = None if base is None else base + int(calendar.words[word][1:])
        return context.near
    digits = "".join(str(DIGITS.get(c, 0)) if not c.isdigit() else c for c in word[:4])
    context.year = context.near = int(digits)
    return context.year


def resolve_part(
    found: re.Match[str], year: int | None, calendar: Calendar, context: Context
) -> str | None:
    """Write a date with its year, where that is known, in ISO 8601."""
    if found["day"] or found["d1"]:
        return resolve_days(found, year, context)
    if found["m"] or found["month"]:
        return resolve_month(found, year, context)
    year = context.open_year() if found["year"] is None else year
    return resolve_year(found, year, calendar) if year else None


def resolve_year(found: re.Match[str], year: int, calendar: Calendar) -> str | None:
    """Write a year, or a part of it that is longer than a month."""
    if found["feast"]:
        return calendar.periods.get(f"{year}{found['feast']}")
    if run := read_run(found):
        return months(year, *run)
    if found["edge"]:
        return f"{year}-{'01' if found['edge'].endswith('初') else MONTHS}"
    return str(year)


def read_run(found: re.Match[str]) -> tuple[int, int] | None:
    """Read a run of months: 1-8月, 一季度, 前三季度, 上半年, 前5个月."""
    if found["m1"]:
        return read_small(found["m1"]), read_small(found["m2"])
    if found["quarter"]:
        last = 3 * QUARTER[found["quarter"]]
        return last - 2, last
    if found["half"]:
        return (1, 6) if found["half"] == "上" else (7, MONTHS)
    if found["quarters"]:
        return 1, 3 * QUARTER[found["quarters"]]
    return (1, read_small(found["months"])) if found["months"] else None


def resolve_month(found: re.Match[str], year: int | None, context: Context) -> str | None:
    """Write a month, a day of a month, or a run of days."""
    month = read_small(found["m"] or found["month"])
    if year is None and found["year"] is None:
        year = context.open_year()
        late = not context.near and context.issued is not None and len(context.issued) > 4
        if year is not None and late and month > int((context.issued or "")[5:7]) + AHEAD:
            year -= 1
    context.month = (year, month)
    if found["month"]:
        return write(year, month)
    first = write(year, month, read_small(found["d"]))
    context.day = first
    if not found["d2"]:
        return first
    last = write(year, read_small(found["m3"]) if found["m3"] else month, read_small(found["d2"]))
    return f"{first}/{last}" if first and last else None


def resolve_days(found: re.Match[str], year: int | None, context: Context) -> str | None:
    """Write 24日 or 9日至10日 with the month of the last date, else of the day of issue."""
    month: tuple[int | None, int] | None = context.month
    if month is None and context.issued and len(context.issued) > 4:
        month = (int(context.issued[:4]), int(context.issued[5:7]))
    if month is None:
        context.day = None
        return None
    first = write(year or month[0], month[1], read_small(found["day"] or found["d1"]))
    context.day = first
    if not found["d3"]:
        return first
    last = write(year or month[0], month[1], read_small(found["d3"]))
    return f"{first}/{last}" if first and last else None


def read_small(text: str) -> int:
    """Read a number of a calendar; 0 where it is none."""
    if text[0] not in HAN:
        return int(text)
    return int(read_numeral(text, {"十": TEN}) or 0) if set(text) <= CALENDAR else 0


def months(year: int, first: int, last: int) -> str | None:
    """Write an interval of months; None where these are no months."""
    ends = write(year, first), write(year, last)
    return f"{ends[0]}/{ends[1]}" if ends[0] and ends[1] and first < last else None


def write(year: int | None, month: int, day: int | None = None) -> str | None:
    """Write a month or a day; None where there is no such day or no year."""
    if year is None or not 1 <= month <= MONTHS:
        return None
    if day is None:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def shift_day(context: Context, days: int) -> str | None:
    """Give the day so many days from the day of issue; None where that is not known."""
    try:
        day = date.fromisoformat(context.issued or "") + timedelta(days)
    except ValueError:
        context.day = None
        return None
    context.day = day.isoformat()
    return context.day
