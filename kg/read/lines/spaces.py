"""Tell what the spaces of a page's text are: layout, a pause, or the trace of a quotation mark."""

from collections.abc import Sequence

from kg.know.words import dictionary, split_words
from kg.read.lines.lines import Line, is_wide

MARKS = "，。、；：！？,;:!?（）《》()…—"
KEPT = MARKS + " "  # the text has a space of its own there
# A page that shows at least so many lone spaces, and four times as many as quotation marks.
LOST = 3
PART = 0.7  # the lengths of two halves of a headline; the seeds' are between .8 and 1
SAME = 0.15  # of running text's size, by which two lines of one headline may seem to differ
NEAR = 12  # characters on either side of a break that show which words stand there
TAIL = 3  # characters of a head word after a quoted name: 行动, 活动, 高点


def quotes_are_lost(lines: Sequence[Line]) -> bool:
    """Tell whether the page has lone spaces where it should have quotation marks."""
    lone = sum(is_lone(line, at) for line in lines for at in line.loose)
    if lone < LOST:
        return False
    return lone > 4 * sum(line.text.count("“") + line.text.count("”") for line in lines)


def is_lone(line: Line, at: int) -> bool:
    """Tell whether a space stands between two Chinese characters, neither of them a mark."""
    before, after = line.text[at - 1 : at], line.text[at : at + 1]
    return is_word(before) and is_word(after)


def is_word(character: str) -> bool:
    """Tell whether `character` is a Chinese one and no mark."""
    return "\u3400" <= character <= "\u9fff"


def find_gaps(line: Line) -> tuple[int, ...]:
    """Find the lone spaces of running text: before a word, or before the mark that ends one.

    A space beside a figure or a Latin word is layout as often as not, and counts only where
    the other side of that word has none.
    """
    return tuple(
        at
        for at in line.loose
        if 0 < at < len(line.text)
        and is_wide(line.text[at - 1])
        and line.text[at - 1] not in MARKS
        and is_wide(line.text[at])
    )


def find_pauses(line: Line, *, heading: bool, lost: bool) -> tuple[int, ...]:
    """Find the spaces that the text keeps: between the halves of a headline or of a quotation."""
    if not line.loose:
        return ()
    if not heading:
        return (
            ()
            if lost
            else tuple(at for at in line.loose if is_lone(line, at) and in_quotes(line.text, at))
        )
    lone = [at for at in line.loose if is_pause(line.text, at)]
    return tuple(find_halves(lone, len(line.text))) if lost else tuple(lone)


def is_pause(text: str, at: int) -> bool:
    """Tell whether a headline may pause at a space: no mark stands before or after it."""
    return 0 < at < len(text) and text[at - 1] not in KEPT and text[at] not in MARKS


def in_quotes(text: str, at: int) -> bool:
    """Tell whether the offset lies within quotation marks."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


def find_halves(lone: list[int], length: int) -> list[int]:
    """Choose the spaces that part a headline's halves; the others stood for quotation marks.

    A short piece before a shorter one (智赋万企 行动) was quoted.
    """
    edges = [0, *lone, length]
    quoted = {
        place
        for number in range(1, len(edges) - 2)
        if edges[number + 2] - edges[number + 1] <= TAIL and edges[number + 1] - edges[number] <= 8
        for place in (edges[number], edges[number + 1])
    }
    halves: list[int] = []
    rest = [at for at in lone if at not in quoted]
    for number, at in enumerate(rest):
        start = halves[-1] if halves else 0
        end = rest[number + 1] if number + 1 < len(rest) else length
        if min(at - start, end - at) >= PART * max(at - start, end - at):
            halves.append(at)
    return halves


def breaks_word(before: Line, after: Line) -> bool:
    """Tell whether two lines of a headline are one, broken within a word: 外卖骑 and 手建起.

    A word that falls into two at the break (系统 and 工程) is none.
    """
    sizes = [line.setting.scale for line in (before, after) if line.setting]
    if max(sizes, default=0.0) > (1 + SAME) * min(sizes, default=0.0):
        return False
    left, right = before.text[-NEAR:], after.text[:NEAR]
    whole = left + right
    at = len(left)
    for word in split_words(whole):
        if word.start < at < word.end:
            parts = whole[word.start : at], whole[at : word.end]
            known = all(len(part) > 1 and part in dictionary() for part in parts)
            return is_word(whole[at - 1]) and is_word(whole[at]) and not known
    return False
