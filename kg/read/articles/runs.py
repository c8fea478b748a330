"""Put the lines of a page that was written out column by column into the order of its texts.

Where a row of the page has the columns A1 A2 over B1 B2, column order is A1 B1 A2 B2.  Texts that
run side by side down a page keep their order in every column: whichever stopped first goes on
first.  So it is enough to decide at which borders between lines a text breaks off or goes on;
what goes on where follows.  One decision is made for the page: the likeliest way through its
borders, of those for pages of two to eight columns.
"""

from bisect import bisect
from collections.abc import Sequence
from heapq import nlargest
from itertools import pairwise
from math import exp, log
from typing import NamedTuple

from kg.know.knowledge import Knowledge
from kg.read.articles.joints import Joints, is_broken
from kg.read.articles.lines import Line
from kg.read.articles.shapes import Shape

COLUMNS = range(2, 9)
LOWEST, HIGHEST = 25, 150  # lines of a column
BEAM = 48  # ways through the page that are kept
BEHIND = 11.0  # a way that is so much less likely is given up
JOINED = 7.0  # as much as a joint can make good
GAIN = 5.0  # by so much must a page with breaks be likelier than one without
CUT = -3.9  # so few texts break off where another begins, or go on where another ended
TURN = -4.3  # so few break off where another goes on
LOST = -4.0  # a text that broke off never goes on
SURE = 4.5  # a joint that nothing can break
PENDING = 8  # texts that wait at most
EQUAL = (2.0, 1.0, 0.4, -0.5, -0.8, -1.0, -1.2, -1.5)  # a text's columns differ by so many lines
SPREAD, STRAY = 0.08, 0.12  # of a column's height; how often it says nothing
FARTHEST = 1.4  # columns' heights after which a text does not go on


class Run(NamedTuple):
    """The lines that a text has in a column."""

    first: int
    last: int


class Link(NamedTuple):
    """A border at which a text breaks off, or one goes on, and those before it."""

    before: "Link | None"
    at: int
    source: int  # the last line of what goes on here, -1 where nothing does
    stops: bool  # the text before the border goes on elsewhere


class State(NamedTuple):
    """Where a way through the page has come to."""

    waiting: tuple[Run, ...] = ()  # what broke off and has not gone on
    top: int = 0  # the first line since the last break
    length: int = 0  # lines of the run that goes on there, 0 where none does


class Way(NamedTuple):
    """How likely a way through the page is, and its breaks."""

    score: float = 0.0
    link: Link | None = None


Ways = dict[State, Way]


class Border(NamedTuple):
    """What a border costs, by what it is taken for."""

    at: int
    unbroken: float  # nothing breaks here
    ended: bool  # then because an article ended
    opening: float  # a text breaks off, an article begins
    closing: float  # an article ends, a text goes on
    turning: float  # a text breaks off, another goes on


def order_lines(
    lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
) -> Sequence[int]:
    """Order the lines of a page as its texts run; most pages are in that order."""
    natural = range(len(lines))
    if any(line.setting is not None for line in lines[:1]):
        return natural
    if not is_broken(lines, shapes):
        return natural
    link = find_breaks(Joints(lines, shapes, knowledge), len(lines))
    return follow_links(len(lines), link) if link else natural


def find_breaks(joints: Joints, size: int) -> Link | None:
    """Find the borders of a page at which texts break off and go on, from the last to the first."""
    borders = [weigh_border(joints, at) for at in range(1, size)]
    tops = [0, *(at for at in range(1, size) if may_top(joints, at, borders[at - 1].unbroken))]
    whole = sum(border.unbroken for border in borders)
    ways = [
        Search(joints, size / number, tops).find(borders)
        for number in COLUMNS
        if LOWEST <= size / number <= HIGHEST
    ]
    best = max(ways, key=lambda way: way.score, default=Way())
    return best.link if best.link and best.score > whole + GAIN else None


def weigh_border(joints: Joints, at: int) -> Border:
    """Weigh what a border may be."""
    joint, article = joints.weigh_joint(at - 1, at), joints.weigh_border(at)
    unbroken = max(joint, article, joints.weigh_heading(at))
    stop = joints.weigh_stop(at - 1)
    return Border(
        at,
        unbroken,
        article == unbroken,
        joints.weigh_beginning(at) + stop + CUT,
        joints.weigh_end(at - 1) + CUT,
        stop + TURN,
    )


