"""Measured quality, which only rises: what floors.toml says is what the seed pages reach."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = tomllib.loads((ROOT / "tests/floors.toml").read_text(encoding="utf-8"))
CASES = [("page", key) for key in FLOORS["page"]] + [("body", key) for key in FLOORS["body"]]


@pytest.fixture(scope="session")
def scores(seeds_out: Path) -> dict[str, dict[str, dict[str, float]]]:
    """The scores of the seed pages, read from their text (page) and with gold bodies (body)."""

    def score(given: str) -> dict[str, dict[str, float]]:
        command = [sys.executable, "-m", "kg", "score", str(ROOT / "seeds"), "--json"]
        command += ["-g", str(seeds_out), "--given", given]
        done = subprocess.run(command, capture_output=True, check=True)
        table: dict[str, dict[str, float]] = json.loads(done.stdout)["scores"]
        return table

    return {given: score(given) for given in ("page", "body")}


@pytest.mark.parametrize(("given", "key"), CASES, ids=[f"{g}: {k}" for g, k in CASES])
def test_quality_is_not_below_its_floor(
    scores: dict[str, dict[str, dict[str, float]]], given: str, key: str
) -> None:
    measure = "hit" if key in ("articles", "title", "authors") else "f1"

    assert scores[given][key][measure] >= FLOORS[given][key]


@pytest.mark.parametrize("key", list(FLOORS["page"]))
def test_floor_is_near_what_is_reached(
    scores: dict[str, dict[str, dict[str, float]]], key: str
) -> None:
    measure = "hit" if key in ("articles", "title", "authors") else "f1"

    assert scores["page"][key][measure] - FLOORS["page"][key] < 0.02, "raise the floor"
