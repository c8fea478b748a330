"""Say what proves an observation and who says it, and list each one once."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.metrics import is_alike
from kg.model import Entity, Evidence, Observation, Quotation, Span

CHANCE = 12  # up to which equal numbers meet by chance


def prove(span: Span, subject: Entity) -> Evidence:
    """Give the sentence, and where it does not name the subject, the nearest name before it."""
    mentions = subject.mentions
    after = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    if not mentions or any(span.holds(mention.span) for mention in mentions[after : after + 1]):
        return Evidence(span)
    return Evidence(span, (mentions[max(0, after - 1)].span,))


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
    same: dict[tuple[object, ...], Observation] = {}
    for one in observations:
        key = (one.subject, one.figure.value, one.figure.unit, one.change)
        other = same.setdefault(key, one)
        if other.evidence.sentence == one.evidence.sentence or not (
            abs(one.figure.value) > CHANCE or is_alike(one.metric, other.metric)
        ):
            kept.append(one)
    return tuple(kept)
