"""Find what the figures of an article are reported of: subject, metric, period, status, change."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extract.figures.dates import Date, find_dates
from kg.extract.observations.chains import Amount, name_metrics
from kg.extract.observations.changes import find_move, make_wordlists, read_share
from kg.extract.observations.metrics import Wording
from kg.extract.observations.periods import Carried, carry_period, find_period, leave_out_times
from kg.extract.observations.restatements import drop_repeats, name_speaker
from kg.extract.observations.scenes import Scene, is_within, set_scenes
from kg.extract.observations.slots import cut_slots, qualifies
from kg.extract.observations.statuses import read_status
from kg.extract.observations.subjects import choose_topic, find_main, find_subject, find_topic
from kg.extract.proofs import prove
from kg.know.knowledge import Knowledge
from kg.know.words import split_words
from kg.model import (
    Article,
    Change,
    Entity,
    Figure,
    FigureStatus,
    Observation,
    Quotation,
    Sentence,
)

HEADING = 30  # letters of a heading at most
OWN = frozenset({"adjacent", "clause", "head", "actor"})  # rules that find a subject in the clause
GOES_ON = frozenset({"kept", "sentence", "topic"})  # rules by which a clause goes on with the last
# The share of a rule's observations that are right, of 369 on the seeds and gold/dev with gold
# entities (announced, head, oblique, adjacent, actor, casualty: 5 to 14 each);
# aside: 16 of 27 with our own entities, the news of other papers among them.
CONFIDENCE = {
    "oblique": 0.9,
    "kept": 0.86,
    "announced": 0.8,
    "clause": 0.77,
    "sentence": 0.75,
    "topic": 0.63,
    "aside": 0.6,
    "head": 0.6,
    "casualty": 0.46,
    "adjacent": 0.43,
    "actor": 0.2,
}


@dataclass(frozen=True, slots=True)
class Story:
    """What the whole article says that its sentences are read by."""

    article: Article
    entities: tuple[Entity, ...]
    main: int | None  # the entity that the article names most
    events: tuple[tuple[int, int], ...]  # where each event is first named, and its number
    knowledge: Knowledge


class State(NamedTuple):
    """What the sentences so far leave to the next: the topic, and the paragraph's period."""

    topic: int | None
    carried: Carried
    paragraph: int = 0
    body: int | None = None  # the last topic that is no person


class View(NamedTuple):
    """A sentence with what was found in it: names, figures that are no part of one, dates."""

    scene: Scene
    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]


def find_observations(  # noqa: PLR0913, PLR0917 - the stages before, each by its own name
    article: Article,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    figures: Sequence[Figure],
    quotations: Sequence[Quotation],
    knowledge: Knowledge,
) -> tuple[Observation, ...]:
    """Find the observations of `article`, in reading order, each once.

    The headline and other headings only repeat the text and are left out, as are figures inside
    a name, and those whose subject is no entity of the article.
    """
    dates = find_dates(sentences, article.issued, knowledge)
    scenes = set_scenes(sentences, entities, [(d.span.start, d.span.end) for d in dates], knowledge)
    main = find_main(scenes)
    events = sorted(
        (mention.span.start, number)
        for number, one in enumerate(entities)
        if one.kind == "Event"
        for mention in one.mentions[:1]
    )
    story = Story(article, tuple(entities), main, tuple(events), knowledge)
    found: list[Observation] = []
    state = turn(State(None, Carried()), main, story)
    for view in view_sentences(scenes, leave_out_times(article.text, figures, knowledge), dates):
        sentence = view.scene.sentence
        if sentence.paragraph != state.paragraph:
            carried = Carried(None, state.carried.since)
            state = state._replace(carried=carried, paragraph=sentence.paragraph)
            state = turn(state, main if resumes(state.topic, story) else state.topic, story)
        if sentence.span.end > article.body_start and not is_heading(sentence.text):
            found.extend(observe(view, state, story))
        carried = carry_period(view.scene, view.dates, state.carried, article.issued)
        state = turn(state._replace(carried=carried), find_topic(view.scene, state.topic), story)
    return drop_repeats([name_speaker(one, quotations) for one in found])


def turn(state: State, topic: int | None, story: Story) -> State:
    """Turn to a topic."""
    is_person = topic is not None and story.entities[topic].kind == "Person"
    return state._replace(topic=topic, body=state.body if is_person else topic)


