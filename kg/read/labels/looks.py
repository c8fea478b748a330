"""Weigh what a line may be by its own looks."""

import re

from kg.read.labels.costs import COSTS
from kg.read.lines.lines import Line
from kg.read.lines.shapes import Shape

NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．]"
)
LONG = 26  # characters; a sub-heading is seldom longer
STUB = 6
INDENT = (2, 5)  # half cells of blanks before a paragraph
FILLED = 1.1


def weigh_looks(line: Line, shape: Shape, edges: tuple[float, float]) -> dict[str, float]:
    """Weigh a line as headline T, sub-heading S, byline Y, text P, C or furniture N.

    P begins a paragraph, C goes on in it; `edges` weighs either by what it leaves of its column.

    What it cannot be is left out.
    """
    if line.down:
        return {"P": 3 * COSTS.hole, "C": 3 * COSTS.hole, "T": COSTS.down}
    costs = {"P": COSTS.overflow if shape.wide else 0.0}
    if shape.byline is not None and not shape.closed:
        costs["P"] += COSTS.unread
        costs["Y"] = COSTS.byline
    if shape.heads or shape.unpaired or shape.section:
        title = weigh_title(line, shape)
        costs["P"] += 0.0 if shape.column or shape.final else COSTS.unstopped
        numbered = NUMBERED.match(line.text) is not None
        costs["T"] = title + (COSTS.numbered if numbered else 0.0)
        costs["S"] = max(0.0, title) + (COSTS.counted if numbered else COSTS.subheading)
        costs["S"] += COSTS.long if len(line.text) > LONG else 0.0
        costs["N"] = COSTS.furniture + len(line.text) / 20
        if shape.section:
            costs["T"] += COSTS.section
            costs["N"] -= COSTS.section
        if line.overprinted:
            costs["T"] += COSTS.overprinted
            costs["P"] += COSTS.overprinted
            costs["N"] -= COSTS.overprinted
    if line.setting:
        costs = weigh_setting(costs, line)
        return {**costs, "C": costs["P"]}
    if line.late and is_indented(line, shape):
        more = {label: cost + COSTS.late for label, cost in costs.items() if label in "TSN"}
        return {**costs, **more, "C": costs["P"] + edges[1] + COSTS.late}
    return {**costs, "P": costs["P"] + edges[0], "C": costs["P"] + edges[1]}


def is_indented(line: Line, shape: Shape) -> bool:
    """Tell whether blanks of an indent's width stand before a line that fills its column."""
    fills = abs(shape.width + line.late / 2 - shape.column) <= FILLED
    return shape.column > 0 and INDENT[0] <= line.late <= INDENT[1] and fills


def weigh_setting(costs: dict[str, float], line: Line) -> dict[str, float]:
    """Weigh how large a line is set, too."""
    if line.setting is None or "T" not in costs:
        return costs
    if line.setting.bare and "N" in costs:
        costs = {**costs, "N": costs["N"] + COSTS.bare}
    if line.setting.large:
        return {**costs, "P": costs["P"] + COSTS.large, "T": costs["T"] + COSTS.headlike}
    return {**costs, "T": costs["T"] + COSTS.plain}


def weigh_title(line: Line, shape: Shape) -> float:
    """Weigh how little a line looks like a headline."""
    text = line.text
    cost = COSTS.comma * text.count("，") + COSTS.incipit * shape.incipit
    if shape.column:
        cost += COSTS.fits if shape.fits else COSTS.wide if shape.wide else 0.0
        cost += COSTS.spread if len(line.spaces) - len(line.loose) > 2 else 0.0
        cost += COSTS.short if shape.short and len(text) >= STUB else 0.0
    else:
        cost += COSTS.loose
    cost += COSTS.dangling if shape.dangling else 0.0
    cost += COSTS.fronted if shape.fronted else 0.0
    cost += COSTS.stub if len(text) < STUB else 0.0
    cost += COSTS.unpaired if shape.unpaired else 0.0
    cost += COSTS.signed if shape.byline is not None else 0.0
    return cost + (COSTS.paused if line.loose and len(text) > 9 else 0.0)
