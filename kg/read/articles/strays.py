"""Bring home what stands in the wrong article: a paragraph, a byline, a remnant."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.read.articles.drafts import (
    Draft,
    insert_paragraph,
    join_drafts,
    merge_drafts,
    remove_paragraph,
)
from kg.read.lines.lines import Line
from kg.read.lines.shapes import ends_sentence
from kg.read.lines.vocabularies import Vocabulary, pairs_of

REMNANT = 60  # characters; less text without a headline is no article
HOME = 0.2  # share of a paragraph's words that another article must have
NEAR = 4  # articles before and after that a paragraph may have strayed from
MOVABLE = (40, 240)  # characters; less says too little, more does not stray
TWICE = 0.8  # share from which on both articles say it, and it is where it should be
OWN = 3.0  # how much more of them than its own has; the seeds' stray has 3.4, no other 1.2

Home = tuple[float, int]  # how surely a paragraph is of an article, and the number of that


class Stray(NamedTuple):
    """A paragraph that may be another article's: whose it is, and its line in the vocabulary."""

    number: int
    line: Line
    place: int


def bring_home(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Line, ...]]:
    """Move strays to the article they belong to; tell also which lines were moved."""
    settled, first = settle_remnants(list(drafts))
    settled, second = move_paragraphs(settled)
    return tuple(settled), (*first, *second)


def settle_remnants(drafts: list[Draft]) -> tuple[list[Draft], list[Line]]:
    """Give a remnant without a headline to the article it has most words in common with.

    One that ends with a byline goes to an article before it that has none.
    """
    kept = sorted((d for d in drafts if not is_remnant(d)), key=lambda draft: draft.start)
    if not kept:
        return drafts, []
    moved: list[Line] = []
    alone: list[Draft] = []
    starts = [draft.start for draft in kept]

    @cache
    def words(at: int) -> set[str]:
        return pairs_of(join_drafts([kept[at]]))

    for draft in filter(is_remnant, drafts):
        place = bisect(starts, draft.start)
        among = range(max(0, place - NEAR), min(len(kept), place + NEAR))
        unsigned = [at for at in among if at < place and not is_signed(kept[at])]
        if not draft.paragraphs and not unsigned:
            alone.append(draft)
            continue
        own = pairs_of(join_drafts([draft]))
        homes = unsigned if draft.authors and unsigned else among
        home = max(homes, key=lambda at: (len(own & words(at)), at))
        kept[home] = merge_drafts(kept[home], draft)
        moved.extend((*draft.paragraphs, *draft.bylines))
    return [*kept, *alone], moved


def is_signed(draft: Draft) -> bool:
    """Tell whether a draft names its writer or its agency."""
    return bool(draft.authors or draft.agency)


def is_remnant(draft: Draft) -> bool:
    """Tell whether a draft has too little text to be an article without a headline."""
    return not draft.titles and draft.size < REMNANT


def move_paragraphs(drafts: list[Draft]) -> tuple[list[Draft], list[Line]]:
    """Move the paragraphs that speak of another article's subject, and not of their own's.

    The surest goes first, for it takes its words with it.
    """
    texts = [[line.text for line in (*draft.titles, *draft.paragraphs)] for draft in drafts]
    words = Vocabulary(texts)
    size = len(drafts)
    found = ((find_home(stray, size, words), stray) for stray in list_strays(drafts, words))
    strays: list[tuple[Home | None, Stray]] = [(home, one) for home, one in found if home]
    moved: list[Line] = []
    while sure := [(home, stray) for home, stray in strays if home]:
        (_, home), stray = max(sure, key=lambda one: (one[0], -one[1].line.origin[0]))
        number, line, place = stray
        at = next(at for at, other in enumerate(drafts[number].paragraphs) if other is line)
        drafts[number] = remove_paragraph(drafts[number], at)
        drafts[home] = insert_paragraph(drafts[home], line)
        words.move(place, home)
        moved.append(line)
        strays = [  # only articles near those two have another home than before
            (find_home(one, size, words), one)
            if is_near(one.number, (number, home))
            else (old, one)
            for old, one in strays
            if one is not stray
        ]
    return drafts, moved


def is_near(number: int, others: Iterable[int]) -> bool:
    """Tell whether an article is so near to one of others that a paragraph may move there."""
    return any(abs(number - other) <= NEAR for other in others)


def list_strays(drafts: Sequence[Draft], words: Vocabulary) -> Iterator[Stray]:
    """List the paragraphs that have so few of their article's words that they may be another's."""
    again = words.measure_again()
    place = 0
    for number, draft in enumerate(drafts):
        place += len(draft.titles)
        for at, line in enumerate(draft.paragraphs):
            if OWN * again[place] <= TWICE and may_stray(draft, at):
                yield Stray(number, line, place)
            place += 1


def may_stray(draft: Draft, at: int) -> bool:
    """Tell whether a paragraph is whole, says enough, and is not the article's first.

    Where a line stands, if that is known, says more than its words.
    """
    line = draft.paragraphs[at]
    return (
        at > 0
        and line.setting is None
        and at not in draft.headings
        and MOVABLE[0] <= len(line.text) <= MOVABLE[1]
        and ends_sentence(line.text)
    )


def find_home(stray: Stray, size: int, words: Vocabulary) -> Home | None:
    """Find the other of so many articles that a paragraph belongs to, and how surely."""
    number = stray.number
    near = range(max(0, number - NEAR), min(size, number + NEAR + 1))
    said, again = words.compare(stray.place, near)
    here = again[number - near.start]
    shares = [(share, -at) for at, share in zip(near, said, strict=True) if at != number]
    best, home = max(shares, default=(0.0, 0))
    return (best - here, -home) if HOME <= best <= TWICE and best >= OWN * here else None
