"""Find names that are short for another by what they leave out inside it, or say instead of it."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.coreference.shortenings import (
    BODIES,
    HAPPENINGS,
    LEVEL,
    SHORTEST,
    Name,
    Names,
    Variant,
)
from kg.know.knowledge import Knowledge

LEVELS = frozenset("省市县区州盟旗镇乡")
FARTHEST = 12  # characters before the level that a relative name begins with
# What a short form writes for the end of the full one: 律协, 消保委, 妇联, 督查办, 防指, 供销社.
TAILS = {
    "协": "协会",
    "委": "委员会",
    "联": "联合会",
    "办": "办公室",
    "指": "指挥部",
    "社": "合作社",
}
OFFICE = re.compile("(.{3,14}?)(?:[局厅委]|委员会)")
WHOLE = 4  # characters that a place with a level and a trade have at least
POLICE = re.compile("(.{2,8}?)([省市县区州盟旗]?)公安(?:厅|局|分局|机关)")
PROSECUTORS = re.compile("(.{2,8}?)([省市县区州盟旗]?)(?:人民)?检察院")
AUTONOMOUS = re.compile("(?:.+族)?自治([州县旗])")
# Places that are shortened like bodies: 江城经开区 of 江城经济技术开发区.
ZONE = re.compile("(?:开发|高新|经开|工业|产业|保税|示范|园)区$")
STRETCH = 5  # characters that the short form of a happening leaves out in one place
CROWD = 200  # more names than this that begin and end alike are a list, not short forms


def find_contractions(
    name: Name, names: Names, knowledge: Knowledge
) -> Iterator[tuple[str, Variant]]:
    """Find names that leave out characters of `name`: 清源行动 of 清源专项行动.

    A campaign or event leaves out one stretch, a body or a zone any characters (江大一附院), but
    no place and no unit of its own.
    """
    alike = names.by_edges[name.kind, name.key[0], name.key[-1]]
    zone = name.kind == "Place" and ZONE.search(name.key)
    if not (zone or name.kind in BODIES | HAPPENINGS) or len(alike) > CROWD:
        return
    for short in alike:
        if not SHORTEST <= len(short.key) < len(name.key) or name.key.startswith(short.key):
            continue
        if name.kind in HAPPENINGS:
            fits = len(short.key) > SHORTEST and is_cut(short.key, name.key)
        else:
            fits = is_subsequence(short.key, name.key)
            fits = fits and (not zone or ZONE.search(short.key) is not None)
            if name.kind == "Agency":  # 江城市委 is not 江城市柳州区委
                fits = fits and leaves_no_place(short.key, name.key)
                # 江城市公安局 is not 江城市公安消防局
                functions = knowledge.words.get("function", {})
                fits = fits and left_out(short.key, name.key) not in functions
        if fits:
            yield short.key, Variant(name.key, "缩略")


def find_relatives(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find names that say the level of the place only: 市妇联 of 江城市妇女联合会.

    So are those that end as a short form does: 江城户外广告委.
    """
    if name.kind not in BODIES:
        return
    ends = {tail: end for tail, end in TAILS.items() if name.key.endswith(end)}
    for at in range(min(FARTHEST, len(name.key) - SHORTEST)):
        if at and name.key[at] not in LEVELS:
            continue
        rest = name.key[at:]
        for last in (*ends, *(rest[-1:] if at else "")):
            alike = names.by_edges.get((name.kind, rest[0], last), ())
            for short in alike if len(alike) <= CROWD else ():
                full = rest[: 1 - len(ends[last])] if last in ends else rest
                enough = SHORTEST <= len(short.key) < len(name.key)
                if enough and is_subsequence(short.key, full) and leaves_no_place(short.key, full):
                    yield short.key, Variant(name.key, "缩略")


def find_offices(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find what a paper calls an agency by its trade: 江城警方, 江城检方, 江城市民政部门."""
    if name.kind != "Agency":
        return
    calls = []
    for pattern, word in ((POLICE, "警方"), (POLICE, "公安部门"), (PROSECUTORS, "检方")):
        if area := pattern.fullmatch(name.key):
            calls += [area[1] + word, area[1] + area[2] + word]
    if office := OFFICE.fullmatch(name.key):
        # 江城市教育部门 is the 江城市教育体育局
        calls += [f"{office[1][:at]}部门" for at in range(WHOLE, len(office[1]) + 1)]
    for call in calls:
        short = names.by_key.get(call)
        if short and short.kind == name.kind:
            yield call, Variant(name.key, "机关的通称")


def find_autonomous(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find the short forms of an autonomous area: 柳江, 柳江州 of 柳江苗族自治州."""
    if name.kind != "Place":
        return
    for at in range(2, len(name.key) - 2):
        if level := AUTONOMOUS.fullmatch(name.key, at):
            for rest in ("", level[1], f"自治{level[1]}"):
                short = names.by_key.get(name.key[:at] + rest)
                if short and short.kind == "Place" and short.key != name.key:
                    yield short.key, Variant(name.key, "自治地方的简称")


def find_letters(name: Name, names: Names, knowledge: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find the place, with or without its level, that one character stands for: 沪 is 上海市."""
    if len(name.key) != 1 or name.kind != "Place":
        return
    _, _, place = knowledge.words["abbreviation"].get(name.key, "").rpartition(":")
    for full in names.by_key.values() if place else ():
        rest = full.key.removeprefix(place)
        if full.kind == "Place" and rest != full.key and (not rest or LEVEL.fullmatch(rest)):
            yield name.key, Variant(full.key, "一字简称")


@cache
def load_aliases(knowledge: Knowledge) -> dict[str, str]:
    """Give for each other name of a body or a country that everybody knows its first one.

    The short names of China's divisions are not among them: several may bear one.
    """
    first: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for kind in sorted((BODIES | {"Place"}) & knowledge.names.keys()):
        for term in knowledge.names[kind]:
            if not term.identifier.isdigit():
                name = first.setdefault(term.identifier, term.name)
                aliases |= {other: name for other in (term.name, *term.aliases) if other != name}
    return aliases


def find_aliases(name: Name, names: Names, knowledge: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find the name that the lexicon has for this one: 党中央 for 中共中央, 中国 for 我国."""
    known = names.by_key.get(load_aliases(knowledge).get(name.key, ""))
    if known and known.kind == name.kind:
        yield name.key, Variant(known.key, "词库里的别名")


def is_cut(short: str, long: str) -> bool:
    """Tell whether `short` is `long` without one stretch in the middle, and keeps its edges."""
    missing = len(long) - len(short)
    return missing <= STRETCH and any(
        long[:at] + long[at + missing :] == short for at in range(2, len(short) - 1)
    )


def leaves_no_place(short: str, long: str) -> bool:
    """Tell whether what is left out holds no level of a place but the first one's.

    江城财政局 is 江城市财政局.
    """
    pairs = enumerate(zip(short, long, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), len(short))
    rest = long
    if same > 1 and long[same : same + 1] in LEVELS:
        rest = long[:same] + long[same + 1 :]
    return not LEVEL.search(left_out(short, rest))


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
