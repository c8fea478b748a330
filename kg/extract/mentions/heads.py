"""Find the words that a name of an undertaking may end in."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.mentions.phrases import ends_word, is_bracketed, is_edge, scan_heads
from kg.know.knowledge import Knowledge
from kg.model import Sentence


class Head(NamedTuple):
    """The last word of a name, where it begins and ends, and its value in undertaking.tsv."""

    start: int
    end: int
    value: str


def find_heads(sentence: Sentence, knowledge: Knowledge) -> Iterator[Head]:
    """Give the heads of a sentence; one that follows another is one with it (宣传月活动)."""
    heads, text = knowledge.words["undertaking"], sentence.text
    last = Head(0, 0, "-")
    for start, end in scan_heads(text, knowledge, "undertaking", "document"):
        value = heads.get(text[start:end], "-")
        usable = is_word(sentence, start, end) and not is_bracketed(text, start)
        head = Head(start, end, value if usable else "-")
        if last.end == head.start and "-" not in {last.value, head.value}:
            if head.value.endswith("case"):
                continue
            need = last.value.split()[1]
            if need in {"drive", "work"}:
                head = head._replace(value=f"{head.value.split()[0]} {need}")
        elif last.value != "-":
            yield last
        last = head
    if last.value != "-":
        yield last


def is_word(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a head is one: 案 is none in 档案, and 大赛 none in 大赛区."""
    if not ends_word(sentence, end):
        return False
    return end - start > 1 or is_edge(sentence, start)
