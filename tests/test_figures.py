"""Figures: numbers in all their writings, and what only looks like one."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.figures.figures import find_figures
from kg.extract.figures.numerals import read_numeral
from kg.know.knowledge import load_knowledge
from kg.model import ArticleId, Figure, Sentence, Span

KNOWLEDGE = load_knowledge()
MULTIPLIERS = {word: Decimal(v) for word, v in KNOWLEDGE.words["multiplier"].items()}


def figures_of(text: str) -> tuple[Figure, ...]:
    sentence = Sentence(Span(ArticleId("a"), 0, len(text)), text)
    return find_figures([sentence], KNOWLEDGE)


def told(text: str) -> list[tuple[str, str, str]]:
    return [(str(f.value), f.unit, f.qualifier) for f in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("投资1.2亿元建成", "120000000.0", "元", "="),
        ("产值达到1300多万元", "13000000", "元", ">"),
        ("营收28.44亿元", "2844000000.00", "元", "="),
        ("离岸价306.0 美元/吨", "306", "美元/吨", "="),
        ("棉纱涨到6万元每吨", "60000", "元每吨", "="),
        ("甲醛达到0.1mg/m3时", "0.1", "mg/m3", "="),
        ("事故造成三死", "3", "人", "="),
        ("增长33.0%", "33.0", "%", "="),
        ("覆盖率达99%以上", "99", "%", ">"),
        ("拥有16.3个", "16.3", "个", "="),
        ("算力0.5EFlops", "0.5", "EFlops", "="),
        ("发放10万余份", "100000", "份", ">"),
        ("近三成居民", "3", "成", "~"),
        ("近五成不合格", "5", "成", "~"),
        ("占了近1/3", "0.333333", "", "~"),
        ("三分之一", "0.333333", "", "="),
        ("百分之三十", "30", "%", "="),
        ("带领两名队员", "2", "名", "="),
        ("十几分钟", "10", "分钟", ">"),
        ("百余名志愿者", "100", "名", ">"),
        ("近百吨", "100", "吨", "~"),
        ("上百名", "100", "名", ">"),
        ("长29km", "29", "km", "="),
        ("生产线15条（个）", "15", "条（个）", "="),
        ("完成采购267批(次)", "267", "批(次)", "="),
        ("按0.4元/斤", "0.4", "元/斤", "="),
        ("用电52亿千瓦时", "5200000000", "千瓦时", "="),
        ("装机500千瓦", "500", "千瓦", "="),
        ("占地1,250.5亩", "1250.5", "亩", "="),
        ("共一百二十三户", "123", "户", "="),
        ("不超过10家", "10", "家", "<"),
        ("不足3公里", "3", "公里", "<"),
        ("30分钟内到岗", "30", "分钟", "<"),
        ("约8次", "8", "次", "~"),
        ("5吨左右", "5", "吨", "~"),
        ("可至少容纳20万个", "200000", "个", ">"),
        ("经过3个多小时", "3", "小时", ">"),
        ("历时2个月", "2", "个月", "="),
        ("半个小时", "0.5", "小时", "="),
        ("工作10多年", "10", "年", ">"),
        ("PUE值稳定在1.15以下", "1.15", "", "<"),
        ("筹得的一百万", "1000000", "", "="),
        ("造成一人死亡", "1", "人", "="),
        ("供水5万吨/日", "50000", "吨/日", "="),
        ("节约5000元", "5000", "元", "="),  # 节约 is no 约
        ("附近3家商铺", "3", "家", "="),
    ],
)
def test_amount(text: str, value: str, unit: str, qualifier: str) -> None:
    [(found, own, how)] = told(text)
    assert (Decimal(found), own, how) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("水温8℃至13℃", "8", "13", "℃"),
        ("禁止1—3年", "1", "3", "年"),
        ("需要5至7天", "5", "7", "天"),
        ("投入10-20万元", "100000", "200000", "元"),
    ],
)
def test_range_is_two_figures(text: str, low: str, high: str, unit: str) -> None:
    found = [(Decimal(value), own, how) for value, own, how in told(text)]
    assert found == [(Decimal(low), unit, ">"), (Decimal(high), unit, "<")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年10月23日上午8时30分",
        "2021-2025年",
        "二〇二二年三月",
        "1-8月和前三季度",
        "八十年代末",
        "东湖小区2幢1单元1802室",
        "第三届大会在5号楼举行",
        "拨打96533或0731-88886666",
        "“五一”小长假",
        "建立“1+2+N”体系",
        "开展五查五树",
        "抢修DN100及以上管网",
        "沿104国道行驶",
        "获评5A级景区，开通5G",
        "一个平台、两次会议、六大行动、三级联动",
        "三个方面、四个坚持",
        "《江城市三年行动计划（2023-2025年）》",
        "24小时值班",
        "三年来，两天前",
        "数十名儿童",
        "这500万台设备",
        "编号12.34.56",
        "九九八十一难",
        "车牌为江A12345",
        "6项目和3部门",
        "7个月大的婴儿",
    ],
)
def test_no_figure(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("三千二百", 3200),
        ("两万五千", 25000), ("一亿二千万", 120000000), ("4,500", 4500),
    ],
)  # fmt: skip
def test_numeral(text: str, value: int) -> None:
    assert read_numeral(text, MULTIPLIERS) == value


@pytest.mark.parametrize("text", ["九九八十一", "二三", "百", "十百", "百千"])
def test_no_numeral(text: str) -> None:
    assert read_numeral(text, MULTIPLIERS) is None


ALPHABET = (
    "0123456789.,，。、%‰两一二三十百千万亿半余多几第近约超过不足以上以内"
    "元吨个名人次小时至到-—（）“”《》年月日时分A/"
)


@given(st.text(ALPHABET, min_size=1, max_size=60))
def test_figures_stand_in_the_text_in_order(text: str) -> None:
    found = figures_of(text)
    assert all(text[f.span.start : f.span.end] == f.text for f in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@given(st.text(min_size=1, max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert all(f.value >= 0 for f in figures_of(text)) if text.strip() else True


@given(st.integers(0, 10**9))
def test_written_numbers_are_read_back(number: int) -> None:
    assert [value for value, *_ in told(f"共有{number}吨")] == [str(number)]
