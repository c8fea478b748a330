"""Observations: of whom a figure is reported, what it measures, when, and whether it is so."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.figures.figures import find_figures
from kg.extract.observations.observations import find_observations
from kg.know.knowledge import load_knowledge
from kg.model import (
    Article,
    ArticleId,
    Entity,
    EntityId,
    Mention,
    Observation,
    Quotation,
    Span,
)
from kg.read.sentences import split_sentences

KNOWLEDGE = load_knowledge()
KINDS = {
    "江城市": "Place", "东山镇": "Place", "西河村": "Place", "江城市水务局": "Agency",
    "蓝湾食品公司": "Company", "江城产业园": "Facility", "张三": "Person", "翻车事故": "Event",
    "清水行动": "Campaign", "江城大桥工程": "Project", "甲公司": "Company", "乙公司": "Company",
}  # fmt: skip
ID = ArticleId("a")


def find_all(text: str, name: str) -> tuple[Mention, ...]:
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    return tuple(Mention(Span(ID, at, at + len(name)), name, KINDS[name], "t") for at in starts)


def read_entities(text: str) -> tuple[Entity, ...]:
    taken = [False] * len(text)
    entities = []
    for name in sorted((name for name in KINDS if name in text), key=lambda n: (-len(n), n)):
        mentions = [m for m in find_all(text, name) if not taken[m.span.start]]
        for mention in mentions:
            taken[mention.span.start : mention.span.end] = [True] * len(name)
        entities.append(Entity(EntityId(name), KINDS[name], name, (), tuple(mentions)))
    return tuple(sorted(entities, key=lambda entity: text.index(entity.name)))


def observations_of(
    text: str, issued: str | None = "2023-10-25", quotations: tuple[Quotation, ...] = ()
) -> tuple[Observation, ...]:
    article = Article(ID, "p", text, issued=issued)
    sentences = split_sentences(article)
    figures = find_figures(sentences, KNOWLEDGE)
    entities = read_entities(text)
    return find_observations(article, sentences, entities, figures, quotations, KNOWLEDGE)


def told(text: str, issued: str | None = "2023-10-25") -> list[tuple[str, str, str]]:
    found = observations_of(text, issued)
    return [(o.subject, o.metric, f"{o.figure.value:f}{o.figure.unit}") for o in found]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        # the subject of the clause, of the sentence, of the sentence before
        ("江城市水务局抽调10名骨干。", ["江城市水务局"]),
        ("江城市水务局深入企业，抽调10名骨干。", ["江城市水务局"]),
        ("江城市水务局开展宣讲。抽调10名骨干，成立分团22个。", ["江城市水务局"] * 2),
        # what the name says lies in an oblique phrase, in the list summed up, or in who says so
        ("江城市水务局在东山镇发放资料200份。", ["江城市水务局"]),
        ("江城产业园蓬勃发展。甲公司、乙公司等62家企业已入驻。", ["江城产业园"]),
        ("蓝湾食品公司负责人张三说，江城产业园占地4500亩。", ["江城产业园"]),
        # a name that stands aside in the sentence is nearer than the sentence before
        ("江城市水务局开展宣讲。昨天上午记者来到东山镇，12家企业已入驻。", ["东山镇"]),
        # a name after a preposition neither acts nor takes the figure beside it
        ("江城市水务局决定，每天向东山镇投放150吨冻肉。", ["江城市水务局"]),
        # who answers in an interview is not what he speaks of
        ("蓝湾食品公司开工。张三：去年销售5万吨。", ["蓝湾食品公司"]),
        # a name at the figure, the head of a relative clause, a topic set off by a comma
        ("江城市水务局介绍了西河村3000亩土地。", ["西河村"]),
        ("江城市规划建设总投资500亿元的江城产业园。", ["江城产业园"]),
        ("江城大桥工程，东山镇部分投资8亿元。", ["江城大桥工程"]),
        # the officer of a body acts himself
        ("蓝湾食品公司总经理张三来到现场，采摘了200斤白菜。", ["张三"]),
        # a person that nothing goes back to leaves the topic to the body before; he takes it up
        ("江城市水务局抽调骨干。局长张三走访企业。全年发放资料200份。", ["江城市水务局"]),
        ("江城市水务局抽调骨干。局长张三走访企业。他带领10名骨干。", ["张三"]),
        # a length of time that only says when is reported of nobody
        ("江城市水务局将在未来5年抽调10名骨干。", ["江城市水务局"]),
        # the dead and hurt are the accident's
        ("东山镇发生一起翻车事故，造成2人死亡，3人受伤。", ["翻车事故"] * 2),
    ],
)
def test_subject(text: str, subjects: list[str]) -> None:
    assert [subject for subject, *_ in told(text)] == subjects


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("蓝湾食品公司受益群众超过10万人。", ["受益群众"]),
        ("蓝湾食品公司产值达1300多万元。", ["产值"]),
        ("江城市共有5G基站917个，光纤覆盖率达99%以上。", ["5G基站", "光纤覆盖率"]),
        ("江城市发放宣传资料10万余份、宣传折页6000余册。", ["发放宣传资料", "宣传折页"]),
        ("江城市有8名民警、17名辅警。", ["民警", "辅警"]),
        ("江城市推动1200家企业上云。", ["企业上云"]),
        ("江城市10家被评为示范企业。", ["被评为示范企业"]),
        ("江城市水温保持在8℃至13℃的低位。", ["水温", "水温"]),
        ("江城市税收1000万元，同比增长5%。", ["税收", "税收"]),
        ("江城市租金40万元，税收80万元，同比分别增长33%、37%。", ["租金", "税收"] * 2),
        ("江城市汽车产销分别完成631辆和627辆。", ["汽车产量", "汽车销量"]),
        ("江城市水稻、小麦、玉米分别收获5吨、6吨和7吨。", ["水稻", "小麦", "玉米收获"]),
        ("江城市办理时间由5天缩短至3天。", ["办理时间", "办理时间"]),
        ("江城市及时率提升至95%。", ["及时率"]),
        ("江城市年产值亿元以上企业48家，过10亿元企业10家。", ["年产值亿元以上企业", "10亿元企业"]),
        ("江城市产值10亿元以上的企业12家。", ["产值10亿元以上的企业"]),
        ("江城市水务局2至4小时内完成抢修任务。", ["完成抢修任务"] * 2),
        ("江城市库存500吨，较前一周减少21吨。", ["库存", "库存"]),
        ("江城市行程为期六天。", ["行程"]),
        ("江城市拥有率高达67%。", ["拥有率"]),
        ("江城市预计旅游收入突破5000万元💰！", ["预计旅游收入"]),
        ("江城市采购金额达¥1,200,000元。", ["采购金额"]),
        ("江城市游客3.2万人次😀😀。", ["游客"]),
        ("江城市表彰了12名获得称号的员工。", ["表彰获得称号的员工"]),
        ("江城市2名伤者是外地送来的。", ["伤者"]),
        ("40分钟后，吊车来到江城市。", ["吊车来到江城市"]),
        ("江城市采购规模与上年同期相比增加20万元，增长80%。", ["采购规模", "采购规模"]),
        ("江城市水务局抽查食品，20批次产品不合格。", ["产品不合格"]),
        ("甲公司走进东山镇，300户农民签订了稻米订单。", ["农民签订稻米订单"]),
        ("江城市增加值增长4%，增速加快0.2个百分点。", ["增加值", "增加值增速"]),
        ("江城市按药物占比20%测算，采购规模达15亿元。", ["药物", "采购规模"]),
    ],
)  # fmt: skip
def test_metric(text: str, metrics: list[str]) -> None:
    assert [metric for _, metric, _ in told(text)] == metrics


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2022年，江城市税收5万元。", ["2022"]),
        ("今年一季度，江城市税收5万元，收入6万元。", ["2023-01/2023-03"] * 2),
        ("江城市于2012年设立，现有人口5万人。", [None]),
        ("近日，江城市税收5万元。", [None]),
        ("江城市2021年以来查处案件8件。", [None]),
        ("江城市10月23日举行活动。参加群众300名。", ["2023-10-23"]),
        ("江城市10月23日举行活动。\n参加群众300名。", [None]),
        ("今年以来，江城市开展宣讲。\n目前，江城市举办讲座18期。", ["2023"]),
        ("今年以来，江城市开展宣讲。\n目前，江城市共有基站18个。", [None]),
        ("江城市日均用水203吨，同比去年199吨增长了2%。", [None, "2022", None]),
    ],
)
def test_period(text: str, periods: list[str | None]) -> None:
    assert [o.period for o in observations_of(text)] == periods


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("江城市税收5万元。", ["actual"]),
        ("江城市计划建成机架5000个。", ["target"]),
        ("江城市力争到2025年，推动1200家企业上云，普及率达50%。", ["target"] * 2),
        ("到2025年，江城市机架规模达5000个。", ["target"]),
        ("到2010年，江城市机架规模达5000个。", ["actual"]),
        ("江城市将建成学校3所。", ["target"]),
        ("江城大桥工程正在编制可研报告，总投资8亿元。", ["target"]),
        ("2022年10月1日至2022年10月3日，江城市售票5万张。", ["actual"]),
        ("江城市水务局暂定工期2个月。", ["target"]),
        ("江城市将资金20万元拨付到位。", ["actual"]),
        ("江城产业园可容纳服务器500台。", ["capacity"]),
        ("江城产业园规划占地4500亩，可容纳服务器500台。", ["target", "capacity"]),
        ("江城产业园目前面向全市服务，年接听能力超100万通。", ["capacity"]),
        ("江城产业园力争接听能力达100万通。", ["target"]),
        ("江城市计划扩建，已建成机架3000个。", ["actual"]),
        ("江城市水务局要求30分钟内赶到现场。", ["target"]),
        ("江城市水务局2至4小时内恢复供水。", ["target", "target"]),
        ("江城市一年可节电52亿千瓦时，相当于减少排放554万吨。", ["capacity", "capacity"]),
    ],
)
def test_status(text: str, statuses: list[str]) -> None:
    assert [o.status for o in observations_of(text)] == statuses


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("江城市税收同比增长5%。", [("5", "yoy")]),
        ("江城市税收同比下降5.5%。", [("-5.5", "yoy")]),
        ("江城市税收环比增长5%。", [("5", "mom")]),
        ("江城市税收较去年增长5%。", [("5", "yoy")]),
        ("江城市及时率提升至95%。", [("95", None)]),
        ("江城市税收同比增长5%，其中房产增长6%。", [("5", "yoy"), ("6", "yoy")]),
        ("江城市税收占全市的30%。", [("30", "share")]),
        ("江城市库存较前一周减少21吨。", [("-21", None)]),
        ("江城市税收5万元。", [("50000", None)]),
    ],
)
def test_change(text: str, changes: list[tuple[str, str | None]]) -> None:
    found = [(str(o.figure.value), o.change) for o in observations_of(text)]
    assert found == changes


def test_a_figure_said_twice_is_listed_once() -> None:
    assert len(told("江城市受益群众300名。江城市群众300名受益。")) == 1
    assert len(told("江城市建成学校3所。江城市改造医院3所。")) == 2


def test_headline_headings_and_names_give_none() -> None:
    title = "江城市建成学校35所"
    article = Article(ID, "p", f"{title}\n江城市举行活动。", len(title) + 1, issued="2023")
    sentences = split_sentences(article)
    place = Entity(EntityId("p"), "Place", "江城市", (), find_all(article.text, "江城市"))
    figures = find_figures(sentences, KNOWLEDGE)
    assert figures
    assert find_observations(article, sentences, [place], figures, (), KNOWLEDGE) == ()
    assert told("江城市举行活动。\n建成学校35所\n大家很高兴。") == []


def test_without_entities_no_observation() -> None:
    assert told("建成学校35所。") == []


def test_evidence_names_the_subject_or_its_antecedent() -> None:
    text = "江城市水务局开展宣讲。发放资料200份。"
    [found] = observations_of(text)
    sentence = found.evidence.sentence
    assert text[sentence.start : sentence.end] == "发放资料200份。"
    [before] = found.evidence.antecedents
    assert text[before.start : before.end] == "江城市水务局"


def test_speaker_of_a_figure_in_a_quotation() -> None:
    text = "张三说：“江城市税收5万元。”"
    span = Span(ID, 5, len(text) - 1)
    words = Quotation(EntityId("张三"), span, text[5:-1], observations_of(text)[0].evidence)
    [found] = observations_of(text, quotations=(words,))
    assert found.speaker == "张三"


WORDS = "2023年 目前 今年以来 增长 同比 分别 5个 30% 1.2亿元 3至5天 两名 企业 建成 资料 等8家"
PIECES = [*KINDS, *"，。、；：“”（）的和在将可达至\n", *WORDS.split()]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS.filter(lambda text: text.strip() != ""))
def test_every_observation_is_proved(text: str) -> None:
    names = {name for name in KINDS if name in text}
    for found in observations_of(text):
        assert found.subject in names
        assert found.metric
        assert found.evidence.sentence.holds(found.figure.span)
        spans = (found.evidence.sentence, *found.evidence.antecedents)
        assert any(found.subject in text[span.start : span.end] for span in spans)


def test_time_is_linear_in_a_sentence_without_end() -> None:
    unit = "江城市建成学校35所，甲公司、乙公司等8家投资2亿元的江城产业园今年增长5%，"

    def cost(times: int) -> float:
        article = Article(ID, "p", unit * times)
        sentences, entities = split_sentences(article), read_entities(article.text)
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            figures = find_figures(sentences, KNOWLEDGE)
            find_observations(article, sentences, entities, figures, (), KNOWLEDGE)
            best = min(best, time.perf_counter() - start)
        return best

    cost(10)
    assert cost(400) < 8 * cost(100)
