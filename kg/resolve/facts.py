"""Facts of an article on the entities of the whole: rewritten, proven, each once an article."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import (
    Claim,
    Entity,
    EntityId,
    Evidence,
    Extract,
    Mention,
    Observation,
    Quotation,
    Span,
)

SYMMETRIC = frozenset({"cooperatesWith"})


@dataclass(frozen=True, eq=False)
class Renaming:
    """What the entities of one extract are called in the whole."""

    extract: Extract
    ids: Mapping[EntityId, EntityId]

    def entity(self, local: EntityId | str) -> Entity | None:
        """Give the article's own entity, None for plain text."""
        return next((e for e in self.extract.entities if e.id == local), None)


def rename_claims(renaming: Renaming) -> Iterator[Claim]:
    """Put the claims of an article on the whole's entities, each once an article.

    Of two that say the same the surer one stays, else the earlier.  A claim of a thing about
    itself, which merging two names may make, is dropped.
    """
    kept: dict[tuple[str, ...], Claim] = {}
    for claim in renaming.extract.claims:
        source, target = renaming.ids[claim.subject], renaming.ids.get(EntityId(claim.object))
        ends = (source, target or claim.object)
        if source == target:
            continue
        names = [claim.subject, claim.object, *([claim.speaker] if claim.speaker else [])]
        new = replace(
            claim,
            subject=ends[0],
            object=ends[1],
            speaker=renaming.ids[claim.speaker] if claim.speaker else None,
            evidence=prove(claim.evidence, names, renaming),
        )
        pair = sorted(ends) if claim.property in SYMMETRIC else ends
        key = (claim.property, claim.status, *pair)
        if key not in kept or new.confidence > kept[key].confidence:
            kept[key] = new
    return iter(kept.values())


def rename_observations(renaming: Renaming) -> Iterator[Observation]:
    """Put the observations of an article on the whole's entities, each figure of one thing once."""
    kept: dict[tuple[object, ...], Observation] = {}
    for found in renaming.extract.observations:
        names = [found.subject, *([found.speaker] if found.speaker else [])]
        new = replace(
            found,
            subject=renaming.ids[found.subject],
            speaker=renaming.ids[found.speaker] if found.speaker else None,
            evidence=prove(found.evidence, names, renaming),
        )
        key = (new.subject, new.metric, new.figure, new.period, new.status, new.change)
        kept.setdefault(key, new)
    return iter(kept.values())


def rename_quotations(renaming: Renaming) -> Iterator[Quotation]:
    """Put the quotations of an article on the whole's entities, each stretch of words once."""
    kept: dict[tuple[object, ...], Quotation] = {}
    for quotation in renaming.extract.quotations:
        new = replace(
            quotation,
            speaker=renaming.ids[quotation.speaker],
            evidence=prove(quotation.evidence, [quotation.speaker], renaming),
        )
        kept.setdefault((new.speaker, new.span), new)
    return iter(kept.values())


def prove(evidence: Evidence, names: Iterable[EntityId | str], renaming: Renaming) -> Evidence:
    """Add to `evidence` where each thing is named that the sentence itself does not name.

    A dropped subject, 该局: the nearest name before the sentence's end stands for it, else the
    first of the article.
    """
    antecedents = list(evidence.antecedents)
    for name in names:
        entity = renaming.entity(name)
        if entity is None or not entity.mentions:
            continue
        spans = [mention.span for mention in entity.mentions]
        proven = (evidence.sentence, *antecedents)
        if not any(outer.holds(span) for outer in proven for span in spans):
            antecedents.append(nearest_name(entity.mentions, evidence.sentence))
    return replace(evidence, antecedents=tuple(dict.fromkeys(antecedents)))


def nearest_name(mentions: Iterable[Mention], sentence: Span) -> Span:
    """Give the last of `mentions` that begins before the end of `sentence`, else the first."""
    spans = sorted(mention.span for mention in mentions)
    return max((span for span in spans if span.start < sentence.end), default=spans[0])
