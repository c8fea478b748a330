"""Names on articles that nobody looked at while rules were written hold their floors."""

import hashlib
import json
import runpy
import sys
from pathlib import Path
from typing import Any

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


def test_facts_are_told_of_the_names_of_their_article() -> None:
    gold = {name: read(name) for name in ("corpus", "facts")}

    assert len(gold["facts"]) == 64
    for digest, facts in gold["facts"].items():
        article = gold["corpus"][digest]
        names = {entity["name"] for entity in article["entities"]}
        assert facts["set"] == article["set"]
        assert names.issuperset(facts["anaphora"])
        for claim in facts["claims"]:
            thing = {claim["o"]} if claim["p"] == "produces" else set()  # 瓜子 is no name
            assert names | thing >= {claim["s"], claim["o"]}
        assert names.issuperset(row["subject"] for row in facts["observations"])


def test_offsets_of_facts_become_words_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One article of the corpus, made here: what is joined says it with the article's words."""
    title, body = "江城通车", "林小满说：“桥长3公里。”江城昨日通车。后来的事没有读。"
    text = f"{title}\n{body}"
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    at = text.index("桥长")
    said = {
        "text": digest,
        "set": "learn",
        "authors": [],
        "agency": None,
        "kind": "news",
        "truncated": False,
        "anaphora": {"江城": ["该市"]},
        "claims": [],
        "observations": [{"subject": "江城", "evidence": [at, at + 6]}],
        "quotations": [{"speaker": "林小满", "text": [at, at + 6]}],
    }
    names = [{"type": "Place", "name": "江城", "aliases": []}]
    cut = {"text": digest, "cut": 20, "set": "learn", "entities": names, "spans": []}
    (tmp_path / "corpus.txt").write_text(f"别的\n事\f{text}", encoding="utf-8")
    for name, row in (("corpus", cut), ("facts", said)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    page = tmp_path / "page.json"
    options = ("--set", "learn", "--corpus", str(tmp_path / "corpus.txt"), "--facts")
    monkeypatch.setattr(sys, "argv", [str(JOIN), str(page), *options])
    join = runpy.run_path(str(JOIN))
    join["main"].__globals__["GOLD"] = tmp_path
    join["main"]()

    (article,) = json.loads(page.read_text(encoding="utf-8"))["articles"]
    assert article["body"] == body[:20]
    assert article["observations"][0]["evidence"] == "桥长3公里。"
    assert article["quotations"][0]["text"] == "桥长3公里。"
    assert article["entities"] == [{**names[0], "anaphora": ["该市"]}]


def read(name: str) -> dict[str, dict[str, Any]]:
    """Read the gold of others' articles by their texts."""
    lines = (FLOORS.parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["text"]: row for row in map(json.loads, lines)}
