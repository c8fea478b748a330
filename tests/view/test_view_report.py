"""The report of a build: complete, readable, inert, and the same each time."""

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.know.knowledge import Knowledge
from kg.model import Build, Page, Reading, Region, Role
from kg.view.coverages import measure_coverage, split_1000
from kg.view.reports import escape_markdown, render_markdown, render_report

MakeBuild = Callable[..., Build]
ROLES: list[Role] = ["title", "body", "caption", "furniture", "dropped"]


def test_report_tells_what_was_found(make_build: MakeBuild, knowledge: Knowledge) -> None:
    page = render_report(make_build(), knowledge, "江城日报")

    for words in (
        "<b>7</b><span>实体",
        "王小新",
        "末句在版面上中断",
        "版次",
        "数字·已实现",
        "有时间的 1、同比 1",
    ):
        assert words in page
    assert '<span class="badge">计划</span>' in page


def test_each_fact_leads_to_its_sentence(make_build: MakeBuild, knowledge: Knowledge) -> None:
    page = render_report(make_build(), knowledge, "江城日报")

    links = re.findall(r'class="to" href="#(a\d+s\d+)"', page)
    assert len(links) == 7
    assert set(links) <= set(re.findall(r'<span id="(a\d+s\d+)">', page))
    planned = re.search(r'href="#(a\d+s\d+)"(?:(?!</li>).)*东湖水厂</a> <span class="badge">', page)
    assert planned is not None
    sentence = re.search(rf'<span id="{planned[1]}">(.*?)</span>', page)
    assert sentence is not None
    assert re.sub(r"<[^>]*>", "", sentence[1]) == "该局计划年底前建设东湖水厂。"


def test_text_of_a_page_is_never_markup(make_build: MakeBuild, knowledge: Knowledge) -> None:
    names = {"蓝湾食品公司": "<script>x</script>\"'公司", "陈小满": "javascript:alert(1)"}
    build = make_build(names, title="</title><img src=x>")
    page = render_report(build, knowledge, "<b>")
    text = render_markdown(build, knowledge, "<b>")

    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r'(?:href|src)="(?!#|graph\.html)', page)
    assert "script-src &#39;none&#39;" in page
    assert not re.search(r"(?<!\\)<", text)


def test_a_build_of_nothing_is_reported(make_build: MakeBuild, knowledge: Knowledge) -> None:
    nothing = replace(
        make_build(),
        readings=(),
        extracts=(),
        entities=(),
        claims=(),
        observations=(),
        quotations=(),
    )

    for words in ("没有读到版面", "没有找到实体", "没有异常"):
        assert words in render_report(nothing, knowledge, "江城日报")
    assert "没有异常" in render_markdown(nothing, knowledge, "江城日报")


def test_markdown_has_a_row_for_each_article(make_build: MakeBuild, knowledge: Knowledge) -> None:
    text = render_markdown(make_build(), knowledge, "江城日报")

    row = "| 江城市启动节水周 | page-1 | 王小新 | 报道 | 7 | 5 | 1 | 1 |"
    assert row in text.splitlines()


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=8))
def test_shares_sum_to_the_whole(numbers: list[int]) -> None:
    shares = split_1000(numbers)

    assert sum(shares) == 1000
    exact = [1000 * number / sum(numbers) for number in numbers]
    assert all(abs(share - value) < 1 for share, value in zip(shares, exact, strict=True))


@given(st.lists(st.tuples(st.sampled_from(ROLES), st.text("江 \n城", max_size=5)), max_size=9))
def test_coverage_accounts_for_every_character(parts: list[tuple[Role, str]]) -> None:
    text, regions = "", []
    for role, words in parts:
        regions.append(Region(len(text), len(text) + len(words), role))
        text += words + "\n"
    reading = Reading(Page("p", text + "漏"), (), tuple(regions))

    shares = measure_coverage(reading)

    assert sum(share.characters for share in shares) == len("".join(reading.page.text.split()))
    assert sum(share.permille for share in shares) == 1000
    assert shares[-1].role == "lost"
    assert shares[-1].characters == 1


@given(st.text())
def test_markdown_never_gains_markup(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[<|*\[`]", escape_markdown(text))
