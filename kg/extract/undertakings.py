"""Recognise campaigns, events and projects by the last word of their names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.phrases import NAMES, Phrase, ends_word, head_pattern, is_bracketed, mention, widen
from kg.know.knowledge import Knowledge
from kg.know.words import Word, split_words
from kg.model import Mention, Sentence

ORDINAL = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[届次批轮季]|首[届批]|\d{4}(?:[-—]\d{4})?年|(?<!\d)(?:19|20)\d\d(?!\d)|三年|新一轮"
)
# What is said of a thing that is being built: 城东变电站正式开工.
BUILT = re.compile(r"(?:项目|工程)?(?:已|正式|全面|顺利|全线|破土|今日|昨日)*(?:开工|动工|奠基|竣工|建成|投产|投运|封顶|通车|投入使用|上线|启用|总投资|完成投资)")
# 党的二十大, 党的二十届三中全会: the one event that has a numeral for a head.
CONGRESS = re.compile(
    r"党的(?:第?[一二三四五六七八九十]{1,3}大(?!会)|[一二三四五六七八九十]{1,3}届[一二三四五六七]中全会)"
)
LISTED = frozenset("、和及与")
# A count makes a class of a head: 水利建设6大工程, 15个重大产业项目.
COUNTED = re.compile(r"[\d一二三四五六七八九十百两多几]+(?:[大场次]$|[个项])")


class Head(NamedTuple):
    """The last word of a name, where it begins and ends, and its value in undertaking.tsv."""

    start: int
    end: int
    value: str


def find_undertakings(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the campaigns, events and projects whose name ends in a head of undertaking.tsv."""
    for head, end, value in find_heads(sentence, knowledge):
        phrase = trim(sentence, widen(sentence, head, end, knowledge))
        if is_name(sentence, phrase, value, knowledge):
            kind = choose_kind(sentence, phrase, value.split()[0], knowledge)
            yield mention(sentence, phrase.start, phrase.end, kind, "undertakings")
    for found in CONGRESS.finditer(sentence.text):
        yield mention(sentence, found.start(), found.end(), "Event", "undertakings")


def find_heads(sentence: Sentence, knowledge: Knowledge) -> Iterator[Head]:
    """Give the heads of a sentence; one that follows another at once is one with it (宣传月活动)."""
    heads, text = knowledge.words["undertaking"], sentence.text
    last = Head(0, 0, "-")
    for found in head_pattern(knowledge, "undertaking", "document").finditer(text):
        value = heads.get(found.group(), "-")
        usable = is_word(sentence, found) and not is_bracketed(text, found.start())
        head = Head(found.start(), found.end(), value if usable else "-")
        if last.end == head.start and "-" not in {last.value, head.value}:
            if head.value.endswith("case"):
                continue
            if last.value.endswith("any"):
                head = head._replace(value=f"{head.value.split()[0]} any")
        elif last.value != "-":
            yield last
        last = head
    if last.value != "-":
        yield last


def is_word(sentence: Sentence, found: re.Match[str]) -> bool:
    """Tell whether a head is one: 案 is none in 档案, and 大赛 none in 大赛区."""
    if not ends_word(sentence, found.end()):
        return False
    return len(found.group()) > 1 or found.start() == 0 or ends_word(sentence, found.start())


def trim(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Drop from the left what begins no name: days, counts, marks; years and ordinals stay."""
    text, words, start = sentence.text, list(phrase.words), phrase.start
    while words and words[0].start == start and not ORDINAL.match(text, start):
        counts = words[0].tag == "m" and (len(words) == 1 or words[1].tag in {"q", "m", "mq", "a"})
        marks = not text[start].isalnum() or text[start : words[0].end].isdigit()
        if not (counts or marks or words[0].tag in {"t", "q", "mq", "f"}):
            break
        start = words.pop(0).end
    return phrase._replace(start=start, words=tuple(words))


def is_name(sentence: Sentence, phrase: Phrase, value: str, knowledge: Knowledge) -> bool:
    """Tell whether the words before the head make a name of it, or only a class."""
    kind, need = value.split()
    hint = knowledge.words["governor"].get(phrase.governor, "")
    if phrase.quoted and need != "built":
        return True
    own = own_words(sentence, phrase.words, knowledge)
    modifier = sentence.text[phrase.start : phrase.head]
    if COUNTED.search(modifier):
        return False
    marked = is_marked(modifier, own)
    match need:
        case "built":
            rises = BUILT.match(sentence.text, phrase.end) or is_built(sentence, phrase, knowledge)
            return marked and bool(rises)
        case "happened":
            return hint == "Event happened"
        case "case":
            listed = phrase.start > 0 and sentence.text[phrase.start - 1] == "、"
            return not listed and len(modifier) >= 4 and any(word.tag in NAMES or word.tag == "v" for word in own)
        case "any":
            if kind == "Event":
                return bool(own) or hint == kind
            return any(word.tag not in NAMES for word in own) and (
                kind == "Campaign" or marked or len(own) >= 3
            )
        case "begun":
            return bool(own) and hint == kind
        case "held":
            return bool(own) and (marked or len(own) >= 3 or hint in {"Campaign", kind})
        case "named":
            return len(own) > 1 and marked and (kind != "Campaign" or hint != "")
    return False


def is_built(sentence: Sentence, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Tell whether a verb that builds stands before a phrase, or before the list that it is in."""
    hints, text = knowledge.words["governor"], sentence.text
    if hints.get(phrase.governor) == "Project":
        return True
    if phrase.start == 0 or text[phrase.start - 1] not in LISTED:
        return False
    words = split_words(text[clause_start(text, phrase.start) : phrase.start])
    base = clause_start(text, phrase.start)
    return any(hints.get(text[base + w.start : base + w.end]) == "Project" for w in words)


def clause_start(text: str, at: int) -> int:
    """Find where the clause that holds `at` begins."""
    return max(text.rfind(mark, 0, at) for mark in "，。；：！？") + 1


def own_words(sentence: Sentence, words: tuple[Word, ...], knowledge: Knowledge) -> list[Word]:
    """Give the words that are not in generic.tsv."""
    generic = knowledge.words["generic"]
    return [
        word
        for word in words
        if word.tag not in {"t", "m", "q"}
        and not (token := sentence.text[word.start : word.end]).isdigit()
        and token not in generic
    ]


def is_marked(modifier: str, own: list[Word]) -> bool:
    """Tell whether a year, an ordinal or the name of a place or body stands in the phrase."""
    if ORDINAL.search(modifier):
        return True
    return any(word.tag in NAMES for word in own) and any(word.tag not in NAMES for word in own)


def choose_kind(sentence: Sentence, phrase: Phrase, kind: str, knowledge: Knowledge) -> str:
    """Let the verb before the name decide where its head leaves the kind open."""
    hint = knowledge.words["governor"].get(phrase.governor, "").split(" ")[0]
    head = sentence.text[phrase.head : phrase.end]
    if head == "工程" and not phrase.quoted and hint != "Campaign":
        return "Project"
    if head == "活动" and (hint == "Event" or phrase.governor in {"此次", "本次"}):
        return "Event"
    return kind
