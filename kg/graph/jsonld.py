"""JSON-LD as one reads it: a context of prefixes, an object a record, in a fixed order."""

import json
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.iris import VOCABULARIES, prefixes, term
from kg.graph.turtle import Node, group_records, shorten

Json = str | bool | int | list["Json"] | dict[str, "Json"]
TYPE = term("rdf:type")
XSD = VOCABULARIES["xsd"]


def write_jsonld(quads: Sequence[Quad], base: str) -> str:
    """Write the default graph of `quads` as JSON-LD; other graphs are left out.

    The context holds only prefixes, so that each value says itself what it is.
    """
    spaces = prefixes(base)
    names = {namespace: prefix for prefix, namespace in spaces.items()}
    graph: list[Json] = []
    for subject, pairs in group_records(quads, base):
        record: dict[str, list[Json]] = {}
        for predicate, value in pairs:
            if predicate == TYPE and isinstance(value, NamedNode):
                record.setdefault("@type", []).append(shorten(value, names) or value.value)
            else:
                key = shorten(predicate, names) or predicate.value
                record.setdefault(key, []).append(write_value(value, names))
        node: dict[str, Json] = {"@id": write_id(subject, names)}
        node |= {key: found[0] if len(found) == 1 else found for key, found in record.items()}
        graph.append(node)
    whole: dict[str, Json] = {"@context": {**spaces}, "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_id(node: Node, names: Mapping[str, str]) -> str:
    """Write an IRI, by its prefix where it can be."""
    return (shorten(node, names) or node.value) if isinstance(node, NamedNode) else str(node)


def write_value(value: Node, names: Mapping[str, str]) -> Json:
    """Write an object of a triple: an IRI, or a literal with its language or type."""
    if not isinstance(value, Literal):
        return {"@id": write_id(value, names)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == f"{XSD}string":
        return value.value
    return {"@value": value.value, "@type": write_id(value.datatype, names)}
