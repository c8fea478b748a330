"""Cut a page's text into lines, rid of layout, each character knowing where it came from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kg.read.glyphs import write_plain
from kg.read.lines.pieces import PAIR, find_spread, keeps_space

BREAK = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
TOKEN = re.compile(r"\S+")
# 资资兴兴: two or more characters in a row, each printed over itself.  One pair alone is a word
# (人人, 天天), and so is 高高兴兴 where it does not end the line.
OVERPRINT = re.compile(r"((?:([\u4e00-\u9fff])\2){2,})$")
CLOSE = 40  # a longer line is a paragraph, not part of a headline
SPECKS = "·.-—_~'"  # what recognition adds to a character that stands alone
LATIN_MARKS = frozenset(",.;:!?)")
STACK = 4  # so many lines of one character in a row are a headline down the page


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set on the page: its size against running text, and where it stands.

    `flow` and `block` are those of its print, `lone` tells that it is alone in its flow, `bare`
    that only headlines are; `edge`, that it stands in a strip at the head or foot that is the
    page's own.  `width`, `column` and `indent` (by how much it begins late, None where nobody
    can tell) are in characters; `large` tells that it is set as headlines are.
    """

    scale: float
    flow: int
    block: int
    column: float
    indent: float | None
    edge: bool = False
    lone: bool = False
    width: float = 0.0
    large: bool = False
    bare: bool = False


class Line(NamedTuple):  # a page makes thousands: a dataclass takes five times as long to make
    """A stretch of text without layout: a printed line, or several joined.

    `origin[i]` is the page's offset of `text[i]`, -1 for a character of ours.  `spaces` are
    the offsets in `text` before which the page has a space; `loose` are those of them that
    letter-spacing does not explain; `joints` are those where two lines were joined.  `blank`
    counts the blank lines before it, `late` the half cells of blanks with which it begins.
    `setting` is how it is set, where that is known.
    """

    text: str
    origin: tuple[int, ...]
    spaces: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()
    blank: int = 0
    down: bool = False
    overprinted: bool = False
    joints: tuple[int, ...] = ()
    setting: Setting | None = None
    late: int = 0

    def cut(self, start: int, end: int) -> "Line":
        """Keep the characters from `start` to `end`."""
        return Line(
            self.text[start:end],
            self.origin[start:end],
            tuple(at - start for at in self.spaces if start < at < end),
            tuple(at - start for at in self.loose if start < at < end),
            self.blank,
            self.down,
            joints=tuple(at - start for at in self.joints if start < at < end),
            setting=self.setting,
        )


def join_lines(lines: Iterable[Line]) -> Line:
    """Put lines end to end; a Latin word goes on after a space, and nothing else does."""
    texts: list[str] = []
    origin: list[int] = []
    spaces: list[int] = []
    loose: list[int] = []
    joints: list[int] = []
    setting = None
    for line in lines:
        setting = setting or line.setting
        if texts and is_latin(line.text[:1]) and goes_on_latin(texts[-1]):
            texts.append(" ")
            origin.append(-1)
        at = len(origin)
        if texts:
            joints.append(at)
        texts.append(line.text)
        origin.extend(line.origin)
        if line.spaces:
            spaces.extend(at + space for space in line.spaces)
            loose.extend(at + space for space in line.loose)
    places = (tuple(origin), tuple(spaces), tuple(loose))
    return Line("".join(texts), *places, joints=tuple(joints), setting=setting)


def goes_on_latin(text: str) -> bool:
    """Tell whether a Latin word ends a text, or such a word and the mark behind it."""
    return is_latin(text[-1:]) or (text[-1:] in LATIN_MARKS and is_latin(text[-2:-1]))


def is_latin(text: str) -> bool:
    """Tell whether `text` is a Latin letter."""
    return text.isascii() and text.isalpha()


def is_wide(character: str) -> bool:
    """Tell whether `character` fills a Chinese character's cell."""
    return ord(character) > 0x2E7F or character in "“”‘’…—·"


