"""The ontology as a value: ontology/kg.ttl, the only schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.errors import InputError

KG = "https://w3id.org/baopu/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode(RDFS + "label")
SUB_CLASS = NamedNode(RDFS + "subClassOf")
ENTITY = NamedNode(KG + "Entity")
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
        InputError: the file is no Turtle, declares no class, or a relation names an unknown class.
    """
    store = load_turtle(path)
    classes = {
        local(quad.subject): read_label(store, quad.subject)
        for quad in store.quads_for_pattern(None, SUB_CLASS, ENTITY)
        if isinstance(quad.subject, NamedNode)
    }
    if not classes:
        raise InputError(path, None, "没有声明任何实体类（rdfs:subClassOf kg:Entity）")
    properties = {}
    for kind in (OBJECT_PROPERTY, DATATYPE_PROPERTY):
        for quad in store.quads_for_pattern(None, TYPE, kind):
            if not isinstance(quad.subject, NamedNode):
                continue
            found = read_property(store, quad.subject)
            if not found.domain & classes.keys():
                continue
            if unknown := sorted((found.domain | found.range) - classes.keys()):
                reason = f"关系 {found.name} 用了未声明的类：{'、'.join(unknown)}"
                raise InputError(path, find_line(path, found.name), reason)
            properties[found.name] = found
    return Schema(dict(sorted(classes.items())), dict(sorted(properties.items())))


def load_turtle(path: Path) -> Store:
    """Load a Turtle file into a store of its own.

    Raises:
        InputError: the file cannot be read or is no Turtle; then with the line.
    """
    store = Store()
    try:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"不是合法的 Turtle：{error.msg}") from error
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise InputError(path, None, "没有这个文件" if missing else f"读不了：{error}") from error
    return store


def read_property(store: Store, node: NamedNode) -> Property:
    """Read what the ontology says of one property."""
    domain, range_ = (
        frozenset(local(quad.object) for quad in store.quads_for_pattern(node, predicate, None))
        for predicate in (DOMAIN, RANGE)
    )
    return Property(local(node), read_label(store, node), domain, range_)


def read_label(store: Store, node: NamedNode) -> str:
    """Read the Chinese label of a class or property, its own name where it has none."""
    labels = (quad.object for quad in store.quads_for_pattern(node, LABEL, None))
    chinese = [x.value for x in labels if isinstance(x, Literal) and x.language == "zh"]
    return min(chinese, default=local(node))


def local(node: object) -> str:
    """Give the name of a term of kg.ttl without its namespace; empty for anything but an IRI."""
    return node.value.removeprefix(KG) if isinstance(node, NamedNode) else ""


def find_line(path: Path, name: str) -> int | None:
    """Find the line that declares the term `name`; the parser does not tell."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"kg:{name} ")), None)
