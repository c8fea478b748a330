"""Find firms by their legal names, and by the short ones of papers: 蓝湾汽车, 江城白鹭物业."""

import re
from collections.abc import Iterator

from kg.extract.mentions.tokens import Tokens
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary

# A firm's full legal name: from its place on, whatever nouns it holds.
LEGAL = re.compile(r"[Pp][^x,CPp]{1,10}K")
LONGEST = 3  # characters of a name that no dictionary has
PROPER = frozenset({"nz", "nrt", "eng"})  # jieba's tags of names
PLAIN = frozenset("afmqjbdrv")  # those of characters that stand before any noun: 新, 大
AFTER = frozenset("xyi,C")  # what may follow the whole of a name


def find_firms(tokens: Tokens, knowledge: Knowledge) -> Iterator[tuple[int, int, float]]:
    """Yield such names as token offsets, with the places that they begin with, and a score."""
    yield from ((*found.span(), 0.9) for found in LEGAL.finditer(tokens.parts))
    trades = knowledge.words["brand"]
    for at in range(1, len(tokens.parts)):
        ends = tokens.parts[at] in "NF" and (tokens.parts[at + 1 : at + 2] or "x") in AFTER
        if ends and tokens.words(at, at + 1) in trades:
            start = name_start(tokens, at)
            if start < at:
                place = start > 0 and tokens.parts[start - 1] in "Pp"
                yield start - place, at + 1, 0.6


def name_start(tokens: Tokens, end: int) -> int:
    """Find where the name before the token `end` begins; `end` where there is none."""
    tags, start = dictionary(), end
    word = tokens.words(end - 1, end)
    if len(word) > 1:
        own = tokens.parts[end - 1] == "N" and tags.get(word, "x") in PROPER
        return end - 1 if own else end
    while start and tokens.parts[start - 1] == "N" and len(tokens.words(start - 1, start)) == 1:
        start -= 1
    letters = tokens.words(start, end)
    plain = sum(tags.get(letter, "x") in PLAIN for letter in letters)
    return start if 1 < len(letters) <= LONGEST and plain < len(letters) - 1 else end
