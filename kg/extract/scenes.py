"""The text of an article with its names laid over it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model import Entity, EntityId, Mention, Sentence


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A place in the text where an entity is named or meant; `back` marks an anaphor."""

    start: int
    end: int
    kind: str
    entity: EntityId
    back: bool = False


@dataclass(frozen=True)
class Scene:
    """An article's text with the outermost names in it, for looking around.

    `text` is the article's; blank stretches between sentences are line breaks in it.
    """

    text: str
    named: tuple[Named, ...]

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the names begin."""
        return [each.start for each in self.named]

    def between(self, start: int, end: int) -> tuple[Named, ...]:
        """Return the names that lie within `start` and `end`."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(each for each in self.named[first:last] if each.end <= end)


def draw_scene(sentences: Sequence[Sentence], entities: Sequence[Entity]) -> Scene:
    """Lay the names of `entities` over the text of `sentences`; a name inside another is left out."""
    parts: list[str] = []
    end = 0
    for sentence in sentences:
        parts += ["\n" * (sentence.span.start - end), sentence.text]
        end = sentence.span.end
    found: list[tuple[Mention, EntityId, bool]] = [
        (mention, entity.id, back)
        for entity in entities
        for back, mentions in ((False, entity.mentions), (True, entity.anaphora))
        for mention in mentions
    ]
    found.sort(key=lambda each: (each[0].span.start, -each[0].span.end, each[2], each[1]))
    named: list[Named] = []
    for mention, entity_id, back in found:
        if not named or mention.span.start >= named[-1].end:
            span = mention.span
            named.append(Named(span.start, span.end, mention.kind, entity_id, back))
    return Scene("".join(parts), tuple(named))
