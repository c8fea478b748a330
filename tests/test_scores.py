"""The scorer: what counts as the same, and how it is counted."""

import copy
import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.view.gold import GoldArticle, GoldObservation, GoldPage, read_gold
from kg.view.matches import count_ngrams, measure_overlap, normalise, same_figure
from kg.view.scores import score_pages

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.json"))


def page(**changes: object) -> GoldPage:
    article: GoldArticle = {
        "title": "江城市水务局检查蓝湾公司",
        "authors": ["王江"],
        "agency": None,
        "kind": "news",
        "body": "江城市水务局近日检查了蓝湾食品公司，处以5万元罚款。王江说：“下不为例。”",
        "truncated": False,
        "entities": [
            {"name": "江城市水务局", "type": "Agency", "aliases": ["水务局"], "anaphora": []},
            {"name": "蓝湾食品公司", "type": "Company", "aliases": [], "anaphora": []},
        ],
        "claims": [
            {
                "s": "江城市水务局",
                "p": "supervises",
                "o": "蓝湾食品公司",
                "role": None,
                "status": "actual",
                "evidence": "",
            }
        ],
        "observations": [observation()],
        "quotations": [{"speaker": "江城市水务局", "text": "下不为例。"}],
    }
    return {"page": "a.txt", "articles": [{**article, **changes}]}  # type: ignore[typeddict-item]


def observation(**changes: object) -> GoldObservation:
    made: GoldObservation = {
        "subject": "蓝湾食品公司",
        "metric": "罚款金额",
        "value": 50000,
        "unit": "元",
        "qualifier": "=",
        "period": None,
        "status": "actual",
        "change": None,
        "evidence": "",
    }
    made.update(changes)  # type: ignore[typeddict-item]  # a test may break the form on purpose
    return made


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem[:3])
def test_gold_agrees_with_itself(path: Path) -> None:
    gold = read_gold(path)
    shuffled = copy.deepcopy(gold)
    shuffled["articles"].reverse()
    scores, misses = score_pages([gold], [shuffled])

    assert not misses
    assert {score.f1 for score in scores.values()} <= {0.0, 1.0}
    assert scores["entities"].hit == sum(len(a["entities"]) for a in gold["articles"])


def test_a_page_that_is_not_there_counts_as_missed() -> None:
    scores, misses = score_pages([page()], [None])

    assert scores["entities"] == (0.0, 0.0, 0.0, 2, 0, 0)
    assert {miss.how for miss in misses} == {"missed"}


@pytest.mark.parametrize(
    ("key", "changes", "hit"),
    [
        ("title", {"title": "江城市水务局 检查“蓝湾”公司"}, 1),
        ("title", {"title": "江城市水务局"}, 0),
        ("authors", {"authors": ["王江", "李江"]}, 0),
        ("articles", {"body": "江城市水务局近日检查了蓝湾食品公司。"}, 0),
        ("quotations", {"quotations": [{"speaker": "水务局", "text": "下不为例"}]}, 1),
        ("quotations", {"quotations": [{"speaker": "蓝湾食品公司", "text": "下不为例"}]}, 0),
        ("figures (value+unit)", {"observations": [observation(subject="水务局")]}, 1),
        ("figures (value+unit)", {"observations": [observation(value=5)]}, 0),
    ],
)
def test_what_counts_as_the_same(key: str, changes: dict[str, object], hit: int) -> None:
    scores, _ = score_pages([page()], [page(**changes)])

    assert scores[key].hit == hit


@pytest.mark.parametrize(
    ("changes", "hit"),
    [
        ({}, 1),
        ({"metric": "处以罚款金额"}, 1),
        ({"metric": "投资"}, 0),
        ({"subject": "江城市水务局"}, 0),
    ],
)
def test_an_observation_needs_subject_metric_and_figure(
    changes: dict[str, object], hit: int
) -> None:
    scores, _ = score_pages([page()], [page(observations=[observation(**changes)])])

    assert scores["observations (subject+metric+value+unit)"].hit == hit


def test_units_that_mean_the_same() -> None:
    assert same_figure(observation(unit="公里"), observation(unit="km"))
    assert same_figure(observation(unit="名"), observation(unit="人"))
    assert not same_figure(observation(unit="元"), observation(unit="美元"))


def test_words_are_compared_without_quotes_and_widths() -> None:
    assert normalise("“三江”专项 行动２０２３") == "三江专项行动2023"
    assert measure_overlap(count_ngrams("", 2), count_ngrams("", 2)) == 1
    assert measure_overlap(count_ngrams("江城", 2), count_ngrams("", 2)) == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"articles": [', "gold.json:1: 不是合法的 JSON"),
        ("[]", "gold.json: 不是标注文件"),
        ('{"articles": [{"title": ""}]}', "gold.json: 不是标注文件"),
    ],
)
def test_a_broken_gold_file_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_gold(path)

    assert reason in str(caught.value)


def test_gold_files_of_the_seeds_keep_their_promises() -> None:
    for path in SEEDS:
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            text = article["title"] + article["body"]
            names = {entity["name"] for entity in article["entities"]}

            assert all(e in text for entity in article["entities"] for e in entity["aliases"])
            assert {claim["s"] for claim in article["claims"]} <= names
