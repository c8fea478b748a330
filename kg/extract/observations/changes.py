"""Tell a change (同比增长33.0%) from an amount."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from kg.extract.figures.amounts import any_of
from kg.extract.observations.slots import Slot
from kg.know.knowledge import Knowledge
from kg.model import Change, Figure

# What a change is measured against: 较前一周减少20吨, 与4月份相比增加3亩.
MEASURED = re.compile(r"(?:[比较]|与[^，。与]{2,12}?相比)[^，。比较]{0,12}$")
REACH = 20
PARTS = frozenset({"%", "成"})
RATIO = frozenset({"%", "倍", "个百分点"})


@dataclass(frozen=True, slots=True)
class Wordlists:
    """The patterns made from the word lists change and direction."""

    moved: re.Pattern[str]
    since: re.Pattern[str]
    changes: dict[str, str]
    moves: dict[str, str]
    hurt: re.Pattern[str]


class Move(NamedTuple):
    """That a figure is a change: since when it is measured, whether it falls."""

    start: int  # of the words that say so
    change: Change | None
    down: bool
    to: bool  # an amount that something rises or falls to


@lru_cache(maxsize=8)
def make_wordlists(knowledge: Knowledge) -> Wordlists:
    """Compile the word lists."""
    words = knowledge.words
    changes, moves = any_of(words["change"]), any_of(words["direction"])
    return Wordlists(
        re.compile(rf"(?P<move>{moves})(?P<to>[至到为达]|)[了约近]?(?:分别)?(?:为|达)?$"),
        re.compile(changes),
        dict(words["change"]),
        dict(words["direction"]),
        re.compile(any_of(words["casualty"])),
    )


def find_move(text: str, slot: Slot, figure: Figure, lists: Wordlists) -> Move | None:
    """Tell whether the figure of `slot` is a change; None for an amount.

    A figure that something rises or falls *to* is an amount, whose name stands before the verb.
    """
    found = lists.moved.search(text, slot.left, slot.start)
    if found is None:
        return None
    start, change = found.start(), None
    words = list(lists.since.finditer(text, slot.left, start))
    measure = MEASURED.search(text, max(slot.left, start - REACH), start)
    if words:
        start, change = words[-1].start(), lists.changes[words[-1].group()]
    elif measure:
        start = measure.start()
    elif not found["to"] and figure.unit not in RATIO:
        return None
    down = lists.moves[found["move"]] == "-"
    return Move(
        start, None if found["to"] else cast("Change | None", change), down, bool(found["to"])
    )


def read_share(text: str, slot: Slot, figure: Figure) -> Change | None:
    """Tell whether a ratio is a share of a whole: 占全市的30%, 90%以上的员工."""
    if figure.unit not in PARTS:
        return None
    of = text.startswith("的", slot.end) or "占" in text[slot.left : slot.start]
    return "share" if of else None
