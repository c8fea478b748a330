"""`kg show`: all that is known of one thing."""

from argparse import Namespace
from dataclasses import asdict

from kg.commands.terminals import DONE, give, give_json, measure_width, takes_color
from kg.graph.graphs import open_graph
from kg.view.cards import describe_entity_card, find_cards


def run_show(given: Namespace) -> int:
    """Run `kg show`."""
    graph = open_graph(given.graph)
    if given.json:
        give_json([asdict(card) for card in find_cards(graph.store, given.name)])
        return DONE
    color = takes_color()
    give(describe_entity_card(graph.store, given.name, measure_width(), color=color))
    return DONE
