"""Read off names and addresses where a thing lies."""

from collections.abc import Iterator

from kg.extract.claims.names import (
    Link,
    Names,
    first_sentence,
    forms,
    inner_place,
    sentence_of,
    short_place,
)
from kg.model import Entity, Mention

# What can lie in the place that its name begins with.  An agency serves that place instead.
LOCATED = frozenset({"Company", "Facility", "Organization", "Place", "Project"})


def lie_name(names: Names) -> Iterator[Link]:
    """江城市蓝湾食品公司 lies in 江城市, and so does 江城蓝湾食品公司."""
    for entity in names.entities:
        if entity.kind not in LOCATED:
            continue
        inner = inner_place(names, entity)
        place = inner[0] if inner and opens(names, entity, *inner) else None
        if inner is None and entity.kind not in {"Organization", "Place"}:
            place = short_place(names, entity)  # 江城大学 need not lie in 江城市
        if place is None or (entity.kind == "Place" and inner and len(inner[1]) == 1):
            continue
        if entity.kind == "Organization" and not named_in_full(names, entity, place):
            continue
        if sentence := first_sentence(names, entity):
            yield Link(entity, place, sentence)


def opens(names: Names, entity: Entity, place: Entity, rest: str) -> bool:
    """Tell whether an entity's name begins with a place, or with places: not 蓝湾（江城）公司."""
    ranks = names.knowledge.words.get("rank", {})
    for form in forms(entity):
        head = form.removesuffix(rest) if form.endswith(rest) else ""
        for name in forms(place):
            before = head.removesuffix(name)
            if before != head and (not before or before[-1] in ranks):
                return True
            if before != head and any(before.endswith(other) for other, _ in names.places):
                return True
    return False


def named_in_full(names: Names, entity: Entity, place: Entity) -> bool:
    """Tell whether an entity's name has a place's name with its level: 江城市, not 江城."""
    ranks = names.knowledge.words.get("rank", {})
    full = [name for name in forms(place) if name[-1] in ranks]
    return any(name in form for form in forms(entity) for name in full)


def lie_chain(names: Names) -> Iterator[Link]:
    """永兴省江城市柳溪镇: each lies in the one that stands directly before it."""
    levels = names.knowledge.words.get("rank", {})
    starts: dict[int, tuple[Mention, Entity]] = {}
    whole: list[tuple[Mention, Entity]] = []
    for clauses in names.written:
        for slot in clauses.slots:
            if slot and slot.named and slot.entity.kind in LOCATED:
                starts[slot.mention.span.start] = (slot.mention, slot.entity)
                if slot.entity.kind == "Place":
                    whole.append((slot.mention, slot.entity))
    full = [(mention, place) for mention, place in names.grounds if mention.text[-1] in levels]
    for mention, place in full:
        sentence = sentence_of(names, mention)
        if sentence is None:
            continue
        after = sentence.text[mention.span.end - sentence.span.start :][:1]
        other = starts.get(mention.span.start)
        if after not in levels and (other is None or mention.span.end < other[0].span.end):
            starts[mention.span.start] = (mention, place)
    every = {(m.span, place.id): (m, place) for m, place in (*names.grounds, *whole)}
    for _, (mention, place) in sorted(every.items()):
        follower = starts.get(mention.span.end)
        if follower and follower[1] is not place and (sentence := sentence_of(names, mention)):
            yield Link(follower[1], place, sentence)
