"""Every IRI of the graph: here they are minted, and nowhere else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.model import Claim, Entity, Observation, Quotation, Span
from kg.resolve.slugs import digest, mint_slug

BASE = "https://w3id.org/baopu/"
KG = f"{BASE}ontology#"
VOCABULARIES: Mapping[str, str] = {
    "kg": KG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "time": "http://www.w3.org/2006/time#",
    "sh": "http://www.w3.org/ns/shacl#",
    "qudt": "http://qudt.org/schema/qudt/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "qunit": "http://qudt.org/vocab/unit/",
}
# What is minted, a folder and a prefix for each kind.
FOLDERS = (
    "agency", "company", "organization", "place", "facility", "person", "campaign", "event",
    "project", "policy", "honour", "claim", "obs", "quote", "sent", "span", "article", "page",
    "metric", "rule", "period", "instant",
)  # fmt: skip
SAFE = re.compile(r"[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*")
UNSAFE = re.compile(r"[^A-Za-z0-9_]+")


def term(name: str) -> NamedNode:
    """Give the term of a vocabulary that `name` says with its prefix: kg:status, prov:Entity."""
    prefix, _, local = name.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


def prefixes(base: str = BASE) -> dict[str, str]:
    """Give all prefixes that a file of the graph declares, sorted."""
    own = {folder: f"{base}{folder}/" for folder in FOLDERS}
    return dict(sorted({**VOCABULARIES, **own}.items()))


def safe(text: str) -> str:
    """Give `text` if it can stand in an IRI and a Turtle name as it is, else a spelling of it."""
    return text if SAFE.fullmatch(text) else mint_slug("x", text, text)


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints IRIs under `base`; each begins with a letter after its folder."""

    base: str = BASE

    def mint(self, folder: str, local: str) -> NamedNode:
        """Mint one IRI."""
        return NamedNode(f"{self.base}{folder}/{local}")

    def entity(self, entity: Entity) -> NamedNode:
        """Mint the IRI of an entity: its id in the folder of its kind."""
        return self.mint(entity.kind.lower(), entity.id)

    def page(self, page: str) -> NamedNode:
        """Mint the IRI of a page."""
        return self.mint("page", f"p-{safe(page)}")

    def article(self, article: str) -> NamedNode:
        """Mint the IRI of an article."""
        return self.mint("article", f"a-{safe(article)}")

    def sentence(self, span: Span) -> NamedNode:
        """Mint the IRI of a sentence by where it stands."""
        return self.mint("sent", f"s-{safe(span.article)}-{span.start}-{span.end}")

    def span(self, span: Span) -> NamedNode:
        """Mint the IRI of any other stretch of text."""
        return self.mint("span", f"s-{safe(span.article)}-{span.start}-{span.end}")

    def claim(self, claim: Claim) -> NamedNode:
        """Mint the IRI of a claim: what it says, and where."""
        says = (claim.subject, claim.property, claim.object, claim.status, claim.role or "")
        return self.mint("claim", f"c-{digest(*says, *where(claim.evidence.sentence))}")

    def observation(self, found: Observation) -> NamedNode:
        """Mint the IRI of an observation: what it says, and where."""
        figure = found.figure
        says = (found.subject, found.metric, str(figure.value), figure.unit, figure.qualifier)
        more = (found.period or "", found.status, found.change or "", *where(figure.span))
        return self.mint("obs", f"o-{digest(*says, *more)}")

    def quotation(self, quotation: Quotation) -> NamedNode:
        """Mint the IRI of a quotation."""
        local = digest(quotation.speaker, quotation.text, *where(quotation.span))
        return self.mint("quote", f"q-{local}")

    def metric(self, words: str) -> NamedNode:
        """Mint the IRI of a metric by its words."""
        return self.mint("metric", mint_slug("m", words, words))

    def rule(self, rule: str) -> NamedNode:
        """Mint the IRI of a rule by its name."""
        return self.mint("rule", f"r-{UNSAFE.sub('-', rule).strip('-') or digest(rule)}")

    def period(self, interval: str) -> NamedNode:
        """Mint the IRI of an interval, 2023-01/2023-03."""
        return self.mint("period", f"i-{interval.replace('/', '--')}")

    def instant(self, day: str) -> NamedNode:
        """Mint the IRI of an end of an interval."""
        return self.mint("instant", f"t-{day}")


def where(span: Span) -> tuple[str, str, str]:
    """Give the parts of a span that go into a hash."""
    return span.article, str(span.start), str(span.end)
