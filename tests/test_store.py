"""The store on disk, and what a notebook does with an open graph."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import InputError, KgError, QueryError, StoreError
from kg.graph.graphs import Graph, open_graph
from kg.graph.rdf import describe
from kg.graph.store import ONTOLOGY, open_store, read_quads, write_store
from kg.know.knowledge import Knowledge
from kg.model import Build


@pytest.fixture(scope="module")
def out(small_build: Build, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    ontology = knowledge.root / "kg.ttl"
    write_store(describe(small_build, knowledge), folder / "store", ontology)
    return folder


@pytest.fixture
def graph(out: Path) -> Graph:
    return open_graph(out)


def test_store_holds_the_facts_and_beside_them_the_ontology(
    out: Path, small_build: Build, knowledge: Knowledge
) -> None:
    store = open_store(out, knowledge.root / "kg.ttl")

    assert read_quads(store) == describe(small_build, knowledge)
    assert any(quad.graph_name == ONTOLOGY for quad in store)


def test_store_may_be_opened_twice_and_not_written(out: Path, graph: Graph) -> None:
    other = open_graph(out / "store")

    assert len(other) == len(graph) > 100
    with pytest.raises(RuntimeError):
        other.store.clear()


def test_writing_again_replaces_the_store(knowledge: Knowledge, tmp_path: Path) -> None:
    ontology = knowledge.root / "kg.ttl"
    store = open_store(ontology, ontology)
    facts = read_quads(store)
    write_store(facts, tmp_path / "store", ontology)
    write_store(facts[:5], tmp_path / "store", ontology)

    assert len(read_quads(open_store(tmp_path, ontology))) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["store"], "nothing is left lying about"


def test_failed_write_leaves_the_old_store(
    out: Path, graph: Graph, knowledge: Knowledge, tmp_path: Path
) -> None:
    ontology = knowledge.root / "kg.ttl"
    write_store(read_quads(graph.store), tmp_path / "store", ontology)
    with pytest.raises(StoreError):
        write_store((), tmp_path / "store", tmp_path / "missing.ttl")

    assert len(open_graph(tmp_path)) == len(graph)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    assert out.exists()


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".jsonld"])
def test_file_opens_like_a_store(graph: Graph, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    graph.export(path)
    read = open_graph(path)

    assert len(read) == len(graph)
    assert [e.label for e in read.entities("企业")] == ["蓝湾食品公司"]


def damage(folder: Path) -> Path:
    Store(str(folder / "store")).flush()
    (folder / "store" / "CURRENT").write_bytes(b"nonsense")
    return folder


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("make", "kind", "reason"),
    [
        (lambda p: p / "none", StoreError, "没有这个图谱；先用 kg build"),
        (lambda p: p, StoreError, "这里没有图谱；先用 kg build"),
        (damage, StoreError, "已损坏"),
        (lambda p: write(p / "g.txt", "x"), InputError, "不认识这种格式"),
        (lambda p: write(p / "g.ttl", "<a:a> <a:b> <a:c> .\nx"), InputError, r"g\.ttl:2: 内容有误"),
    ],
)
def test_what_is_no_graph_is_refused(
    make: object, kind: type[KgError], reason: str, tmp_path: Path
) -> None:
    assert callable(make)
    with pytest.raises(kind, match=reason):
        open_graph(make(tmp_path))


def test_graph_gives_entities_networks_and_rdflib(graph: Graph, small_build: Build) -> None:
    network = graph.network()
    labels = {name: data["label"] for name, data in network.nodes(data=True)}

    assert len(graph.entities()) == len(network) == len(small_build.entities)
    assert sorted(labels.values()) == sorted(e.name for e in small_build.entities)
    assert network.number_of_edges() == len(small_build.claims) - 1, "糕点 is no entity"
    assert {d["status"] for *_, d in network.edges(data=True)} == {"已实现", "计划", "否定"}
    assert len(graph.rdflib()) == len(graph)


@pytest.mark.parametrize(
    "name", ["江城市水务局", "水务局", "护河", "“护河”", "护河专项行动", "食品公司", "江城市水务"]
)
def test_entity_is_found_by_any_of_its_names(name: str, graph: Graph) -> None:
    assert len(graph.find(name)) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("蓝湾", "不止一个.*蓝湾水厂"),
        ("江城巿水务司", "没有.*相近的有：江城市水务局"),
    ],
)
def test_unknown_name_is_refused_with_near_ones(name: str, reason: str, graph: Graph) -> None:
    with pytest.raises(QueryError, match=reason):
        graph.find(name)
