"""Bring home what stands in the wrong article: a paragraph, a byline, a remnant."""

from bisect import bisect
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kg.read.articles.affinities import pairs_of
from kg.read.articles.drafts import (
    Draft,
    insert_paragraph,
    join_drafts,
    merge_drafts,
    remove_paragraph,
)
from kg.read.articles.lines import Line
from kg.read.articles.shapes import ends_sentence

REMNANT = 60  # characters; less text without a headline is no article
HOME = 0.2  # share of a paragraph's words that another article must have
NEAR = 4  # articles before and after that a paragraph may have strayed from
MOVABLE = (40, 240)  # characters; less says too little, more does not stray
TWICE = 0.8  # share from which on both articles say it, and it is where it should be
OWN = 3.0  # how much more of them than its own has; the seeds' stray has 3.4, no other 1.2


class Words(NamedTuple):
    """The words of an article: all, and those that two of its paragraphs or headlines have.

    `odd` are the paragraphs that have so few of the latter that they may be another's, and their
    own words.
    """

    said: set[str]
    again: set[str]
    odd: tuple[tuple[Line, set[str]], ...]


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
    words = [list_words(draft) for draft in drafts]
    strays = [
        (number, line, own)
        for number, listed in enumerate(words)
        for line, own in listed.odd
        if find_home(own, number, words)
    ]
    moved: list[Line] = []
    while strays:
        homes = [(find_home(stray[2], stray[0], words), stray) for stray in strays]
        sure = [(home, stray) for home, stray in homes if home]
        if not sure:
            break
        (_, home), stray = max(sure, key=lambda found: (found[0], -found[1][1].origin[0]))
        strays.remove(stray)
        number, line, _ = stray
        at = next(at for at, other in enumerate(drafts[number].paragraphs) if other is line)
        drafts[number] = remove_paragraph(drafts[number], at)
        drafts[home] = insert_paragraph(drafts[home], line)
        for changed in (number, home):
            words[changed] = list_words(drafts[changed])
        moved.append(line)
    return drafts, moved


def list_words(draft: Draft) -> Words:
    """List what words a draft has, and has in two of its lines."""
    said: set[str] = set()
    again: set[str] = set()
    pairs = [pairs_of(line.text) for line in (*draft.titles, *draft.paragraphs)]
    for own in pairs:
        again |= said & own
        said |= own
    body = pairs[len(draft.titles) :]
    odd = (
        (line, body[at])
        for at, line in enumerate(draft.paragraphs)
        if may_stray(draft, at) and OWN * share(body[at], again) <= TWICE
    )
    return Words(said, again, tuple(odd))


def share(own: set[str], others: set[str]) -> float:
    """Measure what share of some words is among others."""
    return len(own & others) / max(1, len(own))


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


def find_home(own: set[str], number: int, words: Sequence[Words]) -> tuple[float, int] | None:
    """Find the other article that a paragraph's words belong to, and how surely."""
    here = share(own, words[number].again)
    near = range(max(0, number - NEAR), min(len(words), number + NEAR + 1))
    shares = [(share(own, words[at].said), -at) for at in near if at != number]
    best, home = max(shares, default=(0.0, 0))
    return (best - here, -home) if HOME <= best <= TWICE and best >= OWN * here else None
