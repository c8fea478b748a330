"""Find persons by a surname and a title, or by a surname and 某; read the lists of names."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
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
    """The word lists that recognise persons, as numbers; weights are for one and two characters.

    `openings` are the first characters of surnames, `lasts` the last ones of roles, `firsts` the
    first ones of roles and verbs of speech: most others are passed over by them.
    """

    surnames: dict[str, float]
    given: dict[str, float]
    weights: tuple[Mapping[str, float], Mapping[str, float]]
    roles: frozenset[str]
    says: frozenset[str]
    openings: frozenset[str]
    lasts: frozenset[str]
    firsts: frozenset[str]
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
    surnames = {word: value for word, (value, *_) in numbers("surname").items()}
    roles = frozenset(word for word, value in words["role"].items() if value != "prefix")
    says = frozenset(w for w, v in words["say"].items() if v not in {"stop", "voice"})
    return Naming(
        surnames,
        {word: value for word, (value, *_) in numbers("given").items()},
        (
            defaultdict(float, {trait: one for trait, (one, *_) in weights.items()}),
            defaultdict(float, {trait: two for trait, (*_, two) in weights.items()}),
        ),
        roles,
        says,
        frozenset(surname[0] for surname in surnames),
        frozenset(role[-1] for role in roles),
        frozenset(word[0] for word in roles | says),
        dict(words["particle"]),
    )


def find_titled(
    text: str, words: tuple[Word, ...], named: Sequence[int], naming: Naming
) -> Iterator[tuple[float, int, int]]:
    """Find surnames with a title (陈处长, 李大姐) or without a given name (张某, 李某某).

    `named` are the words that a surname may begin.
    """
    for index in named:
        start, end, tag = words[index]
        sure = naming.surnames.get(text[start])
        if sure is None:
            continue
        if found := SOMEONE.match(text, start + 1):
            end = found.end()
            yield 0.9, start, end + is_given(text, end, words, naming)  # 张某平
        elif sure >= SURE_SURNAME and end == start + 1 < len(text) and tag[0] not in NO_NAME:
            after = words[index + 1]
            titled = text[after.start : after.end] in naming.roles
            # 李平教授 is 李平
            if titled and naming.surnames.get(text[start - 1 : start], UNSEEN) <= SURE_SURNAME:
                yield 0.8, start, after.end


def is_given(text: str, at: int, words: tuple[Word, ...], naming: Naming) -> bool:
    """Tell whether the character after 某 is the rest of a given name."""
    letter = text[at : at + 1]
    if naming.given.get(letter, UNSEEN) > SURE_GIVEN:
        return True
    index = bisect_left(words, at, key=lambda word: word.start)
    alone = index < len(words) and words[index][:2] == (at, at + 1)
    common = naming.given.get(letter, UNSEEN) > COMMON_GIVEN
    return alone and common and letter not in naming.says and letter not in naming.particles
