"""Account for every character of a page: what it was used for."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from kg.model import ArticleId, Region, Role
from kg.read.lines.lines import Line

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
    kinds: dict[tuple[Role, ArticleId | None, str], int] = {}
    kind = [kinds.setdefault((use.role, use.article, use.reason), len(kinds)) for use in uses]
    sizes = [len(use.line.origin) for use in uses]
    nobody = kinds.setdefault(("dropped", None, HIDDEN), len(kinds))
    lost = len(kinds)
    places = np.fromiter(chain.from_iterable(use.line.origin for use in uses), np.int64)
    owner = np.full(len(text) + 1, -1)  # the last place is for what the page does not have, -1
    owner[places] = np.repeat(np.array(kind, dtype=np.int64), sizes)
    for at in np.flatnonzero(owner[:-1] < 0).tolist():
        if not text[at].isspace():
            owner[at] = nobody if is_hidden(text[at]) else lost
    seen = np.flatnonzero(owner[:-1] >= 0)
    last = np.flatnonzero(np.diff(owner[seen], append=-1))
    ends = seen[last] + 1
    starts = seen[np.concatenate(([0], last[:-1] + 1))] if len(seen) else seen
    names = list(kinds)
    return tuple(
        Region(start, end, *names[number])
        for start, end, number in zip(
            starts.tolist(), ends.tolist(), owner[ends - 1].tolist(), strict=True
        )
        if number != lost
    )


def is_hidden(character: str) -> bool:
    """Tell whether a character that is no blank shows nothing: a control, a mark of direction."""
    return unicodedata.category(character)[0] == "C" and not character.isspace()
