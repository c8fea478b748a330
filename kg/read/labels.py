"""Decide what each line of a page is: one decision for the page, the cheapest of all ways."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.know.words import dictionary
from kg.read.affinities import Surroundings
from kg.read.lines import Line
from kg.read.shapes import NO_START, OPEN_PAIRS, Shape

# A state is where an article stands and what the line is.  F: its headline came first.
# L: it began without one, which may come last.  M: so did it, and a byline came first.
# O: no article is open.  T headline, Y byline, A first line of an article, P of a paragraph,
# C a line that goes on, S sub-heading, N of the page.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "ON": ("", "ON", "LT", "MT"),
    "FT": ("", "ON", "FT", "FP", "FC", "FY", "FN", "LA", "LP", "LC", "LT", "MP", "MC", "MT"),
    "FY": ("FT", "FY", "FP", "FC", "FS"),
    "FP": ("FT", "FY", "FP", "FC", "FS"),
    "FC": ("FP", "FC"),
    "FS": ("FP", "FC", "FS", "FY"),
    "FN": ("FP", "FC", "FN"),
    "LA": ("", "ON", "LT", "MT", "FP", "FC", "FY", "FN", "LA", "LP", "LC", "MP", "MC"),
    "LP": ("LA", "LP", "LC", "LS"),
    "LC": ("LA", "LP", "LC"),
    "LS": ("LA", "LP", "LC", "LS"),
    "LT": ("LA", "LP", "LC", "LT"),
    "MY": ("", "ON", "LT", "MT", "FP", "FC", "FN", "LA", "LP", "LC", "MP", "MC", "MY"),
    "MP": ("MY", "MP", "MC", "MS"),
    "MC": ("MP", "MC"),
    "MS": ("MP", "MC", "MS"),
    "MT": ("MP", "MC", "MT"),
}
BODY = {"A", "P", "C"}
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．]"
)
CUT_OFF = frozenset("的了和在是与及对将为从以把被向于或并而且使让到等")
INSIDE = re.compile(r"[。；]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FRONT = frozenset("在对从以当由于将把被")  # what begins a sentence rather than a headline
PARTICLES = frozenset("的了着们之")
LONGEST_TITLE = 46


HEADLESS = 4.0  # an article that has no headline at all
BODILESS = 9.0  # a headline that has no article
TURN = 1.5  # the page sets headlines before texts here and after them there
MORE = 0.4  # a headline, or a byline, has another line
LEAN = 3.0  # a headline whose words all stand on one side of it
ALIEN = 2.5  # a headline whose words its own text has not
HEADED = 1.2  # a headline after a text that ends a sentence
UNSIGNED = 2.0  # a headline after a text that no byline ends
FORBIDDEN = float("inf")


def label_lines(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[str, ...]:
    """Give each line its state; the whole of them is the cheapest way through the page."""
    around = Surroundings(lines, first=names_first(shapes))
    costs: dict[str, float] = {"": 0.0}
    back: list[dict[str, str]] = []
    for at in range(len(lines)):
        emit = weigh_labels(lines, shapes, at)
        edge = weigh_edge(lines, shapes, at, around)
        now: dict[str, float] = {}
        came: dict[str, str] = {}
        for state, label, steps in list_steps("".join(emit)):
            best = FORBIDDEN
            for old, cost, terms in steps:
                if old in costs:
                    way = costs[old] + cost
                    for term in terms:
                        way += edge[term]
                    if way < best:
                        best, came[state] = way, old
            if best < FORBIDDEN:
                now[state] = best + emit[label]
        costs = now
        back.append(came)
    return trace(costs, back)


def trace(costs: dict[str, float], back: list[dict[str, str]]) -> tuple[str, ...]:
    """Go back the cheapest way from the page's end."""
    if not back:
        return ()
    ends = {
        state: cost + (HEADLESS if is_headless(state) else BODILESS if state == "FT" else 0.0)
        for state, cost in costs.items()
    }
    state = min(sorted(ends), key=ends.__getitem__)
    way = []
    for came in reversed(back):
        way.append(state)
        state = came[state]
    return tuple(reversed(way))


def is_headless(state: str) -> bool:
    """Tell whether an article that ends in a state has no headline."""
    return state[:1] in {"L", "M"} and state[1] != "T"


class Edge(NamedTuple):
    """What the border before a line costs, by what it is taken for."""

    goes_on: float = 0.0  # the line goes on where the one before stopped
    paragraph: float = 0.0  # a paragraph of the same article begins
    article: float = 0.0  # another article begins, without a headline before it
    headed: float = 0.0  # another article begins, with its headline
    opening: float = 0.0  # how little the line reads as an article's first
    ending: float = 0.0  # an article ends, and its headline follows
    signed: float = 0.0  # that article bears no byline
    seam: float = 0.0  # lines that seem to run on are parted
    strange: float = 0.0  # the text speaks of something else than the one before
    head: float = 0.0  # a headline belongs to what precedes, not to what follows
    foot: float = 0.0  # and the other way round


