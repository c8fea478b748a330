"""Read off names and addresses where a thing lies."""

from collections.abc import Iterator

from kg.extract.claims.names import (
    Link,
    Names,
    first_sentence,
    forms,
    inner_place,
    parent_body,
    relative_place,
    sentence_of,
    short_place,
)
from kg.model import Entity, Mention

# What can lie in the place that its name begins with.  An agency serves that place instead.
LEVELLED = frozenset({"Company", "Facility", "Organization"})
HAPPENED = frozenset({"Event befell", "Event case", "Event happened", "Event quake"})
LONGEST_LEVEL = 2
SHORTEST = 4
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
        if entity.kind == "Organization" and not is_seat(names, entity, place):
            continue
        if sentence := first_sentence(names, entity):
            yield Link(entity, place, sentence)


def lie_level(names: Names) -> Iterator[Link]:
    """市中心医院 lies in the city named last before it."""
    levels = names.knowledge.words.get("relative", {})
    for entity in names.entities:
        if entity.kind not in LEVELLED or not entity.mentions or inner_place(names, entity):
            continue
        starts = (entity.name[:size] for size in range(LONGEST_LEVEL, 0, -1))
        level = next((start for start in starts if start in levels), "")
        if level[:1] == "省" or len(entity.name) < SHORTEST:
            continue  # what serves a province may lie anywhere in it
        if levels.get(level) and not parent_body(names, entity):
            place = relative_place(names, level[-1], entity.mentions[0].span.start)
            if place and (sentence := first_sentence(names, entity)):
                yield Link(entity, place, sentence)


def happen_name(names: Names) -> Iterator[Link]:
    """江城火灾事故 happened in 江城."""
    endings = names.knowledge.words.get("undertaking", {})
    for entity in names.entities:
        if entity.kind != "Event" or not any(
            endings.get(entity.name[at:]) in HAPPENED for at in range(len(entity.name))
        ):
            continue
        place = first_place(names, entity.name.lstrip("“‘"))
        if place and (sentence := first_sentence(names, entity)):
            yield Link(entity, place, sentence)


def first_place(names: Names, text: str) -> Entity | None:
    """Find the last of the places with which a text begins; none where it begins with a body."""
    found: Entity | None = None
    while True:
        openings = [text[:size] for size in range(len(text), 0, -1)]
        if any(opening in names.bodies for opening in openings):
            return None
        opened = next((opening for opening in openings if opening in names.places), None)
        if opened is None:
            return found
        found, text = names.places[opened][0], text[len(opened) :]


def opens(names: Names, entity: Entity, place: Entity, rest: str) -> bool:
    """Tell whether an entity's name begins with a place, or with places: not 蓝湾（江城）公司."""
    ranks = names.knowledge.words.get("rank", {})
    if names.knowledge.words.get("branch", {}).get(rest) == "branch":
        return True  # 蓝湾银行江城分行
    for form in forms(entity):
        head = form.removesuffix(rest) if form.endswith(rest) else ""
        for name in forms(place):
            before = head.removesuffix(name)
            if before != head and (not before or before[-1] in ranks):
                return True
            if before != head and any(before[at:] in names.places for at in range(len(before))):
                return True
    return False


def is_seat(names: Names, entity: Entity, place: Entity) -> bool:
    """Tell whether an organization lies where its name says: 江城市日报, 江城医院, not 江城日报."""
    ranks, words = (names.knowledge.words.get(listed, {}) for listed in ("rank", "seat"))
    full = [name for name in forms(place) if name[-1] in ranks]
    if any(name in form for form in forms(entity) for name in full):
        return True
    above = parent_body(names, entity)
    if above and names.knowledge.words.get("branch", {}).get(above[1][-2:]) != "branch":
        return False
    return not any(
        entity.name.endswith(word) or (value == "any" and word in entity.name)
        for word, value in words.items()
    )


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
