"""What sentences claim: topics, lists, status, proof, readings of names, and bounded time."""

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.claims.claims import find_claims
from kg.extract.claims.examples import read_example
from kg.know.knowledge import load_knowledge
from kg.model import Article, Claim, Entity, Evidence, Quotation, Span
from kg.read.sentences import split_sentences

KNOWLEDGE = load_knowledge()


def read(text: str) -> tuple[Article, tuple[Entity, ...], tuple[Claim, ...]]:
    article, entities = read_example(text)
    return (
        article,
        entities,
        find_claims(article, split_sentences(article), entities, (), KNOWLEDGE),
    )


def told(text: str) -> set[str]:
    """Give the claims of a text as 'subject property object [role] [status]'."""
    _, entities, claims = read(text)
    names: dict[str, str] = {entity.id: entity.name for entity in entities}
    return {
        " ".join(
            part
            for part in (
                names[c.subject],
                c.property,
                names.get(c.object, c.object),
                c.role,
                c.status if c.status != "actual" else None,
            )
            if part
        )
        for c in claims
    }


SAID = [
    (
        "the topic goes on to the next clause",
        "[柳溪乡/Place]高度重视，开展[清水行动/Campaign]。",
        {"柳溪乡 organizes 清水行动"},
    ),
    (
        "and to the next sentence of the paragraph",
        "[柳溪乡/Place]高度重视。出台[《节水方案》/Policy]。",
        {"柳溪乡 issues 《节水方案》"},
    ),
    (
        "a headline's topic stands before the colon",
        "[柳溪乡/Place]：扎实推进[清水行动/Campaign]",
        {"柳溪乡 organizes 清水行动"},
    ),
    (
        "a new paragraph keeps the topic if it names no other actor",
        "[柳溪乡/Place]高度重视。\n今年以来，大力开展[清水行动/Campaign]。",
        {"柳溪乡 organizes 清水行动"},
    ),
    (
        "but not if it does",
        "[柳溪乡/Place]高度重视。\n在[江钢/Company]的支持下开展[清水行动/Campaign]。",
        set(),
    ),
    (
        "a back-reference is a subject",
        "[江城市水务局/Agency]很忙。[该局/Agency=江城市水务局]出台[《节水方案》/Policy]。",
        {"江城市水务局 issues 《节水方案》"},
    ),
    (
        "we are no topic",
        "[张三/Person]看望[柳溪乡/Place]干部，我们开展[清水行动/Campaign]。",
        set(),
    ),
    (
        "she is the last person",
        "[张三/Person]很努力。2031年她被授予[节水标兵/Honour]称号。",
        {"张三 receives 节水标兵"},
    ),
    (
        "each member of a list gets the claim",
        "[蓝湾食品/Company]、[江钢/Company]和[远山药业/Company]等8家企业荣获[节水标兵/Honour]。",
        {f"{name} receives 节水标兵" for name in ("蓝湾食品", "江钢", "远山药业")},
    ),
    (
        "who is never named makes no claim",
        "[该局/Agency=江城市水务局]出台[《节水方案》/Policy]。",
        set(),
    ),
    (
        "a modifier is not the subject",
        "[柳溪乡/Place]的干部开展[清水行动/Campaign]。",
        set(),
    ),
    (
        "nor is what follows a preposition",
        "在[柳溪乡/Place]开展[清水行动/Campaign]。",
        set(),
    ),
    (
        "the nearest actor before the verb acts",
        "按照[市水务局/Agency]下发[《节水办法》/Policy]的要求，[江钢/Company]停产。",
        {"市水务局 issues 《节水办法》"},
    ),
    (
        "a title and its person",
        "[江城市水务局/Agency]党组成员、副局长[张三/Person]说。",
        {"张三 worksFor 江城市水务局 党组成员、副局长"},
    ),
    (
        "persons with titles in a row take part, each for itself",
        "[江城大学/Organization]校长[张三/Person]，[江钢/Company]经理[李四/Person]出席[论坛/Event]。",
        {
            "张三 worksFor 江城大学 校长",
            "李四 worksFor 江钢 经理",
            "张三 participatesIn 论坛",
            "李四 participatesIn 论坛",
        },
    ),
    (
        "a plan is not a fact",
        "[江钢/Company]计划建设[滨江泵站/Facility]。",
        {"江钢 builds 滨江泵站 planned"},
    ),
    (
        "将 before the verb is a plan too",
        "[江钢/Company]将建设[滨江泵站/Facility]。",
        {"江钢 builds 滨江泵站 planned"},
    ),
    (
        "what did not happen is negated",
        "[江钢/Company]没有参加[论坛/Event]。",
        {"江钢 participatesIn 论坛 negated"},
    ),
    (
        "an address is a chain",
        "[永兴省/Place][江城市/Place][柳溪镇/Place]下雨。",
        {"江城市 locatedIn 永兴省", "柳溪镇 locatedIn 江城市"},
    ),
    (
        "a name that goes on with its level is no member of it",
        "[江城市/Place][[云州/Place]区/Place]下雨。",
        {"云州区 locatedIn 江城市"},
    ),
    (
        "of places in a row the last is meant",
        "[论坛/Event]在[永兴省/Place][江城市/Place]举行。",
        {"江城市 locatedIn 永兴省", "论坛 locatedIn 江城市"},
    ),
    (
        "an agency serves its own innermost place, its unit nothing",
        "[[[江城市/Place]公安局/Agency][柳溪/Place]派出所/Agency]和[江城市公安局办公室/Agency]。",
        {
            "江城市公安局 jurisdiction 江城市",
            "江城市公安局柳溪派出所 jurisdiction 柳溪",
            "江城市公安局柳溪派出所 partOf 江城市公安局",
            "江城市公安局办公室 partOf 江城市公安局",
        },
    ),
    (
        "a short place name inside another name proves nothing on its own",
        "[[朝阳/Place]化工厂/Facility]停产。",
        set(),
    ),
    (
        "who settles without a place settles in the paragraph's",
        "在[滨江产业园/Facility]，机器轰鸣。[江钢/Company]等8家企业已入驻。",
        {"江钢 locatedIn 滨江产业园"},
    ),
    (
        "products are words",
        "[江钢/Company]专业生产各类钢板、钢管和型材等产品。",
        {f"江钢 produces {thing}" for thing in ("钢板", "钢管", "型材")},
    ),
    (
        "a name tells its place where it begins with it",
        "[江城市/Place]很热。[蓝湾（[江城市/Place]）食品公司/Company]停产。",
        set(),
    ),
    (
        "or where a branch is named after it",
        "[江城市/Place]很热。[蓝湾银行[江城市/Place]分行/Company]停业。",
        {"蓝湾银行江城市分行 locatedIn 江城市"},
    ),
    (
        "a hospital lies in the place whose short name it bears, a newspaper need not",
        "[桂林/Place]很热。[[桂林/Place]蓝湾医院/Organization]很忙，[[桂林/Place]日报/Organization]说。",
        {"桂林蓝湾医院 locatedIn 桂林"},
    ),
    (
        "not all that follows a body's name makes a unit of it",
        "[江城日报/Organization]和[江城日报新闻热线/Organization]。",
        set(),
    ),
    (
        "an office is part of the last one of its trade",
        "[江城市公安局/Agency]和[江城市水务局/Agency]很忙，[公安分局/Agency]也忙。",
        {"公安分局 partOf 江城市公安局"},
    ),
    (
        "a post without a body is one of the body that the article is about",
        "[江城医院/Organization]很忙。[江城医院/Organization]和[柳溪医院/Organization]开会。院长[张三/Person]说。",
        {"张三 worksFor 江城医院 院长"},
    ),
    (
        "who held the post still counts, with 原",
        "[江城市水务局/Agency]原局长[张三/Person]受审。",
        {"张三 worksFor 江城市水务局 原局长"},
    ),
    (
        "one row for two who work together",
        "[江钢/Company]与[江城大学/Organization]合作。[江城大学/Organization]与[江钢/Company]合作。",
        {"江钢 cooperatesWith 江城大学"},
    ),
]


