"""The tagger: what it sees, that it sees the same on every machine, and what counts of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.mentions.bursts import measure_bursts
from kg.extract.mentions.tagged import WEIGHTS, hint, keep, revise_mentions, spell
from kg.know.knowledge import Knowledge
from kg.know.tagger import TOP, Sight, Tagger, load_tagger, tag
from kg.model import Article, ArticleId, Mention, Sentence, Span
from kg.read.sentences import split_sentences

EXACT = 1 << 24  # up to here a 32-bit float holds every integer
NEWSPRINT = st.text(alphabet="江城蓝湾重工林小满说，。与 A3（）𠮷\n的公司在", max_size=30)
HERE = ArticleId("a")


@pytest.fixture(scope="module")
def tagger(knowledge: Knowledge) -> Tagger:
    loaded = load_tagger(knowledge.root / WEIGHTS)
    assert loaded
    return loaded


def split(text: str) -> tuple[Sentence, ...]:
    return split_sentences(Article(HERE, "page", text))


def name(text: str, words: str, kind: str) -> Mention:
    start = text.index(words)
    return Mention(Span(HERE, start, start + len(words)), words, kind, "bodies", 0.9)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("与蓝湾重工相比，三江重工的市场份额更大。", {"蓝湾重工/Company", "三江重工/Company"}),
        ("据悉，阿卜杜拉告诉记者，产量增加。", {"阿卜杜拉/Person"}),
        ("目前，产量比去年增加。", set()),
        ("热线96533开通。", set()),
        ("", set()),
    ],
)
def test_tagger_finds_what_no_grammar_can(
    text: str, wanted: set[str], knowledge: Knowledge
) -> None:
    found = revise_mentions(split(text), (), knowledge)

    assert {f"{mention.text}/{mention.kind}" for mention in found} == wanted
    assert all(text[one.span.start : one.span.end] == one.text for one in found)


def test_without_weights_the_grammar_stands(knowledge: Knowledge, tmp_path: Path) -> None:
    text = "与蓝湾重工相比。"
    found = (name(text, "蓝湾重工", "Company"),)

    bare = replace(knowledge, root=tmp_path)
    assert revise_mentions(split(text), found, bare) == list(found)


WORDS = "县医保局局长林小满说好"


@pytest.mark.parametrize(
    ("sights", "outside", "stays"),
    [
        ((), 0.1, True),
        ((), 0.95, False),  # the tagger is sure that nothing is named
        (((0, 4, "Agency", 0.9),), 0.1, True),  # the same
        (((0, 5, "Agency", 0.9),), 0.1, True),  # inside a longer one
        (((1, 6, "Agency", 0.9),), 0.1, False),  # other borders
        (((1, 6, "Agency", 0.4),), 0.1, True),  # which it is not sure of
        (((0, 1, "Place", 0.9),), 0.1, True),  # a place within the name
        (((0, 4, "Company", 0.9),), 0.1, False),  # another kind: the tagger's comes in
    ],
)
def test_what_stays_of_the_grammar(
    sights: tuple[tuple[int, int, str, float], ...],
    outside: float,
    stays: bool,  # noqa: FBT001
) -> None:
    agency = name(WORDS, "县医保局", "Agency")
    nowhere = np.full(len(WORDS), outside, dtype=np.float32)

    kept = list(keep([agency], [Sight(*sight) for sight in sights], nowhere, 0))

    assert kept == ([agency] if stays else [])


def test_hints_are_of_the_outermost_names() -> None:
    (sentence,) = split(WORDS)
    names = [name(WORDS, "县医保局", "Agency"), name(WORDS, "医保局", "Agency")]

    assert hint(sentence, [*names, name(WORDS, "林小满", "Person")]) == "Aaaa..Fff.."


@settings(deadline=None)
@given(texts=st.lists(NEWSPRINT, min_size=1, max_size=4))
def test_a_text_is_tagged_alike_alone_and_among_others(
    texts: list[str], knowledge: Knowledge, tagger: Tagger
) -> None:
    marks = (
        [spell(text, knowledge) for text in texts],
        ["." * len(text) for text in texts],
        measure_bursts(texts, knowledge),
    )
    alone = [
        tag([x], tuple([y] for y in own), tagger)[0] for x, *own in zip(texts, *marks, strict=True)
    ]

    for (sights, outside), (own, other) in zip(tag(texts, marks, tagger), alone, strict=True):
        assert sights == own
        assert np.array_equal(outside, other)


def test_sums_are_exact_in_single_precision(tagger: Tagger) -> None:
    largest = [float(np.abs(layer.taps).sum(axis=(0, 1)).max()) * TOP for layer in tagger.layers]

    assert max(largest) < EXACT
    assert all(np.array_equal(layer.taps, np.rint(layer.taps)) for layer in tagger.layers)
