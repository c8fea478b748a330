"""Index the names of one article: which place or body lies in a name, and what stands where."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.extract.claims.clauses import Clauses
from kg.know.knowledge import Knowledge
from kg.model import Entity, Mention, Sentence

BODIES = frozenset({"Agency", "Organization", "Company", "Facility"})

Surfaces = Mapping[str, Sequence[Entity]]  # what bears a name


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one article, with its sentences in letters and what is known beside them.

    `places`, the administrative ones among them in `areas`, and `bodies` give for every name and
    alias, the longest first, its entities; `stems` those of `areas` by the name without its level;
    `grounds` are the mentions by name of administrative places, in reading order, and `levels`
    the same for each level.
    """

    written: tuple[Clauses, ...]
    entities: tuple[Entity, ...]
    starts: tuple[int, ...]
    places: Surfaces
    areas: Surfaces
    stems: Surfaces
    bodies: Surfaces
    grounds: tuple[tuple[Mention, Entity], ...]
    levels: Mapping[str, Sequence[tuple[Mention, Entity]]]
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
    ranked = {entity.id: level(entity, knowledge) for entity in entities}
    ruled = (entity for entity in entities if ranked[entity.id])
    found = ((mention, entity) for entity in ruled for mention in entity.mentions)
    grounds = sorted(found, key=lambda pair: pair[0].span)
    levels: dict[str, list[tuple[Mention, Entity]]] = defaultdict(list)
    for mention, entity in grounds:
        levels[ranked[entity.id]].append((mention, entity))
    # 朝阳 in 朝阳化工厂 is a place only if the article also names it on its own, or in full.
    free = {slot.entity.id for clauses in written for slot in clauses.slots if slot}
    ranks = knowledge.words.get("rank", {})
    places = list_surfaces(e for e in entities if e.kind == "Place")
    areas = [(n, e) for n, e in places if ranked[e.id] and (n[-1] in ranks or e.id in free)]
    return Names(
        tuple(written),
        tuple(entities),
        tuple(clauses.sentence.span.start for clauses in written),
        gather(places),
        gather(areas),
        gather((name[:-1], entity) for name, entity in areas),
        gather(list_surfaces(e for e in entities if e.kind in BODIES)),
        tuple(grounds),
        levels,
        knowledge,
    )


def list_surfaces(entities: Iterable[Entity]) -> list[tuple[str, Entity]]:
    """List every name of the entities, the longest first."""
    found = [(surface, entity) for entity in entities for surface in forms(entity)]
    return sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))


def gather(pairs: Iterable[tuple[str, Entity]]) -> Surfaces:
    """Gather what bears the same name."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for name, entity in pairs:
        found[name].append(entity)
    return dict(found)


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
    places = names.places if entity.kind == "Agency" else names.areas
    for surface in forms(entity):
        for end in range(len(surface), 0, -1):
            for start in range(end == len(surface), end):
                for place in places.get(surface[start:end], ()):
                    if place is not entity:
                        return place, surface[end:]
    return None


def short_place(names: Names, entity: Entity) -> Entity | None:
    """Find the place whose name without its level opens an entity's name: 永兴 for 永兴省."""
    known = known_levels(names.knowledge)
    for size in range(len(entity.name) - 2, 0, -1):
        stem = entity.name[:size]
        for place in names.stems.get(stem, ()) if stem in known else ():
            if place is not entity:
                return place
    return None


def parent_body(names: Names, entity: Entity) -> tuple[Entity, str] | None:
    """Find the body whose name an entity's name begins with, and the rest of that name.

    A short form that has lost the head of its name (三江 for 三江重工) is no such beginning, and
    what only completes the name (人大 + 常委会) is no unit.
    """
    values = names.knowledge.words.get("branch", {})
    for surface in forms(entity):
        for size in range(len(surface) - 1, 0, -1):
            rest = surface[size:]
            for body in names.bodies.get(surface[:size], ()):
                whole = surface[size - 1] == body.name[-1] and values.get(rest) != "whole"
                if whole and body is not entity:
                    return body, rest
    return None


def list_bodies(names: Names) -> Iterator[tuple[str, Entity]]:
    """List the bodies by each of their names, the longest first."""
    return ((name, body) for name, bodies in names.bodies.items() for body in bodies)


def relative_place(names: Names, character: str, before: int) -> Entity | None:
    """Find what 市 or 县 means at an offset: the last place of that level named before it.

    Where none is named before, the first one after it.
    """
    wanted = names.knowledge.words.get("rank", {}).get(character, "")
    named = names.levels.get(wanted, ())
    at = bisect_left(named, before, key=lambda pair: pair[0].span.start)
    return named[max(0, at - 1)][1] if named else None
