# ruff: noqa: INP001 (run as a script)
"""Write ontology/lexicon/traditional.tsv: traditional characters and their simplified ones.

usage: python ontology/sources/traditional.py VARIANTS ontology/lexicon/traditional.tsv

VARIANTS is the file translit_cjk_variants of the GNU C Library (/usr/share/i18n/locales on Linux),
which has the table UniVariants of Yasuoka Koichi and Motoko, 1997.  Its header says that the Free
Software Foundation claims no copyright in the data, whatever the licence of the library.
Of the characters that it calls variants those are taken of which Big5 has the one (on its first
level, the usual ones) and GB 2312 has not, but has the other, and which are read alike.
"""

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jieba
from pypinyin.constants import PINYIN_DICT

LEVEL = range(0xA4, 0xC7)  # first bytes of the usual characters of Big5
# What Hong Kong and the mainland print of them in another form, which Big5 has not, and what
# GB 2312 has too, but only for names of old.
OTHERS = frozenset("爲説綫産衆羣啓裏牀卽靑淸眞絶緑録閲鋭於後徵夥")
HEAD = """\
# Characters that only text in traditional ones has, with the simplified one of the word lists.
# Written by ontology/sources/traditional.py.  One that a page in simplified characters has as well
# (著, 乾, 藉) is none of them.
# word: some of them	value: their simplified ones, in the same order	source
# values: .+
"""
SOURCE = "UniVariants"
ROW = 40


def is_usual(character: str) -> bool:
    """Tell whether text in traditional characters usually has a character, and no other text."""
    code = character.encode("big5", "ignore")
    usual = bool(code) and code[0] in LEVEL and not character.encode("gb2312", "ignore")
    return usual or character in OTHERS


def read_variants(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Read each usual character with those variants of it that GB 2312 has."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("<U"):
            continue
        first, *rest = (chr(int(code, 16)) for code in re.findall(r"<U([0-9A-F]+)>", line))
        if is_usual(first):
            yield first, [other for other in rest if other.encode("gb2312", "ignore")]


def list_readings(character: str) -> set[str]:
    """List how a character is read, tones left out."""
    found = unicodedata.normalize("NFD", PINYIN_DICT.get(ord(character), ""))
    return {"".join(filter(str.isalpha, one)) for one in found.split(",") if one}


def count_characters() -> Counter[str]:
    """Count how often the dictionary's words have each character."""
    jieba.initialize()
    counts: Counter[str] = Counter()
    for word, often in jieba.dt.FREQ.items():
        for character in word:
            counts[character] += often
    return counts


def cut_rows(pairs: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Cut pairs into rows; to load one takes as long as to load forty."""
    ordered = sorted(pairs)
    for start in range(0, len(ordered), ROW):
        yield ordered[start : start + ROW]


def main(variants: str, out: str) -> None:
    """Write the list."""
    counts = count_characters()
    pairs = []
    for old, others in read_variants(Path(variants)):
        alike = [new for new in others if list_readings(old) & list_readings(new)]
        if alike:
            new = max(alike, key=lambda one: (counts[one], one))
            pairs.append((old, new))
    rows = ("\t".join((*map("".join, zip(*row, strict=True)), SOURCE)) for row in cut_rows(pairs))
    text = HEAD + "".join(f"{row}\n" for row in rows)
    Path(out).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
