"""Cut a sentence into tokens with the part that each may play in a name.

The parts are letters, so that a grammar of names is a handful of regular expressions over them:

P  a place, whatever the article is about      L  a level that stands for a place (市, 县)
p  a short name of a place                     F  what a body is for (财政, 医疗保障)
h  a word that may be a place (合作, 慈利)     Z  a party's name before its place (中共)
N  a word that names may hold                  D  digits or letters;  m  a numeral
B  a bracket of a few characters               v  a verb of one character
C  和, 与, 及;  ,  the mark 、                  x  anything that ends a name

and the last words of names, which head.tsv lists: of an agency a, b, g (any words before it, a
place or function needed, a whole body), of an organization o, q, of a company k, c, of a facility
f, e, of a place s, t.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from kg.know.gazetteer import TOWN, Form, Place, load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import Word, dictionary, split_words

HEADS = {
    "Agency any": "a", "Agency need": "b", "Agency whole": "g",
    "Organization any": "o", "Organization need": "q",
    "Company any": "k", "Company need": "c",
    "Facility any": "f", "Facility need": "e",
    "Place any": "s", "Place need": "t",
}  # fmt: skip
# jieba's tags of words that names hold.
NOMINAL = frozenset("n nz nr nrt nrfg ns nt vn an j b s l i g zg ng f nx vg k ag".split())
PARTY = frozenset({"中国共产党", "中共", "共青团"})
STOP_LISTS = ("boundary", "role", "governor", "say")
BRACKET = re.compile(r"[（(][^（）()，。；：、“”《》]{1,8}[）)]")
LATIN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.+\-]+$")
HAN = re.compile(r"[\u3400-\u9fff○〇]+$")


class Tokens(NamedTuple):
    """The tokens of a sentence: `parts[i]` is the letter of `text[bounds[i] : bounds[i + 1]]`."""

    parts: str
    bounds: tuple[int, ...]
    places: dict[int, Form]  # by the token's index


class Lexer:
    """Gives each word its part; remembers what it gave."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self.heads = {word: HEADS[value] for word, value in words.get("head", {}).items()}
        self.functions, self.levels = words.get("function", {}), words.get("level", {})
        self.stops = frozenset(word for name in STOP_LISTS for word in words.get(name, ()))
        self.known: dict[str, tuple[tuple[int, str], ...]] = {}

    def parts(self, word: str, tag: str) -> tuple[tuple[int, str], ...]:
        """Give the lengths and parts of a word; 财政厅 has two."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self.split(word, tag)
        return found

    def split(self, word: str, tag: str) -> tuple[tuple[int, str], ...]:
        """Split a word of jieba's before its last word if what is left is no common word."""
        whole = self.part(word, tag)
        if len(word) < 2 or whole not in "Nx" or word in self.stops:
            return ((len(word), whole),)
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            if right not in self.heads:
                continue
            if left in self.functions or left in self.levels:
                return ((cut, self.part(left, "n")), (len(right), self.heads[right]))
            if tag in ("nt", "ns") and len(right) > 1 and len(left) > 1:
                return ((cut, self.part(left, dictionary().get(left, "x"))), (len(right), self.heads[right]))
        return ((len(word), whole),)

    def part(self, word: str, tag: str) -> str:  # noqa: PLR0911
        """Give the part of one word."""
        if word in self.functions:
            return "F"
        if word in self.levels:
            return "L"
        if word in self.heads:
            return self.heads[word]
        if word in PARTY:
            return "Z"
        if word in "和与及暨":
            return "C"
        if word == "、":
            return ","
        if word in self.stops:
            return "x"
        if tag == "x":
            return "N" if HAN.match(word) else "D" if LATIN.match(word) else "x"
        if tag in NOMINAL or (tag in ("a", "v", "q") and len(word) == 1):
            return "v" if tag == "v" else "N"
        return "m" if tag == "m" else "x"


@cache
def load_lexer(knowledge: Knowledge) -> Lexer:
    """Make the lexer of this knowledge, once."""
    return Lexer(knowledge)


@lru_cache(maxsize=1024)
def split_tokens(text: str, knowledge: Knowledge) -> Tokens:
    """Cut `text` into tokens: words of jieba, but names of places first, and heads of their own."""
    lexer, words = load_lexer(knowledge), split_words(text)
    parts: list[str] = []
    bounds: list[int] = []
    forms: dict[int, Form] = {}
    for start, end, tag, form in lay_out(words, find_names(text, words, knowledge)):
        bounds.append(start)
        if form is not None:
            forms[len(parts)] = form
            parts.append("P" if form.full and form.sure else "p" if form.sure else "h")
            continue
        for length, part in lexer.parts(text[start:end], tag):
            parts.append(part)
            bounds.append(bounds[-1] + length)
        bounds.pop()
    return fold_brackets(text, Tokens("".join(parts), (*bounds, len(text)), forms))


def lay_out(
    words: Sequence[Word], places: Sequence[Place]
) -> Iterator[tuple[int, int, str, Form | None]]:
    """Yield the words and, instead of those that they cover, the places."""
    at, done = 0, 0
    for start, end, form in (*places, (words[-1].end if words else 0, 0, None)):
        while at < len(words) and words[at].end <= start:
            word = words[at]
            if word.end > done:
                yield max(done, word.start), word.end, word.tag, None
            at += 1
        if form is not None:
            yield start, end, "ns", form
            done = end


def find_names(text: str, words: Sequence[Word], knowledge: Knowledge) -> list[Place]:
    """Find the places of the gazetteer, towns among them, that agree with the words of jieba."""
    gazetteer, lexer = load_gazetteer(knowledge), load_lexer(knowledge)
    found = [*gazetteer.scan(text), *gazetteer.scan_towns(text)]
    if not found:
        return []
    starts = {word.start for word in words}
    ends = {place[1] for place in found}
    fitting = [
        place
        for place in sorted(found, key=lambda place: (place[0] - place[1], place[0]))
        if (place[0] in starts or place[0] in ends) and closes(text, place, words, lexer, ends)
    ]
    kept: list[Place] = []
    for start, end, form in fitting:
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, form))
    return sorted(kept, key=lambda place: place[0])


def closes(
    text: str, place: Place, words: Sequence[Word], lexer: Lexer, ends: Set[int]
) -> bool:
    """Tell whether a word ends where the place does, or leaves a known word (江城市|委)."""
    at = bisect_left(words, place[1], key=lambda word: word.end)
    if words[at].end == place[1]:
        return True
    rest = text[place[1] : words[at].end]
    if words[at].tag == "nt" and place[2].sure:
        return True
    if place[2] is TOWN and place[0] in ends:
        return True
    return place[2].full and (
        rest in lexer.heads or rest in lexer.levels or rest in lexer.functions
    )


def fold_brackets(text: str, tokens: Tokens) -> Tokens:
    """Make one token of a bracket of a few characters: 江城（南湖）公司."""
    spans = [found.span() for found in BRACKET.finditer(text)]
    if not spans:
        return tokens
    parts, bounds, places = [], [], {}
    for at, part in enumerate(tokens.parts):
        start = tokens.bounds[at]
        inside = next((span for span in spans if span[0] <= start < span[1]), None)
        if inside and start != inside[0]:
            continue
        if at in tokens.places and not inside:
            places[len(parts)] = tokens.places[at]
        parts.append("B" if inside else part)
        bounds.append(start)
    return Tokens("".join(parts), (*bounds, len(text)), places)
