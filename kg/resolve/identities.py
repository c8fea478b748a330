"""What each name of an article identifies: a key that other articles arrive at too, or do not.

A key is `area|name`.  The area is the code of a place, or the page or article alone in which the
name means this thing (`#page`, `#page-3`), or empty for a name that means one thing anywhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from kg.know.knowledge import Knowledge
from kg.model import Entity, EntityId
from kg.resolve.contexts import Context, find_area
from kg.resolve.places import NATION, level, parents, read_place

NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉<>·•]")
QUOTED = re.compile(r"[“《「『]")
# A party congress is numbered for the whole country.
NATIONAL = re.compile(r"[一二三四五六七八九十]{2,3}大$")
DATED = re.compile(
    r"\d{4}|[一二三四五六七八九十]{2,3}大$|第[一二三四五六七八九十\d]+[届次批期]|[首末]届"
)
# Kinds whose name as a whole is a title: a long or quoted one means the same thing anywhere.
TITLED = frozenset({"Campaign", "Event", "Project", "Policy", "Honour"})
# A title of so many characters is not given twice; a rest of so many means one thing in a province.
LONG, TELLING = 8, 6
# Bodies of the same name exist on each level: the city's is not the county's.
LEVELLED = frozenset({"Agency"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What one entity of one article is, as far as the article itself can tell.

    `key` comes of its fullest name, `others` of its other names; `why` says in Chinese how
    relative names were read.
    """

    kind: str
    key: str
    others: frozenset[str] = frozenset()
    why: tuple[str, ...] = ()


def clean_name(name: str) -> str:
    """Give what two spellings of a name share: NFKC, without quotation marks and spaces."""
    return NOISE.sub("", normalize("NFKC", name))


def longest_start(text: str, words: Iterator[str]) -> str:
    """Give the longest of `words` that `text` begins with, empty if none does."""
    return max((word for word in words if text.startswith(word)), key=len, default="")


def unify_ending(name: str, knowledge: Knowledge) -> str:
    """Spell out the ending of a name, 医保局 as 医疗保障局, by ontology/lexicon/ending.tsv."""
    endings = knowledge.words.get("ending", {})
    found = max((end for end in endings if name.endswith(end)), key=len, default="")
    return name[: len(name) - len(found)] + endings[found] if found else name


def identify_entities(context: Context, knowledge: Knowledge) -> dict[EntityId, Identity]:
    """Identify every entity of an article but its persons, whom their employers identify."""
    known: dict[EntityId, Identity] = {}
    entities = [entity for entity in context.extract.entities if entity.kind != "Person"]
    for entity in sorted(entities, key=lambda entity: entity.kind != "Place"):
        known[entity.id] = identify_entity(entity, context, knowledge)
    return known


def identify_entity(entity: Entity, context: Context, knowledge: Knowledge) -> Identity:
    """Identify an entity by its names and by what the article says about it."""
    key, why = key_name(entity.name, entity, context, knowledge)
    # A by-name that is a known name of its own (财政部) stays that: 水利部商财政部 is a misreading.
    terms = index_terms(knowledge)
    by_names = [form for form in entity.aliases if (entity.kind, form) not in terms]
    read = [key_name(form, entity, context, knowledge) for form in by_names]
    others = {other for other, _ in read} | set(widen_key(key, entity.kind))
    reasons = (why, *(reason for _, reason in read))
    return Identity(
        entity.kind,
        key,
        frozenset(others - {key}),
        tuple(sorted({reason for reason in reasons if reason})),
    )


@cache
def index_terms(knowledge: Knowledge) -> Mapping[tuple[str, str], str]:
    """Index the lexicons of names but the places': kind and name or alias to name."""
    return {
        (term.kind, form): term.name
        for kind, terms in sorted(knowledge.names.items())
        for term in terms
        if kind != "Place"
        for form in (*term.aliases, term.name)
    }


def widen_key(key: str, kind: str) -> Iterator[str]:
    """Yield the keys that articles about the city or the province would give this thing."""
    area, _, rest = key.partition("|")
    if kind not in LEVELLED and len(rest) >= TELLING:
        yield from (f"{code}|{rest}" for code in parents(area))


