"""Recognise honours: what somebody is awarded, or the title or list that somebody enters."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.phrases import head_pattern, mention
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence

LONGEST = 45  # characters of an honour's name; the longest in the gold has 35
MEMBERS = 6  # honours named after one verb
# An honour ends at a mark, at a word that follows a title, or where the next clause begins.
ENDING = re.compile(
    r"[，。；：！？,;!?、《…—\s]|等(?=[\d一二三四五六七八九十多国省市荣称，。；、]|$)"
    r"|的?(?:荣誉)?称号|的?荣誉|之一|以及|予以|公示|并(?!购)|的[^，。；：、“”]*"
)
# What follows a title and nothing else.
TITLED = re.compile(r"[”’]?的?(?:荣誉)?称号|的?荣誉|之一")
# What encloses a part of a name: marks of punctuation in it do not end the honour.
ENCLOSED = re.compile(r"[“‘]([^“”‘’。；]{2,40})[”’]|（[^（）]{1,30}）")
LEADING = re.compile(
    r"了|为|(?:全国|全省|全市|全县|全区)?\d+[家个名位所项]"
    r"|(?:全国|全省|全市|全县|全区)?(?:唯一|首个|首家|首批)?的?(?=[“‘])"
)


def find_honours(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the objects of verbs that confer, and the titles that need no verb."""
    verbs, done = knowledge.words["conferring"], 0
    for found in head_pattern(knowledge, "conferring").finditer(sentence.text):
        if found.start() < done:
            continue
        sure = verbs[found.group()] == "sure"
        for start, end in objects(sentence.text, found.end()):
            titled = TITLED.match(sentence.text, end) is not None
            if is_honour(sentence.text[start:end], knowledge, sure=sure, titled=titled):
                done = end
                yield mention(sentence, start, end, "Honour", "honours")
    for found in words_valued(knowledge, "alone").finditer(sentence.text):
        yield mention(sentence, found.start(), found.end(), "Honour", "honours")


@cache
def words_valued(knowledge: Knowledge, value: str) -> re.Pattern[str]:
    """Compile the words of honour.tsv that have this value."""
    words = [word for word, its in knowledge.words["honour"].items() if its == value]
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))


def objects(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Give where the objects of a verb that ends at `start` begin and end."""
    for _ in range(MEMBERS):
        lead = LEADING.match(text, start)
        start = lead.end() if lead else start
        end = ending(text, start)
        if end - start < 3:
            return
        quote = ENCLOSED.fullmatch(text, start, end)
        yield quote.span(1) if quote and quote.group(1) else (start, end)
        if not (end < len(text) and text[end] in "、“"):
            return
        start = end + (text[end] == "、")


def ending(text: str, start: int) -> int:
    """Find where the honour that begins at `start` ends."""
    at = start
    while at < len(text):
        enclosed = ENCLOSED.match(text, at)
        if enclosed:
            at = enclosed.end()
            if text[at : at + 1] == "“" and text[at - 1] == "”":
                return at
        elif ENDING.match(text, at):
            return at
        else:
            at += 1
    return at


def is_honour(words: str, knowledge: Knowledge, *, sure: bool, titled: bool) -> bool:
    """Tell whether an object is an honour by its last word, or by its verb alone."""
    if not 4 <= len(words) <= LONGEST:
        return False
    level = "“" in words or words_valued(knowledge, "level").search(words) is not None
    headed = words_valued(knowledge, "").search(words.rstrip("”’"), max(0, len(words) - 8))
    if sure:
        return level or titled or headed is not None
    return level and headed is not None and headed.end() >= len(words.rstrip("”’"))
