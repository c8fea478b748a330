"""Recognise campaigns, events and projects by the last word of their names."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.extract.mentions.heads import find_heads
from kg.extract.mentions.phrases import (
    NAMES,
    Phrase,
    clause_start,
    ends_word,
    mention,
    opening,
    widen,
)
from kg.know.knowledge import Knowledge
from kg.know.words import Word, split_words
from kg.model import Mention, Sentence

ORDINAL = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[届次批轮]|首[届批]|新一轮|三年"
    r"|\d{4}(?:[-—]\d{4})?年|(?<!\d)(?:19|20)\d\d(?!\d)"
)
# 党的二十大, 党的二十届三中全会: the one event that has a numeral for a head.
SESSION = re.compile(
    r"(?:中共|党的)?(?:第?[一二三四五六七八九十]{1,3}届)(?:中央委员会)?(?:第?[一二三四五六七八九十]{1,2}次?(?:中全会|全体会议))"
    r"|(?:(?<![一-龥])[省市县区州])?(?:第?[一二三四五六七八九十]{1,3}届)?(?:全国|[省市县区州镇乡])?(?:政协|党代会|人大|人民代表大会|人大常委会|委员会)"
    r"第?[一二三四五六七八九十]{1,3}次(?:全体|常委会|主席|主任)?会议"
    r"|[一二三四]中全会"
)
NUMBER = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,4}届|\d{4}年?)$")
PERSON = 3  # characters of a person's name that no dictionary has
CONGRESS = re.compile(
    r"党的(?:第?[一二三四五六七八九十]{1,3}大(?!会)"
    r"|[一二三四五六七八九十]{1,3}届[一二三四五六七]中全会)"
)
# A count makes a class of a head: 水利建设6大工程, 15个重大产业项目.
COUNTED = {
    kind: re.compile(
        rf"(?<![第\d一二三四五六七八九十百])[\d一二三四五六七八九十百两多几]+[余多]?(?:{counter})"
    )
    for kind, counter in (
        ("Project", "[大个项条座]"),
        ("Event", "[个项场]"),
        ("Campaign", "大$|[个项场]"),
    )
}
COUNTERS = frozenset("个家项条座名次批起场件部所处位天日月")
# What stands between no verb and a name: 对工程开展整治, 实施办法的行动.
BETWEEN = "，。；：！？、的了着等对由向和与及并将把被以“”‘’《》（）() \\n"
NO_START = COUNTERS | set("一两几和与及、·-—％%")
CLOSED = str.maketrans("（(", "）)")
LISTED = frozenset("、和及与")


class Marks(NamedTuple):
    """What speaks for a phrase being a name.

    `own` are its words that are not in generic.tsv; `hint` is the class of what the verb before
    it begins or holds; `marked` tells whether a year, an ordinal or a name stands in it.
    """

    kind: str
    modifier: str
    own: tuple[Word, ...]
    hint: str
    marked: bool
    built: bool
    listed: bool

    @property
    def named(self) -> bool:
        """Tell whether the name of a place, a body or a person stands in it."""
        return any(word.tag in NAMES for word in self.own)

    @property
    def proper(self) -> bool:
        """Tell whether a word of its own stands in it that is no name."""
        return any(word.tag not in NAMES for word in self.own)


# What else a head asks for, by the second word of its value in undertaking.tsv.
NEEDS: Mapping[str, Callable[[Marks], bool]] = {
    "meets": lambda m: bool(m.own) or m.hint == m.kind,
    "drive": lambda m: m.proper or (m.hint == m.kind and len(m.modifier) > 5),
    "work": lambda m: bool(m.own) and (m.marked or len(m.own) > 2) and "、" not in m.modifier,
    "held": lambda m: (
        bool(m.own)
        and "、" not in m.modifier
        and ((m.marked and m.proper) or len(m.own) > 2 or m.hint in {"Campaign", m.kind})
    ),
    "begun": lambda m: bool(m.own) and m.hint == m.kind,
    "named": lambda m: (
        (m.hint == m.kind == "Campaign" and m.proper and len(m.modifier) > 4 and "、" not in m.modifier)
        or len(m.own) > 1
        and "、" not in m.modifier
        and ((m.marked and m.proper) or (m.kind == "Project" and m.built))
        and (m.kind != "Campaign" or m.hint != "")
    ),
    "raised": lambda m: bool(m.own) and m.built,
    "built": lambda m: m.marked and m.built,
    "happened": lambda m: m.hint == "Event happened",
    "befell": lambda m: m.hint == "Event happened" and bool(m.own),
    "quake": lambda m: m.hint == "Event happened" or m.marked,
    "case": lambda m: (
        len(m.modifier) > (1 if m.named else 3)
        and not m.listed
        and (m.named or (len(m.own) > 2 and any(word.tag == "v" for word in m.own)))
    ),
    "alone": lambda _: True,
    "quoted": lambda _: False,
}


def find_undertakings(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the campaigns, events and projects whose name ends in a head of undertaking.tsv."""
    for head, end, value in find_heads(sentence, knowledge):
        wide = widen(sentence, head, end, knowledge)
        kind, need = value.split()
        phrase = reach(sentence, trim(sentence, wide), kind, knowledge)
        if need == "case":
            phrase = take_surname(sentence, phrase, knowledge)
        if need == "alone":
            phrase = take_ordinal(sentence, head, end)
        marks = read_marks(sentence, phrase, kind, knowledge)
        if is_quoted(sentence, phrase, value, knowledge) or (
            NEEDS[need](marks) and not COUNTED[kind].search(marks.modifier)
        ):
            kind = choose_kind(sentence.text[head:end], phrase, marks)
            yield mention(sentence, (phrase.start, phrase.end), kind, "undertakings")
        if sentence.text.endswith("等", 0, wide.start):
            for bounds in quoted_before(sentence, wide.start - 1):
                yield mention(sentence, bounds, kind, "undertakings")
    for found in CONGRESS.finditer(sentence.text):
        yield mention(sentence, found.span(), "Event", "undertakings")
    for found in SESSION.finditer(sentence.text):
        words = split_words(sentence.text)
        at = bisect_left(words, found.start(), key=lambda word: word.start)
        placed = at > 0 and words[at - 1].tag == "ns" and words[at - 1].end == found.start()
        start = words[at - 1].start if placed else found.start()
        yield mention(sentence, (start, found.end()), "Event", "undertakings")


