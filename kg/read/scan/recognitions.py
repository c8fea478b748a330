"""Recognise the text of a picture: every line with its box.

The models are PP-OCRv6 small, which rapidocr carries in its wheel; nothing is downloaded.
Measured on one page of 2,900 characters, 2026-11-21, by the characters that are missing wherever
they should stand: none at 150 dpi (19 pixels a character), 100 and 75, none with noise, .04 % at a
skew of 1.5 degrees.  rapidocr-onnxruntime 1.4 (PP-OCRv4) lost .46 % at 75 dpi and .08 % with
noise, took 30 s for 18, and found 136 lines for 187: it runs over the gaps of columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import rapidocr
from numpy.typing import NDArray
from rapidocr import RapidOCR

from kg.read.scan.edges import NARROWEST, Edges, Point
from kg.read.scan.inks import APART, Piece, find_pieces
from kg.read.scan.pictures import Picture

Corners = NDArray[np.float32]  # of a box: top left, top right, bottom right, bottom left

MODELS = Path(rapidocr.__file__).parent / "models"
SETTINGS: dict[str, str | int | float | bool] = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.max_side_len": 10**6,  # the size is chosen here
    "Det.limit_type": "max",
    "Det.limit_side_len": 10**6,
    "Det.max_candidates": 20_000,  # boxes of a page; a broadsheet has some 1,500 lines
    "Det.model_path": str(MODELS / "PP-OCRv6_det_small.onnx"),
    "Rec.model_path": str(MODELS / "PP-OCRv6_rec_small.onnx"),
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # the same sums in the same order
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
REACH = 1.1  # times its height that a box may be too short at either end
TALL = 1.5  # times as high as wide is set down the page


@dataclass(frozen=True, slots=True)
class Text:
    """Recognised text: its middle, length and height along its own direction, in pixels."""

    text: str
    score: float
    middle: tuple[float, float]
    length: float
    height: float
    vertical: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The cut-out of a line, turned to run from left to right, and its box on the picture."""

    pixels: Picture
    corners: Corners
    vertical: bool

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Tell where on the picture a point of the cut-out is."""
        height, width = self.pixels.shape
        along, across = (
            (x / width, y / height) if not self.vertical else (1 - y / height, x / width)
        )
        first, second, third, fourth = self.corners
        upper = first + (second - first) * along
        lower = fourth + (third - fourth) * along
        point = upper + (lower - upper) * across
        return float(point[0]), float(point[1])


@cache
def load_engine() -> RapidOCR:
    """Load the models, once."""
    return RapidOCR(params=SETTINGS)


def recognise_texts(picture: Picture, boxes: Sequence[Corners]) -> list[Text]:
    """Recognise the text of each box; one that reaches over a gap of columns gives several."""
    strips = list(cut_strips(picture, boxes))
    flat = [(strip, piece) for strip, some in strips for piece in some if not strip.vertical]
    edges = Edges(boxes, [place_piece(*one) for one in flat])
    cuts = [(strip, piece) for strip, some in strips for piece in join_pieces(strip, some, edges)]
    if not cuts:
        return []
    crops = [cv2.cvtColor(cut_piece(strip, piece), cv2.COLOR_GRAY2BGR) for strip, piece in cuts]
    found = load_engine().recognize_txt(crops)
    texts = zip(found.txts or (), found.scores, cuts, strict=True)
    return [make_text(text, float(score), *cut) for text, score, cut in texts if text.strip()]


def cut_strips(picture: Picture, boxes: Sequence[Corners]) -> Iterator[tuple[Strip, list[Piece]]]:
    """Cut each box out of the picture, a little longer, and find the pieces that are its own."""
    for corners, (before, after) in zip(boxes, measure_rooms(boxes), strict=True):
        strip = cut_strip(picture, widen_box(corners, before, after))
        end = strip.pixels.shape[1] - after
        pieces = find_pieces(strip.pixels, NARROWEST)
        yield strip, [piece for piece in pieces if piece.right > before and piece.left < end]


def join_pieces(strip: Strip, pieces: Sequence[Piece], edges: Edges) -> list[Piece]:
    """Join the pieces that no gap of columns parts: a wide one, or one that the lines near show."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is None or is_gap(strip, before, piece, edges):
            joined.append(piece)
        else:
            longer = max(before, piece, key=lambda one: one.right - one.left)
            joined[-1] = Piece(before.left, longer.top, piece.right, longer.bottom)
    return joined


