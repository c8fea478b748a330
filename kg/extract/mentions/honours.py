"""Recognise honours: what somebody is awarded, or the title or list that somebody enters."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.phrases import compile_words, ends_word, head_pattern, mention
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence

LONGEST = 45  # characters of an honour's name; the longest in the gold has 35
MEMBERS = 6  # honours named after one verb
# An honour ends at a mark, at a word that follows a title, or where the next clause begins.
ENDING = re.compile(
    r"[，。；：！？,;!?、《…—\s]|等(?=[\d一二三四五六七八九十多国省市荣称，。；、]|$)"
    r"|的?(?:荣誉)?称号|的?荣誉|之一|之列|行列|奖项|桂冠|资格|以及|予以|公示|并(?!购)|的[^，。；：、“”]*"
)
# What follows a title and nothing else.
TITLED = re.compile(r"[”’]?的?(?:荣誉)?称号|的?荣誉|之一")
# What encloses a part of a name: marks of punctuation in it do not end the honour.
ENCLOSED = re.compile(r"[“‘]([^“”‘’。；]{2,40})[”’]|（[^（）]{1,30}）")
# What stands between one honour and the next: “甲”“乙”, “甲”和“乙”, 甲、乙.
NEXT = re.compile(r"[、和及与]?(?=“)|、")
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
        for start, end in objects(sentence.text, found.end()):
            honour = is_honour(sentence.text, start, end, verbs[found.group()], knowledge)
            if honour and ends_word(sentence, found.end()):
                done = end
                yield mention(sentence, (start, end), "Honour", "honours")
    for found in words_valued(knowledge, "alone").finditer(sentence.text):
        yield mention(sentence, found.span(), "Honour", "honours")


@cache
def words_valued(knowledge: Knowledge, value: str) -> re.Pattern[str]:
    """Compile the words of honour.tsv that have this value."""
    words = knowledge.words["honour"]
    return compile_words(word for word in words if words[word] == value)


@cache
def endings(knowledge: Knowledge) -> tuple[str, ...]:
    """Give the last words of honours."""
    return tuple(word for word, value in knowledge.words["honour"].items() if not value)


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
        following = NEXT.match(text, end)
        if following is None:
            return
        start = following.end()


def ending(text: str, start: int) -> int:
    """Find where the honour that begins at `start` ends."""
    at, last = start, min(len(text), start + LONGEST + 1)
    while at < last:
        enclosed = ENCLOSED.match(text, at)
        if enclosed:
            at = enclosed.end()
            if text[at - 1] == "”" and NEXT.match(text, at):
                return at
        elif ENDING.match(text, at):
            return at
        else:
            at += 1
    return at


def is_honour(text: str, start: int, end: int, verb: str, knowledge: Knowledge) -> bool:
    """Tell whether the object from `start` to `end` of a verb of this value is an honour."""
    words = text[start:end]
    bare = words.rstrip("”’")
    titled = TITLED.match(text, end) is not None
    if not 4 <= len(words) <= LONGEST or (text[end : end + 1] == "的" and not titled):
        return False
    if words_valued(knowledge, "no").search(words):
        return False
    level = words_valued(knowledge, "level").search(words) is not None
    head = words_valued(knowledge, "").search(bare, max(0, len(bare) - 8))
    if verb == "sure":
        return level or titled or head is not None
    quoted = verb == "title" and start > 0 and text[start - 1] in "“‘"
    at_end = (titled and verb == "title") or bare.endswith(endings(knowledge))
    return (level and (at_end or quoted)) or (at_end and "“" in words)
