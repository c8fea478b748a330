"""Tell the use of each passage of a web page: headline, byline, text, caption, or none."""

import re
from collections.abc import Collection, Iterator, Sequence

from kg.model import Role
from kg.read.web.cores import RUNNING, is_prose
from kg.read.web.headings import (
    HEADINGS,
    LONGEST_TITLE,
    MASTHEAD,
    heading_level,
    is_beside,
    is_short,
)
from kg.read.web.passages import BLANK, Passage

CAPTION = re.compile(
    r"caption|tushuo|tuzhu|(?:pic|img|image|photo)[_-]?(?:te?xt|desc?|info|note|title|word)",
    re.IGNORECASE,
)
PICTURED = re.compile(r"^图为|^图[①②一二12]|(?:摄|供图|图片|摄影报道|制图)[）)。]?$")
INFO = re.compile(
    r"(?:来源|作者|编辑|校对|[初复终一二三审]审|审核|监制|编审)\s?[：:|丨/｜]|责编|责任编辑|发布(?:时间|日期)"
    r"|点击|浏览|阅读[：:\d量原全]|字号|字体|分享|打印|收藏|版权所有|[上下]一[篇条版]|未经.{0,6}授权|扫一扫|公众号|原标题[：:]"
    r"|^《\s?[\u4e00-\u9fff]{2,10}报\s?》\s?[（(]|^(?:日期|时间|信息来源)[：:]"
    r"|^您?(?:现在)?(?:所在|当前)的?位置|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d\d"
    r"|https?://\S+$|(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s?\d{1,2}:\d\d"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{0,12}第\s?[A-Z]?\d{1,3}\s?版"
    r"|^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|^\d{1,2}:\d\d|^第?[A-Z]?\d{1,3}版|版次[：:]"
)
WRITERS = re.compile(
    r"^作者[：:](?!\s*[\u4e00-\u9fff]{2,14}(?:室|局|处|部|站|网|中心|委|政府|公司)\s*$)"
    r"|^[（(]?(?:本报|[\u4e00-\u9fff]{2,8}[报网社台])?(?:全媒体|融媒体?|特约|见习|实习|首席|特派)?(?:记者|通讯员|实习生)"
    r"|^[\u4e00-\u9fff]{2,8}(?:记者|通讯员)\s[\u4e00-\u9fff\s、]{2,20}$"
    r"|^文字[：:]|^[文图](?:[/／·]|[：:])|^[□■]"
)
# Names alone in brackets, at the end of a text.
SIGNED = re.compile(
    r"[（(](?!未完|待续|完)[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{1,4}){0,3}[)）]"
)
PIECE = re.compile(
    r"(?<![（(【\[责任])\s*(?=(?:来源|作者|编辑|责编|责任编辑|校对|审核|记者|通讯员|文字|浏览次数|点击数?)[：:])"
    r"|(?<=[\u4e00-\u9fff])(?=(?:记者|通讯员)\s)"
    r"|(?<=[\]】])\s*(?=[\[【])"
    r"|(?<=[\u4e00-\u9fff])(?=(?:19|20)\d\d[-/年]\d)"
    r"|\s+(?=来源|作者|(?:本报|见习|全媒体)?记者|通讯员|编辑|责编|责任编辑|校对|审核|发布|点击|浏览|访问|阅读|查看|字[号体]|(?:19|20)\d\d\D|\d{1,2}:\d)"
    r"|(?=《[\u4e00-\u9fff]{2,10}报》\s?[（(])"
)
DATED = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
NAMING = 24  # characters; what stands under a picture and has no full stop names it
GOES_ON = ("。", "：", ":", "；", "，", "？", "！", "”")
BOLD = HEADINGS | {"b", "strong"}
LONGEST_INFO = 80  # characters
CAPTIONED = 200  # characters; what stands under a picture and is longer is text
SHORTEST = 5  # characters of a headline
ROWS = 6  # lines of a headline's table
SITE = re.compile(r"[-_—–|｜]+")
PLACE = re.compile(r"位置|首页|>|^今天是|^欢迎|^第?[A-Z]?\d{1,3}[版·：]|[。；]$")


def list_uses(
    passages: Sequence[Passage], running: Sequence[bool], titles: Sequence[str] = ()
) -> list[Role]:
    """Tell the use of each passage of one article.

    `running` tells which of them are its text, among which its headline and byline may be;
    `titles` are the lines of the headline that the page's head names.
    """
    roles: list[Role] = ["furniture"] * len(passages)
    heads = find_heads(passages, running, set(list_called(titles)))
    for at in heads:
        roles[at] = "title"
    first = heads[-1] + 1 if heads else 0
    begun = False
    for at in range(first, len(passages)):
        passage = passages[at]
        if is_info(passage) and not (begun and running[at] and is_dating(passages, at)):
            roles[at] = "byline" if WRITERS.search(passage.text) and not begun else "furniture"
        elif (heads and is_caption(passage, begun or running[at])) or (
            at and roles[at - 1] == "caption" and PICTURED.search(passage.key)
        ):
            roles[at] = "caption"
        elif running[at] and 2 * passage.linked <= len(passage.text):
            roles[at] = "body"
            begun = True
    if "byline" not in roles and begun:
        ends = range(max(at for at, role in enumerate(roles) if role == "body"), len(passages))
        for at in ends:
            if WRITERS.search(passages[at].text) or SIGNED.fullmatch(passages[at].text):
                roles[at] = "byline"
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
        if running[at] and len(passage.key) >= RUNNING and is_prose(passage)
        if not may_head(passage, called)
    )
    stop = next((at for at in text if not is_info(passages[at])), 0)
    ranks = [rank_head(passages[at], called) for at in range(stop)]
    found = max(range(stop), key=lambda at: (ranks[at], at)) if any(ranks) else None
    found = find_plain(passages[: stop + 2]) if found is None else found
    if found is None:
        return []
    start = end = found
    texts = {at for at, flag in enumerate(running) if flag and is_prose(passages[at])}
    rows = list_rows(passages, start, texts)
    while start > 0 and (may_head(passages[start - 1], called) or start - 1 in rows):
        start -= 1
    while end + 1 < stop and (may_head(passages[end + 1], called) or end + 1 in rows):
        end += 1
    if start > 0 and is_kicker(passages[start - 1], passages[start]):
        start -= 1
    if end + 1 < stop and passages[end + 1].key.startswith("——") and is_short(passages[end + 1]):
        end += 1
    return list(range(start, end + 1))