def place_piece(strip: Strip, piece: Piece) -> tuple[Point, Point, float]:
    """Tell where on the picture a piece of a strip begins and ends, and how high it is."""
    middle = strip.pixels.shape[0] / 2
    ends = strip.place(piece.left, middle), strip.place(piece.right, middle)
    return *ends, float(piece.bottom - piece.top)


def is_gap(strip: Strip, before: Piece, after: Piece, edges: Edges) -> bool:
    """Tell whether columns part between two pieces of a line."""
    height = max(before.bottom, after.bottom) - min(before.top, after.top)
    if after.left - before.right > max(2, round(APART * height)):
        return True
    middle = strip.pixels.shape[0] / 2
    ends, starts = strip.place(before.right, middle), strip.place(after.left, middle)
    return not strip.vertical and edges.show_gap(ends, starts, height)


def rate_crops(crops: Sequence[Picture]) -> float:
    """Rate how sure the model is of what it reads in cut-outs, 0 to 1."""
    if not crops:
        return 0.0
    found = load_engine().recognize_txt([cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops])
    sure = zip(found.txts or (), found.scores, strict=True)
    return sum(float(score) for text, score in sure if text.strip()) / len(crops)


def make_text(text: str, score: float, strip: Strip, piece: Piece) -> Text:
    """Say where a piece of a strip is on the picture."""
    middle = strip.place((piece.left + piece.right) / 2, (piece.top + piece.bottom) / 2)
    length, height = piece.right - piece.left, piece.bottom - piece.top
    return Text(text, score, middle, length, height, strip.vertical)


def cut_piece(strip: Strip, piece: Piece) -> Picture:
    """Cut a piece out of its strip, with the paper around it that the model is used to."""
    height, width = strip.pixels.shape
    if piece.left < height and piece.right > width - height:
        return strip.pixels
    margin = height // 3
    return strip.pixels[:, max(0, piece.left - margin) : piece.right + margin]


def measure_sides(corners: Corners) -> tuple[float, float]:
    """Measure the width and the height of a box."""
    first, second, third, fourth = corners
    width = max(np.linalg.norm(second - first), np.linalg.norm(third - fourth))
    height = max(np.linalg.norm(fourth - first), np.linalg.norm(third - second))
    return float(width), float(height)


def measure_rooms(boxes: Sequence[Corners]) -> Iterator[tuple[float, float]]:
    """Measure how much farther each box may reach along its line, at its start and its end.

    The thin strokes of a 一 or 二 at a line's end are often left out of its box.
    """
    edges = np.array([[*box.min(axis=0), *box.max(axis=0)] for box in boxes])
    for box, edge in zip(boxes, edges, strict=True):
        width, height = measure_sides(box)
        way = 1 if height >= TALL * width else 0
        size = min(width, height)
        beside = (edges[:, 1 - way] < edge[3 - way]) & (edges[:, 3 - way] > edge[1 - way])
        middle = (edge[way] + edge[2 + way]) / 2
        ends = edges[beside & (edges[:, 2 + way] < middle), 2 + way]
        starts = edges[beside & (edges[:, way] > middle), way]
        before = min(REACH * size, edge[way] - ends.max(initial=-np.inf) - 1)
        after = min(REACH * size, starts.min(initial=np.inf) - edge[2 + way] - 1)
        yield max(0.0, float(before)), max(0.0, float(after))


def widen_box(corners: Corners, before: float, after: float) -> Corners:
    """Let a box reach farther along its line."""
    first, second, third, fourth = corners
    width, height = measure_sides(corners)
    if height >= TALL * width:
        step = (fourth - first) / max(1.0, height)
        moved = [first - before * step, second - before * step]
        return np.array([*moved, third + after * step, fourth + after * step], np.float32)
    step = (second - first) / max(1.0, width)
    start, end = before * step, after * step
    return np.array([first - start, second + end, third + end, fourth - start], np.float32)


def cut_strip(picture: Picture, corners: Corners) -> Strip:
    """Cut a box out of the picture, upright; a line set down the page is laid on its side."""
    width, height = (max(1, round(side)) for side in measure_sides(corners))
    edges = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    turn = cv2.getPerspectiveTransform(corners, edges)
    cut = cv2.warpPerspective(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    vertical = height >= TALL * width
    pixels = np.asarray(np.rot90(cut) if vertical else cut, np.uint8)
    return Strip(np.ascontiguousarray(pixels), corners, vertical)
