"""Find whom or what a figure is reported of: the subject of its clause, spoken or dropped."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Entity, Sentence

CLAUSE = re.compile(r"[^，,；;：:。！？!?\n]+")
# A mention after one of these is not what its clause is about.
OBLIQUE = re.compile(
    r"(?:在|对|与|向|由|为|据|将|把|从|到|经|被|给|于|以|按照|按|通过|走进|来到|赴|用于|根据|对于|随着|依托|自|记者|是|了|着|出|进)$"
)
LISTED = re.compile(r"(?:、[^，；。、]{1,30})*等\d")
SAYS = re.compile(r"(?:说|介绍|表示|指出|告诉[^，。：]{0,8}|称|透露|显示|获悉|强调|回应)$")
RARE = frozenset({"Policy", "Honour", "Campaign"})
REACH = 5  # characters that may stand before the subject in its clause: 今年以来, 同时


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of an entity, or a word for it, in a sentence; offsets in the sentence's text."""

    start: int
    end: int
    entity: int
    strong: bool  # the subject of its clause, as far as its place shows
    literal: bool  # a name, not an anaphor
    said: bool = False  # of a clause that only says who says so


@dataclass(frozen=True, slots=True)
class Scene:
    """The names of one sentence, in order."""

    sentence: Sentence
    names: tuple[Name, ...]
    clauses: tuple[tuple[int, int], ...]


def set_scenes(
    sentences: Sequence[Sentence], entities: Sequence[Entity], dates: Sequence[tuple[int, int]]
) -> tuple[Scene, ...]:
    """Place the names of the entities in their sentences and clauses."""
    spans = sorted(
        (mention.span.start, -mention.span.end, number, literal)
        for number, entity in enumerate(entities)
        for literal, mentions in ((True, entity.mentions), (False, entity.anaphora))
        for mention in mentions
    )
    scenes = []
    position = 0
    for sentence in sentences:
        first, last = sentence.span.start, sentence.span.end
        inside = []
        while position < len(spans) and spans[position][0] < last:
            start, end, number, literal = spans[position]
            if start >= first and (not inside or start >= inside[-1][1]):
                inside.append((start, -end, number, literal))
            position += 1
        scenes.append(set_scene(sentence, inside, entities, dates))
    return tuple(scenes)


def set_scene(
    sentence: Sentence,
    inside: Sequence[tuple[int, int, int, bool]],
    entities: Sequence[Entity],
    dates: Sequence[tuple[int, int]],
) -> Scene:
    """Judge each name of a sentence by its place in the clause."""
    text, at = sentence.text, sentence.span.start
    clauses = tuple(found.span() for found in CLAUSE.finditer(text))
    names = []
    for start, end, number, literal in inside:
        low, high = start - at, end - at
        clause = next((c for c in clauses if c[0] <= low < c[1]), (0, len(text)))
        said = SAYS.search(text[high : clause[1]]) is not None
        strong = (
            entities[number].kind not in RARE
            and not OBLIQUE.search(text[max(0, low - 3) : low])
            and not LISTED.match(text, high)
            and leads(clause[0] + at, start, dates, [n for n in names if n.start >= clause[0]])
        )
        names.append(Name(low, high, number, strong and not said, literal, said))
    return Scene(sentence, tuple(names), clauses)


def leads(
    clause: int, start: int, dates: Sequence[tuple[int, int]], before: Sequence[Name]
) -> bool:
    """Tell whether a name stands at the head of its clause, dates and openers aside."""
    if any(name.strong for name in before):
        return False
    index = bisect_left(dates, (clause, clause))
    taken = sum(end - begin for begin, end in dates[index : index + 3] if end <= start)
    taken += sum(name.end - name.start for name in before)
    return start - clause - taken <= REACH


def find_subject(
    scene: Scene, start: int, end: int, topic: int | None, kinds: Sequence[str]
) -> tuple[int | None, str]:
    """Give the entity that the figure at `start` is reported of, and by which rule.

    `topic` is the subject of the sentence before, None where there is none.
    """
    clause = next((c for c in scene.clauses if c[0] <= start < c[1]), (0, len(scene.sentence.text)))
    if (head := find_head(scene, end, clause)) is not None:
        return head, "head"
    earlier = [name for name in scene.names if name.end <= start and not name.said]
    here = [name for name in earlier if name.start >= clause[0]]
    if strong := [name for name in here if name.strong]:
        return strong[0].entity, "clause"
    if strong := [name for name in earlier if name.strong]:
        return strong[-1].entity, "sentence"
    fit = [name for name in here if kinds[name.entity] not in RARE]
    if fit:
        return fit[0].entity, "oblique"
    fit = [name for name in earlier if kinds[name.entity] not in RARE and kinds[name.entity] != "Person"]
    if fit and topic is None:
        return fit[0].entity, "oblique"
    if topic is not None:
        return topic, "topic"
    return None, ""


def find_head(scene: Scene, end: int, clause: tuple[int, int]) -> int | None:
    """Give the name that a figure's relative clause describes: 投资5亿元的江城产业园."""
    for name in scene.names:
        if end <= name.start and name.end == clause[1] and name.end - end <= 60:
            before = scene.sentence.text[name.start - 1]
            return name.entity if before == "的" else None
    return None


def find_topic(scene: Scene, kinds: Sequence[str], before: int | None) -> int | None:
    """Give what a sentence is about: its first subject, else its first name, else `before`."""
    names = [n for n in scene.names if not n.said and kinds[n.entity] not in RARE]
    strong = [name for name in names if name.strong]
    if strong:
        return strong[-1].entity if len(strong) == 1 else strong[0].entity
    weak = [name for name in names if kinds[name.entity] != "Person"]
    return weak[0].entity if weak and before is None else before
