"""Find the article that a caption belongs to: by where it stands, else by its words."""

from bisect import bisect, bisect_right
from collections.abc import Callable, Iterable, Sequence

from kg.model import Article, ArticleId, Box, Page
from kg.read.articles.drafts import Draft
from kg.read.lines.lines import Line
from kg.read.lines.vocabularies import pairs_of

NEAR = 8  # articles before and after that a caption may belong to
BESIDE = 2.0  # sizes; a caption so near to the room that an article takes is in it


def find_owner(
    caption: Sequence[Line],
    drafts: Sequence[Draft],
    articles: Sequence[Article],
    words: Callable[[int], set[str]],
    page: Page,
) -> ArticleId | None:
    """Find the article that a caption belongs to; None if there is none.

    It is the one around it, the smallest if several are; else the one near to it that has most
    words in common with it: `words` gives those of an article.
    """
    around = find_around(caption, drafts, page)
    if around:
        return articles[around[0]].id
    own = pairs_of("".join(line.text for line in caption))
    place = bisect([draft.start for draft in drafts], caption[0].origin[0])
    near = range(max(0, place - NEAR), min(len(articles), place + NEAR))
    shares = [
        (len(own & words(at)), -abs(at - place), articles[at].id)
        for at in near
        if not drafts[at].photo
    ]
    best = max(shares, default=None)
    return best[2] if best and best[0] > 0 else None


def find_around(caption: Sequence[Line], drafts: Sequence[Draft], page: Page) -> list[int]:
    """Find the articles whose lines stand around a caption, the smallest first."""
    here = bound_lines(caption, page)
    if here is None:
        return []
    x, y = (here.left + here.right) / 2, (here.top + here.bottom) / 2
    found = []
    for at, draft in enumerate(drafts):
        room = None if draft.photo else bound_lines((*draft.titles, *draft.paragraphs), page)
        if room is None:
            continue
        reach = BESIDE * (here.bottom - here.top) / len(caption)
        across = room.left - reach <= x <= room.right + reach
        if across and room.top - reach <= y <= room.bottom + reach:
            found.append(((room.right - room.left) * (room.bottom - room.top), at))
    return [at for _, at in sorted(found)]


def bound_lines(lines: Iterable[Line], page: Page) -> Box | None:
    """Draw the box around what is printed of lines; None where their places are not known."""
    starts = [printed.start for printed in page.prints]
    numbers = {
        bisect_right(starts, place) - 1 for line in lines for place in line.origin if place >= 0
    }
    boxes = [page.prints[at].box for at in sorted(numbers) if at >= 0]
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