def key_name(form: str, entity: Entity, context: Context, knowledge: Knowledge) -> tuple[str, str]:
    """Give the key of one name of an entity, and how it was read where that needs saying."""
    name = clean_name(form) or form
    if entity.kind == "Place":
        return key_place(form, name, entity, context, knowledge), ""
    if (term := index_terms(knowledge).get((entity.kind, form))) is not None:
        return f"|{clean_name(term)}", ""
    when = "" if entity.kind != "Event" or DATED.search(name) else context.year or context.page
    when = when and f"@{when}"
    reading = read_place(name, context.hints, context.gazetteer)
    if reading.code == NATION and (entity.kind, reading.rest) in index_terms(knowledge):
        return f"|{clean_name(index_terms(knowledge)[entity.kind, reading.rest])}", ""
    if reading.code is not None and reading.rest:
        return f"{reading.code}|{unify_ending(reading.rest, knowledge)}{when}", ""
    name = unify_ending(name, knowledge)
    words = knowledge.words.get("relative", {})
    start = longest_start(name, iter(words))
    if words.get(start) and name != start and entity.kind != "Company":
        return key_relative(form, name, start, context, knowledge)
    return f"{bare_area(form, name, entity, context, knowledge)}|{name}{when}", ""


def key_relative(
    form: str, name: str, start: str, context: Context, knowledge: Knowledge
) -> tuple[str, str]:
    """Give the key of a name that says a level but no place: 县科工局, 全市第二次现场会."""
    word = knowledge.words["relative"][start]
    if code := find_area(word, context):
        full = context.gazetteer.names.get(code, code)
        return f"{code}|{name.removeprefix(start)}", f"“{form}”：文中的“{word}”是{full}"
    settled = [
        f"{place_area(entity, context)}{entity.name}"
        for entity in context.extract.entities
        if entity.kind == "Place" and entity.name.endswith(word) and entity.id not in context.places
    ]
    if len(settled) == 1:
        return f"{settled[0]}|{name.removeprefix(start)}", f"“{form}”：文中只有一个{word}"
    several = len(settled) > 1 or any(level(c, context.gazetteer) == word for c in context.codes)
    return f"#{context.extract.article.id if several else context.page}|{name}", ""


def stands_alone(
    form: str, name: str, entity: Entity, context: Context, knowledge: Knowledge
) -> bool:
    """Tell whether a name without any place means the same thing everywhere."""
    terms = index_terms(knowledge)
    names = (other.name for other in context.extract.entities if ("Agency", other.name) in terms)
    unit = any(form.startswith(national) for national in names)
    title = entity.kind in TITLED and bool(QUOTED.search(form) or len(name) >= LONG)
    congress = entity.kind == "Event" and bool(NATIONAL.search(name))
    firm = entity.kind == "Company" and not (len(name) <= 4 and name.endswith("公司"))
    return unit or title or congress or firm


def bare_area(form: str, name: str, entity: Entity, context: Context, knowledge: Knowledge) -> str:
    """Give the area in which a name without any place means one thing."""
    if stands_alone(form, name, entity, context, knowledge):
        return ""
    for link in ("jurisdiction", "locatedIn", "partOf"):
        for target in context.links.get((entity.id, link), ()):
            if code := context.places.get(EntityId(target)):
                return code
    if entity.kind in LEVELLED and len(name) < LONG:
        return f"#{context.extract.article.id}"  # 办公室, 局党组: whose, only this article knows
    return context.anchor or f"#{context.page}"


def key_place(form: str, name: str, entity: Entity, context: Context, knowledge: Knowledge) -> str:
    """Give the key of a place: its code; for a town or village with what it lies in."""
    reading = read_place(name, context.hints, context.gazetteer)
    if reading.code is not None and not reading.rest:
        return f"{reading.code}|"
    if reading.code is not None:
        return f"{reading.code}|{reading.rest}"
    if not is_settlement(form, knowledge):
        return f"|{name}"
    return f"{place_area(entity, context)}|{name}"


def is_settlement(name: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is of a sort that many places bear: a town's, village's, street's."""
    return any(name.endswith(end) for end in knowledge.words.get("settlement", {}))


def place_area(entity: Entity, context: Context) -> str:
    """Give the county, or failing that the page, in which a town or village lies."""
    here, seen = entity.id, {entity.id}
    while targets := context.links.get((here, "locatedIn"), ()):
        here = EntityId(targets[0])
        if code := context.places.get(here):
            return code
        if here in seen:
            break
        seen.add(here)
    counties = context.gazetteer.towns.get(entity.name, ())
    near = [c for c in counties if {c, *parents(c)[:1]} & context.hints]
    if len(near) == 1:
        return near[0]
    return context.anchor or f"#{context.page}"
