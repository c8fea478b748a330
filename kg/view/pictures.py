"""What of a build is drawn, and how: nodes with size, community and place, links between them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.graph.networks import find_hubs, make_network
from kg.know.schema import Schema
from kg.model import Build, Claim, Entity, EntityId
from kg.view.positions import Box, place_nodes

MANY = 1500  # above it a browser's canvas gets slow and a person sees a ball of wool
SHOWN = 300  # of many, the most connected are drawn
NAMED = 15  # characters of a name that are drawn


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as it is drawn: `size` is its radius, `community` a number, -1 for none."""

    entity: Entity
    degree: int
    size: float
    community: int
    hub: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Link:
    """All relations between two nodes in one direction; `claims` are indices in the build's."""

    source: int
    target: int
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn of a build; `total` counts the entities that it has."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    total: int


def draw_picture(build: Build, schema: Schema) -> Picture:
    """Choose what of `build` is drawn, and place it.  Same build, same picture.

    Of the graph's hubs only places count here: what belongs to a province or a county says
    little, but the park or the campaign that an article is about holds its part together.
    """
    entities = choose_entities(build)
    index = {entity.id: i for i, entity in enumerate(entities)}
    links = join_claims(build.claims, index)
    degrees = count_links(links, len(entities))
    pulling = set(find_hubs(make_network(build, schema)))
    hubs = frozenset(i for i, e in enumerate(entities) if e.kind == "Place" and e.id in pulling)
    graph = weave(links, degrees, hubs)
    sizes = [round(11 + 4.6 * degree**0.62, 1) for degree in degrees]
    communities = find_communities(graph, hubs)
    places = place_nodes(
        graph, {i: measure_box(e.name, sizes[i], degrees[i]) for i, e in enumerate(entities)}
    )
    nodes = tuple(
        Node(entity, degrees[i], sizes[i], communities.get(i, -1), i in hubs, *places[i])
        for i, entity in enumerate(entities)
    )
    return Picture(nodes, links, len(build.entities))


def choose_entities(build: Build) -> tuple[Entity, ...]:
    """Take all entities, or the most connected where they are MANY; by kind and name."""
    entities = build.entities
    if len(entities) > MANY:
        ends: Counter[str] = Counter()
        for claim in build.claims:
            ends.update((claim.subject, claim.object))
        entities = tuple(sorted(entities, key=lambda e: (-ends[e.id], e.kind, e.name, e.id)))
        entities = entities[:SHOWN]
    return tuple(sorted(entities, key=lambda e: (e.kind, e.name, e.id)))


def join_claims(claims: Sequence[Claim], index: Mapping[EntityId, int]) -> tuple[Link, ...]:
    """Make one link of all claims from one node to another; text values make none."""
    joined: dict[tuple[int, int], list[int]] = {}
    for number, claim in enumerate(claims):
        source, target = index.get(claim.subject), index.get(EntityId(claim.object))
        if source is not None and target is not None and source != target:
            joined.setdefault((source, target), []).append(number)
    return tuple(Link(s, t, tuple(numbers)) for (s, t), numbers in sorted(joined.items()))


def count_links(links: Sequence[Link], size: int) -> list[int]:
    """Count the links at each node."""
    degrees = [0] * size
    for link in links:
        degrees[link.source] += 1
        degrees[link.target] += 1
    return degrees


def weave(links: Sequence[Link], degrees: Sequence[int], hubs: frozenset[int]) -> "nx.Graph[int]":
    """Make the graph that is laid out; an edge is longer the more its ends have to hold."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(degrees)))
    for link in links:
        ends = sorted((degrees[link.source], degrees[link.target]))
        length = 1.0 + 0.05 * ends[0] + 0.075 * ends[1]
        if hubs & {link.source, link.target}:
            length = max(3.2, length)
        graph.add_edge(link.source, link.target, length=length, weight=1 / length)
    return graph


def find_communities(graph: "nx.Graph[int]", hubs: frozenset[int]) -> dict[int, int]:
    """Number the communities of the graph without its hubs; 0 is the largest."""
    inner = graph.subgraph(node for node in graph if node not in hubs and graph.degree(node))
    found = nx.community.louvain_communities(inner, weight="weight", seed=1)
    ordered = sorted((sorted(nodes) for nodes in found), key=lambda nodes: (-len(nodes), nodes))
    return {node: number for number, nodes in enumerate(ordered) for node in nodes}


def measure_box(name: str, size: float, degree: int) -> Box:
    """Measure the room that a node and the label below it take."""
    letter, line = (15.0, 40.0) if degree >= 5 else (12.0, 26.0)
    return max(2 * size + 20, letter * min(len(name), NAMED)) + 10, 2 * size + line
