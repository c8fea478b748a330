"""What several tests need: the knowledge, and a small build of invented articles."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

from kg.know.knowledge import Knowledge, load_knowledge
from kg.model import (
    Article,
    ArticleId,
    Build,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Extract,
    Figure,
    Mention,
    Observation,
    Page,
    Quotation,
    Reading,
    Span,
)
from kg.read.sentences import split_sentences
from kg.resolve.resolve import resolve

Names = Sequence[tuple[str, ...]]  # kind, name, aliases; those that begin with ~ are anaphora
Links = Sequence[tuple[str, ...]]  # subject, property, object, status


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="rewrite the golden files, and fail")


# The same cases every time, and no clock: the first case loads the knowledge.
settings.register_profile("baopu", deadline=None, derandomize=True)
settings.load_profile("baopu")

MakeExtract = Callable[..., Extract]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


def find_spans(article: Article, words: str) -> list[Span]:
    starts = [at for at in range(len(article.text)) if article.text.startswith(words, at)]
    return [Span(article.id, at, at + len(words)) for at in starts]


def make_entity(article: Article, number: int, kind: str, name: str, *others: str) -> Entity:
    def mentions(forms: Sequence[str]) -> tuple[Mention, ...]:
        found = (Mention(s, f, kind, "test") for f in forms for s in find_spans(article, f))
        return tuple(sorted(found))

    aliases = tuple(sorted(form for form in others if not form.startswith("~")))
    return Entity(
        EntityId(f"{article.id}#{number}"),
        kind,
        name,
        aliases,
        mentions((name, *aliases)),
        mentions([form[1:] for form in others if form.startswith("~")]),
    )


def build_extract(page: str, number: int, text: str, names: Names, links: Links = ()) -> Extract:
    """Make an extract: its first line is the headline; a claim stands in the first sentence
    that has its object, or its subject."""
    title = text.split("\n", 1)[0]
    article = Article(ArticleId(f"{page}-{number}"), page, text, len(title) + 1)
    sentences = split_sentences(article)
    entities = tuple(make_entity(article, i, *name) for i, name in enumerate(names))
    ids = {entity.name: entity.id for entity in entities}

    def evidence(*words: str) -> Evidence:
        body = [s for s in sentences if s.span.start >= article.body_start]
        found = [s for s in body if all(word in s.text for word in words)]
        return Evidence((found or [s for s in body if words[-1] in s.text] or body)[0].span)

    claims = tuple(
        Claim(
            ids[s],
            p,
            ids.get(o, o),
            evidence(s, o),
            f"{p}-1",
            status=(rest[0] if rest else "actual"),  # type: ignore[arg-type]
            confidence=0.9,
        )
        for s, p, o, *rest in links
    )
    return Extract(article, sentences, entities, claims, (), ())


@pytest.fixture(scope="session")
def make_extract() -> MakeExtract:
    return build_extract


WATER = """江城市水务局开展“护河”专项行动
江城市水务局近日开展“护河”专项行动。该局局长江小川介绍，去年以来，江城市共清理河道120公里。
“护河要靠大家。”江小川说。水务局计划在蓝湾产业园建设蓝湾水厂，一季度投资超过1.2亿元。"""
PARK = """蓝湾食品公司入驻园区
江城市蓝湾产业园传来消息，蓝湾食品公司已入驻该园区。公司生产糕点，未获得省级龙头企业称号。"""


def add_facts(extract: Extract) -> Extract:
    """Add a figure of a year, one of an interval, and a quotation to the article on water."""
    text, ids = extract.article.text, {e.name: e.id for e in extract.entities}

    def span(words: str) -> Span:
        return find_spans(extract.article, words)[0]

    def sentence(words: str) -> Evidence:
        return Evidence(next(s.span for s in extract.sentences if s.span.holds(span(words))))

    length = Figure(span("120公里"), "120公里", Decimal(120), "公里")
    money = Figure(span("1.2亿元"), "1.2亿元", Decimal(120000000), "元", ">")
    said = span("护河要靠大家。")
    observations = (
        Observation(ids["江城市"], "清理河道", length, sentence("120公里"), "figure", "2030"),
        Observation(
            ids["江城市水务局"],
            "投资",
            money,
            sentence("1.2亿元"),
            "figure",
            "2031-01/2031-03",
            "target",
            confidence=0.8,
        ),
    )
    quotations = (
        Quotation(ids["江小川"], said, text[said.start : said.end], sentence("护河要靠大家。")),
    )
    return Extract(
        extract.article,
        extract.sentences,
        extract.entities,
        extract.claims,
        observations,
        quotations,
    )


@pytest.fixture(scope="session")
def small_build(knowledge: Knowledge) -> Build:
    """A page of two invented articles: every sort of fact once."""
    water = add_facts(
        build_extract(
            "page",
            0,
            WATER,
            [
                ("Agency", "江城市水务局", "水务局", "~该局"),
                ("Place", "江城市"),
                ("Campaign", "“护河”专项行动", "“护河”"),
                ("Person", "江小川"),
                ("Facility", "蓝湾产业园"),
                ("Facility", "蓝湾水厂"),
            ],
            [
                ("江城市水务局", "organizes", "“护河”专项行动"),
                ("江城市水务局", "jurisdiction", "江城市"),
                ("江小川", "worksFor", "江城市水务局"),
                ("江城市水务局", "builds", "蓝湾水厂", "planned"),
                ("蓝湾水厂", "locatedIn", "蓝湾产业园", "planned"),
            ],
        )
    )
    park = build_extract(
        "page",
        1,
        PARK,
        [
            ("Company", "蓝湾食品公司", "~公司"),
            ("Facility", "江城市蓝湾产业园", "~该园区"),
            ("Honour", "省级龙头企业"),
        ],
        [
            ("蓝湾食品公司", "locatedIn", "江城市蓝湾产业园"),
            ("蓝湾食品公司", "produces", "糕点"),
            ("蓝湾食品公司", "receives", "省级龙头企业", "negated"),
        ],
    )
    page = Page("page", f"{WATER}\n\n{PARK}", "2031-05-02", home="江南省江城市")
    reading = Reading(page, (water.article, park.article), ())
    return resolve((reading,), (water, park), knowledge)


@pytest.fixture(scope="session")
def seeds_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `out` that `kg build seeds` writes, in a folder of its own."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    command = [sys.executable, "-m", "kg", "build", "seeds", "-o", str(out)]
    subprocess.run(command, cwd=Path(__file__).parents[1], check=True, capture_output=True)
    return out
