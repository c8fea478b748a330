"""Index the names of one article: which place or body lies in a name, and what stands where."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.extract.claims.clauses import Clauses
from kg.know.knowledge import Knowledge
from kg.model import Entity, Mention, Sentence

BODIES = frozenset({"Agency", "Organization", "Company", "Facility"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one article, with its sentences in letters and what is known beside them.

    `places`, the administrative ones among them in `areas`, and `bodies` list every name and
    alias with its entity, the longest first;
    `grounds` are the mentions by name of administrative places, in reading order.
    """

    written: tuple[Clauses, ...]
    entities: tuple[Entity, ...]
    starts: tuple[int, ...]
    places: tuple[tuple[str, Entity], ...]
    areas: tuple[tuple[str, Entity], ...]
    bodies: tuple[tuple[str, Entity], ...]
    grounds: tuple[tuple[Mention, Entity], ...]
    knowledge: Knowledge


class Link(NamedTuple):
    """What a reading finds: a claim without its property."""

    subject: Entity
    object: Entity
    sentence: Sentence
    role: str | None = None


def index_names(
    written: Sequence[Clauses], entities: Sequence[Entity], knowledge: Knowledge
) -> Names:
    """Index the entities of one article by their names."""
    ruled = [entity for entity in entities if level(entity, knowledge)]
    grounds = [(mention, entity) for entity in ruled for mention in entity.mentions]
    # 朝阳 in 朝阳化工厂 is a place only if the article also names it on its own, or in full.
    free = {slot.entity.id for clauses in written for slot in clauses.slots if slot}
    ranks = knowledge.words.get("rank", {})
    return Names(
        tuple(written),
        tuple(entities),
        tuple(clauses.sentence.span.start for clauses in written),
        surfaces(e for e in entities if e.kind == "Place"),
        tuple(pair for pair in surfaces(ruled) if pair[0][-1] in ranks or pair[1].id in free),
        surfaces(e for e in entities if e.kind in BODIES),
        tuple(sorted(grounds, key=lambda pair: pair[0].span)),
        knowledge,
    )


def surfaces(entities: Iterable[Entity]) -> tuple[tuple[str, Entity], ...]:
    """List every name of the entities, the longest first."""
    found = [(surface, entity) for entity in entities for surface in forms(entity)]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


def forms(entity: Entity) -> tuple[str, ...]:
    """List the name and the aliases of an entity, the longest alias first."""
    return (entity.name, *sorted(entity.aliases, key=lambda alias: (-len(alias), alias)))


@lru_cache(maxsize=4)
def known_levels(knowledge: Knowledge) -> dict[str, str]:
    """Give the short names of the lexicon (永兴, 江城) the level of their full name."""
    levels = knowledge.words.get("rank", {})
    return {
        alias: levels[term.name[-1]]
        for term in knowledge.names.get("Place", ())
        if term.identifier.isdigit() and term.name[-1] in levels
        for alias in term.aliases
    }


def level(entity: Entity, knowledge: Knowledge) -> str:
    """Tell the level of an administrative place (市, 县, 镇 …); empty for anything else."""
    if entity.kind != "Place":
        return ""
    levels, known = knowledge.words.get("rank", {}), known_levels(knowledge)
    for name in forms(entity):
        if len(name) > 1 and (found := levels.get(name[-1]) or known.get(name)):
            return found
    return ""


def sentence_of(names: Names, mention: Mention) -> Sentence | None:
    """Find the sentence in which a mention stands."""
    at = bisect_right(names.starts, mention.span.start) - 1
    if at >= 0 and names.written[at].sentence.span.holds(mention.span):
        return names.written[at].sentence
    return None


def first_sentence(names: Names, entity: Entity) -> Sentence | None:
    """Find the first sentence that names an entity."""
    found = (sentence_of(names, mention) for mention in entity.mentions)
    return next((sentence for sentence in found if sentence is not None), None)


def inner_place(names: Names, entity: Entity) -> tuple[Entity, str] | None:
    """Find the innermost place in an entity's name, and what follows it there.

    Only an agency's may be other than administrative: 柳溪派出所 serves 柳溪.
    """
    for surface in forms(entity):
        best: tuple[int, int, Entity] | None = None
        for name, place in names.places if entity.kind == "Agency" else names.areas:
            at = surface.rfind(name) if place is not entity and name != surface else -1
            if at >= 0 and (best is None or (at + len(name), len(name)) > best[:2]):
                best = (at + len(name), len(name), place)
        if best:
            return best[2], surface[best[0] :]
    return None


def short_place(names: Names, entity: Entity) -> Entity | None:
    """Find the place whose name without its level opens an entity's name: 永兴 for 永兴省."""
    known = known_levels(names.knowledge)
    for name, place in names.areas:
        stem = name[:-1]
        longer = len(entity.name) > len(name) and entity.name.startswith(stem)
        if longer and place is not entity and stem in known:
            return place
    return None


def parent_body(names: Names, entity: Entity) -> tuple[Entity, str] | None:
    """Find the body whose name an entity's name begins with, and the rest of that name.

    A short form that has lost the head of its name (三江 for 三江重工) is no such beginning, and
    what only completes the name (人大 + 常委会) is no unit.
    """
    values = names.knowledge.words.get("branch", {})
    for surface in forms(entity):
        for name, body in names.bodies:
            if body is entity or len(name) >= len(surface) or not surface.startswith(name):
                continue
            if name[-1] == body.name[-1] and values.get(surface[len(name) :]) != "whole":
                return body, surface[len(name) :]
    return None


def relative_place(names: Names, character: str, before: int) -> Entity | None:
    """Find what 市 or 县 means at an offset: the last place of that level named before it.

    Where none is named before, the first one after it.
    """
    wanted = names.knowledge.words.get("rank", {}).get(character)
    found: Entity | None = None
    for mention, place in names.grounds:
        if mention.span.start >= before and found is not None:
            break
        if level(place, names.knowledge) == wanted:
            found = place
    return found
