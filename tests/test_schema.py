"""ontology/kg.ttl: complete, in two languages, and its loader's errors."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.know.schema import KG, LABEL, RDFS, TYPE, read_schema

HEAD = """@prefix kg: <https://w3id.org/baopu/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .
"""
ACTORS = {"Agency", "Company", "Organization", "Person", "Place", "Facility"}


@pytest.fixture(scope="module")
def ontology(knowledge: Knowledge) -> Store:
    store = Store()
    store.load(path=str(knowledge.root / "kg.ttl"), format=RdfFormat.TURTLE)
    return store


def test_classes_and_relations_are_those_of_the_annotation_guide(knowledge: Knowledge) -> None:
    schema = knowledge.schema

    assert set(schema.classes) == ACTORS | {"Campaign", "Event", "Project", "Policy", "Honour"}
    assert schema.classes["Agency"] == "机构"
    assert len(schema.properties) == 17
    assert schema.properties["organizes"].domain == ACTORS
    assert schema.properties["organizes"].range == {"Campaign", "Event"}
    assert schema.properties["produces"].range == frozenset()
    assert schema.properties["worksFor"].label == "任职于"


def test_every_term_has_label_and_comment_in_both_languages(ontology: Store) -> None:
    terms = {q.subject for q in ontology if str(q.subject).startswith(f"<{KG}")}

    assert len(terms) > 50
    for name in ("label", "comment"):
        for node in terms:
            found = ontology.quads_for_pattern(node, NamedNode(RDFS + name), None)
            languages = {q.object.language for q in found if isinstance(q.object, Literal)}
            assert languages == {"zh", "en"}, (node, name)


def test_ontology_has_no_blank_nodes_and_imports_nothing(ontology: Store) -> None:
    assert not any(isinstance(x, BlankNode) for q in ontology for x in (q.subject, q.object))
    imports = NamedNode("http://www.w3.org/2002/07/owl#imports")
    assert not list(ontology.quads_for_pattern(None, imports, None))


def test_ontology_says_its_version_and_licence(ontology: Store) -> None:
    node = NamedNode(KG.removesuffix("#"))
    said = {q.predicate.value.rpartition("#")[2].rpartition("/")[2] for q in
            ontology.quads_for_pattern(node, None, None)}  # fmt: skip

    assert {"title", "description", "license", "versionInfo", "versionIRI", "created"} <= said
    assert list(ontology.quads_for_pattern(node, TYPE, None))
    assert LABEL.value.endswith("label")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("kg:A kg:b\n", 5, "不是合法的 Turtle"),
        ("", None, "没有声明任何实体类"),
        (
            """kg:A rdfs:subClassOf kg:Entity .

kg:likes a owl:ObjectProperty ; schema:domainIncludes kg:A ; schema:rangeIncludes kg:B .
""",
            7,
            "未声明的类：B",
        ),
    ],
)
def test_broken_ontology_is_refused_with_its_line(
    text: str, line: int | None, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "kg.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        read_schema(path)

    assert caught.value.path == path
    assert caught.value.line in ({line} if line != 5 else {5, 6})


def test_missing_ontology_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有这个文件"):
        read_schema(tmp_path / "kg.ttl")
