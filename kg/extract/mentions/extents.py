"""Settle how far the name of an undertaking reaches to the left of its head."""

import re
from bisect import bisect_left
from functools import cache

from kg.extract.mentions.phrases import Phrase, clause_start, ends_word
from kg.know.knowledge import Knowledge
from kg.know.words import Word, split_words
from kg.model import Sentence

ORDINAL = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[届次批轮]|首[届批]|新一轮|三年"
    r"|\d{4}(?:[-—]\d{4})?年|(?<!\d)(?:19|20)\d\d(?!\d)"
)
NUMBER = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,4}届|\d{4}年?)$")
OWN = re.compile(r"[们各全该本][省市州县区乡镇村]$")
PERSON = 3  # characters of a person's name that no dictionary has
COUNTERS = frozenset("个家项条座名次批起场件部所处位天日月")
# What stands between no verb and a name: 对工程开展整治, 实施办法的行动.
BETWEEN = "，。；：！？、的了着等对由向和与及并将把被以“”‘’「」『』《》【】〖〗（）() \\n"
NO_START = COUNTERS | set("一两几和与及、·-—％%")
CLOSED = str.maketrans("（(", "）)")


def trim(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Drop from the left what begins no name: days, counts, marks; years and ordinals stay."""
    text, words, start = sentence.text, list(phrase.words), phrase.start
    if text[start] in "（(":  # an abbreviation before the name, which is none of it
        start = text.find(text[start].translate(CLOSED), start) + 1
        words = [word for word in words if word.start >= start]
    if words and words[0].end == start + 1 and OWN.search(text, max(0, start - 2), start + 1):
        start = words.pop(0).end  # 你们村, 各镇: whose it is, no part of it
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
