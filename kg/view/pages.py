"""The extraction of a page in the form of gold annotation."""

from collections.abc import Sequence
from decimal import Decimal

from kg.model import Claim, Entity, EntityId, Extract, Observation, Reading
from kg.view.gold import GoldArticle, GoldClaim, GoldEntity, GoldObservation, GoldPage

Names = dict[EntityId | str, str]


def describe_page(reading: Reading, extracts: Sequence[Extract]) -> GoldPage:
    """Describe a page; `extracts` are those of its articles, in order."""
    return {
        "page": f"{reading.page.id}.txt",
        "articles": [describe_article(extract) for extract in extracts],
    }


def describe_article(extract: Extract) -> GoldArticle:
    """Describe an article and what it says; entities are referred to by their names."""
    names: Names = {entity.id: entity.name for entity in extract.entities}
    article, text = extract.article, extract.article.text
    return {
        "title": article.title,
        "authors": list(article.authors),
        "agency": article.agency,
        "kind": article.kind,
        "body": article.body,
        "truncated": article.truncated,
        "entities": [describe_entity(entity) for entity in extract.entities],
        "claims": [describe_claim(claim, names, text) for claim in extract.claims],
        "observations": [describe_observation(o, names, text) for o in extract.observations],
        "quotations": [{"speaker": names[q.speaker], "text": q.text} for q in extract.quotations],
    }


def describe_entity(entity: Entity) -> GoldEntity:
    """Describe an entity of one article."""
    return {
        "name": entity.name,
        "type": entity.kind,
        "aliases": list(entity.aliases),
        "anaphora": sorted({mention.text for mention in entity.anaphora}),
    }


def describe_claim(claim: Claim, names: Names, text: str) -> GoldClaim:
    """Describe a claim; `text` is its article's."""
    return {
        "s": names[claim.subject],
        "p": claim.property,
        "o": names.get(claim.object, claim.object),
        "role": claim.role,
        "status": claim.status,
        "evidence": text[claim.evidence.sentence.start : claim.evidence.sentence.end],
    }


def describe_observation(observation: Observation, names: Names, text: str) -> GoldObservation:
    """Describe an observation; `text` is its article's."""
    sentence = observation.evidence.sentence
    return {
        "subject": names[observation.subject],
        "metric": observation.metric,
        "value": write_number(observation.figure.value),
        "unit": observation.figure.unit,
        "qualifier": observation.figure.qualifier,
        "period": observation.period,
        "status": observation.status,
        "change": observation.change,
        "evidence": text[sentence.start : sentence.end],
    }


def write_number(value: Decimal) -> int | float:
    """Give a whole value as an int, so that 110 is written 110 and not 110.0."""
    return int(value) if value == value.to_integral_value() else float(value)
