"""`kg export`: the graph in another format."""

from argparse import Namespace

from kg.commands.terminals import DONE, say
from kg.graph.graphs import open_graph


def run_export(given: Namespace) -> int:
    """Run `kg export`."""
    open_graph(given.graph).export(given.file)
    say(f"已写出 {given.file}")
    return DONE
