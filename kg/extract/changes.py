"""Tell a change (同比增长33.0%) from an amount, and what is from what is aimed at or possible."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from kg.extract.dates import Date
from kg.extract.figures import any_of
from kg.extract.metrics import Slot
from kg.know.knowledge import Knowledge
from kg.model import Change, Figure, FigureStatus

RATIO = frozenset({"%", "倍", "个百分点"})


@dataclass(frozen=True, slots=True)
class Wordlists:
    """The patterns made from the word lists change, direction and aim."""

    moved: re.Pattern[str]
    changes: dict[str, str]
    moves: dict[str, str]
    target: re.Pattern[str]
    capacity: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Move:
    """That a figure is a change: since when it is measured, whether it falls."""

    start: int  # of the words that say so
    change: Change | None
    down: bool


@lru_cache(maxsize=8)
def make_wordlists(knowledge: Knowledge) -> Wordlists:
    """Compile the word lists."""
    words = knowledge.words
    changes, moves = any_of(words["change"]), any_of(words["direction"])
    aims = words["aim"].items()
    return Wordlists(
        re.compile(
            rf"(?P<change>{changes}|)[^，；。：]{{0,12}}?(?P<move>{moves})"
            r"(?P<to>[至到为达]|)[了约近]?(?:分别)?(?:为|达)?$"
        ),
        dict(words["change"]),
        dict(words["direction"]),
        re.compile(any_of(word for word, aim in aims if aim == "target")),
        re.compile(any_of(word for word, aim in aims if aim == "capacity")),
    )


def find_move(
    text: str, slot: Slot, figure: Figure, dates: Sequence[Date], lists: Wordlists
) -> Move | None:
    """Tell whether the figure of `slot` is a change; None for an amount."""
    found = lists.moved.search(text, slot.left, slot.start)
    if found is None or found["to"]:
        return None
    change = cast("Change | None", lists.changes.get(found["change"]))
    compared = any(slot.left <= date.span.start - 0 for date in dates if date.compared)
    if change is None and compared:
        change = "yoy"
    if change is None and figure.unit not in RATIO:
        return None
    start = found.start("change") if found["change"] else found.start("move")
    return Move(start, change, lists.moves[found["move"]] == "-")


def read_status(
    text: str, slot: Slot, date: Date | None, issued: str | None, lists: Wordlists
) -> FigureStatus:
    """Tell what is from what is aimed at, and from what is possible."""
    own = text[slot.left : slot.start]
    if text[slot.start : slot.end].endswith("内"):
        return "target"
    if date and date.until and "已" not in own and (date.value or "") > (issued or ""):
        return "target"
    if lists.target.search(text, 0, slot.start):
        return "target"
    if lists.capacity.search(own):
        return "capacity"
    return "actual"
