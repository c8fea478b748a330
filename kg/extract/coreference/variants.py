"""Find which names of an article are short forms of which."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from kg.extract.coreference.cases import find_accidents, find_cases
from kg.extract.coreference.contractions import (
    find_aliases,
    find_autonomous,
    find_contractions,
    find_letters,
    find_offices,
    find_relatives,
)
from kg.extract.coreference.shortenings import (
    BODIES,
    HAPPENINGS,
    LEGAL,
    Name,
    Names,
    Variant,
    find_beginnings,
    find_ends,
    find_inner,
    find_levels,
    find_titles,
)
from kg.know.knowledge import Knowledge

# A finder gives short names of the article and what each may be short for, where the name that it
# is asked about is one of the two.  Of several that give the same the first one says why.
Finder = Callable[[Name, Names, Knowledge], Iterator[tuple[str, Variant]]]
FINDERS: tuple[Finder, ...] = (
    find_ends,
    find_beginnings,
    find_inner,
    find_levels,
    find_titles,
    find_contractions,
    find_relatives,
    find_offices,
    find_autonomous,
    find_aliases,
    find_letters,
    find_cases,
    find_accidents,
)

ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+|\d+|[首次上下]届")
LEVELS = "国省州盟市区县旗镇乡街村 "


def find_variants(
    names: Names, defined: Mapping[str, Variant], knowledge: Knowledge
) -> dict[str, Variant]:
    """Find for each short name the one longer name that it means; `defined` are those known.

    Where several longer names fit, a happening is the last one named before, a place the greatest,
    a body the only one named before; anything else stays apart.  Names whose ordinals or numbers
    differ never mean the same.
    """
    found = list_candidates(names, knowledge)
    chosen: dict[str, Variant] = {}
    for key, variant in defined.items():
        if key in names.by_key and trace(variant.key, chosen) != key:
            chosen[key] = variant
    for key in sorted(found.keys() - chosen.keys(), key=lambda each: (-len(each), each)):
        roots: dict[str, Variant] = {}
        for variant in sorted(found[key], key=lambda each: (-len(each.key), each)):
            root = trace(variant.key, chosen)
            if root != key:
                roots.setdefault(root, variant)
        best = choose_root(names.by_key[key], roots, names)
        if best is not None:
            chosen[key] = roots[best]
    return chosen


def choose_root(name: Name, roots: Mapping[str, Variant], names: Names) -> str | None:
    """Choose among the longer names that fit a short one; None where that stays open."""
    if len(roots) <= 1:
        return next(iter(roots), None)
    if name.kind in HAPPENINGS:
        return last_before(name, roots, names)
    if name.kind == "Company" and (nearest := [r for r in roots if is_firm(name.key, r)]):
        return nearest[0]
    if name.kind == "Place":
        return min(roots, key=rank)
    before = named_before(name, roots, names) if name.kind in BODIES else []
    return before[0] if len(before) == 1 else None


def list_candidates(names: Names, knowledge: Knowledge) -> dict[str, list[Variant]]:
    """List for each name the longer names that its form allows."""
    found: dict[str, list[Variant]] = defaultdict(list)
    for name in names.by_key.values():
        for finder in FINDERS:
            for key, variant in finder(name, names, knowledge):
                if key != variant.key and agrees(key, variant.key):
                    found[key].append(variant)
    return found


def rank(key: str) -> tuple[int, str]:
    """Order places by their level, the greatest first: 柳河 is 柳河镇 rather than 柳河村."""
    return LEVELS.find(key[-1]) % len(LEVELS), key


def is_firm(short: str, root: str) -> bool:
    """Tell whether a root is a short form with no more than what makes a firm of it: 白鹭|公司."""
    return root.startswith(short) and LEGAL.fullmatch(root, len(short)) is not None


def trace(key: str, chosen: Mapping[str, Variant]) -> str:
    """Follow a name to the fullest form that is known for it."""
    while key in chosen:
        key = chosen[key].key
    return key


def agrees(short: str, long: str) -> bool:
    """Tell whether all ordinals and numbers of the short form are in the long one."""
    return set(ORDINAL.findall(short)) <= set(ORDINAL.findall(long))


def named_before(name: Name, roots: Mapping[str, Variant], names: Names) -> list[str]:
    """Return the roots that are named before a name: a short form follows what it is short for."""
    return [root for root in roots if names.by_key[root].starts[0] < name.starts[0]]


def last_before(name: Name, roots: Mapping[str, Variant], names: Names) -> str:
    """Return which of the roots is named last before a name, else the one named first after."""
    first = name.starts[0]

    def distance(key: str) -> tuple[int, int, str]:
        starts = [start for root in (key, roots[key].key) for start in names.by_key[root].starts]
        before = max((start for start in starts if start < first), default=-1)
        return -before, min(starts), key

    return min(roots, key=distance)
