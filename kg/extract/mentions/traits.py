"""Tell what kind of words a name begins or ends with."""

import re

from kg.extract.mentions.tokens import Tokens
from kg.know.words import dictionary

# Tags of words that are verbs too: 建设 before a park is no part of its name.
VERBAL = frozenset({"v", "vn"})
# A count of such things, no name: 5块标准茶园, 240余个产业园区.
COUNTED = re.compile(
    r"(?:\d[\d.]*|[一二两三四五六七八九十几数]+)[余多万千百\d-]*(?:个|座|块|条|家|处|吨|间|栋|亩|公里|批|排|片|一条)"
)
SHORT = 2


def is_count(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a count of such things."""
    return COUNTED.match(text, start, end) is not None


def is_country(tokens: Tokens, at: int) -> bool:
    """Tell whether a place is a country or a region of more than one province."""
    return at in tokens.places and not tokens.places[at].codes[:1] < ("a",)


def is_large(tokens: Tokens, at: int) -> bool:
    """Tell whether a place is a country, or a province or prefecture by its short name.

    江城工厂 is then a class of many; 江城市图书馆 and 东湖水厂 are names.
    """
    form = tokens.places[at]
    return not all(
        code.startswith("region/") or (code.isdigit() and (form.full or not code.endswith("00")))
        for code in form.codes
    )


def is_numbered(tokens: Tokens, begin: int, at: int) -> bool:
    """Tell whether a name begins with a number that is no count: 12345政务热线, 2号楼."""
    words = set(tokens.parts[begin:at])
    return tokens.parts[begin] == "D" and (
        len(tokens.words(at, at + 1)) >= SHORT or not words.isdisjoint("NFLh")
    )


def is_verbal(tokens: Tokens, begin: int) -> bool:
    """Tell whether a name begins with a word that is a verb too (建设 before a park)."""
    return dictionary().get(tokens.words(begin, begin + 1)) in VERBAL


def is_road(tokens: Tokens, at: int) -> bool:
    """Tell whether a word is a road's without a place: 104|国道, 柳林|大道, not 道|路."""
    return tokens.parts[at - 1] == "D" or len(tokens.words(at, at + 1)) >= SHORT
