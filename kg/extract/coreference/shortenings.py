"""Find names that are short for another by their form alone: its end, its beginning, its core."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge

MARKS = re.compile(r"[“”「」『』‘’\"'《》〈〉\s]")
ONE_LEVEL = frozenset("省市县区州")  # 江城水务局 is 江城市水务局
PROVINCE = re.compile(r"\w{1,3}([省市县])")
QUOTED = re.compile(r"“([^“”]{2,40})”")
BODIES = frozenset({"Agency", "Company", "Organization", "Facility"})
HAPPENINGS = frozenset({"Campaign", "Event", "Project", "Honour", "Policy"})
# What a place's short form leaves out (江城市), and a firm's (蓝湾食品集团).
LEVEL = re.compile("特别行政区|自治[区州县旗]|[省市县区州盟旗镇乡村国岛]|街道|社区")
# What makes no other place of one: 柳河 is 柳河地区.
AREA = re.compile("(?<=..)(?:地区|区域|一带|路段|段)$")
FIRM = re.compile(r"(?:[^省市县区]{0,8}?)(?:公司|集团|合作社|商行|超市|企业)")
LEGAL = re.compile("(?:股份|控股)?(?:有限)?(?:责任)?(?:公司|集团)")
AUTONOMOUS = re.compile(r"(.{2,8}?)(?:.{1,4}族)*自治([州县旗区])")
POLICE = re.compile("(.{2,8}?)([市县区州盟旗]?)公安(?:局|分局|机关)")
HEAD = re.compile(
    "(?:专项)?(?:项目|工程|行动|活动|工作|建设|事件|案件?|企业|称号|奖|名单|大赛|计划)"
)
SOMEONE = re.compile("某{1,2}")
STRETCH = 5  # characters that the short form of a happening leaves out in one place
SHORTEST = 3  # characters of a name that may be the end of a longer one of any kind
CROWD = 200  # more names than this that begin and end alike are a list, not short forms
TRADE = 20  # characters among which a firm's trade name is looked for


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


class Names:
    """The names of an article, by their keys and by their edges."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.by_key = {name.key: name for name in names}

    @cached_property
    def by_edges(self) -> dict[tuple[str, str, str], list[Name]]:
        """The names by kind, first character and last character."""
        found: dict[tuple[str, str, str], list[Name]] = defaultdict(list)
        for name in self.by_key.values():
            found[name.kind, name.key[0], name.key[-1]].append(name)
        return found

    @cached_property
    def has_departments(self) -> bool:
        """Whether a name ends in 部门."""
        return any(key.endswith("部门") for key in self.by_key)

    @cached_property
    def by_surname(self) -> dict[str, list[Name]]:
        """The persons by their first character."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.by_key.values():
            if name.kind == "Person":
                found[name.key[0]].append(name)
        return found


Finder = Callable[[Name, Names, Knowledge], Iterator[tuple[str, Variant]]]


def normalise(text: str, kind: str) -> str:
    """Return the look-up key of a name: NFKC, without marks and blanks, a place without 地区."""
    key = MARKS.sub("", unicodedata.normalize("NFKC", text)) or text
    return AREA.sub("", key) if kind == "Place" else key


def find_ends(name: Name, names: Names, knowledge: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find names that are the end of `name`: 市交警大队 of 江城市交警大队."""
    for at in range(1, len(name.key) - 1):
        short = names.by_key.get(name.key[at:])
        if not short or not same_kind(short.kind, name.kind) or name.kind == "Person":
            continue
        before = name.key[:at]
        if name.kind == "Place":
            named = LEVEL.fullmatch(short.key[-1]) or len(short.key) >= SHORTEST
            if named and is_place(before, names, knowledge):
                yield short.key, Variant(name.key, f"省去上级地名“{before}”")
        elif name.kind in HAPPENINGS or len(short.key) >= SHORTEST:
            yield short.key, Variant(name.key, f"省去开头“{before}”")
        elif is_place(before, names, knowledge) or is_place(
            before + short.key[0], names, knowledge
        ):
            yield short.key, Variant(name.key, f"省去地名“{before}”")


