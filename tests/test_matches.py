"""The words that the lines on either side of a joint have in common."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.know.arrays import STEPS
from kg.read.orders.joints import WINDOWS as USED
from kg.read.orders.matches import LONGEST, UNIT, match_subjects, match_window, place_pairs

WINDOWS = (2, 4)
LINES = st.lists(st.text(alphabet="江城水务，a ", max_size=12), min_size=2, max_size=12)


def test_a_text_goes_on_where_its_words_stand_again() -> None:
    texts = ["江城水务局修管网", "果农采摘苹果", "村里果农卖果", "水务局查管网"]
    (weights,) = match_subjects(texts, (2,), nexts=False)

    assert weights[0, 3] > weights[0, 1]


@given(LINES)
def test_one_row_is_the_diagonal(texts: list[str]) -> None:
    rows = match_subjects(texts, WINDOWS, nexts=True)
    every = match_subjects(texts, WINDOWS, nexts=False)

    for row, matrix in zip(rows, every, strict=True):
        assert np.array_equal(row, np.diagonal(matrix, 1))


@given(LINES)
def test_weights_are_whole_steps_and_sums_exact(texts: list[str]) -> None:
    """Machines add in another order, and their logarithms differ in the last digit."""
    lines, words = place_pairs(texts)
    weights = np.rint(UNIT / np.log(2.0 + np.bincount(words)))
    common, _ = match_window(lines, words, weights, len(texts), 2)
    (weighed,) = match_subjects(texts, (2,), nexts=False)

    said = [{int(word) for word in words[lines == at]} for at in range(len(texts))]
    for at in range(1, len(texts)):
        before = set().union(*said[max(0, at - 2) : at])
        both = before & set().union(*said[at : at + 2])
        assert common[at - 1, at] == sum(int(weights[word]) for word in both)
    assert np.array_equal(weighed * STEPS, np.rint(weighed * STEPS))


def test_sums_of_the_longest_lines_are_exact() -> None:
    assert max(USED) * LONGEST * UNIT / np.log(3) < 2**24


@pytest.mark.parametrize("nexts", [True, False])
def test_of_a_long_line_its_beginning_is_enough(nexts: bool) -> None:  # noqa: FBT001
    """A page may have paragraphs among its columns: all their words would fill the memory."""
    rest = "".join(map(chr, range(0x5000, 0x7000)))
    texts = ["江城市水务局" * 20, "东湖街道修路", "江城市水务局"]
    longer = [texts[0] + rest, texts[1], texts[2] * 20 + rest]

    (short,) = match_subjects([texts[0], texts[1], texts[2] * 20], (2,), nexts=nexts)
    (long,) = match_subjects(longer, (2,), nexts=nexts)
    assert np.array_equal(short, long)
