"""Give each clause without a subject its topic: the subject of the clause before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.extract.claims.clauses import Clauses, Slot, make_clauses
from kg.know.knowledge import Knowledge
from kg.know.wordings import BETWEEN, REST, alternatives, letters

CLAUSE = re.compile(r"[^，；。：！？,;:]*[，；。：！？,;:]?")
# Dates and clock times that stand before a subject: 4月29日下午2时许, 2022年以来, 8日.
TIME = r"(?:\d{1,4}(?:[年月日时点分]|小时)|[上下中]午|[许底初末至—-]|以来)"
LONGEST_TOPIC = 12  # members of a list that a later clause may mean; keeps the time linear
LONGEST_TITLE = 50  # characters before a person: three titles of 14 with their bodies


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns, over letters, that tell how a clause begins and what it leaves unsaid."""

    opening: re.Pattern[str]  # dates, adverbs, connectives before the subject
    subject: re.Pattern[str]  # a mention or a list of them; the group `head`
    modified: re.Pattern[str]  # 一向重视节水的江城市更是…; the group `head`
    pronoun: re.Pattern[str]  # 她, with the group `person`, or 我们
    speaker: re.Pattern[str]  # somebody speaks of himself
    actor: re.Pattern[str]
    person: re.Pattern[str]
    scene: re.Pattern[str]  # 在 or 走进 with a place
    settled: re.Pattern[str]  # 入驻 without a place
    title: re.Pattern[str]  # what stands before a person: 江城市委常委、副市长


@lru_cache(maxsize=4)
def compile_shapes(knowledge: Knowledge) -> Shapes:
    """Compile the patterns that depend on schema and lexicon."""
    letter, words = letters(knowledge.schema), knowledge.words
    every = "".join(letter.values())
    actors = "".join(letter[k] for k in ("Agency", "Company", "Organization", "Person"))
    places = letter["Facility"] + letter["Place"]
    held = actors.replace(letter["Person"], places)

    def having(listed: str, *wanted: str) -> str:
        found = words.get(listed, {}).items()
        return alternatives(w for w, values in found if {*values.split("|")} & {*wanted})

    part = (
        f"[{held}]?[^，；。：！？,;:、{every}]{{0,10}}?"
        f"(?:{having('role', 'org', 'place')})(?:（[^（）]{{1,8}}）)?"
    )
    item, adverb = f"“?[{every}]”?", alternatives(words.get("adverb", ()))
    return Shapes(
        opening=re.compile(f"[ “（(]*(?:{TIME}|{having('opening', '')})*"),
        subject=re.compile(f"[{held}]*?(?P<head>{item}(?:{BETWEEN}{item})*){REST}"),
        modified=re.compile(f"[^，；。：！？,;:{every}]{{1,30}}的(?P<head>[{held}])(?:{adverb})"),
        pronoun=re.compile(
            f"(?P<person>{having('opening', 'person')})|{having('opening', 'other')}"
        ),
        speaker=re.compile("[我你您]"),
        actor=re.compile(f"[{actors}]"),
        person=re.compile(letter["Person"]),
        scene=re.compile(f"(?:{having('opening', 'scene')})[{places}]"),
        settled=re.compile(f"(?:{having('verb', 'enter')})(?=[，；。]|$)"),
        title=re.compile(f"(?![和与及由向])(?:{part}[、兼]?){{1,3}}(?={letter['Person']})"),
    )


class Topic(NamedTuple):
    """What a clause without a subject is about, in letters with their mentions."""

    text: str = ""
    slots: tuple[Slot | None, ...] = ()
    stale: bool = False  # of an earlier paragraph


NOTHING = Topic()


class Context(NamedTuple):
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
            context = Context(context.topic._replace(stale=True), context.person)
            paragraph = clauses.sentence.paragraph
        bare = leave_out_titles(clauses, shapes)
        pieces: list[Topic] = []
        for found in CLAUSE.finditer(bare.text):
            inserted, topic = choose(bare, found.span(), context, shapes)
            piece = Topic(found.group(), bare.slots[found.start() : found.end()])
            context = context._replace(topic=topic)
            if any(piece.slots):
                context = Context(
                    topic,
                    last_of(shapes.person, piece) or context.person,
                    last_of(shapes.scene, piece) or context.scene,
                )
            pieces += [inserted, *settle(piece, context.scene, shapes)]
        text = "".join(piece.text for piece in pieces)
        slots = tuple(chain.from_iterable(piece.slots for piece in pieces))
        if any(slots):
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
    if not clauses.filled:
        return clauses
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
