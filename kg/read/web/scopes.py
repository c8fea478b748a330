"""Find where a web page has several articles, each in an element or under a heading of its own."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.html import HtmlElement as Element

from kg.read.web.cores import find_asides, is_prose
from kg.read.web.headings import HEADINGS, LONGEST_TITLE, heading_level
from kg.read.web.passages import Passage
from kg.read.web.webpages import SHORTEST, SIGNED, WRITERS

ENOUGH = 16  # characters of running text that make an article
TEASER = 200  # a headline that is a link has its article elsewhere, with less text than that
MASTHEAD = 6  # characters; a heading that is shorter is the name of a paper or a page
BOLD = HEADINGS | {"b", "strong", "font", "big"}
# A dateline that opens a report.
OPENING = re.compile(
    r"本[报刊网台](?:讯|消息)|(?:本报|[\u4e00-\u9fff]{2,10}[报社网]).{0,12}[日)）](?:讯|电)"
)
ENDING = 16  # characters that hold a signature at the end of a paragraph
NONE = 9  # level of an element that does not begin with a heading


@dataclass(frozen=True, slots=True)
class Scope:
    """The passages of one article: from `start` to before `end`.

    A `teaser` only points to the article, which is elsewhere; `titles` are its headline where
    only its style shows that.
    """

    start: int
    end: int
    teaser: bool = False
    titles: tuple[str, ...] = ()


@dataclass(slots=True)
class Measure:
    """What an element holds: its passages, and the characters that are in no link."""

    start: int
    end: int = 0
    running: int = 0
    level: int = NONE


def list_measures(passages: Sequence[Passage]) -> dict[Element, Measure]:
    """Measure all elements that hold passages."""
    measures: dict[Element, Measure] = {}
    for at, passage in enumerate(passages):
        level = heading_level(passage)
        for element in passage.path:
            known = measures.setdefault(element, Measure(at))
            known.end = at + 1
            known.running += len(passage.text) - passage.linked if not level else 0
            if level and known.start == at:
                known.level = level
    return measures


def find_scopes(passages: Sequence[Passage]) -> tuple[Scope, ...]:
    """Find where a page has several articles, each in an element of its own; else give none.

    They are siblings of one kind, or <article> elements; each begins with its headline, and
    together they hold most of the running text.  A headline above them makes them the sections
    of one article.
    """
    measures = list_measures(passages)
    for passage, beside in zip(
        passages, find_asides(passages, [True] * len(passages)), strict=True
    ):
        if beside:
            for element in passage.path:
                measures[element].running -= len(passage.text) - passage.linked
    groups: dict[tuple[object, ...], list[Measure]] = {}
    for element, known in measures.items():
        own = element.tag == "article"
        if known.running >= ENOUGH and (own or known.level < NONE):
            key = (
                (element.tag,) if own else (element.getparent(), element.tag, element.get("class"))
            )
            groups.setdefault(key, []).append(known)
    whole = sum(len(passage.text) - passage.linked for passage in passages)
    best = max(groups.values(), key=rank_group, default=[])
    if len(best) < 2 or 2 * sum(known.running for known in best) < whole:
        return find_flat(passages, whole)
    scopes = [Scope(m.start, m.end, is_teaser(passages, m)) for m in drop_inner(best)]
    level = min(known.level for known in best)
    above = any(is_above(passage, level) for passage in passages[: scopes[0].start])
    return () if above and not all(scope.teaser for scope in scopes) else tuple(scopes)


def rank_group(group: Sequence[Measure]) -> tuple[bool, int]:
    """Rank a group of elements by the text that they hold."""
    return len(group) > 1, sum(known.running for known in group)


def drop_inner(group: Iterable[Measure]) -> Iterator[Measure]:
    """Yield the elements of a group that lie in no other one, in order."""
    end = 0
    for known in sorted(group, key=lambda known: (known.start, -known.end)):
        if known.start >= end:
            yield known
            end = known.end


def is_teaser(passages: Sequence[Passage], known: Measure) -> bool:
    """Tell whether an element only points to an article: its headline is a link."""
    return passages[known.start].linked > 0 and known.running < TEASER


def is_above(passage: Passage, level: int) -> bool:
    """Tell whether a passage is a headline of a higher level."""
    own = heading_level(passage)
    masthead = len(passage.key) < MASTHEAD or passage.key.endswith(("报", "版", "网"))
    return 0 < own < level and not masthead and not passage.linked


def find_flat(passages: Sequence[Passage], whole: int) -> tuple[Scope, ...]:
    """Find articles that stand one after the other in one element, each under its heading.

    Nothing runs before the first of them, and nothing else is called a title.
    """
    groups: dict[tuple[Element, str], list[int]] = {}
    for at, passage in enumerate(passages):
        if passage.linked or not heading_level(passage):
            continue
        for depth, element in enumerate(passage.path[1:], start=1):
            if element.tag in HEADINGS:
                groups.setdefault((passage.path[depth - 1], element.tag), []).append(at)
    first = next((at for at, passage in enumerate(passages) if heading_level(passage)), 0)
    for (parent, _), heads in groups.items():
        if len(heads) == 1 or heads[0] > first:
            continue
        inside = [at for at, passage in enumerate(passages) if parent in passage.path]
        ends = [*heads[1:], inside[-1] + 1]
        sizes = [
            sum(len(p.text) - p.linked for p in passages[start + 1 : end])
            for start, end in zip(heads, ends, strict=True)
        ]
        if inside[0] == heads[0] and min(sizes) >= TEASER // 5 and 2 * sum(sizes) >= whole:
            return tuple(Scope(start, end) for start, end in zip(heads, ends, strict=True))
    return find_signed(passages, whole)


def find_signed(passages: Sequence[Passage], whole: int) -> tuple[Scope, ...]:
    """Find articles below lines of one style, each signed: by its byline, dateline or last line.

    The bold sub-headings of one article look the same, and nobody signs what is below them; or
    a headline stands above them all.
    """
    groups: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for at, passage in enumerate(passages):
        if may_stand_above(passage):
            style = tuple((e.tag, e.get("class") or "") for e in passage.path[-3:])
            groups.setdefault(style, []).append(at)
    signatures = Signatures(passages)
    sizes = list(accumulate((len(p.text) - p.linked for p in passages), initial=0))
    highest = next((at for at, one in enumerate(passages) if is_above(one, NONE)), len(passages))
    for heads in groups.values():
        ends = [*heads[1:], len(passages)]
        parts = list(zip(heads, ends, strict=True))
        signed = sum(signatures.are_between(*part) for part in parts)
        size = sum(sizes[end] - sizes[start + 1] for start, end in parts)
        if (
            signed > 1
            and 3 * signed >= 2 * len(parts)
            and 2 * size >= whole
            and heads[0] <= highest
        ):
            return tuple(Scope(*part, titles=(passages[part[0]].text,)) for part in parts)
    return ()


def may_stand_above(passage: Passage) -> bool:
    """Tell whether a passage is set as a headline would be: bold, large or in a heading."""
    strong = any(e.tag in BOLD or "font-" in (e.get("style") or "") for e in passage.path[-3:])
    return (
        strong
        and not passage.linked
        and SHORTEST <= len(passage.key) <= LONGEST_TITLE
        and not passage.key.endswith(("。", "：", "；", "，"))
    )


class Signatures:
    """What says whose the articles of a page are, noted once for any way to part the page."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.prose = [at for at, passage in enumerate(passages) if is_prose(passage)]
        ends = (at for at, passage in enumerate(passages) if SIGNED.search(passage.text))
        self.said = sorted({*self.prose, *ends})

    def are_between(self, head: int, end: int) -> bool:
        """Tell whether an article from its headline to `end` is signed, at its start or end."""
        first = bisect_right(self.prose, head)
        if first == len(self.prose) or self.prose[first] >= end:
            return False
        above = self.passages[head + 1]
        if self.prose[first] != head + 1 and WRITERS.search(above.text):
            return True
        opening = self.passages[self.said[bisect_right(self.said, head)]]
        ending = self.passages[self.said[bisect_left(self.said, end) - 1]]
        return bool(OPENING.match(opening.key) or SIGNED.search(ending.key[-ENDING:]))
