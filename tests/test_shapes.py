"""A good graph passes the check; broken in any one way, it does not."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.errors import InputError
from kg.graph.iris import term
from kg.graph.literals import chinese, decimal, plain, whole
from kg.graph.proofs import Violation, check_proofs
from kg.graph.rdf import describe
from kg.graph.store import fill_store
from kg.graph.validate import SH, check_graph, check_shapes, to_rdflib
from kg.know.knowledge import Knowledge
from kg.model import Build

Quads = tuple[Quad, ...]
Fault = Callable[[Quads], Iterable[Quad]]
Value = NamedNode | Literal
TYPE = term("rdf:type")


@pytest.fixture(scope="module")
def quads(small_build: Build, knowledge: Knowledge) -> Quads:
    return describe(small_build, knowledge)


def load(quads: Iterable[Quad], knowledge: Knowledge) -> Store:
    store = Store()
    fill_store(store, tuple(quads), knowledge.root / "kg.ttl")
    return store


def nodes(quads: Quads, kind: str) -> list[NamedNode]:
    found = [q.subject for q in quads if q.predicate == TYPE and q.object == term(kind)]
    return [node for node in found if isinstance(node, NamedNode)]


def of(quads: Quads, node: object, predicate: str) -> list[Quad]:
    return [q for q in quads if q.subject == node and q.predicate == term(predicate)]


def claim(quads: Quads, relation: str) -> NamedNode:
    return next(
        c for c in nodes(quads, "kg:Claim")
        if of(quads, c, "rdf:predicate")[0].object == term(relation)
    )  # fmt: skip


def named(quads: Quads, label: str) -> NamedNode:
    found = (q.subject for q in quads if q.object == chinese(label))
    return next(node for node in found if isinstance(node, NamedNode) and "metric" not in str(node))


def drop(kind: str, predicate: str) -> Fault:
    """Take what `predicate` says away from the first thing of a kind that has it."""

    def fault(quads: Quads) -> Quads:
        gone = next(f for n in nodes(quads, kind) if (f := of(quads, n, predicate)))
        return tuple(quad for quad in quads if quad not in gone)

    return fault


def change(kind: str, predicate: str, value: Value) -> Fault:
    """Say another thing by `predicate` of the first thing of a kind that has it."""

    def fault(quads: Quads) -> Quads:
        gone = next(f for n in nodes(quads, kind) if (f := of(quads, n, predicate)))
        kept = (quad for quad in quads if quad not in gone)
        return (*kept, Quad(gone[0].subject, gone[0].predicate, value, DefaultGraph()))

    return fault


def add(kind: str, predicate: str, value: Value) -> Fault:
    """Say one thing more of the first thing of a kind."""
    return lambda quads: (*quads, Quad(nodes(quads, kind)[0], term(predicate), value))


def reverse_claim(relation: str) -> Fault:
    """Exchange subject and object of a claim, and of its direct triple."""

    def fault(quads: Quads) -> Iterable[Quad]:
        node = claim(quads, relation)
        for q in quads:
            ends = {
                term("rdf:subject"): term("rdf:object"),
                term("rdf:object"): term("rdf:subject"),
            }
            if q.subject == node and q.predicate in ends:
                yield Quad(q.subject, ends[q.predicate], q.object)
            elif q.predicate == term(relation) and isinstance(q.object, NamedNode):
                yield Quad(q.object, q.predicate, q.subject)
            else:
                yield q

    return fault


def direct(subject: str, relation: str, value: str) -> Fault:
    """Add a direct triple that no claim stands behind."""
    return lambda quads: (
        *quads,
        Quad(named(quads, subject), term(relation), named(quads, value)),
    )


def no_direct(quads: Quads) -> Iterable[Quad]:
    return (q for q in quads if q.predicate != term("kg:organizes"))


def literal_object(quads: Quads) -> Iterable[Quad]:
    """Make a claim of a relation between entities end in words."""
    node = claim(quads, "kg:builds")
    for q in quads:
        is_end = q.subject == node and q.predicate == term("rdf:object")
        yield Quad(node, q.predicate, chinese("水厂")) if is_end else q


RELATIONS: dict[str, tuple[Fault, str]] = {
    "wrong domain": (reverse_claim("kg:organizes"), "主体的类不在 开展 的定义域内"),
    "wrong range": (reverse_claim("kg:worksFor"), "客体的类不在 任职于 的值域内"),
    "words where an entity belongs": (literal_object, "客体的类不在 建设 的值域内"),
    "direct triple without a claim": (
        direct("江城市水务局", "kg:builds", "蓝湾水厂"), "建设 的直接三元组没有已实现的论断"),
    "done claim without direct triple": (no_direct, "已实现的 开展 论断没有直接三元组"),
}  # fmt: skip
SHAPES: dict[str, tuple[Fault, str]] = {
    "claim without evidence": (drop("kg:Claim", "prov:wasDerivedFrom"), "须有所依据的句子"),
    "claim without subject": (drop("kg:Claim", "rdf:subject"), "须有一个主体"),
    "claim without relation": (drop("kg:Claim", "rdf:predicate"), "须有一种关系"),
    "claim without object": (drop("kg:Claim", "rdf:object"), "须有一个客体"),
    "claim without status": (drop("kg:Claim", "kg:status"), "论断的状态"),
    "claim of a figure's status": (
        change("kg:Claim", "kg:status", term("kg:Target")), "论断的状态"),
    "claim without confidence": (drop("kg:Claim", "kg:confidence"), "置信度"),
    "confidence above one": (change("kg:Claim", "kg:confidence", decimal(Decimal(2))), "置信度"),
    "claim without rule": (drop("kg:Claim", "prov:wasAttributedTo"), "由哪条规则"),
    "undeclared relation": (
        change("kg:Claim", "rdf:predicate", term("kg:likes")), "没有在本体里声明"),
    "evidence that is no sentence": (
        change("kg:Claim", "prov:wasDerivedFrom", term("kg:Actual")), "须有所依据的句子"),
    "figure without subject": (drop("kg:Observation", "kg:about"), "数字须有一个主体"),
    "figure without value": (drop("kg:Observation", "kg:value"), "须有一个数值"),
    "figure whose value is words": (
        change("kg:Observation", "kg:value", plain("很多")), "须有一个数值"),
    "figure without its words": (drop("kg:Observation", "kg:valueText"), "须有原文"),
    "figure without metric": (drop("kg:Observation", "kg:metric"), "须有一项指标"),
    "figure of unknown qualifier": (
        change("kg:Observation", "kg:qualifier", plain("?")), "限定须是"),
    "figure without evidence": (drop("kg:Observation", "prov:wasDerivedFrom"), "须有所依据的句子"),
    "figure of two periods": (add("kg:Observation", "kg:period", plain("2029")), "只能有一个时间"),
    "quotation without speaker": (drop("kg:Quotation", "kg:speaker"), "须有说话人"),
    "quotation without words": (drop("kg:Quotation", "kg:text"), "须有所说的话"),
    "quotation without place": (drop("kg:Quotation", "oa:hasSelector"), "须指明所在的位置"),
    "sentence without article": (drop("kg:Sentence", "oa:hasSource"), "须出自一篇文章"),
    "sentence without words": (drop("kg:Sentence", "oa:exact"), "证据须有原文"),
    "sentence that ends before it starts": (
        change("kg:Sentence", "oa:end", whole(0)), "起点须是"),
    "entity without name": (drop("kg:Agency", "rdfs:label"), "须有一个中文名称"),
    "entity of two names": (add("kg:Agency", "rdfs:label", chinese("水利局")), "须有一个中文名称"),
    "entity of two kinds": (add("kg:Agency", "rdf:type", term("kg:Company")), "不止一类"),
    "metric without name": (drop("kg:Metric", "skos:prefLabel"), "指标须有名称"),
    "article on no page": (drop("kg:Article", "schema:isPartOf"), "须在一个版面上"),
    "page without fingerprint": (drop("kg:Page", "kg:sha256"), "须有文本指纹"),
}  # fmt: skip
PROOFS: dict[str, tuple[Fault, str]] = {
    "subject that the sentence does not name": (
        lambda quads: (
            q if q.object != chinese("江城市水务局") and q.object != chinese("水务局")
            else Quad(q.subject, q.predicate, chinese("江城市教育局")) for q in quads),
        "“江城市教育局”不在所依据的句子里"),
    "figure that the sentence does not give": (
        change("kg:Observation", "kg:valueText", chinese("999公里")), "“999公里”不在"),
    "product that the sentence does not name": (
        lambda quads: (
            q if q.object != chinese("糕点") else Quad(q.subject, q.predicate, chinese("面包"))
            for q in quads), "“面包”不在"),
    "post that the sentence does not name": (
        add("kg:Claim", "kg:role", chinese("皇帝")), "“皇帝”不在"),
    "name elsewhere that is not given": (
        lambda quads: (q for q in quads if q.predicate != term("kg:antecedent")), "没有指明"),
    "quotation of other words": (change("kg:Quotation", "kg:text", chinese("别的话")), "不一致"),
    "sentence that is not as long as it says": (
        change("kg:Sentence", "oa:end", whole(999)), "长度"),
}  # fmt: skip


def texts(found: Iterable[Violation]) -> str:
    return "\n".join(violation.text for violation in found)


def test_good_graph_passes(quads: Quads, knowledge: Knowledge) -> None:
    assert check_graph(load(quads, knowledge), knowledge.root) == ()


@pytest.mark.parametrize("name", RELATIONS | SHAPES)
def test_fault_of_shape_is_found(name: str, quads: Quads, knowledge: Knowledge) -> None:
    fault, reason = (RELATIONS | SHAPES)[name]
    found = check_shapes(load(fault(quads), knowledge), knowledge.root / "shapes.ttl")

    assert reason in texts(found)


@pytest.mark.parametrize("name", PROOFS)
def test_fault_of_proof_is_found(name: str, quads: Quads, knowledge: Knowledge) -> None:
    fault, reason = PROOFS[name]

    assert reason in texts(check_proofs(load(fault(quads), knowledge)))


@pytest.mark.parametrize("name", [None, "wrong domain", "direct triple without a claim"])
def test_pyshacl_finds_the_same_by_the_same_constraints(
    name: str | None, quads: Quads, knowledge: Knowledge
) -> None:
    """What the check runs on the store itself is what SHACL's reference makes of the shapes."""
    import pyshacl  # noqa: PLC0415
    import rdflib  # noqa: PLC0415

    fault = RELATIONS[name][0] if name else (lambda quads: quads)
    store = load(fault(quads), knowledge)
    shapes = knowledge.root / "shapes.ttl"
    _, report, _ = pyshacl.validate(to_rdflib(store), shacl_graph=rdflib.Graph().parse(shapes))
    assert isinstance(report, rdflib.Graph)
    value, kind = rdflib.URIRef(f"{SH}value"), rdflib.URIRef(f"{SH}sourceConstraintComponent")
    by_sparql = rdflib.URIRef(f"{SH}SPARQLConstraintComponent")
    wrong = {str(report.value(result, value)) for result in report.subjects(kind, by_sparql)}

    ours = {v.node for v in check_shapes(store, shapes)}
    assert wrong <= ours
    assert bool(wrong) == (name is not None)


def test_broken_shapes_are_refused(quads: Quads, knowledge: Knowledge, tmp_path: Path) -> None:
    store, path = load(quads, knowledge), tmp_path / "shapes.ttl"
    with pytest.raises(InputError, match="没有这个文件"):
        check_shapes(store, path)
    path.write_text("kg:x a\n")
    with pytest.raises(InputError, match=r"shapes\.ttl:1: 不是合法的 Turtle"):
        check_shapes(store, path)
