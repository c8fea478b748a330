"""Read off names what they say themselves: whose area, which parent, where.

A rule of ontology/rules with `reading` instead of `wording` switches one of READINGS on; it
brings its examples and its confidence.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.clauses import Clauses
from kg.extract.names import (
    BODIES,
    Names,
    first_sentence,
    forms,
    index_names,
    inner_place,
    level,
    parent_body,
    relative_place,
    sentence_of,
    short_place,
)
from kg.extract.proofs import prove
from kg.know.knowledge import Knowledge
from kg.know.rules import letters
from kg.model import Claim, Entity, Mention, Sentence, Span

# What can lie in the place that its name begins with.  An agency serves that place instead.
LOCATED = frozenset({"Company", "Facility", "Organization", "Place", "Project"})
UNITS = frozenset({"Agency", "Organization", "Company"})

class Link(NamedTuple):
    """What a reading finds: a claim without its property."""

    subject: Entity
    object: Entity
    sentence: Sentence
    role: str | None = None


Reading = Callable[[Names], Iterator[Link]]


def read_structure(
    written: Sequence[Clauses], entities: Sequence[Entity], knowledge: Knowledge
) -> Iterator[Claim]:
    """Yield what the names of an article say by themselves."""
    names = index_names(written, entities, knowledge)
    for rule in knowledge.rules:
        if rule.pattern is not None:
            continue
        for subject, target, sentence, role in READINGS[rule.id](names):
            yield Claim(
                subject.id,
                rule.property,
                target.id,
                prove(sentence, subject, target),
                rule.id,
                role,
                confidence=rule.confidence,
            )


def own_place(names: Names, entity: Entity) -> Entity | None:
    """Find the place that an agency's own part names; None for a unit without one (…局办公室)."""
    inner, above = inner_place(names, entity), parent_body(names, entity)
    if inner is None:
        return short_place(names, entity) if above is None else None
    return None if above and len(inner[1]) >= len(above[1]) else inner[0]


def serve_inner(names: Names) -> Iterator[Link]:
    """江城市水务局 serves 江城市."""
    for entity in names.entities:
        if entity.kind == "Agency" and (place := own_place(names, entity)):
            if sentence := first_sentence(names, entity):
                yield Link(entity, place, sentence)


def serve_level(names: Names) -> Iterator[Link]:
    """市水务局 serves the city named last before it."""
    for entity in names.entities:
        if entity.kind != "Agency" or parent_body(names, entity) or inner_place(names, entity):
            continue
        if entity.mentions and (sentence := first_sentence(names, entity)):
            at = entity.mentions[0].span.start
            if place := relative_place(names, entity.name[0], at):
                yield Link(entity, place, sentence)


