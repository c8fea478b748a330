"""`kg query`: SPARQL."""

from argparse import Namespace

from kg.arguments import read_query
from kg.commands.terminals import DONE, give_rows, say
from kg.errors import QueryError
from kg.graph.graphs import open_graph

QUERY_SECONDS = 60  # nobody waits longer at a terminal; Python has graph.query(…, seconds=…)


def run_query(given: Namespace) -> int:
    """Run `kg query`."""
    if (given.sparql is None) == (given.file is None):
        raise QueryError("请给出一条 SPARQL，或用 -f 给出一个文件")
    text = given.sparql if given.file is None else read_query(given.file)
    answer = open_graph(given.graph).query(text, seconds=QUERY_SECONDS)
    give_rows(answer.columns, answer.rows, given.format)
    if answer.more:
        say(f"只显示了前 {len(answer.rows)} 行；加上 LIMIT 和 OFFSET 可以分段取")
    return DONE
