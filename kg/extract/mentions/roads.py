"""Find roads, lines and stretches of them: 岳常高速, 国道321线, 秋浦路 before a house number."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.mentions.tokens import Tokens, is_proper, split_tokens
from kg.know.gazetteer import load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Mention, Sentence, Span

# A road by its number; a letter stands for its rank.
NUMBERED = re.compile(
    r"(?<![0-9A-Za-z])(?:[国省县乡]道[GSXYC]?\d{1,4}线?|[GSXYC]?\d{2,4}[国省县乡]道|[GSXYC]\d{1,4}线)"
)
# A motorway by the short names of its ends, with or without its number.
MOTORWAY = re.compile(
    r"(?:[GS]\d{1,4})?([\u4e00-\u9fff]{2})高速(?:公路|路)?(?![增发运旋成推扩前行率度])"
)
NO_ENDS = frozenset(
    "的了在上下条个省市全这该走沿经由从至和与及往路段中出入用以为而更向每速人离公内外对绕城"
)
# A street with a house number, or at which something stands.
STREET = re.compile(
    r"(?:路|街|大道|巷)(?=\d{1,4}(?:号(?![口线])|弄)|[与和][\u4e00-\u9fff]{1,4}[路街](?:交[叉汇]|路?口))"
)
SIDED = re.compile(r"[东西南北中][路街](?![东西南北口]|\d{1,2}号[口线])")
# What long roads end in, the stretch of one that a name may go on with (高速公路柳林至江口段), and
# what joins its ends: 江城至柳林公路.
WAYS = ("高速公路", "高速", "公路", "铁路", "高铁", "快速路", "通道")
NO_STRETCH = "的了在和与及、将已等为各全该这每有是建设施工第部分一二三四五六七八九十两几"
STRETCH = re.compile(
    rf"(?:[^\W\d{NO_STRETCH}]{{2,5}}至)?[^\W\d{NO_STRETCH}]{{2,5}}?路?段(?![\d时子落])"
)
TO = frozenset({"至", "到"})
ENDS = "PphNtm"  # letters of an end of a road
LONGEST = 5  # characters of a street's name
NAME = "NhtmF"


def find_roads(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose roads by their numbers, ends and houses."""
    text, base = sentence.text, sentence.span.start
    for road in list_roads(text, knowledge):
        start, end = extend_road(split_tokens(text, knowledge), *road)
        span = Span(sentence.span.article, base + start, base + end)
        yield Mention(span, text[start:end], "Facility", "road", 0.8)


def list_roads(text: str, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Yield the roads of a text as offsets."""
    if "道" in text or "线" in text:
        yield from (found.span() for found in NUMBERED.finditer(text))
    tags, forms = dictionary(), load_gazetteer(knowledge).forms
    for found in MOTORWAY.finditer(text) if "高速" in text else ():
        ends = found[1]
        proper = tags.get(ends, "nz") in {"nz", "nr", "nrt"} and ends not in forms
        if proper and NO_ENDS.isdisjoint(ends):
            yield found.span()
    for pattern in (STREET, SIDED):
        for found in pattern.finditer(text):
            tokens = split_tokens(text, knowledge)
            start = street_start(tokens, found.start(), found.end())
            if start is not None:
                yield start, found.end()


def street_start(tokens: Tokens, head: int, end: int) -> int | None:
    """Find where the name of a street begins whose last word is text[head:end]."""
    bounds = tokens.bounds
    last = bisect_left(bounds, end)
    if bounds[last] != end:
        return None
    at = bisect_left(bounds, head)
    at -= bounds[at] > head
    first = at
    while at > 0 and tokens.parts[at - 1] in NAME and head - bounds[at - 1] < LONGEST:
        at -= 1
    if at in tokens.places and at + 1 < first + (bounds[first] < head):
        at += 1
    named = head - bounds[at] > 1 and (is_proper(tokens, at, last) or at < first)
    return bounds[at] if named else None


def extend_road(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Take in the other end of a road, and the stretch of it that is meant."""
    text, bounds = tokens.text, tokens.bounds
    if not text.endswith(WAYS, start, end):
        return start, end
    stretch = STRETCH.match(text, end)
    if text[start - 1 : start] in TO:
        first = at = bisect_left(bounds, start - 1)
        while at > 0 and first - at < 2 and tokens.parts[at - 1] in ENDS:
            at -= 1
        start = bounds[at] if start - bounds[at] > 2 else start
    return start, stretch.end() if stretch else end