def quoted_before(sentence: Sentence, end: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of the quotations that a list ending at `end` holds: “甲”“乙”等活动."""
    start = opening(sentence, end)
    while start is not None:
        yield start, end
        end = start - (sentence.text[start - 1 : start] in {"、", "和"})
        start = opening(sentence, end)


def is_quoted(sentence: Sentence, phrase: Phrase, value: str, knowledge: Knowledge) -> bool:
    """Tell whether a quotation makes a name of a head: next to it, or with no head between.

    “护水”行动重点项目 quotes no project.
    """
    kind, need = value.split()
    if not phrase.quoted or need in {"built", "raised"}:
        return False
    if need == "quoted" or kind == "Project":
        return opening(sentence, phrase.head) is not None
    text, heads = sentence.text, knowledge.words["undertaking"]
    marks = [text.rfind(mark, phrase.start, phrase.head) for mark in "”’」』"]
    before = bisect_left(sentence.gaps, phrase.head)
    close = max(*marks, sentence.gaps[before - 1] if before else 0)
    values = (heads.get(text[w.start : w.end], "-") for w in phrase.words if w.start > close)
    return all(other == "-" or other.endswith("quoted") for other in values)


def trim(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Drop from the left what begins no name: days, counts, marks; years and ordinals stay."""
    text, words, start = sentence.text, list(phrase.words), phrase.start
    if text[start] in "（(":  # an abbreviation before the name, which is none of it
        start = text.find(text[start].translate(CLOSED), start) + 1
        words = [word for word in words if word.start >= start]
    while words and words[0].start == start and not ORDINAL.match(text, start):
        token = text[start : words[0].end]
        after = text[words[1].start if len(words) > 1 else phrase.head]
        counts = (words[0].tag == "m" or token.isdigit()) and after in COUNTERS
        paired = text[start : start + 1] == text[start + 2 : start + 3] == "一"  # 一村一品
        if paired or not (counts or token in NO_START):
            break
        start = words.pop(0).end
    return phrase._replace(start=start, words=tuple(words))


def take_ordinal(sentence: Sentence, head: int, end: int) -> Phrase:
    """Take in nothing but the number before a name that is one by itself: 第9届广交会."""
    number = NUMBER.search(sentence.text, max(0, head - 8), head)
    start = number.start() if number else head
    return Phrase(start, head, end, (), quoted=False, governor="")


@cache
def launching(knowledge: Knowledge, kind: str) -> re.Pattern[str]:
    """Compile the verbs whose object is of this class, and what follows one up to its object."""
    hints = knowledge.words["governor"]
    verbs = sorted((w for w in hints if hints[w] == kind), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(verbs)})(?=[^{BETWEEN}]{{1,16}}$)")


