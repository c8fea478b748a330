"""Write everything that a build gives into one folder."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import StoreError, word_fault
from kg.graph.export import export
from kg.graph.rdf import describe
from kg.graph.store import write_store
from kg.know.knowledge import Knowledge
from kg.model import Build, Note, Reading
from kg.run.folders import replace_contents
from kg.view.graphs import render_graph
from kg.view.pages import describe_page
from kg.view.reports import render_markdown, render_report
from kg.view.sheets import render_readings

# The folders that a build writes, and how what it writes there is called.
FOLDERS: Mapping[str, str] = {
    "pages": r".+\.json",
    "store": r"\d+\.\w+|[A-Z]+(?:[-.]\w.*)?",
}
TITLE = "报谱 · 报纸知识图谱"


def write_build(build: Build, knowledge: Knowledge, out: Path) -> None:
    """Write graph, store, picture, report and pages into `out`, all of them or none.

    Raises:
        StoreError: `out` cannot be made or written.
    """
    quads = describe(build, knowledge)
    with replace_contents(out) as folder:
        export(quads, folder / "graph.ttl")
        export(quads, folder / "graph.nq")
        write_store(quads, folder / "store", knowledge.root / "kg.ttl")
        write_text(folder / "graph.html", render_graph(build, knowledge, TITLE))
        write_text(folder / "report.html", render_report(build, knowledge, TITLE))
        write_text(folder / "report.md", render_markdown(build, knowledge, TITLE))
        write_pages(build, folder / "pages")


def write_pages(build: Build, folder: Path) -> None:
    """Write what was extracted from each page in the form of gold annotation."""
    folder.mkdir()
    said = {extract.article.id: extract for extract in build.extracts}
    for reading in build.readings:
        page = describe_page(reading, [said[article.id] for article in reading.articles])
        text = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
        write_text(folder / f"{reading.page.id}.json", text)


def write_reading_page(readings: Sequence[Reading], notes: Sequence[Note], path: Path) -> None:
    """Write what was read off pages as one web page; scans are shown where they can be opened.

    `notes` say what could not be read.

    Raises:
        StoreError: `path` cannot be written.
    """
    scans: Mapping[str, str] = {}
    if any(reading.page.scan for reading in readings):
        from kg.run.scans import load_scans  # noqa: PLC0415 - a quarter of a second that only pictures need

        scans = load_scans(reading.page for reading in readings)
    title = readings[0].page.id if len(readings) == 1 else f"{len(readings)} 个版面"
    try:
        write_text(path, render_readings(readings, scans, f"读版 · {title}", notes))
    except OSError as error:
        raise StoreError(f"{path}: 写不了：{word_fault(error)}") from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with line feeds on every system: pyvis and Windows have other ideas."""
    path.write_text(text, encoding="utf-8", newline="\n")
