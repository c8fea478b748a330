"""Say which period a figure is of."""

from collections.abc import Sequence

from kg.extract.dates import Date
from kg.extract.subjects import REACH, Scene

NEAR = 2  # characters between a date that is compared with and its own figure


def find_period(
    scene: Scene, dates: Sequence[Date], start: int, carried: str | None
) -> tuple[str | None, Date | None]:
    """Give the period of the figure at `start`, and the date that says so.

    `dates` are those of the sentence.  A date of the figure's own clause counts before one at
    the head of an earlier clause, and that before what the paragraph said (`carried`).
    """
    at = scene.sentence.span.start
    before = [date for date in dates if date.span.end - at <= start]
    if before and before[-1].compared and start - (before[-1].span.end - at) <= NEAR:
        return before[-1].value, before[-1]
    fit = [date for date in before if not date.compared and date.kind != "recent"]
    clause = clause_of(scene, start)
    for date in reversed(fit):
        if date.span.start - at >= clause or leads_clause(scene, date):
            return date.value, date
    return carried, None


def carry_period(scene: Scene, dates: Sequence[Date], carried: str | None) -> str | None:
    """Give the period that a sentence leaves to the rest of its paragraph."""
    heads = [date for date in dates if not date.compared and leads_clause(scene, date)]
    return heads[-1].value if heads else carried


def leads_clause(scene: Scene, date: Date) -> bool:
    """Tell whether a date stands at the head of its clause, names aside."""
    start = date.span.start - scene.sentence.span.start
    clause = clause_of(scene, start)
    names = [name for name in scene.names if clause <= name.start and name.end <= start]
    return start - clause - sum(name.end - name.start for name in names) <= REACH


def clause_of(scene: Scene, start: int) -> int:
    """Give where the clause around `start` begins."""
    return next((low for low, high in scene.clauses if low <= start < high), 0)
