"""Turtle as one reads it: a block of text a record, blocks and lines in a fixed order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph.iris import FOLDERS, VOCABULARIES, prefixes, term

TYPE = term("rdf:type")
# Predicates in the order in which a record is read; those not listed follow by name.
ORDER = tuple(
    term(name)
    for name in (
        "rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel", "dcterms:identifier",
        "rdf:subject", "rdf:predicate", "rdf:object", "kg:role", "kg:about", "kg:metric",
        "kg:value", "kg:unit", "kg:unitText", "kg:valueText", "kg:qualifier", "kg:change",
        "kg:speaker", "kg:text", "kg:direct", "kg:status", "kg:period",
        "prov:wasDerivedFrom", "kg:antecedent", "prov:wasQuotedFrom", "oa:hasSelector",
        "oa:hasSource", "oa:start", "oa:end", "oa:exact",
        "schema:headline", "schema:datePublished", "schema:isPartOf",
    )
)  # fmt: skip
RANK = {predicate: rank for rank, predicate in enumerate(ORDER)}
LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
XSD = VOCABULARIES["xsd"]
BARE = {
    f"{XSD}integer": re.compile(r"[+-]?\d+"),
    f"{XSD}decimal": re.compile(r"[+-]?\d*\.\d+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


Node = NamedNode | BlankNode | Literal | Triple
Record = tuple[Node, list[tuple[NamedNode, Node]]]


def write_turtle(quads: Sequence[Quad], base: str) -> str:
    """Write the default graph of `quads` as Turtle; other graphs are left out.

    Blocks come kind by kind (agencies first, then what they did, then the sentences) and by IRI.
    """
    spaces = prefixes(base)
    names = {namespace: prefix for prefix, namespace in spaces.items()}
    blocks = [write_block(subject, pairs, names) for subject, pairs in group_records(quads, base)]
    text = "\n".join(blocks)
    head = [f"@prefix {p}: <{space}> ." for p, space in spaces.items() if f"{p}:" in text]
    return "\n".join((*head, "", text))


def group_records(quads: Sequence[Quad], base: str) -> Iterator[Record]:
    """Group the default graph by subject, both records and what they say in reading order."""
    here, records = DefaultGraph(), dict[Node, set[tuple[NamedNode, Node]]]()
    for quad in quads:
        if quad.graph_name == here:
            records.setdefault(quad.subject, set()).add((quad.predicate, quad.object))
    for subject in sorted(records, key=lambda node: (rank_subject(node, base), str(node))):
        yield subject, sorted(records[subject], key=rank_pair)


def rank_pair(pair: tuple[NamedNode, Node]) -> tuple[int, str, str]:
    """Rank what a record says: by ORDER, then by the predicate's and the object's text."""
    predicate, value = pair
    return RANK.get(predicate, len(RANK)), predicate.value, str(value)


def rank_subject(subject: Node, base: str) -> int:
    """Rank a record by the folder it stands in, in the order of FOLDERS; any other comes last."""
    if not isinstance(subject, NamedNode) or not subject.value.startswith(base):
        return len(FOLDERS)
    folder = subject.value.removeprefix(base).partition("/")[0]
    return FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS)


def write_block(
    subject: Node, pairs: Iterable[tuple[NamedNode, Node]], names: Mapping[str, str]
) -> str:
    """Write one record, a line for each predicate."""
    lines = []
    for predicate, group in groupby(pairs, key=lambda pair: pair[0]):
        verb = "a" if predicate == TYPE else write_term(predicate, names)
        lines.append(f"{verb} {', '.join(write_term(value, names) for _, value in group)}")
    return write_term(subject, names) + " " + " ;\n    ".join(lines) + " .\n"


def shorten(node: NamedNode, names: Mapping[str, str]) -> str | None:
    """Write an IRI with its prefix, None where it has none or its name needs escapes."""
    cut = max(node.value.rfind("/"), node.value.rfind("#")) + 1
    space, local = node.value[:cut], node.value[cut:]
    return f"{names[space]}:{local}" if space in names and LOCAL.fullmatch(local) else None


def write_term(node: Node, names: Mapping[str, str]) -> str:
    """Write an IRI by its prefix where it can be, a literal bare where Turtle allows it."""
    if isinstance(node, NamedNode):
        return shorten(node, names) or str(node)
    if not isinstance(node, Literal):
        return str(node)
    text = f'"{node.value.translate(ESCAPES)}"'
    if node.language:
        return f"{text}@{node.language}"
    kind = node.datatype.value
    if (form := BARE.get(kind)) and form.fullmatch(node.value):
        return node.value
    return text if kind == f"{XSD}string" else f"{text}^^{write_term(node.datatype, names)}"
