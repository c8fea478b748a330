"""See how the lines of a page are set, where somebody knows: their size, column and indent."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from kg.model import Page, Print
from kg.read.geometry.sizes import find_least, is_head
from kg.read.geometry.strips import find_strips
from kg.read.lines.lines import Line, Setting

FEWEST = 3  # lines that show how wide a column is
FARTHEST = 2.7  # sizes; a line that begins later is set in the middle, not indented
ALIKE = 0.15  # of the body's size; what differs less is running text


def set_lines(lines: Sequence[Line], page: Page) -> tuple[Line, ...]:
    """Tell each line how it is set; lines of a page without places stay as they are."""
    if not page.prints:
        return tuple(lines)
    body = measure_size(page.prints)
    edges = find_strips(
        [printed.box for printed in page.prints],
        [page.text[printed.start : printed.end] for printed in page.prints],
        body,
    )
    settings = tuple(
        replace(setting, edge=at in edges)
        for at, setting in enumerate(list_settings(page.prints, page.text, body))
    )
    starts = [printed.start for printed in page.prints]
    return tuple(set_line(line, starts, settings, page.prints) for line in lines)


def set_line(
    line: Line, starts: Sequence[int], settings: Sequence[Setting], prints: Sequence[Print]
) -> Line:
    """Tell a line how it is set: as its first printed line is."""
    at = bisect_right(starts, line.origin[0]) - 1
    if at < 0 or line.origin[0] >= prints[at].end:
        return line
    down = line.down or (prints[at].vertical and settings[at].large)
    return line._replace(setting=settings[at], down=down)


def measure_size(prints: Sequence[Print]) -> float:
    """Measure the size of running text: that of the character in the middle."""
    sizes = sorted((printed.size, printed.end - printed.start) for printed in prints)
    half = sum(length for _, length in sizes) / 2
    for size, length in sizes:
        half -= length
        if half <= 0:
            return size
    return 0.0


def list_settings(prints: Sequence[Print], text: str, body: float) -> Iterator[Setting]:
    """List how each printed line is set."""
    blocks: dict[int, list[Print]] = {}
    for printed in prints:
        blocks.setdefault(printed.block, []).append(printed)
    edges = {number: find_ends(block) for number, block in blocks.items()}
    widths: dict[int, list[float]] = {}
    for number, block in blocks.items():
        left, right = edges[number]
        if len(block) >= FEWEST and abs(block[0].size - body) < ALIKE * body:
            widths.setdefault(block[0].flow, []).extend([right - left] * len(block))
    flows = Counter(printed.flow for printed in prints)
    least = find_least(((printed.size, printed.end - printed.start) for printed in prints), body)
    larges = [
        is_head(len(blocks[one.block]), text[end - 1 : end], one.size / (body or 1.0), least)
        for one, end in ((one, blocks[one.block][-1].end) for one in prints)
    ]
    last = {
        one.flow: at for at, (one, large) in enumerate(zip(prints, larges, strict=True)) if large
    }
    # What comes before the last of a flow's large lines is of its headline: a small kicker, too.
    larges = [at <= last.get(one.flow, -1) for at, one in enumerate(prints)]
    filled = {one.flow for one, large in zip(prints, larges, strict=True) if not large}
    for printed, large in zip(prints, larges, strict=True):
        setting = make_setting(printed, body, blocks, widths)
        lone, bare = flows[printed.flow] == 1, printed.flow not in filled
        yield replace(setting, lone=lone, large=large, bare=bare)


def make_setting(
    printed: Print,
    body: float,
    blocks: Mapping[int, Sequence[Print]],
    widths: Mapping[int, Sequence[float]],
) -> Setting:
    """Make the setting of a printed line."""
    block = blocks[printed.block]
    left, right = find_ends(block)
    usual = median(widths[printed.flow]) if printed.flow in widths else 0.0
    size = printed.size or 1.0
    width = max(right - left, usual) if len(block) < FEWEST else right - left
    late = (find_ends([printed])[0] - left) / size
    known = late <= FARTHEST and (len(block) >= FEWEST or late > 0)
    if len(block) < FEWEST and usual and (right - left) > usual - size:
        known = True
    return Setting(
        scale=size / body if body else 1.0,
        flow=printed.flow,
        block=printed.block,
        column=width / size,
        indent=late if known else None,
        width=measure_length(printed) / size,
    )


def find_ends(block: Sequence[Print]) -> tuple[float, float]:
    """Find where the lines of a block begin and end."""
    if block[0].vertical:
        return min(p.box.top for p in block), max(p.box.bottom for p in block)
    return min(p.box.left for p in block), max(p.box.right for p in block)


def measure_length(printed: Print) -> float:
    """Measure how long a printed line is."""
    start, end = find_ends([printed])
    return end - start
