# ruff: noqa: INP001 (run as a script)
"""Write ontology/lexicon/transliteration.tsv from jieba's dictionary (MIT licence).

usage: python ontology/sources/transliteration.py ontology/lexicon

Only counts of single characters are kept: those of the words that the dictionary tags as
transliterated names, against those of its common words.
"""

import math
import sys
from collections import Counter
from pathlib import Path

from kg.know.words import dictionary

NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nz"})
LENGTHS = range(3, 8)  # characters of the names that are counted
LEAST = 0.7  # of what is hardly commoner in such names than anywhere
CHANCE = 2  # names that hold a character by accident
SOURCE = "jieba 0.42.1"
HEAD = """\
# word ⇥ value ⇥ source
# Characters with which foreign names are written.
# value: log-odds that the character stands in a transliterated name rather than in a common word.
# Written by ontology/sources/transliteration.py.
# values: \\d\\.\\d
"""


def weigh_characters() -> dict[str, float]:
    """Return the log-odds of each character that such names hold more often than words do."""
    tags = dictionary()
    names = Counter(
        letter
        for word, tag in tags.items()
        if tag == "nrt" and len(word) in LENGTHS
        for letter in word
    )
    words = Counter(letter for word, tag in tags.items() if tag not in NAMES for letter in word)
    many, more = names.total(), words.total()
    odds = {
        letter: math.log((count + 0.5) / many * more / (words[letter] + 5))
        for letter, count in names.items()
        if count > CHANCE
    }
    return {letter: value for letter, value in sorted(odds.items()) if value >= LEAST}


def main(folder: str) -> None:
    """Write the file."""
    rows = [f"{letter}\t{value:.1f}\t{SOURCE}\n" for letter, value in weigh_characters().items()]
    (Path(folder) / "transliteration.tsv").write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
