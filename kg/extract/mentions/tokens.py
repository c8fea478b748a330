"""Cut a sentence into tokens with the part that each may play in a name."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from kg.extract.mentions.parts import Lexer, load_lexer
from kg.know.gazetteer import TOWN, Form, Place, load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import Word, dictionary, split_words

BRACKET = re.compile(r"[（(][^（）()，。；：、“”《》]{1,8}[）)]")
AFTER_NUMBER = re.compile("(?<=[Dmx])u|(?<=[Dm])[bl]")
# Tags of single characters, and of longer words, that make no proper name: 大, 新; 丝绸.
PLAIN = frozenset("afmqjbdr")
COMMON_NOUNS = frozenset("nvabdfijlqrstz") | {"vn", "an", "ad"}

PORT = "港"  # needs no more than its place's name
TEAM = "队"  # with no more than its place's, of players

Group = tuple[int, int, str]  # tokens from, to, and the letter of what they make


class Tokens(NamedTuple):
    """The tokens of a sentence: `parts[i]` is the letter of `text[bounds[i] : bounds[i + 1]]`."""

    text: str
    parts: str
    bounds: tuple[int, ...]
    places: dict[int, Form]  # by the token's index

    def words(self, first: int, last: int) -> str:
        """Give the text of some tokens, `last` exclusive."""
        return self.text[self.bounds[first] : self.bounds[last]]

    def begins_or_ends(self, at: int) -> bool:
        """Tell whether a token begins or ends at the offset `at`."""
        return self.bounds[bisect_left(self.bounds, at)] == at


@lru_cache(maxsize=1024)
def split_tokens(text: str, knowledge: Knowledge) -> Tokens:
    """Cut `text` into tokens: words of jieba, but places and the words of the lexicon first.

    The letters of `parts` are those of kg.extract.mentions.parts.
    """
    lexer, words = load_lexer(knowledge), split_words(text)
    letters: list[str] = []
    bounds: list[int] = []
    forms: dict[int, Form] = {}
    names = find_names(text, words, lexer, knowledge)
    places = {start: form for start, _, form in names}
    for start, end, tag in lay_out(words, names):
        word, piece = text[start:end], start
        if start in places:
            form = forms[len(letters)] = places[start]
            bounds.append(start)
            letters.append(name_part(form, word, lexer))
            continue
        for length, letter in lexer.known.get(word) or lexer.parts(word, tag):
            bounds.append(piece)
            letters.append(letter)
            piece += length
    parts = AFTER_NUMBER.sub("x", "".join(letters)).replace("u", "N")
    tokens = Tokens(text, parts, (*bounds, len(text)), forms)
    return fold(tokens, [*find_compounds(tokens, knowledge), *find_brackets(tokens)])


def name_part(form: Form, name: str, lexer: Lexer) -> str:
    """Give the letter of a place; a verb that may be one (会同) ends names.

    A river or a hill names what stands at it as a word does (沱江大桥).
    """
    if name in lexer.stops and not form.full:
        return "x"
    if not form.sure or (name[-1] in "江河湖山岭" and form.codes[:1] > ("region",)):
        return "h"
    return "P" if form.full else "p"


def lay_out(words: Sequence[Word], places: Sequence[Place]) -> Sequence[Word]:
    """List the words and, instead of those that they cover, the places."""
    if not places:
        return words
    laid: list[Word] = []
    at, done = 0, 0
    for start, end, _ in places:
        while at < len(words) and words[at].end <= start:
            word = words[at]
            if word.start >= done:
                laid.append(word)
            elif word.end > done:
                laid.append(word._replace(start=done))
            at += 1
        laid.append(Word(start, end, "ns"))
        done = end
    while at < len(words) and words[at].start < done:
        if words[at].end > done:
            laid.append(words[at]._replace(start=done))
        at += 1
    return [*laid, *words[at:]]


def find_names(text: str, words: Sequence[Word], lexer: Lexer, knowledge: Knowledge) -> list[Place]:
    """Find the places of the gazetteer, towns among them, that agree with the words of jieba."""
    gazetteer = load_gazetteer(knowledge)
    found = [
        place
        for place in (*gazetteer.scan(text), *gazetteer.scan_towns(text))
        if lexer.heads.get(text[place[0] : place[1]]) != "z"  # 江城|高新区
    ]
    if not found:
        return []
    starts = {word.start for word in words}
    ends = {place[1] for place in found}
    fitting = [
        place
        for place in sorted(found, key=lambda place: (place[0] - place[1], place[0]))
        if (place[0] in starts or place[0] in ends) and closes(place, words, lexer, ends, text)
    ]
    kept: list[Place] = []
    covered = bytearray(len(text))
    for place in fitting:
        start, end, _ = place
        if not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            kept.append(place)
    return sorted(kept, key=lambda place: place[0])


def closes(
    place: Place, words: Sequence[Word], lexer: Lexer, ends: AbstractSet[int], text: str
) -> bool:
    """Tell whether a word ends where the place does, or leaves a known word (江城市|委)."""
    start, end, form = place
    at = bisect_left(words, end, key=lambda word: word.end)
    if words[at].end == end or (form is TOWN and start in ends):
        return True
    rest = text[end : words[at].end]
    inner = lexer.parts(rest, "x")
    if words[at].tag == "nt" and form.sure:
        return rest in lexer.own or len(inner) > 1
    if form.sure and rest == PORT:
        return True
    if form.full and any(lexer.own.get(text[end : end + size], "u") != "u" for size in (2, 3, 4)):
        return True  # 江城市|民政部门, where jieba reads 市民
    return form.full and inner[0][1] in "gSaL"


@cache
def load_compounds(knowledge: Knowledge) -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """Make the automaton of the lexicon's words, each with its letter.

    Those that end names are among them where jieba has them not (官网), but no posts: 村党支部书记
    names a body too.
    """
    lexer, common = load_lexer(knowledge), dictionary()
    ends = sorted(lexer.stops.difference(lexer.roles, common))
    parts = {word: lexer.part(word, "n") for word in ends}
    parts |= lexer.own
    words = tuple((word, part) for word, part in parts.items() if len(word) > 1)
    return AhoCorasick([word for word, _ in words]), words


def find_compounds(tokens: Tokens, knowledge: Knowledge) -> Iterator[Group]:
    """Yield the words of the lexicon that several tokens make: 政府|采购."""
    automaton, words = load_compounds(knowledge)
    bounds = tokens.bounds
    matches = automaton.find_matches_as_indexes(tokens.text, overlapping=True)
    for found, start, end in matches:
        first = bisect_left(bounds, start)
        if bounds[first] == start and bounds[first + 1] < end and first not in tokens.places:
            last = bisect_left(bounds, end)
            if bounds[last] == end:
                yield first, last, words[found][1]


def find_brackets(tokens: Tokens) -> Iterator[Group]:
    """Yield the brackets of a few characters: 江城（南湖）公司."""
    for found in BRACKET.finditer(tokens.text):
        start = bisect_left(tokens.bounds, found.start())
        yield start, bisect_left(tokens.bounds, found.end()), "B"


def fold(tokens: Tokens, groups: Sequence[Group]) -> Tokens:
    """Make one token of each group of tokens; a group that overlaps an earlier one is left."""
    if not groups:
        return tokens
    parts: list[str] = []
    bounds: list[int] = []
    places: dict[int, Form] = {}
    at = 0
    for start, stop, part in (
        *sorted(groups, key=longest_first),
        (len(tokens.parts), len(tokens.parts), ""),
    ):
        if start < at:
            continue
        for index in range(at, start):
            if index in tokens.places:
                places[len(parts)] = tokens.places[index]
            parts.append(tokens.parts[index])
            bounds.append(tokens.bounds[index])
        if part:
            parts.append(part)
            bounds.append(tokens.bounds[start])
        at = stop
    return Tokens(tokens.text, "".join(parts), (*bounds, len(tokens.text)), places)


def longest_first(group: Group) -> tuple[int, int]:
    """Order groups by their beginning, the longest first."""
    return group[0], -group[1]


def is_proper(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether tokens hold a word that is no common noun."""
    tags = dictionary()
    words = [tokens.words(at, at + 1) for at in range(begin, end) if tokens.parts[at] != "F"]
    return any(
        tags.get(word, "x") not in (PLAIN if len(word) == 1 else COMMON_NOUNS) for word in words
    )
