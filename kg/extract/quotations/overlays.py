"""The text of an article with its names laid over it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model import Entity, EntityId, Sentence

BREAK = re.compile("\n")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A place in the text where an entity is named or meant."""

    start: int
    end: int
    kind: str
    entity: EntityId


@dataclass(frozen=True)
class Overlay:
    """An article's text with the outermost names in it, for looking around.

    `text` is the article's; blank stretches between sentences are line breaks in it.
    """

    text: str
    named: tuple[Named, ...]

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the names begin."""
        return [each.start for each in self.named]

    @cached_property
    def breaks(self) -> list[int]:
        """The offsets of the line breaks, and the text's end."""
        return [found.start() for found in BREAK.finditer(self.text)] + [len(self.text)]

    def between(self, start: int, end: int) -> tuple[Named, ...]:
        """Return the names that lie within `start` and `end`."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(each for each in self.named[first:last] if each.end <= end)

    def paragraph(self, at: int) -> tuple[int, int]:
        """Return where the paragraph around an offset begins and ends."""
        index = bisect_right(self.breaks, at - 1)
        return self.breaks[index - 1] + 1 if index else 0, self.breaks[index]


def lay_names(sentences: Sequence[Sentence], entities: Sequence[Entity]) -> Overlay:
    """Lay the names of `entities` over the text of `sentences`, without names inside others."""
    parts: list[str] = []
    end = 0
    for sentence in sentences:
        parts += ["\n" * (sentence.span.start - end), sentence.text]
        end = sentence.span.end
    found = sorted(
        (
            Named(mention.span.start, mention.span.end, mention.kind, entity.id)
            for entity in entities
            for mention in (*entity.mentions, *entity.anaphora)
            if mention.span.end <= end  # the last words of a text may pass for a headline
        ),
        key=lambda each: (each.start, -each.end, each.entity),
    )
    named: list[Named] = []
    for each in found:
        if not named or each.start >= named[-1].end:
            named.append(each)
    return Overlay("".join(parts), tuple(named))
