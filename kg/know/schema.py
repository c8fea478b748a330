"""The ontology as a value: ontology/kg.ttl, the only schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.errors import InputError

KG = "https://w3id.org/baopu/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
OBJECT_PROPERTY = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
DATATYPE_PROPERTY = NamedNode("http://www.w3.org/2002/07/owl#DatatypeProperty")
DOMAIN = NamedNode("https://schema.org/domainIncludes")
RANGE = NamedNode("https://schema.org/rangeIncludes")


@dataclass(frozen=True, slots=True)
class Property:
    """A relation between entities.  `range` is empty where the value is plain text."""

    name: str
    label: str
    domain: frozenset[str]
    range: frozenset[str]


@dataclass(frozen=True, slots=True)
class Schema:
    """The classes of entities (name to Chinese label) and the relations between them."""

    classes: Mapping[str, str]
    properties: Mapping[str, Property]


def read_schema(path: Path) -> Schema:
    """Read the classes and properties that `path` declares.

    A class of entities is one with rdfs:subClassOf kg:Entity; a relation is a property with
    schema:domainIncludes some of these classes.

    Raises:
        InputError: the file is no Turtle (with its line), or a property names an unknown class.
    """
    store = Store()
    try:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"不是合法的 Turtle：{error.msg}") from error
    except OSError as error:
        raise InputError(path, None, f"读不了：{error.strerror}") from error

    def local(node: object) -> str:
        return node.value.removeprefix(KG) if isinstance(node, NamedNode) else ""

    def label(node: NamedNode) -> str:
        found = [
            q.object.value
            for q in store.quads_for_pattern(node, NamedNode(RDFS + "label"), None)
            if isinstance(q.object, Literal) and q.object.language == "zh"
        ]
        return min(found, default=local(node))

    def values(node: NamedNode, predicate: NamedNode) -> frozenset[str]:
        return frozenset(local(q.object) for q in store.quads_for_pattern(node, predicate, None))

    sub_class, entity = NamedNode(RDFS + "subClassOf"), NamedNode(KG + "Entity")
    classes = {
        local(q.subject): label(q.subject)
        for q in store.quads_for_pattern(None, sub_class, entity)
        if isinstance(q.subject, NamedNode)
    }
    properties = {}
    for kind in (OBJECT_PROPERTY, DATATYPE_PROPERTY):
        for quad in store.quads_for_pattern(None, TYPE, kind):
            node = quad.subject
            if not isinstance(node, NamedNode) or not values(node, DOMAIN) & classes.keys():
                continue
            ends = values(node, DOMAIN) | values(node, RANGE)
            if unknown := sorted(ends - classes.keys()):
                raise InputError(path, None, f"{local(node)} 用了未声明的类：{'、'.join(unknown)}")
            properties[local(node)] = Property(
                local(node), label(node), values(node, DOMAIN), values(node, RANGE)
            )
    return Schema(dict(sorted(classes.items())), dict(sorted(properties.items())))
