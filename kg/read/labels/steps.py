"""What may follow what on a page, and what a step from one line to the next costs."""

from functools import cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

import numpy as np

from kg.read.labels.costs import COSTS
from kg.read.lines.traits import Floats

# A state is where an article stands and what the line is.  F: its headline came first.
# L: it began without one, which may come last.  M: so did it, and a byline came first.
# O: no article is open.  T headline, Y byline, A first line of an article, P of a paragraph,
# C a line that goes on, Z byline after the text, S sub-heading, N of the page.
# What may follow A or C is what may follow P, at the same cost: it is written once.
FOLLOWS: dict[str, tuple[str, ...]] = {
    "ON": ("", "ON", "LT", "MT"),
    "FT": ("", "ON", "FT", "FP", "FZ", "FN", "LP", "LT", "MP", "MT"),
    "FY": ("FT", "FY"),
    "FP": ("FT", "FY", "FP", "FS"),
    "FC": ("FP",),
    "FS": ("FP", "FS", "FY"),
    "FZ": ("FP", "FZ"),
    "FN": ("FP", "FN"),
    "LA": ("", "ON", "LT", "MT", "FP", "FZ", "FN", "LP", "MP"),
    "LP": ("LP", "LS"),
    "LC": ("LP",),
    "LS": ("LP", "LS"),
    "LT": ("LP", "LT"),
    "MY": ("", "ON", "LT", "MT", "FP", "FZ", "FN", "LP", "MP", "MY"),
    "MP": ("MY", "MP", "MS"),
    "MC": ("MP",),
    "MS": ("MP", "MS"),
    "MT": ("MP", "MT"),
}
TEXT = {"FC": "FP", "LA": "LP", "LC": "LP", "MC": "MP"}  # what the table writes P for
LOOKS = {"A": "P", "Z": "Y"}  # what looks alike


class Border(NamedTuple):
    """What the borders before lines cost, by what they are taken for."""

    goes_on: Floats | float = 0.0  # the line goes on where the one before stopped
    paragraph: Floats | float = 0.0  # a paragraph of the same article begins
    article: Floats | float = 0.0  # another article begins, without a headline before it
    headed: Floats | float = 0.0  # another article begins, with its headline
    opening: Floats | float = 0.0  # how little the line reads as an article's first
    ending: Floats | float = 0.0  # an article ends, and its headline follows
    signed: Floats | float = 0.0  # that article bears no byline
    seam: Floats | float = 0.0  # lines that seem to run on are parted
    strange: Floats | float = 0.0  # the text speaks of something else than the one before
    head: Floats | float = 0.0  # a headline belongs to what precedes, not to what follows
    foot: Floats | float = 0.0  # and the other way round
    parted: Floats | float = 0.0  # what belongs to a headline stands elsewhere than it
    led: Floats | float = 0.0  # 本报讯（记者…） begins a paragraph under a sub-heading


class Step(NamedTuple):
    """A way to a line from the state at the place `old`: its own cost, and what else it costs."""

    old: int
    cost: float
    sum: int  # which of COMBINATIONS
    label: str  # what the line looks like
    state: str


class Stage(NamedTuple):
    """What a line may be: the names of its states, all steps to them, and from-to those of each."""

    names: tuple[str, ...]
    steps: tuple[Step, ...]
    spans: tuple[tuple[int, int], ...]


@cache
def list_steps(labels: str, live: tuple[str, ...]) -> Stage:
    """List the states of a line with one of these labels, and the steps there from `live`."""
    named: dict[str, list[Step]] = {}
    for state, before in FOLLOWS.items():
        label = LOOKS.get(state[1], state[1])
        if label not in labels:
            continue
        for old in before:
            if old in live:
                step = Step(live.index(old), *weigh_step(old, state), label, state)
                named.setdefault(TEXT.get(state, state), []).append(step)
    ends = list(accumulate(map(len, named.values()), initial=0))
    return Stage(tuple(named), tuple(chain(*named.values())), tuple(pairwise(ends)))


def sum_terms(border: Border, size: int) -> list[list[float]]:
    """Add up the costs of each of so many borders for each of COMBINATIONS."""
    sums = [sum((border[term] for term in terms), np.zeros(size)) for terms in COMBINATIONS]
    rows: list[list[float]] = np.array(sums).T.tolist()
    return rows


def weigh_step(old: str, new: str) -> tuple[float, int]:
    """Say what a step from one state to the next costs, and which costs of the border it adds."""
    cost = 0.0
    if begins_article(old, new) and is_headless(old):
        cost += COSTS.headless
    if old[1:] == new[1:] == "T" and old[0] != new[0]:
        cost += COSTS.turn
    elif old[1:] in {"T", "Y"} and new[1] == old[1]:
        cost += COSTS.more
    return cost, COMBINATIONS.index(find_terms(old, new))


def find_terms(old: str, new: str) -> tuple[int, ...]:
    """Find the places in a Border of the costs that a step adds up."""
    return tuple(Border._fields.index(term) for term in name_terms(old, new))


def begins_article(old: str, new: str) -> bool:
    """Tell whether a line in the state `new` begins an article after one in the state `old`."""
    return new[1] == "A" or (new in {"FT", "MY"} and old != new)


def name_terms(old: str, new: str) -> list[str]:
    """Name the costs of a border that a step adds up."""
    label, was = new[1], old[1:]
    after_text = was == "P"
    terms: list[str] = []
    if begins_article(old, new):
        if after_text or old == "FN":
            terms.append("headed" if label == "T" else "article")
        terms += ["opening"] if label == "A" else []
        terms += ["seam"] if was == "T" and label != "T" else []
    elif label == "T" and after_text:
        terms += ["ending", "signed"] if new[0] == "L" else ["ending"]
    elif label == "C":
        terms.append("goes_on")
    elif label in "PSNZ":
        terms += ["paragraph"] if after_text else ["strange", "led"] if was == "S" else []
        terms += ["seam"] if was in {"T", "S"} else []
    if was in {"T", "Y"} and label != "N" and not begins_article(old, new):
        terms.append("parted")
    if label == "T":
        terms.append("head" if new[0] == "F" else "foot")
    return terms


COMBINATIONS = sorted({find_terms(old, new) for new, before in FOLLOWS.items() for old in before})


def is_headless(state: str) -> bool:
    """Tell whether an article that ends in a state has no headline."""
    return state[:1] in {"L", "M"} and state[1] != "T"
