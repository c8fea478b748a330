"""Find persons by a surname and a title, or by a surname and 某; read the lists of names."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.know.words import Word

SOMEONE = re.compile("某[某甲乙丙]?")
# A character that no name of the counted ones had: rare everywhere, or never in a name.
UNSEEN = -3.0
# A surname with a title names a person (陈处长) if it is hardly anything else.
SURE_SURNAME = 0.5
# A character behind 某 is part of the name if it is hardly anything else, or may be one and
# stands by itself: 张某平, 罗某笑.
SURE_GIVEN = 2.5
COMMON_GIVEN = -0.5
# Tags of words that are no surname before a title: 任团长, 向主任.
NO_NAME = "vpdcumrf"


class Naming(NamedTuple):
    """The word lists that recognise persons, as numbers; weights are for one and two characters."""

    surnames: dict[str, float]
    given: dict[str, float]
    weights: tuple[dict[str, float], dict[str, float]]
    roles: frozenset[str]
    says: frozenset[str]
    edges: tuple[frozenset[str], frozenset[str]]  # the last characters of roles, the first of both
    particles: dict[str, str]


@cache
def read_naming(knowledge: Knowledge) -> Naming:
    """Read the word lists of surnames, given names and their surroundings as numbers."""
    words = knowledge.words

    def numbers(name: str) -> dict[str, tuple[float, ...]]:
        path = knowledge.root / "lexicon" / f"{name}.tsv"
        try:
            return {w: tuple(map(float, v.split("|"))) for w, v in words[name].items()}
        except ValueError as error:
            raise InputError(path, None, f"值应当是数：{error}") from error

    weights = numbers("naming")
    roles = frozenset(word for word, value in words["role"].items() if value != "prefix")
    says = frozenset(w for w, v in words["say"].items() if v not in {"stop", "voice"})
    return Naming(
        {word: value for word, (value, *_) in numbers("surname").items()},
        {word: value for word, (value, *_) in numbers("given").items()},
        ({k: v[0] for k, v in weights.items()}, {k: v[-1] for k, v in weights.items()}),
        roles,
        says,
        (frozenset(role[-1] for role in roles), frozenset(word[0] for word in roles | says)),
        dict(words["particle"]),
    )


def find_titled(
    text: str, words: tuple[Word, ...], naming: Naming
) -> Iterator[tuple[float, int, int]]:
    """Find surnames with a title (陈处长, 李大姐) or without a given name (张某, 李某某)."""
    for word, after in pairwise((*words, Word(len(text), len(text), "x"))):
        sure = naming.surnames.get(text[word.start])
        if sure is None:
            continue
        if found := SOMEONE.match(text, word.start + 1):
            end = found.end()
            yield 0.9, word.start, end + is_given(text, end, words, naming)  # 张某平
            continue
        if naming.surnames.get(text[word.start - 1 : word.start], UNSEEN) > SURE_SURNAME:
            continue  # 李平教授 is 李平
        if (
            sure >= SURE_SURNAME
            and word.end == word.start + 1
            and word.tag[0] not in NO_NAME
            and text[after.start : after.end] in naming.roles
        ):
            yield 0.8, word.start, after.end


def is_given(text: str, at: int, words: tuple[Word, ...], naming: Naming) -> bool:
    """Tell whether the character after 某 is the rest of a given name."""
    letter = text[at : at + 1]
    if naming.given.get(letter, UNSEEN) > SURE_GIVEN:
        return True
    alone = any((word.start, word.end) == (at, at + 1) for word in words)
    common = naming.given.get(letter, UNSEEN) > COMMON_GIVEN
    return alone and common and letter not in naming.says and letter not in naming.particles
