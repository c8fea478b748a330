"""The account of each article: its text with the names in it, and every fact it gave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.know.knowledge import Knowledge
from kg.model import (
    Article,
    ArticleId,
    Build,
    Claim,
    Extract,
    Observation,
    Quotation,
    Span,
)
from kg.view.wordings import KINDS, STATES, word_amount, word_period, word_title


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `name` is the entity's that it names, empty for plain words."""

    text: str
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as its pieces, under an anchor."""

    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as words."""

    subject: str
    middle: str
    object: str
    linked: bool  # whether the object is an entity
    detail: str
    state: str
    anchor: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Account:
    """An article for a reader."""

    number: int
    page: str
    title: str
    authors: str
    kind: str
    truncated: bool
    names: int
    headline: tuple[Line, ...]
    paragraphs: tuple[tuple[Line, ...], ...]
    claims: tuple[Fact, ...]
    observations: tuple[Fact, ...]
    quotations: tuple[Fact, ...]


Named = tuple[Span, str, str]  # where a name stands, whose it is, of what kind


@dataclass(frozen=True, slots=True)
class Words:
    """The words for what facts refer to by identifier, and the anchors of sentences."""

    names: Mapping[str, str]
    relations: Mapping[str, str]
    anchors: Mapping[Span, str]


def describe_articles(build: Build, knowledge: Knowledge) -> tuple[Account, ...]:
    """Describe the articles of `build` in its order, each with the facts of `build` it proves."""
    words = Words(
        {entity.id: entity.name for entity in build.entities},
        {name: p.label for name, p in knowledge.schema.properties.items()},
        {
            sentence.span: f"a{number}s{at}"
            for number, extract in enumerate(build.extracts, start=1)
            for at, sentence in enumerate(extract.sentences)
        },
    )
    facts: dict[ArticleId, Facts] = {x.article.id: Facts([], [], []) for x in build.extracts}
    for claim in build.claims:
        facts[claim.evidence.sentence.article].claims.append(word_claim(claim, words))
    for observation in build.observations:
        article = observation.evidence.sentence.article
        facts[article].observations.append(word_observation(observation, words))
    for quotation in build.quotations:
        facts[quotation.evidence.sentence.article].quotations.append(
            word_quotation(quotation, words)
        )
    named = gather_names(build)
    return tuple(
        describe_article(number, extract, named[extract.article.id], facts[extract.article.id])
        for number, extract in enumerate(build.extracts, start=1)
    )


class Facts(NamedTuple):
    """The facts of an article while they are gathered."""

    claims: list[Fact]
    observations: list[Fact]
    quotations: list[Fact]


def word_claim(claim: Claim, words: Words) -> Fact:
    """Put a claim into words: 江城市水务局 开展 节水周活动."""
    said = f"{words.names[claim.speaker]}说" if claim.speaker else None
    return Fact(
        subject=words.names[claim.subject],
        middle=words.relations.get(claim.property, claim.property),
        object=words.names.get(claim.object, claim.object),
        linked=claim.object in words.names,
        detail="，".join(filter(None, (claim.role, word_period(claim.period), said))),
        state=STATES[claim.status],
        anchor=words.anchors.get(claim.evidence.sentence, ""),
        confidence=round(claim.confidence, 2),
    )


def word_observation(observation: Observation, words: Words) -> Fact:
    """Put an observation into words: 江城市 用水量 同比下降3.5%（2030年）."""
    figure = observation.figure
    said = f"{words.names[observation.speaker]}说" if observation.speaker else None
    return Fact(
        subject=words.names[observation.subject],
        middle=observation.metric,
        object=word_amount(figure.value, figure.unit, figure.qualifier, observation.change),
        linked=False,
        detail="，".join(filter(None, (word_period(observation.period), said))),
        state=STATES[observation.status],
        anchor=words.anchors.get(observation.evidence.sentence, ""),
        confidence=round(observation.confidence, 2),
    )


def word_quotation(quotation: Quotation, words: Words) -> Fact:
    """Put a quotation into words: 陈小满 说 “……”."""
    return Fact(
        subject=words.names[quotation.speaker],
        middle="说" if quotation.direct else "表示",
        object=f"“{quotation.text}”" if quotation.direct else quotation.text,
        linked=False,
        detail="",
        state="",
        anchor=words.anchors.get(quotation.evidence.sentence, ""),
        confidence=round(quotation.confidence, 2),
    )


def gather_names(build: Build) -> dict[ArticleId, list[Named]]:
    """Gather where each article names an entity, or has a word for one, in reading order."""
    named: dict[ArticleId, list[Named]] = {x.article.id: [] for x in build.extracts}
    for entity in build.entities:
        for mention in (*entity.mentions, *entity.anaphora):
            named[mention.span.article].append((mention.span, entity.name, entity.kind))
    for places in named.values():
        places.sort(key=lambda place: (place[0].start, -place[0].end, place[1]))
    return named


def describe_article(
    number: int, extract: Extract, named: Sequence[Named], facts: Facts
) -> Account:
    """Describe one article; `number` counts articles from 1 and is part of its anchors."""
    article = extract.article
    lines: dict[int, list[Line]] = {}
    for at, sentence in enumerate(extract.sentences):
        inside = [place for place in named if sentence.span.holds(place[0])]
        line = Line(f"a{number}s{at}", tuple(cut_pieces(article, sentence.span, inside)))
        in_title = sentence.span.start < article.body_start
        lines.setdefault(-1 if in_title else sentence.paragraph, []).append(line)
    headline = tuple(lines.pop(-1, ()))
    return Account(
        number,
        article.page,
        word_title(article),
        "、".join(article.authors),
        "".join(filter(None, (article.agency, KINDS[article.kind]))),
        article.truncated,
        len({(name, kind) for _, name, kind in named}),
        headline,
        tuple(tuple(lines[paragraph]) for paragraph in sorted(lines)),
        *map(tuple, facts),
    )


def cut_pieces(article: Article, whole: Span, named: Sequence[Named]) -> Iterator[Piece]:
    """Cut the text of `whole` into names and what lies between; the first of two names counts."""
    at = whole.start
    for span, name, kind in named:
        if span.start < at:
            continue
        if span.start > at:
            yield Piece(article.text[at : span.start])
        yield Piece(article.text[span.start : span.end], name, kind)
        at = span.end
    if at < whole.end:
        yield Piece(article.text[at : whole.end])
