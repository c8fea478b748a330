"""Weigh the borders between lines: what it costs to part them, and what to join them.

All borders of a page are weighed at once: an array has a place for each line, and says there
something of the border before it.  Nothing stands before the first line, and all that is said of
its border but how it looks itself is never asked.
"""

from collections.abc import Sequence
from operator import add
from typing import NamedTuple

import numpy as np

from kg.know.words import crosses, split_words
from kg.read.labels.affinities import Surroundings
from kg.read.labels.costs import COSTS
from kg.read.labels.steps import Border
from kg.read.lines.lines import Line
from kg.read.lines.traits import Flags, Floats, Traits, ask, shift

FEW = 0.2  # share of a headline's words from which on they are the text's own
MOST = 1.5  # as much as a breach can say about an article's border
TORN = 6  # characters that tell whether a text begins in a word
INDENT, STRAY = 0.8, 0.3  # characters; as much is an indent, as little is none
AHEAD = 4  # lines of a headline and a byline at most


class Meetings(NamedTuple):
    """Each line, the one before it, and whether a word lies across the two.

    That is looked up only where the line before may be a headline, or does not show by its
    width whether it goes on.
    """

    shapes: Traits
    before: Traits
    crossing: Flags


def weigh_borders(lines: Sequence[Line], shapes: Traits, around: Surroundings) -> Border:
    """Weigh the borders of a page: what its words and shapes say, and how it is set."""
    before = shapes.shift()
    asked = ~before.final & (before.lacking | before.heads)
    met = Meetings(
        shapes, before, ask(asked, lambda at: crosses(lines[at - 1].text, lines[at].text))
    )
    heading = shapes.heads | shapes.unpaired
    head, foot = weigh_sides(shapes, around)
    border = weigh_breaches(*weigh_joints(lines, met), met, around)._replace(
        opening=COSTS.opening * shapes.incipit + np.where(shapes.marked, COSTS.another, 0.0),
        seam=weigh_seams(met),
        head=np.where(heading, head, 0.0),
        foot=np.where(heading, foot, 0.0),
        led=np.where(shapes.lead, COSTS.led, 0.0),
    )
    if any(line.setting for line in lines):
        return Border(*map(add, border, weigh_settings(lines)))
    return border


def weigh_breaches(
    goes_on: Floats, paragraph: Floats, met: Meetings, around: Surroundings
) -> Border:
    """Weigh that another article begins where no byline ends the one before."""
    shapes, before, crossing = met
    breach = np.minimum(MOST, around.breaches)
    strange = np.maximum(0.0, COSTS.strange * breach)
    begun, broken = COSTS.turnover * breach, COSTS.broken - COSTS.severed * breach
    headed = COSTS.headed - COSTS.breach * breach
    unsure = before.lacking & ~before.final
    item = unsure & before.item
    trailing = unsure & ~item
    article = np.where(before.final, COSTS.begun - begun, broken)
    article = np.where(trailing, COSTS.begun + COSTS.trailing - begun, article)
    headed = np.where(before.final | before.lacking, headed, broken)
    headed = np.where(trailing, headed + COSTS.trailing, headed)
    stops = np.where(unsure & ~shapes.continues, strange, 0.0)
    on = goes_on + np.where(item, COSTS.item, 0.0) + np.where(crossing, 0.0, stops)
    named = weigh_names(shapes, around)
    free = ~before.closed
    return Border(
        goes_on=np.where(free, on, goes_on),
        paragraph=np.where(free, paragraph + stops, paragraph),
        article=np.where(free, article + np.minimum(0.0, named), 0.0),
        headed=np.where(free, headed + named, 0.0),
        ending=np.where(free, paragraph + stops, 0.0),
        signed=np.where(free, COSTS.unsigned, 0.0),
        strange=np.where(free, strange, 0.0),
    )


def weigh_settings(lines: Sequence[Line]) -> Border:
    """Weigh how two lines are set: in one flow or two, and the second with an indent."""
    settings = [line.setting for line in lines]
    known = np.array([here is not None for here in settings])
    flows = np.array([here.flow if here else -1 for here in settings])
    large = np.array([here is not None and here.large for here in settings])
    indents = np.array(
        [np.nan if here is None or here.indent is None else here.indent for here in settings]
    )
    known &= shift(known)
    leap = known & (flows != np.roll(flows, 1))
    near = known & ~leap
    late, flush = near & (indents > INDENT), near & (indents < STRAY) & ~shift(large)
    within = np.where(near, COSTS.within, 0.0)
    begins = np.where(leap, COSTS.starting, within)
    return Border(
        goes_on=np.where(leap, COSTS.leap, np.where(late, COSTS.late, 0.0)),
        paragraph=np.where(leap, COSTS.apart, np.where(flush, COSTS.flush, 0.0)),
        ending=np.where(leap, COSTS.apart, within),
        article=begins,
        headed=begins,
        parted=np.where(leap, COSTS.leap, 0.0),
    )


