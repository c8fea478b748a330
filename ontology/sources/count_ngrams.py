# ruff: noqa: INP001, T201 (run as a script, prints what it made)
"""Count two to four neighbouring characters: ontology/ngrams/counts.npz.

usage: python ontology/sources/count_ngrams.py OUT.npz TEXTS.txt... [--without TEXTS.txt]

TEXTS have articles that form feeds part, or one JSON object each with `title` and `content`.
Articles like those of --without are left out, so that measuring stays honest; a paragraph that
stands twice counts once.  The same texts give the same bytes.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.know.characters import Codes, encode
from kg.know.ngrams import SHARE, hash_ngrams

LEAST = {2: 3, 3: 5, 4: 6}  # rarer n-grams of so many characters are left out
PIECE, ALIKE = 10, 0.02  # articles that share more than this part of such pieces are alike
HEAD = re.compile(r"^(标题:|正文:)")  # what the collection put before the text


def read_articles(path: Path) -> Iterator[list[str]]:
    """Read the paragraphs of each article, without spaces."""
    for part in path.read_text(encoding="utf-8").split("\f"):
        text = part.strip()
        if text.startswith("{"):
            fields = json.loads(text)
            text = f"{fields['title']}\n{fields['content']}"
        lines = (re.sub(r"\s+", "", line) for line in text.split("\n"))
        yield [HEAD.sub("", line) for line in lines if line and not line.startswith("发布时间")]


def cut_pieces(text: str) -> set[str]:
    """Cut a text into overlapping pieces."""
    return {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}


def list_paragraphs(paths: Sequence[Path], without: Path | None) -> list[str]:
    """List each paragraph of the articles that are not left out, once, in order."""
    held = set[str]()
    for lines in read_articles(without) if without else ():
        held |= cut_pieces("".join(lines))
    kept: dict[str, None] = {}
    for path in paths:
        for lines in read_articles(path):
            pieces = cut_pieces("".join(lines))
            if len(pieces & held) <= ALIKE * len(pieces):
                kept.update(dict.fromkeys(lines))
    return list(kept)


def count_ngrams(codes: Codes, size: int) -> tuple[Codes, Codes]:
    """Hash the n-grams of a size that are common enough, and count them."""
    ends = len(codes) - size + 1
    columns = [codes[at : at + ends] for at in range(size)]
    inside = np.all([column != ord("\n") for column in columns], axis=0)
    exact = np.zeros(ends, np.uint64)
    for column in columns:
        exact = exact << np.uint64(16) | column.astype(np.uint64)
    _, first, counts = np.unique(exact[inside], return_index=True, return_counts=True)
    kept = counts >= LEAST[size]
    hashes = hash_ngrams([column[inside][first[kept]] for column in columns])
    return hashes.astype(np.int64), counts[kept]


def count_all(codes: Codes) -> tuple[Codes, Codes]:
    """Hash and count the n-grams of every size, in order; of two with one hash the commoner."""
    found = [count_ngrams(codes, size) for size in LEAST]
    hashes, counts = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((-counts, hashes))
    hashes, first = np.unique(hashes[order], return_index=True)
    return hashes, counts[order][first]


def take_steps(counts: Codes) -> Codes:
    """Give the logarithms of counts in the steps that are kept."""
    return np.asarray(np.rint(SHARE * np.log2(counts)), np.int64)


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--without", type=Path)
    options = parser.parse_args()
    codes = encode("\n".join(list_paragraphs(options.texts, options.without)))
    hashes, counts = count_all(codes)
    gaps = np.diff(hashes, prepend=0)
    singles = np.bincount(codes[codes != ord("\n")], minlength=1 << 16)
    alphabet = np.flatnonzero(singles)
    np.savez_compressed(
        options.out,
        low=(gaps & 255).astype(np.uint8),
        high=(gaps >> 8).astype(np.uint32),
        counts=take_steps(counts).astype(np.uint8),
        alphabet=alphabet.astype(np.uint16),
        singles=take_steps(singles[alphabet]).astype(np.uint8),
    )
    print(f"{len(codes)} characters, {len(hashes)} n-grams, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
