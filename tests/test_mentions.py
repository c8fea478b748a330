"""Agencies, companies, organizations, facilities; the choice among all that is proposed."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.mentions.mentions import arbitrate, choose, propose
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Mention, Span
from kg.read.sentences import split_sentences

KINDS = ["Agency", "Company", "Organization", "Place", "Facility", "Policy", "Campaign"]
NEWSPRINT = st.text(
    alphabet="江城市水务局石门县公安派出所有限公司南湖村大道第一医院和与、，。“”（）3A 　\n",
    max_size=60,
)
MENTIONS = st.builds(
    lambda start, length, kind, score: Mention(
        Span(ArticleId("a"), start, start + length), "x", kind, "p", score
    ),
    st.integers(0, 12),
    st.integers(1, 6),
    st.sampled_from(KINDS),
    st.sampled_from([0.3, 0.9]),
)


def find(text: str, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Find by the grammar alone; the tagger has its own tests."""
    article = Article(ArticleId("a"), "page", text)
    sentences = split_sentences(article)
    return arbitrate(article, sentences, propose(sentences, knowledge), knowledge).mentions


def bodies(text: str, knowledge: Knowledge) -> list[str]:
    return [f"{m.text}/{m.kind}" for m in find(text, knowledge) if m.kind != "Place"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # An agency: place or level, function, last word.
        ("会议由石门县水利局主办。", ["石门县水利局/Agency"]),
        ("活动由市医疗保障局主办。", ["市医疗保障局/Agency"]),
        ("省委宣传部、省公安厅公布名单。", ["省委宣传部/Agency", "省公安厅/Agency"]),
        ("石门县纪委监委干部下乡。", ["石门县纪委监委/Agency"]),
        ("财政局、卫生局派人参加。", ["财政局/Agency", "卫生局/Agency"]),
        ("省住房和城乡建设厅副厅长说。", ["省住房和城乡建设厅/Agency"]),
        ("市委常委、市纪委书记到会。", ["市委/Agency", "市纪委/Agency"]),
        ("石门县委书记到会。", ["石门县委/Agency"]),
        ("经商务部批准。", ["商务部/Agency"]),
        # A unit is named together with what it belongs to.
        (
            "石门县人大常委会办公室主任到会。",
            ["石门县人大常委会办公室/Agency", "石门县人大常委会/Agency"],
        ),
        ("石门县人大常委会党组成员到会。", ["石门县人大常委会/Agency"]),
        (
            "常德市公安局石门分局柳溪派出所上榜。",
            [
                "常德市公安局石门分局柳溪派出所/Agency",
                "常德市公安局石门分局/Agency",
                "常德市公安局/Agency",
            ],
        ),
        # A unit with a place of its own needs no other; a place may be in no gazetteer.
        ("常德市税务局石门县支局印发通知。", ["常德市税务局石门县支局/Agency"]),
        ("桦木县气象局发布预警。", ["桦木县气象局/Agency"]),
        ("村党支部书记到会。", ["村党支部/Agency"]),
        # People's organizations and party groups are no agencies of the state.
        ("市妇联、共青团石门县委主办。", ["市妇联/Organization", "共青团石门县委/Organization"]),
        ("蓝湾大学3支医疗队到会。", ["蓝湾大学/Organization"]),
        # A company.
        ("中国移动石门县分公司开门。", ["中国移动石门县分公司/Company"]),
        ("湖南诸安建设集团有限公司说，", ["湖南诸安建设集团有限公司/Company"]),
        ("常德市农业融资担保公司说，", ["常德市农业融资担保公司/Company"]),
        (
            "有白鹭股份、蓝锦电缆、青禾药业参加。",
            ["白鹭股份/Company", "蓝锦电缆/Company", "青禾药业/Company"],
        ),
        ("走进湖南蓝湾食品有限公司，", ["湖南蓝湾食品有限公司/Company"]),
        ("记者从常德银行获悉。", ["常德银行/Company"]),
        ("湖南蓝湾（集团）股份有限公司说，", ["湖南蓝湾（集团）股份有限公司/Company"]),
        ("有关单位蓝湾水果商行被查。", ["蓝湾水果商行/Company"]),
        # Another organization, a built place.
        (
            "县融媒体中心与石门县第一中学合作。",
            ["县融媒体中心/Organization", "石门县第一中学/Organization"],
        ),
        ("石门县柳溪广场人山人海。", ["石门县柳溪广场/Facility"]),
        ("车祸发生在207国道。", ["207国道/Facility"]),
        ("2号数据中心封顶。", ["2号数据中心/Facility"]),
        # Roads by number, by the towns at their ends, with a house number.
        ("位于国道521线旁。", ["国道521线/Facility"]),
        ("浔柳高速封闭。", ["浔柳高速/Facility"]),
        ("浔柳高速白鹭段封闭。", ["浔柳高速白鹭段/Facility"]),
        ("经济高速增长。", []),
        ("店面在萧山友谊路31号。", ["友谊路/Facility"]),
        # A count is no name; a port may have the name of its place alone.
        ("建成5块标准茶园。", []),
        ("货物抵达青岛港。", ["青岛港/Facility"]),
        # A museum acts: it is an organization.
        ("石门县博物馆", ["石门县博物馆/Organization"]),
        # A station of a trade is a unit of an agency.
        ("石门县种苗站", ["石门县种苗站/Agency"]),
        ("石门县农业局种苗站", ["石门县农业局种苗站/Agency", "石门县农业局/Agency"]),
        # A class is no name.
        ("各乡镇、责任部门和规模以上企业参加。", []),
        ("医院、学校、超市和有关部门参加。", []),
        ("丝绸公司和旅游公司参加。", []),
        ("美国公司抢占中国市场。", []),
        ("新建3家医院、20处水库。", []),
    ],
)
def test_bodies(text: str, wanted: list[str], knowledge: Knowledge) -> None:
    assert bodies(text, knowledge) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "石门县开会。（记者 陈明德 通讯员 王小兰）",
        "本报记者陈明德报道",
        "责任编辑：陈明德",
    ],
)
def test_who_signs_is_not_in_the_article(text: str, knowledge: Knowledge) -> None:
    assert bodies(text, knowledge) == []


