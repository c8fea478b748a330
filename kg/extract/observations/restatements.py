"""Say who says an observation, and list each one once."""

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.observations.metrics import is_alike
from kg.model import Observation, Quotation

CHANCE = 12  # up to which equal numbers meet by chance


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
