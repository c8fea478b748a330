"""Recognise the sessions of congresses and committees, whose names are numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.mentions.phrases import mention
from kg.know.words import split_words
from kg.model import Mention, Sentence

NUMERAL = "[一二三四五六七八九十]"
# 党的二十大, 党的二十届三中全会: the one event that has a numeral for a head.
CONGRESS = re.compile(rf"党的(?:第?{NUMERAL}{{1,3}}大(?!会)|{NUMERAL}{{1,3}}届{NUMERAL}中全会)")
SESSION = re.compile(
    rf"(?:中共|党的)?第?{NUMERAL}{{1,3}}届(?:中央委员会)?第?{NUMERAL}{{1,2}}次?(?:中全会|全体会议)"
    rf"|(?:第?{NUMERAL}{{1,3}}届)?(?:全国|[省市县区州镇乡])?"
    r"(?:政协|党代会|人大|人民代表大会|人大常委会|委员会)"
    rf"第?{NUMERAL}{{1,3}}次(?:全体|常委会|主席|主任)?会议"
    r"|[一二三四五六七]中全会"
)
LEVELS = frozenset("省市县区州")


def find_sessions(sentence: Sentence) -> Iterator[Mention]:
    """Propose 党的二十大, 四中全会, 江城县第三届人大二次会议."""
    for found in CONGRESS.finditer(sentence.text):
        yield mention(sentence, found.span(), "Event", "undertakings")
    held = "全会" in sentence.text or "会议" in sentence.text
    for found in SESSION.finditer(sentence.text) if held else ():
        words = split_words(sentence.text)
        at = bisect_left(words, found.start(), key=lambda word: word.start)
        before = words[at - 1] if at > 0 else words[0]
        placed = before.tag == "ns" or sentence.text[before.start : before.end] in LEVELS
        start = before.start if placed and before.end == found.start() else found.start()
        yield mention(sentence, (start, found.end()), "Event", "undertakings")
