"""A build as a networkx graph, for layout and graph algorithms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from kg.model import Build, EntityId

if TYPE_CHECKING:
    from kg.know.schema import Schema

    # A node is an EntityId.  types-networkx is generic, networkx at run time is not.
    Network = nx.MultiDiGraph[EntityId]

# A hub has at least this many neighbours, and this many times the average: provinces and cities
# that pull a picture together.
HUB_NEIGHBOURS, HUB_TIMES = 8, 4


def make_network(build: Build, schema: Schema) -> Network:
    """Make a directed multigraph: a node an entity, an edge a claim between two entities.

    Nodes and edges come in the order of `build`.  A node has `kind`, `label`, `aliases`, `degree`
    (claims it stands in) and `figures` (observations of it); an edge has as key the index of its
    claim in `build.claims`, and `property`, `label` (Chinese), `status`, `confidence`, `article`.
    Claims whose object is plain text are no edges.
    """
    network: Network = nx.MultiDiGraph()
    for entity in build.entities:
        network.add_node(
            entity.id, kind=entity.kind, label=entity.name, aliases=entity.aliases, figures=0
        )
    for index, claim in enumerate(build.claims):
        target = EntityId(claim.object)
        if target in network:
            network.add_edge(
                claim.subject,
                target,
                key=index,
                property=claim.property,
                label=schema.properties[claim.property].label,
                status=claim.status,
                confidence=claim.confidence,
                article=claim.evidence.sentence.article,
            )
    for observation in build.observations:
        network.nodes[observation.subject]["figures"] += 1
    for node, degree in network.degree():
        network.nodes[node]["degree"] = degree
    return network


def find_hubs(network: Network) -> tuple[EntityId, ...]:
    """Find the entities with by far the most neighbours, most first; ties by id."""
    neighbours = {node: len(set(nx.all_neighbors(network, node))) for node in network}
    linked = [count for count in neighbours.values() if count]
    floor = max(HUB_NEIGHBOURS, HUB_TIMES * sum(linked) / max(1, len(linked)))
    hubs = [node for node, count in neighbours.items() if count >= floor]
    return tuple(sorted(hubs, key=lambda node: (-neighbours[node], node)))
