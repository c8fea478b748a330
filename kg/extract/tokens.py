"""Cut a sentence into tokens with the part that each may play in a name.

The parts are letters, so that a grammar of names is a handful of regular expressions over them:

P  a place, whatever the article is about      L  a level that stands for a place (市, 县)
p  a short name of a place                     F  what a body is for (财政, 医疗保障)
h  a word that may be a place (合作, 慈利)     Z  a party's name before its place (中共)
N  a word that names may hold                  D  digits or letters;  m  a numeral
B  a bracket of a few characters               v  a verb of one character
C  和, 与, 及;  ,  the mark 、                  x  anything that ends a name
i  a post (局长);  y  another noun that ends a name unless it is a firm's full legal one

G  an agency of the lexicon (水利部)

and the last words of names, which head.tsv lists, by HEADS.
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
    "Agency any": "a", "Agency area": "A", "Agency placed": "d", "Agency need": "b",
    "Agency board": "j", "Agency lone": "l", "Company named": "n", "Facility road": "r",
    "Agency whole": "g", "Organization any": "o", "Organization named": "O",
    "Organization need": "q", "Company any": "k", "Company legal": "K", "Company need": "c",
    "Facility any": "f", "Facility named": "w", "Facility need": "e",
    "Place any": "s", "Place need": "t", "Place zone": "z",
    "Place part": "T",
}  # fmt: skip
BODIES = frozenset("aAdjblgoOq")  # what may follow a level in one word of jieba's: 县医院
# jieba's tags of words that names hold.
NOMINAL = frozenset("n nz nr nrt nrfg ns nt vn an j b s l i g zg ng f nx vg k ag".split())
PARTY = frozenset({"中国共产党", "中共", "共青团"})
STOP_LISTS = ("boundary", "role", "governor", "say")
# Tags of single characters, and of longer words, that make no proper name: 大, 新; 丝绸.
PLAIN = frozenset("a f m q j b d r".split())
COMMON_NOUNS = frozenset("n vn v a an ad b d f i j l q r s t z".split())
LONGEST_WORD = 5  # jieba's words that make one of the lexicon
BRACKET = re.compile(r"[（(][^（）()，。；：、“”《》]{1,8}[）)]")
AFTER_NUMBER = re.compile("(?<=[Dm])[ubl]")
LATIN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.+\-]+$")
HAN = re.compile(r"[\u3400-\u9fff○〇]+$")


class Tokens(NamedTuple):
    """The tokens of a sentence: `parts[i]` is the letter of `text[bounds[i] : bounds[i + 1]]`."""

    text: str
    parts: str
    bounds: tuple[int, ...]
    places: dict[int, Form]  # by the token's index

    def words(self, first: int, last: int) -> str:
        """Give the text of some tokens, `last` exclusive."""
        return self.text[self.bounds[first] : self.bounds[last]]


class Lexer:
    """Gives each word its part; remembers what it gave."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        self.heads = {word: HEADS[value] for word, value in words.get("head", {}).items()}
        self.functions, self.levels = words.get("function", {}), words.get("level", {})
        self.roles = frozenset(words.get("role", ()))
        boundary = words.get("boundary", {})
        self.measures = frozenset(w for w, value in boundary.items() if value == "measure")
        self.stops = frozenset(w for name in STOP_LISTS for w in words.get(name, ()))
        self.stops -= self.measures
        self.agencies = frozenset(
            form for term in knowledge.names.get("Agency", ()) for form in (term.name, *term.aliases)
        )
        self.own = {
            **self.heads, **dict.fromkeys(self.functions, "F"), **dict.fromkeys(self.agencies, "G")
        }  # fmt: skip
        self.openings = frozenset(word[:2] for word in self.own)
        self.known: dict[str, tuple[tuple[int, str], ...]] = {}

    def parts(self, word: str, tag: str) -> tuple[tuple[int, str], ...]:
        """Give the lengths and parts of a word; 财政厅 has two, 县委书记 three."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self.split(word, tag)
        return found

    def split(self, word: str, tag: str) -> tuple[tuple[int, str], ...]:
        """Split a word of jieba's before its last word if a known word is left."""
        whole = self.part(word, tag)
        if len(word) < 2 or whole not in "Nxyi":
            return ((len(word), whole),)
        for cut in (1, 2):
            if word[:cut] in self.levels and cut < len(word):
                rest = self.parts(word[cut:], "n")
                if rest[0][1] in "Fag":
                    return ((cut, "L"), *rest)
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            part = self.heads.get(right) or ("i" if right in self.roles else None)
            if part is None or (part == "i" and cut == 1 and left not in self.heads):
                continue
            fits = left in self.functions or (left in self.levels and part in BODIES)
            if fits or (left in self.own and len(right) > 1):
                return (*self.parts(left, "n"), (len(right), part))
            if whole == "N" and cut > 1 and len(right) > 1:
                return (*self.parts(left, dictionary().get(left, "x")), (len(right), part))
            if part == "i" and (inner := self.split(left, tag))[1:]:
                return (*inner, (len(right), part))
        return ((len(word), whole),)

    def part(self, word: str, tag: str) -> str:  # noqa: PLR0911
        """Give the part of one word; u is a measure: x after a number, else N."""
        if word in self.measures and word not in self.heads:
            return "u"
        if word in self.agencies:
            return "G"
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
        if tag == "m" and word[0] == "第":
            return "m"
        if word in self.stops:
            return "i" if word in self.roles else "y" if tag in NOMINAL or tag == "a" else "x"
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
    """Cut `text` into tokens: words of jieba, but places and the words of the lexicon first."""
    lexer, words = load_lexer(knowledge), split_words(text)
    parts: list[str] = []
    bounds: list[int] = []
    forms: dict[int, Form] = {}
    names = find_names(text, words, lexer, knowledge)
    for start, end, tag, form in lay_out(words, names):
        bounds.append(start)
        if form is not None:
            forms[len(parts)] = form
            known = "P" if form.full else "p"
            parts.append(known if form.sure else "x" if text[start:end] in lexer.stops else "h")
            continue
        for length, part in lexer.parts(text[start:end], tag):
            parts.append(part)
            bounds.append(bounds[-1] + length)
        bounds.pop()
    letters = AFTER_NUMBER.sub("x", "".join(parts)).replace("u", "N")
    tokens = Tokens(text, letters, (*bounds, len(text)), forms)
    return fold(tokens, [*find_compounds(tokens, lexer), *find_brackets(tokens)])


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


