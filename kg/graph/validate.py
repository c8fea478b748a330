"""Does a graph have the shape that ontology/shapes.ttl asks for; and is each fact proven.

The shapes are SHACL, and pySHACL is the reference.  Their SPARQL constraints are run on the
store: pySHACL evaluates them by rdflib, 20 s for 6,000 triples where the store takes 0.1 s.
tests/test_shapes.py holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from kg.graph.iris import KG
from kg.graph.proofs import Violation, check_proofs
from kg.graph.query import run_query
from kg.know.schema import load_turtle

if TYPE_CHECKING:
    import rdflib

EVERY = 100_000_000
SH = "http://www.w3.org/ns/shacl#"
LABELS = """
SELECT ?term ?label WHERE { ?term rdfs:label ?label ; rdfs:isDefinedBy ?any .
  FILTER(LANG(?label) = "zh") }"""
CONSTRAINTS = f"""
PREFIX sh: <{SH}>
SELECT ?select ?message WHERE {{
  ?shape sh:sparql ?constraint . ?constraint sh:select ?select ; sh:message ?message }}
ORDER BY ?message"""


def check_graph(store: Store, ontology: Path) -> tuple[Violation, ...]:
    """Find all that is wrong with a graph, sorted; empty if it is good."""
    shapes = ontology / "shapes.ttl"
    return tuple(sorted({*check_shapes(store, shapes), *check_proofs(store)}))


def check_shapes(store: Store, shapes: Path) -> tuple[Violation, ...]:
    """Find what in a graph is not as the SHACL file `shapes` asks.

    Raises:
        InputError: the file cannot be read or is no Turtle.
    """
    wanted = load_turtle(shapes)  # before pySHACL, which does not say the line
    return tuple(sorted({*check_core(store, shapes), *check_constraints(store, wanted)}))


def check_constraints(store: Store, shapes: Store) -> Iterator[Violation]:
    """Run the SPARQL constraints of the shapes, for all relations at once."""
    labels = {str(row["term"]): str(row["label"]) for row in run_query(store, LABELS, EVERY)}
    for constraint in run_query(shapes, CONSTRAINTS):
        for row in run_query(store, str(constraint["select"]), EVERY):
            name = labels.get(str(row["this"]), str(row["this"]).removeprefix(KG))
            yield Violation(str(row["value"]), str(constraint["message"]).replace("{$this}", name))


def check_core(store: Store, shapes: Path) -> Iterator[Violation]:
    """Check a graph with pySHACL against all of the shapes but their SPARQL constraints."""
    import pyshacl  # noqa: PLC0415 - half a second that only this check needs
    import rdflib  # noqa: PLC0415

    sh = rdflib.Namespace(SH)
    wanted = rdflib.Graph().parse(shapes)
    wanted.remove((None, sh.sparql, None))
    _, report, _ = pyshacl.validate(to_rdflib(store), shacl_graph=wanted)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(report)
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        focus = report.value(result, sh.focusNode)
        message = report.value(result, sh.resultMessage)
        yield Violation(str(focus), str(message))


def to_rdflib(store: Store) -> rdflib.Graph:
    """Give all triples of a store, the ontology too, as one graph of rdflib."""
    import rdflib  # noqa: PLC0415

    lines = "\n".join(sorted({f"{quad.triple} ." for quad in store}))
    return rdflib.Graph().parse(data=lines, format="nt")
