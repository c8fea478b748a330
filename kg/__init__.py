"""报谱 Baopu: newspaper pages in, a knowledge graph with evidence out."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.graphs import open_graph
    from kg.run.builds import build
    from kg.run.tags import tag

__all__ = ["build", "open_graph", "tag"]

# The tagger multiplies small matrices, which a second thread makes slower (0.96 ms a sentence with
# one, 2.5 with two on a busy machine); pages are read side by side in processes instead.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Each is loaded when it is first asked for: a command that only asks a graph need not load what
# reads pages (0.8 s).
HOMES = {
    "build": "kg.run.builds",
    "open_graph": "kg.graph.graphs",
    "tag": "kg.run.tags",
}


def __getattr__(name: str) -> object:
    """Load `build`, `open_graph` or `tag`."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
