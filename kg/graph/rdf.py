"""A build as RDF: direct triples, claims, observations and quotations, each with its sentence.

What is stated as done is a direct triple; every claim, also the planned and the negated, is a
node of its own with its evidence.  There are no blank nodes, and all is in the default graph.
"""

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.iris import BASE, Minter, term
from kg.graph.literals import amount, chinese, day, decimal, plain, truth
from kg.graph.sources import describe_evidence, describe_periods, describe_sources
from kg.know.knowledge import Knowledge
from kg.model import Build, Claim, Entity, EntityId, Evidence, Observation, Quotation
from kg.resolve.resolve import read_code

TYPE, LABEL = term("rdf:type"), term("rdfs:label")
FROM, CONFIDENCE = term("prov:wasDerivedFrom"), term("kg:confidence")
STATUSES = {
    status: term(f"kg:{status.capitalize()}")
    for status in ("actual", "planned", "negated", "target", "capacity")
}
CHANGES = {
    "yoy": term("kg:YearOnYear"),
    "mom": term("kg:MonthOnMonth"),
    "qoq": term("kg:QuarterOnQuarter"),
    "share": term("kg:Share"),
}


def describe(build: Build, knowledge: Knowledge, base: str = BASE) -> tuple[Quad, ...]:
    """Describe all of a build, each quad once, sorted; same build, same quads."""
    minter = Minter(base)
    nodes = {entity.id: minter.entity(entity) for entity in build.entities}
    triples = {
        triple
        for found in (
            *(describe_entity(entity, minter, knowledge) for entity in build.entities),
            *(describe_claim(claim, nodes, minter) for claim in build.claims),
            *(describe_observation(o, nodes, minter, knowledge) for o in build.observations),
            *(describe_quotation(quotation, nodes, minter) for quotation in build.quotations),
            describe_sources(build, nodes, minter),
            describe_evidence(build, minter),
            describe_periods(build, minter),
        )
        for triple in found
    }
    return tuple(Quad(*triple) for triple in sorted(triples, key=str))


def describe_entity(entity: Entity, minter: Minter, knowledge: Knowledge) -> Iterator[Triple]:
    """Describe a thing with its names and the reasons why they are names of one thing."""
    node = minter.entity(entity)
    yield Triple(node, TYPE, term(f"kg:{entity.kind}"))
    yield Triple(node, LABEL, chinese(entity.name))
    for alias in entity.aliases:
        yield Triple(node, term("skos:altLabel"), chinese(alias))
    for reason in entity.reasons:
        yield Triple(node, term("kg:reason"), chinese(reason))
    if code := read_code(entity, knowledge):
        yield Triple(node, term("dcterms:identifier"), plain(code))


def describe_claim(
    claim: Claim, nodes: dict[EntityId, NamedNode], minter: Minter
) -> Iterator[Triple]:
    """Describe a claim; and, if it is stated as done, what it says as a triple of its own."""
    node, subject = minter.claim(claim), nodes[claim.subject]
    predicate = term(f"kg:{claim.property}")
    value = nodes.get(EntityId(claim.object), chinese(claim.object))
    if claim.status == "actual":
        yield Triple(subject, predicate, value)
    yield Triple(node, TYPE, term("kg:Claim"))
    yield Triple(node, term("rdf:subject"), subject)
    yield Triple(node, term("rdf:predicate"), predicate)
    yield Triple(node, term("rdf:object"), value)
    yield Triple(node, term("kg:status"), STATUSES[claim.status])
    if claim.role:
        yield Triple(node, term("kg:role"), chinese(claim.role))
    yield from describe_grounds(node, claim, nodes, minter)
    yield from describe_rule(node, claim.rule, minter)


def describe_observation(
    found: Observation, nodes: dict[EntityId, NamedNode], minter: Minter, knowledge: Knowledge
) -> Iterator[Triple]:
    """Describe a figure with its subject, and the metric it measures."""
    node, metric, figure = minter.observation(found), minter.metric(found.metric), found.figure
    yield Triple(metric, TYPE, term("kg:Metric"))
    yield Triple(metric, term("skos:prefLabel"), chinese(found.metric))
    yield Triple(node, TYPE, term("kg:Observation"))
    yield Triple(node, term("kg:about"), nodes[found.subject])
    yield Triple(node, term("kg:metric"), metric)
    yield Triple(node, term("kg:value"), amount(figure.value))
    yield Triple(node, term("kg:valueText"), chinese(figure.text))
    yield Triple(node, term("kg:qualifier"), plain(figure.qualifier))
    yield Triple(node, term("kg:status"), STATUSES[found.status])
    if figure.unit:
        yield Triple(node, term("kg:unitText"), chinese(figure.unit))
    code = knowledge.words.get("unit", {}).get(figure.unit, "")
    if name := knowledge.words.get("qudt", {}).get(code):
        unit = term(f"qunit:{name}")
        yield Triple(node, term("kg:unit"), unit)
        yield Triple(unit, TYPE, term("qudt:Unit"))
    if found.change:
        yield Triple(node, term("kg:change"), CHANGES[found.change])
    yield from describe_grounds(node, found, nodes, minter)
    yield from describe_rule(node, found.rule, minter)


def describe_quotation(
    quotation: Quotation, nodes: dict[EntityId, NamedNode], minter: Minter
) -> Iterator[Triple]:
    """Describe words and who said them."""
    node = minter.quotation(quotation)
    yield Triple(node, TYPE, term("kg:Quotation"))
    yield Triple(node, term("kg:speaker"), nodes[quotation.speaker])
    yield Triple(node, term("kg:text"), chinese(quotation.text))
    yield Triple(node, term("kg:direct"), truth(quotation.direct))
    yield Triple(node, term("prov:wasQuotedFrom"), minter.article(quotation.span.article))
    yield Triple(node, term("oa:hasSelector"), minter.span(quotation.span))
    yield from describe_proof(node, quotation.evidence, quotation.confidence, minter)


def describe_grounds(
    node: NamedNode,
    fact: Claim | Observation,
    nodes: dict[EntityId, NamedNode],
    minter: Minter,
) -> Iterator[Triple]:
    """Describe when a fact holds, who says so and what proves it."""
    if fact.period:
        yield Triple(node, term("kg:period"), mint_period(fact.period, minter))
    if fact.speaker:
        yield Triple(node, term("kg:speaker"), nodes[fact.speaker])
    yield from describe_proof(node, fact.evidence, fact.confidence, minter)


def describe_proof(
    node: NamedNode, evidence: Evidence, confidence: float, minter: Minter
) -> Iterator[Triple]:
    """Describe what proves a fact, and how sure it is."""
    yield Triple(node, FROM, minter.sentence(evidence.sentence))
    for span in evidence.antecedents:
        yield Triple(node, term("kg:antecedent"), minter.span(span))
    yield Triple(node, CONFIDENCE, decimal(round(Decimal(confidence), 3)))


def describe_rule(node: NamedNode, rule: str, minter: Minter) -> Iterator[Triple]:
    """Describe the rule that made a fact."""
    maker = minter.rule(rule)
    yield Triple(node, term("prov:wasAttributedTo"), maker)
    yield Triple(maker, TYPE, term("kg:Rule"))
    yield Triple(maker, LABEL, plain(rule))


def mint_period(period: str, minter: Minter) -> NamedNode | Literal:
    """Give a period as a date of its own precision, or as the node of an interval."""
    return minter.period(period) if "/" in period else day(period)
