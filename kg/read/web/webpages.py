"""Tell the use of each passage of a web page: headline, byline, text, caption, or none."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement as Element

from kg.model import Role
from kg.read.web.passages import BLANK, Passage

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "founder-title"})
NAMED = re.compile(r"title|headline|biaoti|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE)
CAPTION = re.compile(r"caption|tushuo|tuzhu", re.IGNORECASE)
PICTURED = re.compile(r"^图为|^图[①②一二12]|(?:摄|供图|图片|摄影报道|制图)[）)。]?$")
INFO = re.compile(
    r"(?:来源|作者|编辑|校对|[初复终审]审|审核|监制|编审)\s?[：:|丨/｜]|责编|责任编辑|发布(?:时间|日期)"
    r"|点击|浏览|阅读[：:\d量原全]|字号|字体|分享|打印|收藏|版权所有|[上下]一[篇条版]|未经.{0,6}授权|扫一扫|公众号|原标题[：:]"
    r"|^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|^\d{1,2}:\d\d|^第?[A-Z]?\d{1,3}版|版次[：:]"
)
WRITERS = re.compile(
    r"^作者[：:]|^(?:本报|全媒体|特约)?(?:记者|通讯员)|^[文图](?:[/／·]|[：:])|^[□■]"
)
PIECE = re.compile(
    r"\s+(?=来源|作者|记者|通讯员|编辑|责编|责任编辑|校对|审核|发布|点击|浏览|字[号体]|(?:19|20)\d\d\D|\d{1,2}:\d)"
    r"|(?=《[\u4e00-\u9fff]{2,10}报》\s?[（(])"
)
LONGEST_TITLE, LONGEST_INFO = 60, 80  # characters
ENOUGH = 16  # characters of running text that make an article
TEASER = 200  # a headline that is a link has its article elsewhere, with less text than that
STUB = 12  # characters; a shorter passage before the text may be anything
MASTHEAD = 6  # characters; a heading that is shorter is the name of a paper or a page


@dataclass(frozen=True, slots=True)
class Scope:
    """The passages of one article: from `start` to before `end`.

    A `teaser` only points to the article, which is elsewhere.
    """

    start: int
    end: int
    teaser: bool = False


NONE = 9  # level of an element that does not begin with a heading


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
        return ()
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
        elif (heads and is_caption(passage, begun or running[at])) or (
            at and roles[at - 1] == "caption" and PICTURED.search(passage.key)
        ):
            roles[at] = "caption"
        elif running[at] and 2 * passage.linked <= len(passage.text):
            roles[at] = "body"
            begun = True
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


def is_caption(passage: Passage, inside: bool) -> bool:  # noqa: FBT001 - it is one of two facts
    """Tell whether a passage stands under a picture as its caption."""
    if passage.linked:
        return False
    for element in passage.path[-2:]:
        if element.tag == "figcaption" or CAPTION.search(element.get("class") or ""):
            return True
    if len(passage.key) > TEASER or not passage.image:
        return False
    return (passage.framed and inside) or bool(PICTURED.search(passage.key))


def cut_info(text: str) -> Iterator[tuple[str, Role]]:
    """Part a line about the article into its pieces: who wrote it is its byline."""
    for piece in PIECE.split(text):
        yield piece, "byline" if WRITERS.search(piece) else "furniture"
