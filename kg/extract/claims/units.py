"""Read off names which body a unit belongs to, and who issued a document or confers an honour."""

from collections.abc import Iterator

from kg.extract.claims.names import Link, Names, first_sentence, forms, list_bodies, parent_body
from kg.model import Entity, Span

UNITS = frozenset({"Agency", "Organization", "Company"})


def belong_prefix(names: Names) -> Iterator[Link]:
    """江城市水务局办公室 is part of 江城市水务局."""
    for entity in names.entities:
        above = parent_body(names, entity) if entity.kind in UNITS else None
        if above and is_unit(names, entity, *above) and (sentence := first_sentence(names, entity)):
            yield Link(entity, above[0], sentence)


def is_unit(names: Names, entity: Entity, above: Entity, rest: str) -> bool:
    """Tell whether what follows a body's name makes a unit of it: not 江城日报热线."""
    if entity.kind == "Company" and above.kind == "Facility":
        return False  # a builder or keeper that is named after what it built
    values = names.knowledge.words.get("branch", {})
    return any(
        not {"form", "whole"} & {*values.get(rest[at:], "form").split("|")}
        for at in range(len(rest))
    )


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
    for name, body in list_bodies(names):
        if body is entity or not body.mentions or body.mentions[0].span > before:
            continue
        ends = [w for w, value in values.items() if value.endswith("form") and name.endswith(w)]
        stem = name[: len(name) - max(map(len, ends), default=0)]
        if (
            (relative and name.endswith(entity.name[0]))
            or (body.kind == entity.kind and is_office(names, entity.name, name))
            or (branch and ends and len(stem) > 1 and entity.name.startswith(stem))
        ) and (last is None or body.mentions[0].span > last[0]):
            last = (body.mentions[0].span, body)
    return last[1] if last else None


def is_office(names: Names, unit: str, name: str) -> bool:
    """Tell whether a unit's name fits a body's: 城南分局 any 局, 公安分局 only a 公安局."""
    ending = f"分{name[-1]}"
    if not unit.endswith(ending):
        return False
    functions, stem = names.knowledge.words.get("function", {}), unit.removesuffix(ending)
    own = next((stem[at:] for at in range(len(stem)) if stem[at:] in functions), "")
    return name.endswith(own + name[-1])


def issue_inner(names: Names) -> Iterator[Link]:
    """《永兴省水利厅关于节水的通知》 is issued by 永兴省水利厅."""
    for entity in names.entities:
        if entity.kind == "Policy" and (sentence := first_sentence(names, entity)):
            for name, body in list_bodies(names):
                if body.kind == "Agency" and entity.name.lstrip("《").startswith(f"{name}关于"):
                    yield Link(body, entity, sentence)
                    break


def confer_inner(names: Names) -> Iterator[Link]:
    """国家节水局节水评定 is conferred by 国家节水局."""
    for entity in names.entities:
        if entity.kind == "Honour" and (sentence := first_sentence(names, entity)):
            for name, body in list_bodies(names):
                if body.kind == "Agency" and any(name in form for form in forms(entity)):
                    yield Link(body, entity, sentence)
                    break
