"""Weigh the border between two lines: what it costs to part them, and what to join them."""

import re
from collections.abc import Mapping, Sequence
from operator import add

from kg.know.words import dictionary, split_words
from kg.read.articles.affinities import Surroundings
from kg.read.articles.costs import COSTS
from kg.read.articles.lines import Line
from kg.read.articles.shapes import Shape
from kg.read.articles.steps import Border

FEW = 0.2  # share of a headline's words from which on they are the text's own
MOST = 1.5  # as much as a breach can say about an article's border
ITEMS = re.compile(r"\d{1,2}[、.．](?!\d{1,3}[%％万亿])")
TORN = 6  # characters that tell whether a text begins in a word
ITEM = 3  # lines of an item at most
INDENT, STRAY = 0.8, 0.3  # characters; as much is an indent, as little is none
NOTHING = Border()
AHEAD = 4  # lines of a headline and a byline at most


def weigh_border(
    lines: Sequence[Line], shapes: Sequence[Shape], at: int, around: Surroundings
) -> Border:
    """Weigh the border before a line: what its words and shape say, and how it is set."""
    border = weigh_words(lines, shapes, at, around)
    if not at or lines[at].setting is None:
        return border
    return Border(*map(add, border, weigh_setting(lines, at)))


def weigh_words(
    lines: Sequence[Line], shapes: Sequence[Shape], at: int, around: Surroundings
) -> Border:
    """Weigh the border before a line by its words and shape."""
    shape = shapes[at]
    heads = shape.heads or shape.unpaired
    head, foot = weigh_sides(shapes, at, around) if heads else (0.0, 0.0)
    terms = {
        "head": head,
        "foot": foot,
        "opening": COSTS.opening * shape.incipit + (COSTS.another if shape.marked else 0.0),
        "led": COSTS.led if shape.lead else 0.0,
    }
    if at:
        goes_on, paragraph = weigh_joint(lines, shapes, at)
        terms |= {"goes_on": goes_on, "paragraph": paragraph}
        if shapes[at - 1].heads:
            terms["seam"] = weigh_seam(lines, shapes, at)
        if not shapes[at - 1].closed:
            terms |= weigh_breach(terms, lines, shapes, at, around)
    return Border(**terms)


def weigh_breach(
    terms: Mapping[str, float],
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    at: int,
    around: Surroundings,
) -> dict[str, float]:
    """Weigh that another article begins where no byline ends the one before."""
    before = shapes[at - 1]
    breach = min(MOST, around.breaches[at])
    strange = max(0.0, COSTS.strange * breach)
    goes_on, paragraph = terms["goes_on"], terms["paragraph"]
    article = COSTS.begun - COSTS.turnover * breach
    headed = COSTS.headed - COSTS.breach * breach
    if not before.final:
        article = COSTS.broken - COSTS.severed * breach
        item = before.lacking and ends_item(lines, shapes, at)
        goes_on += COSTS.item if item else 0.0
        if not before.lacking:
            headed = article
        elif not item:
            headed += COSTS.trailing
            article = COSTS.begun + COSTS.trailing - COSTS.turnover * breach
        if before.lacking and not shapes[at].continues:
            paragraph += strange
            goes_on += 0.0 if crosses(lines[at - 1].text, lines[at].text) else strange
    named = weigh_names(shapes, at, around)
    return {
        "goes_on": goes_on,
        "paragraph": paragraph,
        "article": article + min(0.0, named),
        "headed": headed + named,
        "ending": paragraph,
        "signed": COSTS.unsigned,
        "strange": strange,
    }


def weigh_setting(lines: Sequence[Line], at: int) -> Border:
    """Weigh how the two lines are set: in one flow or two, and the second with an indent."""
    new, old = lines[at].setting, lines[at - 1].setting
    if new is None or old is None:
        return NOTHING
    if new.flow != old.flow:
        return Border(
            goes_on=COSTS.leap,
            paragraph=COSTS.apart,
            ending=COSTS.apart,
            article=COSTS.starting,
            headed=COSTS.starting,
            parted=COSTS.leap,
        )
    late = new.indent is not None and new.indent > INDENT
    flush = new.indent is not None and new.indent < STRAY
    return Border(
        goes_on=COSTS.late if late else 0.0,
        paragraph=COSTS.flush if flush and not old.large else 0.0,
        ending=COSTS.within,
        article=COSTS.within,
        headed=COSTS.within,
    )


