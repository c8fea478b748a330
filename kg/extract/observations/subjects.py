"""Find whom or what a figure is reported of: the subject of its clause, spoken or dropped."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.observations.scenes import TITLED, VERBS, Name, Scene
from kg.know.knowledge import Knowledge
from kg.know.words import split_words

LINKS = frozenset({"", "共", "共有", "有"})  # between a name and its figure
CROWD = 40  # names before a figure that are looked at
RELATIVE = 60  # and between a figure and the head of its relative clause, or a pronoun before it


def find_subject(scene: Scene, start: int, end: int, topic: int | None) -> tuple[int | None, str]:
    """Give the entity that the figure from `start` to `end` is reported of, and by which rule.

    `topic` is what the sentence before was about, None where nothing is.
    """
    clause = scene.clause(start)
    last = bisect_right(scene.names, start, key=lambda name: name.end)
    before = scene.names[max(0, last - CROWD) : last]
    here = [n for n in before if n.start >= clause[0] and not n.said]
    fit = [n for n in here if n.kind not in TITLED and not n.member]
    close = fit[-1:] if fit and scene.sentence.text[fit[-1].end : start] in LINKS else []
    close = [name for name in close if not name.oblique]
    leading = [name for name in before if name.leads]
    for rule, names in (
        ("head", find_head(scene, end, clause)),
        ("adjacent", close),
        ("announced", [name for name in find_announced(scene) if name.end <= start]),
        ("clause", [name for name in leading if name.start >= clause[0]]),
        ("actor", [name for name in fit if acts(scene, name) and not name.oblique]),
        ("sentence", leading[:1]),
        ("oblique", fit[:1]),
        ("aside", find_aside(before)),
    ):
        if names:
            return names[-1].entity, rule
    return topic, "topic"


def find_aside(before: Sequence[Name]) -> list[Name]:
    """Give the first name that stands beside its clause in the sentence: 在江城市，12家企业.

    Whoever only says so is left out: of what a body says, no more than half is of that body.
    """
    return [
        name
        for name in before
        if name.kind != "Person" and name.kind not in TITLED and not name.member
        if not name.said
    ][:1]


def acts(scene: Scene, name: Name) -> bool:
    """Tell whether a verb follows a name: 分别是江城公司提供设备22套."""
    words = split_words(scene.sentence.text)
    index = bisect_left(words, (name.end, 0, ""))
    return index < len(words) and words[index].tag in VERBS and words[index].start == name.end


def find_head(scene: Scene, end: int, clause: tuple[int, int]) -> list[Name]:
    """Give the name that a figure's relative clause describes: 投资5亿元的江城产业园."""
    last = bisect_right(scene.names, clause[1], key=lambda name: name.end)
    return [
        name
        for name in scene.names[max(0, last - 1) : last]
        if end < name.start and name.end == clause[1] and clause[1] - end <= RELATIVE
        if name.kind not in TITLED and scene.sentence.text[name.start - 1] == "的"
    ]


def find_announced(scene: Scene) -> list[Name]:
    """Give the name that is a sentence's first clause by itself: 江城大桥工程，总投资5亿元."""
    return [
        name
        for name in scene.names[:1]
        if name.leads and scene.clause(name.start) == (name.start, name.end)
    ]


def find_topic(scene: Scene, before: int | None) -> int | None:
    """Give what a sentence leaves as the topic: its first subject, else `before`."""
    leading = next((name for name in scene.names if name.leads), None)
    return leading.entity if leading else before


def choose_topic(
    scene: Scene, position: int, topics: tuple[int | None, int | None], knowledge: Knowledge
) -> int | None:
    """Choose between the last topic and the last that is no person, for a figure at `position`.

    A person only where 他, 她 or his name goes before (on the gold 0 of 6 were right without).
    """
    last, body = topics
    pronouns = [word for word, kind in knowledge.words["opening"].items() if kind == "person"]
    first = max(0, position - RELATIVE)
    taken_up = any(word in scene.sentence.text[first:position] for word in pronouns)
    here = scene.between(first, position)
    taken_up = taken_up or any(name.entity == last and not name.said for name in here)
    return last if taken_up or body is None else body


def find_main(scenes: Sequence[Scene]) -> int | None:
    """Give what an article is about: its first subject, else the first name in it."""
    names = [name for scene in scenes for name in scene.names if name.kind not in TITLED]
    first = next((name for name in names if name.leads), None) or next(iter(names), None)
    return first.entity if first else None
