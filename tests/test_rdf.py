"""A build as RDF, and RDF as files."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import InputError, StoreError
from kg.graph.export import EXPORTERS, export
from kg.graph.iris import BASE, Minter, prefixes, safe, term
from kg.graph.literals import amount, day, decimal
from kg.graph.rdf import describe
from kg.graph.store import FORMATS
from kg.graph.turtle import write_turtle
from kg.know.knowledge import Knowledge
from kg.model import Build


@pytest.fixture(scope="module")
def quads(small_build: Build, knowledge: Knowledge) -> tuple[Quad, ...]:
    return describe(small_build, knowledge)


def entity(build: Build, name: str) -> NamedNode:
    return next(Minter().entity(e) for e in build.entities if name in (e.name, *e.aliases))


def test_only_what_is_done_is_a_direct_triple(quads: tuple[Quad, ...], small_build: Build) -> None:
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    bureau = entity(small_build, "江城市水务局")
    campaign = entity(small_build, "“护河”专项行动")
    plant, firm = entity(small_build, "蓝湾水厂"), entity(small_build, "蓝湾食品公司")

    assert (bureau, term("kg:organizes"), campaign) in triples
    assert not any(s == bureau and p == term("kg:builds") for s, p, _ in triples), "planned"
    assert not any(s == firm and p == term("kg:receives") for s, p, _ in triples), "negated"
    assert any(p == term("rdf:object") and o == plant for _, p, o in triples)
    assert (firm, term("kg:produces"), Literal("糕点", language="zh")) in triples


def test_every_fact_has_a_sentence_that_says_what_the_article_says(
    quads: tuple[Quad, ...], small_build: Build
) -> None:
    texts = {Minter().article(x.article.id): x.article.text for x in small_build.extracts}
    said = {(q.subject, q.predicate): q.object for q in quads}
    facts = {q.subject for q in quads if q.predicate == term("kg:confidence")}

    assert len(facts) == len(small_build.claims) + 2 + 1
    for fact in facts:
        sentence = said[fact, term("prov:wasDerivedFrom")]
        assert isinstance(sentence, NamedNode)
        source, start, end, exact = (
            said[sentence, term(f"oa:{name}")] for name in ("hasSource", "start", "end", "exact")
        )
        assert isinstance(source, NamedNode)
        assert isinstance(start, Literal)
        assert isinstance(end, Literal)
        assert texts[source][int(start.value) : int(end.value)] == getattr(exact, "value", None)


def test_observation_keeps_its_words_and_its_unit(
    quads: tuple[Quad, ...], small_build: Build
) -> None:
    found = {
        q.subject: q for q in quads if q.predicate == term("kg:value") and "12" in str(q.object)
    }
    said = {(q.subject, q.predicate): q.object for q in quads}
    money = next(s for s, q in found.items() if q.object == amount(Decimal(120_000_000)))

    assert said[money, term("kg:about")] == entity(small_build, "江城市水务局")
    assert said[money, term("kg:valueText")] == Literal("1.2亿元", language="zh")
    assert said[money, term("kg:unit")] == term("qunit:CCY_CNY")
    assert said[money, term("kg:status")] == term("kg:Target")
    assert said[money, term("kg:qualifier")] == Literal(">")
    period = said[money, term("kg:period")]
    assert period == NamedNode(f"{BASE}period/i-2031-01--2031-03")
    assert (period, term("time:hasBeginning")) in said


def test_no_blank_nodes_and_all_in_the_default_graph(quads: tuple[Quad, ...]) -> None:
    assert not any(isinstance(x, BlankNode) for q in quads for x in (q.subject, q.object))
    assert {str(q.graph_name) for q in quads} == {"DEFAULT"}
    assert len(set(quads)) == len(quads)
    assert list(quads) == sorted(quads, key=str)


def test_every_predicate_is_declared(quads: tuple[Quad, ...], knowledge: Knowledge) -> None:
    ontology = Store()
    ontology.load(path=str(knowledge.root / "kg.ttl"), format=RdfFormat.TURTLE)
    declared = {quad.subject for quad in ontology}
    own = {q.predicate for q in quads} | {
        q.object for q in quads if q.predicate == term("rdf:type")
    }

    assert {x for x in own if str(x).startswith(f"<{BASE}ontology#")} <= declared


def test_base_is_a_setting(small_build: Build, knowledge: Knowledge) -> None:
    base = "https://example.org/news/"
    text = write_turtle(describe(small_build, knowledge, base), base)

    assert "agency: <https://example.org/news/agency/>" in text
    assert "kg: <https://w3id.org/baopu/ontology#>" in text


def test_store_gives_back_what_was_put_in(quads: tuple[Quad, ...]) -> None:
    store = Store()
    store.bulk_extend(quads)

    assert sorted(map(str, store)) == list(map(str, quads))


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_files_hold_the_same_graph_and_the_same_bytes(
    suffix: str, quads: tuple[Quad, ...], tmp_path: Path
) -> None:
    path, again = tmp_path / f"g{suffix}", tmp_path / f"h{suffix}"
    export(quads, path)
    export(tuple(reversed(quads)), again)
    store = Store()
    store.load(path=str(path), format=FORMATS[suffix])

    assert sorted(map(str, store)) == list(map(str, quads))
    assert path.read_bytes() == again.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, again.name]


def test_turtle_is_a_block_a_record(quads: tuple[Quad, ...]) -> None:
    text = write_turtle(quads, BASE)
    blocks = text.split("\n\n")[1:]

    assert len(blocks) == len({q.subject for q in quads})
    assert blocks[0].splitlines()[0].startswith("agency:a-jiangchengshishuiwuju-")
    assert '    rdfs:label "江城市水务局"@zh ;' in text
    assert '    kg:valueText "1.2亿元"@zh ;' in text
    assert "    kg:value 120000000 ;" in text


@pytest.mark.parametrize("words", ['a"b', "a\\b", "a\nb", "a\tb", "𠮷", "'''", "\x0c\x08"])
def test_turtle_escapes_what_must_be(words: str) -> None:
    quad = Quad(NamedNode(f"{BASE}x/1"), term("rdfs:label"), Literal(words, language="zh"))
    store = Store()
    store.load(input=write_turtle([quad], BASE).encode(), format=RdfFormat.TURTLE)

    assert list(store) == [quad]


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.graph.export import export\n"
        "from pyoxigraph import parse, RdfFormat, Quad\n"
        "q=[Quad(*t.triple) for t in parse(path=sys.argv[1], format=RdfFormat.TURTLE)]\n"
        "[export(q, Path(sys.argv[2]) / f'g{s}') for s in ('.ttl','.nq','.jsonld','.rdf','.trig')]"
    )
    root = Path(__file__).parents[1]
    for seed in "12":
        subprocess.run(
            [sys.executable, "-c", code, str(root / "ontology/kg.ttl"), str(tmp_path / seed)],
            check=True,
            cwd=root,
            env={"PYTHONHASHSEED": seed},
        )
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


def test_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.xlsx.*\.ttl"):
        export((), tmp_path / "g.xlsx")


def test_unwritable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="写不了"):
        export((), tmp_path / "file" / "g.ttl")


@pytest.mark.parametrize(
    ("number", "written"),
    [("33.0", "33"), ("0.90", "0.9"), ("1200", "1200"), ("-0.50", "-0.5"), ("0", "0")],
)
def test_numbers_are_canonical(number: str, written: str) -> None:
    assert amount(Decimal(number)).value == written
    assert decimal(Decimal(number)).value == written


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2031", "gYear"), ("2031-05", "gYearMonth"), ("2031-05-02", "date"), ("五月", "string")],
)
def test_dates_keep_their_precision(text: str, kind: str) -> None:
    assert day(text).datatype == term(f"xsd:{kind}")


@pytest.mark.parametrize("name", ["江城日报 2031-05-02", "a b", "x-", "a%b", "报纸"])
def test_any_file_name_makes_a_safe_iri(name: str) -> None:
    assert safe(name).isascii()
    assert safe(name) != safe(f"{name}二")
    assert safe("000_6bb-1") == "000_6bb-1"
    assert "page" in prefixes()