Step = tuple[str, float, tuple[int, ...]]


@cache
def list_steps(labels: str) -> tuple[tuple[str, str, tuple[Step, ...]], ...]:
    """List the states of lines with one of these labels, and the steps that lead to each."""
    steps = []
    for state, before in FOLLOWS.items():
        label = "P" if state[1] in BODY else state[1]
        if label in labels:
            steps.append((state, label, tuple(weigh_step(old, state) for old in before)))
    return tuple(steps)


def weigh_step(old: str, new: str) -> Step:
    """Say what a step from one state to the next costs, and which costs of the border it adds."""
    terms = name_terms(old, new)
    cost = 0.0
    if begins_article(old, new) and is_headless(old):
        cost += HEADLESS
    if old[1:] == new[1:] == "T" and old[0] != new[0]:
        cost += TURN
    elif old[1:] in {"T", "Y"} and new[1] == old[1]:
        cost += MORE
    return old, cost, tuple(Edge._fields.index(term) for term in terms)


def begins_article(old: str, new: str) -> bool:
    """Tell whether a line in the state `new` begins an article after one in the state `old`."""
    return new == "LA" or (new in {"FT", "MY"} and old != new)


def name_terms(old: str, new: str) -> list[str]:
    """Name the costs of a border that a step adds up."""
    label, was = new[1], old[1:]
    after_text = was in BODY
    terms: list[str] = []
    if begins_article(old, new):
        if after_text or was == "Y":
            terms.append("headed" if label == "T" else "article")
        terms += ["opening"] if label == "A" else []
        terms += ["seam"] if was == "T" and label != "T" else []
    elif label == "T" and after_text:
        terms += ["ending", "signed"] if new[0] == "L" else ["ending"]
    elif label == "C":
        terms.append("goes_on")
    elif label in "PS" or new == "FY":
        terms += ["paragraph"] if after_text else ["strange"] if was == "S" else []
        terms += ["seam"] if was in {"T", "S"} else []
    elif label == "N" and after_text:
        terms.append("paragraph")
    if label == "T":
        terms.append("head" if new[0] == "F" else "foot")
    return terms


