"""Give each clause without a subject its topic: the subject of the clause before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.clauses import Clauses, Slot, make_clauses
from kg.know.knowledge import Knowledge
from kg.know.wordings import BETWEEN, REST, alternatives, letters

CLAUSE = re.compile(r"[^，；。：！？,;:]*[，；。：！？,;:]?")
# Dates and clock times that stand before a subject: 4月29日下午2时许, 2022年以来, 8日.
TIME = (
    r"(?:\d{1,4}(?:[年月日时点分]|小时)|[上下中]午|早上|晚上|凌晨|清晨|当晚|许"
    r"|底|初|末|以来|至|[-—])"
)
LONGEST_TOPIC = 12  # members of a list that a later clause may mean; keeps the time linear
LONGEST_TITLE = 50  # characters before a person: three titles of 14 with their bodies


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns that tell what opens a clause and what a title is."""

    opening: re.Pattern[str]
    pronoun: re.Pattern[str]
    modified: re.Pattern[str]
    speaker: re.Pattern[str]
    subject: re.Pattern[str]
    actor: re.Pattern[str]
    person: re.Pattern[str]
    scene: re.Pattern[str]
    settled: re.Pattern[str]
    title: re.Pattern[str]


@lru_cache(maxsize=4)
def compile_shapes(knowledge: Knowledge) -> Shapes:
    """Compile the patterns that depend on the lexicon."""
    letter = letters(knowledge.schema)
    every = "".join(letter.values())
    opening = knowledge.words.get("opening", {})
    words = alternatives(word for word, value in opening.items() if not value)
    persons = alternatives(word for word, value in opening.items() if value == "person")
    others = alternatives(word for word, value in opening.items() if value == "other")
    adverbs = alternatives(knowledge.words.get("adverb", ()))
    roles = [w for w, v in knowledge.words.get("role", {}).items() if v in {"org", "place"}]
    title = alternatives(roles)
    arrival = alternatives(word for word, value in opening.items() if value == "scene")
    verb = knowledge.words.get("verb", {})
    settled = alternatives(w for w, v in verb.items() if "enter" in v.split("|"))
    held = "".join(letter[k] for k in ("Agency", "Company", "Facility", "Organization", "Place"))
    part = rf"[{held}]?[^，；。：！？,;:、{every}]{{0,10}}?(?:{title})(?:（[^（）]{{1,8}}）)?"
    return Shapes(
        re.compile(f"[ “（(]*(?:{TIME}|{words})*"),
        re.compile(f"(?:(?P<person>{persons})|{others})"),
        re.compile(f"[^，；。：！？,;:{every}]{{1,30}}的(?P<head>[{held}])(?:{adverbs})"),
        re.compile("[我你您]"),
        re.compile(f"[{held}]*?(?P<head>“?[{every}]”?(?:{BETWEEN}“?[{every}]”?)*){REST}"),
        re.compile(
            f"[{''.join(letter[k] for k in ('Agency', 'Company', 'Organization', 'Person'))}]"
        ),
        re.compile(letter["Person"]),
        re.compile(f"(?:{arrival})[{letter['Facility']}{letter['Place']}]"),
        re.compile(f"(?:{settled})(?=[，；。]|$)"),
        re.compile(f"(?![和与及由向])(?:{part}[、兼]?){{1,3}}(?=[{letter['Person']}])"),
    )


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause without a subject is about, in letters with their mentions."""

    text: str = ""
    slots: tuple[Slot | None, ...] = ()
    stale: bool = False  # of an earlier paragraph


NOTHING = Topic()


@dataclass(frozen=True, slots=True)
class Context:
    """What the clauses so far leave to be understood."""

    topic: Topic = NOTHING  # the last subject
    person: Topic = NOTHING  # the last person: 他, 她
    scene: Topic = NOTHING  # the last place in which something was said to be


def name_topics(written: Iterable[Clauses], knowledge: Knowledge) -> tuple[Clauses, ...]:
    """Leave out the titles of persons and put in what the clauses leave to be understood.

    A clause without a subject gets the subject of the clause before, one that opens a paragraph
    only if it names no other actor; 他 and 她 are the last person; 入驻 without a place has that
    of the paragraph.  Sentences without a mention are left out.
    """
    shapes, named = compile_shapes(knowledge), []
    context, paragraph = Context(), -1
    for clauses in written:
        if clauses.sentence.paragraph != paragraph:
            context = Context(replace(context.topic, stale=True), context.person)
            paragraph = clauses.sentence.paragraph
        bare = leave_out_titles(clauses, shapes)
        pieces: list[Topic] = []
        for found in CLAUSE.finditer(bare.text):
            inserted, topic = choose(bare, found.span(), context, shapes)
            piece = Topic(found.group(), bare.slots[found.start() : found.end()])
            context = Context(
                topic,
                last_of(shapes.person, piece) or context.person,
                last_of(shapes.scene, piece) or context.scene,
            )
            pieces += [inserted, *settle(piece, context.scene, shapes)]
        if any(slot for piece in pieces for slot in piece.slots):
            text = "".join(piece.text for piece in pieces)
            slots = tuple(slot for piece in pieces for slot in piece.slots)
            named.append(make_clauses(clauses.sentence, text, slots))
    return tuple(named)


def choose(
    bare: Clauses, span: tuple[int, int], context: Context, shapes: Shapes
) -> tuple[Topic, Topic]:
    """Choose what to put in front of a clause, and the topic of the clause after it."""
    topic = context.topic
    opening = shapes.opening.match(bare.text, *span)
    at = opening.end() if opening else span[0]
    if pronoun := shapes.pronoun.match(bare.text, at, span[1]):
        meant = context.person if pronoun["person"] else NOTHING
        return meant, meant
    own = shapes.subject.match(bare.text, at, span[1])
    own = own or shapes.modified.match(bare.text, at, span[1])
    if own is None:
        if shapes.speaker.search(bare.text, *span):
            return NOTHING, topic
        other = topic.stale and shapes.actor.search(bare.text, *span)
        return (NOTHING, NOTHING) if other else (topic, topic)
    if bare.text.startswith("的", own.end()) or own.end("head") - own.start("head") > LONGEST_TOPIC:
        return NOTHING, topic
    return NOTHING, Topic(own["head"], bare.slots[own.start("head") : own.end("head")])


def last_of(pattern: re.Pattern[str], piece: Topic) -> Topic | None:
    """Find the last mention that ends a match of a pattern."""
    ends = [found.end() for found in pattern.finditer(piece.text)]
    if not ends:
        return None
    return Topic(piece.text[ends[-1] - 1], piece.slots[ends[-1] - 1 : ends[-1]])


def settle(piece: Topic, scene: Topic, shapes: Shapes) -> tuple[Topic, ...]:
    """Put the scene after 入驻 and the like where no place follows."""
    found = shapes.settled.search(piece.text)
    if found is None or not scene.slots:
        return (piece,)
    at = found.end()
    before = Topic(piece.text[:at], piece.slots[:at])
    return before, scene, Topic(piece.text[at:], piece.slots[at:])


def leave_out_titles(clauses: Clauses, shapes: Shapes) -> Clauses:
    """Drop the titles before persons, with the bodies that they name."""
    text: list[str] = []
    slots: list[Slot | None] = []
    at = 0
    for person in shapes.person.finditer(clauses.text):
        here = person.start()
        found = shapes.title.search(clauses.text, max(at, here - LONGEST_TITLE), here + 1)
        if found:
            text.append(clauses.text[at : found.start()])
            slots += clauses.slots[at : found.start()]
            at = here
    if not at:
        return clauses
    rest = "".join([*text, clauses.text[at:]])
    return make_clauses(clauses.sentence, rest, (*slots, *clauses.slots[at:]))
