"""Recognise campaigns, events and projects by the last word of their names."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.extract.mentions.extents import ORDINAL, reach, take_ordinal, take_surname, trim
from kg.extract.mentions.heads import find_heads
from kg.extract.mentions.phrases import (
    NAMES,
    Phrase,
    clause_start,
    mention,
    opening,
    widen,
)
from kg.extract.mentions.sessions import find_sessions
from kg.know.knowledge import Knowledge
from kg.know.words import Word, split_words
from kg.model import Mention, Sentence

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
LISTED = frozenset("、和及与")
QUOTED = 40  # characters between two marks that may be a name and are no speech
SHORT = 2  # characters before a head that name nothing: “一号工程”
NO_QUOTE = re.compile("[，。；：！？,;!?”]")


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
        (
            m.hint == m.kind == "Campaign"
            and m.proper
            and len(m.modifier) > 4
            and "、" not in m.modifier
        )
        or (
            len(m.own) > 1
            and "、" not in m.modifier
            and ((m.marked and m.proper) or (m.kind == "Project" and m.built))
            and (m.kind != "Campaign" or m.hint != "")
        )
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
        whole = kind != "Project" and enclosing(sentence.text, head, end)
        if whole:
            phrase = phrase._replace(start=whole, quoted=True)
        if need == "case":
            phrase = take_surname(sentence, phrase, knowledge)
        if need == "alone":
            phrase = take_ordinal(sentence, head, end)
        marks = read_marks(sentence, phrase, kind, knowledge)
        if (
            is_quoted(sentence, phrase, value, knowledge)
            or whole
            or (NEEDS[need](marks) and not COUNTED[kind].search(marks.modifier))
        ):
            kind = choose_kind(sentence.text[head:end], phrase, marks)
            yield mention(sentence, (phrase.start, phrase.end), kind, "undertakings")
        if sentence.text.endswith("等", 0, wide.start):
            for bounds in quoted_before(sentence, wide.start - 1):
                yield mention(sentence, bounds, kind, "undertakings")
    yield from find_sessions(sentence)


def enclosing(text: str, head: int, end: int) -> int:
    """Find where a name begins that quotation marks enclose with its head; 0 where none do."""
    if text[end : end + 1] != "”":
        return 0
    start = text.rfind("“", max(0, end - QUOTED), head) + 1
    inside = NO_QUOTE.search(text, start, end) is None
    return start if start and inside and head - start > SHORT else 0


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