def weigh_joints(lines: Sequence[Line], met: Meetings) -> tuple[Floats, Floats]:
    """Weigh that a line goes on the sentence before it, and that it begins a paragraph."""
    shapes, before, crossing = met
    ended = shapes.lead | before.closed | before.final | shapes.continues
    torn = ask(before.lacking & ~ended & ~crossing, lambda at: is_torn(lines[at].text))
    pausing = shift(np.array([line.text[-1] in "，、；,;" for line in lines]))
    colon = shift(np.array([line.text[-1] in "：:" for line in lines]))
    incipit = COSTS.incipit * shapes.incipit
    wider = shapes.wide & (before.column > 0) & ~before.wide
    stop = np.where(crossing, COSTS.crossing, np.where(pausing, COSTS.pausing, COSTS.halting))
    goes_on = incipit + np.where(torn, COSTS.hole, 0.0) + np.where(before.lacking, stop, 0.0)
    goes_on += np.where(wider, COSTS.overflow / 2, 0.0)
    paragraph = COSTS.hole - np.where(before.lacking, incipit, 0.0)
    cases = (
        (shapes.lead, COSTS.led, COSTS.led),
        (before.closed, COSTS.after_byline, COSTS.another),
        (shapes.continues & ~(before.final & shapes.particle), COSTS.mid, COSTS.another),
        (before.final & (before.column == 0), COSTS.stopped, 0.0),
        (before.final & before.short, COSTS.shortened, 0.0),
        (before.final & shapes.indented, COSTS.indented, COSTS.full),
        (before.final, COSTS.full, COSTS.unindented),
    )
    asked, on, new = zip(*cases, strict=True)
    paragraph = np.where(colon, COSTS.colon, paragraph)
    paragraph = np.where(shapes.section, 0.0, np.select(asked, new, paragraph))
    return np.select(asked, on, goes_on), paragraph


def is_torn(text: str) -> bool:
    """Tell whether a text begins with the end of a word whose beginning is lost (格品控管理)."""
    first = next(iter(split_words(text[:TORN])), None)
    return first is not None and first.end == 1 and first.tag.startswith("n")


def weigh_names(shapes: Traits, around: Surroundings) -> Floats:
    """Weigh that a byline or a report's opening phrase follows within a headline's length."""
    names = shapes.lead | shapes.named
    near = names.copy()
    for ahead in range(1, AHEAD):
        near[:-ahead] |= names[ahead:]
    return np.where(near, COSTS.named, COSTS.unnamed if around.first else 0.0)


def names_first(shapes: Traits) -> bool:
    """Tell whether the page names its writers before the text rather than after it."""
    first = np.count_nonzero(shapes.lead | shapes.named)
    return bool(first > np.count_nonzero(shapes.closed))


def weigh_sides(shapes: Traits, around: Surroundings) -> tuple[Floats, Floats]:
    """Weigh that a headline stands over its text, and that it stands under it, by its words.

    One line of a headline may have none of the text's words if the other has.
    """
    before, after = around.shares
    heading = shapes.heads & ((shapes.column == 0) | ~shapes.fits)  # not one of a column
    over, under = after.copy(), before.copy()
    np.maximum(over[:-1], after[1:], out=over[:-1], where=heading[1:])
    np.maximum(under[1:], before[:-1], out=under[1:], where=heading[:-1])
    return (
        COSTS.lean * (before - after) + COSTS.alien * np.maximum(0.0, 1 - over / FEW),
        COSTS.lean * (after - before) + COSTS.alien * np.maximum(0.0, 1 - under / FEW),
    )


def weigh_seams(met: Meetings) -> Floats:
    """Weigh how much a headline's line and the next read as one running text."""
    shapes, before, crossing = met
    seam = np.where(crossing, COSTS.seam, 0.0) + np.where(shapes.particle, COSTS.seam, 0.0)
    runs_on = (before.column > 0) & ~before.wide & ~before.short
    seam += np.where(runs_on, COSTS.seam * (1 - shapes.incipit), 0.0)
    free = before.down | shapes.lead | before.final | ~before.heads
    return np.where(free, 0.0, seam)
