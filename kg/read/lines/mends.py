"""Mend the fixed words of bylines and opening phrases that recognition misread or lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.read.lines.bylines import any_of, read_byline
from kg.read.lines.lines import Line

OTHER = r"[\u4e00-\u9fffA-Za-z]"  # what a misread character may have become
OPENINGS = r"（(〔\[{<CcＣ〈"  # what an opening bracket becomes
CLOSINGS = r"）)〕\]}>JＪ〉"
MANY = 2  # characters that are too few to be known by the rest of them
SIGN = 20  # characters of a line that is nothing but a byline
WRAPPED = 30  # characters of a line that an opening phrase may leave
START = 16  # characters in which KEYS show that a line may begin with fixed words
KEYS = frozenset("讯电记者员（(本报")
ENDS = frozenset("讯电")  # of an opening phrase
MARK = re.compile(r"[。！？，；]")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The patterns of fixed words, right or nearly so, and the words themselves by their group."""

    leads: tuple[re.Pattern[str], ...]
    sign: re.Pattern[str]
    firsts: frozenset[str]  # characters with which a line begins that may need it
    seconds: frozenset[str]
    words: dict[str, tuple[str, ...]]


def mend_lines(lines: Sequence[Line], knowledge: Knowledge) -> tuple[Line, ...]:
    """Mend the lines that begin with 本报讯（记者 or 本报记者, one character of it wrong or lost.

    What is lost is written without a place on the page.  An opening phrase may run over two lines.
    """
    fixed = compile_fixed(knowledge)
    firsts, seconds = fixed.firsts, fixed.seconds
    mended = list(lines)
    for at, line in enumerate(mended):
        if line.text[0] not in firsts and line.text[1:2] not in seconds:
            continue
        after = mended[at + 1] if at + 1 < len(mended) and len(line.text) < WRAPPED else None
        start = line.text + after.text[:START] if after else line.text
        if len(KEYS.intersection(start[:START])) > 1:
            mended[at] = mend_line(line, fixed, knowledge)
            if after and mended[at] is line:
                mended[at : at + 2] = mend_pair(line, after, fixed)
    return tuple(mended)


def mend_pair(line: Line, after: Line, fixed: Fixed) -> tuple[Line, Line]:
    """Mend an opening phrase that runs over two lines, where it has the slip."""
    both = line.text + after.text
    size = len(line.text)
    for lead in fixed.leads:
        found = lead.match(both)
        wrong = find_slips(found, fixed) if found and found.end() > size else ()
        if len(wrong) == 1:
            (start, end), right = wrong[0]
            if end <= size:
                return replace_word(line, (start, end), right), after
            if start >= size:
                return line, replace_word(after, (start - size, end - size), right)
            if end - start == len(right):
                cut = size - start
                return (
                    replace_word(line, (start, size), right[:cut]),
                    replace_word(after, (0, end - size), right[cut:]),
                )
    return line, after


def mend_line(line: Line, fixed: Fixed, knowledge: Knowledge) -> Line:
    """Mend one line; a byline must be one when it is mended, and nothing else."""
    for lead in fixed.leads:
        found = lead.match(line.text)
        mended = mend_words(line, found, fixed) if found else line
        if mended is not line:
            return mended
    short = len(line.text) <= SIGN and not MARK.search(line.text)
    found = fixed.sign.match(line.text) if short else None
    mended = mend_words(line, found, fixed) if found else line
    return mended if mended is not line and read_byline(mended, knowledge) else line


def mend_words(line: Line, found: re.Match[str], fixed: Fixed) -> Line:
    """Write the groups of what was found as they should be; more than one slip is too many."""
    wrong = find_slips(found, fixed)
    return replace_word(line, *wrong[0]) if len(wrong) == 1 else line


