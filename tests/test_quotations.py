"""Quotations: who says what, in all the ways that papers print it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.extracts import extract_article
from kg.extract.quotations.quotations import find_quotations
from kg.extract.quotations.quotes import find_quotes
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Entity, EntityId, Mention, Span
from kg.read.sentences import split_sentences

NAMES = {
    "陈小满": "Person",
    "何晓燕": "Person",
    "江城市水务局": "Agency",
    "东湖水厂": "Facility",
    "节水工作会议": "Event",
    "江城市": "Place",
    "蓝湾食品公司": "Company",
}

CASES: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    # direct, before and after, split
    ("陈小满说：“今年要节水。”", [("陈小满", "今年要节水。")]),
    ("“今年要节水。”陈小满说。", [("陈小满", "今年要节水。")]),
    ("“水好了，”陈小满说，“人心也齐了。”", [("陈小满", "水好了，"), ("陈小满", "人心也齐了。")]),
    ("“水好了。路也通了。”江城市水务局局长陈小满高兴地说。", [("陈小满", "水好了。路也通了。")]),
    ("陈小满告诉记者：“水好了。”", [("陈小满", "水好了。")]),
    ("菜农陈小满：“这下不愁卖了。”", [("陈小满", "这下不愁卖了。")]),
    ("“这么多肯定多给了。”陈小满当即付钱。", [("陈小满", "这么多肯定多给了。")]),
    # indirect
    ("何晓燕介绍说，热线全天有人值守。", [("何晓燕", "热线全天有人值守。")]),
    (
        "“先报修。”何晓燕说，热线全天有人值守。话务员随时待命。",
        [("何晓燕", "先报修。"), ("何晓燕", "热线全天有人值守。话务员随时待命。")],
    ),
    ("何晓燕说，热线全天有人。据悉，该中心有十人。", [("何晓燕", "热线全天有人。")]),
    ("陈小满说，要节水。何晓燕带队检查管网。", [("陈小满", "要节水。")]),
    ("“节水先锋”何晓燕说，水好了。", [("何晓燕", "水好了。")]),
    ("陈小满在启动仪式上指出，要节约用水。", [("陈小满", "要节约用水。")]),
    ("陈小满表示将继续努力。", [("陈小满", "将继续努力。")]),
    ("据江城市水务局介绍，管网已修好。", [("江城市水务局", "管网已修好。")]),
    (
        "会上，陈小满说，要节水。何晓燕说，要快修。",
        [("陈小满", "要节水。"), ("何晓燕", "要快修。")],
    ),
    ("陈小满来到水厂，看到新设备后，他说，要管好。", [("陈小满", "要管好。")]),
    ("陈小满认为，各方不会明确表态，水会好。", [("陈小满", "各方不会明确表态，水会好。")]),
    # unnamed spokesmen speak for their body
    ("江城市水务局相关负责人表示，力争修好。", [("江城市水务局", "力争修好。")]),
    ("记者联系蓝湾食品公司。相关负责人回应：正在开会。", [("蓝湾食品公司", "正在开会。")]),
    ("江城市有关负责人表示，力争修好。", [("江城市", "力争修好。")]),
    ("陈小满表示，“十四五”期间，用水会更省。", [("陈小满", "“十四五”期间，用水会更省。")]),
    ("节水工作会议指出，要节约用水。", [("节水工作会议", "要节约用水。")]),
    ("江城市水务局官方微博发布通报：管网已修好。", [("江城市水务局", "管网已修好。")]),
    # marks that were lost
    ("我们这里以前缺水。陈小满高兴地说。", [("陈小满", "我们这里以前缺水。")]),
    ("水好了。”陈小满说，人心也齐了。", [("陈小满", "水好了。"), ("陈小满", "人心也齐了。")]),
    # over paragraphs
    ("陈小满说：“水好了。\n路也通了。”", [("陈小满", "水好了。\n路也通了。")]),
    ("陈小满说：“水好了。\n“路也通了。”", [("陈小满", "水好了。"), ("陈小满", "路也通了。")]),
    ("“水好了。”\n陈小满说，人心也齐了。", [("陈小满", "水好了。"), ("陈小满", "人心也齐了。")]),
    (
        "会上很热闹。\n感谢各位提供的交流\n学习机会。陈小满表示，要节水。",
        [("陈小满", "感谢各位提供的交流\n学习机会。"), ("陈小满", "要节水。")],
    ),
    # that goes on with a sentence, or begins a paragraph
    (
        "陈小满说，水好了，“路也通了。”何晓燕对此回应，还要修。",
        [("陈小满", "水好了，"), ("陈小满", "路也通了。"), ("何晓燕", "还要修。")],
    ),
    ("陈小满说，水好了，但称将抓紧修路。", [("陈小满", "水好了，"), ("陈小满", "将抓紧修路。")]),
    ("陈小满笑了，“水好了。”", [("陈小满", "水好了。")]),
    ("“水好了。”蓝湾食品公司董事长陈小满很高兴。", [("陈小满", "水好了。")]),
    ("管网修好了。\n“水好了。”谈到修管网的事，陈小满很高兴。", [("陈小满", "水好了。")]),
    ("陈小满调侃道：“水好了。”", [("陈小满", "水好了。")]),
    ("陈小满坦言 ， 水好了。", [("陈小满", "水好了。")]),
    ("陈小满来了。这位江城市的能人笑道：“水好了。”", [("陈小满", "水好了。")]),
    (
        "江城市水务局工作人员说，水好了。他表示，管网也修好了。",
        [("江城市水务局", "水好了。"), ("江城市水务局", "管网也修好了。")],
    ),
    ("陈小满表示管网今天就能修好。东湖水厂昨天停水。", [("陈小满", "管网今天就能修好。")]),
    (
        "陈小满说，水好了。我们还要修路，请何晓燕来看。",
        [("陈小满", "水好了。我们还要修路，请何晓燕来看。")],
    ),
    ("陈小满说，水好了。应该谢谢其他人。", [("陈小满", "水好了。应该谢谢其他人。")]),
    (
        "江城市水务局发布通告：管网已修好。该局已恢复供水。",
        [("江城市水务局", "管网已修好。该局已恢复供水。")],
    ),
    # cut off with its page
    ("陈小满说：“水好了。路也通了。", [("陈小满", "水好了。路也通了。")]),
    # interviews
    (
        "陈小满接受了采访。\n记者：水现在好了吗？\n陈小满：水已经好了。\n路也通了。\n陈总：谢谢大家关心。",
        [("陈小满", "水已经好了。"), ("陈小满", "路也通了。"), ("陈小满", "谢谢大家关心。")],
    ),
    (
        "陈小满：水已经好了。\n昨天停水。\n陈小满：路也已经通了。",
        [("陈小满", "水已经好了。"), ("陈小满", "路也已经通了。")],
    ),
    # no speech
    ("陈小满表示无奈。", []),
    ("记者：陈小满、何晓燕\n管网修好了。", []),
    ("陈小满：水厂停水通知。", []),
    ("陈小满要求，各单位抓紧落实。", []),
    ("江城市水务局开展“节水先锋”行动。", []),
    ("数据显示，用水量下降。据悉，管网已修好。", []),
    ("陈小满表示祝贺，表示感谢。", []),
    ("对陈小满来说，水是大事。", []),
    ("江城市水务局接到报警称，水管破裂。", []),
    ("陈小满的母亲说，水好了。", []),
    ("村民们说，水好了。", []),
    ("江城市水务局提出“节水优先”的思路。", []),
    ("江城市居民说，水好了。", []),
    ("江城市一家企业的负责人说，水好了。", []),
    ("江城市水务局一向以严格著称，管网也修好了。", []),
)


def annotate(text: str) -> tuple[Article, tuple[Entity, ...]]:
    article = Article(ArticleId("a"), "p", text)
    entities = []
    for number, (name, kind) in enumerate(NAMES.items()):
        spans = [
            Span(article.id, at, at + len(name))
            for at in range(len(text))
            if text.startswith(name, at)
        ]
        mentions = tuple(Mention(span, name, kind, "test") for span in spans)
        if mentions:
            entities.append(Entity(EntityId(f"a#{number}"), kind, name, (), mentions))
    return article, tuple(entities)


@pytest.mark.parametrize(("text", "said"), CASES, ids=[case[0][:16] for case in CASES])
def test_find_quotations(text: str, said: list[tuple[str, str]], knowledge: Knowledge) -> None:
    article, entities = annotate(text)
    names = {entity.id: entity.name for entity in entities}
    found = find_quotations(split_sentences(article), entities, knowledge)

    assert [(names[q.speaker], q.text) for q in found] == said


def test_headline_is_no_quotation(knowledge: Knowledge) -> None:
    text = "陈小满：今年要节水\n江城市水务局启动节水周。"
    article, entities = annotate(text)

    assert find_quotations(split_sentences(article), entities, knowledge) == ()


def test_a_name_in_last_words_that_pass_for_a_headline_is_no_error(knowledge: Knowledge) -> None:
    """One paragraph, the whole text, which breaks off: its last words have no final mark."""
    text = "记者：桥何时通车？陈小满：明天。出席的还有陈小满"
    article = Article(ArticleId("a"), "page", text)
    extract = extract_article(article, split_sentences(article), knowledge)

    assert all(each.text in text for each in extract.quotations)


def test_evidence_is_the_sentence_alone_where_it_names_the_speaker(knowledge: Knowledge) -> None:
    article, entities = annotate("陈小满来了。陈小满说，水好了。")
    (quotation,) = find_quotations(split_sentences(article), entities, knowledge)

    assert quotation.evidence.antecedents == ()


def test_evidence_names_the_speaker_or_points_to_the_name(knowledge: Knowledge) -> None:
    article, entities = annotate("陈小满来到水厂。他说，水好了。")
    (quotation,) = find_quotations(split_sentences(article), entities, knowledge)
    (antecedent,) = quotation.evidence.antecedents

    assert article.text[antecedent.start : antecedent.end] == "陈小满"
    sentence = quotation.evidence.sentence
    assert article.text[sentence.start : sentence.end] == "他说，水好了。"


@given(
    text=st.text(
        alphabet="陈小满说表示他，。：“”「」\n 　水好要将A！？的负责人江城市水务局", max_size=80
    )
)
def test_quotation_says_what_the_text_says(text: str, knowledge: Knowledge) -> None:
    article, entities = annotate(text)
    found = find_quotations(split_sentences(article), entities, knowledge)

    assert all(article.text[q.span.start : q.span.end] == q.text for q in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(text=st.text(alphabet="“”水。，\n", max_size=60))
def test_quotes_lie_in_the_text_apart_from_each_other(text: str) -> None:
    quotes = find_quotes(text)

    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
    assert all(a.end <= b.start for a, b in pairwise(quotes))
