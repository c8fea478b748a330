"""The Turtle record of each drawn entity: what a reader of a graph's page may copy."""

from pyoxigraph import Quad

from kg.graph.iris import BASE, Minter, prefixes, term
from kg.graph.literals import chinese
from kg.graph.rdf import describe_entity
from kg.graph.turtle import group_records, write_block
from kg.know.knowledge import Knowledge
from kg.model import Build, EntityId
from kg.view.pictures import Picture


def write_records(build: Build, picture: Picture, knowledge: Knowledge) -> list[str]:
    """Write names, kind and direct facts of each drawn entity as Turtle, in the nodes' order.

    What is planned or denied is no direct fact (kg/graph/rdf.py) and not here.
    """
    minter = Minter(BASE)
    nodes = {entity.id: minter.entity(entity) for entity in build.entities}
    drawn = {node.entity.id for node in picture.nodes}
    triples = {
        triple
        for node in picture.nodes
        for triple in describe_entity(node.entity, minter, knowledge)
    }
    quads = [Quad(*triple) for triple in triples]
    for claim in build.claims:
        if claim.subject in drawn and claim.status == "actual":
            value = nodes.get(EntityId(claim.object), chinese(claim.object))
            quads.append(Quad(nodes[claim.subject], term(f"kg:{claim.property}"), value))
    names = {space: prefix for prefix, space in prefixes(BASE).items()}
    records = {
        subject: write_block(subject, pairs, names) for subject, pairs in group_records(quads, BASE)
    }
    return [records[nodes[node.entity.id]] for node in picture.nodes]
