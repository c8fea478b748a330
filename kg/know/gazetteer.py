"""The places we know, by any of their names: divisions of China, countries, regions."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.know.knowledge import Knowledge
from kg.know.lexicon import Term
from kg.know.words import dictionary

# A county that became a city or a district keeps its stem: 江城县, later 江城市, is one place.
STEM_LEVELS = "县市区"
# jieba's tags of words that are no names; such a short name (合作, 公安) needs support.
COMMON = frozenset("nvadilmtsfbczqypj") | {"vn", "ad", "an", "mq", "nt"}
NAMES = frozenset({"ns", "nr", "nz", "nt", "nrt"})  # and of those that may be one
# Full names that are common words: 城区, 东区, 矿区.
COMMON_FULL = 2


class Form(NamedTuple):
    """What a name of a place may mean.

    `codes` are the identifiers, several for 鼓楼区.  A form that is not `full` is short for one
    (资兴); one that is not `sure` counts only where the article supports it.
    """

    codes: tuple[str, ...]
    full: bool
    sure: bool


Place = tuple[int, int, Form]
TOWN = Form((), full=True, sure=True)
TOWN_END = re.compile("镇|乡|街道|苏木")


class Gazetteer:
    """All names of places, ready to be looked for in a text."""

    def __init__(self, forms: dict[str, Form], towns: frozenset[str]) -> None:
        self.forms, self.towns = forms, towns
        self.names = tuple(forms)
        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest)

    def scan(self, text: str) -> list[Place]:
        """Find the names in `text`, the longest from the left, whatever the words around them."""
        found = self.automaton.find_matches_as_indexes(text)
        return [(start, end, self.forms[self.names[at]]) for at, start, end in found]

    def scan_towns(self, text: str) -> list[Place]:
        """Find the longest name of a town before each 镇, 乡 and 街道."""
        found = []
        for level in TOWN_END.finditer(text):
            end = level.end()
            for start in range(max(0, end - 10), end - 2):
                if text[start:end] in self.towns:
                    found.append((start, end, TOWN))
                    break
        return found


@cache
def load_gazetteer(knowledge: Knowledge) -> Gazetteer:
    """Gather the names of places: official, short, and as a division was called before."""
    forms: dict[str, Form] = {}
    homographs = knowledge.words.get("homograph", {})
    for full in (True, False):
        for term in knowledge.names.get("Place", ()):
            for name in list_forms(term, full=full):
                known, sure = forms.get(name), is_sure(name, term, full=full)
                sure = sure and name not in homographs
                if known is None:
                    forms[name] = Form((term.identifier,), full, sure)
                elif known.full == full and term.identifier not in known.codes:
                    codes = (*known.codes, term.identifier)
                    forms[name] = Form(codes, full, known.sure or sure)
    rows, words = knowledge.words.get("town", {}).values(), dictionary()
    for name, form in tuple(forms.items()):
        former = f"{name}县"  # a county that gave its name to a city or a district
        if not form.full and words.get(former) == "ns":
            forms.setdefault(former, Form(form.codes, full=True, sure=True))
    towns = frozenset(
        strip_county(town, forms)
        for row in rows
        for town in row.split("|")
        if words.get(town, "ns") in NAMES
    )
    return Gazetteer(forms, towns)


def strip_county(town: str, forms: Mapping[str, Form]) -> str:
    """Take the county off a town that the package names with it: 江城县|柳林镇."""
    for cut in range(3, len(town) - 2):
        known = forms.get(town[:cut])
        if known and known.full and town[cut - 1] in STEM_LEVELS:
            return town[cut:]
    return town


def list_forms(term: Term, *, full: bool) -> list[str]:
    """List the full or the short names of a place."""
    name, code = term.name, term.identifier
    if not code.isdigit():
        return [name, *term.aliases] if full else []
    level = name[-1]
    if not full:
        return [alias for alias in term.aliases if alias[-1] != level or len(alias) > 2]
    short = [alias for alias in term.aliases if name.startswith(alias) and len(alias) > 1]
    names = [name, *(a for a in term.aliases if a[-1] in "县市区州盟旗" and len(a) > 2)]
    if level in "县州旗" and len(name) > len(short[0] if short else name) + 1:
        names += [alias + level for alias in short]  # 阿坝州, 巴里坤县
    if level in "市区" and not code.endswith("00"):
        names += [name[:-1] + other for other in STEM_LEVELS if len(name) > 2]
    return names


def is_sure(name: str, term: Term, *, full: bool) -> bool:
    """Tell whether the name means the place whatever the article is about."""
    code, tag = term.identifier, dictionary().get(name)
    if full and code.isdigit():
        return len(name) > COMMON_FULL or name[-1] == "县"
    if full:
        return tag not in COMMON or len(name) > COMMON_FULL
    # The short name of a prefecture: jieba calls 合肥 a noun, and 遵义 a verb.
    return tag == "ns" or code.endswith("00")
