"""`kg ask`: the questions that have a name."""

from argparse import Namespace

from kg.arguments import read_values
from kg.commands.terminals import DONE, give_rows
from kg.graph.graphs import list_questions, open_graph
from kg.know.knowledge import DEFAULT


def run_ask(given: Namespace) -> int:
    """Run `kg ask`."""
    ontology = given.ontology or DEFAULT
    if given.question is None:
        rows = [
            [q.name, " ".join(f"{p.name}=…" for p in q.parameters), q.text]
            for q in list_questions(ontology)
        ]
        give_rows(["问题", "参数", "意思"], rows, given.format)
        return DONE
    answer = open_graph(given.graph, ontology).ask(given.question, **read_values(given.values))
    give_rows(answer.columns, answer.rows, given.format)
    return DONE
