"""Tell the use of each passage of a web page: headline, byline, text, caption, or none."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement as Element

from kg.model import Role
from kg.read.passages import BLANK, Passage

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "founder-title"})
NAMED = re.compile(r"title|headline|biaoti|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE)
CAPTION = re.compile(r"caption|tushuo|tuzhu", re.IGNORECASE)
INFO = re.compile(
    r"来源[：:]|作者[：:]|编辑[：:]|责编|校对[：:]|审核[：:]|发布时间|发布日期|点击|浏览|阅读|字号|字体|分享|打印|收藏"
    r"|^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|^\d{1,2}:\d\d|^第?[A-Z]?\d{1,3}版|版次[：:]"
)
WRITERS = re.compile(
    r"^作者[：:]|^(?:本报|全媒体|特约)?(?:记者|通讯员)|^[文图](?:[/／·]|[：:])|^[□■]"
)
PIECE = re.compile(
    r"\s+(?=(?:来源|作者|记者|通讯员|编辑|责编|责任编辑|校对|审核|发布|点击|浏览|字|\d))"
)
LONGEST_TITLE, LONGEST_INFO = 60, 80  # characters
ENOUGH = 16  # characters of running text that make an article
TEASER = 200  # a headline that is a link has its article elsewhere, with less text than that
STUB = 12  # characters; a shorter passage before the text may be anything
MASTHEAD = 6  # characters; a heading that is shorter is the name of a paper or a page


@dataclass(frozen=True, slots=True)
class Scope:
    """The passages of one article: from `start` to before `end`."""

    start: int
    end: int


@dataclass(slots=True)
class Measure:
    """What an element holds: its passages, and the characters that are in no link."""

    start: int
    end: int = 0
    running: int = 0
    level: int = field(default=9)


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
    groups: dict[tuple[object, ...], list[Measure]] = {}
    for element, known in measures.items():
        if known.level < 9 and known.running >= ENOUGH and not is_teaser(passages, known):
            kind = (element.tag, element.get("class"))
            key = kind if element.tag == "article" else (element.getparent(), *kind)
            groups.setdefault(key, []).append(known)
    whole = sum(len(passage.text) - passage.linked for passage in passages)
    best: list[Measure] = max(
        groups.values(),
        key=lambda group: (len(group) > 1, sum(m.running for m in group)),
        default=[],
    )
    if len(best) < 2 or 2 * sum(known.running for known in best) < whole:
        return ()
    level = min(known.level for known in best)
    if any(is_above(passage, level) for passage in passages[: best[0].start]):
        return ()
    return tuple(Scope(known.start, known.end) for known in best)


def is_teaser(passages: Sequence[Passage], known: Measure) -> bool:
    """Tell whether an element only points to an article: its headline is a link."""
    return passages[known.start].linked > 0 and known.running < TEASER


def is_above(passage: Passage, level: int) -> bool:
    """Tell whether a passage is a headline of a higher level."""
    own = heading_level(passage)
    masthead = len(passage.key) < MASTHEAD or passage.key.endswith(("报", "版", "网"))
    return 0 < own < level and not masthead and not passage.linked


def heading_level(passage: Passage) -> int:
    """Tell the level of a heading, 1 to 4; 5 for what only a class calls a title, 0 for none."""
    if len(passage.key) > LONGEST_TITLE or passage.key.endswith("。"):
        return 0
    for element in reversed(passage.path):
        if element.tag in HEADINGS:
            return int(element.tag[1]) if element.tag[1].isdigit() else 1
    near = passage.path[-2:]
    named = any(NAMED.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)
    return 5 if named else 0


def list_uses(
    passages: Sequence[Passage], running: Sequence[bool], titles: Sequence[str] = ()
) -> list[Role]:
    """Tell the use of each passage of one article.

    `running` tells which of them are its text, among which its headline and byline may be;
    `titles` are the lines of the headline that the page's head names.
    """
    roles: list[Role] = ["furniture"] * len(passages)
    heads = find_heads(passages, running, {BLANK.sub("", title) for title in titles})
    for at in heads:
        roles[at] = "title"
    first = heads[-1] + 1 if heads else 0
    begun = False
    for at in range(first, len(passages)):
        passage = passages[at]
        if is_info(passage):
            roles[at] = "byline" if WRITERS.search(passage.text) and not begun else "furniture"
        elif is_caption(passage):
            roles[at] = "caption" if running[at] or begun else "furniture"
        elif running[at] and 2 * passage.linked <= len(passage.text):
            roles[at] = "body"
            begun = True
    return trim(passages, roles)


def trim(passages: Sequence[Passage], roles: list[Role]) -> list[Role]:
    """Leave a picture's line to the page where it stands after the last line of text."""
    last = max((at for at, role in enumerate(roles) if role == "body"), default=-1)
    for at in range(last + 2, len(roles)):
        if roles[at] == "caption" and not passages[at].image:
            roles[at] = "furniture"
    return roles


def find_heads(
    passages: Sequence[Passage], running: Sequence[bool], called: Collection[str]
) -> list[int]:
    """Find the lines of the headline: what the head calls so, else the highest heading.

    Headings beside it belong to it, as far as nothing stands between.
    """
    text = (
        at
        for at, passage in enumerate(passages)
        if running[at] and len(passage.key) > STUB and not may_head(passage, called)
    )
    stop = next((at for at in text if not is_info(passages[at])), 0)
    ranks = [rank_head(passages[at], called) for at in range(stop)]
    if not any(ranks):
        return []
    start = end = max(range(stop), key=lambda at: (ranks[at], at))
    while start > 0 and may_head(passages[start - 1], called):
        start -= 1
    while end + 1 < stop and may_head(passages[end + 1], called):
        end += 1
    return list(range(start, end + 1))


def rank_head(passage: Passage, called: Collection[str]) -> int:
    """Rank how much a passage is the headline; 0 is not at all."""
    if not may_head(passage, called):
        return 0
    level = heading_level(passage)
    longest = max(map(len, called), default=0)
    if passage.key in called:
        return 20 + (len(passage.key) == longest)
    within = level > 0 and len(passage.key) > 3 and any(passage.key in title for title in called)
    return 10 * within + 6 - level


def may_head(passage: Passage, called: Collection[str]) -> bool:
    """Tell whether a passage may be a line of the headline."""
    named = passage.key in called or heading_level(passage) > 0
    return named and not passage.linked and not is_info(passage)


def is_info(passage: Passage) -> bool:
    """Tell whether a passage is about the article: its day, its source, who edited it."""
    short = len(passage.text) <= LONGEST_INFO and "。" not in passage.text
    return short and bool(INFO.search(passage.text) or WRITERS.search(passage.text))


def is_caption(passage: Passage) -> bool:
    """Tell whether a passage stands under a picture as its caption."""
    if any(
        element.tag == "figcaption" or CAPTION.search(element.get("class") or "")
        for element in passage.path[-2:]
    ):
        return True
    return passage.image and len(passage.key) <= TEASER and not passage.linked


def cut_info(text: str) -> Iterator[tuple[str, Role]]:
    """Part a line about the article into its pieces: who wrote it is its byline."""
    for piece in PIECE.split(text):
        yield piece, "byline" if WRITERS.search(piece) else "furniture"
