"""How the time for extraction grows on hostile text: run with `pytest -m bench -s`."""

from collections.abc import Callable
from time import perf_counter

import pytest

from kg.extract.extracts import extract_article
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences


def spell(number: int) -> str:
    """Give a name of two characters, another one for each number."""
    return chr(0x6C5F + number // 60) + chr(0x6C5F + number % 60)


HOSTILE: dict[str, Callable[[int], str]] = {
    "one paragraph": lambda n: "江城市水务局局长陈小满说，要节水，该局抓紧落实。" * n,
    "no full stop": lambda n: "江城市水务局局长陈小满说，要节水，该局抓紧落实，" * n,
    "quotes": lambda n: "“好。”陈小满说。" * n,
    "quotes that never close": lambda n: "“好，陈小满说" * n,
    "quotes that never open": lambda n: "好，”陈小满说。" * n,
    "a list of names": lambda n: "、".join(f"陈{chr(0x4E00 + at % 5000)}平" for at in range(n)),
    "names with dots": lambda n: "阿依·买买提·" * n,
    "names without a given one": lambda n: "张某" * n,
    "places of one character": lambda n: "赣、" * n,
    "roads": lambda n: "江城至柳河高速公路白鹭段" * n,
    "firms": lambda n: "".join(f"江城市{spell(at)}公司扩建。" for at in range(n)),
    "agencies": lambda n: "".join(f"{spell(at)}市水务局巡查。" for at in range(n)),
    "events": lambda n: "、".join(f"“{spell(at)}”节水会议" for at in range(n)),
}


def seconds(text: str, knowledge: Knowledge) -> float:
    """Time the extraction, the best of two: the least disturbed run is the truest."""
    article = Article(ArticleId("a"), "p", text)
    sentences = split_sentences(article)
    times = []
    for _ in range(2):
        start = perf_counter()
        extract_article(article, sentences, knowledge)
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.bench
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(kind: str, knowledge: Knowledge) -> None:
    seconds("陈小满说，好。", knowledge)  # loads the word lists
    small, large = (seconds(HOSTILE[kind](n), knowledge) for n in (500, 2000))
    print(f"\n{kind}: {len(HOSTILE[kind](2000)) / large:,.0f} characters a second")  # noqa: T201

    assert large / small < 8, "four times the text should take about four times as long"
