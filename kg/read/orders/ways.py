"""Search for the likeliest way through the borders between the lines of a page.

Texts that run side by side down a page keep their order in every column: whichever stopped first
goes on first.  So it is enough to decide at which borders a text breaks off or goes on.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from kg.know.arrays import STEPS
from kg.know.words import crosses
from kg.read.orders.joints import Joints

BEHIND = 12.0  # a way that is so much less likely is given up
JOINED = 7.0  # as much as a joint can make good
LOST = -4.0  # a text that broke off never goes on
PENDING = 8  # texts that wait at most
EQUAL = (2.0, 1.0, 0.4, -0.5, -0.8, -1.0, -1.2, -1.5)  # a text's columns differ by so many lines
SPREAD, STRAY = 0.08, 0.12  # of a column's height; how often it says nothing
ALIKE, UNLIKE, UNHEADED, CROSSED, UNCROSSED = (
    0.7,
    -0.3,
    -3.0,
    1.8,
    -0.8,
)  # headlines over two columns, by their lines
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
    head: int = 0  # lines of its headline that stand over what goes on here
    top: int = 0  # where the text begins that goes on here


# How much likelier a way through the page is than one without breaks, and its breaks.
Way = tuple[float, Link | None]
# Where a way has come to: what broke off and has not gone on; the first line since the last
# break; the lines of the run that goes on there, 0 where none does.
State = tuple[tuple[Run, ...], int, int]
Ways = dict[State, Way]


class Going(NamedTuple):
    """What it costs that a text goes on, under so many lines of its headline."""

    head: int
    closing: float  # an article ends
    turning: float  # a text breaks off


class Border(NamedTuple):
    """What a border costs more than if nothing breaks there, by what it is taken for."""

    at: int
    ended: bool  # if nothing breaks, then because an article ended
    opening: float  # a text breaks off, an article begins
    goings: tuple[Going, ...]  # a text goes on


class Search:
    """A search for the likeliest way through a page whose columns are `height` lines high."""

    def __init__(self, joints: Joints, height: float, tops: Sequence[int]) -> None:
        self.joints = joints
        self.height = height
        self.tops = tops
        self.sources = defaultdict[tuple[int, int], dict[Run, tuple[float, int]]](dict)

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
        at, ended, opening, goings = border
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
            for going in goings if waiting else ():
                if best + max(going.closing, going.turning) + JOINED >= least:
                    steps += self.go_on((waiting, top, length), (best, link), at, going)
        for new, weight, link in steps:
            if new not in fresh or fresh[new][0] < weight:
                fresh[new] = weight, link
        return fresh

    def go_on(
        self, state: State, way: Way, at: int, going: Going
    ) -> Iterator[tuple[State, float, Link]]:
        """Let the text that broke off first go on at a border."""
        (run, *rest), top, _ = state
        score, link = way
        joint, first = self.weigh_source(run, at, going.head)
        score += joint
        begun = first if going.head else first + self.joints.heads[first]
        length = run.last - begun + 1
        closed = Link(link, at, run.last, stops=False, head=going.head, top=first)
        yield (tuple(rest), at, length), score + going.closing, closed
        now = (*rest, Run(top, at - 1))
        yield (now, at, length), score + going.turning, closed._replace(stops=True)

    def weigh_source(self, run: Run, at: int, head: int) -> tuple[float, int]:
        """Weigh that the text of a run goes on at a line, and find where it begins."""
        known = self.sources[at, head]
        found = known.get(run)
        if found is None:
            first = self.find_top(run, at)
            while head and first > run.first and self.joints.heads[first - 1]:
                first -= 1
            joint = self.joints.weigh_joint(run.last, at + head)
            joint += weigh_shift((at - first) / self.height)
            joint += self.weigh_heads(first, at, head) if head else 0.0
            found = known[run] = joint, first
        return found

    def weigh_heads(self, first: int, at: int, head: int) -> float:
        """Weigh that the lines over a text are parts of its headline."""
        lines, known = self.joints.lines, self.joints.heads[first]
        if not known:
            return UNHEADED
        alike = ALIKE if known == head else UNLIKE
        rows = ((lines[first + row].text, lines[at + row].text) for row in range(min(known, head)))
        return alike + (CROSSED if any(crosses(*row) for row in rows) else UNCROSSED)

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
    weight = log(0.5 / SPREAD * exp(-away * away / 2) + STRAY)
    return round(weight * STEPS) / STEPS
