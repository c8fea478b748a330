"""Name what a figure measures, in the text's own words."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from kg.know.words import Word

LONGEST = 18  # characters of a metric that a reader still takes in at once
STOP = re.compile(r"[，；;：:。！？!?\n（(）)]|(?<!\d),|,(?!\d)")
JOINED = re.compile(r"^(?:[、和及与+]|以及)+$")
JOIN_END = re.compile(r"(?:[、和及与+]|以及)$")
JOIN_START = re.compile(r"(?:[、和及与+]|以及)")
NOUNS = frozenset("n vn an a b j l i x eng s f ng g nz nr ns nt nrt q t z ag mg m uj c k h nrfg".split())
VERBS = frozenset("v vd vi vq vg".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """The stretch of a figure and of the words that may name it, as offsets in the sentence."""

    left: int
    start: int
    end: int
    right: int
    joined: bool = False  # only 、 or 和 stands between it and the figure before


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence's text and words, the stretches of names and dates, and the word lists."""

    text: str
    words: tuple[Word, ...]
    skipped: tuple[tuple[int, int], ...]
    link: Container[str]
    pivot: Container[str]

    def word(self, word: Word) -> str:
        """Give the text of a word."""
        return self.text[word.start : word.end]

    def between(self, start: int, end: int) -> list[Word]:
        """Give the words that lie within a stretch."""
        return [word for word in self.words if start <= word.start and word.end <= end]

    def is_skipped(self, word: Word) -> bool:
        """Tell whether a word is part of a name or a date."""
        return any(start <= word.start and word.end <= end for start, end in self.skipped)


def cut_slots(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Slot, ...]:
    """Share the words of a sentence out among its figures, whose offsets are `spans`."""
    edges = []
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        edges.append(cut_between(text, end, start))
    first = max([0, *(found.end() for found in STOP.finditer(text, 0, spans[0][0]))])
    last = STOP.search(text, spans[-1][1])
    lefts = [first, *(left for _, left, _ in edges)]
    rights = [*(right for right, _, _ in edges), last.start() if last else len(text)]
    joined = [False, *(join for _, _, join in edges)]
    return tuple(
        Slot(left, start, end, right, join)
        for left, (start, end), right, join in zip(lefts, spans, rights, joined, strict=True)
    )


def cut_between(text: str, end: int, start: int) -> tuple[int, int, bool]:
    """Say where the words after one figure end and those before the next begin."""
    between = text[end:start]
    stops = list(STOP.finditer(between))
    if JOINED.match(between):
        return end, start, True
    if stops:
        return end + stops[0].start(), end + stops[-1].end(), False
    if tail := JOIN_END.search(between):
        return end + tail.start(), start, False
    if head := JOIN_START.match(between):
        return end, end + head.end(), False
    return start, end, False


def name_metric(slot: Slot, wording: Wording, *, measured: bool) -> str:
    """Name what the figure of `slot` measures; empty where its own words do not say.

    `measured` marks a unit of measure or money, which stands after its noun (总投资5亿元); a
    classifier stands before it (62家企业) where a noun follows.
    """
    left = strip_links(wording.between(slot.left, slot.start), wording)
    right = wording.between(slot.end, slot.right)
    while right and wording.word(right[0]) in {"的", "了", "、", "个"}:
        right = right[1:]
    governor = left[-1] if left and left[-1].tag in VERBS else None
    named = bool(left) and governor is None
    if right and not (measured and named) and not starts_over(right, wording):
        name = name_right(right, wording, governor)
        if name:
            return name
    if left:
        return name_left(left, wording)
    return name_right(right, wording, None) if right else ""


def starts_over(right: Sequence[Word], wording: Wording) -> bool:
    """Tell whether the words after a figure begin something else (以, 用于, 并)."""
    return right[0].tag in {"p", "c", "d"} and wording.word(right[0]) not in {"被"}


def strip_links(words: list[Word], wording: Wording) -> list[Word]:
    """Take the words that only link a metric and its number off the end."""
    while words and (wording.word(words[-1]) in wording.link or words[-1].tag in {"d", "p", "u", "ul"}):
        words = words[:-1]
    return words


def name_left(words: Sequence[Word], wording: Wording) -> str:
    """Name by the words before the number: its noun and the verb that governs it."""
    first = len(words)
    nouns = False
    while first > 0:
        word = words[first - 1]
        if wording.is_skipped(word):
            break
        if word.tag in VERBS:
            first -= 1
            if nouns:
                break
            continue
        if word.tag not in NOUNS and not (word.tag == "d" and not nouns):
            break
        if words[-1].end - word.start > LONGEST:
            break
        nouns = nouns or word.tag not in {"d", "uj", "c"}
        first -= 1
    if first == len(words):
        return ""
    return tidy(wording.text[words[first].start : words[-1].end])


def name_right(words: Sequence[Word], wording: Wording, governor: Word | None) -> str:
    """Name by the words after the number: the noun it counts, and what that noun does."""
    verb = wording.word(governor) if governor else ""
    pivots = not verb or verb in wording.pivot
    parts: list[str] = []
    noun = False
    for word in words:
        text = wording.word(word)
        if sum(map(len, parts)) + len(text) > LONGEST:
            break
        if word.tag in VERBS:
            if noun and not pivots:
                break
            parts.append(text)
        elif word.tag in NOUNS or text in {"“", "”", "、"}:
            noun = noun or word.tag not in {"uj", "c", "x"}
            parts.append(text)
        elif noun and not pivots:
            break
        elif not (word.tag in {"d", "ul", "uz", "ug", "u"}):
            parts.append(text)
    name = tidy("".join(parts))
    return name if pivots or not name else verb + name


def tidy(name: str) -> str:
    """Take stray joints off the ends of a name."""
    return name.strip("的、，和及与“”了 +·").removeprefix("等")


def name_parts(slot: Slot, wording: Wording, count: int) -> list[str]:
    """Name by the words before the number; A、B和C as its parts where there are `count`."""
    left = strip_links(wording.between(slot.left, slot.start), wording)
    name = name_left(left, wording) if left else ""
    parts = [part for part in re.split(r"[、和及与]|以及", name) if part]
    return parts if count > 1 and len(parts) == count else [name]
