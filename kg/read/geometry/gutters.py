"""Tell the room between two columns from room within a line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.model import Box

AROUND = 4.5  # sizes above and below that show where columns part
COLUMN = 4  # lines that end, or begin, at one place are of a column
MOST = 400  # lines in a strip of a page; more are a heap
ALIGNED = 0.6  # sizes; lines of a column begin, or end, no farther apart
ROWS = 3  # lines over a gap, a headline say, that do not tell against a grid
LATE = (0.0, 2.0)  # sizes; by which two lines of a column begin apart
SHORT = 6.0  # sizes; of a piece of a byline
INDENT = 2.2  # sizes by which a line of a column may begin late


class Gutters:
    """Where the lines of a page begin and end.

    Built once a page from the boxes of its lines; `body` is the size of running text.
    """

    def __init__(self, boxes: Sequence[Box], body: float) -> None:
        """Sort the boxes so that what is near is found without looking at all of them."""
        self.body = body or 1.0
        self.starts = sorted(box.left for box in boxes)
        self.ends = sorted(box.right for box in boxes)
        self.shelves: dict[int, list[Box]] = {}
        for box in boxes:
            for shelf in range(self.find_shelf(box.top), self.find_shelf(box.bottom) + 1):
                self.shelves.setdefault(shelf, []).append(box)

    def find_shelf(self, y: float) -> int:
        """Say on which shelf a height of the page is."""
        return int(y // (AROUND * self.body))

    def lie_between(self, left: Box, right: Box) -> bool | None:
        """Tell whether columns part between two boxes; None where nothing stands around them."""
        grid = self.is_grid(left.right, right.left)
        if len(self.shelves.get(self.find_shelf(left.top), ())) > MOST:
            return True
        body = self.body
        across = starts = 0
        for box in self.list_near(left):
            if box in (left, right):
                continue
            if box.left < left.right + 0.2 * body and box.right > right.left - 0.2 * body:
                across += 1
            elif abs(box.left - right.left) < INDENT * body or abs(box.right - left.right) < body:
                starts += 1
        if grid and across <= starts + ROWS:
            return True
        return starts >= across if across or starts else None

    def is_lone(self, box: Box) -> bool:
        """Tell whether no line right over or under a box begins or ends where it does."""
        edge, short = ALIGNED * self.body, SHORT * self.body
        piece = box.right - box.left < short  # of a byline, which may have two lines
        return not any(
            near != box
            and not (piece and near.right - near.left < short)
            and max(near.top - box.bottom, box.top - near.bottom) < self.body
            and max(near.top, box.top) > min(near.bottom, box.bottom) - 0.3 * self.body
            and (
                min(abs(abs(near.left - box.left) - late * self.body) for late in LATE) < edge
                or abs(near.right - box.right) < edge
            )
            for near in self.list_near(box)
        )

    def is_grid(self, end: float, start: float) -> bool:
        """Tell whether many lines of the page end and begin where two do."""
        ends = count_near(self.ends, end, 0.6 * self.body)
        starts = count_near(self.starts, start, 0.3 * self.body)
        return min(ends, starts) >= COLUMN

    def list_near(self, box: Box) -> Iterator[Box]:
        """List the boxes not far above, beside and below a box, each once."""
        high, low = box.top - AROUND * self.body, box.bottom + AROUND * self.body
        first = self.find_shelf(high)
        for shelf in range(first, self.find_shelf(low) + 1):
            for near in self.shelves.get(shelf, ()):
                if near.bottom < high or near.top > low:
                    continue
                if shelf == first or self.find_shelf(near.top) == shelf:
                    yield near


def count_near(places: Sequence[float], place: float, reach: float) -> int:
    """Count the places near a place."""
    return bisect_right(places, place + reach) - bisect_left(places, place - reach)