def is_kicker(above: Passage, head: Passage) -> bool:
    """Tell whether a line that nothing names stands above a headline as its kicker.

    It lies in an element beside the headline's own, and is longer than the name of a channel.
    """
    beside = above.path[-1].getparent() in head.path[-3:]
    fits = len(above.key) > SHORTEST and is_short(above) and not MASTHEAD.fullmatch(above.key)
    return beside and fits and not (above.linked or is_info(above) or PLACE.search(above.key))


def list_called(titles: Sequence[str]) -> Iterator[str]:
    """List what the headline may be: as the page's head has it, and without the site after it."""
    for title in titles:
        key = BLANK.sub("", title)
        yield key
        for found in SITE.finditer(key):
            if found.start() >= SHORTEST:
                yield key[: found.start()]


def list_rows(passages: Sequence[Passage], head: int, texts: Collection[int]) -> set[int]:
    """List the lines that share the headline's own table: its kicker, its sub-title."""
    table = next((e for e in reversed(passages[head].path) if e.tag == "table"), None)
    rows = {at for at, passage in enumerate(passages) if table in passage.path}
    if table is None or len(rows) > ROWS or rows & set(texts):
        return set()
    return {
        at
        for at in rows
        if not (passages[at].linked or is_info(passages[at]) or passages[at].image)
    }


def find_plain(passages: Sequence[Passage]) -> int | None:
    """Find a headline that nothing marks: the line above the one with day and source."""
    for at, passage in reversed(list(enumerate(passages[1:], start=1))):
        above = passages[at - 1]
        if (
            is_info(passage)
            and SHORTEST <= len(above.key) <= LONGEST_TITLE
            and not (above.linked or is_info(above) or PLACE.search(above.key))
        ):
            return at - 1
    return None


def rank_head(passage: Passage, called: Collection[str]) -> int:
    """Rank how much a passage is the headline; 0 is not at all."""
    if not may_head(passage, called):
        return 0
    level = heading_level(passage)
    longest = max(map(len, called), default=0)
    if passage.key in called:
        return 20 + (len(passage.key) == longest)
    within = level > 0 and len(passage.key) > 3 and any(passage.key in title for title in called)
    return 10 * within + 6 - (level or 6)


def may_head(passage: Passage, called: Collection[str]) -> bool:
    """Tell whether a passage may be a line of the headline."""
    if passage.linked:
        return False
    if passage.key in called:
        return True
    return (heading_level(passage) > 0 or is_beside(passage)) and not is_info(passage)


def is_info(passage: Passage) -> bool:
    """Tell whether a passage is about the article: its day, its source, who edited it."""
    short = len(passage.text) <= LONGEST_INFO and "。" not in passage.text
    return short and bool(INFO.search(passage.text) or WRITERS.search(passage.text))


def is_dating(passages: Sequence[Passage], at: int) -> bool:
    """Tell whether a passage is the day of a document, below who issued it."""
    above = passages[at - 1]
    issuer = len(above.key) <= NAMING and not above.key.endswith(GOES_ON)
    return issuer and not above.linked and DATED.fullmatch(passages[at].key) is not None


def is_caption(passage: Passage, inside: bool) -> bool:  # noqa: FBT001 - it is one of two facts
    """Tell whether a passage stands under a picture as its caption."""
    if passage.linked:
        return False
    for element in passage.path[-2:]:
        if element.tag == "figcaption" or CAPTION.search(element.get("class") or ""):
            return True
    if len(passage.key) > CAPTIONED or not passage.image:
        return False
    if inside and len(passage.key) <= NAMING and not passage.key.endswith(GOES_ON):
        return passage.framed or not any(e.tag in BOLD for e in passage.path[-3:])
    return (passage.framed and inside) or bool(PICTURED.search(passage.key))


def cut_info(passage: Passage) -> Iterator[tuple[str, Role]]:
    """Part a line about the article into its pieces: who wrote it is its byline."""
    apart = BLANK.sub(" ", " ".join(passage.pieces)).strip()
    for piece in PIECE.split(passage.text if passage.linked else apart):
        yield piece, "byline" if WRITERS.search(piece.lstrip("[【 ")) else "furniture"
