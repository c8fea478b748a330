"""The picture of a page: each stretch of text where it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Box, Print, Reading
from kg.view.patches import Patch, Patches

BADGES = 60  # radii of a badge that a page is wide


@dataclass(frozen=True, slots=True)
class Tile:
    """A patch where it is printed."""

    patch: Patch
    box: Box
    size: float
    vertical: bool

    @property
    def anchor(self) -> tuple[float, float]:
        """Where its text begins: the base line's start, or the middle of the top."""
        box = self.box
        if self.vertical:
            return ((box.left + box.right) / 2, box.top)
        return (box.left, box.bottom - (box.bottom - box.top) * 0.16)


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of an article where it begins on the page."""

    number: int
    color: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks: its size, the scan under it as a data: address, its patches."""

    width: float
    height: float
    scan: str
    tiles: tuple[Tile, ...]
    badges: tuple[Badge, ...]

    @property
    def unit(self) -> float:
        """The radius of a badge."""
        return self.width / BADGES


def make_picture(reading: Reading, patches: Patches, scan: str) -> Picture | None:
    """Make the picture of a page whose lines know their place."""
    page = reading.page
    if page.size is None or not (page.prints or scan):
        return None
    tiles = tuple(tile for line in page.prints for tile in cut_print(line, patches))
    badges: dict[int, Badge] = {}
    for tile in tiles:
        patch = tile.patch
        if patch.number and patch.role in {"title", "body"} and patch.number not in badges:
            place = place_badge(tile, page.size[0] / BADGES)
            badges[patch.number] = Badge(patch.number, patch.color, *place)
    return Picture(*page.size, scan, tiles, tuple(badges.values()))


def place_badge(tile: Tile, unit: float) -> tuple[float, float]:
    """Place the number of an article beside its first line, or above one set down the page."""
    box = tile.box
    if tile.vertical:
        return (box.left + box.right) / 2, max(unit, box.top - 1.2 * unit)
    return max(unit, box.left - 1.2 * unit), max(unit, (box.top + box.bottom) / 2)


def cut_print(line: Print, patches: Patches) -> Iterator[Tile]:
    """Cut a printed line into its patches, each with its part of the box."""
    box, length = line.box, line.end - line.start
    for start, end, patch in patches.cut(line.start, line.end):
        if patch.role == "blank":
            continue
        first, last = (start - line.start) / length, (end - line.start) / length
        if line.vertical:
            height = box.bottom - box.top
            part = Box(box.left, box.top + first * height, box.right, box.top + last * height)
        else:
            width = box.right - box.left
            part = Box(box.left + first * width, box.top, box.left + last * width, box.bottom)
        yield Tile(patch, part, line.size, line.vertical)
