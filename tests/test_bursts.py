"""Bursts: what an article repeats though news hardly knows it."""

from kg.extract.mentions.bursts import NO_PAIR, RARE, TIMES, measure_bursts
from kg.know.knowledge import Knowledge


def read(letter: str) -> tuple[int, int]:
    """Give how often a letter says that a pair is here, and elsewhere, in steps."""
    return divmod(ord(letter) - ord("a"), len(RARE) + 1)


def test_a_brand_that_comes_again_stands_out(knowledge: Knowledge) -> None:
    """A pair that news does not know, five times; one that it knows well, as often."""
    texts = ["瓽濲公司发展，", "瓽濲与公司，", "公司的瓽濲。", "瓽濲。", "瓽濲公司公司"]
    found = measure_bursts(texts, knowledge)
    assert [len(line) for line in found] == [len(text) for text in texts]
    assert read(found[0][0]) == (len(TIMES), 0)
    assert read(found[0][2]) == (len(TIMES), len(RARE))


def test_once_is_no_burst(knowledge: Knowledge) -> None:
    """A pair that stands once says only how rare it is."""
    assert read(measure_bursts(["瓽濲公司"], knowledge)[0][0]) == (0, 0)


def test_ends_marks_and_letters_are_no_pairs(knowledge: Knowledge) -> None:
    """Neither over the end of a sentence nor with a mark or a figure; a lone character has none."""
    none = chr(ord("a") + NO_PAIR)
    assert measure_bursts(["江城", "市，5G"], knowledge) == [
        measure_bursts(["江城"], knowledge)[0],
        none * 4,
    ]
    assert measure_bursts(["江城"], knowledge)[0][1] == none
    assert measure_bursts(["江"], knowledge) == [none]
    assert measure_bursts([""], knowledge) == [""]