def weigh_labels(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> dict[str, float]:
    """Weigh what a line may be by its own looks; what is not named it cannot be."""
    line, shape = lines[at], shapes[at]
    text = line.text
    if line.down:
        return {"P": 12.0, "T": -4.0}
    emit = {"P": 0.0}
    if shape.byline is not None and not shape.closed:
        emit["Y"] = -2.5
        emit["P"] = 3.0
    if shape.wide:
        emit["P"] += 2.0
    if not may_head(text, shape):
        return emit
    cost = weigh_title(text, shape, line)
    emit["T"] = cost
    numbered = NUMBERED.match(text) is not None
    emit["S"] = max(0.0, cost) + (0.3 if numbered else 2.2) + (2.0 if len(text) > 26 else 0.0)
    emit["T"] += 4.0 if numbered else 0.0
    emit["N"] = 0.5 if line.overprinted else 3.0 + len(text) / 20
    if line.overprinted:
        emit["T"] += 3.0
        emit["P"] += 3.0
    return emit


def may_head(text: str, shape: Shape) -> bool:
    """Tell whether a line may be a headline or sub-heading at all."""
    return not (
        len(text) > LONGEST_TITLE
        or shape.closed
        or shape.lead
        or len(text) < 3
        or text[0] in NO_START
        or text[-1] in "，、；,;。"
        or INSIDE.search(text)
        or text.count("，") > 1
        or not CHINESE.search(text)
        or any(text.count(one) != text.count(other) for one, other in OPEN_PAIRS)
    )


def weigh_title(text: str, shape: Shape, line: Line) -> float:
    """Weigh how little a line looks like a headline."""
    cost = 0.0
    if shape.column:
        fits = -2.6 <= shape.width - shape.column <= 1.1
        cost += 1.8 if fits else -0.8 if shape.wide else 0.0
        cost += 3.0 if len(line.spaces) - len(line.loose) > 2 else 0.0
        cost += -0.4 if shape.short and len(text) >= 6 else 0.0
    else:
        cost -= 1.0
    cost += 1.0 * text.count("，")
    cost += 2.0 * shape.incipit
    cost += 2.5 if text[-1] in CUT_OFF else 0.0
    cost += 2.0 if text[0] in FRONT else 0.0
    cost += 1.0 if len(text) < 6 else 0.0
    cost += 3.0 if shape.byline is not None else 0.0
    cost += -0.5 if line.loose and len(text) > 9 else 0.0
    return cost


def weigh_edge(
    lines: Sequence[Line], shapes: Sequence[Shape], at: int, around: Surroundings
) -> Edge:
    """Weigh the border before a line."""
    shape, text = shapes[at], lines[at].text
    opening = -1.5 * shape.incipit + (5.0 if text[0] in NO_START else 0.0)
    head = foot = 0.0
    if may_head(text, shape) or lines[at].down:
        head, foot = weigh_sides(*around.shares(at))
    if not at:
        return Edge(opening=opening, head=head, foot=foot)
    before, old = shapes[at - 1], lines[at - 1].text
    goes_on, paragraph = weigh_joint(lines, shapes, at)
    article = headed = strange = 0.0
    if not before.closed:
        breach = (
            around.breach(at) if before.final or lacks(before) or may_head(text, shape) else 0.0
        )
        article = 3.5 - breach if before.final else 4.5 - 1.5 * breach
        strange = max(0.0, 3.0 * breach)
        if not before.final and lacks(before) and text[0] not in NO_START:
            paragraph += max(0.0, 3.0 * breach)
            goes_on += max(0.0, 4.0 * breach) if not crosses(old, text) else 0.0
        named = -1.0 if announces(shapes, at) else 1.5 if around.first else 0.0
        article += named
        headed = HEADED - 1.2 * breach + named if before.final else article
    signed = 0.0 if before.closed else UNSIGNED
    seam = weigh_seam(lines, shapes, at)
    ending = 0.0 if before.closed else paragraph
    return Edge(
        goes_on, paragraph, article, headed, opening, ending, signed, seam, strange, head, foot
    )


def weigh_joint(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> tuple[float, float]:
    """Weigh that a line goes on the sentence before it, and that it begins a paragraph."""
    shape, before = shapes[at], shapes[at - 1]
    text, old = lines[at].text, lines[at - 1].text
    wrapped = before.column > 0
    if before.closed or shape.lead:
        return (8.0, 6.0) if before.closed else (8.0, 5.0)
    if text[0] in NO_START or (text[0] in PARTICLES and not before.final):
        return -1.0, 6.0
    if before.final:
        if not wrapped:
            return 4.0, 0.0
        if before.short:
            return 2.5, 0.0
        indented = shape.column - 2.6 <= shape.width <= shape.column - 1.2 and not shape.final
        return (1.2, 0.4) if indented else (0.4, 1.2)
    paragraph = 1.0 if old[-1] in "：:" else 4.0
    goes_on = 0.0
    if lacks(before):
        goes_on = 0.4 if crosses(old, text) else 1.0 if old[-1] in "，、；,;" else 2.2
    if shape.wide and before.column and not before.wide:
        goes_on += 1.0
    goes_on += 1.5 * shape.incipit
    return goes_on, paragraph


def lacks(before: Shape) -> bool:
    """Tell whether nothing but its last words says that a line goes on in the next."""
    return not before.column or before.short


def announces(shapes: Sequence[Shape], at: int) -> bool:
    """Tell whether a byline or a report's opening phrase follows within a headline's length."""
    return any(shape.lead or shape.byline is not None for shape in shapes[at : at + 4])


def names_first(shapes: Sequence[Shape]) -> bool:
    """Tell whether the page names its writers before the text rather than after it."""
    first = sum(shape.lead or shape.byline is not None for shape in shapes)
    return first > sum(shape.closed for shape in shapes)


def weigh_sides(before: float, after: float) -> tuple[float, float]:
    """Weigh that a headline stands over its text, and that it stands under it, by its words."""
    head = LEAN * (before - after) + (ALIEN if after < 0.2 else 0.0)
    foot = LEAN * (after - before) + (ALIEN if before < 0.2 else 0.0)
    return head, foot


def weigh_seam(lines: Sequence[Line], shapes: Sequence[Shape], at: int) -> float:
    """Weigh how much a headline's line and the next read as one running text."""
    shape, before = shapes[at], shapes[at - 1]
    if lines[at - 1].down or shape.lead or before.final:
        return 0.0
    crossing = 1.5 if crosses(lines[at - 1].text, lines[at].text) else 0.0
    crossing += 2.0 if lines[at].text[0] in PARTICLES else 0.0
    if before.column and not before.wide and not before.short:
        return 1.5 + crossing - 1.5 * shape.incipit
    return crossing


def crosses(old: str, new: str) -> bool:
    """Tell whether a word of the dictionary lies across the border of two lines (企 / 业)."""
    words = dictionary()
    return any(
        old[-left:] + new[:right] in words
        for left in (1, 2)
        for right in (1, 2)
        if len(old) >= left and len(new) >= right
    )
