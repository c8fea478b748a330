"""Set aside the lines that no article's text runs through: page furniture and captions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.know.knowledge import Knowledge
from kg.read.lines.bylines import any_of
from kg.read.lines.columns import WIDEST
from kg.read.lines.lines import Line
from kg.read.lines.shapes import Shape, ends_sentence

FURNITURE_WIDTH = 40
STAMPED_WIDTH = 80  # of a line with day and weekday, which may name editors and telephones
DIGITS = "0123456789"  # of the page, which may stand before its section or after it: 3要闻
ALNUM = re.compile(r"[^\W_]")
DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
# What a page prints of itself, alone or together: day, weekday, lunar day, number, section, paper.
STAMP = re.compile(
    r"(?:19|20)\d\d(?:年\d{1,2}月(?:\d{1,2}日)?|([./-])\d{1,2}\1\d{1,2})"
    r"|[二一][〇○零九OＯ][〇○零OＯ一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十]{1,3}日"
    r"|\d{1,2}月\d{1,2}日 ?(?=星期|周[一二三四五六日])|(?:星期|周)[一二三四五六日天]"
    r"|第?[A-Z]?\d{1,3}版|第[一二三四五六七八九十]{1,3}版|[A-Z]\d{2}"
    r"|(?:农历|夏历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)[正一二三四五六七八九十冬腊闰月初廿]{2,7}"
    r"|(?:农历|夏历)[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[正一二三四五六七八九十冬腊闰月初廿]{0,7}"
    r"|总?第\d{1,6}期|[一-龥]{2,6}(?:日|晚|晨|早|都市|商)报(?![一-龥])"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![a-z])\.?"
    r"|^[A-Za-z]{2,20}(?:DAILY|Daily|RIBAO|Ribao|NEWS|News)$",
    re.IGNORECASE,
)
STAMPED = re.compile(r"[\dA-Za-z期周版历年报]")  # what each of these has
# The section has few characters: so soon at least the first of them begins.
STARTED = re.compile(rf"(?: *+[^ ]){{0,5}}? *(?:{STAMP.pattern})", re.IGNORECASE)
LEADING = re.compile(r"[A-Z]\d\d|第[A-Z]?\d{1,3}版")  # a section may follow
SECTION = re.compile(r"[·:：|｜—]?[\u4e00-\u9fff]{2,4}|[·:：|｜—]?")
NUMBER = re.compile(r"[A-Za-z]?\d{1,3}|第?[A-Z]?[\d一二三四五六七八九十]{1,3}版")
ADDRESS = re.compile(r"^[\u4e00-\u9fff]{0,6}[：:]?https?:")  # an address of the web, however long
TELEPHONE = re.compile(r"[：:]\s*(?:\d{3,4}[-－])?\d{7,8}$")
LONGEST_LABEL = 6  # characters of the name of a section
LONGEST_CREDIT = 14  # characters of a photographer's line
LONGEST_CAPTION = 10  # lines; a caption in a column of eight characters has no more


def find_furniture(lines: Sequence[Line], knowledge: Knowledge) -> tuple[int, ...]:
    """Find the lines that belong to the page: its date and number, its editors, its telephone."""
    return tuple(
        at
        for at, line in enumerate(lines)
        if is_outside(line) or is_furniture(line.text, knowledge)
    )


def is_outside(line: Line) -> bool:
    """Tell whether a line stands where only the page's own does, or names a section of it.

    The name of a section (简讯, 导读) is large, short, and has no text of its own.
    """
    here = line.setting
    if here is None:
        return False
    return here.edge or (here.large and here.lone and len(line.text) <= LONGEST_LABEL)


@lru_cache(maxsize=4)
def compile_furniture(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what tells cheaply whether a line has any word of page furniture."""
    return re.compile(any_of(knowledge.words["furniture"]))


def is_furniture(text: str, knowledge: Knowledge) -> bool:
    """Tell whether a line belongs to the page and to no article."""
    if "。" in text:
        return False
    counted = STAMPED.search(text) is not None
    dated = DATE.search(text) if counted else None
    wide = STAMPED_WIDTH if dated and "星期" in text else FURNITURE_WIDTH
    if len(text) > wide and not ADDRESS.search(text):
        return False
    kind = knowledge.words["furniture"].get(text.strip(DIGITS))
    numbered = text[0] in DIGITS or text[-1] in DIGITS
    if kind == "section" or (kind and numbered) or ALNUM.search(text) is None:
        return True
    lone = dated is not None and len(text) - len(dated[0]) <= 2
    if counted and (lone or NUMBER.fullmatch(text) or TELEPHONE.search(text) or is_stamp(text)):
        return True
    if compile_furniture(knowledge).search(text) is None:
        return False
    found = [kind for word, kind in knowledge.words["furniture"].items() if word in text]
    return "strong" in found or len(found) + 2 * bool(dated and "星期" in text) >= 3


