"""Read off names what they say themselves: whose area, which parent, where.

A rule of ontology/rules with `reading` instead of `wording` switches one of READINGS on, and
brings its examples and its confidence.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.clauses import Clauses, Slot
from kg.extract.proofs import prove
from kg.know.knowledge import Knowledge
from kg.know.rules import letters
from kg.model import Claim, Entity, Mention, Sentence

BODIES = frozenset({"Agency", "Organization", "Company", "Facility"})
# What can lie in the place that its name begins with.  An agency serves that place instead.
LOCATED = frozenset({"Company", "Facility", "Organization", "Place", "Project"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one article: its sentences in letters, its entities, and what is known."""

    written: tuple[Clauses, ...]
    entities: tuple[Entity, ...]
    knowledge: Knowledge
    places: tuple[tuple[str, Entity], ...]  # each name of a place, the longest first
    bodies: tuple[tuple[str, Entity], ...]


Link = tuple[Entity, Entity, Sentence]  # subject, object, evidence
Reading = Callable[[Names], Iterator[Link]]


def read_structure(
    written: Sequence[Clauses], entities: Sequence[Entity], knowledge: Knowledge
) -> Iterator[Claim]:
    """Yield what the names of an article say by themselves."""
    names = Names(
        tuple(written),
        tuple(entities),
        knowledge,
        named(entities, frozenset({"Place"})),
        named(entities, BODIES),
    )
    for rule in knowledge.rules:
        if rule.pattern is None:
            for subject, target, sentence in READINGS[rule.id](names):
                evidence = prove(sentence, subject, target)
                yield Claim(
                    subject.id, rule.property, target.id, evidence, rule.id,
                    confidence=rule.confidence,
                )


def named(entities: Iterable[Entity], kinds: frozenset[str]) -> tuple[tuple[str, Entity], ...]:
    """List every name of the entities of some kinds, the longest first."""
    found = [(s, e) for e in entities if e.kind in kinds for s in (e.name, *e.aliases)]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


def first_sentence(names: Names, entity: Entity) -> Sentence | None:
    """Find the sentence that names an entity first; None where only the headline does."""
    for mention in entity.mentions:
        for clauses in names.written:
            if clauses.sentence.span.holds(mention.span):
                return clauses.sentence
    return None


def inner_place(names: Names, entity: Entity) -> Entity | None:
    """Find the innermost place in an entity's name: the one that ends last."""
    for surface in sorted((entity.name, *entity.aliases), key=lambda s: (-len(s), s)):
        best: tuple[int, int, Entity] | None = None
        for name, place in names.places:
            if place is entity or len(name) >= len(surface):
                continue
            at = surface.rfind(name)
            if at >= 0 and (best is None or (at + len(name), len(name)) > best[:2]):
                best = (at + len(name), len(name), place)
        if best:
            return best[2]
    return None


def parent(names: Names, entity: Entity) -> tuple[Entity, str] | None:
    """Find the body whose name an entity's name begins with, and the rest of it."""
    for surface in sorted((entity.name, *entity.aliases), key=lambda s: (-len(s), s)):
        for name, body in names.bodies:
            if body is not entity and len(name) < len(surface) and surface.startswith(name):
                return body, surface[len(name) :]
    return None


def jurisdiction_inner(names: Names) -> Iterator[Link]:
    """江城市水务局 serves 江城市; a unit without a place of its own (…局办公室) nothing."""
    for entity in names.entities:
        if entity.kind != "Agency":
            continue
        place, above = inner_place(names, entity), parent(names, entity)
        if place is None or (above and not any(n in above[1] for n, p in names.places if p is place)):
            continue
        if sentence := first_sentence(names, entity):
            yield entity, place, sentence


def part_of_prefix(names: Names) -> Iterator[Link]:
    """江城市水务局办公室 is part of 江城市水务局."""
    for entity in names.entities:
        if entity.kind in BODIES and (above := parent(names, entity)):
            if sentence := first_sentence(names, entity):
                yield entity, above[0], sentence


def located_in_name(names: Names) -> Iterator[Link]:
    """江城市蓝湾食品公司 lies in 江城市."""
    for entity in names.entities:
        if entity.kind in LOCATED and (place := inner_place(names, entity)):
            if sentence := first_sentence(names, entity):
                yield entity, place, sentence


def located_in_chain(names: Names) -> Iterator[Link]:
    """永兴省江城市柳溪镇: each lies in the one that stands directly before it."""
    starts: dict[int, tuple[Mention, Entity]] = {}
    for entity in names.entities:
        if entity.kind in LOCATED:
            for mention in entity.mentions:
                other = starts.get(mention.span.start)
                if other is None or mention.span.end < other[0].span.end:
                    starts[mention.span.start] = (mention, entity)
    sentences = iter(names.written)
    for entity in names.entities:
        if entity.kind != "Place":
            continue
        for mention in entity.mentions:
            after = starts.get(mention.span.end)
            if after is None or after[1] is entity:
                continue
            for clauses in names.written:
                if clauses.sentence.span.holds(mention.span):
                    yield after[1], entity, clauses.sentence


READINGS: Mapping[str, Reading] = {
    "jurisdiction-inner": jurisdiction_inner,
    "partOf-prefix": part_of_prefix,
    "locatedIn-name": located_in_name,
    "locatedIn-chain": located_in_chain,
}
