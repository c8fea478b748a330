"""Sentences: where they end, and that they are the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences

CASES = {
    "full stops": ("江城下雪了。蓝湾也是。", ["江城下雪了。", "蓝湾也是。"]),
    "question marks of half width": (
        "成效怎样?合同到位？好。",
        ["成效怎样?", "合同到位？", "好。"],
    ),
    "an address": ("见a.com/b?c=1的说明。", ["见a.com/b?c=1的说明。"]),
    "closing quotes": ("“真快！”他说。", ["“真快！”", "他说。"]),
    "closing brackets": ("（见上文。）下一句。", ["（见上文。）", "下一句。"]),
    "several marks": ("真的？！是。", ["真的？！", "是。"]),
    "dots go on": ("工人忙碌……4月，笔者来到江城。", ["工人忙碌……4月，笔者来到江城。"]),
    "semicolons and colons go on": ("一是快；二是好：都行。", ["一是快；二是好：都行。"]),
    "line ends": ("标题\n 正文。 \n\n末段", ["标题", "正文。", "末段"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_sentences_end_where_they_should(text: str, expected: list[str]) -> None:
    article = Article(ArticleId("p-1"), "p", text)

    assert [sentence.text for sentence in split_sentences(article)] == expected


def test_gaps_and_paragraphs_follow_their_sentence() -> None:
    article = Article(
        ArticleId("p-1"), "p", "开展智赋行动\n江城。开展利剑行动。", 7, gaps=(2, 4, 12)
    )

    found = [(s.text, s.paragraph, s.gaps) for s in split_sentences(article)]

    assert found == [("开展智赋行动", 0, (2, 4)), ("江城。", 1, ()), ("开展利剑行动。", 1, (2,))]


@given(st.text(alphabet="江城雪。！？?!…“”（）\n \t，；ab1=&/", max_size=60))
def test_sentences_cover_any_text_without_overlap(text: str) -> None:
    sentences = split_sentences(Article(ArticleId("p-1"), "p", text))

    end = 0
    for sentence in sentences:
        span = sentence.span
        assert span.start >= end
        assert not text[end : span.start].strip()
        assert sentence.text == text[span.start : span.end] == sentence.text.strip()
        end = span.end
    assert not text[end:].strip()
