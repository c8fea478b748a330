"""Bring home what stands in the wrong article: a paragraph, a byline, a remnant."""

from collections.abc import Sequence

from kg.read.affinities import pairs_of
from kg.read.drafts import Draft, insert_paragraph, join_drafts, merge_drafts, remove_paragraph
from kg.read.lines import Line
from kg.read.shapes import ends_sentence

REMNANT = 60  # characters; less text without a headline is no article
HOME = 0.3  # share of a paragraph's words that another article must have
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
    moved: list[Line] = []
    texts = [
        pairs_of(join_drafts([draft]) + "".join(t.text for t in draft.titles)) for draft in drafts
    ]
    for number, draft in enumerate(drafts):
        if len(draft.paragraphs) < 3:
            continue
        for at in range(len(draft.paragraphs) - 1, 0, -1):
            line = draft.paragraphs[at]
            if at in draft.headings or len(line.text) < 40 or not ends_sentence(line.text):
                continue
            own = pairs_of(line.text)
            rest = pairs_of("".join(p.text for i, p in enumerate(draft.paragraphs) if i != at))
            near = len(own & rest) / len(own)
            best = max(
                ((len(own & text) / len(own), -i) for i, text in enumerate(texts) if i != number),
                default=(0.0, 0),
            )
            if best[0] >= HOME and best[0] > OWN * near:
                drafts[number] = draft = remove_paragraph(draft, at)
                drafts[-best[1]] = insert_paragraph(drafts[-best[1]], line)
                moved.append(line)
    return drafts, moved
