"""Find the strips at the head and foot of a page that belong to the page: folio, day, editors."""

from collections.abc import Sequence

from kg.model import Box
from kg.read.lines.margins import DATE, NUMBER

HEAD, FOOT = 0.12, 0.08  # of the page's height; the strips lie no deeper
APART = 0.9  # sizes of running text; as much room parts a strip from the page
MOST_LINES = 14  # of a strip
LONGEST = 42  # characters of a line of a strip, or of its parts
ROOM = 1.5  # of a strip's highest line that the strip is high; text is higher
ENDS = "。！？"


def find_strips(boxes: Sequence[Box], texts: Sequence[str], body: float) -> frozenset[int]:
    """Find the lines that stand in the page's own strips, by their numbers.

    The strip at the head must have the number of the page or the day; that at the foot is what
    stands apart, one line high and in type no larger than running text.
    """
    if not boxes:
        return frozenset()
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    high = bottom - top
    first = find_band(boxes, body, down=True)
    last = find_band(boxes, body, down=False)
    found: set[int] = set()
    if (
        may_be_strip(first, boxes, texts)
        and boxes[max(first, key=lambda at: boxes[at].bottom)].bottom < top + HEAD * high
        and any(is_folio(texts[at]) for at in first)
    ):
        found.update(first)
    if (
        may_be_strip(last, boxes, texts)
        and boxes[min(last, key=lambda at: boxes[at].top)].top > bottom - FOOT * high
        and all(boxes[at].bottom - boxes[at].top < 1.3 * body for at in last)
    ):
        found.update(last)
    return frozenset(found)


def find_band(boxes: Sequence[Box], body: float, *, down: bool) -> list[int]:
    """Find the first lines of a page, from its head or its foot, until there is room."""
    order = sorted(
        range(len(boxes)), key=lambda at: (boxes[at].top if down else -boxes[at].bottom, at)
    )
    band: list[int] = []
    edge = 0.0
    for at in order:
        box = boxes[at]
        start, end = (box.top, box.bottom) if down else (-box.bottom, -box.top)
        if band and start > edge + APART * body:
            return band
        if len(band) > MOST_LINES:
            return []
        edge = max(edge, end) if band else end
        band.append(at)
    return []


def may_be_strip(band: Sequence[int], boxes: Sequence[Box], texts: Sequence[str]) -> bool:
    """Tell whether a band is a line high and has no sentence."""
    if not band:
        return False
    high = max(boxes[at].bottom for at in band) - min(boxes[at].top for at in band)
    most = max(boxes[at].bottom - boxes[at].top for at in band)
    return high < ROOM * most and all(
        max(map(len, texts[at].split(" "))) <= LONGEST and texts[at][-1:] not in ENDS for at in band
    )


def is_folio(text: str) -> bool:
    """Tell whether a line is, or has, the number of a page or a day."""
    bare = text.replace(" ", "")
    return NUMBER.fullmatch(bare) is not None or DATE.search(bare) is not None or "星期" in bare
