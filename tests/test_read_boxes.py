"""Large type in scans: boxes found in a small copy, titles that are hard to read."""

import numpy as np
import pytest

from kg.read.scan.boxes import add_large
from kg.read.scan.recognitions import Corners, Text
from kg.read.scan.scan import find_notes, sift_texts

Side = tuple[int, int, int, int]  # left, top, right, bottom
LINES: list[Side] = [(0, 200 + 30 * row, 300, 226 + 30 * row) for row in range(6)]
TITLE: Side = (0, 40, 600, 120)
CASES: dict[str, tuple[list[Side], list[Side], list[Side]]] = {
    # found at full size, found in the small copy, what comes of the title
    "lost": ([], [TITLE], [(8, 48, 592, 112)]),
    "in pieces": ([(40, 50, 120, 110), (400, 55, 500, 105)], [TITLE], [(8, 48, 592, 112)]),
    "found": ([(10, 50, 590, 110)], [TITLE], [(10, 50, 590, 110)]),
    "found in two": (
        [(10, 50, 290, 110), (310, 50, 590, 110)],
        [TITLE],
        [(10, 50, 290, 110), (310, 50, 590, 110)],
    ),
    "a piece of one that is found": (
        [(10, 50, 590, 110)],
        [(0, 40, 200, 120)],
        [(10, 50, 590, 110)],
    ),
    "two lines run together": (
        [(0, 52, 600, 78), (0, 82, 600, 108)],
        [TITLE],
        [(0, 52, 600, 78), (0, 82, 600, 108)],
    ),
    "a byline at its edge": ([(0, 24, 90, 50)], [TITLE], [(0, 24, 90, 50), (8, 48, 592, 112)]),
    "down the page": ([], [(700, 0, 780, 500)], [(708, 8, 772, 492)]),
}


def box(side: Side) -> Corners:
    left, top, right, bottom = side
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


@pytest.mark.parametrize("case", CASES)
def test_large_boxes_fill_in_what_full_size_lost(case: str) -> None:
    before, found, want = CASES[case]
    small = [(left, top - 4, right, bottom + 4) for left, top, right, bottom in LINES]

    boxes = add_large(
        [box(side) for side in [*before, *LINES]], [box(side) for side in [*found, *small]]
    )

    sides = [
        tuple(round(float(one)) for one in (*own.min(axis=0), *own.max(axis=0))) for own in boxes
    ]
    assert sorted(sides) == sorted([*want, *LINES])


def test_a_picture_without_text_has_no_large_type() -> None:
    assert add_large([], []) == []


def make_text(text: str, score: float, height: float) -> Text:
    return Text(text, score, (0, 0), 100, height, vertical=False)


def test_a_faint_title_is_kept_with_a_note_and_texture_is_not() -> None:
    body = [make_text("春耕生产全面展开", 0.99, 20)] * 5
    title, texture = make_text("江城市开展春耕", 0.4, 50), make_text("口8", 0.4, 50)
    small, worse = make_text("看不清的一行", 0.4, 20), make_text("江城市开展春耕", 0.2, 50)

    sure, faint, unclear = sift_texts([*body, title, texture, small, worse])

    assert (sure, faint, unclear) == (body, [title], [texture, small, worse])
    assert [note.text for note in find_notes(faint, unclear)] == [
        "有 1 处大字看不清，请核对：“江城市开展春耕”",
        "有 3 处看不清，未采用：“口8”、“看不清的一行”、“江城市开展春耕”",
    ]
