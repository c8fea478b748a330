"""Measure how wide lines and their columns are."""

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from kg.read.lines.lines import Line, measure_width

NARROW = 4  # a narrower line says nothing of its column
SPREAD = 0.5  # of its width; what is set wider or narrower than its text says is no whole line
FEWEST = 4  # lines that make a column
MOST_FINAL = 0.6  # share of lines of a column that end a sentence
NEAR = 7  # lines on either side that show how wide a column is
WIDEST = 32  # a wider line is a paragraph of its own, not a line of a column


def find_width(line: Line) -> float:
    """Find how wide a line is: as it is set, where it is a printed line, else as its text says."""
    width = measure_width(line.text)
    if line.setting is None or line.joints or abs(line.setting.width - width) > SPREAD * width:
        return width
    return line.setting.width


def find_column(line: Line, around: float) -> float:
    """Find how wide the column of a line is: as it is set, else as the lines around it say."""
    if line.down:
        return 0.0
    return around if line.setting is None else line.setting.column


def measure_columns(widths: Sequence[float], finals: Sequence[bool]) -> list[float]:
    """Measure the column around each line: the width that most lines near it come close to.

    It is 0 where hardly any line goes on in the next.
    """
    if not widths:
        return []
    window = 2 * NEAR + 1
    padded = np.pad(np.array(widths, dtype=np.float64), NEAR)
    around = np.sort(sliding_window_view(np.where(padded > NARROW, padded, 0.0), window), axis=1)
    counts = np.count_nonzero(around, axis=1)
    place = np.minimum(window - counts + counts * 2 // 3, window - 1)
    columns = np.take_along_axis(around, place[:, None], axis=1)[:, 0]
    lines = np.arange(len(widths))
    first, last = np.maximum(lines - NEAR, 0), np.minimum(lines + NEAR + 1, len(widths))
    ends = np.cumsum([False, *finals])
    ended = ends[last] - ends[first]
    wrapped = (counts >= FEWEST) & (ended <= MOST_FINAL * (last - first)) & (columns <= WIDEST)
    found: list[float] = np.where(wrapped, columns, 0.0).tolist()
    return found
