"""Read off names which area an agency serves, and which one the holder of a post."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.claims.names import (
    Link,
    Names,
    first_sentence,
    inner_place,
    list_bodies,
    parent_body,
    relative_place,
    short_place,
)
from kg.know.knowledge import Knowledge
from kg.know.wordings import UNKNOWN, alternatives, letters
from kg.model import Entity, Span


def own_place(names: Names, entity: Entity) -> Entity | None:
    """Find the place that an agency's own part names; None for a unit without one (…局办公室)."""
    inner, above = inner_place(names, entity), parent_body(names, entity)
    if inner is None:
        return short_place(names, entity) if above is None else None
    return None if above and len(inner[1]) >= len(above[1]) else inner[0]


def serve_inner(names: Names) -> Iterator[Link]:
    """江城市水务局 serves 江城市."""
    for entity in names.entities:
        place = own_place(names, entity) if entity.kind == "Agency" else None
        if place and (sentence := first_sentence(names, entity)):
            yield Link(entity, place, sentence)


def serve_level(names: Names) -> Iterator[Link]:
    """市水务局 serves the city named last before it."""
    for entity in names.entities:
        if entity.kind != "Agency" or parent_body(names, entity) or inner_place(names, entity):
            continue
        if entity.mentions and (sentence := first_sentence(names, entity)):
            at = entity.mentions[0].span.start
            if place := relative_place(names, entity.name.lstrip("该本我")[:1], at):
                yield Link(entity, place, sentence)


@lru_cache(maxsize=4)
def row_of_agencies(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what a row of agencies looks like: 江城市政府、教育局和卫生局."""
    letter = letters(knowledge.schema)
    agency, every = letter["Agency"], "".join(letter.values())
    return re.compile(f"{agency}(?:{UNKNOWN.replace('~', every)}(?:、|和|及|与|以及){agency})+")


def serve_row(names: Names) -> Iterator[Link]:
    """江城市政府、水务局: the second serves what the first does."""
    served = {link.subject.id: link.object for link in (*serve_level(names), *serve_inner(names))}
    for clauses in names.written:
        for row in row_of_agencies(names.knowledge).finditer(clauses.text):
            members = [s.entity for s in clauses.slots[row.start() : row.end()] if s]
            place = next((served[m.id] for m in members if m.id in served), None)
            for member in members:
                place = served.get(member.id, place)
                if place and member.id not in served and parent_body(names, member) is None:
                    yield Link(member, place, clauses.sentence)


@lru_cache(maxsize=4)
def post_of_place(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what a post of an area looks like that stands without it: 副市长张三."""
    letter = letters(knowledge.schema)
    every = "".join(letter.values())
    posts = [w for w, v in knowledge.words.get("role", {}).items() if v == "place" and len(w) > 1]
    role = f"[^，。；：、{every}]{{0,4}}?(?:{alternatives(posts)})"
    # It opens a phrase: in 江城市副市长张三 the wordings of worksFor find the place.
    return re.compile(
        f"(?<![^，。；：、“（ 和与及由请向])(?P<role>{role})(?P<subject>{letter['Person']})"
    )


def work_post(names: Names) -> Iterator[Link]:
    """副市长张三 works for the city named last before."""
    pattern, person = post_of_place(names.knowledge), letters(names.knowledge.schema)["Person"]
    for clauses in names.written:
        for found in pattern.finditer(clauses.text) if person in clauses.text else ():
            slot = clauses.slots[found.start("subject")]
            if slot is None:
                continue
            place = relative_place(names, found["role"][-2], slot.mention.span.start)
            if place:
                yield Link(slot.entity, place, clauses.sentence, found["role"])


@lru_cache(maxsize=4)
def post_of_body(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what a post looks like that stands without its body: 副院长张三."""
    letter = letters(knowledge.schema)
    every = "".join(letter.values())
    posts = [w for w, v in knowledge.words.get("role", {}).items() if v == "org" and w[-1] == "长"]
    role = f"[^，。；：、{every}]{{0,2}}?(?:{alternatives(posts)})"
    return re.compile(f"(?<![^，。；：“（ ])(?P<role>{role})(?P<subject>{letter['Person']})")


def work_head(names: Names) -> Iterator[Link]:
    """副院长张三 works for the body named last before whose name ends in 院."""
    pattern = post_of_body(names.knowledge)
    for clauses in names.written:
        for found in pattern.finditer(clauses.text):
            slot = clauses.slots[found.start("subject")]
            if slot is None:
                continue
            body = last_body(names, found["role"][-2], slot.mention.span)
            if body:
                yield Link(slot.entity, body, clauses.sentence, found["role"])


def last_body(names: Names, ending: str, before: Span) -> Entity | None:
    """Find the body named most often, of several the last before a mention, whose name ends so."""
    found: tuple[int, Span, Entity] | None = None
    for name, body in list_bodies(names):
        at = [m.span for m in body.mentions if m.span < before]
        if name.endswith(ending) and at:
            often = len(body.mentions) + len(body.anaphora)
            if found is None or (often, at[-1]) > found[:2]:
                found = often, at[-1], body
    return found[2] if found else None
