"""Find the places that one character stands for: 赣、粤、闽; 日韩两国; 在沪, 访华."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.extract.mentions.phrases import is_edge
from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence, Span

ALONE = "alone:"
HAN = "一-鿿"
# 在 and 赴 stand before any place, so that situation.tsv has them among others.
GOING = "在赴"
LONGEST = 33  # more places in a list: there are 34 provinces


class Letters(NamedTuple):
    """The characters, what each stands for, and where they are looked for."""

    places: dict[str, str]
    kinds: dict[str, str]  # of a division, of a country, of a continent
    found: re.Pattern[str]


@cache
def load_letters(knowledge: Knowledge) -> Letters:
    """Read the characters that stand for places."""
    values = knowledge.words["abbreviation"]
    situations = knowledge.words["situation"].items()
    jointly, bound = (
        "|".join(sorted(re.escape(word) for word, side in situations if side == wanted))
        for wanted in ("jointly", "bound")
    )
    forms = load_gazetteer(knowledge).forms
    places = {letter: value.removeprefix(ALONE) for letter, value in values.items()}
    codes = {letter: forms[name].codes[0] for letter, name in places.items() if name in forms}
    one = f"[{''.join(places)}]"
    alone = "".join(letter for letter, value in values.items() if value.startswith(ALONE))
    return Letters(
        places,
        {x: "division" if code.isdigit() else code.split("/")[0] for x, code in codes.items()},
        re.compile(
            rf"(?P<list>{one}(?:、{one}){{1,{LONGEST}}})(?![、{HAN}]?、)"
            rf"|(?P<joint>{one}{{2,4}})(?={jointly})"
            rf"|(?<=[{GOING}])(?P<going>[{alone}])|(?:{bound})(?P<bound>[{alone}])"
        ),
    )


def find_abbreviations(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the characters that stand for places where words begin and end with them."""
    letters, text = load_letters(knowledge), sentence.text
    for found in letters.found.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        verb = found.start() - (found.lastgroup == "going")  # 在沪 may be one word of jieba's
        apart = is_edge(sentence, end) and (is_edge(sentence, start) or is_edge(sentence, verb))
        kinds = {letters.kinds.get(text[at]) for at in range(start, end) if text[at] != "、"}
        if not apart or len(kinds) > 1:
            continue
        for at in range(start, end):
            if text[at] != "、":
                first = sentence.span.start + at
                span = Span(sentence.span.article, first, first + 1)
                yield Mention(span, text[at], "Place", "abbreviations", 0.8)


def are_places(name: str, knowledge: Knowledge) -> bool:
    """Tell whether the characters of a name stand for several places of one sort (苏皖)."""
    letters = load_letters(knowledge)
    if name[0] not in letters.places:
        return False
    places = {letters.places.get(letter) for letter in name}
    kinds = {letters.kinds.get(letter) for letter in name}
    known = name in load_gazetteer(knowledge).forms
    return None not in kinds and len(kinds) == 1 and len(places) == len(name) and not known
