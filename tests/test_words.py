"""Words: those of jieba, covering the text."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.know.words import dictionary, split_words

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
TEXTS = st.text(alphabet="江城市水务局节水，。“”a1.% 　\n東", max_size=40)


@given(TEXTS)
def test_words_cover_the_text_without_a_gap(text: str) -> None:
    words = split_words(text)

    assert "".join(text[word.start : word.end] for word in words) == text
    assert all(word.start < word.end for word in words)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem[:3])
def test_words_are_those_of_jieba(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        words = [line[word.start : word.end] for word in split_words(line)]

        assert [w for w in words if w.strip()] == [
            w for w in jieba.cut(line, HMM=False) if w.strip()
        ]


def test_a_tag_is_the_dictionary_s() -> None:
    text = "江城水利2023年B2C"
    tags = {text[word.start : word.end]: word.tag for word in split_words(text)}

    assert tags["水利"] == dictionary()["水利"] == "n"
    assert tags["2023"] == tags["B2C"] == "x"