def find_beginnings(
    name: Name, names: Names, knowledge: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find names that are the beginning of `name`: 江城 of 江城市, 蓝湾食品 of 蓝湾食品集团."""
    for at in range(2, len(name.key)):
        short = names.by_key.get(name.key[:at])
        if not short or short.kind != name.kind:
            continue
        rest = name.key[at:]
        fits: bool
        if name.kind == "Place":
            fits = bool(LEVEL.fullmatch(rest)) and is_same_place(short.key, name.key, knowledge)
        elif name.kind in {"Company", "Organization"}:
            whole = short.key.endswith(("公司", "集团"))  # a subsidiary has more than 有限公司
            fits = bool((LEGAL if whole else FIRM).fullmatch(rest)) and "分公司" not in rest
        else:
            fits = name.kind in HAPPENINGS and HEAD.fullmatch(rest) is not None
        if fits:
            yield short.key, Variant(name.key, f"省去末尾“{rest}”")


def find_inner(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find names inside `name`: the words in its quotation marks, the trade name of a firm."""
    for quoted in QUOTED.finditer(name.text):
        short = names.by_key.get(normalise(quoted[1], name.kind))
        if short and short.kind == name.kind and name.kind in HAPPENINGS:
            yield short.key, Variant(name.key, "引号里的简称")
    if name.kind == "Company" and name.key.endswith(("公司", "集团")):
        for start in range(1, min(len(name.key), TRADE)):
            for end in range(start + 2, min(start + 9, len(name.key) - 1)):
                short = names.by_key.get(name.key[start:end])
                if short and short.kind == "Company":
                    yield short.key, Variant(name.key, "公司的字号")


def find_abbreviations(name: Name, names: Names, knowledge: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find names that leave out characters of `name`: 清源行动 of 清源专项行动.

    A campaign or event leaves out one stretch, a body any characters (江大一附院), but no place
    and no unit of its own.
    """
    alike = names.by_edges[name.kind, name.key[0], name.key[-1]]
    if name.kind not in BODIES | HAPPENINGS or len(alike) > CROWD:
        return
    for short in alike:
        if not SHORTEST <= len(short.key) < len(name.key) or name.key.startswith(short.key):
            continue
        if name.kind in HAPPENINGS:
            fits = len(short.key) > SHORTEST and is_cut(short.key, name.key)
        else:
            fits = is_subsequence(short.key, name.key)
            if name.kind == "Agency" and fits:  # 江城市委 is not 江城市柳州区委
                missing = left_out(short.key, name.key)
                fits = not LEVEL.search(missing) or missing in ONE_LEVEL
                # 江城市公安消防局 is not 江城市公安局
                fits = fits and missing not in knowledge.words.get("function", {})
        if fits:
            yield short.key, Variant(name.key, "缩略")


def find_autonomous(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find 柳江州 for `name` 柳江某族自治州, and 中国 for 我国."""
    if name.kind != "Place" or not ("自治" in name.key or name.key == "我国"):
        return
    autonomous = AUTONOMOUS.fullmatch(name.key)
    keys = [autonomous[1][:at] + autonomous[2] for at in range(2, 6)] if autonomous else []
    for key in ["中国"] if name.key == "我国" else keys:
        short = names.by_key.get(key)
        if short and short.kind == name.kind:
            yield short.key, Variant(name.key, "省去“自治”" if autonomous else "“我国”即中国")


def find_departments(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find 江城市教育部门 for `name` 江城市教育局."""
    if name.kind == "Agency" and name.key[-1] in "局厅委" and names.has_departments:
        for at in range(SHORTEST, len(name.key)):
            short = names.by_key.get(f"{name.key[:at]}部门")
            if short and short.kind == name.kind:
                yield short.key, Variant(name.key, "“部门”指主管机关")


def find_levels(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find honours that say 省级 where `name` says which province: 省级示范企业."""
    place = PROVINCE.match(name.key)
    if name.kind == "Honour" and place:
        short = names.by_key.get(f"{place[1]}级{name.key[place.end() :]}")
        if short and short.kind == name.kind:
            yield short.key, Variant(name.key, f"“{place[0]}”作“{place[1]}级”")


def find_titles(name: Name, names: Names, knowledge: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find the person whom a surname with a title means: 陈一平 for `name` 陈主任."""
    roles = knowledge.words["role"]
    someone = SOMEONE.match(name.key, 1)
    if name.kind != "Person" or not (name.key[1:] in roles or someone):
        return
    rest = name.key[someone.end() :] if someone else ""
    for full in names.by_surname[name.key[0]]:
        longer = not SOMEONE.match(full.key, 1) or full.key.startswith(name.key)
        if full.key[1:] not in roles and full.key.endswith(rest) and longer:
            yield name.key, Variant(full.key, "姓加称谓")


def find_police(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find 江城警方 for `name` 江城市公安局."""
    if name.kind == "Agency" and (area := POLICE.fullmatch(name.key)):
        for place in (area[0][: area.end(1)], area[0][: area.end(1)] + area[2]):
            short = names.by_key.get(f"{place}警方")
            if short and short.kind == name.kind:
                yield short.key, Variant(name.key, "“警方”指公安机关")


def same_kind(one: str, other: str) -> bool:
    """Tell whether two kinds may be one thing that was read in two ways."""
    return one == other or (one in BODIES and other in BODIES)


def is_place(text: str, names: Names, knowledge: Knowledge) -> bool:
    """Tell whether `text` is, or ends with the level of, a place."""
    known = names.by_key.get(text)
    if known and known.kind == "Place":
        return True
    return text in load_gazetteer(knowledge).forms or LEVEL.fullmatch(text[-1]) is not None


def is_same_place(short: str, full: str, knowledge: Knowledge) -> bool:
    """Tell whether a short form means the full one rather than a greater place (江城, 江城县)."""
    forms = load_gazetteer(knowledge).forms
    if short not in forms or full not in forms:
        return True
    greatest = min(forms[short].codes, key=lambda code: (len(code.rstrip("0")), code), default="")
    return not greatest.isdigit() or greatest in forms[full].codes


def is_cut(short: str, long: str) -> bool:
    """Tell whether `short` is `long` without one stretch in the middle, and keeps its edges."""
    missing = len(long) - len(short)
    return missing <= STRETCH and any(
        long[:at] + long[at + missing :] == short for at in range(2, len(short) - 1)
    )


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
    find_autonomous,
    find_departments,
    find_levels,
    find_titles,
    find_police,
)
