"""What the tests of the views share: a build made by hand from one invented article."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.model import (
    Article,
    ArticleId,
    Build,
    Claim,
    ClaimStatus,
    Entity,
    EntityId,
    Evidence,
    Extract,
    Figure,
    Mention,
    Note,
    Observation,
    Page,
    Quotation,
    Reading,
    Region,
    Span,
)
from kg.read.sentences import split_sentences

MakeBuild = Callable[..., Build]
TITLE = "江城市启动节水周"
BODY = (
    "江城市水务局5月2日启动节水周活动，蓝湾食品公司参加。\n"
    "该局计划年底前建设东湖水厂。江城市水务局局长陈小满说：“今年要节水120万吨。”\n"
    "去年，江城市用水量同比下降3.5%。"
)
NAMES = {
    "江城市水务局": "Agency",
    "节水周活动": "Campaign",
    "蓝湾食品公司": "Company",
    "东湖水厂": "Facility",
    "陈小满": "Person",
    "江城市": "Place",
    "去年": "Event",  # stands alone: no relation, no figure
}
CLAIMS: tuple[tuple[str, str, str, ClaimStatus, str], ...] = (
    ("江城市水务局", "organizes", "节水周活动", "actual", "5月2日"),
    ("蓝湾食品公司", "participatesIn", "节水周活动", "actual", "5月2日"),
    ("江城市水务局", "builds", "东湖水厂", "planned", "该局"),
    ("陈小满", "worksFor", "江城市水务局", "actual", "局长"),
    ("江城市水务局", "jurisdiction", "江城市", "actual", "局长"),
)


@pytest.fixture(scope="session")
def make_build() -> MakeBuild:
    """Give the function that makes a build of one article; `names` may be renamed."""

    def make(rename: dict[str, str] | None = None, title: str = TITLE) -> Build:
        names = {old: (rename or {}).get(old, old) for old in NAMES}
        body = BODY
        for old, new in sorted(names.items(), key=lambda pair: -len(pair[0])):
            body = body.replace(old, new) if old != "江城市" else body
        return make_one(title, body, {names[old]: kind for old, kind in NAMES.items()}, names)

    return make


def make_one(title: str, body: str, kinds: dict[str, str], names: dict[str, str]) -> Build:
    text = f"{title}\n{body}"
    article = Article(
        ArticleId("page-1-0"), "page-1", text, len(title) + 1, ("王小新",), issued="2031-05-03"
    )
    sentences = split_sentences(article)
    mentions = name_all(article, kinds)
    entities = tuple(
        Entity(EntityId(f"e-{number}"), kind, name, (), mentions[name])
        for number, (name, kind) in enumerate(kinds.items())
    )
    ids = {entity.name: entity.id for entity in entities}

    def evidence(words: str) -> Evidence:
        at = find(article, words)
        antecedents = (mentions[names["江城市水务局"]][0].span,) if words == "该局" else ()
        return Evidence(next(s.span for s in sentences if s.span.holds(at)), antecedents)

    claims = tuple(
        Claim(ids[names[s]], p, ids[names[o]], evidence(words), "test", status=status)
        for s, p, o, status, words in CLAIMS
    )
    fall = Figure(find(article, "3.5%"), "3.5%", Decimal("-3.5"), "%")
    observation = Observation(
        ids[names["江城市"]], "用水量", fall, evidence("3.5%"), "test", "2030", change="yoy"
    )
    said = find(article, "今年要节水120万吨。")
    quotation = Quotation(ids[names["陈小满"]], said, "今年要节水120万吨。", evidence("今年要"))
    page = Page("page-1", f"{text}\n江城日报 第3版", "2031-05-03")
    end = len(text)
    regions = (
        Region(0, len(title), "title", article.id),
        Region(len(title) + 1, end, "body", article.id),
        Region(end + 1, end + 5, "furniture"),
        Region(end + 6, end + 9, "dropped", None, "版次"),
    )
    note = Note("page-1", "cut-off", "末句在版面上中断", 3, 5)
    extract = Extract(article, sentences, entities, claims, (observation,), (quotation,))
    reading = Reading(page, (article,), regions, (note,))
    return Build((reading,), (extract,), entities, claims, (observation,), (quotation,))


def name_all(article: Article, kinds: dict[str, str]) -> dict[str, tuple[Mention, ...]]:
    """Find every name; where one lies in another, the longer counts."""
    longest_first = sorted(kinds, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), article.text)
    mentions: dict[str, tuple[Mention, ...]] = dict.fromkeys(kinds, ())
    for name in found:
        span = Span(article.id, name.start(), name.end())
        mentions[name.group()] += (Mention(span, name.group(), kinds[name.group()], "test"),)
    return mentions


def find(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(article.id, start, start + len(words))
