"""Find which names of an article are short forms of which."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge

MARKS = re.compile(r"[“”「」『』‘’\"'《》〈〉\s]")
PROVINCE = re.compile(r"\w{1,3}([省市县])")
QUOTED = re.compile(r"“([^“”]{2,40})”")
ORDINAL = re.compile(r"第[\d一二三四五六七八九十百]+|\d+|[首次上下]届")
BODIES = frozenset({"Agency", "Company", "Organization", "Facility"})
HAPPENINGS = frozenset({"Campaign", "Event", "Project", "Honour", "Policy"})
# What a place's short form leaves out (资兴市, 湘西地区), and a firm's (长沙水业集团).
LEVEL = re.compile("特别行政区|自治[区州县旗]|[省市县区州盟旗镇乡村国岛]|街道|社区")
# What makes no other place of one: 湘西 is 湘西地区.
AREA = re.compile("(?<=..)(?:地区|区域|一带|路段|段)$")
LEVELS = "国省州盟市区县旗镇乡街村 "
FIRM = re.compile(r"(?:[^省市县区]{0,8}?)(?:公司|集团|合作社|商行|超市|企业)")
HEAD = re.compile("(?:专项)?(?:项目|工程|行动|活动|工作|建设|事件|案件?|企业|称号|奖|名单|大赛|计划)")
STRETCH = 5  # characters that the short form of a happening leaves out in one place
SHORTEST = 3  # characters of a name that may be the end of a longer one of any kind


class Name(NamedTuple):
    """A name of an article: its `key` (without marks), a writing of it, and where it stands."""

    key: str
    text: str
    kind: str
    starts: tuple[int, ...]


class Variant(NamedTuple):
    """A longer name that means the same, and in Chinese why."""

    key: str
    reason: str


Finder = Callable[[Name, Mapping[str, Name], Knowledge], Iterator[tuple[str, Variant]]]


def normalise(text: str, kind: str) -> str:
    """Return the look-up key of a name: NFKC, without marks and blanks, a place without 地区."""
    key = MARKS.sub("", unicodedata.normalize("NFKC", text)) or text
    return AREA.sub("", key) if kind == "Place" else key


def find_variants(names: Mapping[str, Name], knowledge: Knowledge) -> dict[str, Variant]:
    """Find for each short name the one longer name that it means.

    Where several longer names fit, a happening is the last one named before, a place the greatest;
    anything else stays apart.  Names whose ordinals or numbers differ never mean the same.
    """
    found: dict[str, list[Variant]] = defaultdict(list)
    for name in names.values():
        for finder in FINDERS:
            for key, variant in finder(name, names, knowledge):
                if key != variant.key and agrees(key, variant.key):
                    found[key].append(variant)
    chosen: dict[str, Variant] = {}
    for key in sorted(found, key=lambda each: (-len(each), each)):
        roots: dict[str, Variant] = {}
        for variant in sorted(found[key], key=lambda each: (-len(each.key), each)):
            root = trace(variant.key, chosen)
            if root != key:
                roots.setdefault(root, variant)
        if len(roots) == 1:
            chosen[key] = next(iter(roots.values()))
        elif roots and names[key].kind in HAPPENINGS:
            chosen[key] = roots[last_before(names[key], roots, names)]
        elif roots and names[key].kind == "Place":
            chosen[key] = roots[min(roots, key=rank)]
    return chosen


def rank(key: str) -> tuple[int, str]:
    """Order places by their level, the greatest first: 黄集 is 黄集镇 rather than 黄集村."""
    return LEVELS.find(key[-1]) % len(LEVELS), key


def trace(key: str, chosen: Mapping[str, Variant]) -> str:
    """Follow a name to the fullest form that is known for it."""
    while key in chosen:
        key = chosen[key].key
    return key


def agrees(short: str, long: str) -> bool:
    """Tell whether all ordinals and numbers of the short form are in the long one."""
    return set(ORDINAL.findall(short)) <= set(ORDINAL.findall(long))


def last_before(name: Name, roots: Mapping[str, Variant], names: Mapping[str, Name]) -> str:
    """Return which of the roots is named last before a name, else the one named first after."""
    first = name.starts[0]

    def distance(key: str) -> tuple[int, int, str]:
        starts = [start for root in (key, roots[key].key) for start in names[root].starts]
        before = max((start for start in starts if start < first), default=-1)
        return -before, min(starts), key

    return min(roots, key=distance)


def find_ends(
    name: Name, names: Mapping[str, Name], knowledge: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find names that are the end of `name`: 敦颐广场 of 道县敦颐广场, 市交警大队 of 温岭市交警大队."""
    for at in range(1, len(name.key) - 1):
        short = names.get(name.key[at:])
        if not short or not same_kind(short.kind, name.kind) or name.kind == "Person":
            continue
        before = name.key[:at]
        if name.kind == "Place":
            named = LEVEL.fullmatch(short.key[-1]) or len(short.key) >= SHORTEST
            if named and is_place(before, names, knowledge):
                yield short.key, Variant(name.key, f"省去上级地名“{before}”")
        elif name.kind in HAPPENINGS or len(short.key) >= SHORTEST:
            yield short.key, Variant(name.key, f"省去开头“{before}”")
        elif is_place(before, names, knowledge) or is_place(before + short.key[0], names, knowledge):
            yield short.key, Variant(name.key, f"省去地名“{before}”")


