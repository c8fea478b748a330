"""Where facts come from, as RDF: pages, articles, sentences and the spans within them."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from pyoxigraph import NamedNode, Triple

from kg.graph.iris import Minter, term
from kg.graph.literals import DATES, chinese, day, plain, truth, whole
from kg.model import (
    Article,
    ArticleId,
    Build,
    Claim,
    EntityId,
    Imprint,
    Observation,
    Page,
    Quotation,
    Span,
)

TYPE = term("rdf:type")
RELATIONS = {"copy": "dcterms:isVersionOf", "continuation": "kg:continues"}
ISSUED, SHA256 = term("schema:datePublished"), term("kg:sha256")


def describe_sources(
    build: Build, nodes: Mapping[EntityId, NamedNode], minter: Minter
) -> Iterator[Triple]:
    """Describe the pages that were read, their articles, and what each article mentions."""
    for reading in build.readings:
        yield from describe_page(reading.page, minter)
    for extract in build.extracts:
        yield from describe_article(extract.article, minter)
    for link in build.links:
        relation = term(RELATIONS[link.kind])
        yield Triple(minter.article(link.article), relation, minter.article(link.other))
    for entity in build.entities:
        for name in {mention.span.article for mention in (*entity.mentions, *entity.anaphora)}:
            yield Triple(minter.article(name), term("schema:mentions"), nodes[entity.id])


def describe_page(page: Page, minter: Minter) -> Iterator[Triple]:
    """Describe a page: the file it came in, its date and home."""
    node = minter.page(page.id)
    yield Triple(node, TYPE, term("kg:Page"))
    yield Triple(node, term("dcterms:identifier"), plain(page.id))
    yield Triple(node, SHA256, plain(fingerprint(page.text)))
    yield from describe_date(node, page.issued, inferred=page.inferred)
    if page.home:
        yield Triple(node, term("kg:home"), chinese(page.home))
    yield from describe_imprint(node, page.imprint)


def describe_imprint(node: NamedNode, imprint: Imprint) -> Iterator[Triple]:
    """Describe where a page appeared: the paper, the page's number and section, its address."""
    if imprint.publication:
        yield Triple(node, term("kg:publication"), chinese(imprint.publication))
    if imprint.number:
        yield Triple(node, term("kg:pageNumber"), plain(imprint.number))
    if imprint.section:
        yield Triple(node, term("kg:section"), chinese(imprint.section))
    if imprint.source:
        yield Triple(node, term("schema:url"), plain(imprint.source))


def describe_article(article: Article, minter: Minter) -> Iterator[Triple]:
    """Describe an article: its headline, who wrote it, its page, date and text."""
    node = minter.article(article.id)
    yield Triple(node, TYPE, term("kg:Article"))
    yield Triple(node, term("dcterms:identifier"), plain(article.id))
    yield Triple(node, term("schema:isPartOf"), minter.page(article.page))
    yield Triple(node, SHA256, plain(fingerprint(article.text)))
    if article.title:
        yield Triple(node, term("schema:headline"), chinese(article.title))
    for author in article.authors:
        yield Triple(node, term("dc:creator"), chinese(author))
    if article.agency:
        yield Triple(node, term("dc:source"), chinese(article.agency))
    if article.truncated:
        yield Triple(node, term("kg:truncated"), truth(value=True))
    yield from describe_date(node, article.issued, inferred=article.inferred)


def describe_date(node: NamedNode, issued: str | None, *, inferred: bool) -> Iterator[Triple]:
    """Describe when a page or an article came out, as exactly as that is known."""
    if issued:
        yield Triple(node, ISSUED, day(issued))
        if inferred:
            yield Triple(node, term("kg:dateInferred"), truth(value=True))


def fingerprint(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def describe_evidence(build: Build, minter: Minter) -> Iterator[Triple]:
    """Describe the sentences that facts rest on, each once, and the names and words elsewhere."""
    texts = {extract.article.id: extract.article.text for extract in build.extracts}
    facts: Iterable[Claim | Observation | Quotation] = (
        *build.claims,
        *build.observations,
        *build.quotations,
    )
    sentences = {fact.evidence.sentence for fact in facts}
    spans = {span for fact in facts for span in fact.evidence.antecedents}
    spans |= {quotation.span for quotation in build.quotations}
    for span in sorted(sentences):
        yield from describe_span(minter.sentence(span), "kg:Sentence", span, texts, minter)
    for span in sorted(spans):
        yield from describe_span(minter.span(span), "kg:Span", span, texts, minter)


def describe_span(
    node: NamedNode, kind: str, span: Span, texts: Mapping[ArticleId, str], minter: Minter
) -> Iterator[Triple]:
    """Describe a stretch of an article's text: where it is and what it says."""
    yield Triple(node, TYPE, term(kind))
    yield Triple(node, TYPE, term("oa:TextPositionSelector"))
    yield Triple(node, term("oa:hasSource"), minter.article(span.article))
    yield Triple(node, term("oa:start"), whole(span.start))
    yield Triple(node, term("oa:end"), whole(span.end))
    yield Triple(node, term("oa:exact"), chinese(texts[span.article][span.start : span.end]))


def describe_periods(build: Build, minter: Minter) -> Iterator[Triple]:
    """Describe the intervals that facts belong to, with their two ends."""
    facts: Iterable[Claim | Observation] = (*build.claims, *build.observations)
    for period in sorted({fact.period for fact in facts if fact.period and "/" in fact.period}):
        node = minter.period(period)
        yield Triple(node, TYPE, term("time:ProperInterval"))
        yield Triple(node, term("rdfs:label"), plain(period))
        ends = zip(("time:hasBeginning", "time:hasEnd"), period.split("/"), strict=False)
        for predicate, end in ends:
            instant = minter.instant(end)
            yield Triple(node, term(predicate), instant)
            yield Triple(instant, TYPE, term("time:Instant"))
            position = next((p for form, _, p in DATES if form.fullmatch(end)), None)
            if position is not None:
                yield Triple(instant, position, day(end))
