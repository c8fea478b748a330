"""The network that weighs whether one line reads on in another."""

from pathlib import Path

import numpy as np
import pytest

from kg.know.joiner import Joiner, load_joiner, see_sides, weigh_reading_on
from kg.know.knowledge import load_knowledge
from kg.know.ngrams import COUNTS, Floats, load_ngrams
from kg.read.orders.crossings import weigh_crossings
from kg.read.orders.joints import JOINER

ROOT = load_knowledge().root


@pytest.fixture(scope="module")
def joiner() -> Joiner:
    loaded = load_joiner(ROOT / JOINER)
    assert loaded is not None
    return loaded


def weigh(texts: list[str], joiner: Joiner, *, nexts: bool) -> Floats:
    counted = weigh_crossings(texts, load_ngrams(ROOT / COUNTS), nexts=nexts)
    return np.asarray(weigh_reading_on(texts, counted, joiner, nexts=nexts))


def weigh_blindly(texts: list[str], joiner: Joiner) -> Floats:
    blind = np.zeros((len(texts), len(texts)), np.float32)
    return np.asarray(weigh_reading_on(texts, blind, joiner, nexts=False))


@pytest.mark.parametrize(
    ("end", "start", "other"),
    [
        ("全县有序推进基础设", "施建设和产业发展", "民群众的生活水平"),
        ("蓝湾村种下苹果树三百", "亩，果农收入增加", "名选手参加了决赛"),
        ("记者近日来到江城市第", "三中学，走进课堂", "收入增长百分之八"),
    ],
)
def test_true_continuation_weighs_most(end: str, start: str, other: str, joiner: Joiner) -> None:
    true, false = weigh([end, start, other], joiner, nexts=False)[0, 1:]

    assert true > false + 1


def test_what_stands_above_counts(joiner: Joiner) -> None:
    """Beside the same end, whose text was about fruit."""
    start, other = "公斤苹果运到果园外的市场", "选手在球场上争夺冠军奖杯"
    end = "今年这里一共有两千多"
    about, apart = (
        weigh_blindly([above, end, start, other], joiner)[1, 2:]
        for above in ("果农在果园里采摘苹果，果树丰收", "球队的比赛在体育场开赛，选手")
    )

    assert about[0] - about[1] > apart[0] - apart[1]


def test_one_row_is_the_diagonal(joiner: Joiner) -> None:
    texts = ["全县上下", "一心 抓", "产", "", "业发展，", "，促增收\U00020000"]
    every = weigh(texts, joiner, nexts=False)

    assert np.allclose(weigh(texts, joiner, nexts=True), np.diagonal(every, 1), atol=0.02)
    assert np.isfinite(every).all()
    assert not np.tril(every).any()


def test_a_side_is_what_stands_there_and_no_more(joiner: Joiner) -> None:
    ends, starts = see_sides(["甲乙", "丙 丁"], joiner)
    other_ends, other_starts = see_sides(["甲乙", "丙丁", "戊己"], joiner)

    assert np.array_equal(ends, other_ends[:2])  # what follows a line is not seen at its end
    assert not np.array_equal(starts[1], other_starts[1])  # but what follows its start is
    assert np.array_equal(see_sides(["丙丁"], joiner)[1][0], starts[1])  # and nothing before


def test_none_where_there_are_no_weights(tmp_path: Path) -> None:
    assert load_joiner(tmp_path / "none/weights.npz") is None