def reach(sentence: Sentence, phrase: Phrase, kind: str, knowledge: Knowledge) -> Phrase:
    """Take in all that stands between a phrase and the verb whose object it is.

    启动迎峰度夏保供行动: whatever a word of the object is elsewhere, here it is part of a name.
    """
    text, start = sentence.text, phrase.start
    begun = knowledge.words["governor"].get(phrase.governor)
    if kind == "Project" or phrase.start == phrase.head or begun in {kind, "Event happened"}:
        return phrase
    first = max(clause_start(text, start), start - 22)
    last = None
    for found in launching(knowledge, kind).finditer(text[first:start]):
        if ends_word(sentence, first + found.end()):
            last = found
    if last is None:
        return phrase
    words = split_words(text)
    at = first + last.end()
    low = bisect_left(words, at, key=lambda word: word.start)
    high = bisect_left(words, phrase.start, key=lambda word: word.start)
    if words[low].tag == "r":
        return phrase
    return phrase._replace(start=at, words=words[low:high] + phrase.words, governor=last.group())


def take_surname(sentence: Sentence, phrase: Phrase, knowledge: Knowledge) -> Phrase:
    """Take in a surname that is a particle too, before a given name: 于 in 于欣溺水事件.

    So is a name that the dictionary falls apart over, right before the head: 罗小笑事件.
    """
    words, name = phrase.words, max(0, phrase.head - PERSON)
    if phrase.head - phrase.start <= PERSON and sentence.text[name] in knowledge.words["surname"]:
        every = split_words(sentence.text)
        first = bisect_left(every, name, key=lambda word: word.start)
        parts = every[first : bisect_left(every, phrase.head, key=lambda word: word.start)]
        if len(parts) == PERSON and sentence.text[name : phrase.head].isalpha():
            return phrase._replace(start=name, words=(Word(name, phrase.head, "nr"),))
    surname = sentence.text[max(0, phrase.start - 1) : phrase.start]
    given = bool(words) and words[0].start == phrase.start == words[0].end - 1
    if not given or surname != phrase.governor or surname not in knowledge.words["surname"]:
        return phrase
    start = phrase.start - 1
    return phrase._replace(start=start, words=(Word(start, phrase.start, "nr"), *words))


def read_marks(sentence: Sentence, phrase: Phrase, kind: str, knowledge: Knowledge) -> Marks:
    """Gather what speaks for a phrase being a name."""
    text, generic = sentence.text, knowledge.words["generic"]
    own = tuple(
        word
        for word in phrase.words
        if word.tag not in {"t", "m", "q"}
        and not (token := text[word.start : word.end]).isdigit()
        and token not in generic
    )
    modifier = text[phrase.start : phrase.head]
    return Marks(
        kind,
        modifier,
        own,
        knowledge.words["governor"].get(phrase.governor, ""),
        ORDINAL.search(modifier) is not None or any(word.tag in NAMES for word in own),
        is_built(sentence, phrase, knowledge),
        phrase.start > 0 and text[phrase.start - 1] == "、",
    )


@cache
def after_building(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what is said right after a thing that is being built: 已正式开工."""
    words = knowledge.words["built"]
    verbs = "|".join(sorted(word for word in words if not words[word]))
    between = "|".join(sorted(word for word in words if words[word]))
    return re.compile(rf"(?:{between}){{0,3}}(?:{verbs})")


def is_built(sentence: Sentence, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Tell whether something is said to be built: before it, before its list, or after it."""
    hints, text = knowledge.words["governor"], sentence.text
    if hints.get(phrase.governor) == "Project" or after_building(knowledge).match(text, phrase.end):
        return True
    if phrase.start == 0 or text[phrase.start - 1] not in LISTED:
        return False
    words = split_words(text)
    first = bisect_left(words, clause_start(text, phrase.start), key=lambda word: word.start)
    last = bisect_left(words, phrase.start, key=lambda word: word.start)
    return any(hints.get(text[w.start : w.end]) == "Project" for w in words[first:last])


def choose_kind(head: str, phrase: Phrase, marks: Marks) -> str:
    """Let the verb before the name decide where its head leaves the kind open."""
    hint = marks.hint.split(" ")[0]
    if head == "工程" and (hint == "Project" or (hint != "Campaign" and not phrase.quoted)):
        return "Project"
    if head == "活动" and hint in {"Event", "this"}:
        return "Event"
    return marks.kind
