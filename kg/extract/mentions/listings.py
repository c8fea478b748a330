"""Recognise the members of a list that says what they are: A、B、C等8家企业."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.phrases import NAMES, STOPS, clause_start, ends_word, mention
from kg.know.knowledge import Knowledge
from kg.know.words import split_words
from kg.model import Mention, Sentence

LONGEST = 24  # characters of a member
CLAUSE = re.compile("[的了]")  # in what is a clause and no name
DRIVE = 5  # characters of a drive that no head ends: 巡查、清淤等行动 lists none
PERSON = 4  # characters of a Chinese person's name
SEPARATOR = re.compile(r"、|以及|和|及|与")
COUNT = r"[\d一二三四五六七八九十百两数多几]+"


@cache
def closing(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what closes a list: 等, a count, and the noun that says what was listed.

    Without 等, or without a count, only what the members say themselves tells names from classes.
    """
    listing = knowledge.words["listing"]
    nouns = "|".join(
        sorted((w for w in listing if listing[w] != "-"), key=lambda word: (-len(word), word))
    )
    return re.compile(
        rf"等(?:{COUNT}(?:余|多)?(?P<measure>[家个名位座条处项])|一?大?批)"
        rf"[^，。；：、等]{{0,24}}?(?P<noun>{nouns})"
        rf"|(?:等[^，。；：、等]{{0,4}}?|{COUNT}[个项](?:子|重点|重大)?)(?P<bare>企业|项目|工程)"
        r"|等(?P<drive>专项行动|行动)"
    )


def find_listings(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the members of each list of names that ends in 等, a count and a noun."""
    listing, text = knowledge.words["listing"], sentence.text
    for found in closing(knowledge).finditer(text):
        kind, measures = listing[found["noun"] or found["bare"] or found["drive"]].split()
        if found["measure"] and found["measure"] not in measures:
            continue
        start = clause_start(text, found.start())
        tested = (word for word in listing if listing[word] == "-")
        items = kind == "Project" and any(text.find(w, start, found.end()) >= 0 for w in tested)
        if items or not ends_word(sentence, found.end()):
            continue
        for bounds in members(text, start, found.start(), knowledge):
            if is_name(text[slice(*bounds)], kind, knowledge, counted=found["noun"] is not None):
                score = 1.0 if found["noun"] or kind == "Project" else 0.6
                yield mention(sentence, bounds, kind, "listings", score)


def is_name(words: str, kind: str, knowledge: Knowledge, *, counted: bool) -> bool:
    """Tell whether a member of a list is a name: it must look like one where nothing is counted."""
    if kind == "Person":
        return is_person(words, knowledge)
    if kind == "Campaign" and len(words) < DRIVE:
        return False
    named = counted or kind == "Campaign" or is_marked(words)
    return named and not (CLAUSE.search(words) or words.isdigit())


def is_marked(words: str) -> bool:
    """Tell whether a number or a name stands in a member: 机械、农业开发等项目 lists no names."""
    return any(word.tag in NAMES or words[word.start].isdigit() for word in split_words(words))


def is_person(words: str, knowledge: Knowledge) -> bool:
    """Tell whether a member of a list of people looks like a Chinese name."""
    surnames = knowledge.words.get("surname", {})
    return len(words) <= PERSON and (words[0] in surnames or words[:2] in surnames)


def members(text: str, limit: int, end: int, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Give where the members of the list between `limit` and `end` begin and end, last first."""
    # 与甲、乙等企业 begins at 甲: before the first 、 a 与 joins no members.
    first = text.find("、", limit, end)
    cuts = [found.span() for found in SEPARATOR.finditer(text, max(first, limit), end)]
    for left, right in reversed(cuts):
        if 1 < end - right <= LONGEST:
            yield right, end
        end = left
    start = first_start(text, end, limit, knowledge)
    if cuts and 1 < end - start <= LONGEST:
        yield start, end


def first_start(text: str, end: int, limit: int, knowledge: Knowledge) -> int:
    """Find where the first member begins: after the last verb or particle before it."""
    words, stops = split_words(text), knowledge.words["governor"]
    # （业启） belongs to the name before it, whatever stands inside.
    bracket = max(text.rfind("（", limit, end), text.rfind("(", limit, end))
    last = bracket if bracket > limit and text[end - 1] in "）)" else end
    at = bisect_right(words, last - 1, key=lambda word: word.start) - 1
    while at > 0 and words[at - 1].start >= limit:
        before = words[at - 1]
        ends = before.tag in {"v", "t", "f"} or before.tag[0] in STOPS
        if ends or text[before.start : before.end] in stops:
            break
        at -= 1
    return words[at].start
