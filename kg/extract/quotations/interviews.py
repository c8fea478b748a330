"""Find the answers of an interview: paragraphs that begin with who speaks and a colon."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.quotations.overlays import Overlay
from kg.extract.quotations.sayings import Saying
from kg.know.knowledge import Knowledge
from kg.model import EntityId

LABEL = re.compile(r" ?(?P<label>[^\s：:，,。！？?“”（(【]{1,12})[：:] ?(?=[^\n]{5})")
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
    posts = knowledge.words["role"]
    starts = [0, *(each + 1 for each in scene.breaks)]
    labels = [found for start in starts if (found := LABEL.match(scene.text, start))]
    people: dict[str, set[EntityId]] = {}
    for each in scene.named if labels else ():
        if each.kind == "Person":
            people.setdefault(scene.text[each.start], set()).add(each.entity)
    turns = [
        Turn(label.start(), label.end(), label["label"], who_answers(scene, label, people, posts))
        for label in labels
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


def who_answers(
    scene: Overlay,
    found: re.Match[str],
    people: Mapping[str, set[EntityId]],
    posts: Container[str],
) -> EntityId | None:
    """Return whom a label names: by name (陈小满), or by surname and post (陈总).

    `people` are those whose names begin with a letter.
    """
    start, end = found.span("label")
    if named := scene.between(start, end):
        each = named[-1]
        return each.entity if each.end == end and each.kind in SPEAKING else None
    label = found["label"]
    same = people.get(label[0], set())
    fits = len(same) == 1 and (not label[1:] or label[1:] in posts)
    return next(iter(same)) if fits else None
