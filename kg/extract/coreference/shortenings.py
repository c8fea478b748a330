"""Find names that are short for another by their form alone: its end, its beginning, its core."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge

MARKS = re.compile(r"[“”「」『』‘’\"'《》〈〉\s]")
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
HEAD = re.compile(
    "(?:专项)?(?:项目|工程|行动|活动|工作|建设|事件|案件?|企业|称号|奖|名单|大赛|计划)"
)
CASE = re.compile("(?:一案|旧案|案件?|事件|事故)$")
SOMEONE = re.compile("某{1,2}")
SHORTEST = 3  # characters of a name that may be the end of a longer one of any kind
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
    def by_surname(self) -> dict[str, list[Name]]:
        """The persons by their first character."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name in self.by_key.values():
            if name.kind == "Person":
                found[name.key[0]].append(name)
        return found

    @cached_property
    def cases(self) -> dict[str, str]:
        """What the names of cases tell of them, by their keys: 江城杀人 for 江城杀人案."""
        events = (name.key for name in self.by_key.values() if name.kind == "Event")
        return {key: told for key in events if len(told := CASE.sub("", key)) < len(key)}


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
            fits = fits or (not whole and rest in knowledge.words["brand"])  # 白鹭|物业
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
