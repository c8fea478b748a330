"""Measure sizes of type from the ink of lines, which is known to a pixel only."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

# Of the size of running text: what is larger is of a headline, where sizes are known to a pixel,
# and where most characters have one size to the hundredth, as in print.
ROUGH, EXACT = 1.2, 1.08
ONE_SIZE, SAME = 0.4, 0.01  # share of the characters
ENDS = "。；，："
STOP, LOUD = "。", 1.5  # so short a last line of a text seems larger where sizes are rough
MOST_ROWS = 5  # of a headline that is hardly larger than running text
INK = 0.92  # of its cell that a Chinese character's ink is high
TALL, TALLER = "（）()", 0.26  # marks whose ink is higher; by so much they make a line seem larger
FIGURE = 0.72  # that a figure's or a Latin capital's is
NARROW = 0.55  # of a cell that a figure is wide
MARKS = "，。、；：！？”’）》」』〉】…“‘（《「『〈【"
HALF = 0.45  # of a cell that a mark's ink takes, where it begins or ends a line
LONG = 6  # characters of a line whose length says how wide one is
# Of a size, pixels: what differs less was one size in print; with noise, .12 was seen in one.
ALIKE, PIXEL = 0.14, 2.0
BESIDE = 0.2  # of a size
# Of a size, characters: so rough is a short line's own measure, and that of text with dirt.  A
# headline is 1.22 times as large as the text (kg/read/geometry/blocks.py).
CLOSE, SHORT = 0.2, 4


def find_least(sizes: Iterable[tuple[float, int]], body: float) -> float:
    """Find how large, against running text, a headline is at least; `sizes` count characters."""
    near = every = 0
    for size, count in sizes:
        every += count
        near += count * (abs(size - body) <= SAME * body)
    return EXACT if near > ONE_SIZE * every else ROUGH


def is_head(rows: int, last: str, scale: float, least: float) -> bool:
    """Tell whether a block of so many rows, so large against running text, is of a headline.

    `last` is its last row: a text that is set a little larger ends with a full stop.
    """
    if rows == 1 and last.endswith(STOP):
        return scale > LOUD
    return scale > ROUGH or (scale > least and rows <= MOST_ROWS and last[-1:] not in ENDS)


def measure_size(text: str, length: float, height: float) -> float:
    """Measure the size of a line's type by the height and the length of its ink.

    The ink may reach into the next line's, and characters may be spread; the smaller is right.
    """
    wide = sum(character.isalpha() and not character.isascii() for character in text)
    high = height / (INK if wide else FIGURE)
    cells = sum(NARROW if character.isascii() else 1.0 for character in text)
    cells -= sum(1 - HALF for character in {0: text[0], 1: text[-1]}.values() if character in MARKS)
    pairs = sum(one in MARKS and two in MARKS for one, two in pairwise(text))
    across = length / max(cells - pairs * (1 - HALF), HALF)  # they may be set close
    return min(high, across) if cells >= LONG else high


def smooth_sizes(sizes: Sequence[float], texts: Sequence[str]) -> list[float]:
    """Give lines that were printed in one size the same: that of most characters near to it."""
    weights: dict[float, int] = {}
    for size, text in zip(sizes, texts, strict=True):
        if len(text) >= SHORT:
            weights[size] = weights.get(size, 0) + len(text)
    peaks: list[float] = []
    for size in sorted(weights, key=lambda one: (-weights[one], one)):
        if all(abs(size - peak) > max(ALIKE * peak, PIXEL) for peak in peaks) and not (
            peaks and 0 < size - peaks[0] <= CLOSE * peaks[0]
        ):
            peaks.append(size)
    smooth = []
    for size, text in zip(sizes, texts, strict=True):
        peak = min(peaks, key=lambda one: (abs(size - one), one), default=size)
        swollen = (
            size > peak == peaks[0] if peaks else False
        )  # dirt makes lines higher, never lower
        rough = swollen or len(text) < SHORT
        near = CLOSE * peak if rough else max(ALIKE * peak, PIXEL)
        near = TALLER * peak if swollen and any(mark in text for mark in TALL) else near
        smooth.append(peak if abs(size - peak) <= near else size)
    return smooth


def align_middles(middles: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Set lines that stand beside one another, but for a pixel or two, on one height."""
    aligned = list(middles)
    group: list[int] = []
    for at in sorted(range(len(middles)), key=lambda one: (middles[one], one)):
        if group and middles[at] - middles[group[0]] > BESIDE * min(sizes[at], sizes[group[0]]):
            group = []
        group.append(at)
        mean = sum(middles[one] for one in group) / len(group)
        for one in group:
            aligned[one] = mean
    return aligned
