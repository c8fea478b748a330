"""Tell what is so from what is aimed at (力争达到) and from what is possible (可容纳)."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import cast

from kg.extract.figures.dates import Date
from kg.extract.observations.scenes import Scene
from kg.extract.observations.slots import Slot
from kg.know.words import Word, split_words
from kg.model import FigureStatus

# The tags of a word that a modal verb may stand before: 将新建, 可至少容纳, 将达到.
GOVERNED = frozenset(["v", "vn", "d", "p", "vd", "m"])
# The lower end of 2至4小时内.
WITHIN = re.compile(r"[至到—~～-]\d{1,4}[^，。]{1,3}内")
FAR = 120  # words before a figure that are looked at


def read_status(
    scene: Scene,
    slot: Slot,
    date: Date | None,
    issued: str | None,
    lists: Mapping[str, Mapping[str, str]],
) -> FigureStatus | None:
    """Tell the status of the figure of `slot`, whose period `date` says; None where nothing does.

    The nearest word of the list `aim` decides, in the figure's clause or, if it reaches so far,
    in an earlier one of the sentence.  30分钟内 is a rule to keep, 到2025年 an aim unless past.
    """
    text = scene.sentence.text
    if text[slot.start : slot.end].endswith("内") or WITHIN.match(text, slot.end):
        return "target"
    clause = scene.clause(slot.start)[0]
    words = split_words(text)
    weak: FigureStatus | None = None
    last = bisect_left(words, (slot.start, 0, "")) - 1
    for index in range(last, max(-1, last - FAR), -1):
        word = words[index]
        aim = lists["aim"].get(text[word.start : word.end])
        if aim is None or not is_followed(aim, words[index + 1]):
            continue
        status, scope = aim.split(" ")
        if scope.startswith("分句") and word.start < clause:
            continue
        if weak and status != "target":
            continue
        if scope.endswith("-"):
            weak = cast("FigureStatus", status)
            continue
        return cast("FigureStatus", status)
    past = [word for word, kind in lists["copula"].items() if kind in {"past", "both"}]
    if date and date.until and is_ahead(date, issued):
        told = issued is None and any(word in text[clause : slot.start] for word in past)
        return "actual" if told else "target"
    return weak


def is_followed(aim: str, word: Word) -> bool:
    """Tell whether a modal word has before it what makes it one (将建成, 可容纳)."""
    verb = word.tag in GOVERNED
    return not aim.endswith(("+", "*")) or verb or (aim[-1] == "*" and word.end - word.start > 1)


def is_ahead(date: Date, issued: str | None) -> bool:
    """Tell whether a date lies after the day of issue, as far as that is known."""
    return issued is None or (date.value or "").split("/")[-1] > issued
