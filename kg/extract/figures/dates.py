"""Find the dates and periods in sentences and write them in ISO 8601."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.figures.calendars import Calendar, Context, make_calendar, resolve_date
from kg.know.knowledge import Knowledge
from kg.model import Sentence, Span

TITLE = re.compile(r"《[^》\n]{1,80}》")
UNTIL = re.compile(r"(?<![截直])[到至]$")
# A year that a paper of that year or a later one names, not one that it looks ahead to.
YEAR = re.compile(r"(?<![-到至\d—~～－–])((?:19|20)\d\d)年(?!远景|前|[之以]前|规划)")
COMPARED = re.compile(r"[比较]$")
COMPARING = re.compile(r"同期|相比|[底末]?的[\d.]")


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date or a period in the text.

    `value` is ISO 8601, None where text and day of issue do not settle it.  `kind` is `date`,
    `now` (目前: as things stand) or `recent` (近日).  `until` marks a date that something is to
    be reached by (到2025年), `compared` one that something else is measured against (较去年).
    """

    span: Span
    value: str | None
    kind: str = "date"
    until: bool = False
    compared: bool = False


def find_dates(
    sentences: Sequence[Sentence], issued: str | None, knowledge: Knowledge
) -> tuple[Date, ...]:
    """Find the dates and periods in the sentences of one article, in reading order.

    `issued` is the day of issue with the precision that is known.  A relative date without it,
    and a month or day whose year nothing gives, has no value.  What stands in 《》 is no date.
    """
    calendar, context = make_calendar(knowledge), Context(issued)
    if issued is None:
        context.guess = guess_year(sentences)
    return tuple(found for s in sentences for found in read_dates(s, calendar, context))


def guess_year(sentences: Sequence[Sentence]) -> int | None:
    """Guess the year of issue: the latest that the text names without looking ahead."""
    texts = (TITLE.sub("", sentence.text) for sentence in sentences)
    return max((int(found[1]) for text in texts for found in YEAR.finditer(text)), default=None)


def read_dates(sentence: Sentence, calendar: Calendar, context: Context) -> Iterator[Date]:
    """Read the dates of one sentence, left to right; moves `context` on."""
    text, at = sentence.text, sentence.span.start
    context.near = None
    titles = [found.span() for found in TITLE.finditer(text)]
    position = 0
    while first := calendar.start.search(text, position):
        start = first.start()
        found = calendar.pattern.match(text, start)
        inside = [end for begin, end in titles if begin <= start < end]
        cut = text[start].isdigit() and text[start - 1 : start].isdigit() and start > 0
        if inside or found is None or cut:
            position = max(inside, default=start + 1)
            continue
        range_ = start - 1 == position > 0
        position = found.end()
        value, kind = resolve_date(found, calendar, context)
        before = text[max(0, start - 2) : start]
        yield Date(
            Span(sentence.span.article, at + start, at + found.end()),
            value,
            kind,
            UNTIL.search(before) is not None and not is_over(value, context) and not range_,
            COMPARED.search(before) is not None or COMPARING.match(text, found.end()) is not None,
        )


def is_over(value: str | None, context: Context) -> bool:
    """Tell whether a date lies in a year before that of issue."""
    year = context.issue_year()
    return value is not None and year is not None and int(value[:4]) < year
