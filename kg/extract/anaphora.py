"""Find the words that stand for an entity: 该局, 此次比赛, 全县, 园区."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.know.words import split_words
from kg.model import Entity, Mention, Sentence, Span

# Tags of words after which a bare noun may stand for a name; those for the beginning of a clause.
BEFORE_BARE = frozenset("xptdcv")
BEFORE_FIRST = frozenset("xtdc")
# A bare noun means what this paragraph or the one before names; further back it means a class.
PARAGRAPHS = 1
SURE, BARE = 0.9, 0.7


class Noun(NamedTuple):
    """A common noun and the names it can stand for."""

    word: str
    kinds: frozenset[str]
    endings: tuple[str, ...]
    flags: frozenset[str]


class Anaphor(NamedTuple):
    """A noun in the text that may stand for a name; `lead` is what stands before the noun."""

    span: Span
    text: str
    noun: Noun
    lead: str
    paragraph: int


@cache
def read_nouns(knowledge: Knowledge) -> tuple[dict[str, Noun], re.Pattern[str]]:
    """Read the nouns of anaphor.tsv, and the pattern that finds them with what stands before."""
    nouns: dict[str, Noun] = {}
    leads: list[str] = []
    for word, value in knowledge.words["anaphor"].items():
        if value == "determiner":
            leads.append(word)
            continue
        parts = value.split(";")
        if len(parts) != len(("classes", "endings", "flags")):
            path = knowledge.root / "lexicon" / "anaphor.tsv"
            raise InputError(path, None, f"“{word}”的值应当分为三段：类;结尾;标记")
        kinds, endings, flags = parts
        marks = frozenset(flags if set(flags) <= set("全我") else [flags])
        nouns[word] = Noun(word, frozenset(kinds.split("|")), tuple(endings.split()), marks)
    lead = "|".join(sorted(map(re.escape, leads), key=lambda w: (-len(w), w)))
    noun = "|".join(sorted(map(re.escape, nouns), key=lambda w: (-len(w), w)))
    return nouns, re.compile(f"(?P<lead>{lead}|全|我|)(?P<noun>{noun})")


def find_anaphora(
    sentences: Sequence[Sentence], entities: Sequence[Entity], knowledge: Knowledge
) -> tuple[Entity, ...]:
    """Give `entities` the words that stand for them, each for the nearest name before that fits.

    全市 and 我市 also mean the one city that is named only later.  A word for which no name fits
    is left alone.
    """
    nouns, _ = read_nouns(knowledge)
    serves = {entity.id: tuple(served_by(entity, nouns.values())) for entity in entities}
    names = sorted(
        (mention.span.start, mention.span.end, at)
        for at, entity in enumerate(entities)
        for mention in entity.mentions
    )
    owners: dict[str, list[int]] = defaultdict(list)
    for at, entity in enumerate(entities):
        for word in serves[entity.id]:
            owners[word].append(at)
    paragraphs = Paragraphs(sentences)
    found: dict[int, list[Mention]] = defaultdict(list)
    last: dict[str, tuple[int, int]] = {}
    ahead = 0
    for anaphor in list_anaphors(sentences, taken_by(names), knowledge):
        while ahead < len(names) and names[ahead][0] < anaphor.span.start:
            start, _, at = names[ahead]
            for word in serves[entities[at].id]:
                last[word] = (at, paragraphs.of(start))
            ahead += 1
        owner = resolve(anaphor, last, owners)
        if owner is None:
            continue
        kind = entities[owner].kind
        score = SURE if anaphor.lead else BARE
        found[owner].append(Mention(anaphor.span, anaphor.text, kind, "coreference", score))
        for word in serves[entities[owner].id]:
            last[word] = (owner, anaphor.paragraph)
    return tuple(
        replace(entity, anaphora=tuple(found[at]), reasons=(*entity.reasons, *explain(found[at])))
        if at in found
        else entity
        for at, entity in enumerate(entities)
    )


def served_by(entity: Entity, nouns: Iterable[Noun]) -> Iterator[str]:
    """Yield the nouns that can stand for an entity."""
    forms = [form.rstrip("”」』》’") for form in (entity.name, *entity.aliases)]
    for noun in nouns:
        if entity.kind in noun.kinds and (
            not noun.endings or any(form.endswith(noun.endings) for form in forms)
        ):
            yield noun.word


def taken_by(names: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    """Return the offsets that names cover."""
    return frozenset(offset for start, end, _ in names for offset in range(start, end))


def list_anaphors(
    sentences: Sequence[Sentence], taken: frozenset[int], knowledge: Knowledge
) -> Iterator[Anaphor]:
    """List the nouns that may stand for a name, in reading order, outside of names."""
    nouns, pattern = read_nouns(knowledge)
    for sentence in sentences:
        base = sentence.span.start
        for match in pattern.finditer(sentence.text):
            noun, lead = nouns[match["noun"]], match["lead"]
            span = Span(sentence.span.article, base + match.start(), base + match.end())
            if not taken.isdisjoint(range(span.start, span.end)):
                continue
            if lead in {"全", "我"} and lead not in noun.flags:
                continue
            if not lead and not stands_bare(sentence.text, match, noun):
                continue
            yield Anaphor(span, match.group(), noun, lead, sentence.paragraph)


def stands_bare(text: str, match: re.Match[str], noun: Noun) -> bool:
    """Tell whether a noun without a determiner may stand for a name here."""
    if not noun.flags & {"bare", "first"} or text[match.end() : match.end() + 1] == "、":
        return False
    allowed = BEFORE_FIRST if "first" in noun.flags else BEFORE_BARE
    before = ""
    for word in split_words(text):
        if word.start == match.start() and word.end == match.end():
            return not before or (before in allowed and text[word.start - 1] != "、")
        if word.start >= match.start():
            return False
        before = word.tag[0]
    return False


def resolve(
    anaphor: Anaphor, last: dict[str, tuple[int, int]], owners: dict[str, list[int]]
) -> int | None:
    """Return the index of the entity that an anaphor means, None where there is no telling."""
    word = anaphor.noun.word
    if word in last:
        owner, paragraph = last[word]
        if anaphor.lead or anaphor.paragraph - paragraph <= PARAGRAPHS:
            return owner
        return None
    if anaphor.lead in {"全", "我"} and len(owners[word]) == 1:
        return owners[word][0]
    return None


def explain(anaphora: Sequence[Mention]) -> Iterator[str]:
    """Say for each different anaphor why it was taken for the entity."""
    for text in sorted({mention.text for mention in anaphora}):
        yield f"{text}：前文最近的同类名称"


class Paragraphs:
    """The paragraph of each offset of an article."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.starts = [sentence.span.start for sentence in sentences]
        self.numbers = [sentence.paragraph for sentence in sentences]

    def of(self, offset: int) -> int:
        """Return the number of the paragraph in which an offset stands."""
        return self.numbers[max(0, bisect_right(self.starts, offset) - 1)]