def may_top(joints: Joints, at: int, unbroken: float) -> bool:
    """Tell whether a text may begin at a line, under its headline or without one."""
    return max(joints.weigh_border(at), joints.weigh_heading(at)) > unbroken - 2


class Search:
    """A search for the likeliest way through a page whose columns are `height` lines high."""

    def __init__(self, joints: Joints, height: float, tops: Sequence[int]) -> None:
        self.joints = joints
        self.height = height
        self.tops = tops
        self.heads: dict[Run, tuple[int, ...]] = {}

    def find(self, borders: Sequence[Border]) -> Way:
        """Find the likeliest way."""
        ways: Ways = {State(): Way()}
        for border in borders:
            if border.unbroken > SURE and not border.ended:
                ways = {s: Way(w.score + border.unbroken, w.link) for s, w in ways.items()}
            else:
                ways = self.pass_border(ways, border)
        return max(
            (Way(way.score + LOST * len(state.waiting), way.link) for state, way in ways.items()),
            key=lambda way: way.score,
        )

    def pass_border(self, ways: Ways, border: Border) -> Ways:
        """Go on from each way in each way that the border allows; keep the likeliest."""
        fresh: Ways = {}
        least = max(way.score for way in ways.values()) + border.unbroken - BEHIND
        for state, way in ways.items():
            for new, score, link in self.list_steps(state, way, border, least):
                if score >= least and (new not in fresh or fresh[new].score < score):
                    fresh[new] = Way(score, link)
        if len(fresh) <= BEAM:
            return fresh
        return dict(nlargest(BEAM, fresh.items(), key=lambda item: item[1].score))

    def list_steps(
        self, state: State, way: Way, border: Border, least: float
    ) -> list[tuple[State, float, Link | None]]:
        """List how a way may go on at a border."""
        waiting, top, length = state
        score, link = way
        at = border.at
        if waiting and at - waiting[0].last > FARTHEST * self.height:
            waiting, score = waiting[1:], score + LOST
        equal = weigh_lengths(at - top, length)
        ended = border.ended and length
        kept = State(waiting, top, 0 if ended else length)
        steps = [(kept, score + border.unbroken + (equal if ended else 0.0), link)]
        run = Run(top, at - 1)
        if score + equal + border.opening >= least and len(waiting) < PENDING:
            opened = Link(link, at, -1, stops=True)
            steps.append((State((*waiting, run), at), score + equal + border.opening, opened))
        if waiting and score + JOINED >= least:
            last = waiting[0].last
            first = self.find_top(waiting[0], at)
            score += equal + self.joints.weigh_joint(last, at)
            score += weigh_shift((at - first) / self.height)
            closed, turned = Link(link, at, last, stops=False), Link(link, at, last, stops=True)
            length = last - first + 1
            steps.append((State(waiting[1:], at, length), score + border.closing, closed))
            turning = State((*waiting[1:], run), at, length)
            steps.append((turning, score + border.turning, turned))
        return steps

    def find_top(self, run: Run, at: int) -> int:
        """Find where the text of a run begins: where it is a column's height away, if anywhere."""
        heads = self.heads.get(run)
        if heads is None:
            inside = self.tops[bisect(self.tops, run.first) : bisect(self.tops, run.last)]
            heads = self.heads[run] = (run.first, *inside)
        return min(heads, key=lambda head: abs(at - head - self.height))


def weigh_lengths(one: int, other: int) -> float:
    """Weigh that a text has so many lines in one column, and so many in the one before."""
    return EQUAL[min(abs(one - other), len(EQUAL) - 1)] if other else 0.0


def weigh_shift(shift: float) -> float:
    """Weigh that a text goes on so many columns' heights after it began."""
    away = (shift - 1) / SPREAD
    return log(0.5 / SPREAD * exp(-away * away / 2) + STRAY)


def follow_links(size: int, link: Link | None) -> list[int]:
    """Write the runs one after the other, each where the one stopped that it goes on."""
    goes_on: dict[int, int] = {}
    starts = {0, size}
    while link is not None:
        starts.add(link.at)
        if link.source >= 0:
            goes_on[link.source] = link.at
        link = link.before
    edges = sorted(starts)
    ends = dict(pairwise(edges))
    targets = set(goes_on.values())
    order: list[int] = []
    for start in edges[:-1]:
        run = None if start in targets else start
        while run is not None:
            order.extend(range(run, ends[run]))
            run = goes_on.get(ends[run] - 1)
    return order
