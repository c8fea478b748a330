"""Read what the name of a body begins with: a party, places, or a level that stands for one."""

import re

from kg.extract.mentions.tokens import PORT, TEAM, Tokens, is_proper

PREFIX = re.compile(r"Z?(?:[Nht]{0,3}L|[Pph]+(?:[Nhm]{1,3}s)*)")
AREA = re.compile(r"(?:^|(?<=[PpZL]))[Nht]{1,3}$")
LONG = 4  # characters of a place that no gazetteer has
SHORT = 2


def match_prefix(tokens: Tokens, begin: int, end: int) -> re.Match[str] | None:
    """Match the places or the level before the token `end`; none where they are but a word."""
    placed = PREFIX.match(tokens.parts, begin, end)
    if not placed:
        return None
    if tokens.parts[begin] in "Nt":
        return placed if is_area(tokens, begin, placed.end() - 1) else None
    # 江滨大道 and 东湖水厂 are named by a word, not by a place
    named = placed.end() == end and set(placed.group()) == {"h"}
    return None if named else placed


def is_area(tokens: Tokens, begin: int, at: int) -> bool:
    """Tell whether a place that no gazetteer has ends at the level `at`: 柳|林|县."""
    return (
        AREA.fullmatch(tokens.parts[begin:at]) is not None
        and SHORT <= len(tokens.words(begin, at)) <= LONG
        and is_proper(tokens, begin, at)
    )


def fits_place(head: str, prefix: str, core: str, word: str) -> bool:
    """Tell whether a place or level, the words after it and a last word make a name."""
    strict = {
        "g": len(core) <= SHORT,
        "S": len(core) <= SHORT,
        "d": bool(core) and set(core) <= {"F"},
        "l": core[-1:] == "F" or bool(prefix == "L" and core),
        "r": bool(core) or prefix != "L",
    }
    if head == "e" and word == PORT and not core:
        return set(prefix) <= {"P", "p"}
    if head == "l" and word == TEAM and not core:
        return set(prefix) <= {"P", "p"}
    if head in strict or core:
        return strict.get(head, core[-1:] + head != "kj")  # 公司党委书记 is no party body's
    # 江城医院 and 江城酒店 are classes, 江城大学 and 江城火车站 names.
    class_word = prefix == "p" and (head in "ok" or (head == "f" and len(word) <= SHORT))
    if head in "qceb" or class_word or (len(word) < SHORT and head == "f"):
        return False
    return prefix != "L" or len(word) > SHORT or head in "aAj"
