"""Find foreign names by the characters with which they are written: 贝尔托尼, 萨维茨基."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.mentions.persons import expects_person
from kg.extract.mentions.surnames import read_naming
from kg.extract.mentions.tokens import Tokens, split_tokens
from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary, split_words
from kg.model import Mention, Sentence, Span

# jieba's tags of words that a foreign name may be cut into: names, and what it has no tag for.
NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nz", "x"})
LENGTHS = range(3, 9)  # characters
MEAN = 2.0  # log-odds of a character, on average over a name
EDGE = 1.5  # of a single character that begins or ends one
# What goes on with the word for what is no person, and no place by itself.
NO_NAME = re.compile(
    "[人版语式族教型号杯节奖级们州省县郡河湖山岛湾海港宫城队]|地区|半岛|世界|大陆|现象"
)
EVIDENCE = 0.8  # log-odds of a person by the words beside: below it as many are cars
# Neither before nor behind a person; 在 stands before places as well.
NO_PERSON = frozenset("“”·新型款在于")
FREE = "PphNxytme"  # letters of tokens that no list of bodies has


class Script(NamedTuple):
    """The characters of foreign names with their log-odds, and what stands beside such names."""

    odds: dict[str, float]
    run: re.Pattern[str]
    where: re.Pattern[str]  # before a place
    facing: re.Pattern[str]  # before a team
    playing: re.Pattern[str]  # behind a team


@cache
def load_script(knowledge: Knowledge) -> Script:
    """Read the characters with which foreign names are written, and what stands beside them."""
    odds = {letter: float(value) for letter, value in knowledge.words["transliteration"].items()}
    beside = knowledge.words["situation"].items()
    where, rival = (
        "|".join(sorted(re.escape(word) for word, side in beside if side in sides))
        for sides in (("before", "where"), ("rival",))
    )
    return Script(
        odds,
        re.compile(f"[{''.join(odds)}]{{3,}}"),
        re.compile(f"(?:{where})$"),
        re.compile(f"(?:{rival})$"),
        re.compile(rival),
    )


def find_transliterations(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the foreign names of a sentence that no list has.

    The words beside a name say what it names: a person, a place, a team; else it is left.
    """
    script = load_script(knowledge)
    text, base = sentence.text, sentence.span.start
    for found in script.run.finditer(text):
        tokens = split_tokens(text, knowledge)
        for start, end in cut_names(tokens, *found.span(), script, knowledge):
            if kind := tell_kind(text, start, end, script, knowledge):
                span = Span(sentence.span.article, base + start, base + end)
                yield Mention(span, text[start:end], kind, "transliterations", 0.75)


def tell_kind(text: str, start: int, end: int, script: Script, knowledge: Knowledge) -> str | None:
    """Tell what a foreign name names, by what stands beside it: cars are lists of names too."""
    before = max(0, start - 4)
    if NO_NAME.match(text, end):
        return None
    if script.playing.match(text, end) or script.facing.search(text, before, start):
        return "Organization"
    if script.where.search(text, before, start):
        return "Place"
    evidence = expects_person(text, start, end, split_words(text), read_naming(knowledge))
    named = evidence > EVIDENCE and text[start - 1 : start] not in NO_PERSON
    return "Person" if named and text[end : end + 1] not in NO_PERSON else None


def cut_names(
    tokens: Tokens, start: int, end: int, script: Script, knowledge: Knowledge
) -> Iterator[tuple[int, int]]:
    """Cut a run of such characters to whole tokens that may be a name, as offsets."""
    forms, bounds = load_gazetteer(knowledge).forms, tokens.bounds
    first = last = bisect_left(bounds, start)
    while bounds[last] < end:
        inside = bounds[last + 1] <= end and may_be_part(tokens, last)
        last += 1
        if inside and bounds[last] < end:
            continue
        left, right = trim(tokens, first, last if inside else last - 1, script)
        name, first = tokens.words(left, right), last
        likely = sum(script.odds[letter] for letter in name) >= MEAN * len(name)
        if len(name) in LENGTHS and likely and name not in forms:
            yield bounds[left], bounds[right]


def trim(tokens: Tokens, left: int, right: int, script: Script) -> tuple[int, int]:
    """Leave out single characters at the ends that are common as words of their own."""

    def is_loose(at: int) -> bool:
        return script.odds.get(tokens.words(at, at + 1), EDGE) < EDGE

    while left < right and is_loose(left):
        left += 1
    while left < right and is_loose(right - 1):
        right -= 1
    return left, right


def may_be_part(tokens: Tokens, at: int) -> bool:
    """Tell whether a token may be part of a foreign name: no place of its own, no common word."""
    if at in tokens.places or tokens.parts[at] not in FREE:
        return False
    word = tokens.words(at, at + 1)
    return len(word) == 1 or dictionary().get(word, "x") in NAMES