@lru_cache(maxsize=4)
def row_of_agencies(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what a row of agencies looks like: 江城市政府、教育局和卫生局."""
    agency = letters(knowledge.schema)["Agency"]
    return re.compile(f"{agency}(?:(?:、|和|及|与|以及){agency})+")


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


def belong_prefix(names: Names) -> Iterator[Link]:
    """江城市水务局办公室 is part of 江城市水务局."""
    for entity in names.entities:
        if entity.kind in UNITS and (above := parent_body(names, entity)):
            if sentence := first_sentence(names, entity):
                yield Link(entity, above[0], sentence)


def lie_name(names: Names) -> Iterator[Link]:
    """江城市蓝湾食品公司 lies in 江城市, and so does 江城蓝湾食品公司."""
    for entity in names.entities:
        if entity.kind not in LOCATED:
            continue
        inner = inner_place(names, entity)
        place = inner[0] if inner else None
        if inner is None and entity.kind not in {"Organization", "Place"}:
            place = short_place(names, entity)  # 江城大学 need not lie in 江城市
        if place is None or (entity.kind == "Place" and inner and len(inner[1]) == 1):
            continue
        if sentence := first_sentence(names, entity):
            yield Link(entity, place, sentence)


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
    for mention, place in names.grounds:
        sentence = sentence_of(names, mention)
        if sentence is None:
            continue
        after = sentence.text[mention.span.end - sentence.span.start :][:1]
        other = starts.get(mention.span.start)
        if after not in levels and (other is None or mention.span.end < other[0].span.end):
            starts[mention.span.start] = (mention, place)
    for mention, place in sorted({*names.grounds, *whole}, key=lambda pair: pair[0].span):
        follower = starts.get(mention.span.end)
        if follower and follower[1] is not place and (sentence := sentence_of(names, mention)):
            yield Link(follower[1], place, sentence)


def belong_short(names: Names) -> Iterator[Link]:
    """局党组 is part of the last 局 before it, 江城供水城南分公司 of 江城供水有限公司."""
    for entity in names.entities:
        if entity.kind in UNITS and entity.mentions and parent_body(names, entity) is None:
            above = short_parent(names, entity)
            if above and (sentence := first_sentence(names, entity)):
                yield Link(entity, above, sentence)


def short_parent(names: Names, entity: Entity) -> Entity | None:
    """Find the body that a unit's short name means; None where none comes before it."""
    values = names.knowledge.words.get("branch", {})
    relative = values.get(entity.name[1:]) == "relative"
    branch = any(entity.name.endswith(w) for w, value in values.items() if value == "branch")
    if not relative and not branch:
        return None
    before = entity.mentions[0].span
    last: tuple[Span, Entity] | None = None
    for name, body in names.bodies:
        if body is entity or not body.mentions or body.mentions[0].span > before:
            continue
        ends = [w for w, value in values.items() if value == "form" and name.endswith(w)]
        stem = name[: len(name) - max(map(len, ends), default=0)]
        if (
            relative
            and name.endswith(entity.name[0])
            or branch
            and ends
            and len(stem) > 1
            and entity.name.startswith(stem)
        ) and (last is None or body.mentions[0].span > last[0]):
            last = (body.mentions[0].span, body)
    return last[1] if last else None


def issue_inner(names: Names) -> Iterator[Link]:
    """《永兴省水利厅关于节水的通知》 is issued by 永兴省水利厅."""
    for entity in names.entities:
        if entity.kind == "Policy" and (sentence := first_sentence(names, entity)):
            for name, body in names.bodies:
                if body.kind == "Agency" and entity.name.lstrip("《").startswith(f"{name}关于"):
                    yield Link(body, entity, sentence)
                    break


def confer_inner(names: Names) -> Iterator[Link]:
    """水利部节水评定 is conferred by 水利部."""
    for entity in names.entities:
        if entity.kind == "Honour" and (sentence := first_sentence(names, entity)):
            for name, body in names.bodies:
                if body.kind == "Agency" and any(name in form for form in forms(entity)):
                    yield Link(body, entity, sentence)
                    break


@lru_cache(maxsize=4)
def post_of_place(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile what a post of an area looks like that stands without it: 副市长张三."""
    letter = letters(knowledge.schema)
    every = "".join(letter.values())
    posts = [w for w, v in knowledge.words.get("role", {}).items() if v == "place" and len(w) > 1]
    post = "|".join(sorted(map(re.escape, posts), key=lambda word: (-len(word), word))) or "(?!)"
    person = letter["Person"]
    return re.compile(
        f"(?<![{every}])(?P<role>[^，；。：、{every}]{{0,4}}?(?:{post}))(?P<subject>{person})"
    )


def work_post(names: Names) -> Iterator[Link]:
    """副市长张三 works for the city named last before."""
    pattern = post_of_place(names.knowledge)
    for clauses in names.written:
        for found in pattern.finditer(clauses.text):
            slot = clauses.slots[found.start("subject")]
            if slot is None:
                continue
            place = relative_place(names, found["role"][-2], slot.mention.span.start)
            if place:
                yield Link(slot.entity, place, clauses.sentence, found["role"])


READINGS: Mapping[str, Reading] = {
    "jurisdiction-inner": serve_inner,
    "jurisdiction-level": serve_level,
    "jurisdiction-row": serve_row,
    "partOf-prefix": belong_prefix,
    "partOf-short": belong_short,
    "issues-inner": issue_inner,
    "confers-inner": confer_inner,
    "worksFor-post": work_post,
    "locatedIn-name": lie_name,
    "locatedIn-chain": lie_chain,
}
