"""Find whom or what a figure is reported of: the subject of its clause, spoken or dropped."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.know.words import split_words
from kg.model import Entity, Sentence

CLAUSE = re.compile(r"[^，,；;：:。！？!?\n]+")
# A name after one of these is not what its clause is about.
OBLIQUE = re.compile(
    r"(?:在|对|与|向|为|据|将|把|从|到|经|被|给|于|以|按|按照|根据|通过|走进|来到|赴|用于|对于|随着|依托|自|途经|记者)$"
)
# Nor is one before these: a place where something happens, one of a list of members (甲、乙等8家).
PLACE = re.compile(r"(?:附近|路段|段|境内|一带|交叉口|交汇处|方向|上|内|中|里|时)")
LISTED = re.compile(r"(?:、[^，；。、]{1,30}){0,30}?(?:、[^，；。、]{1,30})?等\d")
SAYS = re.compile(r"(?:说|介绍|表示|指出|告诉[^，。：]{0,8}|称|透露|显示|获悉|强调|回应|要求|调查|了解)$")
HAPPENS = re.compile(r"(?:发生|突发|引发|举行|举办|召开|开展)[^，。]{0,10}$")
HEADLINE = frozenset({"Policy", "Honour", "Campaign"})
VERBS = frozenset("v vd vi vq vg p".split())
NOUNS = frozenset("n nz j b a s f nt ng vn l x".split())
REACH = 6  # characters that may stand before the subject in its clause: 与此同时
APPOSED = 14  # and between a body and its officer: 公司职工食堂总经理
RELATIVE = 60  # and between a figure and the head of its relative clause


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of an entity, or a word for it, in a sentence; offsets in the sentence's text."""

    start: int
    end: int
    entity: int
    kind: str
    leads: bool = False  # the subject of its clause, as far as its place shows
    member: bool = False  # one of a list that a figure sums up
    said: bool = False  # in a clause that only says who says so


@dataclass(frozen=True, slots=True)
class Scene:
    """The names and clauses of one sentence, in order."""

    sentence: Sentence
    names: tuple[Name, ...]
    clauses: tuple[tuple[int, int], ...]

    def clause(self, position: int) -> tuple[int, int]:
        """Give the ends of the clause around a position."""
        return next((c for c in self.clauses if c[0] <= position < c[1]), (position, position))


def set_scenes(
    sentences: Sequence[Sentence], entities: Sequence[Entity], dates: Sequence[tuple[int, int]]
) -> tuple[Scene, ...]:
    """Place the names of the entities in their sentences and clauses; `dates` are offsets."""
    spans = sorted(
        (mention.span.start, -mention.span.end, number)
        for number, entity in enumerate(entities)
        for mention in (*entity.mentions, *entity.anaphora)
    )
    scenes: list[Scene] = []
    position = 0
    for sentence in sentences:
        at, names = sentence.span.start, list[Name]()
        while position < len(spans) and spans[position][0] < sentence.span.end:
            start, end, number = spans[position][0] - at, -spans[position][1] - at, spans[position][2]
            if start >= (names[-1].end if names else 0):
                names.append(Name(start, end, number, entities[number].kind))
            position += 1
        clauses = tuple(found.span() for found in CLAUSE.finditer(sentence.text))
        scene = Scene(sentence, tuple(names), clauses)
        scenes.append(replace(scene, names=judge_names(scene, dates)))
    return tuple(scenes)


