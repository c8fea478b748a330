"""Tell which part a word may play in a name, and split words that play two.

The parts are letters, so that a grammar of names is a handful of regular expressions over them:

P  a place, whatever the article is about      L  a level that stands for a place (市, 县)
p  a short name of a place                     F  what a body is for (财政, 医疗保障)
h  a word that may be a place (合作, 慈利)     Z  a party's name before its place (中共)
N  a word that names may hold                  D  digits or letters;  m  a numeral
B  a bracket of a few characters               v  a verb of one character
C  和, 与, 及;  ,  the mark 、                  x  anything that ends a name
i  a post (局长)                               y  another noun that ends a name
G  an agency by itself (水利部, 住建委)          M  a firm that everybody knows (中国移动)

and the last words of names, which head.tsv lists, by HEADS.
"""

import re
from functools import cache

from kg.know.knowledge import Knowledge
from kg.know.words import dictionary

HEADS = {
    "Agency any": "a", "Agency area": "A", "Agency placed": "d", "Agency need": "b",
    "Agency board": "j", "Agency lone": "l", "Agency whole": "g",
    "Agency alone": "G",
    "Organization any": "o", "Organization named": "O", "Organization need": "q",
    "Company any": "k", "Company named": "n", "Company legal": "K", "Company need": "c",
    "Facility any": "f", "Facility named": "w", "Facility road": "r", "Facility need": "e",
    "Place any": "s", "Place need": "t", "Place zone": "z", "Place part": "T",
}  # fmt: skip
BODIES = frozenset("aAdjblgoOq")  # what may follow a level in one word of jieba's: 县医院
AFTER_LEVEL = frozenset("Fag")  # and what may before anything else: 省公安|厅
# jieba's tags of words that may be a name of this kind: 朝阳|路, 七星|山.
PLACE_TAGS = frozenset({"ns", "nz"})
LOCAL = {**dict.fromkeys("tz", PLACE_TAGS), **dict.fromkeys("srfwe", PLACE_TAGS | {"nr"})}
# jieba's tags of words that names hold.
NOMINAL = frozenset(
    ("n", "nz", "nr", "nrt", "nrfg", "ns", "nt", "nx", "ng", "vn", "vg", "an", "ag")
) | frozenset("jbsligfk") | {"zg"}  # fmt: skip
MONOSYLLABIC = frozenset("aq")  # tags of words that names hold if they have one character
DETERMINERS = frozenset("各每某该")  # 各乡镇 is no name
STOP_LISTS = ("boundary", "role", "governor", "say")
LATIN = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.+\-]*[0-9A-Za-z０-９Ａ-Ｚａ-ｚ+]$")
HAN = re.compile(r"[\u3400-\u9fff○〇]+$")

Parts = tuple[tuple[int, str], ...]  # lengths of the pieces of a word, and their letters


class Lexer:
    """Gives each word its parts; remembers what it gave."""

    def __init__(self, knowledge: Knowledge) -> None:
        words = knowledge.words
        heads = {word: HEADS[value] for word, value in words.get("head", {}).items()}
        boundary, levels = words.get("boundary", {}), words.get("level", {})
        roles = words.get("role", {})
        agencies, firms = (
            [form for term in knowledge.names.get(kind, ()) for form in (term.name, *term.aliases)]
            for kind in ("Agency", "Company")
        )
        self.levels = frozenset(word for word, value in levels.items() if not value)
        self.functions = frozenset(words.get("function", ()))
        self.stops = frozenset(
            w for n in STOP_LISTS for w in words.get(n, ()) if boundary.get(w) != "measure"
        )
        # What a word is whatever jieba says, by rising right.
        self.own = {
            **dict.fromkeys(boundary, "u"),
            **dict.fromkeys(levels, "Z"),
            **heads,
            **dict.fromkeys(self.levels, "L"),
            **dict.fromkeys(self.functions, "F"),
            **dict.fromkeys(firms, "M"),
            **dict.fromkeys(agencies, "G"),
            **dict.fromkeys("和与及暨", "C"),
            "、": ",",
        }
        for word in self.stops:
            if self.own.get(word) == "u":
                del self.own[word]
        self.heads, self.roles = heads, frozenset(roles)
        self.surnames = frozenset(words.get("surname", ()))
        self.known: dict[str, Parts] = {}

    def parts(self, word: str, tag: str) -> Parts:
        """Give the lengths and letters of a word; 财政厅 has two, 县委书记 three."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self.split(word, tag)
        return found

    def split(self, word: str, tag: str) -> Parts:
        """Split a word of jieba's after a level or before its last word, if the rest is known."""
        whole = self.part(word, tag)
        if len(word) > 1 and whole in "Nxyi" and word[0] not in DETERMINERS:
            for cut in (1, 2):
                if word[:cut] in self.levels and cut < len(word):
                    rest = self.parts(word[cut:], "n")
                    if rest[0][1] in AFTER_LEVEL:
                        return ((cut, "L"), *rest)
            for cut in range(1, len(word)):
                if pieces := self.cut(word, cut, tag, whole):
                    return pieces
        return ((len(word), whole),)

    def cut(self, word: str, cut: int, tag: str, whole: str) -> Parts:
        """Cut a word at `cut` if its end is a last word or a post; else give nothing."""
        left, right = word[:cut], word[cut:]
        part = self.heads.get(right) or ("i" if right in self.roles else "")
        if not part or (part == "i" and cut == 1 and left not in self.heads):
            return ()
        known = left in self.functions or (left in self.levels and part in BODIES)
        if part in LOCAL and cut > 1 and tag in LOCAL[part]:
            return ((cut, "N"), (len(right), part))
        if known or (len(right) > 1 and self.own.get(left, "u") != "u"):
            return (*self.parts(left, "n"), (len(right), part))
        if whole == "N" and cut > 1 and len(right) > 1:
            return (*self.parts(left, dictionary().get(left, "x")), (len(right), part))
        inner = self.split(left, tag) if part == "i" else ()
        return (*inner, (len(right), part)) if inner[1:] else ()

    def part(self, word: str, tag: str) -> str:
        """Give the letter of one word; u is a measure: x after a number, else N."""
        if word in self.own:
            return self.own[word]
        if word[0] in DETERMINERS:
            return "x"
        if word in self.stops and not (tag == "m" and word[0] == "第"):
            return "i" if word in self.roles else "y" if tag in NOMINAL or tag == "a" else "x"
        return self.guess(word, tag)

    def guess(self, word: str, tag: str) -> str:
        """Give the letter of a word that no list has, by its characters and jieba's tag."""
        if tag == "x":
            return "N" if HAN.match(word) else "D" if LATIN.match(word) else "x"
        if tag == "v" and len(word) == 1:
            return "N" if word in self.surnames else "v"
        if tag in NOMINAL or (tag in MONOSYLLABIC and len(word) == 1):
            return "N"
        return "m" if tag == "m" else "x"


@cache
def load_lexer(knowledge: Knowledge) -> Lexer:
    """Make the lexer of this knowledge, once."""
    return Lexer(knowledge)
