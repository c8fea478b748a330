"""Say which period a figure is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.dates import Date
from kg.extract.scenes import REACH, Scene

NEAR = 2  # characters between a date that is compared with and its own figure
MONTH = 7  # letters of 2023-10


@dataclass(frozen=True, slots=True)
class Carried:
    """The period that earlier sentences leave: of the paragraph, and the year of 今年以来."""

    period: str | None = None
    since: str | None = None


def find_period(
    scene: Scene, dates: Sequence[Date], start: int, carried: Carried
) -> tuple[str | None, Date | None]:
    """Give the period of the figure at `start`, and the date that says so.

    `dates` are those of the sentence.  A date of the figure's own clause counts before one at
    the head of an earlier clause, and that before what the paragraph said.  目前开展了 counts
    from the last 今年以来, 目前共有 tells how things stand and has no period.
    """
    text, at = scene.sentence.text, scene.sentence.span.start
    before = [date for date in dates if date.span.end - at <= start]
    if before and before[-1].compared and start - (before[-1].span.end - at) <= NEAR:
        return before[-1].value, before[-1]
    clause = scene.clause(start)[0]
    for date in reversed(before):
        if date.compared or date.kind == "recent" or is_since(scene, date, carried):
            continue
        if date.kind == "now":
            stands = len(date_text(scene, date)) > NEAR or has_state(
                text, date.span.end - at, start
            )
            return (None if stands else carried.since), date
        if date.span.start - at >= clause or leads_clause(scene, date):
            return date.value, date
    return carried.period, None


def has_state(text: str, begin: int, end: int) -> bool:
    """Tell whether the words between a date and a figure tell a state (共有, 达)."""
    return any(word in text[begin:end] for word in "有达为是")


def date_text(scene: Scene, date: Date) -> str:
    """Give a date's words."""
    at = scene.sentence.span.start
    return scene.sentence.text[date.span.start - at : date.span.end - at]


def is_since(scene: Scene, date: Date, carried: Carried) -> bool:
    """Tell whether a date is the beginning of a time that was not this year's (2021年以来)."""
    end = date.span.end - scene.sentence.span.start
    opened = scene.sentence.text[end : end + 3].endswith("以来") or (
        scene.sentence.text[end : end + 2] == "以来"
    )
    return opened and date_text(scene, date)[:1].isdigit()


def carry_period(
    scene: Scene, dates: Sequence[Date], carried: Carried, issued: str | None
) -> Carried:
    """Give what a sentence leaves to the next ones of its paragraph."""
    period, since = carried.period, carried.since
    text, at = scene.sentence.text, scene.sentence.span.start
    for date in dates:
        if date.compared or is_since(scene, date, carried):
            continue
        if text[date.span.end - at :].startswith("以来"):
            since = date.value
        ahead = issued is not None and (date.value or "") > issued
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
    names = [name for name in scene.names if clause <= name.start and name.end <= start]
    return start - clause - sum(name.end - name.start for name in names) <= REACH
