"""A page's text cut into stretches of one use."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import ArticleId, Reading, Region
from kg.view.wordings import ROLES, word_title

COLORS = 12  # classes c1 to c12 of reading.css; a page with more articles begins anew
LOST = "没有归属"


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch of text of one use; `color` is 0 where no article has it."""

    text: str
    role: str
    number: int
    color: int
    hint: str


def color(number: int) -> int:
    """Give the colour of an article."""
    return (number - 1) % COLORS + 1


class Patches:
    """The uses of a page's characters, ready to be looked up by their place."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.page.text
        self.regions = reading.regions
        self.numbers: dict[ArticleId, int] = {
            article.id: number for number, article in enumerate(reading.articles, start=1)
        }
        self.titles = [word_title(article) for article in reading.articles]
        self.owners = [-1] * len(self.text)
        for at, region in enumerate(reading.regions):
            self.owners[region.start : region.end] = [at] * (region.end - region.start)

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, Patch]]:
        """Cut a stretch of the page into patches of one use, with their offsets."""
        at = start
        while at < end:
            stop = at + 1
            while stop < end and self.owners[stop] == self.owners[at]:
                stop += 1
            owner = self.owners[at]
            text = self.text[at:stop]
            yield at, stop, self.make(text, self.regions[owner] if owner >= 0 else None)
            at = stop

    def make(self, text: str, region: Region | None) -> Patch:
        """Make a patch; text that no region has is lost, unless it is blank."""
        if region is None:
            return (
                Patch(text, "blank", 0, 0, "")
                if not text.strip()
                else Patch(text, "lost", 0, 0, LOST)
            )
        number = self.numbers.get(region.article, 0) if region.article else 0
        hint = (
            f"第 {number} 篇 · {ROLES[region.role]} · {self.titles[number - 1]}" if number else ""
        )
        hint = hint or "：".join(part for part in (ROLES[region.role], region.reason) if part)
        return Patch(text, region.role, number, color(number) if number else 0, hint)
