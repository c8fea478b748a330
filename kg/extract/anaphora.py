"""Find the words that stand for an entity."""

from collections.abc import Sequence

from kg.know.knowledge import Knowledge
from kg.model import Entity, Sentence


def find_anaphora(
    sentences: Sequence[Sentence], entities: Sequence[Entity], knowledge: Knowledge
) -> tuple[Entity, ...]:
    """Give `entities` the words that stand for them."""
    return tuple(entities)
