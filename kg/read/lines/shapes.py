"""See what each line of a page looks like: its width in its column, its marks, its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from kg.know.knowledge import Knowledge
from kg.read.lines.bylines import (
    MARKS,
    Byline,
    any_of,
    compile_forms,
    read_byline,
    read_trail,
)
from kg.read.lines.columns import WIDEST, find_column, find_width, measure_columns
from kg.read.lines.larges import CHINESE, goes_on_large, is_flush, is_large
from kg.read.lines.leads import read_lead
from kg.read.lines.lines import Line, join_lines

ASTRAY = 0.3  # characters
FINAL = ("。", "！", "？", "!", "?", "…")
CLOSERS = "”’」』）)》】"
ENDS = frozenset((*FINAL, *CLOSERS, "."))  # most lines end in another character
NO_START = "，。、；：！？,;:!?）)》」』”’】%…"
PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
LEAD = re.compile(r"[讯电消信（(报]")  # what a report's opening phrase has
SENTENCE = re.compile(r"[。！？“《]")  # what no byline has
PAIRED = re.compile(r"[“”《》（）()]")
CLOSINGS = "）)〕]J"  # a bracket, or what it is misread as
LOST = "·、"  # what a full stop is read as where a line leaves room after it
SHORTFALL = 3.2  # characters that a line leaves empty, and no indent does
LONGEST, SHORTEST = 46, 3  # characters of a line of a headline
COMMAS = 2  # that no headline has
SHORT = 4  # characters of a line that may be a name and nothing else
LONGEST_SECTION = 10  # characters of the name of a section, framed
OPENERS = "（(" + MARKS
FRAMES = OPENERS + "）)【】[]［］《》〈〉「」“”|｜·•-－…～~/／:："  # around the name of a section
INCIPITS = {"strong": 1.0, "weak": 0.5}
# 2022年， or 4月26日上午，: an article likes to begin with when.
DATED = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[\u4e00-\u9fff]{0,4}，")


class Shape(NamedTuple):
    """What a line looks like.

    `column` is the width of the column it stands in, 0 where the text around is not wrapped
    (a paragraph a line).  `final` tells that it ends a sentence, `closed` that it ends with
    the byline that ends an article, `lead` that it begins with a report's opening phrase.
    `incipit`, 0 to 1, tells how much it begins as an article does; `particle`, `fronted` and
    `dangling` that its first or last word wants another (see ontology/lexicon/seam.tsv);
    `marked` that it begins with a mark that no line begins with; `heads` that it may be a
    headline or sub-heading at all, `unpaired` that it may but for a quotation or bracket that it
    does not close.

    `short` tells that it leaves more of its column empty than an indent does, `wide` that it does
    not fit into it, `fits` that it fills it, or all of it but an indent; `indented` that it lacks
    just an indent and goes on in the next; `lacking` that nothing but its last words says that it
    goes on; `continues` that it can only go on what stands before it; `section` that it is the
    name of one of the paper's sections.
    """

    width: float
    column: float
    final: bool
    closed: bool
    lead: bool
    incipit: float
    marked: bool
    particle: bool
    fronted: bool
    dangling: bool
    heads: bool
    unpaired: bool
    short: bool
    wide: bool
    fits: bool
    indented: bool
    lacking: bool
    continues: bool
    section: bool
    byline: Byline | None


def see_shapes(lines: Sequence[Line], knowledge: Knowledge) -> tuple[Shape, ...]:
    """See the shape of each line."""
    widths = [find_width(line) for line in lines]
    finals = list(find_finals(lines, knowledge))
    columns = list(map(find_column, lines, measure_columns(widths, finals)))
    seams, sections = knowledge.words["seam"], knowledge.words["section"]
    role = compile_forms(knowledge).word
    incipits = compile_incipits(knowledge)
    finals = list(map(is_stopped, finals, lines, widths, columns))
    shapes: list[Shape] = []
    lead = False
    for at, (line, fit) in enumerate(zip(lines, fit_columns(widths, columns, finals), strict=True)):
        text = line.text
        closed = text[-1] in CLOSINGS and is_closed(lines, at, knowledge)
        goes_on = lead and text[0] in "（("  # 本报江城5月1日电 / （记者林远）
        lead = not goes_on and may_lead(text) and read_lead(line, knowledge) is not None
        lead = lead and (at == 0 or finals[at - 1] or not is_flush(lines, at))
        named = may_name(line, widths[at], role) and not is_filled(line)
        named = named and not goes_on_large(lines, at)
        large = line.setting is not None and is_large(lines, at)
        heads = line.down or (not (closed or lead) and (large or may_head(text)))
        paired = line.down or not heads or large or is_paired(text)
        starts, ends = seams.get(text[0], ""), seams.get(text[-1], "")
        marked, particle = text[0] in NO_START, "particle" in starts
        shapes.append(
            Shape(
                widths[at],
                columns[at],
                finals[at],
                closed,
                lead,
                1.0 if lead else weigh_incipit(text, incipits, knowledge.words["incipit"]),
                marked,
                particle,
                "front" in starts,
                "end" in ends,
                heads and paired,
                heads and not paired,
                *fit,
                marked or particle,
                len(text) <= LONGEST_SECTION and text.strip(FRAMES) in sections,
                read_byline(line, knowledge) if named else None,
            )
        )
    return tuple(shapes)


def find_finals(lines: Sequence[Line], knowledge: Knowledge) -> Iterator[bool]:
    """Tell of each line whether it ends a sentence, by its text alone."""
    for line in lines:
        yield ends_sentence(line.text) or (bool(line.loose) and is_signed(line, knowledge))


def is_stopped(final: bool, line: Line, width: float, column: float) -> bool:  # noqa: FBT001
    """Tell whether a line ends a sentence, with a full stop or what one is misread as."""
    return final or (line.text[-1] in LOST and 0 < width < column - SHORTFALL)


def fit_columns(
    widths: Sequence[float], columns: Sequence[float], finals: Sequence[bool]
) -> Iterator[tuple[bool, bool, bool, bool, bool]]:
    """Tell of each line whether it is short, wide, fits, is indented, and is lacking."""
    width, column = np.array(widths), np.array(columns)
    short = width < column - SHORTFALL
    indented = (width >= column - 2.6) & (width <= column - 1.2) & ~np.array(finals, np.bool_)
    yield from zip(
        short.tolist(),
        ((column > 0) & (width > column + 2.2)).tolist(),
        ((width - column >= -2.6) & (width - column <= 1.1)).tolist(),
        indented.tolist(),
        ((column == 0) | short).tolist(),
        strict=True,
    )


def may_head(text: str) -> bool:
    """Tell whether a line may be a headline or sub-heading by its marks and length."""
    return (
        SHORTEST <= len(text) <= LONGEST
        and text[0] not in NO_START
        and text[-1] not in "，、；,;。."
        and "。" not in text
        and "；" not in text
        and text.count("，") < COMMAS
        and CHINESE.search(text) is not None
    )


def is_paired(text: str) -> bool:
    """Tell whether each mark of a text that opens is closed in it."""
    return PAIRED.search(text) is None or all(
        text.count(one) == text.count(other) for one, other in PAIRS
    )


def weigh_incipit(text: str, incipits: re.Pattern[str], words: Mapping[str, str]) -> float:
    """Weigh, 0 to 1, how much a text begins as an article does."""
    dated = 0.5 if text[0].isdigit() and DATED.match(text) else 0.0
    found = incipits.match(text)
    return max(dated, INCIPITS[words[found[0]]]) if found else dated


@lru_cache(maxsize=4)
def compile_incipits(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what articles begin with; a single character says too little."""
    return re.compile(any_of(word for word in knowledge.words["incipit"] if len(word) > 1))


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends a sentence, or with a bracket or quote after one."""
    if text[-1:] not in ENDS:
        return False
    bare = text.rstrip(CLOSERS)
    if bare.endswith(".") and CHINESE.match(bare[-2:]):  # a full stop, misread
        return True
    return bare.endswith(FINAL) or (bare != text and text.endswith(("）", ")")))


def may_lead(text: str) -> bool:
    """Tell cheaply whether a report's opening phrase may stand at the start of `text`."""
    return LEAD.search(text, 0, 30) is not None