def weigh_joint(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> tuple[float, float]:
    """Weigh that a line goes on the sentence before it, and that it begins a paragraph."""
    shape, before = shapes[at], shapes[at - 1]
    if before.closed or shape.lead:
        led = (COSTS.led, COSTS.led)
        return led if shape.lead else (COSTS.after_byline, COSTS.another)
    if shape.continues and not (before.final and shape.particle):
        return COSTS.mid, COSTS.another
    if before.final:
        if not before.column:
            return COSTS.stopped, 0.0
        if before.short:
            return COSTS.shortened, 0.0
        return (COSTS.indented, COSTS.full) if shape.indented else (COSTS.full, COSTS.unindented)
    last = lines[at - 1].text[-1]
    goes_on = COSTS.incipit * shape.incipit
    if before.lacking:
        crossing = crosses(lines[at - 1].text, lines[at].text)
        goes_on += COSTS.hole if not crossing and is_torn(lines[at].text) else 0.0
        goes_on += (
            COSTS.crossing if crossing else COSTS.pausing if last in "，、；,;" else COSTS.halting
        )
    if shape.wide and before.column and not before.wide:
        goes_on += COSTS.overflow / 2
    opening = COSTS.incipit * shape.incipit if before.lacking else 0.0
    return goes_on, COSTS.colon if last in "：:" else COSTS.hole - opening


def ends_item(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> bool:
    """Tell whether an item of a list (2、…) ends before a line; it needs no full stop."""
    for back in range(at - 1, max(-1, at - 1 - ITEM), -1):
        if shapes[back].final:
            return False
        if ITEMS.match(lines[back].text):
            return True
    return False


def is_torn(text: str) -> bool:
    """Tell whether a text begins with the end of a word whose beginning is lost (格品控管理)."""
    first = next(iter(split_words(text[:TORN])), None)
    return first is not None and first.end == 1 and first.tag.startswith("n")


def weigh_names(shapes: Sequence[Shape], at: int, around: Surroundings) -> float:
    """Weigh that a byline or a report's opening phrase follows within a headline's length."""
    for shape in shapes[at : at + AHEAD]:
        if shape.lead or shape.byline is not None:
            return COSTS.named
    return COSTS.unnamed if around.first else 0.0


def names_first(shapes: Sequence[Shape]) -> bool:
    """Tell whether the page names its writers before the text rather than after it."""
    first = sum(shape.lead or shape.byline is not None for shape in shapes)
    return first > sum(shape.closed for shape in shapes)


def weigh_sides(shapes: Sequence[Shape], at: int, around: Surroundings) -> tuple[float, float]:
    """Weigh that a headline stands over its text, and that it stands under it, by its words.

    One line of a headline may have none of the text's words if the other has.
    """
    before, after = around.shares[at]
    over = max(after, around.shares[at + 1][1]) if is_heading(shapes, at + 1) else after
    under = max(before, around.shares[at - 1][0]) if is_heading(shapes, at - 1) else before
    return (
        COSTS.lean * (before - after) + COSTS.alien * max(0.0, 1 - over / FEW),
        COSTS.lean * (after - before) + COSTS.alien * max(0.0, 1 - under / FEW),
    )


def is_heading(shapes: Sequence[Shape], at: int) -> bool:
    """Tell whether a line looks like one of a headline rather than of a column."""
    if not 0 <= at < len(shapes) or not shapes[at].heads:
        return False
    return not shapes[at].column or not shapes[at].fits


def weigh_seam(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> float:
    """Weigh how much a headline's line and the next read as one running text."""
    shape, before = shapes[at], shapes[at - 1]
    if lines[at - 1].down or shape.lead or before.final:
        return 0.0
    seam = COSTS.seam if crosses(lines[at - 1].text, lines[at].text) else 0.0
    seam += COSTS.seam if shape.particle else 0.0
    if before.column and not before.wide and not before.short:
        seam += COSTS.seam * (1 - shape.incipit)
    return seam


def crosses(old: str, new: str) -> bool:
    """Tell whether a word of the dictionary lies across the border of two lines (企 / 业)."""
    words = dictionary()
    one, two = old[-1:], old[-2:]
    return (
        one + new[:1] in words
        or two + new[:1] in words
        or one + new[:2] in words
        or two + new[:2] in words
    )
