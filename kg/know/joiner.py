"""Weigh whether the text of one line reads on in another: a network over the characters of both.

A line's end and what stands above it, and a line's start and what stands below it, are each seen
alone; then a small layer sees the two together, with what the counts of n-grams say of them.
Trained by ontology/sources/train_joiner.py, run in NumPy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.know.arrays import is_left_out, open_arrays, round_off
from kg.know.characters import Codes, encode, hash_pairs, number_alphabet

CLOSE, FAR = 8, 64  # characters seen one by one on either side of a joint, and in all
EDGES = ((0, 20), (20, FAR))  # of which so many are seen as a whole
PAIRS = 1 << 14  # rows for pairs of characters
TOP = 127  # the largest weight
COUNTED = 4.0  # what the counts say is divided by

Floats = npt.NDArray[np.float32]
# Of each character what it is, and what it is about; and of that the sums up to each.
Seen = tuple[Floats, Floats, npt.NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class Joiner:
    """The weights, as loaded: a matrix and a bias of each layer, by its name."""

    ids: Codes  # of each character of the basic plane: 0 is none, 1 any other
    letters: Floats
    pairs: Floats
    layers: dict[str, tuple[Floats, Floats]]
    trust: float  # in what the counts say

    def apply(self, name: str, values: Floats) -> Floats:
        """Apply a layer."""
        matrix, bias = self.layers[name]
        return np.asarray(values @ matrix + bias, np.float32)


@cache
def load_joiner(path: Path) -> Joiner | None:
    """Load the weights at `path`; None where the ontology does without."""
    if is_left_out(path):
        return None
    with open_arrays(path) as data:
        ids = number_alphabet(data["alphabet"].tolist())

        def spread(name: str) -> Floats:
            scale = data[f"{name}_weight_scale"]
            return np.asarray(data[f"{name}_weight"] * scale[:, None], np.float32)

        names = ("subject", "ends", "starts", "tails", "heads", "counted", "middle", "last")
        layers = {name: (spread(name).T.copy(), data[f"{name}_bias"]) for name in names}
        return Joiner(ids, spread("letters"), spread("pairs"), layers, float(data["trust"][0]))


def weigh_reading_on(
    texts: Sequence[str], counted: Floats, joiner: Joiner, *, nexts: bool
) -> Floats:
    """Weigh that each text reads on in any that follows it, or one row of each text and the next.

    `counted` is what the counts say of the same texts.
    """
    tails, heads = see_sides(texts, joiner)
    one, two = joiner.apply("ends", tails), joiner.apply("starts", heads)
    tails, heads = joiner.apply("tails", tails), joiner.apply("heads", heads)
    tails /= np.float32(heads.shape[1] ** 0.5)

    def weigh(olds: slice, news: slice, known: Floats) -> Floats:
        meet = joiner.apply("counted", known[:, None] / COUNTED)
        meet += one[olds]
        meet += two[news]
        met = joiner.apply("middle", np.maximum(meet, 0, out=meet))
        weights = joiner.apply("last", np.maximum(met, 0, out=met))[:, 0]
        weights += (tails[olds] * heads[news]).sum(axis=1) + joiner.trust * known
        return round_off(weights)

    if nexts:
        return weigh(slice(0, -1), slice(1, None), counted)
    found = np.zeros(counted.shape, np.float32)
    for at in range(len(texts) - 1):
        after = slice(at + 1, None)
        found[at, after] = weigh(slice(at, at + 1), after, counted[at, after])
    return found


def see_sides(texts: Sequence[str], joiner: Joiner) -> tuple[Floats, Floats]:
    """See both sides of joints: up to the end of each text, and from its start on.

    The sides of neighbours share most of their characters, and each is looked at once.
    """
    bare = [text.replace(" ", "") for text in texts]
    edges = FAR + np.cumsum([0, *map(len, bare)])
    gap = "\0" * FAR
    codes = encode(gap + "".join(bare) + gap)
    values, subject = look_at(codes, hash_pairs(codes, PAIRS), joiner)
    sums = np.zeros((subject.shape[1], len(codes) + 1))
    np.cumsum(subject.T, axis=1, out=sums[:, 1:])
    seen = values, subject, sums
    far = np.arange(FAR)
    ends, starts = edges[1:, None] - 1 - far, edges[:-1, None] + far
    return see_side(ends, 0, codes, seen, joiner), see_side(starts, FAR - 1, codes, seen, joiner)


def see_side(places: Codes, last: int, codes: Codes, seen: Seen, joiner: Joiner) -> Floats:
    """See one side of joints by the places of its characters, from the joint outwards.

    The `last` of them in reading order is seen without the one after it.
    """
    values, subject, sums = seen
    ends = codes[places[:, last]]
    alone, about = look_at(ends, np.zeros(ends.shape, np.int64), joiner)
    close = values[places[:, :CLOSE]]
    if last < CLOSE:
        close[:, last] = alone
    parts = [close.reshape(len(places), -1)]
    for first, stop in EDGES:
        edge = np.sort(places[:, [first, stop - 1]])
        whole = sums[:, edge[:, 1] + 1] - sums[:, edge[:, 0]]
        if first <= last < stop:
            whole += (about - subject[places[:, last]]).T
        parts.append((whole.T / (stop - first)).astype(np.float32))
    return np.concatenate(parts, axis=1)


def look_at(codes: Codes, pairs: Codes, joiner: Joiner) -> tuple[Floats, Floats]:
    """Look at characters, each with the one after it: what it is, and what it is about."""
    there = (codes > 0)[:, None]
    values = np.concatenate((joiner.letters[joiner.ids[codes]], joiner.pairs[pairs]), axis=1)
    return values * there, np.maximum(joiner.apply("subject", values), 0) * there