def find_slips(found: re.Match[str], fixed: Fixed) -> tuple[tuple[tuple[int, int], str], ...]:
    """Find where a word of what was found is not as it should be, and how it should be.

    What is a word itself is no slip: 晚报讯, 本市讯, 通信员, 本报电.
    """
    return tuple(
        (found.span(name), right)
        for name, text in found.groupdict().items()
        if text is not None and (right := choose_word(text, fixed.words[name])) != text
        if not (text in ENDS or (len(text) > 1 and text in dictionary()))
    )


def choose_word(text: str, words: Sequence[str]) -> str:
    """Choose the word that `text` is, but for one character wrong or lost."""
    if text in words:
        return text
    near = (word for word in words if is_near(text, word))
    return next(near, words[0])


def is_near(text: str, word: str) -> bool:
    """Tell whether a text is a word with one character wrong or lost."""
    if len(text) == len(word):
        return sum(one != other for one, other in zip(text, word, strict=True)) == 1
    return any(text == word[:at] + word[at + 1 :] for at in range(len(word)))


def replace_word(line: Line, span: tuple[int, int], right: str) -> Line:
    """Write a word right; what it lacks has no place on the page."""
    start, end = span
    old = line.text[start:end]
    text = line.text[:start] + right + line.text[end:]
    if len(right) == len(old):
        return line._replace(text=text)
    at = start + next((i for i, one in enumerate(old) if one != right[i]), len(old))
    if not at or end == len(line.text):
        return line  # a line begins where the page has it; and the next may have what this lacks
    return line._replace(
        text=text,
        origin=(*line.origin[:at], -1, *line.origin[at:]),
        spaces=tuple(place + (place > at) for place in line.spaces),
        loose=tuple(place + (place > at) for place in line.loose),
        joints=tuple(place + (place > at) for place in line.joints),
    )


def spell_near(words: Sequence[str]) -> str:
    """Write a pattern for words, right first, then with one character wrong or lost."""
    return "|".join(
        (
            any_of(words),
            *(
                f"{re.escape(word[:at])}{OTHER}?{re.escape(word[at + 1 :])}"
                for word in words
                for at in range(len(word))
            ),
        )
    )


@lru_cache(maxsize=4)
def compile_fixed(knowledge: Knowledge) -> Fixed:
    """Compile the patterns."""
    kinds = {name: knowledge.words[name].items() for name in ("byline", "dateline")}
    words = {
        value: tuple(word for word, kind in kinds[name] if kind == value)
        for name, value in (("byline", "role"), ("byline", "form"), ("dateline", "own"))
    }
    words |= {"report": ("讯",), "wire": ("电",), "month": ("月",), "day": ("日",)}
    words |= {"opening": ("（", "("), "closing": ("）", ")")}
    agencies = [word for word in knowledge.words["newsagency"] if len(word) > MANY]
    words["source"] = (*words["own"], *agencies)
    # The others are too like names: 王文 is no 撰文.
    words["role"] = tuple(word for word in words["role"] if word[-1] in "者员")
    near = {name: f"(?P<{name}>{spell_near(known)})" for name, known in words.items()}
    opening, closing = f"(?P<opening>[{OPENINGS}]?)", f"(?P<closing>[{CLOSINGS}])"
    forms = f"{any_of(words['form'])}{{0,3}}"
    people = f"[^{OPENINGS}{CLOSINGS}。]{{2,30}}"
    role = f"{forms}{near['role']}"
    wired = rf"[\u4e00-\u9fff·]{{1,8}}?\d{{1,2}}{near['month']}\d{{1,2}}{near['day']}{near['wire']}"
    spell = (
        f"{near['own']}{near['report']}{opening}{role}{people}{closing}",
        f"{near['own']}{near['report']}(?P<opening>[{OPENINGS}]){role}",
        f"{near['source']}{wired}[（(](?:{role})?",
    )
    return Fixed(
        tuple(map(re.compile, spell)),
        re.compile(near["own"] + role),
        frozenset(letter for word in words["source"] for letter in word[:2]),
        frozenset(word[1] for word in words["source"]),
        words,
    )
