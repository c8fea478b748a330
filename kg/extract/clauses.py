"""Write each sentence so that wordings can be matched: a mention is one letter, a topic is put in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.know.knowledge import Knowledge
from kg.know.rules import BETWEEN, REST, letters
from kg.model import Entity, Mention, Sentence

CLAUSE = re.compile(r"[^，；。：！？,;:]*[，；。：！？,;:]?")
# Dates and clock times that stand before a subject: 4月29日下午2时许, 2022年以来, 8日.
TIME = r"(?:\d{1,4}(?:[年月日时点分]|小时)|[上下中]午|早上|晚上|凌晨|清晨|当晚|许|底|初|末|以来|至|[-—])"


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention as it stands in a clause: whose it is, where, and whether it is a name."""

    entity: Entity
    mention: Mention
    named: bool


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence in letters: `slots[i]` is the mention that the character `text[i]` stands for."""

    sentence: Sentence
    text: str
    slots: tuple[Slot | None, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns that tell what opens a clause and what a title is."""

    opening: re.Pattern[str]
    subject: re.Pattern[str]
    title: re.Pattern[str]


@lru_cache(maxsize=4)
def compile_shapes(knowledge: Knowledge) -> Shapes:
    """Compile the patterns that depend on the lexicon."""
    letter = letters(knowledge.schema)
    every = "".join(letter.values())
    words = sorted(knowledge.words.get("opening", ()), key=lambda word: (-len(word), word))
    roles = [w for w, v in knowledge.words.get("role", {}).items() if v in {"org", "place"}]
    title = "|".join(sorted(map(re.escape, roles), key=lambda word: (-len(word), word))) or "(?!)"
    held = "".join(letter[k] for k in ("Agency", "Company", "Facility", "Organization", "Place"))
    part = rf"[{held}]?[^，；。：！？,;:、{every}]{{0,10}}?(?:{title})(?:（[^（）]{{1,8}}）)?"
    return Shapes(
        re.compile(f"[ “（(]*(?:{TIME}|{'|'.join(map(re.escape, words)) or '(?!)'})*"),
        re.compile(f"[{held}]*?(?P<head>“?[{every}]”?(?:{BETWEEN}“?[{every}]”?)*){REST}"),
        re.compile(f"(?:{part}[、兼]?){{1,3}}(?=[{letter['Person']}])"),
    )


def write_clauses(
    sentences: Sequence[Sentence], entities: Sequence[Entity], knowledge: Knowledge
) -> tuple[Clauses, ...]:
    """Write each sentence in letters, names inside longer names left out."""
    letter = letters(knowledge.schema)
    slots = outermost(entities)
    written, at = [], 0
    for sentence in sentences:
        span = sentence.span
        text, held, here = [], [], span.start
        while at < len(slots) and slots[at].mention.span.end <= span.end:
            slot = slots[at]
            at += 1
            if slot.mention.span.start < here:
                continue
            before = sentence.text[here - span.start : slot.mention.span.start - span.start]
            text += [before, letter[slot.entity.kind]]
            held += [*[None] * len(before), slot]
            here = slot.mention.span.end
        rest = sentence.text[here - span.start :]
        written.append(Clauses(sentence, "".join([*text, rest]), (*held, *[None] * len(rest))))
    return tuple(written)


def outermost(entities: Iterable[Entity]) -> list[Slot]:
    """List the mentions that lie in no other, in reading order."""
    found = [
        Slot(entity, mention, named)
        for entity in entities
        for named, mentions in ((True, entity.mentions), (False, entity.anaphora))
        for mention in mentions
    ]
    found.sort(key=lambda s: (s.mention.span.start, -s.mention.span.end, not s.named))
    kept: list[Slot] = []
    for slot in found:
        if not kept or kept[-1].mention.span.end <= slot.mention.span.start:
            kept.append(slot)
    return kept


def name_topics(written: Iterable[Clauses], knowledge: Knowledge) -> tuple[Clauses, ...]:
    """Leave out the titles of persons and give each clause without a subject its topic.

    The topic is the subject of the clause before, in the same paragraph.
    """
    shapes, named = compile_shapes(knowledge), []
    topic: tuple[str, tuple[Slot | None, ...]] = ("", ())
    paragraph = -1
    for clauses in written:
        if clauses.sentence.paragraph != paragraph:
            topic, paragraph = ("", ()), clauses.sentence.paragraph
        if not any(clauses.slots):
            continue
        bare = leave_out(clauses, shapes.title)
        text, slots = [], []
        for found in CLAUSE.finditer(bare.text):
            own = shapes.subject.match(bare.text, shapes.opening.match(bare.text, *found.span()).end(), found.end())
            held = bare.slots[found.start() : found.end()]
            if own is None and any(held):
                text.append(topic[0])
                slots += topic[1]
            elif own is not None and not bare.text.startswith("的", own.end()):
                topic = (own["head"], bare.slots[own.start("head") : own.end("head")])
            text.append(found.group())
            slots += held
        named.append(Clauses(clauses.sentence, "".join(text), tuple(slots)))
    return tuple(named)


def leave_out(clauses: Clauses, pattern: re.Pattern[str]) -> Clauses:
    """Drop what `pattern` matches, with its mentions."""
    text, slots, at = [], [], 0
    for found in pattern.finditer(clauses.text):
        text.append(clauses.text[at : found.start()])
        slots += clauses.slots[at : found.start()]
        at = found.end()
    if not at:
        return clauses
    return Clauses(
        clauses.sentence,
        "".join([*text, clauses.text[at:]]),
        (*slots, *clauses.slots[at:]),
    )
