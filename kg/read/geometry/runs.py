"""Follow the order of a file as far as what it has stands in a line."""

from collections.abc import Iterator, Sequence

from kg.read.geometry.glyphs import Glyph
from kg.read.geometry.rules import Rules

NEAR = 0.75  # of a character's size; what stands nearer is of one row
TIGHT = 0.3  # characters down the page stand no farther apart; the lines of a column do
KERN = 0.7  # two marks in a row may overlap by so much
PAIR = 2  # characters that a row down the page has at least
TURNED = 1.25  # sizes; a figure no wider may stand upright in a row down the page


def find_runs(glyphs: Sequence[Glyph], rules: Rules) -> Iterator[tuple[list[Glyph], bool]]:
    """Follow the order of the file as long as each glyph stands beside or under the last."""
    run: list[Glyph] = []
    way = ""
    for glyph in glyphs:
        step = tell_step(run[-1], glyph) if run else ""
        if step == "across" and rules.part_rows(run[-1].box, glyph.box):
            step = ""
        if run and step and way in {"", step}:
            run.append(glyph)
            way = step
            continue
        if run:
            yield run, is_down(run, way)
        run, way = [glyph], ""
    if run:
        yield run, is_down(run, way)


def is_down(run: Sequence[Glyph], way: str) -> bool:
    """Tell whether a run is set down the page."""
    if way:
        return way == "down"
    glyph = run[0]
    if glyph.vertical is not None or len(glyph.text) < PAIR:
        return bool(glyph.vertical)
    return glyph.box.bottom - glyph.box.top > 1.5 * (glyph.box.right - glyph.box.left)


def tell_step(before: Glyph, glyph: Glyph) -> str:
    """Tell whether a glyph follows another across the page or down it, or does not."""
    size = max(before.size, glyph.size)
    if min(before.size, glyph.size) < 0.6 * size:
        return ""
    (x, y), (u, v) = before.middle, glyph.middle
    if abs(v - y) < 0.35 * size and -KERN * size < glyph.box.left - before.box.right < NEAR * size:
        return "" if glyph.vertical or before.vertical else "across"
    near = -KERN * size < glyph.box.top - before.box.bottom < TIGHT * size
    narrow = max(box.right - box.left for box in (before.box, glyph.box)) <= TURNED * size
    if abs(u - x) < 0.35 * size and near and narrow:
        return "" if False in (glyph.vertical, before.vertical) else "down"
    return ""
