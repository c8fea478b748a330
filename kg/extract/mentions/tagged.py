"""Revise what the grammar finds by what the tagger sees: brands, unusual persons, boundaries."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from kg.extract.mentions.abbreviations import are_places, load_letters
from kg.extract.mentions.bursts import measure_bursts
from kg.extract.mentions.extents import OWN
from kg.extract.mentions.tokens import split_tokens
from kg.know.knowledge import Knowledge
from kg.know.tagger import HINTS, NO_HINT, Floats, Sight, load_tagger, tag
from kg.know.words import split_words
from kg.model import Mention, Sentence, Span

WEIGHTS = "tagger/weights.npz"  # in the folder of the ontology
# Chosen on articles that the tagger was not trained on (see EVALUATION.md).
SURE = 0.8  # what the tagger alone sees counts from here on
NOWHERE = 0.9  # so sure of no name at all, on average, it takes the grammar's away
COUNTIES = ("县", "縣")  # nothing but a place ends so
PARTS = frozenset({"Person", "Place"})  # what longer names are made with
SURER = 0.8  # so sure of other borders, likewise


def revise_mentions(
    sentences: Sequence[Sentence], found: Sequence[Mention], knowledge: Knowledge
) -> list[Mention]:
    """Revise the mentions that the grammar finds, which the tagger has for a hint.

    What both find stays, with the tagger's kind; what the tagger crosses, or is sure to be no
    name, goes; what it alone sees comes in.  What lies inside another mention is not asked about.
    """
    tagger = load_tagger(knowledge.root / WEIGHTS)
    if tagger is None or not sentences:
        return list(found)
    texts = [sentence.text for sentence in sentences]
    shared = list(share_out(sentences, found))
    letters = [spell(text, knowledge) for text in texts]
    hints = [hint(*each) for each in zip(sentences, shared, strict=True)]
    seen = tag(texts, (letters, hints, measure_bursts(texts, knowledge)), tagger)
    revised: list[Mention] = []
    for sentence, mentions, (sights, outside) in zip(sentences, shared, seen, strict=True):
        base = sentence.span.start
        placed = [
            sight.move(base)
            for whole in sights
            for sight in split_letters(trim(whole, sentence.text), sentence.text, knowledge)
            if sight.score >= SURE and is_name(sentence.text[sight.start : sight.end])
        ]
        pairs = find_pairs(mentions)
        placed = [each for each in placed if each.kind != "Agency" or each[:2] not in pairs]
        kept = list(keep(mentions, placed, outside, base))
        revised.extend(kept)
        for start, end, kind, score in list_outer(placed, kept):
            span = Span(sentence.span.article, start, end)
            name = sentence.text[start - base : end - base]
            revised.append(Mention(span, name, kind, "tagger", score))
    return revised


def list_outer(sights: Sequence[Sight], kept: Sequence[Mention]) -> Iterator[Sight]:
    """List the sights that no mention holds; both are in order."""
    at, end = 0, 0
    for sight in sights:
        while at < len(kept) and kept[at].span.start <= sight.start:
            end = max(end, kept[at].span.end)
            at += 1
        if end < sight.end:
            yield sight


def keep(
    mentions: Sequence[Mention], sights: Sequence[Sight], outside: Floats, base: int
) -> Iterator[Mention]:
    """Keep the grammar's mentions that the tagger does not speak against."""
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        first = bisect_right(sights, start, key=lambda sight: sight.end)
        over = sights[first : bisect_left(sights, end, first, key=lambda sight: sight.start)]
        same = next((s for s in over if (s.start, s.end) == (start, end)), None)
        if same is not None:
            kept = same.kind == mention.kind
        elif any(sight.start <= start and end <= sight.end for sight in over):
            kept = True  # whether it may stand inside is asked later
        elif over:
            ends = {sight.end for sight in over if sight.start == start}
            kept = not any(is_against(sight, mention, ends) for sight in over)
        else:
            kept = float(outside[start - base : end - base].mean()) < NOWHERE
        if kept:
            yield mention


def is_against(sight: Sight, mention: Mention, ends: Container[int]) -> bool:
    """Tell whether the tagger sees other borders, and not just a part of a longer name.

    What begins it is one, a place is, and so is what stands behind a place (`ends` are where names
    end that begin with the mention): the guide takes a name with the place before it.
    """
    start, end = mention.span.start, mention.span.end
    inner = start < sight.start and sight.kind in PARTS
    within = sight.end < end and (start == sight.start or inner)
    behind = sight.end == end and sight.kind == mention.kind and sight.start in ends
    return not (within or behind) and sight.score >= SURER


def find_pairs(mentions: Sequence[Mention]) -> frozenset[tuple[int, int]]:
    """Find where the grammar sees two agencies, one after the other: 市委市政府.

    It joins what is a unit of another by itself.
    """
    ends: dict[int, list[int]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "Agency":
            ends[mention.span.start].append(mention.span.end)
    return frozenset(
        (start, end) for start in ends for border in ends[start] for end in ends.get(border, ())
    )


def trim(sight: Sight, text: str) -> Sight:
    """Drop the 村 of 你们村 from the left of a name; a county is a place, whatever was seen."""
    if text.endswith(COUNTIES, sight.start, sight.end):
        sight = sight._replace(kind="Place")
    own = OWN.search(text, max(0, sight.start - 1), sight.start + 1)
    return sight._replace(start=sight.start + 1) if own and sight.end > sight.start + 2 else sight


def split_letters(sight: Sight, text: str, knowledge: Knowledge) -> Iterator[Sight]:
    """Split places of one character each that the tagger sees as one (苏皖)."""
    name = text[sight.start : sight.end]
    several = sight.kind == "Place" and len(name) > 1 and are_places(name, knowledge)
    if several and load_letters(knowledge).found.match(text, sight.start):
        for at in range(sight.start, sight.end):
            yield sight._replace(start=at, end=at + 1)
    else:
        yield sight


def is_name(name: str) -> bool:
    """Tell whether words are no mere number (96533), no count (六家医院), no part of a bracket."""
    if sum(map(name.count, "（(")) != sum(map(name.count, "）)")):
        return False  # 江城）食品公司
    if "\u3000" in name:
        return False  # of two cells of a table, or two names of a list
    word = split_words(name)[0]
    return not name.isdigit() and not (word.tag == "m" and word.end > 1)


def share_out(
    sentences: Sequence[Sentence], found: Sequence[Mention]
) -> Iterator[tuple[Mention, ...]]:
    """List for each sentence the mentions in it; both are in order."""
    at = 0
    for sentence in sentences:
        first = at
        while at < len(found) and found[at].span.start < sentence.span.end:
            at += 1
        yield tuple(found[first:at])


def hint(sentence: Sentence, mentions: Iterable[Mention]) -> str:
    """Write what kind of name the grammar sees begin or go on at each character."""
    base, end = sentence.span.start, 0
    hints = [NO_HINT] * len(sentence.text)
    for mention in mentions:
        start = mention.span.start - base
        if start >= end:  # outermost ones
            end = mention.span.end - base
            first, other = HINTS[mention.kind]
            hints[start:end] = [first] + [other] * (end - start - 1)
    return "".join(hints)


def spell(text: str, knowledge: Knowledge) -> str:
    """Write each token's letter at its first character, and ' at the others."""
    tokens = split_tokens(text, knowledge)
    letters = ["'"] * len(text)
    for letter, at in zip(tokens.parts, tokens.bounds, strict=False):
        if at < len(text):
            letters[at] = letter
    return "".join(letters)
