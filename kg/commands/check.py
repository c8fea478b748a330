"""`kg check`: shapes, and the proof of every fact."""

from argparse import Namespace
from dataclasses import asdict

from kg.commands.terminals import BELOW, DONE, give, give_json, say
from kg.graph.graphs import open_graph
from kg.graph.validate import check_graph
from kg.know.knowledge import DEFAULT


def run_check(given: Namespace) -> int:
    """Run `kg check`."""
    ontology = given.ontology or DEFAULT
    graph = open_graph(given.graph, ontology)
    found = check_graph(graph.store, ontology)
    if given.json:
        give_json([asdict(violation) for violation in found])
    elif found:
        give("".join(f"{fault.node}\t{fault.text}\n" for fault in found))
    say(f"发现 {len(found)} 处不合" if found else "没有发现问题：合乎形状，每条事实都有据可查")
    return BELOW if found else DONE
