"""An opened graph: what a notebook and the command line work with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.export import export
from kg.graph.names import Named, find_entities, list_entities
from kg.graph.query import ROWS, Answer, run_query
from kg.graph.questions import Question, ask, choose_question, read_questions
from kg.graph.store import open_store, read_quads
from kg.know.knowledge import DEFAULT

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyoxigraph import Store

LINKS = """
SELECT ?claim ?source ?target ?property ?label ?status ?confidence WHERE {
  ?claim rdf:subject ?source ; rdf:predicate ?property ; rdf:object ?target ;
      kg:status ?state ; kg:confidence ?confidence .
  ?target a ?class .
  OPTIONAL { ?property rdfs:label ?label . FILTER(LANG(?label) = "zh") }
  OPTIONAL { ?state rdfs:label ?status . FILTER(LANG(?status) = "zh") }
} ORDER BY ?claim"""
EVERY = 100_000_000


@dataclass(frozen=True, eq=False)
class Graph:
    """A graph that is open to read; `ontology` is the folder that its questions come from."""

    store: Store
    ontology: Path = DEFAULT
    path: Path | None = None

    def query(self, text: str, limit: int = ROWS, seconds: float | None = None) -> Answer:
        """Answer a SPARQL query; the graph's prefixes need no declaration.

        With `seconds` it is stopped after that time, in a process of its own; a graph that was
        not opened from a file or folder has no such limit.
        """
        if seconds is None or self.path is None:
            return run_query(self.store, text, limit)
        from kg.graph.limits import query_within  # noqa: PLC0415 - multiprocessing is heavy

        kg = self.ontology / "kg.ttl"
        return query_within(self.path, text, seconds, limit, ontology=kg)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that one can ask by name."""
        return list_questions(self.ontology)

    def ask(self, question: str, /, **given: str) -> Answer:
        """Answer a named question: graph.ask("谁在哪个园区", 园区="江城产业园")."""
        return ask(self.store, choose_question(self.questions, question), given)

    def entities(self, kind: str | None = None) -> tuple[Named, ...]:
        """List the entities by label, only those of `kind` (企业 or Company) if given."""
        return list_entities(self.store, kind)

    def find(self, name: str) -> tuple[str, ...]:
        """Give the IRIs of what bears a name."""
        return tuple(node.value for node in find_entities(self.store, name))

    def export(self, path: Path | str) -> None:
        """Write the facts to a file; the suffix is the format."""
        export(read_quads(self.store), Path(path))

    def network(self) -> nx.MultiDiGraph[str]:
        """Give the entities and the claims between them as a networkx graph; nodes are IRIs."""
        import networkx as nx  # noqa: PLC0415 - 0.14 s that only this needs

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for entity in self.entities():
            network.add_node(entity.iri, kind=entity.kind, label=entity.label)
        for row in run_query(self.store, LINKS, EVERY):
            source, target, key = (str(row[name]) for name in ("source", "target", "claim"))
            network.add_edge(
                source,
                target,
                key=key,
                property=str(row["property"]).rpartition("#")[2],
                label=row["label"],
                status=row["status"],
                confidence=row["confidence"],
            )
        return network

    def rdflib(self) -> rdflib.Graph:
        """Give the facts as a graph of rdflib."""
        import rdflib  # noqa: PLC0415 - loaded only where a library needs it

        lines = "\n".join(f"{quad.triple} ." for quad in read_quads(self.store))
        return rdflib.Graph().parse(data=lines, format="nt")

    def __len__(self) -> int:
        """Count the facts' triples, without the ontology."""
        return len(read_quads(self.store))


def list_questions(ontology: Path = DEFAULT) -> tuple[Question, ...]:
    """List the questions of an ontology folder, by name.

    Raises:
        InputError: a question's file is broken; names the file and the line.
    """
    return read_questions(ontology / "queries")


def open_graph(path: Path | str = "out", ontology: Path = DEFAULT) -> Graph:
    """Open the graph that `kg build` wrote to `path`, or a file of RDF.

    Raises:
        StoreError: there is no graph, or it is damaged.
        InputError: the file is in no known format or broken.
    """
    return Graph(open_store(Path(path), ontology / "kg.ttl"), ontology, Path(path))
