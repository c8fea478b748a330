"""Whole builds, compared with files that a person has read.

Rewrite them with `pytest tests/test_golden.py --regen`, then read the diff before you commit it.
"""

import json
from pathlib import Path

import pytest

from kg.builds import build_pages
from kg.graph.export import to_turtle
from kg.graph.iris import BASE
from kg.graph.rdf import describe
from kg.know.knowledge import Knowledge
from kg.model import Page
from kg.view.pages import describe_page

PAGES = sorted((Path(__file__).parent / "golden").glob("*.txt"))


@pytest.fixture(params=PAGES, ids=lambda path: path.stem, scope="module")
def made(request: pytest.FixtureRequest, knowledge: Knowledge) -> dict[Path, str]:
    """What a page gives: the extraction and the graph, by the files that hold them."""
    path: Path = request.param
    page = Page(path.stem, path.read_text(encoding="utf-8"), "2031-05-03", home="江南省江城市")
    build = build_pages([page], knowledge)
    extraction = describe_page(build.readings[0], build.extracts)
    return {
        path.with_suffix(".json"): json.dumps(extraction, ensure_ascii=False, indent=1) + "\n",
        path.with_suffix(".ttl"): to_turtle(describe(build, knowledge), BASE).decode(),
    }


def test_build_matches_golden_files(made: dict[Path, str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--regen"):
        for golden, text in made.items():
            golden.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail("rewritten; read the diff, then run again without --regen")
    for golden, text in made.items():
        assert text == golden.read_text(encoding="utf-8"), golden.name
