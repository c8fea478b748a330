"""Read what a page prints of itself: the paper, the day, the page's number and section."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from kg.know.homes import find_home
from kg.know.knowledge import Knowledge
from kg.model import Imprint, Note, Page
from kg.read.imprints.days import ENGLISH, LUNAR, WEEKDAY, WEEKLY, read_day
from kg.read.imprints.issues import find_issue
from kg.read.imprints.manifests import join_imprints
from kg.read.imprints.numbers import FORM, read_number
from kg.read.lines.bylines import any_of
from kg.read.lines.lines import Line
from kg.read.lines.margins import is_furniture

MARKS = "《》：:·|｜/—－-()（）[]【】,，、. ■□●◆▲★"
NAME = 10  # characters of a paper's name
WIDEST = 60  # characters of a line that a page prints of itself
HINT = re.compile(
    r"[版报月\dA-Z](?:(?<=[版报])|(?:(?<=月)|(?<=\d)[./—－-])[\d一二三四五六七八九十]"
    r"|(?<=^[A-Z])\d\d[·:：]?[\u4e00-\u9fff])"
)
NEAR = 2  # lines between the number that stands alone and the date
NUMBERED = re.compile(r"([A-Z]\d\d)[·:：]?([\u4e00-\u9fff·]{2,6})")  # A04·要闻 on a line of its own
LED = re.compile(r"(?<![A-Za-z\d])[A-Z]{0,2}\d{1,3}(?=[·:：][\u4e00-\u9fff])")
PUBLISHER = re.compile(r"报社|出版|主办|主管")
NUMBER = re.compile(
    r"(?<![转接见至共及\d])(?<!今日)(?<![转接见至]第)第?([A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})版(?![面式块])"
)
ISSUE = re.compile(r"总?第\d{1,6}期|总第\d{1,6}号?")
SECTION = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff·/、]{1,9}")


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
    if found := NUMBERED.fullmatch(text):
        return Stamp(None, 0, Imprint(None, read_number(found[1]), found[2]), whole=True)
    taken: list[tuple[int, int]] = []
    issued, sure = read_day(text, page, taken)
    if sure:
        taken += [
            found.span()
            for form in (WEEKDAY, ENGLISH, LUNAR, ISSUE)
            for found in form.finditer(text)
        ]
    number = None
    for found in NUMBER.finditer(text) if "版" in text else ():
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
    if sure and publication is None:
        publication = next((piece for piece in rest if is_paper(piece, knowledge)), None)
    rest = [piece for piece in rest if piece != publication and not PUBLISHER.search(piece)]
    sections = [piece for piece in rest if SECTION.fullmatch(piece)]
    section = sections[0] if len(sections) == 1 and (sure == WEEKLY or number) else None
    others = [piece for piece in rest if piece != section and piece not in lone]
    imprint = Imprint(publication, number, section)
    whole = said > 0 and not others and (said > 1 or sure > 0 or len(text) <= 5)
    return Stamp(issued, sure, imprint, whole)


def find_publication(text: str, knowledge: Knowledge, taken: list[tuple[int, int]]) -> str | None:
    """Find the name of a paper in a line: one that we know, or a place with 日报 after it."""
    for found in compile_papers(knowledge).finditer(text):
        for start in range(found.start(), found.end() - 2):
            name = text[start : found.end()]
            if name in knowledge.words["publication"] or find_home(name, knowledge):
                taken.append((start, found.end()))
                return name
    return None


def is_paper(piece: str, knowledge: Knowledge) -> bool:
    """Tell whether what stands beside the date is the name of a paper, known or not."""
    endings = tuple(knowledge.words["paper"])
    return 2 < len(piece) <= NAME and piece.endswith(endings) and piece not in endings


@lru_cache(maxsize=4)
def compile_papers(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what the name of a paper looks like."""
    endings = any_of(w for w, kind in knowledge.words["paper"].items() if kind == "title")
    return re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{2,8}}?{endings}")


def list_rests(
    line: Line, taken: Sequence[tuple[int, int]], words: Mapping[str, str]
) -> Iterator[str]:
    """List what a line says beside what was taken, piece by piece.

    The names and numbers after a word such as 责任编辑 are none of it, up to what was taken or
    to the number of the page.
    """
    text = line.text
    said = [word for word, kind in words.items() if kind in ("strong", "staff")]
    led = {found.end() for found in LED.finditer(text)}
    borders = {0, len(text), *line.spaces, *led} | {at for span in taken for at in span}
    inside = {at for start, end in taken for at in range(start, end)}
    staff = False
    for start, end in pairwise(sorted(borders)):
        piece = text[start:end].strip(MARKS)
        if start in inside or (piece.isascii() and FORM.fullmatch(piece)):
            staff = False
        staff = staff or any(word in piece for word in said)
        if piece and start not in inside and not staff:
            yield piece