def measure_width(text: str) -> float:
    """Measure `text` in Chinese characters; a Latin one is half as wide."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 4  # 3 bytes against 1


def find_lines(text: str, glyphs: Mapping[str, str]) -> tuple[Line, ...]:
    """Cut `text` into its lines, in order and without the blank ones.

    They hold every non-blank character exactly once.  Characters in a form that only a page
    has (full-width digits, marks of text down the page) get their plain one.  A headline set
    down the page, a character a line, is one line.
    """
    plain = write_plain(text, glyphs)
    lines: list[Line] = []
    blank = 0
    at = 0
    for found in BREAK.finditer(plain):
        if lines and found.start() - at > 1:
            blank += max(0, plain.count("\n", at, found.start()) - 1)
        at = found.end()
        line = clean_line(plain, found.start(), found.end(), blank)
        if line is None:
            blank += 1
            continue
        lines.append(line)
        blank = 0
    least = min((line.late for line in lines), default=0)
    if least:  # a margin of the whole page
        lines = [line._replace(late=line.late - least) for line in lines]
    return group_lines(list(stack_lines(lines)))


def clean_line(plain: str, start: int, end: int, blank: int) -> Line | None:
    """Clean one line of the page, or give None where it is blank."""
    text, *others = plain[start:end].split() or [""]
    if not text:
        return None
    first = plain.index(text, start)
    late = first - start + plain.count("\u3000", start, first) if first > start else 0
    if others:
        tokens = [found.span() for found in TOKEN.finditer(plain, start, end)]
        return join_tokens(plain, tokens, blank)._replace(late=late)
    twice = len(text) > STACK and text[-1] == text[-2] and OVERPRINT.search(text) is not None
    origin = tuple(range(first, first + len(text)))
    return Line(text, origin, (), (), blank, overprinted=twice, late=late)


def join_tokens(plain: str, tokens: list[tuple[int, int]], blank: int) -> Line:
    """Join the pieces of a line that spaces part, and tell what the spaces are."""
    texts: list[str] = []
    origin: list[int] = []
    spaces: list[int] = []
    loose: list[int] = []
    pieces = [plain[first:last] for first, last in tokens]
    spread = find_spread(pieces)
    for number, (first, last) in enumerate(tokens):
        if number:
            if not spread[number] and keeps_space(pieces[number - 1], pieces[number]):
                texts.append(" ")
                origin.append(tokens[number - 1][1])
            spaces.append(len(origin))
            if not spread[number]:
                loose.append(len(origin))
        texts.append(pieces[number])
        origin.extend(range(first, last))
    return Line("".join(texts), tuple(origin), tuple(spaces), tuple(loose), blank)


def stack_lines(lines: list[Line]) -> Iterator[Line]:
    """Join each run of at least STACK lines of one character (or of one figure) into one."""
    for single, group in groupby(lines, is_single):
        run = list(group)
        if single and len(run) >= STACK:
            text = "".join(line.text for line in run)
            origin = tuple(place for line in run for place in line.origin)
            yield Line(text, origin, blank=run[0].blank, down=True)
        else:
            yield from run


def is_single(line: Line) -> bool:
    """Tell whether a line is one character, or one figure; recognition may add a mark (丁·)."""
    text = line.text
    return len(text) < STACK and (
        len(text) == 1 or text.isdigit() or (len(text) == PAIR and text[1] in SPECKS)
    )


def group_lines(lines: list[Line]) -> tuple[Line, ...]:
    """Join lines that stand close together where the page sets blank lines between all others.

    They are the lines of one headline.  Blank lines that stand between any two lines say nothing.
    """
    least = min((line.blank for line in lines[1:]), default=0)
    if sum(line.blank > least for line in lines) <= 0.8 * len(lines):
        return tuple(lines)
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else line
        whole = line.blank > least or line.overprinted or last.overprinted
        whole = whole or max(len(last.text), len(line.text)) >= CLOSE
        if whole or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return tuple(map(merge_lines, groups))


def merge_lines(group: list[Line]) -> Line:
    """Make one line of several that belong together."""
    return group[0] if len(group) == 1 else join_lines(group)._replace(blank=group[0].blank)