def may_name(line: Line, width: float, role: re.Pattern[str]) -> bool:
    """Tell cheaply whether `line` may be a byline."""
    text = line.text
    if width > WIDEST:
        return False
    if not (line.loose or len(text) <= SHORT or text[0] in OPENERS or role.search(text)):
        return False
    return SENTENCE.search(text) is None


def is_filled(line: Line) -> bool:
    """Tell whether a line is set as the first of a paragraph that goes on: a byline is not."""
    here = line.setting
    if here is None or here.indent is None or ends_sentence(line.text):
        return False
    return abs(here.indent - 2) < ASTRAY and here.width > here.column - 2 - ASTRAY


def is_signed(line: Line, knowledge: Knowledge) -> bool:
    """Tell whether a byline without brackets follows a line's last sentence."""
    start = line.text.rfind("。") + 1
    return start > 0 and start in line.loose and read_trail(line, knowledge) is not None


def is_closed(lines: Sequence[Line], at: int, knowledge: Knowledge) -> bool:
    """Tell whether the text up to a line's last bracket ends with an article's closing byline."""
    line = lines[at]
    if line.text[0] in "（(" and read_trail(line, knowledge):
        return True
    start = at
    while start > max(0, at - 2) and not any(mark in lines[start].text for mark in "（("):
        start -= 1
    if start > 0 and lines[start].text[0] in "（(":
        start -= 1  # the sentence before the bracket
    return read_trail(join_lines(lines[start : at + 1]), knowledge) is not None
