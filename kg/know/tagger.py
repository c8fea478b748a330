"""Tag the characters of sentences: where a name begins and ends, and what it names.

A small convolutional network, trained by ontology/sources/train_tagger.py, in NumPy alone.  Its
weights and activations are small integers, whose sums a 32-bit float holds exactly: the result is
the same on every machine, whatever library multiplies the matrices.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.know import characters
from kg.know.arrays import is_left_out, open_arrays

KINDS = (
    "Agency", "Company", "Organization", "Facility", "Place", "Person",
    "Campaign", "Event", "Project", "Policy", "Honour",
)  # fmt: skip
# What the grammar says of a character: that a name of a kind begins there, or goes on.
HINTS = {kind: (chr(65 + at), chr(97 + at)) for at, kind in enumerate(KINDS)}
NO_HINT = "."
EDGES = "OBIES"  # outside, begins, inside, ends, single
NAME = re.compile("BI{0,60}E")
TABLES = ("characters", "pairs", "letters", "hints", "bursts")
PAIRS = 1 << 15  # rows for pairs of characters
PAD = 9  # zeros between sentences: an output sees 8 characters, and a pair one more
TOP = 127  # the largest weight and activation
DILATIONS = (1, 2, 4)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]


class Sight(NamedTuple):
    """A name that the tagger sees: its offsets, its kind, the mean likelihood of its characters."""

    start: int
    end: int
    kind: str
    score: float

    def move(self, steps: int) -> "Sight":
        """Give the same name `steps` characters on."""
        return self._replace(start=self.start + steps, end=self.end + steps)


@dataclass(frozen=True, eq=False)
class Layer:
    """A convolution: `taps[i]` multiplies the input `i` steps along; then scale and bias."""

    taps: Floats
    scale: Floats
    bias: Floats
    dilation: int


@dataclass(frozen=True, eq=False)
class Tagger:
    """The weights, as loaded."""

    ids: Ints  # of each character of the basic plane: 0 is none, 1 any other
    tables: tuple[Bytes, ...]  # of TABLES; they stay small, to fit into the processor's cache
    layers: tuple[Layer, ...]


@cache
def load_tagger(path: Path) -> Tagger | None:
    """Load the weights at `path`; None where the ontology does without."""
    if is_left_out(path):
        return None
    with open_arrays(path) as data:
        ids = characters.number_alphabet(data["alphabet"].tolist())
        layers = tuple(
            Layer(
                data[f"taps{at}"].astype(np.float32),
                data[f"scale{at}"],
                data[f"bias{at}"],
                dilation,
            )
            for at, dilation in enumerate((*DILATIONS, 1))
        )
        return Tagger(ids, tuple(data[name] for name in TABLES), layers)


def encode(texts: Sequence[str], *marks: Sequence[str]) -> tuple[Ints, ...]:
    """Give code points, pairs, and each kind of marks of texts, PAD zeros around each of them."""
    gap = "\0" * PAD
    whole = gap + gap.join(texts) + gap
    codes = characters.encode(whole)
    rows = (
        np.frombuffer((gap + gap.join(lines) + gap).encode("ascii"), dtype=np.uint8)
        for lines in marks
    )
    return codes, characters.hash_pairs(codes, PAIRS), *(row.astype(np.int64) for row in rows)


def tag(
    texts: Sequence[str], marks: Sequence[Sequence[str]], tagger: Tagger
) -> list[tuple[list[Sight], Floats]]:
    """List for each text the names that the tagger sees in it, in order, and where it sees none.

    `marks` are, one at each character, the parts of kg.extract.mentions.parts, what the grammar
    proposes (see HINTS), and the bursts of kg.extract.mentions.bursts.  A name has at least two
    characters: one begins it, one ends it, and any between go on with it.  The second is how
    likely each character is in no name.
    """
    scores = measure(encode(texts, *marks), tagger)
    edges = softmax(scores[:, : len(EDGES)])
    sights = decode(edges, scores[:, len(EDGES) :])
    found: list[tuple[list[Sight], Floats]] = []
    at = PAD
    for text in texts:
        end = at + len(text)
        inside = bisect_left(sights, end, key=lambda sight: sight.start)
        here = [sight.move(-at) for sight in sights[:inside] if sight.end <= end]
        found.append((here, edges[at:end, 0]))
        del sights[:inside]
        at = end + PAD
    return found


def decode(edges: Floats, kinds: Floats) -> list[Sight]:
    """List the names by how likely their edges are, and the likeliest kind of each."""
    best = edges.argmax(axis=1)
    spans = [name.span() for name in NAME.finditer("".join(map(EDGES.__getitem__, best.tolist())))]
    if not spans:
        return []
    inside = np.concatenate([np.arange(*span) for span in spans])
    sizes = np.array([end - start for start, end in spans])
    first = np.cumsum(sizes) - sizes
    sure = np.log(edges[inside, best[inside]])
    scores = np.exp(np.add.reduceat(sure, first) / sizes).tolist()
    choice = np.add.reduceat(softmax(kinds[inside]), first, axis=0).argmax(axis=1).tolist()
    return [
        Sight(*span, KINDS[kind], round(score, 3))
        for span, kind, score in zip(spans, choice, scores, strict=True)
    ]


def measure(rows: Sequence[Ints], tagger: Tagger) -> Floats:
    """Give the scores of EDGES and of KINDS for each character; the rows are those of `encode`."""
    numbers = (tagger.ids[rows[0]], *rows[1:])
    found = [table[row] for table, row in zip(tagger.tables, numbers, strict=True)]
    values = np.concatenate(found, axis=1).astype(np.float32)
    for layer in tagger.layers[:-1]:
        values = convolve(values, layer)
        np.rint(values, out=values)
        np.clip(values, 0, TOP, out=values)
    return convolve(values, tagger.layers[-1])


def convolve(values: Floats, layer: Layer) -> Floats:
    """Apply a layer; beyond the ends are zeros."""
    count, middle = len(values), len(layer.taps) // 2
    total: Floats = values @ layer.taps[middle]
    for step, tap in enumerate(layer.taps):
        shift = (step - middle) * layer.dilation
        if 0 < shift < count:
            total[:-shift] += values[shift:] @ tap
        elif -count < shift < 0:
            total[-shift:] += values[:shift] @ tap
    total *= layer.scale
    total += layer.bias
    return total


def softmax(values: Floats) -> Floats:
    """Turn rows of scores into probabilities."""
    columns = np.ascontiguousarray(values.T)  # NumPy sums a few long rows in a sixth of the time
    powers: Floats = np.exp(columns - columns.max(axis=0))
    powers /= powers.sum(axis=0)
    return powers.T
