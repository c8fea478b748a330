"""Put together the headlines of a page that stand part by part over the columns of their texts."""

from bisect import bisect
from collections.abc import Sequence

from kg.know.words import crosses
from kg.read.lines.lines import Line
from kg.read.orders.ways import Link

ALIKE = 4  # characters
Headline = list[list[int]]  # the parts of each of its lines


def gather_headlines(
    order: Sequence[int], links: Sequence[Link], lines: Sequence[Line], heads: Sequence[int]
) -> list[list[int]]:
    """Put the parts of each line of a headline together, over the first part of its text."""
    columns: dict[int, Headline] = {}  # by where a column of the text begins
    firsts: dict[int, Headline] = {}
    moved: set[int] = set()
    edges = sorted({link.at for link in links} | {len(lines)})
    for link in links:
        if not link.head:
            continue
        parts = range(link.at, link.at + link.head)
        if link.top not in columns:
            end = edges[bisect(edges, link.top)]
            rows = range(link.top, min(end, link.top + heads[link.top]))
            if moved.isdisjoint(rows):
                columns[link.top] = firsts[link.top] = [[at] for at in rows]
                moved.update(rows)
        if link.top in columns and moved.isdisjoint(parts):
            columns[link.at] = columns[link.top]
            add_parts(columns[link.at], parts, lines)
            moved.update(parts)
    gathered: list[list[int]] = []
    for at in order:
        gathered.extend(firsts.get(at, ()))
        if at not in moved:
            gathered.append([at])
    return gathered


def add_parts(headline: Headline, parts: Sequence[int], lines: Sequence[Line]) -> None:
    """Add what a column has of a headline; its first or last line may not reach so far."""
    room = len(headline) - len(parts)

    def weigh(down: int) -> float:
        pairs = zip(headline[max(0, down) :], parts[max(0, -down) :], strict=False)
        return sum(weigh_parts(lines[old[-1]].text, lines[new].text) for old, new in pairs)

    down = max(range(min(0, room), max(0, room) + 1), key=weigh)
    headline[:0] = [[] for _ in range(-down)]
    headline.extend([] for _ in range(len(parts) - len(headline)))
    for line, part in zip(headline[max(0, down) :], parts, strict=False):
        line.append(part)


def weigh_parts(one: str, other: str) -> float:
    """Weigh that two parts are of one line: of one size, and so of like lengths."""
    return crosses(one, other) - abs(len(one) - len(other)) / ALIKE
