"""A build as a network, and its hubs."""

from dataclasses import replace

import networkx as nx

from kg.graph.networks import HUB_NEIGHBOURS, find_hubs, make_network
from kg.know.knowledge import Knowledge
from kg.model import Build, EntityId


def test_network_has_a_node_an_entity_and_an_edge_a_claim(
    small_build: Build, knowledge: Knowledge
) -> None:
    network = make_network(small_build, knowledge.schema)
    bureau = next(e.id for e in small_build.entities if e.name == "江城市水务局")

    assert list(network) == [entity.id for entity in small_build.entities]
    assert network.nodes[bureau]["kind"] == "Agency"
    assert network.nodes[bureau]["degree"] == 4
    assert network.nodes[bureau]["figures"] == 1
    edges = {key: data for *_, key, data in network.edges(keys=True, data=True)}
    words = {i for i, claim in enumerate(small_build.claims) if claim.object == "糕点"}
    assert set(edges) == set(range(len(small_build.claims))) - words
    assert {data["label"] for data in edges.values()} >= {"开展", "任职于"}
    assert {data["status"] for data in edges.values()} == {"actual", "planned", "negated"}


def test_only_what_stands_out_is_a_hub(small_build: Build, knowledge: Knowledge) -> None:
    network = make_network(small_build, knowledge.schema)
    assert find_hubs(network) == ()

    centre = EntityId("centre")
    star: nx.MultiDiGraph[EntityId] = nx.MultiDiGraph(
        [(centre, EntityId(f"n{i}")) for i in range(HUB_NEIGHBOURS * 2)]
    )
    assert find_hubs(star) == (centre,)


def test_empty_build_gives_an_empty_network(small_build: Build, knowledge: Knowledge) -> None:
    empty = replace(small_build, entities=(), claims=(), observations=(), quotations=())
    network = make_network(empty, knowledge.schema)

    assert len(network) == 0
    assert find_hubs(network) == ()
