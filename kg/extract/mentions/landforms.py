"""Find rivers and hills by what stands beside them: 浔水两岸, 柳山脚下."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.tokens import Tokens, is_proper
from kg.know.knowledge import Knowledge

LONGEST = 4  # characters of the name


@cache
def load_landforms(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile the last characters of such names before what stands beside them."""
    words = (word for word, value in knowledge.words["situation"].items() if value == "beside")
    return re.compile(rf"[江河水湖溪山](?={'|'.join(sorted(words))})")


def find_landforms(tokens: Tokens, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Yield the names as offsets in the text."""
    for found in load_landforms(knowledge).finditer(tokens.text):
        start = name_start(tokens, found.end())
        if start is not None:
            yield start, found.end()


def name_start(tokens: Tokens, end: int) -> int | None:
    """Find where the name of a river or hill begins that ends at `end`."""
    at = last = bisect_left(tokens.bounds, end)
    if tokens.bounds[at] != end or tokens.parts[at - 1] not in "Nth":
        return None
    while at > 0 and tokens.parts[at - 1] in "Nthm" and end - tokens.bounds[at - 1] <= LONGEST:
        at -= 1
    proper = is_proper(tokens, at, last)
    return tokens.bounds[at] if proper and end - tokens.bounds[at] > 1 else None
