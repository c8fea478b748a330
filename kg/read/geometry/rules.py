"""Tell what the rules of a page part."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.model import Box

THIN, LONG = 0.5, 2.0  # of the size of running text: what is drawn so is a rule
TOUCHES = 0.4  # likewise; so far a line's box may reach over a rule beside it
WIDER = 1.5  # than both blocks is a rule between bands of the page, not one under a headline
HALF = 0.5  # of a block that a rule must pass to part it from another


class Rules:
    """The rules of a page, across and down it; `body` is the size of running text."""

    def __init__(self, frames: Sequence[Box], body: float) -> None:
        """Sort out the rules from the boxes and pictures among what is drawn."""
        self.body = body or 1.0
        thin = [box for box in frames if min(measure(box)) < THIN * self.body]
        long = [box for box in thin if max(measure(box)) >= LONG * self.body]
        self.flat = sorted(
            (box for box in long if measure(box)[0] > measure(box)[1]), key=lambda box: box.top
        )
        self.upright = sorted(
            (box for box in long if measure(box)[0] <= measure(box)[1]), key=lambda box: box.left
        )
        self.pictures = [box for box in frames if min(measure(box)) >= LONG * self.body]
        self.tops = [box.top for box in self.flat]
        self.lefts = [box.left for box in self.upright]

    def list_flat(self, low: float, high: float) -> Sequence[Box]:
        """List the rules across the page between two heights, or hardly beyond them."""
        reach = TOUCHES * self.body
        first, last = bisect_left(self.tops, low - reach), bisect_right(self.tops, high + reach)
        return self.flat[first:last]

    def list_upright(self, low: float, high: float) -> Sequence[Box]:
        """List the rules down the page between two places, likewise."""
        reach = TOUCHES * self.body
        first, last = bisect_left(self.lefts, low - reach), bisect_right(self.lefts, high + reach)
        return self.upright[first:last]

    def part_rows(self, left: Box, right: Box) -> bool:
        """Tell whether a rule stands between two boxes of one line."""
        near = self.list_upright(left.right, right.left)
        if not near:  # nearly always
            return False
        middle = (max(left.top, right.top) + min(left.bottom, right.bottom)) / 2
        return any(
            rule.top <= middle <= rule.bottom and left.left < rule.left < right.right
            for rule in near
        )

    def part_across(self, one: Box, two: Box) -> bool:
        """Tell whether a rule across the page lies between two blocks."""
        upper, lower = (one, two) if one.top <= two.top else (two, one)
        return any(
            min(rule.right, box.right) - max(rule.left, box.left) > HALF * (box.right - box.left)
            for rule in self.list_flat(upper.bottom, lower.top)
            for box in (upper, lower)
        )

    def measure_room(self, upper: Box, lower: Box) -> float:
        """Measure the room between two blocks, without that which pictures take."""
        room = lower.top - upper.bottom
        taken = (
            min(box.bottom, lower.top) - max(box.top, upper.bottom)
            for box in self.pictures
            if box.top >= upper.bottom - self.body
            and box.bottom <= lower.top + self.body
            and min(box.right, lower.right) - max(box.left, lower.left)
            > HALF * (lower.right - lower.left)
        )
        return room - max(taken, default=0.0)

    def part_bands(self, upper: Box, lower: Box) -> bool:
        """Tell whether a rule across far more than both lies between two blocks."""
        least = WIDER * max(upper.right - upper.left, lower.right - lower.left)
        left, right = max(upper.left, lower.left), min(upper.right, lower.right)
        return any(
            rule.right - rule.left > least and rule.left <= left and rule.right >= right
            for rule in self.list_flat(upper.bottom, lower.top)
        )

    def part_down(self, one: Box, two: Box, above: float = float("inf")) -> bool:
        """Tell whether a rule down the page lies between two blocks, and begins above a height."""
        before, after = (one, two) if one.left <= two.left else (two, one)
        return any(
            rule.top < above
            and min(rule.bottom, box.bottom) - max(rule.top, box.top)
            > HALF * (box.bottom - box.top)
            for rule in self.list_upright(before.right, after.left)
            for box in (before, after)
        )


def measure(box: Box) -> tuple[float, float]:
    """Measure width and height of a box."""
    return box.right - box.left, box.bottom - box.top
