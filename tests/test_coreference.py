"""Coreference: which names of an article are one thing, and what its anaphors mean."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.coreference.coreference import link_mentions
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Entity, Mention, Span
from kg.read.sentences import split_sentences

KINDS = {"A": "Agency", "C": "Company", "O": "Organization", "P": "Place", "F": "Facility"}
KINDS |= {"N": "Person", "K": "Campaign", "E": "Event", "J": "Project", "D": "Policy"}
KINDS |= {"H": "Honour"}

MERGED = (
    ("江城市P|江城P", "江城市", ["江城"]),
    ("江城经济技术开发区P|江城经开区P", "江城经济技术开发区", ["江城经开区"]),
    ("柳江苗族自治州P|柳江州P", "柳江苗族自治州", ["柳江州"]),
    ("江城市教育体育局A|江城市教育部门A", "江城市教育体育局", ["江城市教育部门"]),
    ("翻车事故E|重大交通事故E", "重大交通事故", ["翻车事故"]),
    # of two that it fits, the one that was named before
    ("江城市交易中心A|交易中心A|建设工程交易中心A", "江城市交易中心", ["交易中心"]),
    ("江城系列强奸杀人案E|江城杀人案E", "江城系列强奸杀人案", ["江城杀人案"]),
    ("柳河产妇坠楼事件E|产妇跳楼事件E", "柳河产妇坠楼事件", ["产妇跳楼事件"]),
    ("柳河镇P|柳河村P|柳河P", "柳河镇", ["柳河"]),
    ("江城市水务局A|市水务局A|水务局A", "江城市水务局", ["市水务局", "水务局"]),
    ("江城市柳河区纪委监委A|柳河区纪委监委A", "江城市柳河区纪委监委", ["柳河区纪委监委"]),
    ("蓝湾食品集团C|蓝湾食品C", "蓝湾食品集团", ["蓝湾食品"]),
    ("江城市蓝湾食品有限公司C|蓝湾C", "江城市蓝湾食品有限公司", ["蓝湾"]),
    ("“清源护水”专项行动K|“清源护水”K", "“清源护水”专项行动", ["“清源护水”"]),
    ("清源护水专项行动K|清源护水行动K", "清源护水专项行动", ["清源护水行动"]),
    ("2031年节水宣传活动K|节水宣传活动K", "2031年节水宣传活动", ["节水宣传活动"]),
    ("江城大学第一附属医院O|江大一附院O", "江城大学第一附属医院", ["江大一附院"]),
    ("陈小满N|陈主任N", "陈小满", ["陈主任"]),
    ("陈小满N|陈某满N", "陈小满", ["陈某满"]),
    ("江城市公安局A|江城警方A", "江城市公安局", ["江城警方"]),
    ("江城市检察院A|江城检方A", "江城市检察院", ["江城检方"]),
    ("江城市民政局A|江城市民政部门A", "江城市民政局", ["江城市民政部门"]),
    ("江城市财政局A|江城财政局A", "江城市财政局", ["江城财政局"]),
    ("江城市妇女联合会O|市妇联O", "江城市妇女联合会", ["市妇联"]),
    ("柳江苗族自治州P|柳江州P|柳江P", "柳江苗族自治州", ["柳江", "柳江州"]),
    ("上海市P|沪P", "上海市", ["沪"]),
    ("中国P|我国P", "中国", ["我国"]),
    ("中共中央A|党中央A", "党中央", ["中共中央"]),
    ("江城省节水示范单位H|省级节水示范单位H", "江城省节水示范单位", ["省级节水示范单位"]),
)
APART = (
    "江城杀人案E|江城杀人案律师退庭事件E",
    "江城市公安局A|江城市公安局柳河分局A",
    "市人大常委会A|市人大常委会办公室A",
    "江城市委A|江城市柳河区委A",
    "江城市第一次节水会议E|江城市第二次节水会议E",
    "江城市水务局A|柳河县水务局A",
    "江城县水务局A|柳河县水务局A|水务局A",
    "翻车事故E|火灾事故E|追尾事故E",
    "江城市P|江城市水务局A",
    "陈小满N|陈小芳N|陈主任N",
    "蓝湾食品有限公司C|蓝湾食品有限公司柳河分公司C",
    "蓝湾集团C|蓝湾集团第一食品公司C",
    "江城1号泵站F|江城11号泵站F",
)
ANAPHORA: tuple[tuple[str, dict[str, str]], ...] = (
    ("【江城市水务局A】开展检查。该局成立专班。", {"该局": "江城市水务局"}),
    (
        "【柳河县P】出台措施。今年以来，该县加快建设，全县面貌一新。",
        {"该县": "柳河县", "全县": "柳河县"},
    ),
    ("走进【蓝湾食品公司C】，工人正忙。目前公司订单充足。", {"公司": "蓝湾食品公司"}),
    ("【东湖产业园F】建成。园区入驻企业多。", {"园区": "东湖产业园"}),
    ("【节水知识大赛E】举行。此次比赛由水务部门主办。", {"此次比赛": "节水知识大赛"}),
    ("【江城市节水现场推进会E】召开。此次推进会为期一天。", {"此次推进会": "江城市节水现场推进会"}),
    ("【江城市P】启动行动。我市将加快推进。", {"我市": "江城市"}),
    ("【江城市安监局A】对【大丰水果商行C】检查，责令该商行整改。", {"该商行": "大丰水果商行"}),
    ("【大丰商行C】有隐患，已提请【江城市安委会A】对该单位督办。", {"该单位": "大丰商行"}),
    ("【江城市水务局A】的下属单位【东湖水厂F】供水。水厂负责人带头值班。", {"水厂": "东湖水厂"}),
    ("【江城市青山林场F】巡查。今年，林场种树百亩。", {"林场": "江城市青山林场"}),
    # what cannot be resolved makes nothing
    ("【江城市青山林场F】、【柳河县东湖林场F】巡查。今年，林场种树百亩。", {}),
    (
        "今年以来，该局成立专班，我市加快建设。【江城市P】很好。【柳河市P】也好。",
        {"我市": "江城市"},
    ),
    # a bare noun means what the article is about rather than what was named last
    (
        "【江城医院O】很忙。【江城医院O】开会，【江城医院O】请来【柳河医院O】专家。医院开诊。",
        {"医院": "江城医院"},
    ),
    ("【江城医院O】很忙。我院将加快建设，全院动员。", {"我院": "江城医院"}),
    ("支持企业发展，各类企业受益。【蓝湾食品公司C】说。", {}),
    ("【甲超市C】、【乙超市C】等开业。该超市降价。", {}),
    ("规模以上企业增长。【江城市P】有一批园区、学校。", {}),
)


def read(marked: str, *, separator: str = "") -> tuple[Article, list[Mention]]:
    """Read a text whose names stand in 【】 with the letter of their kind at the end."""
    parts, mentions, offset = marked.replace("】", "【").split("【"), [], 0
    text = "".join(part[:-1] if at % 2 else part for at, part in enumerate(parts))
    for at, part in enumerate(parts):
        name = part[:-1] if at % 2 else part
        if at % 2:
            span = Span(ArticleId("a"), offset, offset + len(name))
            mentions.append(Mention(span, name, KINDS[part[-1]], "test"))
        offset += len(name)
    return Article(ArticleId("a"), "p", text + separator), mentions


def link(marked: str, knowledge: Knowledge) -> tuple[Article, tuple[Entity, ...]]:
    article, mentions = read(marked)
    return article, link_mentions(article, split_sentences(article), mentions, knowledge)


def sentences_of(names: str) -> str:
    return "".join(f"【{name}】很好。" for name in names.split("|"))


@pytest.mark.parametrize(("names", "fullest", "aliases"), MERGED, ids=[c[0] for c in MERGED])
def test_short_forms_join_the_full_one(
    names: str, fullest: str, aliases: list[str], knowledge: Knowledge
) -> None:
    _, entities = link(sentences_of(names), knowledge)
    (entity,) = [entity for entity in entities if entity.name == fullest]

    assert sorted(entity.aliases) == sorted(aliases)
    assert len(entity.reasons) == len(aliases)


@pytest.mark.parametrize("names", APART)
def test_what_conflicts_stays_apart(names: str, knowledge: Knowledge) -> None:
    _, entities = link(sentences_of(names), knowledge)

    assert [entity.name for entity in entities] == [name[:-1] for name in names.split("|")]


@pytest.mark.parametrize(("marked", "meant"), ANAPHORA, ids=[c[0][:20] for c in ANAPHORA])
def test_anaphors_mean_the_nearest_name_that_fits(
    marked: str, meant: dict[str, str], knowledge: Knowledge
) -> None:
    article, entities = link(marked, knowledge)
    found = {m.text: entity.name for entity in entities for m in entity.anaphora}

    assert found == meant
    assert all(
        article.text[m.span.start : m.span.end] == m.text
        for entity in entities
        for m in entity.anaphora
    )


DEFINED: tuple[tuple[str, str, list[str]], ...] = (
    (
        "【江城市水务集团公司C】（以下简称“江城水务”）成立。江城水务负责供水。",
        "江城市水务集团公司",
        ["江城水务", "江城水务"],
    ),
    (
        "【《江城市节水管理办法》D】（下称《办法》）出台。《办法》明确了要求。",
        "《江城市节水管理办法》",
        ["《办法》", "《办法》"],
    ),
    ("【江城市政务服务中心A】（以下简称“中心”）成立。中心设五个窗口。", "江城市政务服务中心", []),
)


@pytest.mark.parametrize(("marked", "name", "shorts"), DEFINED, ids=[c[1] for c in DEFINED])
def test_the_article_defines_short_forms(
    marked: str, name: str, shorts: list[str], knowledge: Knowledge
) -> None:
    article, (entity,) = link(marked, knowledge)

    assert entity.name == name
    assert [m.text for m in entity.mentions[1:]] == shorts
    assert all(article.text[m.span.start : m.span.end] == m.text for m in entity.mentions)


@pytest.mark.parametrize(
    ("name", "larger"),
    [
        ("江城市水务局财务科A", ["江城市水务局"]),
        (
            "江城市公安局城南分局柳林派出所A",
            ["江城市公安局", "江城市公安局城南分局"],
        ),
        ("江城大学附属医院O", ["江城大学"]),
        ("蓝湾食品有限公司研究所O", ["蓝湾食品有限公司"]),
        ("江城市水务局A", []),
        ("江城市政府采购中心A", []),
        ("蓝湾集团股份有限公司C", []),
    ],
)
def test_larger_bodies_are_found_in_the_names_of_units(
    name: str, larger: list[str], knowledge: Knowledge
) -> None:
    _, entities = link(f"【{name}】很好。", knowledge)

    assert sorted(entity.name for entity in entities) == sorted([*larger, name[:-1]])


def test_definitions_in_a_circle_end(knowledge: Knowledge) -> None:
    _, entities = link("【甲乙社O】（以下简称丙丁社），【丙丁社O】（以下简称甲乙社）。", knowledge)

    assert [entity.name for entity in entities] == ["甲乙社"]


def test_ids_count_in_order_of_first_mention(knowledge: Knowledge) -> None:
    _, entities = link("【乙公司C】和【甲公司C】，【乙公司C】。", knowledge)

    assert [(e.id, e.name, len(e.mentions)) for e in entities] == [
        ("a#0", "乙公司", 2),
        ("a#1", "甲公司", 1),
    ]


NAMES = st.lists(st.sampled_from([name for case in MERGED for name in case[0].split("|")]))


@given(names=NAMES, chance=st.randoms())
def test_every_mention_is_in_one_entity_whatever_their_order(
    names: list[str], chance: random.Random, knowledge: Knowledge
) -> None:
    article, mentions = read(sentences_of("|".join(names)) if names else "无。")
    sentences = split_sentences(article)
    entities = link_mentions(article, sentences, mentions, knowledge)
    shuffled = chance.sample(mentions, len(mentions))

    named = [m for e in entities for m in e.mentions]

    assert sorted(m.span for m in named if m.by == "test") == sorted(m.span for m in mentions)
    assert link_mentions(article, sentences, shuffled, knowledge) == entities
