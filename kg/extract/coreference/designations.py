"""Find names that call another by its rank, its title or its duty: 省级, 陈主任, 教育部门."""

import re
from collections.abc import Iterator

from kg.extract.coreference.shortenings import SHORTEST, Name, Names, Variant
from kg.know.knowledge import Knowledge

PROVINCE = re.compile(r"\w{1,3}([省市县])")
POLICE = re.compile("(.{2,8}?)([市县区州盟旗]?)公安(?:局|分局|机关)")
SOMEONE = re.compile("某{1,2}")


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


def find_offices(name: Name, names: Names, _: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find 江城警方 for `name` 江城市公安局, 江城市教育部门 for 江城市教育局."""
    if name.kind != "Agency":
        return
    words = [f"{name.key[:at]}部门" for at in range(SHORTEST, len(name.key))]
    if area := POLICE.fullmatch(name.key):
        words += [f"{area[0][: area.end(1)]}警方", f"{area[1]}{area[2]}警方"]
    for word in words:
        short = names.by_key.get(word)
        if short and short.kind == name.kind:
            yield short.key, Variant(name.key, f"“{word[-2:]}”指该机关")
