"""Does each fact stand in its evidence: every name and every number, literally."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Store

from kg.graph.query import run_query

EVERY = 100_000_000
# The names of everything that a fact is about, with the words of its sentence and antecedents.
NAMES = """
SELECT ?fact ?role ?thing ?name WHERE {
  VALUES (?role ?path) {
    ("主体" rdf:subject) ("客体" rdf:object) ("主体" kg:about) ("说话人" kg:speaker) }
  ?fact ?path ?thing .
  ?thing rdfs:label|skos:altLabel ?name .
}"""
TEXTS = """
SELECT ?fact ?role ?text WHERE {
  { ?fact rdf:object ?text . FILTER(isLiteral(?text)) BIND("客体" AS ?role) }
  UNION { ?fact kg:valueText ?text . BIND("数字" AS ?role) }
  UNION { ?fact kg:role ?text . BIND("职务" AS ?role) }
}"""
WORDS = """
SELECT ?fact ?sentence ?words WHERE {
  { ?fact prov:wasDerivedFrom ?span . BIND(true AS ?sentence) }
  UNION { ?fact kg:antecedent ?span . BIND(false AS ?sentence) }
  ?span oa:exact ?words .
}"""
QUOTED = """
SELECT ?fact ?text ?words WHERE { ?fact kg:text ?text ; oa:hasSelector/oa:exact ?words }"""
SPANS = """
SELECT ?span ?start ?end ?words WHERE {
  ?span oa:start ?start ; oa:end ?end ; oa:exact ?words }"""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something wrong in a graph: the node, and in Chinese what is wrong with it."""

    node: str
    text: str


def check_proofs(store: Store) -> tuple[Violation, ...]:
    """Find the facts whose names or numbers do not stand in their sentence or antecedents.

    One name of a thing is enough, the full one or a short one; a number, a product and a post
    must stand in the sentence itself.
    """
    sentences: dict[str, str] = {}
    everywhere: dict[str, list[str]] = {}
    for row in run_query(store, WORDS, EVERY):
        fact, words = str(row["fact"]), str(row["words"])
        everywhere.setdefault(fact, []).append(words)
        if row["sentence"]:
            sentences[fact] = words
    found = {
        *check_names(store, everywhere),
        *check_texts(store, sentences),
        *check_quotations(store),
        *check_spans(store),
    }
    return tuple(sorted(found))


def check_names(store: Store, everywhere: dict[str, list[str]]) -> Iterator[Violation]:
    """Find the facts about a thing of which no name stands in their evidence."""
    names: dict[tuple[str, str, str], list[str]] = {}
    for row in run_query(store, NAMES, EVERY):
        key = (str(row["fact"]), str(row["role"]), str(row["thing"]))
        names.setdefault(key, []).append(str(row["name"]))
    for (fact, role, _), forms in names.items():
        texts = everywhere.get(fact, [])
        if not any(form in text for form in forms for text in texts):
            shown = max(forms, key=lambda form: (len(form), form))
            yield Violation(fact, f"{role}“{shown}”不在所依据的句子里，也没有指明在别处的名称")


def check_texts(store: Store, sentences: dict[str, str]) -> Iterator[Violation]:
    """Find the facts whose number, product or post does not stand in their sentence."""
    for row in run_query(store, TEXTS, EVERY):
        fact, text = str(row["fact"]), str(row["text"])
        if text not in sentences.get(fact, ""):
            yield Violation(fact, f"{row['role']}“{text}”不在所依据的句子里")


def check_quotations(store: Store) -> Iterator[Violation]:
    """Find the quotations whose words are not those of the article."""
    for row in run_query(store, QUOTED, EVERY):
        if row["text"] != row["words"]:
            yield Violation(str(row["fact"]), f"引语“{row['text']}”与原文不一致")


def check_spans(store: Store) -> Iterator[Violation]:
    """Find the stretches of text that are not as long as their offsets say."""
    for row in run_query(store, SPANS, EVERY):
        start, end, words = row["start"], row["end"], str(row["words"])
        if isinstance(start, int) and isinstance(end, int) and end - start != len(words):
            yield Violation(str(row["span"]), f"位置 {start}–{end} 与原文的长度 {len(words)} 不符")
