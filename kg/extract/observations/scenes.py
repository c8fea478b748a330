"""Place the names of an article in its sentences, and tell which of them a clause is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.extract.figures.amounts import any_of
from kg.know.knowledge import Knowledge
from kg.know.words import split_words
from kg.model import Entity, Sentence

CLAUSE = re.compile(r"[^，,；;：:。！？!?\n]+")
LISTED = re.compile(r"(?:、[^，；。、]{1,20}){0,12}?等\d")  # one of a list of members: 甲、乙等8家
TELLS = 16  # characters at a clause's end in which a verb of speech stands: 告诉本报记者
# Documents, honours and drives are reported on, not reported of.
TITLED = frozenset({"Policy", "Honour", "Campaign"})
VERBS = frozenset(["v", "vd", "vi", "vq", "vg", "p"])
NOUNS = frozenset(["n", "nr", "nz", "j", "b", "a", "s", "f", "nt", "ng", "vn", "l", "x"])
REACH = 6  # characters that may stand before the subject in its clause: 与此同时
APPOSED = 14  # and between a body and its officer: 公司职工食堂总经理
FAR = 60  # characters into its clause where a subject still stands


class Name(NamedTuple):
    """A name of an entity, or a word for it, in a sentence; offsets in the sentence's text."""

    start: int
    end: int
    entity: int
    kind: str
    leads: bool = False  # the subject of its clause, as far as its place shows
    member: bool = False  # one of a list that a figure sums up
    said: bool = False  # in a clause that only says who says so
    oblique: bool = False  # after a preposition (在江城市) or before 境内


class Scene(NamedTuple):
    """The names and clauses of one sentence, in order."""

    sentence: Sentence
    names: tuple[Name, ...]
    clauses: tuple[tuple[int, int], ...]

    def clause(self, position: int) -> tuple[int, int]:
        """Give the ends of the clause around a position."""
        index = bisect_right(self.clauses, (position, len(self.sentence.text) + 1)) - 1
        if index >= 0 and self.clauses[index][1] > position:
            return self.clauses[index]
        return position, position

    def between(self, start: int, end: int) -> tuple[Name, ...]:
        """Give the names that lie within a stretch."""
        first = bisect_left(self.names, start, key=lambda name: name.start)
        return self.names[first : bisect_right(self.names, end, key=lambda name: name.end)]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name, from the word list position."""

    oblique: re.Pattern[str]
    place: re.Pattern[str]
    happen: re.Pattern[str]
    part: tuple[str, ...]
    say: re.Pattern[str]


@lru_cache(maxsize=8)
def make_beside(knowledge: Knowledge) -> Beside:
    """Compile the word list position."""
    words = knowledge.words["position"]
    kinds = {kind: [w for w, k in words.items() if k == kind] for kind in set(words.values())}
    return Beside(
        re.compile(rf"(?:{any_of(kinds['oblique'])})$"),
        re.compile(any_of(kinds["place"])),
        re.compile(rf"(?:{any_of(kinds['happen'])})[^，。]{{0,10}}$"),
        tuple(sorted(kinds["part"])),
        re.compile(rf"(?:告诉[^，。：]{{0,8}}|{any_of(kinds['say'])})$"),
    )


def is_within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a stretch lies in one of `spans`, which are in order and do not overlap."""
    index = bisect_right(spans, (start, end)) - 1
    if index >= 0 and spans[index][0] <= start and end <= spans[index][1]:
        return True
    return index + 1 < len(spans) and spans[index + 1][0] == start and end <= spans[index + 1][1]


def set_scenes(
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    dates: Sequence[tuple[int, int]],
    knowledge: Knowledge,
) -> tuple[Scene, ...]:
    """Place the names of the entities in their sentences and clauses; `dates` are offsets."""
    spans = sorted(
        (mention.span.start, -mention.span.end, number)
        for number, entity in enumerate(entities)
        for mention in (*entity.mentions, *entity.anaphora)
    )
    beside = make_beside(knowledge)
    scenes: list[Scene] = []
    position = 0
    for sentence in sentences:
        at, names = sentence.span.start, list[Name]()
        while position < len(spans) and spans[position][0] < sentence.span.end:
            start, end, number = spans[position]
            if start - at >= (names[-1].end if names else 0):
                names.append(Name(start - at, -end - at, number, entities[number].kind))
            position += 1
        clauses = tuple(found.span() for found in CLAUSE.finditer(sentence.text))
        scene = Scene(sentence, tuple(names), clauses)
        scenes.append(scene._replace(names=judge_names(scene, dates, beside)))
    return tuple(scenes)


def judge_names(scene: Scene, dates: Sequence[tuple[int, int]], beside: Beside) -> tuple[Name, ...]:
    """Judge each name of a sentence by its place in its clause."""
    text = scene.sentence.text
    judged: list[Name] = []
    first, clause = 0, (-1, -1)  # where the names of the clause begin
    for name in scene.names:
        around = scene.clause(name.start)
        if around != clause:
            first, clause = len(judged), around
        here = judged[first:]
        said = is_asked(text, name) or bool(
            beside.say.search(text, max(name.end, clause[1] - TELLS), clause[1])
        )
        member = LISTED.match(text, name.end) is not None
        before = max(clause[0], name.start - TELLS)
        oblique = bool(
            beside.oblique.search(text, before, name.start) or beside.place.match(text, name.end)
        )
        leads = name.kind not in TITLED and not (said or member or oblique)
        if leads and here and here[-1].leads:
            leads = is_apposed(text, here[-1], name, beside)
            if leads:
                judged[-1] = judged[-1]._replace(leads=False)
        elif leads:
            leads = not any(n.leads for n in here) and heads_clause(scene, name, here, dates)
        if name.kind == "Event" and beside.happen.search(text, before, name.start):
            judged[first:] = [other._replace(leads=False) for other in here]
            leads = True
        place = name._replace(leads=leads, member=member, said=said, oblique=oblique)
        judged.append(place)
    return tuple(judged)


def is_asked(text: str, name: Name) -> bool:
    """Tell whether a name only says who speaks in an interview: 张三：去年……."""
    return name.kind == "Person" and not name.start and text[name.end : name.end + 1] in ("：", ":")


def is_apposed(text: str, before: Name, name: Name, beside: Beside) -> bool:
    """Tell whether a name completes the one before it: 公司负责人张三, 街道办事处东山社区."""
    between = text[before.end : name.start]
    if not between:
        return True
    if len(between) > APPOSED or any(mark in between for mark in "、和与及“《"):
        return False
    if name.kind != "Person" and not between.startswith(beside.part):
        return False
    return all(word.tag in NOUNS for word in split_words(between))


def heads_clause(
    scene: Scene, name: Name, here: Sequence[Name], dates: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether no verb and few words but dates and names precede a name in its clause."""
    low, at = scene.clause(name.start)[0], scene.sentence.span.start
    if name.start - low > FAR:
        return False
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
