"""The graph in an Oxigraph store on disk: written whole, opened to read."""

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import InputError, StoreError
from kg.graph.iris import KG

# The ontology stands beside the facts in a graph of its own, so that a query finds the Chinese
# label of a class or relation and an export of the facts does not repeat it.
ONTOLOGY = NamedNode(KG.removesuffix("#"))
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


def write_store(quads: Sequence[Quad], folder: Path, ontology: Path) -> None:
    """Write a store of `quads` and of the Turtle file `ontology` into `folder`.

    It is made beside `folder` and moved there at the end: an interruption leaves what was there.

    Raises:
        StoreError: the folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise StoreError(f"{folder}: 写不了：{error.strerror or error}") from error
    try:
        store = Store(str(work / "new"))
        fill_store(store, quads, ontology)
        store.optimize()
        store.flush()
        del store  # closes it: only then may the folder be moved
        if folder.exists():
            folder.replace(work / "old")
        (work / "new").replace(folder)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{folder}: 写不了：{error}") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def fill_store(store: Store, quads: Sequence[Quad], ontology: Path) -> None:
    """Put facts and ontology into an empty store."""
    store.bulk_extend(quads)
    store.bulk_load(path=str(ontology), format=RdfFormat.TURTLE, to_graph=ONTOLOGY)


def open_store(path: Path, ontology: Path) -> Store:
    """Open the store at `path` to read: a store, an output folder with one, or a file of RDF.

    A file is read into memory, and the ontology with it.

    Raises:
        StoreError: there is no graph, or its store is damaged.
        InputError: the file is of no format we know, or is broken; then with the line.
    """
    folder = path / "store" if (path / "store").is_dir() else path
    if folder.is_dir():
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"{path}: 这里没有图谱；先用 kg build 建立")
        try:
            return Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}: 图谱打不开，可能已损坏，请重建：{error}") from error
    if not path.exists():
        raise StoreError(f"{path}: 没有这个图谱；先用 kg build 建立")
    return load_file(path, ontology)


def load_file(path: Path, ontology: Path) -> Store:
    """Load a file of RDF into memory.

    Raises:
        InputError: its suffix is unknown, or its content is broken.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = "、".join(FORMATS)
        raise InputError(path, None, f"不认识这种格式；可用：{known}，或 kg build 的输出目录")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=form)
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"内容有误：{error.msg}") from error
    except OSError as error:
        raise StoreError(f"{path}: 读不了：{error.strerror or error}") from error
    with suppress(OSError):  # without the ontology there are no Chinese labels, but all facts
        store.bulk_load(path=str(ontology), format=RdfFormat.TURTLE, to_graph=ONTOLOGY)
    return store


def read_quads(store: Store) -> tuple[Quad, ...]:
    """Give the facts of a store without the ontology, sorted."""
    return tuple(sorted((q for q in store if q.graph_name != ONTOLOGY), key=str))
