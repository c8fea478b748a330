"""Find the places that one character of an article stands for: 沪 means 上海市."""

from collections.abc import Iterator

from kg.extract.coreference.shortenings import LEVEL, Name, Names, Variant
from kg.know.knowledge import Knowledge


def find_letters(name: Name, names: Names, knowledge: Knowledge) -> Iterator[tuple[str, Variant]]:
    """Find the full name, with or without its level, that the one character `name` stands for."""
    if len(name.key) != 1 or name.kind != "Place":
        return
    _, _, place = knowledge.words["abbreviation"].get(name.key, "").rpartition(":")
    for full in names.by_key.values() if place else ():
        rest = full.key.removeprefix(place)
        if full.kind == "Place" and rest != full.key and (not rest or LEVEL.fullmatch(rest)):
            yield name.key, Variant(full.key, "一字简称")
