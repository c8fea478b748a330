"""Find the passages that a page prints twice."""

from collections.abc import Sequence
from itertools import accumulate

from kg.read.lines.lines import Line

KEY = 16  # characters that two copies must share before they are compared
SHORTEST = 30  # a formula of the paper's own may be shorter; the seeds' copies have 48 and 160


def find_repeats(lines: Sequence[Line]) -> tuple[tuple[int, int, int], ...]:
    """Find what is printed again: (line, start, end) of each stretch of a second copy, in order.

    A copy begins and ends where a line does, one of the two at least, and the other begins
    where a line or a sentence does: what an article says twice within its sentences is no copy.
    Nor is what stands in two places of a page that shows them: two articles say the same.
    """
    if lines and lines[0].setting is not None:
        return ()
    text = "".join(line.text for line in lines)
    *starts, _ = accumulate((len(line.text) for line in lines), initial=0)
    edges: set[int] = set()
    seen: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    done = 0
    for start in starts:
        key = text[start : start + KEY]
        first = seen.setdefault(key, start)
        if first == start or start < done or len(key) < KEY:
            continue
        edges = edges or list_edges(starts, lines)
        size = share(text, first, start)
        while size and start + size not in edges and first + size not in edges:
            size -= 1
        if size >= SHORTEST:
            found.append((start, start + size))
            done = start + size
    return tuple(split_stretches(found, starts, lines))


def list_edges(starts: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """List where lines begin and end, and where a space may part two sentences."""
    edges = {*starts, starts[-1] + len(lines[-1].text)}
    for start, line in zip(starts, lines, strict=True):
        edges.update(start + space for space in line.loose)
    return edges


def share(text: str, first: int, second: int) -> int:
    """Count the characters that the text has alike from `first` and from `second` on."""
    size = 0
    longest = min(second - first, len(text) - second)
    while size < longest and text[first + size] == text[second + size]:
        size += 1
    return size


def split_stretches(
    found: Sequence[tuple[int, int]], starts: Sequence[int], lines: Sequence[Line]
) -> list[tuple[int, int, int]]:
    """Say in which lines the stretches of the joined text lie."""
    stretches = []
    number = 0
    for start, end in found:
        while number + 1 < len(starts) and starts[number + 1] <= start:
            number += 1
        inside = number
        while inside < len(lines) and starts[inside] < end:
            first = max(0, start - starts[inside])
            last = min(len(lines[inside].text), end - starts[inside])
            if first < last:
                stretches.append((inside, first, last))
            inside += 1
    return stretches
