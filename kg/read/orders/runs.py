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

from kg.know.knowledge import Knowledge
from kg.read.lines.lines import Line, join_lines
from kg.read.lines.shapes import Shape, see_shapes
from kg.read.orders.headlines import gather_headlines
from kg.read.orders.joints import Joints, count_suspects
from kg.read.orders.ways import FARTHEST, JOINED, Border, Going, Link, Search, Way

COLUMNS = range(2, 9)
LOWEST, HIGHEST = 25, 150  # lines of a column
NARROW, BEAM = 60, 400  # ways through the page that are kept, at first and at last
HOPEFUL = 2  # numbers of columns that are looked at again
GAIN = 8.0  # by so much must a page with breaks be likelier than one without (0 or 20 is the same)
# So few texts break off where another begins, or go on where another ended (at -2.0 the F1 of
# articles on 12 made pages falls from .895 to .817), or break off where another goes on (.827).
CUT, TURN = -3.9, -4.3
UNDER = -2.5  # so few go on under another part of their headline
PARTED = -0.03  # by the line; so few pages have headlines part by part over their columns
WORST = 4.0  # no break costs more than that
BREAKS = 0.006  # so many lines seem to follow a break where texts break off (of 32 pages all)
PUZZLING = 0.17  # what borders cost, by the line, where the order of a page puzzles
DOUBT = 8.0  # what a line costs that seems to follow a break
DOUBTFUL = 0.3  # so much cost both together, by the line, where it puzzles too


def order_lines(
    lines: Sequence[Line], shapes: Sequence[Shape], knowledge: Knowledge
) -> tuple[Sequence[Line], Sequence[Shape]]:
    """Order the lines of a page as its texts run; most pages are in that order.

    The parts of a headline's line over several columns are made one line.
    """
    if any(line.setting is not None for line in lines[:1]):
        return lines, shapes
    suspects = count_suspects(lines, shapes) if list_heights(len(lines)) else 0
    if suspects <= BREAKS * len(lines):
        return lines, shapes
    joints = Joints(lines, shapes, knowledge)
    unbroken = [weigh_unbroken(joints, at) for at in range(1, len(lines))]
    puzzle = -sum(weight for weight in unbroken if weight < 0) / len(lines)
    if puzzle < PUZZLING and puzzle + DOUBT * suspects / len(lines) < DOUBTFUL:
        return lines, shapes
    links = list_links(find_breaks(joints, unbroken))
    order = gather_headlines(follow_links(len(lines), links), links, lines, joints.heads)
    ordered = [join_parts([lines[at] for at in part]) for part in order]
    if len(ordered) < len(lines):
        return ordered, see_shapes(ordered, knowledge)
    return ordered, [shapes[at] for (at,) in order]


def join_parts(lines: Sequence[Line]) -> Line:
    """Put the parts of a headline's line end to end."""
    return join_lines(lines) if len(lines) > 1 else lines[0]


def list_links(link: Link | None) -> list[Link]:
    """List the borders of a way, from the first to the last."""
    links = []
    while link is not None:
        links.append(link)
        link = link.before
    return links[::-1]


def list_heights(size: int) -> list[float]:
    """List how high the columns of a page may be, in lines."""
    heights = (size / number for number in COLUMNS)
    return [height for height in heights if LOWEST <= height <= HIGHEST]


def weigh_unbroken(joints: Joints, at: int) -> float:
    """Weigh that nothing breaks at a border."""
    joint = joints.weigh_next(at)
    return max(joint, joints.weigh_border(at), joints.weigh_heading(at))


def find_breaks(joints: Joints, unbroken: Sequence[float]) -> Link | None:
    """Find the borders of a page at which texts break off and go on, from the last to the first.

    A narrow search tells how many columns the page may have, a wide one looks again at those.
    """
    size = len(unbroken) + 1
    borders = weigh_borders(joints, unbroken)
    tops = [0, *(at for at in range(1, size) if may_top(joints, at, unbroken[at - 1]))]
    whole = [
        border._replace(goings=tuple(g for g in border.goings if not g.head)) for border in borders
    ]
    tries = [
        (Search(joints, height, tops), ways, prior)
        for height in list_heights(size)
        for ways, prior in ((whole, 0.0), (borders, PARTED * size))
    ]

    def find(number: int, beam: int) -> Way:
        search, ways, prior = tries[number]
        weight, link = search.find(ways, beam)
        return weight + prior, link

    rough = nlargest(HOPEFUL, range(len(tries)), key=lambda number: find(number, NARROW)[0])
    best = max((find(number, BEAM) for number in rough), key=lambda way: way[0])
    return best[1] if best[0] > GAIN else None


def weigh_borders(joints: Joints, unbroken: Sequence[float]) -> list[Border]:
    """Weigh what those borders may be at which a text may break off or go on."""
    size = len(unbroken) + 1
    borders = [weigh_border(joints, at, unbroken[at - 1]) for at in range(1, size)]
    nearest, farthest = size / max(COLUMNS) * 0.2, min(HIGHEST, size / min(COLUMNS)) * FARTHEST
    stops = [
        b.at for b in borders if max(b.opening, *(g.turning + JOINED for g in b.goings)) > -WORST
    ]
    kept = []
    for border in borders:
        near = stops[bisect(stops, border.at - farthest) : bisect(stops, border.at - nearest)]
        goings = tuple(
            going for going in border.goings if may_go_on(joints, going, border.at, near)
        )
        if border.ended or border.opening > -WORST or goings:
            kept.append(border._replace(goings=goings))
    return kept


def may_go_on(joints: Joints, going: Going, at: int, stops: Sequence[int]) -> bool:
    """Tell whether any of the texts that may have broken off is likely to go on at a border."""
    at += going.head
    reached = max((joints.weigh_joint(stop - 1, at) for stop in stops), default=-99.0)
    return max(going.closing, going.turning) + reached > -WORST


def weigh_border(joints: Joints, at: int, unbroken: float) -> Border:
    """Weigh what a border may be."""
    stop, end = joints.weigh_stop(at - 1), joints.weigh_end(at - 1)
    beginning, head = joints.weigh_beginning(at), joints.heads[at]
    goings = [Going(0, end + CUT - unbroken, stop + TURN - unbroken)]
    if head and at + head < len(joints.lines):
        headed = beginning + UNDER - unbroken
        goings.append(Going(head, headed + end, headed + stop))
    ended = joints.weigh_border(at) == unbroken
    return Border(at, ended, beginning + stop + CUT - unbroken, tuple(goings))


def may_top(joints: Joints, at: int, unbroken: float) -> bool:
    """Tell whether a text may begin at a line, under its headline or without one."""
    return max(joints.weigh_border(at), joints.weigh_heading(at)) > unbroken - 2


def follow_links(size: int, links: Sequence[Link]) -> list[int]:
    """Write the runs one after the other, each where the one stopped that it goes on."""
    goes_on = {link.source: link.at for link in links if link.source >= 0}
    edges = sorted({0, size, *(link.at for link in links)})
    ends = dict(pairwise(edges))
    targets = set(goes_on.values())
    order: list[int] = []
    for start in edges[:-1]:
        run = None if start in targets else start
        while run is not None:
            order.extend(range(run, ends[run]))
            run = goes_on.get(ends[run] - 1)
    return order
