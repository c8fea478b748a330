"""Search for the likeliest way through the borders between the lines of a page.

Texts that run side by side down a page keep their order in every column: whichever stopped first
goes on first.  So it is enough to decide at which borders a text breaks off or goes on.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from kg.read.articles.joints import Joints

BEHIND = 12.0  # a way that is so much less likely is given up
JOINED = 7.0  # as much as a joint can make good
LOST = -4.0  # a text that broke off never goes on
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


# How much likelier a way through the page is than one without breaks, and its breaks.
Way = tuple[float, Link | None]
# Where a way has come to: what broke off and has not gone on; the first line since the last
# break; the lines of the run that goes on there, 0 where none does.
State = tuple[tuple[Run, ...], int, int]
Ways = dict[State, Way]


class Border(NamedTuple):
    """What a border costs more than if nothing breaks there, by what it is taken for."""

    at: int
    ended: bool  # if nothing breaks, then because an article ended
    opening: float  # a text breaks off, an article begins
    closing: float  # an article ends, a text goes on
    turning: float  # a text breaks off, another goes on


class Search:
    """A search for the likeliest way through a page whose columns are `height` lines high."""

    def __init__(self, joints: Joints, height: float, tops: Sequence[int]) -> None:
        self.joints = joints
        self.height = height
        self.tops = tops
        self.sources = defaultdict[int, dict[Run, tuple[float, int, int]]](dict)

    def find(self, borders: Sequence[Border], beam: int) -> Way:
        """Find the likeliest way."""
        ways: Ways = {((), 0, 0): (0.0, None)}
        for border in borders:
            scores = sorted([score for score, _ in ways.values()], reverse=True)
            least = scores[0] - BEHIND
            if len(scores) > beam:
                least = max(least, scores[beam - 1])
            ways = {state: way for state, way in ways.items() if way[0] >= least}
            ways = self.pass_border(ways, border, least)
        return max(
            ((score + LOST * len(state[0]), link) for state, (score, link) in ways.items()),
            key=lambda way: way[0],
        )

    def pass_border(self, ways: Ways, border: Border, least: float) -> Ways:
        """Go on from each way in each way that the border allows, if it is likely enough."""
        at, ended, opening, closing, turning = border
        joining = least - max(closing, turning) - JOINED
        far = at - FARTHEST * self.height
        fresh: Ways = {}
        steps: list[tuple[State, float, Link | None]] = []
        for state, (score, link) in ways.items():
            waiting, top, length = state
            lost = 0.0
            if waiting and waiting[0].last < far:
                waiting, lost = waiting[1:], LOST
            best = score + lost + (weigh_lengths(at - top, length) if length else 0.0)
            if ended and length:
                steps.append(((waiting, top, 0), best, link))
            else:
                steps.append(((waiting, top, length), score + lost, link))
            if best + opening >= least and len(waiting) < PENDING:
                opened = Link(link, at, -1, stops=True)
                steps.append((((*waiting, Run(top, at - 1)), at, 0), best + opening, opened))
            if waiting and best >= joining:
                joint, length, last = self.weigh_source(waiting[0], at)
                best += joint
                if best + closing >= least:
                    closed = Link(link, at, last, stops=False)
                    steps.append(((waiting[1:], at, length), best + closing, closed))
                if best + turning >= least:
                    turned = Link(link, at, last, stops=True)
                    now = (*waiting[1:], Run(top, at - 1))
                    steps.append(((now, at, length), best + turning, turned))
        for new, weight, link in steps:
            if new not in fresh or fresh[new][0] < weight:
                fresh[new] = weight, link
        return fresh

    def weigh_source(self, run: Run, at: int) -> tuple[float, int, int]:
        """Weigh that the text of a run goes on at a line; count its lines in the run."""
        known = self.sources[at]
        found = known.get(run)
        if found is None:
            first = self.find_top(run, at)
            joint = self.joints.weigh_joint(run.last, at)
            joint += weigh_shift((at - first) / self.height)
            found = known[run] = joint, run.last - first + 1, run.last
        return found

    def find_top(self, run: Run, at: int) -> int:
        """Find where the text of a run begins: where it is a column's height away, if anywhere."""
        wanted = at - self.height
        if wanted <= run.first:
            return run.first
        near = bisect(self.tops, min(wanted, run.last - 1))
        heads = [head for head in self.tops[max(0, near - 1) : near + 1] if head < run.last]
        return min((run.first, *heads), key=lambda head: abs(wanted - head))


def weigh_lengths(one: int, other: int) -> float:
    """Weigh that a text has so many lines in one column, and so many in the one before."""
    return EQUAL[min(abs(one - other), len(EQUAL) - 1)] if other else 0.0


def weigh_shift(shift: float) -> float:
    """Weigh that a text goes on so many columns' heights after it began."""
    away = (shift - 1) / SPREAD
    return log(0.5 / SPREAD * exp(-away * away / 2) + STRAY)
