"""Find the names of one case: 江城杀人案 for 江城系列强奸杀人案, which is the same to a reader."""

import re
from collections.abc import Iterator

from kg.extract.coreference.contractions import is_subsequence
from kg.extract.coreference.shortenings import Name, Names, Variant
from kg.know.knowledge import Knowledge

# What a name tells of another case: 江城杀人案 in 江城杀人案律师退庭事件.
ANOTHER = re.compile("案|事件")
SHORTEST = 2  # characters that tell of a case
# A newspaper names a case anew in each paragraph (产妇坠楼, 产妇跳楼; 连环杀人, 系列强奸杀人): so
# much of the shorter name stands in the longer one, in its order, if it has so many characters.
# One of 0.75 merges half as many, one of 0.5 no more.
ALIKE, LONG = 0.6, 4
HEADLINE = 30  # characters into an article where its headline stands
CROWD = 40  # more cases than this are a list of cases


def find_cases(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find names that tell of a case what `name` does, or nearly, and more."""
    less = names.cases.get(name.key, "")
    if len(less) < SHORTEST or len(names.cases) > CROWD:
        return
    for key, more in names.cases.items():
        if (len(more), key) <= (len(less), name.key) or ANOTHER.search(more):
            continue
        if is_subsequence(less, more) or (
            is_alike(less, more) and not names_others(less, more, names)
        ):
            yield name.key, Variant(key, "同一案件、事件的另一说法")


def find_accidents(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find what a headline calls the one accident of an article: 翻车事故 of 重大交通事故."""
    if not name.key.endswith("事故") or len(names.cases) > CROWD:
        return
    accidents = [names.by_key[key] for key in names.cases if key.endswith("事故")]
    match sorted(accidents, key=lambda each: (len(each.key), each.key)):
        case [short, full] if short.key == name.key:
            if min(short.starts[0], full.starts[0]) < HEADLINE:
                yield short.key, Variant(full.key, "标题和正文说的同一事故")


def is_alike(less: str, more: str) -> bool:
    """Tell whether most characters of `less` stand in `more` in their order."""
    if len(less) < LONG or "某" in less:
        return False
    common = [0] * (len(more) + 1)  # with the characters of `less` so far and of `more` up to each
    for character in less:
        before = 0
        for at, other in enumerate(more, 1):
            before, common[at] = (
                common[at],
                before + 1 if other == character else max(common[at], common[at - 1]),
            )
    return common[-1] >= ALIKE * len(less)


def names_others(less: str, more: str, names: Names) -> bool:
    """Tell whether the two name different persons, or different places."""
    for kind in ("Person", "Place"):
        named = [name.key for name in names.by_key.values() if name.kind == kind]
        mine = any(key in less and key not in more for key in named)
        if mine and any(key in more and key not in less for key in named):
            return True
    return False
