# ruff: noqa: INP001, T201 (run as a script, prints what it measured)
"""Fit the word lists by which persons are known: surname.tsv, given.tsv and naming.tsv.

usage: python ontology/sources/naming.py ontology SILVER.jsonl...

SILVER are lines of news labelled by LAC (Apache-2.0): {"text": …, "entities": [[0, 3, "PER"]]}.
Only counts of single characters and the weights of some twenty traits are kept.  The list of
surnames itself is given: only its values are counted.  Same input, same output.
"""

import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.extract.mentions.persons import UNSEEN, Candidate, describe, propose, read_naming
from kg.know.knowledge import load_knowledge
from kg.know.words import split_words

Line = tuple[str, frozenset[tuple[int, int]]]
SOURCE = "counted in 177,000 lines of news labelled by LAC"
FITTED = "fitted to 54,000 lines of news labelled by LAC"
HEADS = {
    "surname": """\
# word ⇥ value ⇥ source
# Surnames: the Hundred Family Surnames and those that a directory of today adds.
# value: log-odds that the character begins a person's name rather than stands anywhere in news.
# Values written by ontology/sources/naming.py.
""",
    "given": """\
# word ⇥ value ⇥ source
# Characters of given names.
# value: log-odds that the character stands in a given name rather than anywhere in news; one
# that is not listed was never seen in a name.  Written by ontology/sources/naming.py.
""",
    "naming": """\
# word ⇥ value ⇥ source
# What speaks for and against a person's name; the traits are those of kg.extract.mentions.persons.
# value: weights of a logistic model, for one character of given name | for two.  A word before or
# after is meant by its tag in jieba's dictionary.  Written by ontology/sources/naming.py.
""",
}
SAMPLE = 54_000
TIMES = 3  # a name counts so often and no more: the famous would decide everything
ODD = "某先生女士总小老大"  # 王某, 小王 teach nothing about given names


def read_lines(paths: Sequence[Path]) -> Iterator[Line]:
    """Read each line with the spans of its persons."""
    for path in paths:
        for row in path.read_text(encoding="utf-8").splitlines():
            line = json.loads(row)
            people = ((s, e) for s, e, kind in line["entities"] if kind == "PER")
            yield line["text"], frozenset(people)


def count(
    lines: Sequence[Line], surnames: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Count the log-odds of surnames and of the characters of given names."""
    everywhere: Counter[str] = Counter()
    names = set()
    for text, people in lines:
        everywhere.update(mark for mark in text if "一" <= mark <= "鿿")
        names |= {text[start:end] for start, end in people}
    plain = [
        n for n in names if n[0] in surnames and len(n) in {2, 3} and not set(n[1:]) & set(ODD)
    ]
    first = Counter(name[0] for name in plain)
    given = Counter(mark for name in plain for mark in name[1:] if "一" <= mark <= "鿿")
    total = everywhere.total()

    def odds(mark: str, counts: Counter[str]) -> float:
        inside = (counts[mark] + 0.3) / (counts.total() + 0.3 * len(counts))
        return round(math.log(inside) - math.log((everywhere[mark] + 30) / total), 1)

    return (
        {word: odds(word, first) if len(word) == 1 else 3.0 for word in surnames},
        {mark: odds(mark, given) for mark in given if everywhere[mark] > len("某某")},
    )


def sample(lines: Sequence[Line]) -> Iterator[tuple[int, dict[str, float], bool]]:
    """Yield candidates: the length of the given name, the traits, and whether it is a name."""
    knowledge = load_knowledge(Path(sys.argv[1]))
    naming = read_naming(knowledge)
    seen: Counter[str] = Counter()
    for text, people in lines:
        words = split_words(text)
        for each in propose(text, words, naming):
            name = text[each.start : each.end]
            real = (each.start, each.end) in people
            seen[name] += real
            if not real or seen[name] <= TIMES:
                traits = dict.fromkeys(describe(text, words, each, naming), 1.0)
                yield len(name) - each.surname, traits | numbers(name, each, naming), real


def numbers(name: str, each: Candidate, naming: object) -> dict[str, float]:
    """Return the traits of a candidate that are numbers."""
    surnames, given = naming.surnames, naming.given  # type: ignore[attr-defined]
    values = {"bias": 1.0, "surname": surnames[name[: each.surname]]}
    places = zip(("first", "second"), name[each.surname :], strict=False)
    return values | {place: given.get(mark, UNSEEN) for place, mark in places}


def fit(rows: Sequence[tuple[dict[str, float], bool]], traits: Sequence[str]) -> list[float]:
    """Fit a logistic model by Newton's method with a small ridge; print its quality."""
    x = np.array([[row.get(trait, 0.0) for trait in traits] for row, _ in rows])
    y = np.array([real for _, real in rows], dtype=float)
    weights = np.zeros(len(traits))
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + 0.1 * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + 0.1 * np.eye(len(traits))
        weights -= np.linalg.solve(curve, slope)
    chosen = x @ weights > 0
    print(
        f"{len(y)} candidates, {y[chosen].mean():.3f} right, {y[chosen].sum() / y.sum():.3f} found"
    )
    return [round(float(weight), 1) for weight in weights]


def write(folder: Path, name: str, rows: Sequence[tuple[str, str]], source: str) -> None:
    """Write a word list."""
    lines = "".join(f"{word}\t{value}\t{source}\n" for word, value in rows)
    (folder / "lexicon" / f"{name}.tsv").write_text(HEADS[name] + lines, encoding="utf-8")


def main() -> None:
    """Count, then fit with what was counted."""
    folder, paths = Path(sys.argv[1]), [Path(arg) for arg in sys.argv[2:]]
    lines = list(read_lines(paths))
    surnames, given = count(lines, list(load_knowledge(folder).words["surname"]))
    by_value = sorted(surnames.items(), key=lambda item: (-item[1], item[0]))
    write(folder, "surname", [(w, f"{v:.1f}") for w, v in by_value], f"百家姓; {SOURCE}")
    by_value = sorted(given.items(), key=lambda item: (-item[1], item[0]))
    write(folder, "given", [(w, f"{v:.1f}") for w, v in by_value], SOURCE)
    random.seed(1)
    random.shuffle(lines)
    rows = list(sample(lines[:SAMPLE]))
    traits = sorted({trait for _, row, _ in rows for trait in row})
    models = [fit([(row, y) for size, row, y in rows if size == n], traits) for n in (1, 2)]
    pairs = zip(traits, *models, strict=True)
    write(folder, "naming", [(t, f"{one}|{two}") for t, one, two in pairs], FITTED)


if __name__ == "__main__":
    main()
