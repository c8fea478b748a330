"""Set aside the lines that no article's text runs through: page furniture and captions."""

import re
from collections.abc import Mapping, Sequence

from kg.know.knowledge import Knowledge
from kg.read.bylines import any_of
from kg.read.lines import Line
from kg.read.shapes import Shape, ends_sentence

FURNITURE_WIDTH = 40
DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
NUMBER = re.compile(r"[A-Za-z]?\d{1,3}|第?[A-Z]?[\d一二三四五六七八九十]{1,3}版")
TELEPHONE = re.compile(r"[：:]\s*(?:\d{3,4}[-－])?\d{7,8}$")
LONGEST_CAPTION = 10  # lines; a caption in a column of eight characters has no more


def find_furniture(lines: Sequence[Line], knowledge: Knowledge) -> tuple[int, ...]:
    """Find the lines that belong to the page: its date and number, its editors, its telephone."""
    words = knowledge.words["furniture"]
    return tuple(at for at, line in enumerate(lines) if is_furniture(line.text, words))


def is_furniture(text: str, words: Mapping[str, str]) -> bool:
    """Tell whether a line belongs to the page and to no article."""
    if len(text) > FURNITURE_WIDTH or "。" in text:
        return False
    if NUMBER.fullmatch(text) or not any(character.isalnum() for character in text):
        return True
    if TELEPHONE.search(text):
        return True
    dated = DATE.search(text)
    if dated and len(text) - (dated.end() - dated.start()) <= 2:
        return True
    found = [kind for word, kind in words.items() if word in text]
    return "strong" in found or len(found) + 2 * bool(dated and "星期" in text) >= 3


def find_captions(
    lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
) -> tuple[tuple[int, int], ...]:
    """Find the captions as (first line, line after the last), in order and without overlap.

    One begins with an arrow or a word such as 图为, and runs to a full stop and its
    photographer; or it ends with a photographer (李明 摄) and begins where the sentence does.
    """
    words = knowledge.words["caption"]
    heads = tuple(word for word, kind in words.items() if kind == "head")
    tail = re.compile(
        rf"(?:[\u4e00-\u9fff]{{2,10}}{any_of(w for w, k in words.items() if k == 'tail')})$"
    )
    captions: list[tuple[int, int]] = []
    done = 0
    for at, line in enumerate(lines):
        if at < done:
            continue
        if line.text.startswith(heads):
            done = end_caption(lines, at, heads, tail)
            captions.append((at, done))
        elif tail.search(strip_close(line.text)):
            start = at
            while start > done and at - start < LONGEST_CAPTION and goes_on(lines, shapes, start):
                start -= 1
            captions.append((start, at + 1))
            done = at + 1
    return tuple(captions)


def strip_close(text: str) -> str:
    """Drop a closing bracket: （本报记者 李明 摄）."""
    return text.rstrip("。)") if text.endswith(("）", ")")) else text


def goes_on(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> bool:
    """Tell whether the line before belongs to the same caption as the line `at`."""
    before = lines[at - 1]
    return not are_parted(before, lines[at]) and not (
        shapes[at - 1].final or shapes[at - 1].closed or shapes[at - 1].wide or before.down
    )


def are_parted(line: Line, other: Line) -> bool:
    """Tell whether the page sets two lines where one cannot go on in the other."""
    one, two = line.setting, other.setting
    return one is not None and two is not None and one.flow != two.flow


def end_caption(
    lines: Sequence[Line], start: int, heads: tuple[str, ...], tail: re.Pattern[str]
) -> int:
    """Find where a caption that begins at `start` ends."""
    for at in range(start, min(len(lines), start + LONGEST_CAPTION)):
        if at > start and (
            lines[at].text.startswith(heads) or are_parted(lines[at - 1], lines[at])
        ):
            return at
        if tail.search(lines[at].text) or ends_sentence(lines[at].text):
            follows = lines[at + 1].text if at + 1 < len(lines) else ""
            photographer = len(follows) <= 14 and tail.search(follows)
            near = bool(photographer) and not are_parted(lines[at], lines[at + 1])
            return at + 2 if near else at + 1
    return start + 1
