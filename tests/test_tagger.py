"""The tagger: what it sees, that it sees the same on every machine, and what counts of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.mentions.tagged import WEIGHTS, find_tagged, is_class, is_cut, kind_by_head, spell
from kg.know.knowledge import Knowledge
from kg.know.tagger import TOP, Tagger, load_tagger, tag
from kg.model import Article, ArticleId, Mention, Span
from kg.read.sentences import split_sentences

EXACT = 1 << 24  # up to here a 32-bit float holds every integer
NEWSPRINT = st.text(alphabet="江城蓝湾重工林小满说，。与 A3（）𠮷\n的公司在", max_size=30)


@pytest.fixture(scope="module")
def tagger(knowledge: Knowledge) -> Tagger:
    loaded = load_tagger(knowledge.root / WEIGHTS)
    assert loaded
    return loaded


def find(text: str, knowledge: Knowledge, *proposed: Mention) -> list[str]:
    article = Article(ArticleId("a"), "page", text)
    found = find_tagged(split_sentences(article), proposed, knowledge)
    return [f"{mention.text}/{mention.kind}" for mention in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("与蓝湾重工相比，三江重工的市场份额更大。", ["蓝湾重工/Company", "三江重工/Company"]),
        ("据悉，阿卜杜拉告诉记者，产量增加。", ["阿卜杜拉/Person"]),
        ("丝绸公司和旅游公司参加了活动。", []),  # common words make a class
        ("目前，产量比去年增加。", []),
        ("", []),
    ],
)
def test_tagger_finds_what_no_grammar_can(
    text: str, wanted: list[str], knowledge: Knowledge
) -> None:
    assert find(text, knowledge) == wanted


def test_tagger_is_silent_where_another_speaks(knowledge: Knowledge) -> None:
    other = Mention(Span(ArticleId("a"), 2, 5), "湾重工", "Facility", "body")

    assert find("与蓝湾重工相比，三江重工更大。", knowledge, other) == ["三江重工/Company"]


def test_spans_point_at_their_names(knowledge: Knowledge) -> None:
    text = "天气很好。\n据悉，与蓝湾重工相比，三江重工的市场份额更大。"
    sentences = split_sentences(Article(ArticleId("a"), "page", text))

    for mention in find_tagged(sentences, [], knowledge):
        assert text[mention.span.start : mention.span.end] == mention.text


def test_without_weights_there_is_no_tagger(knowledge: Knowledge, tmp_path: Path) -> None:
    assert find("与蓝湾重工相比。", replace(knowledge, root=tmp_path)) == []


@settings(deadline=None)
@given(texts=st.lists(NEWSPRINT, min_size=1, max_size=4))
def test_a_text_is_tagged_alike_alone_and_among_others(
    texts: list[str], knowledge: Knowledge, tagger: Tagger
) -> None:
    letters = [spell(text, knowledge) for text in texts]
    alone = [tag([x], [y], tagger)[0] for x, y in zip(texts, letters, strict=True)]

    assert tag(texts, letters, tagger) == alone


def test_sums_are_exact_in_single_precision(tagger: Tagger) -> None:
    largest = [float(np.abs(layer.taps).sum(axis=(0, 1)).max()) * TOP for layer in tagger.layers]

    assert max(largest) < EXACT
    assert all(np.array_equal(layer.taps, np.rint(layer.taps)) for layer in tagger.layers)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("江城博物馆", "Facility"), ("江城大学", "Organization"), ("蓝湾重工", "Company")],
)
def test_the_last_word_tells_the_kind(name: str, kind: str, knowledge: Knowledge) -> None:
    assert kind_by_head(name, "Company", knowledge) == kind


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("丝绸公司", True), ("六家省直医院", True), ("三江重工", False), ("蓝湾公司", False)],
)
def test_a_class_is_no_name(name: str, wanted: bool) -> None:  # noqa: FBT001
    assert is_class(name) is wanted


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("林小", "Person", True),
        ("小满", "Person", False),
        ("林小满", "Person", False),
        ("石江", "Place", True),
        ("长石", "Place", False),
    ],
)
def test_a_piece_of_a_name_is_no_name(name: str, kind: str, wanted: bool) -> None:  # noqa: FBT001
    assert is_cut(name, kind, ["林小满", "长石江"]) is wanted
