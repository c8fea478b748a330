"""The page of a graph: what it carries, that it is inert, and that it is the same each time."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from pyoxigraph import Literal, RdfFormat, Store

from kg.graph.iris import BASE, prefixes, term
from kg.know.knowledge import Knowledge
from kg.model import Build, Claim, Entity, EntityId
from kg.view.graphs import render_graph
from kg.view.pictures import MANY, SHOWN, draw_picture
from kg.view.positions import Points, part_boxes
from kg.view.records import write_records
from kg.view.wordings import word_amount, word_number, word_period

MakeBuild = Callable[..., Build]
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
NASTY = {
    "蓝湾食品公司": "蓝湾</script ><script>document.title='打穿'</script>公司",
    "节水周活动": "\"><img src=x onerror=alert(1)>' href=javascript:alert(1) 活动\u2028行",
    "陈小满": "陈𬭎<b>满</b>&amp;",
}


def data_of(page: str) -> dict[str, list[dict[str, object]]]:
    found = next(m for m in SCRIPT.finditer(page) if "application/json" in m["attributes"])
    data: dict[str, list[dict[str, object]]] = json.loads(found["text"])
    return data


def test_page_carries_every_fact_with_its_sentence(
    make_build: MakeBuild, knowledge: Knowledge
) -> None:
    data = data_of(render_graph(make_build(), knowledge, "江城日报"))

    text = str(data["articles"][0]["text"])
    sentences = [text[slice(*c["sentence"])] for c in data["claims"]]  # type: ignore[misc]
    assert len(data["nodes"]) == 7
    assert sentences[2] == "该局计划年底前建设东湖水厂。"
    assert [c["state"] for c in data["claims"]] == ["", "", "计划", "", ""]
    assert data["observations"][0]["amount"] == "同比下降3.5%"
    assert data["observations"][0]["period"] == "2030年"


def test_text_of_a_page_is_never_markup(make_build: MakeBuild, knowledge: Knowledge) -> None:
    clean = render_graph(make_build(), knowledge, "江城日报")
    page = render_graph(make_build(NASTY, title="<script>1</script>"), knowledge, "<b>\"江城'</b>")

    assert page.count("<script") == clean.count("<script")
    assert "<img" not in page
    assert page.count("<b>") == clean.count("<b>")
    assert {n["name"] for n in data_of(page)["nodes"]} >= set(NASTY.values())


def test_offsets_count_as_javascript_counts(make_build: MakeBuild, knowledge: Knowledge) -> None:
    data = data_of(render_graph(make_build(NASTY), knowledge, "江城日报"))

    utf16 = str(data["articles"][0]["text"]).encode("utf-16-le")
    sentence = data["observations"][0]["sentence"]
    assert isinstance(sentence, list)
    words = utf16[2 * sentence[0] : 2 * sentence[1]].decode("utf-16-le")
    assert words == "去年，江城市用水量同比下降3.5%。"


def test_policy_admits_the_scripts_of_the_page_and_nothing_else(
    make_build: MakeBuild, knowledge: Knowledge
) -> None:
    page = render_graph(make_build(), knowledge, "江城日报")

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    allowed = re.findall(r"sha256-([^&']+)&#39;", policy[1])
    scripts = [m["text"] for m in SCRIPT.finditer(page) if not m["attributes"]]
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert allowed == [
        b64encode(sha256(text.encode()).digest()).decode() for text in (*scripts, *styles)
    ]
    assert "unsafe" not in policy[1]
    assert not re.search(r'(?:src|href)="?(?:https?:)?//', page.replace(scripts[0], ""))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_page_is_the_same_under_any_hash_seed(seed: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'tests/view')\n"
        "from conftest import NAMES, make_one, TITLE, BODY\n"
        "from kg.know.knowledge import load_knowledge\n"
        "from kg.view.graphs import render_graph\n"
        "build = make_one(TITLE, BODY, NAMES, {name: name for name in NAMES})\n"
        "Path(sys.argv[1]).write_text(render_graph(build, load_knowledge(), '江城日报'), 'utf-8')"
    )
    pages = [tmp_path / name for name in ("a", "b")]
    for page, hash_seed in zip(pages, ("0", seed), strict=True):
        subprocess.run(
            [sys.executable, "-c", code, page],
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        )

    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_records_are_turtle_of_what_is_so(make_build: MakeBuild, knowledge: Knowledge) -> None:
    build = make_build(NASTY)
    records = write_records(build, draw_picture(build, knowledge.schema), knowledge)

    head = "".join(f"@prefix {p}: <{space}> .\n" for p, space in prefixes(BASE).items())
    store = Store()
    store.load(input=head + "\n".join(records), format=RdfFormat.TURTLE)
    labels = store.quads_for_pattern(None, term("rdfs:label"), None, None)
    names = {q.object.value for q in labels if isinstance(q.object, Literal)}
    assert set(NASTY.values()) <= names
    assert any(store.quads_for_pattern(None, term("kg:organizes"), None, None))
    assert not any(store.quads_for_pattern(None, term("kg:builds"), None, None))


def test_labels_do_not_overlap_after_they_were_parted() -> None:
    turn = np.arange(60) * 2.4
    points = np.column_stack([np.cos(turn), np.sin(turn)]) * 45 * np.sqrt(np.arange(60))[:, None]
    need = np.array([120.0, 40.0])

    def overlaps(points: Points) -> int:
        apart = np.abs(points[:, None] - points[None])
        return int((apart < need - 1).all(axis=2).sum() - len(points)) // 2

    assert overlaps(points) > 40
    assert overlaps(part_boxes(points, [(120.0, 40.0)] * 60)) == 0


def test_of_many_entities_the_most_connected_are_drawn(
    make_build: MakeBuild, knowledge: Knowledge
) -> None:
    build = make_build()
    place = replace(build.entities[0], id=EntityId("hub"), kind="Place", name="江城市新区")
    others = tuple(Entity(EntityId(f"x-{i}"), "Facility", f"第{i}泵站") for i in range(MANY + 1))
    evidence = build.claims[0].evidence
    claims = tuple(Claim(o.id, "locatedIn", place.id, evidence, "t") for o in others[:SHOWN])
    many = replace(build, entities=(place, *others), claims=claims, observations=(), quotations=())

    picture = draw_picture(many, knowledge.schema)
    page = render_graph(many, knowledge, "江城日报")

    assert len(picture.nodes) == SHOWN
    assert max(picture.nodes, key=lambda node: node.degree).entity.name == "江城市新区"
    assert [n.entity.name for n in picture.nodes if n.hub] == ["江城市新区"]
    assert f"显示 {SHOWN} / {MANY + 2:,}" in page


def test_a_build_without_entities_says_so(make_build: MakeBuild, knowledge: Knowledge) -> None:
    nothing = replace(make_build(), entities=(), claims=(), observations=(), quotations=())

    page = render_graph(nothing, knowledge, "江城日报")

    assert '<div id="empty" class="state"><b>没有可画的实体</b>' in page


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("120000000", "1.2亿"),
        ("3500000", "350万"),
        ("1055", "1055"),
        ("12345.6", "12345.6"),
        ("10001", "1.0001万"),
        ("123456789", "12345.6789万"),
        ("0.90", "0.9"),
        ("-20000", "-2万"),
        ("1E+2", "100"),
    ],
)
def test_numbers_are_written_as_a_paper_does(value: str, words: str) -> None:
    assert word_number(Decimal(value)) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2023", "2023年"),
        ("2023-01/2023-09", "2023年1月至9月"),
        ("2022-11/2023-02", "2022年11月至2023年2月"),
        ("2023-10-23", "2023年10月23日"),
        ("..", ".."),
        (None, ""),
    ],
)
def test_periods_are_written_as_a_reader_says_them(period: str | None, words: str) -> None:
    assert word_period(period) == words


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "change", "words"),
    [
        ("110", "场次", ">", None, "超过110场次"),
        ("33.7", "%", "=", "yoy", "同比增长33.7%"),
        ("-3", "%", "~", "mom", "环比下降约3%"),
        ("40", "%", "=", "share", "占比40%"),
    ],
)
def test_amounts_tell_bound_and_change(
    value: str, unit: str, qualifier: str, change: str | None, words: str
) -> None:
    assert word_amount(Decimal(value), unit, qualifier, change) == words
