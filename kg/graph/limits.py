"""A query that may be stopped: it runs in a process of its own, which is killed at the limit.

pyoxigraph cannot be told to stop, and while it works it hears no Ctrl-C either.
"""

import os
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread

from kg.errors import KgError, QueryError
from kg.graph.query import ROWS, Answer, run_query
from kg.graph.store import open_store


def query_within(
    path: Path, text: str, seconds: float, limit: int = ROWS, *, ontology: Path
) -> Answer:
    """Answer a query on the graph at `path`, or stop it after `seconds`.

    The process costs 0.2 s; `ontology` is kg.ttl, for a graph that is a file.

    Raises:
        QueryError: the query is wrong, takes too long or too much memory.
    """
    context = get_context("spawn")  # forking a process that holds an open store is not safe
    ours, theirs = context.Pipe(duplex=False)
    given = (theirs, path, text, limit, ontology)
    worker = context.Process(target=work, args=given, daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise QueryError(f"查询超过 {seconds:g} 秒，已停止；请缩小范围，或加上 LIMIT")
        answer = ours.recv()
    except EOFError as error:
        raise QueryError("查询中途停止：内存可能不够") from error
    finally:
        worker.kill()
        worker.join()
    if not isinstance(answer, Answer):
        raise QueryError(answer)
    return answer


def work(out: Connection, path: Path, text: str, limit: int, ontology: Path) -> None:
    """Answer in the worker; send the answer, or what is wrong as text."""
    Thread(target=leave_with_parent, daemon=True).start()
    try:
        out.send(run_query(open_store(path, ontology), text, limit))
    except KgError as error:
        out.send(str(error))


def leave_with_parent() -> None:
    """End this process when the one that started it ends, however it ends: kill included."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
