"""Find places: those of the gazetteer, and those whose last word says so (柳林镇, 石桥村)."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.mentions.groups import find_groups
from kg.extract.mentions.landforms import find_landforms
from kg.extract.mentions.tokens import COMMON_NOUNS, Tokens, is_proper, split_tokens
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Mention, Sentence, Span

# A settlement: the words before its last word, after another place or where a name may begin; a
# numbered group goes with its village.
SETTLEMENT = re.compile(
    r"((?<![NFhmvD])[NFhtm]{1,4}s|(?<=[Pps])[NFhtmv]{1,4}s)(DT)?|(?<=[Pp])[Nhmt]{1,3}t|(?<=s)[NhDmt]{1,3}[tT]"
)
# A zone: with the place before it.
ZONE = re.compile(r"[PphF]?[NFhtmD]{0,4}(?<=[PphFNtmD])z")
# A natural feature, or a place with such a name: 柳林|湖.
FEATURE = re.compile(r"(?<![NFhtD])[Nh]{1,2}t{1,2}(?!t)")
FEATURES = range(3, 5)  # characters; of two (锦湖) as many are brands
# A town that the dictionary did not cut from its village: 柳林镇|石桥村.
TOWN = re.compile(r"([\u4e00-\u9fff]{2,4}[镇乡])(?=[\u4e00-\u9fff]{2,}[村组区]$)")
# A state or county abroad, which the gazetteer has not and the dictionary has: 安大略省.
ABROAD = re.compile("[州省县]")
FOREIGN = re.compile("[^各外]{2,}[州省县]$")
# A division that neither has: 罗利|市, of words that are no common nouns.
DIVISION = re.compile(r"(?<![NFhtvDmL])[Nht]{1,4}L{1,2}(?!L)")
LONGEST_ZONE = 16  # characters
DIVISIONS = range(3, 7)  # characters
# What joins a place to the name of a happening: 中国—东盟博览会, 中国·江城灯会.
OUTER = re.compile("[—·][\u4e00-\u9fff]")
LEVELS = "市县州区省"
# A number of settlements, and no name: 江口|四个村.
COUNT = re.compile("[一二两三四五六七八九十0-9]个.{1,2}$")
UNSURE = 0.3  # such a mention needs support from elsewhere in the article


def find_places(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose places; the score of a short or common name asks for support in the article."""
    text, tokens = sentence.text, split_tokens(sentence.text, knowledge)
    base, bounds = sentence.span.start, tokens.bounds
    spans = {
        (bounds[at], bounds[at + 1]): 0.9 if form.sure and tokens.parts[at] != "x" else UNSURE
        for at, form in tokens.places.items()
    }
    for first, last, score in name_places(tokens):
        start, end = bounds[first], bounds[last]
        if town := TOWN.match(text[start:end]):
            spans[(start, start + town.end())] = score
            start += town.end()
        spans.setdefault((start, end), score)
    for start, end in find_groups(tokens, knowledge):
        spans.setdefault((start, end), 0.7)
    for start, end in find_landforms(tokens, knowledge):
        spans[(start, end)] = 0.7
    for (start, end), score in spans.items():
        if OUTER.match(text, end) and score > UNSURE:
            continue
        span = Span(sentence.span.article, base + start, base + end)
        yield Mention(span, text[start:end], "Place", "place", score)


def name_places(tokens: Tokens) -> Iterator[tuple[int, int, float]]:
    """Yield the places whose last word says that they are one, as token offsets with a score."""
    for level in ABROAD.finditer(tokens.text):
        last = bisect_left(tokens.bounds, level.end())
        name = tokens.words(last - 1, last)
        named = tokens.parts[last - 1] == "N" and FOREIGN.match(name)
        if named and dictionary().get(name) == "ns":
            yield last - 1, last, 0.7
    for found in DIVISION.finditer(tokens.parts):
        if is_division(tokens, *found.span()):
            yield *found.span(), 0.7
    yield from name_settlements(tokens)
    yield from name_areas(tokens)


def name_settlements(tokens: Tokens) -> Iterator[tuple[int, int, float]]:
    """Yield the settlements, and the groups behind them."""
    for found in SETTLEMENT.finditer(tokens.parts):
        bounds = found.span(1) if found[1] else found.span()
        if COUNT.search(tokens.words(*bounds)) or (found[1] and is_class(tokens, *bounds)):
            continue
        yield *found.span(), 0.7
        if found[2]:
            yield *found.span(1), 0.7


def name_areas(tokens: Tokens) -> Iterator[tuple[int, int, float]]:
    """Yield the zones and the natural features."""
    for found in ZONE.finditer(tokens.parts):
        begin, end = found.span()
        placed = found[0][0] in "Pph" and len(tokens.words(begin, end)) <= LONGEST_ZONE
        if placed or (is_proper(tokens, begin, end - 1) and not is_class(tokens, begin, end)):
            yield *found.span(), 0.7
    for found in FEATURE.finditer(tokens.parts):
        proper = "h" in found[0] or is_proper(tokens, *found.span())
        name = tokens.words(*found.span())
        if proper and len(name) in FEATURES:
            sure = len(name) == FEATURES[0] and dictionary().get(name) == "ns"
            yield *found.span(), 0.6 if sure else UNSURE


def is_division(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether words before 市 or 县 name it: none of them is a common word."""
    tags = dictionary()
    words = [tokens.words(at, at + 1) for at in range(begin, end)]
    names = [word for word in words if word[0] not in LEVELS]
    return (
        sum(map(len, words)) in DIVISIONS
        and bool(names)
        and words[-1] in LEVELS
        and all(len(word) == 1 or tags.get(word, "x") not in COMMON_NOUNS for word in names)
        and is_proper(tokens, begin, end)
        and "".join(words) not in tags
    )


def is_class(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether common words name a kind of place: 边远地区, 城市社区."""
    tags, word = dictionary(), tokens.words(end - 1, end)
    if tags.get(tokens.words(begin, end)) in COMMON_NOUNS:
        return True
    before = tokens.words(begin, end - 1)
    placed = begin > 0 and tokens.parts[begin - 1] in "Pps"
    return len(word) > 1 and not placed and tags.get(before) in COMMON_NOUNS - {"nz"}