def find_names(
    text: str, words: Sequence[Word], lexer: Lexer, knowledge: Knowledge
) -> list[Place]:
    """Find the places of the gazetteer, towns among them, that agree with the words of jieba."""
    gazetteer = load_gazetteer(knowledge)
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
    start, end, form = place
    at = bisect_left(words, end, key=lambda word: word.end)
    if words[at].end == end:
        return True
    rest = text[end : words[at].end]
    if form is TOWN and start in ends:
        return True
    inner = lexer.parts(rest, "x")
    if words[at].tag == "nt" and form.sure:
        return rest in lexer.own or len(inner) > 1
    if form.full and any(text[end : end + size] in lexer.own for size in (2, 3, 4)):
        return True  # 江城市|民政部门, where jieba reads 市民
    return form.full and inner[0][1] in "gaL"


def find_compounds(tokens: Tokens, lexer: Lexer) -> Iterator[tuple[int, int, str]]:
    """Yield the words of the lexicon that several tokens make: 政府|采购."""
    text, bounds, last = tokens.text, tokens.bounds, 0
    for at in range(len(tokens.parts) - 1):
        start = bounds[at]
        if at < last or text[start : start + 2] not in lexer.openings or at in tokens.places:
            continue
        for stop in range(min(at + LONGEST_WORD, len(tokens.parts)), at + 1, -1):
            part = lexer.own.get(text[start : bounds[stop]])
            if part:
                yield at, stop, part
                last = stop
                break


def find_brackets(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Yield the brackets of a few characters: 江城（南湖）公司."""
    for found in BRACKET.finditer(tokens.text):
        start = bisect_left(tokens.bounds, found.start())
        yield start, bisect_left(tokens.bounds, found.end()), "B"


def fold(tokens: Tokens, groups: Sequence[tuple[int, int, str]]) -> Tokens:
    """Make one token of each group of tokens; a group that overlaps an earlier one is left."""
    if not groups:
        return tokens
    parts: list[str] = []
    bounds: list[int] = []
    places: dict[int, Form] = {}
    at = 0
    for start, stop, part in (*sorted(groups), (len(tokens.parts), len(tokens.parts), "")):
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


def is_proper(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether tokens hold a word that is no common noun."""
    tags = dictionary()
    words = [tokens.words(at, at + 1) for at in range(begin, end) if tokens.parts[at] != "F"]
    return any(
        tags.get(word, "x") not in (PLAIN if len(word) == 1 else COMMON_NOUNS) for word in words
    )
