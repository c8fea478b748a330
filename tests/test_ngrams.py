"""Counts of neighbouring characters, and what they say of joints."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kg.know.characters import encode
from kg.know.knowledge import load_knowledge
from kg.know.ngrams import COUNTS, Ngrams, load_ngrams
from kg.read.orders.crossings import LEAST, MOST, weigh_crossings

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "ontology" / "sources" / "count_ngrams.py"


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    loaded = load_ngrams(load_knowledge().root / COUNTS)
    assert loaded is not None
    return loaded


@pytest.mark.parametrize(
    ("end", "start", "other"),
    [
        ("全县有序推进基础设", "施建设和产业发展", "民群众的生活水平"),
        ("记者从市人民政", "府新闻办公室获悉", "业发展的新路子"),
        ("他们克服种种困", "难，按时完成任务", "施，加强监督检查"),
    ],
)
def test_true_continuation_weighs_most(end: str, start: str, other: str, ngrams: Ngrams) -> None:
    true, false = weigh_crossings([end, start, other], ngrams, nexts=False)[0, 1:]

    assert true > 2 > false


def test_one_row_is_the_diagonal(ngrams: Ngrams) -> None:
    texts = ["全县上下", "一心 抓", "产", "", "业发展，", "，促增收"]
    every = weigh_crossings(texts, ngrams, nexts=False)

    assert np.array_equal(weigh_crossings(texts, ngrams, nexts=True), np.diagonal(every, 1))
    assert np.isfinite(every).all()
    assert every.min() >= LEAST
    assert every.max() <= MOST


def test_without_counts_joints_weigh_nothing(tmp_path: Path) -> None:
    assert load_ngrams(tmp_path / "none/counts.npz") is None
    assert not weigh_crossings(["全县", "上下"], None, nexts=False).any()


def test_script_counts_what_stands_in_the_texts(tmp_path: Path) -> None:
    paragraph = "江城人爱江城，也爱蓝湾。"
    held = "这一篇不能数进去，因为它是用来量的。"
    texts = [f"标题:{at}号\n{paragraph}{at}" for at in range(8)]
    (tmp_path / "texts.txt").write_text("\f".join([*texts, held]), encoding="utf-8")
    (tmp_path / "held.txt").write_text(held, encoding="utf-8")
    out = tmp_path / "counts.npz"
    subprocess.run(
        [
            *(sys.executable, SCRIPT, out, tmp_path / "texts.txt"),
            *("--without", tmp_path / "held.txt"),
        ],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    counted = load_ngrams(out)
    assert counted is not None

    def count(text: str) -> float:
        return float(counted.count(*(encode(c) for c in text))[0])

    assert count("江城") == 16
    assert count("也爱蓝湾") == 8
    assert count("不能") == 0
    assert count("这") == 0
    assert count("湾江") == 0
