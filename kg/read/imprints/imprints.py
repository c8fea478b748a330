"""Read what a page prints of itself: the paper, the day, the page's number and section."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from kg.know.homes import find_home
from kg.know.knowledge import Knowledge
from kg.model import Imprint, Note, Page
from kg.read.articles.bylines import any_of
from kg.read.articles.lines import Line
from kg.read.articles.margins import is_furniture
from kg.read.imprints.issues import find_issue, find_years
from kg.read.imprints.manifests import join_imprints
from kg.read.imprints.numbers import FORM, read_number

MARKS = "《》：:·|｜/—－-()（）[]【】,，、. ■□●◆▲★"
WEEKLY = 3  # trust in a date whose weekday is right
WIDEST = 60  # characters of a line that a page prints of itself
HINT = re.compile(r"[版报]|(?:月|\d[./—－-])(?:\d|[一二三四五六七八九十])")
NEAR = 2  # lines between the number that stands alone and the date
DAY = re.compile(
    r"((?:19|20)\d\d)\s?[年./—－-]\s?(\d{1,2})\s?[月./—－-]\s?(\d{1,2})(?!\d)\s?日?"
    r"|([二一][〇○0零九][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月"
    r"([一二三四五六七八九十]{1,3})日"
)
SHORT = re.compile(r"(?<![年\d])(\d{1,2})月(\d{1,2})日")
WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LUNAR = re.compile(
    rf"(?:农历|夏历)?([{STEMS}][{BRANCHES}])年(?:闰?[正一二三四五六七八九十冬腊]{{1,2}}月"
    r"(?:[初十廿卅][一二三四五六七八九十]?|[二三]十)?)?"
    r"|(?:农历|夏历)闰?[正一二三四五六七八九十冬腊]{1,2}月[初十廿卅][一二三四五六七八九十]?"
)
NUMBER = re.compile(
    r"(?<![转接见至共及\d])(?<!今日)(?<![转接见至]第)第?([A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})版(?![面式块])"
)
ISSUE = re.compile(r"总?第\d{1,6}期|总第\d{1,6}号?")
SECTION = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff·/、]{1,9}")
DIGIT = {word: str(number % 10) for number, word in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one line of a page says of the page; `sure` is how far its date can be trusted."""

    issued: str | None
    sure: int
    imprint: Imprint
    whole: bool  # it says nothing else


def complete_page(
    page: Page, lines: Sequence[Line], knowledge: Knowledge
) -> tuple[Page, tuple[Note, ...]]:
    """Give the page what is not known of it yet: what it prints of itself, its home, its day.

    A day that the page prints is its own; one that only the dates in its text suggest is marked
    as inferred, and a note says so.
    """
    printed, own = read_imprint(lines, knowledge)
    imprint = join_imprints(page.imprint, own)
    page = replace(page, imprint=imprint, issued=page.issued or printed)
    notes = []
    if page.home is None and imprint.publication:
        page = replace(page, home=find_home(imprint.publication, knowledge))
    if page.issued is None:
        issued = find_issue(page.text)
        page = replace(page, issued=issued, inferred=issued is not None)
        notes.append(note_day(page))
    return page, tuple(notes)


def note_day(page: Page) -> Note:
    """Say that the day of issue is a guess, or that nobody can tell it."""
    if page.issued:
        return Note(page.id, "inferred-date", f"未给出日期，据版面文字推断为 {page.issued}")
    return Note(page.id, "no-date", "未给出日期，版面上也推断不出：今年、去年等无法换算")


def read_imprint(lines: Sequence[Line], knowledge: Knowledge) -> tuple[str | None, Imprint]:
    """Read the day that the lines of a page print as its own, and where it appeared."""
    text = "".join(line.text for line in lines)
    stamps: list[tuple[int, Stamp]] = []
    for at, line in enumerate(lines):
        if len(line.text) <= WIDEST and "。" not in line.text and HINT.search(line.text):
            stamp = read_stamp(line, text, knowledge)
            if stamp.whole or is_furniture(line.text, knowledge):
                stamps.append((at, stamp))
    dated = [(at, stamp) for at, stamp in stamps if stamp.issued]
    best = max(dated, key=lambda one: one[1].sure, default=None)
    imprint = best[1].imprint if best else Imprint()
    numbered = [one.imprint for _, one in dated if one.imprint.number]
    others = numbered or [stamp.imprint for _, stamp in stamps]
    if len({other.number for other in others if other.number}) > 1:
        others = []  # the page lists the pages of its issue
    for other in others:
        imprint = join_imprints(imprint, other)
    for _, stamp in stamps:
        imprint = replace(imprint, publication=imprint.publication or stamp.imprint.publication)
    if imprint.number is None and best is not None:
        imprint = replace(imprint, number=find_lone(lines, best[0]))
    return best[1].issued if best else None, imprint


