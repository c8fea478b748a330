"""Say which period a figure is of."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kg.extract.figures.dates import Date
from kg.extract.observations.scenes import REACH, Scene
from kg.know.knowledge import Knowledge
from kg.model import Figure

NEAR = 1  # characters between a date that is compared with and its own figure: 去年的199吨
NOW = 2  # letters of 目前; longer words (截至目前) tell how things stand
CROWD = 20  # dates before a figure that are looked at
MONTH = 7  # letters of 2023-10


class Carried(NamedTuple):
    """The period that earlier sentences leave: of the paragraph, and the year of 今年以来."""

    period: str | None = None
    since: str | None = None


def find_period(
    scene: Scene, dates: Sequence[Date], start: int, carried: Carried, states: Collection[str]
) -> tuple[str | None, Date | None]:
    """Give the period of the figure at `start`, and the date that says so.

    `dates` are those of the sentence.  A date of the figure's own clause counts before one at
    the head of an earlier clause, and that before what the paragraph said.  目前开展了 counts
    from the last 今年以来, 目前共有 tells how things stand and has no period: it has one of
    the words `states`.
    """
    text, at = scene.sentence.text, scene.sentence.span.start
    last = bisect_right(dates, start + at, key=lambda date: date.span.end)
    before = dates[max(0, last - CROWD) : last]
    if before and before[-1].compared and start - (before[-1].span.end - at) <= NEAR:
        return before[-1].value, before[-1]
    clause = scene.clause(start)[0]
    for date in reversed(before):
        if date.compared or date.kind == "recent" or is_since(scene, date):
            continue
        if date.kind == "now":
            until = len(date_text(scene, date)) > NOW  # 截至目前
            stands = until or any(word in text[date.span.end - at : start] for word in states)
            return (None if stands else carried.since), date
        if date.span.start - at >= clause or leads_clause(scene, date):
            return date.value, date
    return carried.period, None


def date_text(scene: Scene, date: Date) -> str:
    """Give a date's words."""
    at = scene.sentence.span.start
    return scene.sentence.text[date.span.start - at : date.span.end - at]


def is_since(scene: Scene, date: Date) -> bool:
    """Tell whether a date is the beginning of a time that was not this year's (2021年以来)."""
    end = date.span.end - scene.sentence.span.start
    return "以来" in scene.sentence.text[end : end + 3] and date_text(scene, date)[:1].isdigit()


def carry_period(
    scene: Scene, dates: Sequence[Date], carried: Carried, issued: str | None
) -> Carried:
    """Give what a sentence leaves to the next ones of its paragraph."""
    period, since = carried.period, carried.since
    text, at = scene.sentence.text, scene.sentence.span.start
    for date in dates:
        if date.compared or is_since(scene, date):
            continue
        if text.startswith("以来", date.span.end - at):
            since = date.value
        last = (date.value or "").split("/")[-1]
        ahead = issued is not None and last[: len(issued)] > issued
        if leads_clause(scene, date) and not (date.until or ahead):
            period = None if len(date.value or "") == MONTH else date.value
    return Carried(period, since)


def leads_clause(scene: Scene, date: Date) -> bool:
    """Tell whether a date stands at the head of its clause, names aside, and dates what follows.

    2012年 does not in 公司于2012年落户, nor 24日 in 24日的会议.
    """
    start, end = (edge - scene.sentence.span.start for edge in (date.span.start, date.span.end))
    text = scene.sentence.text
    if text[end : end + 1] == "的" or text[start - 1 : start] == "于":
        return False
    clause = scene.clause(start)[0]
    names = scene.between(clause, start)
    return start - clause - sum(name.end - name.start for name in names) <= REACH


def leave_out_times(
    text: str, figures: Sequence[Figure], knowledge: Knowledge
) -> tuple[Figure, ...]:
    """Leave out the lengths of time that only say when: 未来5年."""
    when = tuple(word for word, kind in knowledge.words["position"].items() if kind == "when")
    return tuple(one for one in figures if not text.endswith(when, 0, one.span.start))
