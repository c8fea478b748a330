"""Decide what each line of a page is: one decision for the page, the cheapest of all ways."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.read.labels.affinities import Surroundings
from kg.read.labels.borders import names_first, weigh_borders
from kg.read.labels.costs import COSTS
from kg.read.labels.edges import weigh_edges
from kg.read.labels.looks import weigh_looks
from kg.read.labels.steps import Stage, Step, is_headless, list_steps, sum_terms
from kg.read.lines.lines import Line
from kg.read.lines.shapes import Shape
from kg.read.lines.traits import list_traits


class Passage(NamedTuple):
    """How a line is passed: what it may be, and what the steps to that cost.

    `costs` are those of the ways to the states before it, `terms` the sums of its border, `looks`
    what it looks like.
    """

    stage: Stage
    costs: Sequence[float]
    terms: Sequence[float]
    looks: Mapping[str, float]

    def weigh(self, steps: Sequence[Step]) -> list[float]:
        """Weigh the ways to the line that end with each of these steps."""
        costs, terms, looks = self.costs, self.terms, self.looks
        return [
            costs[old] + cost + terms[number] + looks[label]
            for old, cost, number, label, _ in steps
        ]


def label_lines(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[str, ...]:
    """Give each line its state; the whole of them is the cheapest way through the page."""
    if not lines:
        return ()
    traits = list_traits(lines, shapes)
    around = Surroundings(lines, first=names_first(traits))
    sums = sum_terms(weigh_borders(lines, traits, around), len(lines))
    edges = zip(*(edge.tolist() for edge in weigh_edges(traits)), strict=True)
    costs: list[float] = [0.0]
    live: tuple[str, ...] = ("",)
    passed: list[Passage] = []
    for looks, terms in zip(map(weigh_looks, lines, shapes, edges), sums, strict=True):
        stage = list_steps("".join(looks), live)
        passed.append(Passage(stage, costs, terms, looks))
        ways = passed[-1].weigh(stage.steps)
        costs, live = [min(ways[first:last]) for first, last in stage.spans], stage.names
    return trace(choose_end(costs, live), passed)


def choose_end(costs: Sequence[float], live: Sequence[str]) -> int:
    """Choose the state in which the page ends, by its place."""
    ends = [
        cost + (COSTS.headless if is_headless(name) else COSTS.bodiless if name == "FT" else 0.0)
        for name, cost in zip(live, costs, strict=True)
    ]
    return min(range(len(ends)), key=lambda place: (ends[place], live[place]))


def trace(place: int, passed: Sequence[Passage]) -> tuple[str, ...]:
    """Go back the cheapest way from the page's end."""
    states: list[str] = []
    for passage in reversed(passed):
        first, last = passage.stage.spans[place]
        steps = passage.stage.steps[first:last]
        ways = passage.weigh(steps)
        step = steps[ways.index(min(ways))]
        states.append(step.state)
        place = step.old
    return tuple(reversed(states))
