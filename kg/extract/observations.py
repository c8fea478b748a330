"""Find what the figures of an article are reported of: subject, metric, period, status, change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.changes import Move, find_move, make_wordlists
from kg.extract.dates import Date, find_dates
from kg.extract.metrics import (
    Slot,
    Wording,
    cut_slots,
    is_alike,
    name_around,
    name_metric,
    name_parts,
)
from kg.extract.periods import Carried, carry_period, find_period
from kg.extract.statuses import read_status
from kg.extract.subjects import Scene, find_main, find_subject, find_topic, set_scenes
from kg.know.knowledge import Knowledge
from kg.know.words import split_words
from kg.model import Article, Entity, Evidence, Figure, Observation, Quotation, Sentence

HEADING = 30  # letters of a heading at most
CHANCE = 12  # up to which equal numbers meet by chance
CONFIDENCE = {"casualty": 0.7, "kept": 0.7, "actor": 0.7, "head": 0.8, "adjacent": 0.8, "announced": 0.7, "clause": 0.7, "sentence": 0.7, "oblique": 0.6, "topic": 0.6}


@dataclass(frozen=True, slots=True)
class Story:
    """What the whole article says that its sentences are read by."""

    article: Article
    entities: tuple[Entity, ...]
    dates: tuple[Date, ...]
    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class State:
    """What the sentences so far leave to the next: the topic, and the paragraph's period."""

    topic: int | None = None
    carried: Carried = Carried()
    paragraph: int = 0


