"""Name what a figure measures, in the text's own words."""

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple
from unicodedata import category

from kg.extract.observations.scenes import is_within
from kg.extract.observations.slots import STOP, Slot
from kg.know.words import Word

NEARBY = 3  # words before a number that may name it for want of better ones
LONGEST = 18  # characters of a metric that a reader still takes in at once
# jieba's tags: verbs, and words that no noun phrase holds (adverbs, prepositions, pronouns …).
VERBS = frozenset({"v", "vd", "vi", "vq", "vg"})
EMPTY = frozenset(
    {"d", "df", "p", "r", "rr", "rz", "u", "ud", "ug", "ul", "uv", "uz", "y", "o", "e"}
)
JOINTS = frozenset({"uj", "c"})
LEADING = frozenset(["的", "了", "、", "个", "重", "长", "高", "后", "前", "之后", "之前"])
NEGATIONS = frozenset(["不", "未", "没有", "无", "非"])  # a name without them says the contrary
KEPT = NEGATIONS | {"被"}
QUOTES = frozenset("“”")
MARKS = frozenset("+（(")
SIGNS = frozenset({"Sc", "So"})
SHORT = 3  # letters of a noun that a numeral may go on: 世界500强企业, not 话务员24小时值班
DEED = 14  # letters of a noun and what it does: 企业获评专精特新企业
FULL = 8  # letters of a metric that needs no words before its verb
OWNER = 10  # letters of a noun before a number that a noun after it completes
WHOLE = 4  # letters of a noun that needs no more: 机关业务骨干, but 智能 wants 制造企业
PREDICATES = VERBS | {"i", "l"}
BEING = frozenset("是为")


class Wording(NamedTuple):
    """A sentence's text and words, the stretches of its names and dates, and the word lists."""

    text: str
    words: tuple[Word, ...]
    names: tuple[tuple[int, int], ...]
    dates: tuple[tuple[int, int], ...]
    link: Mapping[str, str]
    pivot: Container[str]
    move: Container[str]

    def word(self, word: Word) -> str:
        """Give the text of a word."""
        return self.text[word.start : word.end]

    def between(self, start: int, end: int) -> list[Word]:
        """Give the words that lie within a stretch, no signs of money, no pictures (¥, ☆)."""
        first = bisect_left(self.words, (start, 0, ""))
        last = bisect_left(self.words, (end, 0, ""))
        words = (word for word in self.words[first:last] if word.end <= end)
        return [word for word in words if category(self.text[word.start]) not in SIGNS]

    def is_name(self, word: Word) -> bool:
        """Tell whether a word is part of a name."""
        return is_within(word.start, word.end, self.names)

    def is_date(self, word: Word) -> bool:
        """Tell whether a word is part of a date."""
        return is_within(word.start, word.end, self.dates)


def name_metric(slot: Slot, wording: Wording, unit: str, *, measured: bool) -> str:
    """Name what the figure of `slot` measures; empty where its own words do not say.

    `measured` marks a unit of measure or money, which stands after its noun (总投资5亿元); a
    classifier stands before it (62家企业) where a noun follows, and so does a share (60%的耕地).
    """
    left = strip_links(wording.between(slot.left, slot.start), wording)
    right = wording.between(slot.end, slot.right)
    free = bool(right) and not linked(slot, wording)
    share = free and unit == "%"
    attributive = free and wording.word(right[0]) == "的"
    while right and wording.word(right[0]) in LEADING:
        right = right[1:]
    verb = bool(left) and left[-1].tag in VERBS and not wording.is_name(left[-1])
    governor = left[-1] if verb else None
    named = bool(left) and governor is None and not share and not attributive
    if right and not (measured and named) and not starts_over(right, wording):
        whole = attributive and bool(left) and is_noun(left[-1])  # 国有产权50万元以上的交易
        owner = name_left(left, wording) if whole else ""
        if name := name_right(right, wording, None if share else governor):
            return (owner if len(owner) <= OWNER else "") + name
    if left and (name := name_left(left, wording)):
        return name
    over = not right or starts_over(right, wording)
    return "" if over else name_right(right, wording, None)


def name_around(slot: Slot, wording: Wording) -> str:
    """Name by what else is near: a name before, or the clause after (40分钟后，吊车来到)."""
    before = strip_links(wording.between(slot.left, slot.start), wording)
    if near := tidy("".join(wording.word(word) for word in before[-NEARBY:])):
        return near
    after = STOP.search(wording.text, slot.right)
    if after:
        stop = STOP.search(wording.text, after.end())
        words = wording.between(after.end(), stop.start() if stop else len(wording.text))
        return name_right(words, wording, None)
    return ""


def linked(slot: Slot, wording: Wording) -> bool:
    """Tell whether the words before a figure link it to its metric: 普及率达50%."""
    before = wording.between(slot.left, slot.start)
    return bool(before) and wording.word(before[-1]) in wording.link


