"""Bring home what stands in the wrong article: a paragraph, a byline, a remnant."""

from collections import Counter
from collections.abc import Sequence

from kg.read.affinities import pairs_of
from kg.read.drafts import Draft, insert_paragraph, join_drafts, merge_drafts, remove_paragraph
from kg.read.lines import Line
from kg.read.shapes import ends_sentence

REMNANT = 60  # characters; less text without a headline is no article
HOME = 0.3  # share of a paragraph's words that another article must have
NEAR = 8  # articles before and after that a paragraph may have strayed from
MOVABLE = 40  # characters; a shorter paragraph says too little
OWN = 2.0  # how much more of them than its own has


def bring_home(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Line, ...]]:
    """Move strays to the article they belong to; tell also which lines were moved."""
    settled, first = settle_remnants(list(drafts))
    settled, second = move_paragraphs(settled)
    return tuple(settled), (*first, *second)


def settle_remnants(drafts: list[Draft]) -> tuple[list[Draft], list[Line]]:
    """Give a remnant without a headline to the article it has most words in common with.

    One that ends with a byline goes to an article before it that has none.
    """
    kept = [draft for draft in drafts if draft.titles or draft.size >= REMNANT or draft.photo]
    if not kept:
        return drafts, []
    moved: list[Line] = []
    for draft in drafts:
        if draft in kept:
            continue
        unsigned = [
            number
            for number, other in enumerate(kept)
            if other.start < draft.start and not (other.authors or other.agency)
        ]
        among = unsigned if draft.authors and unsigned else range(len(kept))
        text = join_drafts([draft])
        home = max(among, key=lambda number: (share(text, join_drafts([kept[number]])), number))
        kept[home] = merge_drafts(kept[home], draft)
        moved.extend((*draft.paragraphs, *draft.bylines))
    return kept, moved


def share(text: str, other: str) -> float:
    """Measure what share of the pairs of characters of `text` the other has."""
    own = pairs_of(text)
    return len(own & pairs_of(other)) / len(own) if own else 0.0


def move_paragraphs(drafts: list[Draft]) -> tuple[list[Draft], list[Line]]:
    """Move a paragraph that speaks of another article's subject, and not of its own's."""
    counts = [
        Counter(pair for line in (*draft.titles, *draft.paragraphs) for pair in pairs_of(line.text))
        for draft in drafts
    ]
    strays: list[tuple[int, int, int]] = []
    for number, draft in enumerate(drafts):
        for at, line in enumerate(draft.paragraphs):
            if at == 0 or at in draft.headings or not MOVABLE <= len(line.text):
                continue
            if len(drafts) > 1 and ends_sentence(line.text):
                home = find_home(line, number, counts)
                if home is not None:
                    strays.append((number, at, home))
    moved = [drafts[number].paragraphs[at] for number, at, _ in strays]
    for (number, at, home), line in reversed(list(zip(strays, moved, strict=True))):
        drafts[number] = remove_paragraph(drafts[number], at)
        drafts[home] = insert_paragraph(drafts[home], line)
    return drafts, moved


def find_home(line: Line, number: int, counts: Sequence[Counter[str]]) -> int | None:
    """Find the other article that a paragraph belongs to, or None where it stays."""
    own = pairs_of(line.text)
    shares = {
        at: sum(counts[at][pair] > (at == number) for pair in own) / len(own)
        for at in range(max(0, number - NEAR), min(len(counts), number + NEAR + 1))
    }
    home = max(shares, key=lambda at: (shares[at], at == number, -at))
    return home if shares[home] >= max(HOME, OWN * shares[number]) and home != number else None