def test_a_reporter_who_acts_is_in_the_article(knowledge: Knowledge) -> None:
    assert bodies("获奖的记者陈明德说，他很高兴。", knowledge) == ["陈明德/Person"]


def test_a_place_hidden_in_a_firm_is_no_mention_unless_named_elsewhere(
    knowledge: Knowledge,
) -> None:
    firm = "走进常德蓝湾食品有限公司。"

    assert [m.text for m in find(firm, knowledge)] == ["常德蓝湾食品有限公司"]
    assert "常德" in [m.text for m in find(firm + "常德地处湖南。", knowledge)]


def test_a_name_found_once_is_found_everywhere(knowledge: Knowledge) -> None:
    found = find("柳溪乡开展整治\n石门县柳溪乡的柳溪很清。", knowledge)

    assert [m.text for m in found if m.kind == "Place"] == ["柳溪乡", "石门县", "柳溪乡", "柳溪"]


@settings(deadline=None)  # the first text waits for the weights of the tagger
@given(NEWSPRINT)
def test_mentions_say_what_the_text_says(knowledge: Knowledge, text: str) -> None:
    found = find(text, knowledge)

    assert all(text[m.span.start : m.span.end] == m.text for m in found)
    assert found == tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end)))


@given(st.lists(MENTIONS, max_size=12), st.randoms(use_true_random=False))
def test_choice_ignores_the_order_of_recognisers(
    proposed: list[Mention], chance: random.Random
) -> None:
    kept = choose(proposed)

    assert kept == choose(chance.sample(proposed, len(proposed)))
    assert kept == choose(kept)


@given(st.lists(MENTIONS, max_size=12))
def test_kept_mentions_are_apart_or_inside_one_another(proposed: list[Mention]) -> None:
    kept = choose(proposed)

    for one in kept:
        for other in kept:
            apart = not one.span.overlaps(other.span)
            assert one is other or apart or one.span.holds(other.span) or other.span.holds(one.span)
            assert one is other or one.span != other.span
