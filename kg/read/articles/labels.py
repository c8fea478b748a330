"""Decide what each line of a page is: one decision for the page, the cheapest of all ways."""

from collections.abc import Sequence

from kg.read.articles.affinities import Surroundings
from kg.read.articles.borders import names_first, weigh_borders
from kg.read.articles.costs import COSTS
from kg.read.articles.edges import weigh_edges
from kg.read.articles.lines import Line
from kg.read.articles.looks import weigh_looks
from kg.read.articles.shapes import Shape
from kg.read.articles.steps import is_headless, list_steps, sum_terms
from kg.read.articles.traits import list_traits

FORBIDDEN = float("inf")


def label_lines(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[str, ...]:
    """Give each line its state; the whole of them is the cheapest way through the page."""
    if not lines:
        return ()
    traits = list_traits(lines, shapes)
    around = Surroundings(lines, first=names_first(traits))
    sums = sum_terms(weigh_borders(lines, traits, around), len(lines))
    costs, was = {"": 0.0}, {"": ""}
    back: list[dict[str, str]] = []
    firsts, others = (edge.tolist() for edge in weigh_edges(traits))
    looks = map(weigh_looks, lines, shapes, zip(firsts, others, strict=True))
    for emit, terms in zip(looks, sums, strict=True):
        now: dict[str, float] = {}
        here: dict[str, str] = {}
        came: dict[str, str] = {}
        for state, name, label, steps in list_steps("".join(emit), tuple(costs)):
            ways = [costs[old] + cost + terms[number] for old, cost, number in steps]
            best = min(ways)
            came[state] = was[steps[ways.index(best)].old]
            best += emit[label]
            if best < now.get(name, FORBIDDEN):
                now[name], here[name] = best, state
        costs, was = now, here
        back.append(came)
    return trace(costs, was, back)


def trace(
    costs: dict[str, float], was: dict[str, str], back: list[dict[str, str]]
) -> tuple[str, ...]:
    """Go back the cheapest way from the page's end."""
    ends = {
        state: cost
        + (COSTS.headless if is_headless(state) else COSTS.bodiless if state == "FT" else 0.0)
        for state, cost in costs.items()
    }
    state = was[min(sorted(ends), key=ends.__getitem__)]
    way = []
    for came in reversed(back):
        way.append(state)
        state = came[state]
    return tuple(reversed(way))
