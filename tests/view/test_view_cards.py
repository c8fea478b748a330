"""The card of an entity in the terminal: every fact and its sentence, from the store alone."""

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from kg.errors import QueryError
from kg.graph.rdf import describe
from kg.graph.store import fill_store
from kg.know.knowledge import Knowledge
from kg.model import Build
from kg.view.cards import describe_entity_card, find_cards
from kg.view.tables import measure_width


@pytest.fixture(scope="module")
def store(make_build: Callable[..., Build], knowledge: Knowledge) -> Store:
    store = Store()
    fill_store(store, describe(make_build(), knowledge), knowledge.root / "kg.ttl")
    return store


CARD = """\
江城市水务局  机构 · 关系 4

建设 →
  东湖水厂【计划】  1.00
    │ 该局计划年底前建设东湖水厂。
    └ 《江城市启动节水周》2031-05-03 · page-1

开展 →
  节水周活动  1.00
    │ 江城市水务局5月2日启动节水周活动，蓝湾食品公司参加。
    └ 《江城市启动节水周》2031-05-03 · page-1

管辖 →
  江城市  1.00
    │ 江城市水务局局长陈小满说：“今年要节水120万吨。”
    └ 《江城市启动节水周》2031-05-03 · page-1

← 任职于
  陈小满  1.00
    │ 江城市水务局局长陈小满说：“今年要节水120万吨。”
    └ 《江城市启动节水周》2031-05-03 · page-1

文章
  《江城市启动节水周》2031-05-03 · page-1
"""


def test_card_shows_each_relation_with_its_sentence(store: Store) -> None:
    assert " ".join(describe_entity_card(store, "江城市水务局").split()) == " ".join(CARD.split())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("江城市", "用水量 同比下降3.5%（2030年）"),
        ("陈小满", "“今年要节水120万吨。”"),
        ("蓝湾食品", "节水周活动"),  # a part of one name only is enough
    ],
)
def test_card_shows_figures_and_words(store: Store, name: str, line: str) -> None:
    assert line in describe_entity_card(store, name)


def test_card_fits_the_terminal(store: Store) -> None:
    card = describe_entity_card(store, "江城市水务局", 40)
    assert max(map(measure_width, card.splitlines())) <= 40 + measure_width("《江城市启动节水周》")


def test_colour_changes_no_word(store: Store) -> None:
    coloured = describe_entity_card(store, "江城市", color=True)
    assert "\x1b[1m" in coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[34m"):
        coloured = coloured.replace(code, "")
    assert coloured == describe_entity_card(store, "江城市")


def test_an_unknown_name_is_told_with_what_comes_near(store: Store) -> None:
    with pytest.raises(QueryError, match=r"没有“江城市水利局”.*江城市水务局"):
        find_cards(store, "江城市水利局")


def test_an_entity_without_facts_has_its_articles(store: Store) -> None:
    (card,) = find_cards(store, "去年")
    assert card.entries == ()
    assert card.articles == ("《江城市启动节水周》2031-05-03 · page-1",)