def find_beginnings(
    name: Name, names: Mapping[str, Name], knowledge: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find names that are the beginning of `name`: 资兴 of 资兴市, 长沙水业 of 长沙水业集团."""
    for at in range(2, len(name.key)):
        short = names.get(name.key[:at])
        if not short or short.kind != name.kind:
            continue
        rest = name.key[at:]
        if name.kind == "Place":
            fits = LEVEL.fullmatch(rest) and is_same_place(short.key, name.key, knowledge)
        elif name.kind in {"Company", "Organization"}:
            fits = FIRM.fullmatch(rest) and "分公司" not in rest
        else:
            fits = name.kind in HAPPENINGS and HEAD.fullmatch(rest)
        if fits:
            yield short.key, Variant(name.key, f"省去末尾“{rest}”")


def find_inner(
    name: Name, names: Mapping[str, Name], _: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find names inside `name`: the words in its quotation marks, the trade name of a firm."""
    for quoted in QUOTED.finditer(name.text):
        short = names.get(normalise(quoted[1], name.kind))
        if short and short.kind == name.kind and name.kind in HAPPENINGS:
            yield short.key, Variant(name.key, "引号里的简称")
    if name.kind == "Company" and name.key.endswith(("公司", "集团")):
        for start in range(1, min(len(name.key), 20)):
            for end in range(start + 2, min(start + 9, len(name.key) - 1)):
                short = names.get(name.key[start:end])
                if short and short.kind == "Company":
                    yield short.key, Variant(name.key, "公司的字号")


def find_abbreviations(
    name: Name, names: Mapping[str, Name], _: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find names that leave out characters of `name`: 智赋万企行动 of 智赋万企专项行动.

    A campaign or event leaves out one stretch, a body any characters (河大一附院), but no place
    and no unit of its own.
    """
    for short in names.values():
        if (
            short.kind != name.kind
            or not SHORTEST <= len(short.key) < len(name.key)
            or short.key[0] != name.key[0]
            or short.key[-1] != name.key[-1]
            or name.key.startswith(short.key)
        ):
            continue
        if name.kind in HAPPENINGS:
            fits = len(short.key) > SHORTEST and is_cut(short.key, name.key)
        else:
            fits = name.kind in BODIES and is_subsequence(short.key, name.key)
            if name.kind == "Agency":  # 江城市委 is not 江城市柳州区委
                fits = fits and not LEVEL.search(left_out(short.key, name.key))
        if fits:
            yield short.key, Variant(name.key, "缩略")


def find_levels(
    name: Name, names: Mapping[str, Name], _: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find honours that say 省级 where `name` says which province: 省级示范企业."""
    place = PROVINCE.match(name.key)
    if name.kind == "Honour" and place:
        short = names.get(f"{place[1]}级{name.key[place.end() :]}")
        if short and short.kind == name.kind:
            yield short.key, Variant(name.key, f"“{place[0]}”作“{place[1]}级”")


def find_titles(
    name: Name, names: Mapping[str, Name], knowledge: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find surnames with a title that mean the person `name`: 韩主任 for 韩大正."""
    if name.kind != "Person":
        return
    roles = knowledge.words["role"]
    if any(name.key.endswith(role) for role in roles if len(role) > 1):
        return
    for short in names.values():
        if short.kind == "Person" and short.key[0] == name.key[0] and short.key[1:] in roles:
            yield short.key, Variant(name.key, "姓加称谓")


def same_kind(one: str, other: str) -> bool:
    """Tell whether two kinds may be one thing that was read in two ways."""
    return one == other or (one in BODIES and other in BODIES)


def is_place(text: str, names: Mapping[str, Name], knowledge: Knowledge) -> bool:
    """Tell whether `text` is, or ends with the level of, a place."""
    known = names.get(text)
    if known and known.kind == "Place":
        return True
    return text in load_gazetteer(knowledge).forms or LEVEL.fullmatch(text[-1]) is not None


def is_same_place(short: str, full: str, knowledge: Knowledge) -> bool:
    """Tell whether a short form means the full one rather than a greater place (长沙, 长沙县)."""
    forms = load_gazetteer(knowledge).forms
    if short not in forms or full not in forms:
        return True
    greatest = min(forms[short].codes, key=lambda code: (len(code.rstrip("0")), code), default="")
    return not greatest.isdigit() or greatest in forms[full].codes


def is_cut(short: str, long: str) -> bool:
    """Tell whether `short` is `long` without one stretch in the middle, and keeps its edges."""
    missing = len(long) - len(short)
    return missing <= STRETCH and any(long[:at] + long[at + missing :] == short for at in range(2, len(short) - 1))


def left_out(short: str, long: str) -> str:
    """Return the characters of `long` that a reader does not find in `short`."""
    rest = iter(short)
    wanted = next(rest, "")
    missing = []
    for character in long:
        if character == wanted:
            wanted = next(rest, "")
        else:
            missing.append(character)
    return "".join(missing)


def is_subsequence(short: str, long: str) -> bool:
    """Tell whether the characters of `short` stand in `long` in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


FINDERS: tuple[Finder, ...] = (
    find_ends,
    find_beginnings,
    find_inner,
    find_abbreviations,
    find_levels,
    find_titles,
)
