"""Find firms by their legal names, and by the short ones of papers: 蓝湾汽车, 江城白鹭物业."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from kg.extract.mentions.tokens import Tokens
from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary

# A firm's full legal name: from its place on, whatever nouns it holds.
LEGAL = re.compile(r"[Pp][^x,CPp]{1,10}K")
FIRM = re.compile("[Kk]")
LONGEST = 3  # characters of a name that no dictionary has
LONGEST_LEGAL = 12  # tokens of a full legal name
PROPER = frozenset({"nz", "nrt", "eng"})  # jieba's tags of names
PLAIN = frozenset("afmqjbdrv")  # those of characters that stand before any noun: 新, 大
# Tags of characters that stand in no name, whatever its other characters are.
FUNCTION = frozenset({"c", "d", "f", "m", "p", "r", "u", "uj", "ul", "uv", "ug", "x"})
AFTER = frozenset("xyi,C")  # what may follow the whole of a name
BEFORE = frozenset("xyi,")  # and what may stand before one that only characters make
NAMED = 2  # characters of a name before 有限公司, at least


def find_firms(tokens: Tokens, knowledge: Knowledge) -> Iterator[tuple[int, int, float]]:
    """Yield such names as token offsets, with the places that they begin with, and a score."""
    yield from ((*found.span(), 0.9) for found in LEGAL.finditer(tokens.parts))
    for found in FIRM.finditer(tokens.parts, 1):
        at = found.start()
        if found[0] == "K" or tokens.words(at, at + 1).endswith(("公司", "集团")):
            start = legal_start(tokens, at, knowledge)
            placed = tokens.parts[start] in "Pp"
            if start < at and (found[0] == "K" or (placed and at - start > 1)):
                yield start, at + 1, 0.8
    automaton, trades = load_trades(knowledge)
    for trade, first, last in automaton.find_matches_as_indexes(tokens.text, overlapping=True):
        at = bisect_left(tokens.bounds, first)
        whole = at > 0 and tokens.bounds[at : at + 2] == (first, last)
        if whole and (tokens.parts[at + 1 : at + 2] or "x") in AFTER:
            start = name_start(tokens, at, firm=trades[trade] == "firm")
            if start < at:
                place = start > 0 and tokens.parts[start - 1] in "Pp"
                yield start - place, at + 1, 0.6


@cache
def load_trades(knowledge: Knowledge) -> tuple[AhoCorasick, tuple[str, ...]]:
    """Make the automaton of the words for trades, and list their values."""
    trades = knowledge.words["brand"]
    return AhoCorasick(list(trades)), tuple(trades.values())


def legal_start(tokens: Tokens, end: int, knowledge: Knowledge) -> int:
    """Find where a full legal name begins: at a place, or after what ends names."""
    parts, start, first = tokens.parts, end, end
    forms, tags = load_gazetteer(knowledge).forms, dictionary()
    stops = knowledge.words["stop"]
    while start and end - start < LONGEST_LEGAL:
        word, part = tokens.words(start - 1, start), parts[start - 1]
        inner = len(word) == 1 and tags.get(word, "x") not in FUNCTION
        post = part == "i" and word not in knowledge.words["function"]  # 技术 is both
        if part in ",C" or post or word in stops or not (word.isalnum() or part == "B"):
            break
        start -= 1
        if first == start + 1 and (part not in "xyv" or inner):
            first = start
        if part in "Pp" or tokens.text[tokens.bounds[start] :][:2] in forms:
            return start
    if first and not is_free(tokens, first):
        return end
    while first < end and parts[first] in "CxvFmiB":
        first += 1
    return first if len(tokens.words(first, end)) > NAMED else end


def name_start(tokens: Tokens, end: int, *, firm: bool) -> int:
    """Find where the name before the token `end` begins; `end` where there is none."""
    tags, start = dictionary(), end
    word = tokens.words(end - 1, end)
    if len(word) > 1:
        if firm and tokens.parts[end - 1] in "Nx" and len(word) < LONGEST:
            return end - 1 if is_free(tokens, end - 1) else end
        own = tokens.parts[end - 1] in "Np" and tags.get(word, "x") in PROPER
        return end - 1 if own else end
    while start and is_letter(tokens, start - 1):
        start -= 1
    letters = tokens.words(start, end)
    if not 1 < len(letters) <= LONGEST:
        return end
    plain = sum(tags.get(letter, "x") in PLAIN for letter in letters)
    nouns = set(tokens.parts[start:end]) == {"N"}
    return start if (nouns and plain < len(letters) - 1) or is_free(tokens, start) else end


def is_letter(tokens: Tokens, at: int) -> bool:
    """Tell whether a token is one character that a name may hold."""
    word = tokens.words(at, at + 1)
    if len(word) != 1 or tokens.parts[at] not in "Nxvtm":
        return False
    return tokens.parts[at] == "N" or dictionary().get(word, "x") not in FUNCTION


def is_free(tokens: Tokens, at: int) -> bool:
    """Tell whether nothing that belongs to a name stands before a token."""
    return at == 0 or tokens.parts[at - 1] in BEFORE