def is_stamp(text: str) -> bool:
    """Tell whether a line says what page it is on: nothing else, or the page's section as well."""
    if STARTED.match(text) is None:
        return False
    found = [one[0] for one in STAMP.finditer(text)]
    rest = STAMP.sub("", text).replace(" ", "") if found else text
    if not found or not SECTION.fullmatch(rest):
        return False
    numbered = text.startswith(found[0]) and bool(LEADING.fullmatch(found[0]))
    return not rest.strip("·:：|｜—") or len(found) > 1 or numbered


def find_captions(
    lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
) -> tuple[tuple[int, int], ...]:
    """Find the captions as (first line, line after the last), in order and without overlap.

    One begins with an arrow or a word such as 图为, and runs to a full stop and its
    photographer; or it ends with a photographer (李明 摄) and begins where the sentence does;
    or it is a paragraph of its own that only names the picture (东湖渔港的照片。).
    """
    marks = compile_marks(knowledge)
    captions: list[tuple[int, int]] = []
    done = 0
    for at, line in enumerate(lines):
        if at < done:
            continue
        start = at
        if line.text.startswith(marks.heads):
            done = end_caption(lines, at, marks)
        elif line.text[-1] in marks.ends and marks.tail.search(line.text):
            while start > done and at - start < LONGEST_CAPTION and goes_on(lines, shapes, start):
                start -= 1
            done = at + 1
        elif is_picture(line, shapes[at], marks):
            done = at + 1
        else:
            continue
        captions.append((start, done))
    return tuple(captions)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a caption begins and ends with."""

    heads: tuple[str, ...]
    tail: re.Pattern[str]
    ends: frozenset[str]  # the last characters of all tails
    picture: re.Pattern[str]


@lru_cache(maxsize=4)
def compile_marks(knowledge: Knowledge) -> Marks:
    """Compile what captions begin and end with."""
    kinds: dict[str, list[str]] = {"head": [], "tail": [], "picture": []}
    for word, kind in knowledge.words["caption"].items():
        kinds[kind].append(word)
    end, given = r"[)）]?$", "提供"
    return Marks(
        tuple(kinds["head"]),
        re.compile(
            rf"[\u4e00-\u9fff](?<!拍){any_of(kinds['tail'])}{end}|图片?由[^。]{{2,14}}{given}{end}"
        ),
        frozenset(word[-1] for word in (*kinds["tail"], given, ")", "）")),
        re.compile(rf"的{any_of(kinds['picture'])}。?$"),
    )


def is_picture(line: Line, shape: Shape, marks: Marks) -> bool:
    """Tell whether a short paragraph a line only names a picture."""
    return not shape.column and shape.width <= WIDEST and bool(marks.picture.search(line.text))


def goes_on(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> bool:
    """Tell whether the line before belongs to the same caption as the line `at`."""
    before = lines[at - 1]
    closed = shapes[at - 1].final or shapes[at - 1].closed or shapes[at - 1].wide
    return not (closed or before.down or are_parted(before, lines[at]))


def are_parted(line: Line, other: Line) -> bool:
    """Tell whether the page sets two lines where one cannot go on in the other."""
    one, two = line.setting, other.setting
    return one is not None and two is not None and one.flow != two.flow


def end_caption(lines: Sequence[Line], start: int, marks: Marks) -> int:
    """Find where a caption that begins at `start` ends."""
    for at in range(start, min(len(lines), start + LONGEST_CAPTION)):
        whole = lines[at].text
        if at > start:
            if whole.startswith(marks.heads) or are_parted(lines[at - 1], lines[at]):
                return at
            whole = lines[at - 1].text + whole
        if marks.tail.search(whole):
            return at + 1
        if ends_sentence(lines[at].text):
            follows = lines[at + 1].text if at + 1 < len(lines) else ""
            photographer = len(follows) <= LONGEST_CREDIT and marks.tail.search(follows)
            near = bool(photographer) and not are_parted(lines[at], lines[at + 1])
            return at + 2 if near else at + 1
    return start + 1