def starts_over(right: Sequence[Word], wording: Wording) -> bool:
    """Tell whether the words after a figure begin something else (以, 用于, 测算)."""
    word = wording.word(right[0])
    return word in wording.move or (right[0].tag in {"p", "c"} and word != "被")


def strip_links(words: list[Word], wording: Wording) -> list[Word]:
    """Take the words that only link a metric and its number off the end."""
    while words and is_link(words[-1], wording):
        words = words[:-1]
    return words


def is_link(word: Word, wording: Wording) -> bool:
    """Tell whether a word only links a metric and its number."""
    return (
        wording.word(word).isspace()
        or wording.word(word) in wording.link
        or word.tag in {"d", "p", "u", "ul"}
    ) or wording.is_date(word)


def name_left(words: Sequence[Word], wording: Wording) -> str:
    """Name by the words before the number: its noun and the verb that governs it."""
    parts: list[str] = []
    noun = False
    for word in reversed(words):
        text = wording.word(word)
        if wording.is_date(word):
            continue
        if wording.is_name(word) or sum(map(len, parts)) + len(text) > LONGEST:
            break
        if word.tag in EMPTY and text not in NEGATIONS and not (word.tag == "d" and not noun):
            break
        if not (word.tag == "d" and text in wording.link):
            parts.append(text)
        if word.tag in VERBS and noun and sum(map(len, parts)) >= FULL:
            break
        noun = noun or is_noun(word)
    while len(parts) > 1 and wording.link.get(parts[-1]):
        parts.pop()
    name = tidy("".join(reversed(parts)))
    reaches = wording.text.startswith("达", words[-1].end)  # 占有率高达67%
    return name.removesuffix("高") if reaches else name


def name_right(words: Sequence[Word], wording: Wording, governor: Word | None) -> str:
    """Name by the words after the number: the noun it counts, and what that noun does.

    A noun that a verb governs (抽调10名骨干) does nothing of its own, unless the verb is a pivot
    (推动1200家企业上云).  A noun before 的 is the one that is counted (四个区县的代表); 是 tells
    nothing that it does (2名伤者是从江城来的).
    """
    verb = wording.word(governor) if governor else ""
    pivots = not verb or verb in wording.pivot
    end = end_noun(words, wording, pivots=pivots)
    kept = [word for word in words[:end] if word.tag not in EMPTY or wording.word(word) in KEPT]
    parts = [wording.word(word) for word in kept]
    if (
        pivots
        and not is_being(words[end:], wording)
        and end < len(words)
        and words[end].tag in PREDICATES
    ):
        for word in words[end:]:
            text = wording.word(word)
            if word.tag == "ul":  # 农民签订了稻米订单
                continue
            if (
                text in MARKS
                or (word.tag in EMPTY and text not in NEGATIONS)
                or sum(map(len, parts)) + len(text) > DEED
            ):
                break
            parts.append(text)
    name = tidy("".join(parts))
    return name if pivots or not name else verb + name


def is_being(words: Sequence[Word], wording: Wording) -> bool:
    """Tell whether words begin with 是 or 为."""
    return bool(words) and wording.word(words[0]) in BEING


def end_noun(words: Sequence[Word], wording: Wording, *, pivots: bool) -> int:
    """Say how many words the counted noun takes, adverbs after it included.

    A verb after a noun is part of it as long as the noun is short: 智能 wants 制造企业.  What
    begins with a verb goes on to the noun after 的 (12名获得称号的员工).
    """
    noun, length = False, 0
    relative = bool(words) and (words[0].tag in VERBS or words[0].tag in {"a", "d"})
    for index, word in enumerate(words):
        text = wording.word(word)
        late = word.tag in PREDICATES and (length >= WHOLE or pivots)
        if noun and text == "的" and relative:
            continue
        if noun and (late or text == "的" or (word.tag in EMPTY and not pivots)):
            return index
        if length + len(text) > LONGEST or text in MARKS or is_number(text, length):
            return index
        if word.tag not in EMPTY:
            noun = noun or (is_noun(word) and word.tag != "a" and text not in QUOTES)
            length += len(text)
    return len(words)


def is_number(text: str, length: int) -> bool:
    """Tell whether a word is a number that no noun so long holds: 24 of 话务员24小时值班."""
    return length >= SHORT and any(character.isdigit() for character in text)


def is_noun(word: Word) -> bool:
    """Tell whether a word can be the noun of a phrase."""
    return word.tag not in EMPTY and word.tag not in VERBS and word.tag not in JOINTS


def tidy(name: str) -> str:
    """Take stray joints off the ends of a name."""
    return name.strip("的、，和与“”了 +·").removeprefix("等")


def is_alike(one: str, other: str) -> bool:
    """Tell whether two names share half of their pairs of letters."""
    first, second = ({name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other))
    return 2 * len(first & second) >= max(1, (len(first) + len(second)) // 2)
