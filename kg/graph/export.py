"""The graph as files: the suffix is the format."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import InputError, StoreError
from kg.graph.iris import BASE
from kg.graph.jsonld import write_jsonld
from kg.graph.turtle import write_turtle

Exporter = Callable[[Sequence[Quad], str], bytes]


def to_turtle(quads: Sequence[Quad], base: str) -> bytes:
    """Give Turtle, a block a record."""
    return write_turtle(quads, base).encode()


def to_nquads(quads: Sequence[Quad], _: str) -> bytes:
    """Give N-Quads, a line a quad."""
    return "".join(f"{quad} .\n" for quad in sorted(map(str, quads))).encode()


def to_ntriples(quads: Sequence[Quad], _: str) -> bytes:
    """Give N-Triples, a line a triple."""
    return "".join(f"{line} .\n" for line in sorted({str(quad.triple) for quad in quads})).encode()


def to_jsonld(quads: Sequence[Quad], base: str) -> bytes:
    """Give JSON-LD, an object a record."""
    return write_jsonld(quads, base).encode()


def to_rdfxml(quads: Sequence[Quad], _: str) -> bytes:
    """Give RDF/XML."""
    # Without prefixes: with them pyoxigraph 0.5 declares them in another order at each run.
    triples = [quad.triple for quad in sorted(quads, key=str)]
    return serialize(triples, format=RdfFormat.RDF_XML) or b""


# All is in the default graph, and a default graph in TriG is Turtle.
EXPORTERS: Mapping[str, Exporter] = {
    ".ttl": to_turtle,
    ".trig": to_turtle,
    ".nq": to_nquads,
    ".nt": to_ntriples,
    ".jsonld": to_jsonld,
    ".rdf": to_rdfxml,
}


def export(quads: Sequence[Quad], path: Path, base: str = BASE) -> None:
    """Write `quads` to `path` in the format of its suffix; same quads, same bytes.

    The file appears whole or not at all.

    Raises:
        InputError: there is no exporter for the suffix.
        StoreError: the file cannot be written.
    """
    exporter = EXPORTERS.get(path.suffix.lower())
    if exporter is None:
        known = "、".join(EXPORTERS)
        raise InputError(
            path, None, f"不会写这种格式（{path.suffix or '没有后缀'}）；可用：{known}"
        )
    write_whole(path, exporter(quads, base))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that an interruption leaves the old one or the new one, never half of one.

    Raises:
        StoreError: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            draft.chmod(0o644)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: 写不了：{error.strerror or error}") from error