def find_observations(
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    figures: Sequence[Figure],
    quotations: Sequence[Quotation],
    knowledge: Knowledge,
) -> tuple[Observation, ...]:
    """Find the observations of `article`, in reading order, each once.

    The headline only repeats the body and is left out, as are figures inside a name and those
    whose subject is no entity of the article.
    """
    dates = find_dates(sentences, article.issued, knowledge)
    spans = [(date.span.start, date.span.end) for date in dates]
    scenes = set_scenes(sentences, entities, spans)
    story = Story(article, tuple(entities), dates, knowledge)
    found: list[Observation] = []
    main = find_main(scenes)
    state = State(main)
    for scene in scenes:
        inside = scene.sentence.span
        if scene.sentence.paragraph != state.paragraph:
            topic = main if resumes(main, state.topic, entities) else state.topic
            state = State(topic, Carried(None, state.carried.since), scene.sentence.paragraph)
        here = [f for f in figures if inside.holds(f.span) and not is_named(f, scene)]
        if here and inside.end > article.body_start and not is_heading(scene.sentence.text):
            found.extend(observe(scene, here, state, story))
        state = replace(
            state,
            topic=find_topic(scene, state.topic),
            carried=carry_period(scene, within(dates, scene), state.carried, article.issued),
        )
    return drop_repeats([name_speaker(one, quotations) for one in found])


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading, which only repeats the text: short, without marks."""
    return len(text) <= HEADING and not any(mark in text for mark in "，。；！？：”")


def resumes(main: int | None, topic: int | None, entities: Sequence[Entity]) -> bool:
    """Tell whether a new paragraph comes back to what the article is about.

    It does in a report of one event, and after a person was in view (measured on the gold).
    """
    if main is None or topic is None:
        return True
    return entities[main].kind == "Event" or entities[topic].kind == "Person"


def within(dates: Sequence[Date], scene: Scene) -> list[Date]:
    """Give the dates of a sentence that are no part of a name."""
    at = scene.sentence.span.start
    names = [(at + name.start, at + name.end) for name in scene.names]
    return [
        date
        for date in dates
        if scene.sentence.span.holds(date.span)
        and not any(low <= date.span.start and date.span.end <= high for low, high in names)
    ]


def is_named(figure: Figure, scene: Scene) -> bool:
    """Tell whether a figure is part of a name."""
    start, end = figure.span.start, figure.span.end
    at = scene.sentence.span.start
    return any(at + name.start <= start and end <= at + name.end for name in scene.names)


def observe(
    scene: Scene, figures: Sequence[Figure], state: State, story: Story
) -> Iterator[Observation]:
    """Make the observations of one sentence."""
    sentence, at = scene.sentence, scene.sentence.span.start
    lists = make_wordlists(story.knowledge)
    dates = within(story.dates, scene)
    slots = cut_slots(sentence.text, [(f.span.start - at, f.span.end - at) for f in figures])
    moves = tuple(
        find_move(sentence.text, at, slot, figure, dates, lists)
        for slot, figure in zip(slots, figures, strict=True)
    )
    metrics = name_metrics(scene, figures, slots, moves, story)
    kept: tuple[int, int] | None = None
    happening = next((n for n, one in enumerate(story.entities) if one.kind == "Event"), None)
    for figure, slot, move, metric in zip(figures, slots, moves, metrics, strict=True):
        subject, rule = find_subject(scene, slot.start, slot.end, state.topic)
        if rule in {"adjacent", "clause", "head", "actor"} and subject is not None:
            kept = (subject, slot.end)
        elif kept and not any(n.leads and kept[1] <= n.start < slot.start for n in scene.names):
            subject, rule = kept[0], "kept"
        if happening is not None and lists.hurt.search(metric):
            subject, rule = happening, "casualty"
        if subject is None or not metric:
            continue
        ruled = figure.text.endswith("内")  # a rule to keep has the period of its own sentence
        period, date = find_period(scene, dates, slot.start, Carried() if ruled else state.carried)
        status = read_status(scene, slot, date, story.article.issued, story.knowledge.words["aim"])
        value = -figure.value if move and move.down and not move.to else figure.value
        yield Observation(
            story.entities[subject].id,
            metric,
            replace(figure, value=value),
            prove(scene, story.entities[subject]),
            rule,
            period,
            status,
            move.change if move else None,
            None,
            CONFIDENCE[rule],
        )


def name_metrics(
    scene: Scene,
    figures: Sequence[Figure],
    slots: Sequence[Slot],
    moves: Sequence[Move | None],
    story: Story,
) -> list[str]:
    """Name the metric of each figure; one that names none has that of the figure before."""
    text, at = scene.sentence.text, scene.sentence.span.start
    words = story.knowledge.words
    wording = Wording(
        text,
        split_words(text),
        tuple((name.start, name.end) for name in scene.names),
        tuple((d.span.start - at, d.span.end - at) for d in within(story.dates, scene)),
        words["link"],
        words["pivot"],
        words["direction"],
    )
    names: list[str] = []
    amounts: list[int] = []  # figures that are no change, to which changes refer back
    index = 0
    while index < len(slots):
        stop = index + 1
        while stop < len(slots) and slots[stop].joined:
            stop += 1
        chain = range(index, stop)
        index = stop
        move, first = moves[chain[0]], slots[chain[0]]
        if move:
            base = name_parts(replace(first, start=move.start, end=move.start, right=move.start), wording, 1)
            if base[0]:
                names.extend(base[0] for _ in chain)
            else:
                back = [names[i] for i in amounts[-len(chain) :]]
                if len(back) < len(chain) or move.to or len(chain) == 1:
                    back = names[-1:] * len(chain) or [""] * len(chain)
                names.extend(back)
            continue
        named = name_chain([slots[i] for i in chain], [figures[i] for i in chain], wording, story)
        if not named[0]:
            named = [(names or [""])[-1] or name_around(first, wording)] * len(chain)
        names.extend(named)
        amounts.extend(chain)
    return names


def name_chain(
    slots: Sequence[Slot], figures: Sequence[Figure], wording: Wording, story: Story
) -> list[str]:
    """Name the metrics of figures joined by 、 or 和."""
    units, count = story.knowledge.words["unit"], len(slots)
    if count > 1 and "分别" in wording.text[slots[0].left : slots[0].start]:
        parts = name_parts(slots[0], wording, count)
        pairs = story.knowledge.words["pair"]
        for word, both in sorted(pairs.items(), key=lambda pair: -len(pair[0])):
            if parts[0].endswith(word) and count == both.count("|") + 1:
                return [parts[0].removesuffix(word) + one for one in both.split("|")]
        if len(parts) == count:
            return parts
    if len(slots) == 2 and figures[0].qualifier == ">" and figures[1].qualifier == "<":
        whole = replace(slots[0], end=slots[1].end, right=slots[1].right)  # a range
        slots, figures = [whole], figures[1:]
    names = [
        name_metric(slot, wording, figure.unit, measured=bool(units.get(figure.unit.split("/")[0])))
        for slot, figure in zip(slots, figures, strict=True)
    ]
    return [name or next((n for n in names if n), "") for name in names] * (count // len(names))


def prove(scene: Scene, subject: Entity) -> Evidence:
    """Give the sentence, and where it does not name the subject, the nearest name before it."""
    span = scene.sentence.span
    spans = sorted(mention.span for mention in subject.mentions)
    if not spans or any(span.holds(one) for one in spans):
        return Evidence(span)
    earlier = [one for one in spans if one.end <= span.start]
    return Evidence(span, (earlier[-1] if earlier else spans[0],))


def name_speaker(observation: Observation, quotations: Sequence[Quotation]) -> Observation:
    """Add who says so, where the figure stands in a quotation."""
    for quotation in quotations:
        if quotation.span.holds(observation.figure.span):
            return replace(observation, speaker=quotation.speaker)
    return observation


def drop_repeats(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Keep the first of the observations that say one figure of one subject again elsewhere.

    Small numbers meet by chance: 10家 said twice is one figure only if the metrics are alike.
    """
    kept: list[Observation] = []
    for one in observations:
        if not any(repeats(one, other) for other in kept):
            kept.append(one)
    return tuple(kept)


def repeats(one: Observation, other: Observation) -> bool:
    """Tell whether two observations of different sentences say the same."""
    return (
        (one.subject, one.figure.value, one.figure.unit, one.change)
        == (other.subject, other.figure.value, other.figure.unit, other.change)
        and one.evidence.sentence != other.evidence.sentence
        and (abs(one.figure.value) > CHANCE or is_alike(one.metric, other.metric))
    )
