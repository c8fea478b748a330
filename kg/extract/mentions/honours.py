"""Recognise honours: what somebody is awarded, or the title or list that somebody enters."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.phrases import (
    Phrase,
    compile_words,
    ends_word,
    mention,
    scan_heads,
    widen,
)
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence

LONGEST = 45  # characters of an honour's name; the longest in the gold has 35
SHORTEST, PRIZE = 4, 3  # characters of an honour; 一等奖 has three
MEMBERS = 6  # honours named after one verb
# An honour ends at a mark, at a word that follows a title, or where the next clause begins.
ENDING = re.compile(
    r"[，。；：！？,;!?、《…—\s]|等(?=[\d一二三四五六七八九十多国省市荣称，。；、]|$)"
    r"|的?(?:荣誉)?称号|的?荣誉|之一|之列|行列|奖项|桂冠|资格|证书|奖牌|奖杯|提名(?!奖)|牌匾|标识|人选|以及|予以|公示|并(?!购)|的[^，。；：、“”]*"
)
# What follows a title and nothing else.
TITLED = re.compile(r"[”’]?的?(?:荣誉)?称号|的?荣誉|之一")
# What encloses a part of a name: marks of punctuation in it do not end the honour.
ENCLOSED = re.compile(r"[“‘]([^“”‘’。；]{2,40})[”’]|（[^（）]{1,30}）")
# What stands between one honour and the next: “甲”“乙”, “甲”和“乙”, 甲、乙.
NEXT = re.compile(r"[、和及与]?(?=“)|、")
LEADING = re.compile(
    r"了|为|(?:全国|全省|全市|全县|全区)?\d+[家个名位所项]"
    r"|(?:(?:全国|全省|全市|全县|全区)?(?:唯一|首个|首家|首批))?的?(?=[“‘])"
)
COUNTED = re.compile(r"\d+[家个名位所项枚块次]")
# Those on whom an honour is conferred, before its name: 授予甲、乙等6人…, 授予甲等4个单位….
RECIPIENTS = re.compile(
    r"[^。；！？]{2,200}?(?:等\d{0,4}|(?<!\d)\d{1,4})"
    r"(?:人|名[^，。；、\d]{0,3}?(?:同志|个人|选手|职工)|[个家户支](?:单位|集体|组织|个人|家庭|项目|企业|团队)"
    r"|同志)(?=[^，。；、的]{4})"
)
# What closes a list of honours, each of which is one by that: 获得甲、乙等荣誉.
GATHERED = re.compile(r"[^，。；！？]{2,80}?等(?:多项|多个|系列|\d+[项个])?(?:荣誉|称号|奖项)")
GIVERS = (
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "国家级",
    "省级",
    "市级",
    "县级",
    "省",
    "市",
    "县",
)
GIVING = frozenset({"授予", "颁给"})


def find_honours(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the objects of verbs that confer, and the titles that need no verb."""
    done = 0
    for verb in scan_heads(sentence.text, knowledge, "conferring"):
        if verb[0] < done or not ends_word(sentence, verb[1]):
            continue
        for bounds in conferred(sentence.text, verb, knowledge):
            done = bounds[1]
            yield mention(sentence, bounds, "Honour", "honours")
    for found in words_valued(knowledge, "alone").finditer(sentence.text):
        yield mention(sentence, found.span(), "Honour", "honours")
    for found in words_valued(knowledge, "known").finditer(sentence.text):
        if ends_word(sentence, found.end()):
            phrase = widen(sentence, found.start(), found.end(), knowledge)
            if phrase.words and begins_with_giver(sentence.text, phrase):
                yield mention(sentence, (phrase.start, phrase.end), "Honour", "honours")


def conferred(text: str, verb: tuple[int, int], knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Give the bounds of the honours that the verb with these bounds confers."""
    word, begin = text[slice(*verb)], verb[1]
    value = knowledge.words["conferring"][word]
    if word in GIVING and (given := RECIPIENTS.match(text, begin)):
        begin = given.end()
    gathered = value != "weak" and GATHERED.match(text, begin) is not None
    for start, end in objects(text, begin):
        if gathered or is_honour(text, start, end, value, knowledge):
            yield start, end


def begins_with_giver(text: str, phrase: Phrase) -> bool:
    """Tell whether a phrase begins with a place, a level or a year: 江城市劳动模范."""
    first = phrase.words[0]
    return first.tag == "ns" or text.startswith(GIVERS, phrase.start) or text[first.start].isdigit()


@cache
def words_valued(knowledge: Knowledge, value: str) -> re.Pattern[str]:
    """Compile the words of honour.tsv that have this value."""
    words = knowledge.words["honour"]
    return compile_words(word for word in words if words[word] == value)


@cache
def endings(knowledge: Knowledge) -> tuple[str, ...]:
    """Give the last words of honours."""
    return tuple(
        word for word, value in knowledge.words["honour"].items() if value in {"", "prize", "known"}
    )


@cache
def prizes(knowledge: Knowledge) -> tuple[str, ...]:
    """Give the last words that make an honour of the object of a verb by themselves."""
    words = knowledge.words["honour"]
    return tuple(word for word in words if words[word] in {"prize", "known"})


def objects(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Give where the objects of a verb that ends at `start` begin and end."""
    for _ in range(MEMBERS):
        lead = LEADING.match(text, start)
        start = lead.end() if lead else start
        end = ending(text, start)
        if end - start < 2:
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
    titled = TITLED.match(text, end) is not None
    described = text[end : end + 1] == "的" and not titled
    if described or len(words) > LONGEST or words_valued(knowledge, "no").search(words):
        return False
    bare = words.rstrip("”’")
    if verb != "weak" and bare.endswith(prizes(knowledge)) and "赛" not in words:
        return len(words) >= (SHORTEST if bare.endswith("名") else PRIZE)
    if len(words) < SHORTEST or (titled and verb != "weak"):
        return len(words) >= SHORTEST
    quoted = start > 0 and text[start - 1] in "“‘"
    if verb == "certain" or (verb == "sure" and quoted):
        return COUNTED.match(words) is None
    level = words_valued(knowledge, "level").search(words) is not None
    if verb == "sure":
        head = words_valued(knowledge, "").search(bare, max(0, len(bare) - 8))
        return level or titled or head is not None
    at_end = bare.endswith(endings(knowledge))
    return (level and (at_end or (quoted and verb == "title"))) or (at_end and "“" in words)
