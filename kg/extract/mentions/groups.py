"""Find the places of a list that ends in their number: 柳林、石桥、南塘三镇."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.tokens import COMMON_NOUNS, Tokens
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary

NO_LEVEL = "(?![民级委支区理质形])"  # 村|民, 地|区
COUNTED = re.compile(r"[两三四五六七八九十\d]|等地")
MEMBER = re.compile(r"[\u4e00-\u9fff]{2,6}")
LONGEST, SHORTEST = 6, 2
NEAR = 3  # characters of the first member, which no mark opens
ENDS = "xuCL,"  # letters of what stands before the first member


@cache
def load_gathered(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what gathers the members: a number of settlements or of places."""
    words = (word for word, value in knowledge.words["situation"].items() if value == "counted")
    levels = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"等?(?:[两三四五六七八九十]|\d{{1,2}})?个?(?:{levels}){NO_LEVEL}")


def find_groups(tokens: Tokens, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Yield the members of such lists, as offsets in the text."""
    text, tags = tokens.text, dictionary()
    if "、" not in text:
        return
    for found in load_gathered(knowledge).finditer(text):
        if not COUNTED.search(found.group()):
            continue
        members = list(list_members(tokens, found.start()))
        names = [text[start:end] for start, end in members]
        proper = any(tags.get(name, "x") not in COMMON_NOUNS for name in names)
        if len(members) > 1 and proper:
            yield from members


def list_members(tokens: Tokens, end: int) -> Iterator[tuple[int, int]]:
    """Yield the members before `end`, the last first; none where one is no name."""
    text = tokens.text
    while True:
        mark = text.rfind("、", max(0, end - LONGEST - 1), end)
        if mark < 0:
            if (start := first_start(tokens, end)) < end - SHORTEST + 1:
                yield start, end
            return
        if not MEMBER.fullmatch(text, mark + 1, end):
            return
        yield mark + 1, end
        end = mark


def first_start(tokens: Tokens, end: int) -> int:
    """Find where the first member begins: at most a few words back."""
    at = bisect_left(tokens.bounds, end)
    start = end
    while at > 0 and tokens.parts[at - 1] not in ENDS and tokens.bounds[at] == start:
        if end - tokens.bounds[at - 1] > NEAR and start < end:
            break
        at -= 1
        start = tokens.bounds[at]
        if tokens.parts[at] in "Pp":
            break
    return start
