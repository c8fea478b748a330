"""How often characters follow one another in news: counts of two to four neighbours.

ontology/sources/count_ngrams.py counted them.  Of each n-gram there is a hash, and the logarithm
of its count in halves of a binary digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.know.arrays import is_left_out, open_arrays
from kg.know.characters import PLANE, Codes

COUNTS = "ngrams/counts.npz"  # in the folder of the ontology
SHARE = 2  # steps of a count to a doubling
PRIME = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ngrams:
    """The counts, as loaded: sorted hashes, a count of each, a count of every character."""

    hashes: Hashes
    counts: Floats
    singles: Floats

    def count(self, *columns: Codes) -> Floats:
        """Count the n-grams whose first characters are in the first column, and so on."""
        if len(columns) == 1:
            return np.asarray(self.singles[columns[0]])
        wanted = hash_ngrams(columns)
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return np.where(self.hashes[at] == wanted, self.counts[at], 0.0)


@cache
def load_ngrams(path: Path) -> Ngrams | None:
    """Load the counts at `path`; None where the ontology does without."""
    if is_left_out(path):
        return None
    with open_arrays(path) as data:
        gaps = data["high"].astype(np.uint32) << np.uint32(8) | data["low"]
        counts = 2.0 ** (data["counts"] / SHARE)
        singles = np.zeros(PLANE)
        singles[data["alphabet"]] = 2.0 ** (data["singles"] / SHARE)
        return Ngrams(np.cumsum(gaps, dtype=np.uint32), counts, singles)


def hash_ngrams(columns: Sequence[Codes]) -> Hashes:
    """Hash n-grams of at most four characters of the basic plane."""
    keys = np.zeros(columns[0].shape, np.uint64)
    for column in columns:
        keys = keys << np.uint64(16) | column.astype(np.uint64)
    keys ^= keys >> np.uint64(31)
    return np.asarray(keys * PRIME >> np.uint64(32), np.uint32)