@pytest.mark.parametrize(("why", "text", "claims"), SAID, ids=[case[0] for case in SAID])
def test_text_claims(why: str, text: str, claims: set[str]) -> None:
    assert told(text) == claims, why


def test_evidence_names_or_points_at_the_names() -> None:
    article, entities, claims = read(
        "[江城市水务局/Agency]很忙。[该局/Agency=江城市水务局]出台[《节水方案》/Policy]。"
    )
    (claim,) = claims
    bureau = entities[0]

    assert article.text[claim.evidence.sentence.start :] == "该局出台《节水方案》。"
    assert claim.evidence.antecedents == (bureau.mentions[0].span,)


def test_short_form_without_its_head_is_no_parent() -> None:
    article, (works, group) = read_example("[三江重工/Company]和[三江集团/Company]都在招工。")
    works = replace(works, aliases=("三江",))

    assert not find_claims(article, split_sentences(article), (works, group), (), KNOWLEDGE)


def test_claim_in_a_quotation_has_its_speaker() -> None:
    article, entities = read_example("[张三/Person]说：“[江钢/Company]参加[论坛/Event]。”")
    sentences = split_sentences(article)
    said = Span(article.id, 4, 11)
    quotation = Quotation(entities[0].id, said, "江钢参加论坛。", Evidence(sentences[0].span))
    (claim,) = find_claims(article, sentences, entities, (quotation,), KNOWLEDGE)

    assert claim.speaker == entities[0].id


