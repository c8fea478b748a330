"""Entities of an open store by the names that a user types."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import NamedNode, Store

from kg.errors import QueryError
from kg.graph.literals import chinese
from kg.graph.query import run_query
from kg.resolve.identities import clean_name

EXACT = """
SELECT DISTINCT ?entity $name WHERE {
  ?entity rdfs:label|skos:altLabel $name ; a/rdfs:subClassOf kg:Entity .
} ORDER BY ?entity"""
ALL = """
SELECT ?entity ?kind ?class ?label ?name WHERE {
  ?class rdfs:subClassOf kg:Entity ; rdfs:label ?kind .
  ?entity a ?class ; rdfs:label ?label ; rdfs:label|skos:altLabel ?name .
  FILTER(LANG(?kind) = "zh")
} ORDER BY ?label ?entity ?name"""
EVERY = 10_000_000


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of the graph and its names; `kind` is the Chinese label of its class."""

    iri: str
    kind: str
    label: str
    aliases: tuple[str, ...] = ()


def list_entities(store: Store, kind: str | None = None) -> tuple[Named, ...]:
    """List the entities of a graph by label; only those of `kind` (企业 or Company) if given."""
    found: dict[str, list[str]] = {}
    heads: dict[str, tuple[str, str]] = {}
    for row in run_query(store, ALL, EVERY):
        names = (str(row["kind"]), str(row["class"]).rpartition("#")[2])
        if kind is None or kind in names:
            iri = str(row["entity"])
            heads[iri] = (str(row["kind"]), str(row["label"]))
            found.setdefault(iri, []).append(str(row["name"]))
    return tuple(
        Named(iri, word, label, tuple(name for name in found[iri] if name != label))
        for iri, (word, label) in heads.items()
    )


def find_entities(store: Store, name: str) -> tuple[NamedNode, ...]:
    """Find what bears `name`: as it is written; else without regard to quotation marks.

    Failing both, the one entity whose name contains it.

    Raises:
        QueryError: nothing bears it, or several names contain it; says which come near.
    """
    rows = run_query(store, EXACT, bound={"name": chinese(name)})
    exact = tuple(NamedNode(str(row["entity"])) for row in rows)
    return exact or search_entities(name, list_entities(store))


def search_entities(name: str, entities: Iterable[Named]) -> tuple[NamedNode, ...]:
    """Find what bears `name` among `entities`, spelt another way or in part.

    Raises:
        QueryError: nothing does, or several names contain it.
    """
    wanted = clean_name(name)
    spelt = {
        entity: [clean_name(n) for n in (entity.label, *entity.aliases)] for entity in entities
    }
    same = [entity for entity, names in spelt.items() if wanted in names]
    if same:
        return tuple(NamedNode(entity.iri) for entity in same)
    part = [entity for entity, names in spelt.items() if any(wanted in n for n in names if wanted)]
    if len(part) == 1:
        return (NamedNode(part[0].iri),)
    labels = sorted({entity.label for entity in part or spelt})
    near = labels if part else get_close_matches(name, labels, n=5, cutoff=0.4)
    hint = f"；相近的有：{'、'.join(near[:8])}" if near else ""
    several = "不止一个实体的名称里有" if part else "图谱里没有"
    raise QueryError(f"{several}“{name}”{hint}")
