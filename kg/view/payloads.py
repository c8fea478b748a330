"""What a page of a graph carries: nodes, facts and articles, as JSON that its scripts read.

Offsets are UTF-16 code units, since JavaScript counts so (𬭎 and 𠮷 in names are two).
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.know.knowledge import Knowledge
from kg.model import (
    Article,
    ArticleId,
    Build,
    Claim,
    Entity,
    Evidence,
    Observation,
    Quotation,
    Span,
)
from kg.view.pictures import Picture
from kg.view.wordings import STATES, plain, word_amount, word_period, word_title

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Index:
    """The numbers by which a page names things, and names for what it does not draw."""

    nodes: Mapping[str, int]
    articles: Mapping[ArticleId, int]
    names: Mapping[str, str]
    wide: Mapping[ArticleId, list[int]]  # offsets of characters that UTF-16 writes as two

    def cut(self, span: Span) -> list[Json]:
        """Give the two ends of `span` in UTF-16 code units."""
        wide = self.wide[span.article]
        return [end + bisect_left(wide, end) for end in (span.start, span.end)]

    def place(self, evidence: Evidence, confidence: float) -> dict[str, Json]:
        """Say where a fact stands, and how sure it is."""
        sentence = evidence.sentence
        return {
            "article": self.articles[sentence.article],
            "sentence": self.cut(sentence),
            "antecedents": [
                self.cut(span) for span in evidence.antecedents if span.article == sentence.article
            ],
            "confidence": round(confidence, 2),
        }


def describe_picture(
    build: Build, picture: Picture, knowledge: Knowledge, title: str
) -> dict[str, Json]:
    """Describe all that the page of `picture` shows, in the order of `build`."""
    drawn = {node.entity.id for node in picture.nodes}
    claims = [c for c in build.claims if c.subject in drawn or c.object in drawn]
    observations = [o for o in build.observations if o.subject in drawn]
    quotations = [q for q in build.quotations if q.speaker in drawn]
    facts: list[Claim | Observation | Quotation] = [*claims, *observations, *quotations]
    used = {fact.evidence.sentence.article for fact in facts}
    whole = len(drawn) == picture.total
    articles = [x.article for x in build.extracts if whole or x.article.id in used]
    index = number_things(build.entities, picture, articles)
    return {
        "title": title,
        "total": picture.total,
        "properties": {name: p.label for name, p in knowledge.schema.properties.items()},
        "nodes": describe_nodes(picture),
        "articles": list(describe_articles(build, articles, index)),
        "claims": [describe_claim(claim, index) for claim in claims],
        "observations": [describe_observation(o, index) for o in observations],
        "quotations": [describe_quotation(quotation, index) for quotation in quotations],
        "links": number_claims(build, picture, claims),
    }


def number_things(entities: tuple[Entity, ...], picture: Picture, articles: list[Article]) -> Index:
    """Number the nodes and the articles of a page."""
    return Index(
        {node.entity.id: number for number, node in enumerate(picture.nodes)},
        {article.id: number for number, article in enumerate(articles)},
        {entity.id: entity.name for entity in entities},
        {a.id: [i for i, char in enumerate(a.text) if char > "\uffff"] for a in articles},
    )


def number_claims(build: Build, picture: Picture, claims: list[Claim]) -> list[Json]:
    """Give the claims of each link by their numbers on the page."""
    numbers = {id(claim): number for number, claim in enumerate(claims)}
    return [[numbers[id(build.claims[c])] for c in link.claims] for link in picture.links]


def describe_claim(claim: Claim, index: Index) -> dict[str, Json]:
    """Describe a claim; an end that is not drawn has its name alone."""
    return {
        "s": index.nodes.get(claim.subject),
        "o": index.nodes.get(claim.object),
        "subject": index.names[claim.subject],
        "object": index.names.get(claim.object, claim.object),
        "p": claim.property,
        "role": claim.role,
        "state": STATES[claim.status],
        "status": claim.status,
        "period": word_period(claim.period),
        "speaker": index.names.get(claim.speaker or ""),
        **index.place(claim.evidence, claim.confidence),
    }


def describe_observation(observation: Observation, index: Index) -> dict[str, Json]:
    """Describe an observation, worded for a person and in parts for a table."""
    figure = observation.figure
    return {
        "s": index.nodes[observation.subject],
        "metric": observation.metric,
        "amount": word_amount(figure.value, figure.unit, figure.qualifier, observation.change),
        "value": plain(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "period": word_period(observation.period),
        "iso": observation.period,
        "change": observation.change,
        "state": STATES[observation.status],
        "status": observation.status,
        "speaker": index.names.get(observation.speaker or ""),
        "figure": index.cut(figure.span),
        **index.place(observation.evidence, observation.confidence),
    }


def describe_quotation(quotation: Quotation, index: Index) -> dict[str, Json]:
    """Describe a quotation."""
    return {
        "s": index.nodes[quotation.speaker],
        "text": quotation.text,
        "direct": quotation.direct,
        **index.place(quotation.evidence, quotation.confidence),
    }


def describe_nodes(picture: Picture) -> list[Json]:
    """Describe the nodes without their places, which the network carries."""
    return [
        {
            "id": node.entity.id,
            "name": node.entity.name,
            "kind": node.entity.kind,
            "aliases": [alias for alias in node.entity.aliases if alias != node.entity.name],
            "degree": node.degree,
            "size": node.size,
            "community": node.community,
            "hub": node.hub,
        }
        for node in picture.nodes
    ]


def describe_articles(
    build: Build, articles: list[Article], index: Index
) -> Iterator[dict[str, Json]]:
    """Describe the articles with their text, sentences, and the names of drawn nodes in them."""
    mentions: dict[ArticleId, list[tuple[Span, int]]] = {article.id: [] for article in articles}
    for entity in build.entities:
        node = index.nodes.get(entity.id)
        for mention in (*entity.mentions, *entity.anaphora) if node is not None else ():
            if mention.span.article in mentions and node is not None:
                mentions[mention.span.article].append((mention.span, node))
    sentences = {extract.article.id: extract.sentences for extract in build.extracts}
    for article in articles:
        head = article.text[: article.body_start]
        yield {
            "title": word_title(article),
            "page": article.page,
            "issued": article.issued,
            "inferred": article.inferred,
            "authors": list(article.authors),
            "truncated": article.truncated,
            "text": article.text,
            "body": len(head) + sum(char > "\uffff" for char in head),
            "sentences": [index.cut(sentence.span) for sentence in sentences[article.id]],
            "mentions": [[*index.cut(span), node] for span, node in sorted(mentions[article.id])],
        }
