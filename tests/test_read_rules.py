"""What is drawn on a scan: rules, boxes, photographs; and what they part."""

import numpy as np
import pytest

from kg.model import Box
from kg.read.geometry.rules import Rules
from kg.read.scan.edges import Edges, Point
from kg.read.scan.pictures import Picture
from kg.read.scan.recognitions import Corners
from kg.read.scan.rules import find_drawn
from kg.read.scan.tints import find_tints
from kg.read.scan.turns import Turn

LINE = 20  # pixels


def set_page(noise: float) -> tuple[Picture, list[Corners]]:
    """Draw two columns of grey texture, a rule between them, a box around one, a photograph."""
    chance = np.random.default_rng(1)
    page = np.full((500, 600), 235.0)
    boxes = []
    for x in (40, 330):
        for y in range(40, 300, 28):
            page[y : y + LINE, x : x + 220] -= chance.integers(0, 2, (LINE, 220)) * 200
            edges = [[x, y], [x + 220, y], [x + 220, y + LINE], [x, y + LINE]]
            boxes.append(np.array(edges, np.float32))
    page[30:300, 296:298] = 60
    page[30, 310:570] = page[310, 310:570] = 40
    page[30:310, 310] = page[30:311, 570] = 40
    page[340:480, 40:280] = 130
    page += chance.normal(0, noise, page.shape) if noise else 0
    return np.clip(page, 0, 255).astype(np.uint8), boxes


@pytest.mark.parametrize("noise", [0, 14])
def test_rules_boxes_and_photographs_are_found_in_noise(noise: float) -> None:
    picture, boxes = set_page(noise)

    drawn = find_drawn(picture, boxes, Turn((600, 500)))

    def has(left: float, top: float, right: float, bottom: float) -> bool:
        want = np.array([left, top, right, bottom])
        sides = [np.array([one.left, one.top, one.right, one.bottom]) for one in drawn.frames]
        return any(bool((np.abs(side - want) < LINE).all()) for side in sides)

    assert has(296, 30, 298, 300)
    assert has(310, 30, 570, 310)
    assert has(40, 340, 280, 480)
    assert len(drawn.frames) == 7
    assert drawn.picture[60:280, 296:298].min() > 150  # wiped out
    assert (drawn.picture[40:60, 40:260] == picture[40:60, 40:260]).all()


def test_a_page_without_lines_has_no_rules() -> None:
    picture, _ = set_page(0)

    assert find_drawn(picture, [], Turn((600, 500))).frames == ()


def test_a_rule_parts_rows_and_blocks_beside_it_only() -> None:
    rules = Rules([Box(99, 0, 100, 200), Box(0, 210, 200, 211), Box(0, 0, 300, 300)], 10)

    assert rules.part_rows(Box(10, 50, 95, 60), Box(105, 50, 190, 60))
    assert not rules.part_rows(Box(10, 205, 95, 215), Box(105, 205, 190, 215))
    assert rules.part_down(Box(10, 50, 95, 150), Box(105, 50, 190, 150))
    assert not rules.part_down(Box(105, 50, 190, 150), Box(200, 50, 290, 150))
    assert rules.part_across(Box(10, 50, 95, 200), Box(10, 220, 95, 290))
    assert not rules.part_across(Box(10, 20, 95, 90), Box(10, 100, 95, 190))
    assert rules.part_bands(Box(10, 150, 95, 200), Box(10, 220, 95, 290))


def test_a_gap_is_one_of_columns_where_other_lines_end_and_begin() -> None:
    def lay(left: float, right: float, y: float) -> Corners:
        return np.array([[left, y], [right, y], [right, y + 20], [left, y + 20]], np.float32)

    def place(left: float, right: float, y: float) -> tuple[Point, Point, float]:
        return (left, y + 10), (right, y + 10), 20

    def show_gap(lines: list[tuple[int, int, int]], joined: list[int]) -> bool:
        """Ask at 200 to 220, where boxes run over both columns at some heights."""
        boxes = [lay(*line) for line in lines] + [lay(0, 420, y) for y in joined]
        pieces = [place(*line) for line in lines]
        pieces += [place(*span, y) for y in joined for span in ((0, 200), (220, 420))]
        return Edges(boxes, pieces).show_gap((200, 10), (220, 10), 20)

    columns = [(x, x + 200, y) for x in (0, 220) for y in (30, 60, 90)]
    marks = [(0, 420, y) for y in (60, 90, 120)]

    assert show_gap(columns, [0])
    assert show_gap(columns[:1], [0, 60, 90])
    assert not show_gap([], [0, 30, 60])  # marks one under the other
    assert not show_gap([*columns[:1], *marks], [0, 60, 90])


def test_a_tint_is_a_box_and_a_shadow_is_none() -> None:
    page = np.full((600, 800), 240.0) - np.linspace(0, 60, 800)
    page += np.random.default_rng(1).normal(0, 4, page.shape)
    shadow = page.clip(0, 255).astype(np.uint8)
    page[200:420, 301:555] -= 16
    page[240:260, 320:540:3] -= 150
    tinted = page.clip(0, 255).astype(np.uint8)
    turn = Turn((800, 600))

    (tint,) = find_tints(tinted, LINE, turn)

    assert np.allclose([*tint], [301, 200, 555, 420], atol=LINE)
    assert abs(tint.left - 301) < 4
    assert abs(tint.right - 555) < 4
    assert find_tints(shadow, LINE, turn) == []


def test_strokes_in_a_row_are_no_rule() -> None:
    chance = np.random.default_rng(2)
    page = np.full((300, 600), 235, np.uint8)
    page[100:120, 40:440] -= chance.integers(0, 2, (20, 400)).astype(np.uint8) * 60
    page[120, 40:440] = np.where(np.arange(400) % 20 < 13, 40, 235)
    line = np.array([[40, 98], [440, 98], [440, 122], [40, 122]], np.float32)
    ruled = page.copy()
    ruled[120, 40:440] = 40

    assert find_drawn(page, [line], Turn((600, 300))).frames == ()
    assert len(find_drawn(ruled, [line], Turn((600, 300))).frames) == 1
