"""Pair the quotation marks of an article."""

import re
from dataclasses import dataclass

OPEN, CLOSE = "“「『", "”」』"
MARK = re.compile(f"[{OPEN}{CLOSE}]")
# What stands before a closing mark where whole sentences are quoted, not a term.
FINAL = "。！？!?…，,；"
# A quoted term is hardly longer.
TERM = 8
# A lost closing mark is believed to be in a later paragraph only so far away.
LONGEST = 2000


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The stretch between a pair of quotation marks, without them.

    `lost` tells that the opening mark is missing; the stretch then begins with its paragraph.
    `follows` tells that it goes on with what the quote before it began in an earlier paragraph.
    """

    start: int
    end: int
    whole: bool
    lost: bool = False
    follows: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find the outermost pairs of quotation marks in reading order; a paragraph bounds a pair.

    A closing mark without an opening one counts if a sentence ends before it.  An opening mark
    without a closing one counts if the next paragraph begins with an opening mark again, as the
    custom is, each paragraph then being a quote of its own, or if a later one has the closing
    mark.  The last one of a text, never closed, runs on to the next quote or the end of its
    paragraph.
    """
    quotes: list[Quote] = []
    pending, continued = -1, False  # an opening mark of an earlier paragraph, not yet closed
    start = 0
    for line in text.split("\n"):
        pairs, opened, closed = pair_marks(line)
        again = line[:1] in OPEN and bool(line)
        if pending >= 0 and (again or closed >= 0):
            while quotes and quotes[-1].start > pending:  # inside the one that is still open
                quotes.pop()
        if pending >= 0 and again and start - pending < LONGEST:
            quotes.append(make_quote(text, pending + 1, start - 1, follows=continued))
        elif pending >= 0 and closed >= 0 and start - pending < LONGEST:
            quotes.append(make_quote(text, pending + 1, start + closed, follows=continued))
        elif closed >= 0 and line[closed - 1 : closed] in FINAL:
            before = max((end + 1 for _, end in pairs if end < closed), default=0)
            first = start + (before if line[before - 1 : before] in FINAL else 0)
            quotes.append(Quote(first, start + closed, whole=True, lost=True))
        follows = pending >= 0 and again
        quotes += [
            make_quote(text, start + first, start + last, follows=follows and first == 1)
            for first, last in pairs
            if last > closed
        ]
        if opened >= 0 or closed >= 0 or follows:
            pending, continued = (
                (start + opened, follows and not opened) if opened >= 0 else (-1, False)
            )
        start += len(line) + 1
    if pending >= 0:
        first = pending + 1
        ends = [text.find("\n", first), *(quote.start - 1 for quote in quotes)]
        quotes.append(
            make_quote(text, first, min((e for e in ends if e >= first), default=len(text)))
        )
    return tuple(sorted(quote for quote in quotes if quote.start < quote.end))


def pair_marks(line: str) -> tuple[list[tuple[int, int]], int, int]:
    """Pair the marks of a paragraph: the pairs, the last open one, the last bare closing one."""
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    closed = -1
    for found in MARK.finditer(line):
        at, mark = found.start(), found.group()
        if mark in OPEN:
            stack.append(at)
        elif mark in CLOSE and stack:
            first = stack.pop() + 1
            while pairs and pairs[-1][0] >= first:
                pairs.pop()
            pairs.append((first, at))
        elif mark in CLOSE:
            closed = at
    return pairs, stack[-1] if stack else -1, closed


def make_quote(text: str, start: int, end: int, *, follows: bool = False) -> Quote:
    """Make a quote, and tell whether it is whole: has sentences in it or is one."""
    first = text[max(0, start - 2) : start - 1] in FINAL + "\n："
    clause = first and end - start > TERM and text[end + 1 : end + 2] in "，,"
    return Quote(start, end, whole=text[end - 1 : end] in FINAL or clause, follows=follows)
