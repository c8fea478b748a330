"""Dates: what a reader of the day of issue understands."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.figures.dates import Date, find_dates
from kg.know.knowledge import load_knowledge
from kg.model import ArticleId, Sentence, Span

KNOWLEDGE = load_knowledge()


def dates_of(text: str, issued: str | None = "2023-10-25") -> tuple[Date, ...]:
    sentence = Sentence(Span(ArticleId("a"), 0, len(text)), text)
    return find_dates([sentence], issued, KNOWLEDGE)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("今年以来", "2023"),
        ("去年", "2022"),
        ("2022年", "2022"),
        ("二〇二一年", "2021"),
        ("一季度", "2023-01/2023-03"),
        ("今年第二季度", "2023-04/2023-06"),
        ("前三季度", "2023-01/2023-09"),
        ("1-8月", "2023-01/2023-08"),
        ("2022年1至6月", "2022-01/2022-06"),
        ("上半年", "2023-01/2023-06"),
        ("前5个月", "2023-01/2023-05"),
        ("2025年", "2025"),
        ("2023年底", "2023-12"),
        ("去年年末", "2022-12"),
        ("年底", "2023-12"),
        ("到“十二五”末", "2015"),
        ("截至5月底", "2023-05"),
        ("“十二五”期间", "2011/2015"),
        ("2021-2025年", "2021/2025"),
        ("10月23日", "2023-10-23"),
        ("24日", "2023-10-24"),
        ("10月1日至7日", "2023-10-01/2023-10-07"),
        ("今天", "2023-10-25"),
        ("昨日", "2023-10-24"),
        ("“五一”期间", "2023-04-29/2023-05-03"),
        ("近日", None),
        ("目前", None),
        ("13月", None),
        ("2月30日", None),
    ],
)
def test_date(text: str, value: str | None) -> None:
    [found] = dates_of(text)
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "issued", "values"),
    [
        ("10月23日举行，24日闭幕，当天揭晓", "2023-11-02", ["2023-10-23"] + ["2023-10-24"] * 2),
        ("12月28日，江城通车", "2023-01-05", ["2022-12-28"]),
        ("去年，3月5日，一季度", None, [None, None, None]),
        ("2011年9月26日启用，28日开放", None, ["2011-09-26", "2011-09-28"]),
        ("2011年二季度，高于一季度", "2012-05-01", ["2011-04/2011-06", "2011-01/2011-03"]),
        ("今年一季度", "2023", ["2023-01/2023-03"]),
        ("昨日", "2023", [None]),
        # without a day of issue, the latest year that the text names and does not look ahead to
        ("今年，全市增收。2022年，投资增长。到2035年建成", None, ["2022", "2022", "2035"]),
        ("6月，全市增收。2022年，投资增长。7月", None, [None, "2022", "2022-07"]),
        ("2023年“五一”期间入园，期间供水", None, ["2023-04-29/2023-05-03"] * 2),
    ],
)  # fmt: skip
def test_dates_lean_on_one_another(text: str, issued: str | None, values: list[str | None]) -> None:
    assert [found.value for found in dates_of(text, issued)] == values


@pytest.mark.parametrize(
    "text", ["《江城市2022年方案》", "日供水12万吨", "“五一”", "三角洲", "每日"]
)
def test_no_date(text: str) -> None:
    assert dates_of(text) == ()


def test_marks_of_a_date() -> None:
    assert [d.until for d in dates_of("到2025年，截至2022年")] == [True, False]
    assert [d.compared for d in dates_of("较去年，比2020年，2021年")] == [True, True, False]
    assert [d.kind for d in dates_of("目前，近日，今年")] == ["now", "recent", "date"]


def is_iso(value: str) -> bool:
    for part in value.split("/"):
        padded = part + "-01-01"[len(part) - 4 :] if len(part) < 10 else part
        date.fromisoformat(padded)
    return True


@given(
    st.text(
        "0123456789一二三四五六七八九十年月日底末季度上下半前今去明至到-—“”五一国庆春节期间",
        min_size=1,
        max_size=40,
    )
)
def test_values_are_iso_dates_of_the_text(text: str) -> None:
    found = dates_of(text)
    assert all(is_iso(one.value) for one in found if one.value)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
