"""Account for every character of a page: what it was used for."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import ArticleId, Region, Role
from kg.read.articles.lines import Line

HIDDEN = "看不见的控制字符"


@dataclass(frozen=True, slots=True)
class Use:
    """A line and what it was used for."""

    line: Line
    role: Role
    article: ArticleId | None = None
    reason: str = ""


def cover_page(text: str, uses: Sequence[Use]) -> tuple[Region, ...]:
    """Cut the page into regions of one use each, in order.

    They cover each non-blank character once; a blank one belongs to what stands around it or
    to nothing.  A character that cannot be seen is dropped; one that can, and that no line has,
    is in no region, and the report shows it as lost.
    """
    owner = [-1] * len(text)
    for number, use in enumerate(uses):
        for at in use.line.origin:
            if at >= 0:
                owner[at] = number
    kinds = [(use.role, use.article, use.reason) for use in uses]
    kinds.append(("dropped", None, HIDDEN))  # of -1, which is nobody's
    regions: list[Region] = []
    start = end = -1
    last: tuple[Role, ArticleId | None, str] | None = None
    for at, number in enumerate(owner):
        if number < 0 and not is_hidden(text[at]):
            continue
        kind = kinds[number]
        if kind != last:
            if last is not None:
                regions.append(Region(start, end, *last))
            start, last = at, kind
        end = at + 1
    if last is not None:
        regions.append(Region(start, end, *last))
    return tuple(regions)


def is_hidden(character: str) -> bool:
    """Tell whether a character that is no blank shows nothing: a control, a mark of direction."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()
