"""Prove a fact: the sentence that says it, and where the names stand that it only refers to."""

from bisect import bisect_left

from kg.model import Entity, Evidence, Sentence, Span


def prove(sentence: Sentence, *entities: Entity) -> Evidence:
    """Give `sentence` as evidence, with the antecedent of each entity it does not name.

    The antecedent is the last mention by name before the sentence, or the first after it.
    """
    spans = (antecedent(sentence, entity) for entity in entities)
    return Evidence(sentence.span, tuple(sorted({span for span in spans if span is not None})))


def antecedent(sentence: Sentence, entity: Entity) -> Span | None:
    """Find the name that a sentence without it means; None where the name stands there."""
    mentions = entity.mentions
    at = bisect_left(mentions, sentence.span.start, key=lambda mention: mention.span.start)
    if at < len(mentions) and sentence.span.holds(mentions[at].span):
        return None
    return mentions[max(0, at - 1)].span if mentions else None
