"""The extraction of a page in the form of the gold annotation (design: eleven keys an article)."""

from decimal import Decimal

from kg.model import Article, Entity, Extract, Reading

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def describe_page(reading: Reading, extracts: tuple[Extract, ...]) -> dict[str, Json]:
    """Describe a page as one JSON object; `extracts` are those of its articles, in order."""
    return {
        "page": f"{reading.page.id}.txt",
        "articles": [describe_article(extract) for extract in extracts],
    }


def describe_article(extract: Extract) -> dict[str, Json]:
    """Describe what one article says; entities are referred to by their names."""
    names: dict[str, str] = {entity.id: entity.name for entity in extract.entities}
    article = extract.article

    def words(start: int, end: int) -> str:
        return article.text[start:end]

    return {
        **describe_head(article),
        "entities": [describe_entity(entity) for entity in extract.entities],
        "claims": [
            {
                "s": names[c.subject],
                "p": c.property,
                "o": names.get(c.object, c.object),
                "role": c.role,
                "status": c.status,
                "evidence": words(c.evidence.sentence.start, c.evidence.sentence.end),
            }
            for c in extract.claims
        ],
        "observations": [
            {
                "subject": names[o.subject],
                "metric": o.metric,
                "value": number(o.figure.value),
                "unit": o.figure.unit,
                "qualifier": o.figure.qualifier,
                "period": o.period,
                "status": o.status,
                "change": o.change,
                "evidence": words(o.evidence.sentence.start, o.evidence.sentence.end),
            }
            for o in extract.observations
        ],
        "quotations": [{"speaker": names[q.speaker], "text": q.text} for q in extract.quotations],
    }


def describe_head(article: Article) -> dict[str, Json]:
    """Describe an article without what was extracted from it."""
    return {
        "title": article.title,
        "authors": list(article.authors),
        "agency": article.agency,
        "kind": article.kind,
        "body": article.body,
        "truncated": article.truncated,
    }


def describe_entity(entity: Entity) -> dict[str, Json]:
    """Describe an entity of one article."""
    return {
        "name": entity.name,
        "type": entity.kind,
        "aliases": list(entity.aliases),
        "anaphora": sorted({mention.text for mention in entity.anaphora}),
    }


def number(value: Decimal) -> int | float:
    """Give a whole value as an int, so that 110 is written 110 and not 110.0."""
    return int(value) if value == value.to_integral_value() else float(value)
