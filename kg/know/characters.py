"""Number the characters of a text, and pairs of them, for tables that are looked up by them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PLANE = 1 << 16  # characters of the basic plane
HAN = 0x3400, 0x9FFF  # the first and the last Chinese character of the basic plane
UNKNOWN = 1  # number of a character beside the alphabet; 0 is none


def encode(text: str) -> Codes:
    """Give the characters of a text; one for all beyond the basic plane."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(codes, PLANE - 1).astype(np.int64)


def are_han(codes: npt.NDArray[np.integer]) -> Flags:
    """Tell which characters are Chinese ones."""
    return (codes >= HAN[0]) & (codes <= HAN[1])


def number_alphabet(alphabet: Sequence[int]) -> Codes:
    """Number each character of the basic plane: 0 is none, 1 any that the alphabet lacks."""
    ids = np.full(PLANE, UNKNOWN, np.int64)
    ids[0] = 0
    ids[alphabet] = np.arange(UNKNOWN + 1, len(alphabet) + UNKNOWN + 1)
    return ids


def hash_pairs(codes: Codes, rows: int) -> Codes:
    """Give one of so many rows for each character and the one after it; the last one is alone."""
    pairs = np.zeros(codes.shape, np.int64)
    pairs[..., :-1] = (codes[..., :-1] * 40503 + codes[..., 1:] * 9176 + 1) % rows
    return pairs
