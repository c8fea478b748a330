"""Find the names of one case: 江城杀人案 for 江城系列杀人案, which a reader knows for the same."""

import re
from collections.abc import Iterator

from kg.extract.coreference.shortenings import CROWD, Name, Names, Variant, is_subsequence
from kg.know.knowledge import Knowledge

CASE = re.compile("(?:一案|旧案|案件?|事件|事故)$")
# What a name tells of another case: 江城杀人案 in 江城杀人案律师退庭事件.
ANOTHER = re.compile("案|事件")
SHORTEST = 2  # characters that tell of a case


def find_cases(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find names that tell of a case what `name` does, in fewer words or with another head."""
    told = tell(name)
    if not told or ANOTHER.search(told):
        return
    others = [other for other in names.by_key.values() if other.kind == "Event"]
    if len(others) > CROWD:
        return
    for other in others:
        less = tell(other)
        shorter = (len(less), other.key) < (len(told), name.key)
        if less and shorter and is_subsequence(less, told):
            yield other.key, Variant(name.key, "同一案件、事件的简称")


def tell(name: Name) -> str:
    """Give what a name tells of a case, empty where it names none."""
    told = CASE.sub("", name.key) if name.kind == "Event" else name.key
    return told if SHORTEST <= len(told) < len(name.key) else ""
