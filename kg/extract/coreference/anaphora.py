"""Resolve the words that stand for an entity: 该局, 此次比赛, 全县, 园区."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.coreference.anaphors import OURS, Anaphor, find_owners, list_anaphors
from kg.know.knowledge import Knowledge
from kg.model import Entity, Mention, Sentence

# A bare noun means what this paragraph or the one before names; further back it means a class.
PARAGRAPHS = 1
COMMON = 3  # characters; a longer noun (公交公司) means the one name that fits, however far
OFTEN = 3  # times as often as the last one named, and a bare noun means that one
SURE, BARE = 0.9, 0.7


class Seen(NamedTuple):
    """A place before an anaphor where an entity, by its index, was named or meant."""

    entity: int
    start: int
    paragraph: int
    listed: bool  # a member of a list, which nothing refers back to


def find_anaphora(
    sentences: Sequence[Sentence], entities: Sequence[Entity], knowledge: Knowledge
) -> tuple[Entity, ...]:
    """Give `entities` the words that stand for them, each for the nearest name before that fits.

    A name in the same clause does not count, and a member of a list only where nothing else
    fits.  我市 means the city that is named first.  With a determiner a word also means the one
    name that fits and comes later.  A word for which no name fits is left alone.
    """
    owners = find_owners(entities, knowledge)
    words: dict[int, list[str]] = defaultdict(list)
    for word, indices in owners.items():
        for at in indices:
            words[at].append(word)
    names = list_names(sentences, entities)
    named = [len(entity.mentions) for entity in entities]
    taken = {offset for seen, end in names for offset in range(seen.start, end)}
    found: dict[int, list[Mention]] = defaultdict(list)
    recent: dict[str, list[Seen]] = defaultdict(list)
    ahead = 0
    for anaphor in list_anaphors(sentences, owners, knowledge):
        if not taken.isdisjoint(range(anaphor.span.start, anaphor.span.end)):
            continue
        while ahead < len(names) and names[ahead][0].start < anaphor.span.start:
            remember(names[ahead][0], words, recent)
            ahead += 1
        owner = resolve(anaphor, recent[anaphor.word], owners[anaphor.word], named)
        if owner is not None:
            score = SURE if anaphor.lead else BARE
            kind = entities[owner].kind
            found[owner].append(Mention(anaphor.span, anaphor.text, kind, "coreference", score))
            seen = Seen(owner, anaphor.span.start, anaphor.paragraph, listed=False)
            remember(seen, words, recent)
    return tuple(
        replace(entity, anaphora=tuple(found[at]), reasons=(*entity.reasons, *explain(found[at])))
        if at in found
        else entity
        for at, entity in enumerate(entities)
    )


def list_names(sentences: Sequence[Sentence], entities: Sequence[Entity]) -> list[tuple[Seen, int]]:
    """List where the entities are named and where each name ends, in reading order."""
    starts = [sentence.span.start for sentence in sentences]
    names = []
    for at, entity in enumerate(entities):
        for mention in entity.mentions:
            start, end = mention.span.start, mention.span.end
            sentence = sentences[bisect_right(starts, start) - 1]
            base = sentence.span.start
            listed = is_listed(sentence.text, start - base, end - base)
            names.append((Seen(at, start, sentence.paragraph, listed), end))
    return sorted(names, key=lambda each: (each[0].start, -each[1], each[0].entity))


def is_listed(text: str, start: int, end: int) -> bool:
    """Tell whether a name is a member of a list."""
    return "、" in (text[start - 1 : start], text[end : end + 1]) or text[end : end + 1] == "等"


def remember(
    seen: Seen, words: Mapping[int, Sequence[str]], recent: Mapping[str, list[Seen]]
) -> None:
    """Note an entity as the last one named for each word that can mean it; keep two or three."""
    for word in words[seen.entity]:
        others = [each for each in recent[word] if each.entity != seen.entity]
        recent[word][:] = [*others[-2:], seen]


def resolve(
    anaphor: Anaphor, recent: Sequence[Seen], owners: Sequence[int], named: Sequence[int]
) -> int | None:
    """Return the index of the entity that an anaphor means, None where there is no telling.

    `named` tells how often each entity is named.
    """
    if anaphor.lead in OURS:
        return owners[0]
    before = [seen for seen in recent if seen.start < anaphor.clause] or list(recent)
    before = [seen for seen in before if not seen.listed]
    if before:
        last = before[-1]
        if not anaphor.lead:
            often = max(before, key=lambda seen: named[seen.entity])
            last = often if named[often.entity] >= OFTEN * named[last.entity] else last
        near = anaphor.paragraph - last.paragraph <= PARAGRAPHS
        if anaphor.lead or near or (len(owners) == 1 and len(anaphor.word) > COMMON):
            return last.entity
    elif anaphor.lead and len(owners) == 1:
        return owners[0]
    return None


def explain(anaphora: Sequence[Mention]) -> Iterator[str]:
    """Say for each different anaphor why it was taken for the entity."""
    for text in sorted({mention.text for mention in anaphora}):
        yield f"{text}：前文最近的同类名称"