def judge_names(scene: Scene, dates: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """Judge each name of a sentence by its place in its clause."""
    text = scene.sentence.text
    judged: list[Name] = []
    for name in scene.names:
        clause = scene.clause(name.start)
        here = [other for other in judged if other.start >= clause[0]]
        said = SAYS.search(text[name.end : clause[1]]) is not None
        member = LISTED.match(text, name.end) is not None
        leads = (
            name.kind not in HEADLINE
            and not (said or member)
            and not OBLIQUE.search(text[max(0, name.start - 3) : name.start])
            and not PLACE.match(text, name.end)
        )
        if leads and here and here[-1].leads:
            leads = is_apposed(text, here[-1], name)
            if leads:
                judged[-1] = replace(judged[-1], leads=False)
        elif leads:
            leads = not any(n.leads for n in here) and heads_clause(scene, name, here, dates)
        if name.kind == "Event" and HAPPENS.search(text[clause[0] : name.start]):
            judged = [replace(n, leads=n.leads and n.start < clause[0]) for n in judged]
            leads = True
        judged.append(replace(name, leads=leads, member=member, said=said))
    return tuple(judged)


def is_apposed(text: str, before: Name, name: Name) -> bool:
    """Tell whether a name completes the one before it: 公司负责人张三, 街道办事处东山社区."""
    between = text[before.end : name.start]
    if not between:
        return True
    if len(between) > APPOSED or any(mark in between for mark in "、和与及“《"):
        return False
    if name.kind != "Person" and not between.startswith(("下属", "所属", "所辖")):
        return False
    return all(word.tag in NOUNS for word in split_words(between))


def heads_clause(
    scene: Scene, name: Name, here: Sequence[Name], dates: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether no verb and few words but dates and names precede a name in its clause."""
    low, at = scene.clause(name.start)[0], scene.sentence.span.start
    index = bisect_left(dates, (low + at, low + at))
    taken = [(start - at, end - at) for start, end in dates[index : index + 3]]
    taken += [(other.start, other.end) for other in here]
    rest, position = "", low
    for start, end in sorted(span for span in taken if span[1] <= name.start):
        rest += scene.sentence.text[position : max(position, start)]
        position = max(position, end)
    rest = (rest + scene.sentence.text[position : name.start]).strip("“”由")
    if not rest:
        return True
    words = split_words(rest)
    if name.kind == "Person" and words[-1].tag in NOUNS:
        return True
    return len(rest) <= REACH and not any(word.tag in VERBS for word in words)


def find_subject(scene: Scene, start: int, end: int, topic: int | None) -> tuple[int | None, str]:
    """Give the entity that the figure from `start` to `end` is reported of, and by which rule.

    `topic` is what the sentence before was about, None where nothing is.
    """
    clause = scene.clause(start)
    if (head := find_head(scene, end, clause)) is not None:
        return head, "head"
    before = [n for n in scene.names if n.end <= start and not n.said]
    here = [name for name in before if name.start >= clause[0]]
    fit = [n for n in here if n.kind not in HEADLINE and not n.member]
    if fit and scene.sentence.text[fit[-1].end : start] in {"", "的", "共", "共有", "有"}:
        return fit[-1].entity, "adjacent"
    if (announced := find_announced(scene)) is not None and announced.end <= start:
        return announced.entity, "announced"
    if leading := [name for name in here if name.leads]:
        return leading[-1].entity, "clause"
    if acting := [name for name in fit if acts(scene, name)]:
        return acting[-1].entity, "actor"
    if leading := [name for name in before if name.leads]:
        return leading[-1].entity, "sentence"
    if fit:
        return fit[0].entity, "oblique"
    return topic, "topic" if topic is not None else ""


def acts(scene: Scene, name: Name) -> bool:
    """Tell whether a verb follows a name: 分别是江城公司提供设备22套."""
    words = split_words(scene.sentence.text)
    index = bisect_left(words, (name.end, 0, ""))
    return index < len(words) and words[index].tag in VERBS and words[index].start == name.end


def find_head(scene: Scene, end: int, clause: tuple[int, int]) -> int | None:
    """Give the name that a figure's relative clause describes: 投资5亿元的江城产业园."""
    for name in scene.names:
        if end < name.start and name.end == clause[1] and name.end - end <= RELATIVE:
            if name.kind in HEADLINE or scene.sentence.text[name.start - 1] != "的":
                return None
            return name.entity
    return None


def find_announced(scene: Scene) -> Name | None:
    """Give the name that is a sentence's first clause by itself: 江城大桥工程，总投资5亿元."""
    for name in scene.names[:1]:
        if scene.clause(name.start) == (name.start, name.end) and name.leads:
            return name
    return None


def find_topic(scene: Scene, before: int | None) -> int | None:
    """Give what a sentence leaves as the topic: its last subject, a place at its head, `before`."""
    leading = [name for name in scene.names if name.leads]
    if leading:
        return leading[-1].entity
    for name in scene.names[:1]:
        if not (name.said or name.member) and name.kind in {"Facility", "Place", "Organization"}:
            if name.start <= 2:
                return name.entity
    return before


def find_main(scenes: Sequence[Scene]) -> int | None:
    """Give the entity that an article names most, the first of several."""
    counts: Counter[int] = Counter()
    for scene in scenes:
        fit = [name for name in scene.names if name.kind not in HEADLINE | {"Person"}]
        counts.update(name.entity for name in fit if not name.said)
    return max(counts, key=lambda entity: counts[entity]) if counts else None
