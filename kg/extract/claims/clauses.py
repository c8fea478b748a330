"""Write each sentence so that wordings can be matched: a mention is one letter."""

from collections.abc import Iterable, Sequence
from itertools import compress, count
from typing import NamedTuple

from kg.know.knowledge import Knowledge
from kg.know.wordings import letters
from kg.model import Entity, Mention, Sentence


class Slot(NamedTuple):
    """A mention as it stands in a clause: whose it is, where, and whether it is a name."""

    entity: Entity
    mention: Mention
    named: bool


class Clauses(NamedTuple):
    """A sentence in letters: `slots[i]` is the mention that the character `text[i]` stands for.

    `filled` are the offsets of its mentions.
    """

    sentence: Sentence
    text: str
    slots: tuple[Slot | None, ...]
    filled: tuple[int, ...]


def make_clauses(sentence: Sentence, text: str, slots: tuple[Slot | None, ...]) -> Clauses:
    """Make the clauses of a sentence and note where their mentions are."""
    return Clauses(sentence, text, slots, tuple(compress(count(), slots)))


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
        written.append(make_clauses(sentence, "".join([*text, rest]), (*held, *[None] * len(rest))))
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
