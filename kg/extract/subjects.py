"""Find whom or what a figure is reported of: the subject of its clause, spoken or dropped."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from kg.extract.scenes import TITLED, VERBS, Name, Scene
from kg.know.words import split_words

LINKS = frozenset({"", "的", "共", "共有", "有"})  # between a name and its figure
CROWD = 40  # names before a figure that are looked at
RELATIVE = 60  # and between a figure and the head of its relative clause


def find_subject(scene: Scene, start: int, end: int, topic: int | None) -> tuple[int | None, str]:
    """Give the entity that the figure from `start` to `end` is reported of, and by which rule.

    `topic` is what the sentence before was about, None where nothing is.
    """
    clause = scene.clause(start)
    if (head := find_head(scene, end, clause)) is not None:
        return head, "head"
    last = bisect_right(scene.names, start, key=lambda name: name.end)
    before = scene.names[max(0, last - CROWD) : last]
    here = [n for n in before if n.start >= clause[0] and not n.said]
    fit = [n for n in here if n.kind not in TITLED and not n.member]
    if fit and scene.sentence.text[fit[-1].end : start] in LINKS:
        return fit[-1].entity, "adjacent"
    if (announced := find_announced(scene)) is not None and announced.end <= start:
        return announced.entity, "announced"
    if leading := [name for name in here if name.leads]:
        return leading[-1].entity, "clause"
    if acting := [name for name in fit if acts(scene, name)]:
        return acting[-1].entity, "actor"
    if last := next((name for name in reversed(before) if name.leads), None):
        return last.entity, "sentence"
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
    index = bisect_right(scene.names, clause[1], key=lambda name: name.end) - 1
    if index < 0 or clause[1] - end > RELATIVE:
        return None
    name = scene.names[index]
    if name.end != clause[1] or name.start <= end or name.kind in TITLED:
        return None
    return name.entity if scene.sentence.text[name.start - 1] == "的" else None


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
        placed = name.start <= 2 and name.kind in {"Facility", "Place", "Organization"}
        if placed and not (name.said or name.member):
            return name.entity
    return before


def find_main(scenes: Sequence[Scene]) -> int | None:
    """Give the entity that an article names most, the first of several."""
    counts: Counter[int] = Counter()
    for scene in scenes:
        fit = [name for name in scene.names if name.kind not in TITLED | {"Person"}]
        counts.update(name.entity for name in fit if not name.said)
    return max(counts, key=lambda entity: counts[entity]) if counts else None
