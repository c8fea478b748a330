"""Names on articles that nobody looked at while rules were written hold their floors."""

import runpy
import sys
from pathlib import Path

import pytest

from kg.cli import main

ROOT = Path(__file__).parents[1]
JOIN = ROOT / "ontology" / "sources" / "join_gold.py"
FLOORS = Path(__file__).parent / "gold" / "floors.toml"


def test_unseen_invented_articles_hold_their_floors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "measure.json"
    monkeypatch.setattr(sys, "argv", [str(JOIN), str(page), "--set", "measure"])
    runpy.run_path(str(JOIN), run_name="__main__")

    assert main(["score", str(page), "--given", "body", "--floors", str(FLOORS)]) == 0
