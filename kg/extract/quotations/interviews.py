"""Find the answers of an interview: paragraphs that begin with who speaks and a colon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.quotations.overlays import Overlay
from kg.extract.quotations.sayings import Saying
from kg.know.knowledge import Knowledge
from kg.model import EntityId

LABEL = re.compile(r"(?:(?<=\n)|\A) ?(?P<label>[^\s：:，,。！？?“”（(【]{1,12})[：:] ?(?=[^\n]{5})")
PARAGRAPH = re.compile(r"[^\n]+")
SPEAKING = frozenset({"Agency", "Company", "Organization", "Person"})
FINAL = "。！？!?…”"
ANSWERED = 0.9


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaks from `start` on, after the label at `label`; `speaker` if it is an entity."""

    label: int
    start: int
    name: str
    speaker: EntityId | None


def find_answers(scene: Overlay, knowledge: Knowledge) -> Iterator[Saying]:
    """Find what is said in an interview, a paragraph at a time, up to where the next one speaks.

    It is one if somebody asks, or one speaks again; where nobody asks, the paragraphs between
    are the reporter's.
    """
    turns = [
        Turn(found.start(), found.end(), found["label"], who_answers(scene, found, knowledge))
        for found in LABEL.finditer(scene.text)
    ]
    names = [turn.name for turn in turns if turn.speaker]
    voices = knowledge.words["voice"]
    asked = any(asks(scene, turn) or voices.get(turn.name) == "reporter" for turn in turns)
    if not names or not ((asked and len(turns) > 1) or len(set(names)) < len(names)):
        return
    for index, turn in enumerate(turns):
        end = turns[index + 1].label if index + 1 < len(turns) else len(scene.text)
        if turn.speaker:
            yield from split_answer(scene, turn, end, whole=asked)


def asks(scene: Overlay, turn: Turn) -> bool:
    """Tell whether one asks something."""
    _, end = scene.paragraph(turn.start)
    return scene.text[end - 1] in "？?"


def split_answer(scene: Overlay, turn: Turn, end: int, *, whole: bool) -> Iterator[Saying]:
    """Split what one says at the breaks of its paragraphs, without the headings between."""
    for found in PARAGRAPH.finditer(scene.text, turn.start, end):
        first, last = found.span()
        mark = scene.text[last - 1]
        if first == turn.start and mark not in FINAL:
            return
        if turn.speaker and (first == turn.start or (whole and mark in "。！!…”")):
            yield Saying(first, last, turn.speaker, turn.label, direct=True, confidence=ANSWERED)


def who_answers(scene: Overlay, found: re.Match[str], knowledge: Knowledge) -> EntityId | None:
    """Return whom a label names: by name (陈小满), or by surname and post (陈总)."""
    start, end = found.span("label")
    if named := scene.between(start, end):
        each = named[-1]
        return each.entity if each.end == end and each.kind in SPEAKING else None
    label = found["label"]
    if label[1:] and label[1:] not in knowledge.words["role"]:
        return None
    people = [each for each in scene.named if each.kind == "Person"]
    same = {each.entity for each in people if scene.text[each.start] == label[0]}
    return same.pop() if len(same) == 1 else None
