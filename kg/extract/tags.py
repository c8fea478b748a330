"""The names of a text with the recogniser of each, and those proposed and not chosen with why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extract.coreference.coreference import link_mentions
from kg.extract.mentions.mentions import Selection, nests, preference, select_mentions
from kg.know.knowledge import Knowledge
from kg.model import Article, Entity, Mention, Sentence

Reason = Literal["unsupported", "beaten", "hidden", "unseen"]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A name that was proposed and not chosen.

    The article does not support it (`unsupported`), `winner` stands in its place (`beaten`), it
    is a place that is only part of the name `winner` (`hidden`), or the tagger is sure that
    nothing is named there (`unseen`).
    """

    mention: Mention
    reason: Reason
    winner: Mention | None = None


@dataclass(frozen=True, slots=True)
class Tags:
    """What a text names, each thing with its mentions, and what was proposed in vain."""

    text: str
    entities: tuple[Entity, ...]
    rejections: tuple[Rejection, ...]


def find_tags(article: Article, sentences: Sequence[Sentence], knowledge: Knowledge) -> Tags:
    """Find the names of `article`: the same as extract_article's entities."""
    selection = select_mentions(article, sentences, knowledge)
    entities = link_mentions(article, sentences, selection.mentions, knowledge)
    return Tags(article.text, entities, tuple(list_rejections(selection)))


def list_rejections(selection: Selection) -> Iterator[Rejection]:
    """List what was not chosen, in reading order; a name found twice over is not missing."""
    over: defaultdict[int, list[Mention]] = defaultdict(list)  # by character
    supported = frozenset(selection.supported)
    chosen = frozenset((*selection.hidden, *selection.mentions))
    for mention in sorted(chosen, key=preference):
        for at in range(mention.span.start, mention.span.end):
            over[at].append(mention)
    seen = {(mention.span, mention.kind) for mention in selection.mentions}
    for mention in sorted(selection.proposed, key=lambda m: (m.span, -m.score, m)):
        if (mention.span, mention.kind) in seen:
            continue
        seen.add((mention.span, mention.kind))
        around = {m: None for at in range(mention.span.start, mention.span.end) for m in over[at]}
        if mention not in supported:
            yield Rejection(mention, "unsupported")
        elif not around:
            yield Rejection(mention, "unseen")
        elif mention in chosen:
            yield Rejection(mention, "hidden", next(iter(around)))
        else:
            winner = next((m for m in around if not nests(mention, m)), None)
            yield Rejection(mention, "beaten", winner)