def view_sentences(
    scenes: Sequence[Scene], figures: Sequence[Figure], dates: Sequence[Date]
) -> Iterator[View]:
    """Give each sentence its figures and dates, without those that are part of a name."""
    starts = [figure.span.start for figure in figures]
    days = [date.span.start for date in dates]
    for scene in scenes:
        low, high = scene.sentence.span.start, scene.sentence.span.end
        names = [(low + name.start, low + name.end) for name in scene.names]
        here = figures[bisect_left(starts, low) : bisect_left(starts, high)]
        when = dates[bisect_left(days, low) : bisect_left(days, high)]
        yield View(
            scene,
            tuple(f for f in here if not is_within(f.span.start, f.span.end, names)),
            tuple(d for d in when if not is_within(d.span.start, d.span.end, names)),
        )


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading: short and without marks."""
    return len(text) <= HEADING and not any(mark in text for mark in "，。；！？：”")


def resumes(topic: int | None, story: Story) -> bool:
    """Tell whether a new paragraph comes back to what the article is about.

    It does in a report of one event, and after a person was in view (measured on the gold).
    """
    if story.main is None or topic is None:
        return True
    return story.entities[story.main].kind == "Event" or story.entities[topic].kind == "Person"


def observe(view: View, state: State, story: Story) -> Iterator[Observation]:
    """Make the observations of one sentence."""
    if not view.figures:
        return
    scene, words = view.scene, story.knowledge.words
    amounts = read_amounts(view, story.knowledge)
    metrics = name_metrics(amounts, read_wording(view, story.knowledge), story.knowledge)
    states = [word for word, kind in words["copula"].items() if kind in {"state", "both"}]
    hurt = make_wordlists(story.knowledge).hurt
    status: FigureStatus = "actual"
    kept: tuple[int, int] | None = None  # the last subject a clause named, and where it did
    for amount, metric in zip(amounts, metrics, strict=True):
        slot, move = amount.slot, amount.move
        topic = choose_topic(scene, slot.start, (state.topic, state.body), story.knowledge)
        subject, rule = find_subject(scene, slot.start, slot.end, topic)
        if rule in OWN and subject is not None:
            kept = (subject, slot.end)
        elif kept and not any(name.leads for name in scene.between(kept[1], slot.start)):
            subject, rule = kept[0], "kept"
        event = next(iter(story.events), None)
        if event and event[0] < amount.figure.span.start and hurt.search(metric):
            subject, rule = event[1], "casualty"
        if subject is None or not metric:
            continue
        # A rule to keep (30分钟内) has no period but its own sentence's.
        carried = Carried() if amount.figure.text.endswith("内") else state.carried
        period, date = find_period(scene, view.dates, slot.start, carried, states)
        status = read_status(scene, slot, date, story.article.issued, words) or (
            "capacity" if status == "capacity" and rule in GOES_ON else "actual"
        )
        falls = move is not None and move.down and not move.to
        yield Observation(
            subject=story.entities[subject].id,
            metric=metric,
            figure=replace(amount.figure, value=-amount.figure.value) if falls else amount.figure,
            evidence=prove(scene.sentence, story.entities[subject]),
            rule=rule,
            period=period,
            status=status,
            change=move.change if move else read_share(scene.sentence.text, slot, amount.figure),
            confidence=CONFIDENCE[rule],
        )


def read_amounts(view: View, knowledge: Knowledge) -> tuple[Amount, ...]:
    """Place the figures of a sentence, and tell which of them are changes."""
    at, text = view.scene.sentence.span.start, view.scene.sentence.text
    units = knowledge.words["unit"]
    figures = [
        one
        for one, after in zip(view.figures, (*view.figures[1:], None), strict=True)
        if after is None
        or not units.get(one.unit)
        or units.get(after.unit)
        or not qualifies(text, one.span.end - at, after.span.start - at)
    ]
    slots = cut_slots(text, [(f.span.start - at, f.span.end - at) for f in figures])
    lists = make_wordlists(knowledge)
    amounts: list[Amount] = []
    change: Change | None = None
    for figure, slot in zip(figures, slots, strict=True):
        move = find_move(text, slot, figure, lists)
        if move and not move.to:
            change = move.change or change  # 同比增长5%、6%，其中工业增长7%
            move = move._replace(change=change)
        elif change and slot.joined and amounts[-1].move:
            move = amounts[-1].move
        amounts.append(Amount(figure, slot, move))
    return tuple(amounts)


def read_wording(view: View, knowledge: Knowledge) -> Wording:
    """Give a sentence's words as far as metrics are named by them."""
    at, text, words = view.scene.sentence.span.start, view.scene.sentence.text, knowledge.words
    reckonings = {word for word, kind in words["position"].items() if kind == "reckon"}
    return Wording(
        text,
        split_words(text),
        tuple((name.start, name.end) for name in view.scene.names),
        tuple((date.span.start - at, date.span.end - at) for date in view.dates),
        words["link"],
        words["pivot"],
        frozenset(words["direction"]) | reckonings,
    )