def find_lone(lines: Sequence[Line], at: int) -> str | None:
    """Find the number that stands alone near the line of the date: 03, A03."""
    near = (lines[n].text for n in range(max(0, at - NEAR), min(len(lines), at + NEAR + 1)))
    numbers = [text for text in near if len(text) <= 4 and FORM.fullmatch(text)]
    return read_number(numbers[0]) if len(numbers) == 1 else None


def read_stamp(line: Line, page: str, knowledge: Knowledge) -> Stamp:
    """Read what a line says of its page, and whether it says that alone."""
    text = line.text
    taken: list[tuple[int, int]] = []
    issued, sure = read_day(text, page, taken)
    if sure:
        taken += [found.span() for form in (WEEKDAY, LUNAR, ISSUE) for found in form.finditer(text)]
    number = None
    for found in NUMBER.finditer(text):
        number = number or read_number(found[1])
        taken.append(found.span())
    publication = find_publication(text, knowledge, taken)
    if not sure and number is None and publication is None:
        return Stamp(None, 0, Imprint(), whole=False)
    rest = list(list_rests(line, taken, knowledge.words["furniture"]))
    lone = [piece for piece in rest if piece.isascii() and FORM.fullmatch(piece)]
    if sure and number is None and len(lone) == 1:
        number = read_number(lone[0])
    said = sum(found is not None for found in (issued, number, publication))
    sections = [piece for piece in rest if SECTION.fullmatch(piece)]
    section = sections[0] if len(sections) == 1 and (sure == WEEKLY or number) else None
    others = [piece for piece in rest if piece != section and piece not in lone]
    imprint = Imprint(publication, number, section)
    whole = said > 0 and not others and (said > 1 or sure > 0 or len(text) <= 5)
    return Stamp(issued, sure, imprint, whole)


def read_day(text: str, page: str, taken: list[tuple[int, int]]) -> tuple[str | None, int]:
    """Read the date of a line and how sure it is: with its weekday WEEKLY, alone 2, against it 1.

    10月25日 星期三 is of the year among those that the page names in which it was a Wednesday.
    """
    weekday = WEEKDAY.search(text)
    for found in DAY.finditer(text):
        parts = found.groups()
        numbers = [int(part) for part in parts[:3]] if parts[0] else read_words(parts[3:])
        if day := make_day(*numbers):
            taken.append(found.span())
            return day.isoformat(), 2 if weekday is None else WEEKLY if fits(day, weekday[1]) else 1
    short = SHORT.search(text)
    if short is None or weekday is None:
        return None, 0
    taken.append(short.span())
    years = [*list_cycles(text, page), *sorted(find_years(page), reverse=True)]
    for year in years:
        day = make_day(year, int(short[1]), int(short[2]))
        if day and fits(day, weekday[1]):
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


def fits(day: date, word: str) -> bool:
    """Tell whether a day is the weekday of that word."""
    return day.isoweekday() == ("一二三四五六日".find(word) + 1 or 7)


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


def find_publication(text: str, knowledge: Knowledge, taken: list[tuple[int, int]]) -> str | None:
    """Find the name of a paper in a line: one that we know, or a place with 日报 after it."""
    for found in compile_papers(knowledge).finditer(text):
        for start in range(found.start(), found.end() - 2):
            name = text[start : found.end()]
            if name in knowledge.words["publication"] or find_home(name, knowledge):
                taken.append((start, found.end()))
                return name
    return None


@lru_cache(maxsize=4)
def compile_papers(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what the name of a paper looks like."""
    endings = any_of(w for w, kind in knowledge.words["paper"].items() if kind == "title")
    return re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,8}}?{endings}")


def list_rests(
    line: Line, taken: Sequence[tuple[int, int]], words: Mapping[str, str]
) -> Iterator[str]:
    """List what a line says beside what was taken, piece by piece.

    The names and numbers after a word such as 责任编辑 are none of it.
    """
    text = line.text
    staff = (text.find(word) for word, kind in words.items() if kind != "weak" and word in text)
    stop = min(staff, default=len(text))
    borders = {0, stop, *line.spaces} | {at for span in taken for at in span}
    inside = {at for start, end in taken for at in range(start, end)}
    for start, end in pairwise(sorted(at for at in borders if at <= stop)):
        piece = text[start:end].strip(MARKS)
        if piece and start not in inside:
            yield piece