PIECES = st.lists(
    st.sampled_from(
        [
            "[江城市/Place]",
            "[江城市水务局/Agency]",
            "[该局/Agency=江城市水务局]",
            "[张三/Person]",
            "[江钢/Company]",
            "[清水行动/Campaign]",
            "[论坛/Event]",
            "[《办法》/Policy]",
            "[标兵/Honour]",
            *"，。；、的和在由被将等与“”（\n",
            "局长",
            "开展",
            "参加",
            "建设",
            "评为",
            "位于",
            "她",
            "入驻",
        ]
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_every_claim_is_proved_and_said_once(text: str) -> None:
    article, entities, claims = read(text)
    known: dict[str, Entity] = {entity.id: entity for entity in entities}
    keys = [(c.subject, c.property, c.object) for c in claims]

    assert len(set(keys)) == len(keys)
    for claim in claims:
        spans = (claim.evidence.sentence, *claim.evidence.antecedents)
        shown = [article.text[span.start : span.end] for span in spans]
        for end in (claim.subject, claim.object):
            name = known[end].name if end in known else end
            assert any(name in words for words in shown)


LONG = {
    "a list of names": lambda n: "[江钢/Company]、" * n + "等企业荣获[标兵/Honour]。",
    "a list, then clauses": lambda n: (
        "[江钢/Company]、" * n + "[江钢/Company]表示，" + "开展[清水行动/Campaign]，" * n
    ),
    "no stop": lambda n: "[江城市/Place]" + "大力开展各项建设工作并" * n + "[清水行动/Campaign]。",
    "clauses": lambda n: "[江城市/Place]开展[清水行动/Campaign]，" * n,
    "titles": lambda n: "局长、" * n + "[张三/Person]。",
    "brackets": lambda n: "（" * n + "[张三/Person]",
    "dates": lambda n: "2031年" * n + "[江钢/Company]参加[论坛/Event]。",
}


@pytest.mark.parametrize("make", LONG.values(), ids=LONG)
def test_odd_sentences_take_linear_time(make: Callable[[int], str]) -> None:
    def seconds(members: int) -> float:
        article, entities = read_example(make(members))
        sentences = split_sentences(article)
        start = process_time()
        find_claims(article, sentences, entities, (), KNOWLEDGE)
        return process_time() - start

    seconds(300)
    small, large = (min(seconds(members) for _ in range(3)) for members in (300, 1200))

    assert large < 9 * small + 0.05, "four times the text should take about four times as long"
    assert small < 1
