"""Find the core of a web page: where its one article's text stands, without what lies about it."""

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement as Element

from kg.read.web.headings import heading_level
from kg.read.web.passages import BORDER, Passage

# What the class or the id of an element calls what is none of the article's.
ASIDE = re.compile(
    r"comment|pinglun|liuyan|discuss|recommend|tuijian|relate[d]?(?:[\s_-]|$)|xiangguan"
    r"|foot|copyright|dialog|sidebar|rank|breadcrumb|summary|abstract|zhaiyao",
    re.IGNORECASE,
)
# A line that other articles or the page's business come after, and nothing of this one.
TAIL = re.compile(
    r"[\W_]*(?:往期(?:推荐|回顾|精选)|(?:相关|推荐|延伸|更多|热门)(?:文章|新闻|阅读|推荐|稿件|专题|报道|资讯)"
    r"|猜你喜欢|热点推荐|热门推荐|为你推荐|阅读下一篇|(?:网友|全部|最新|热门|精选|精彩)(?:评论|留言|跟帖)(?:[（(]?\d+条?[)）]?)?|END|完)[\W_]*",
)
# What a box beside the article begins with.
BOX = re.compile(
    r"[\W_]*(?:(?:相关|新闻|知识|资料|背景|政策)链接|链接|(?:新闻|相关|事件)背景|名词解释|延伸阅读|小贴士|小知识"
    r"|编后语?|编后记|短评|记者手记|采访手记)[\W_]*"
)
# What the site says of itself, of its rights and of the article in its own words.
LEGAL = re.compile(
    r"^(?:版权|免责|特别|法律|郑重|平台)声明|^声明[：:]|备案号|网站标识码|ICP备|公网安备|^主[管办](?:主办|单位)?[：:]"
    r"|^本网站?所刊载|^凡(?:本网)?注明|^[\[【](?:摘要|导读|内容提要)[\]】]"
)
CORE = 0.8  # of the text that runs lies in the core
RUNNING = 20  # characters from which on a passage runs without a full stop
STOPS = ("。", "！", "？", "”", "；", "…")
CALLED = 5  # level of what only a class calls a title
# Less text than that under so many times as many characters of links is a list of articles.
LEAST, LINKS = 60, 3
FLAT = frozenset({"body", "html"})


def choose_core(passages: Sequence[Passage], running: Sequence[bool]) -> list[bool]:
    """Find the core by what trafilatura tells, or without it where it misses most of the text.

    It does so where each paragraph lies in an element of its own that is no <p>.
    """
    told = find_core(passages, running)
    whole = find_core(passages, [True] * len(passages))
    return whole if 2 * measure_prose(passages, told) < measure_prose(passages, whole) else told


def measure_prose(passages: Sequence[Passage], core: Sequence[bool]) -> int:
    """Count the characters of running text in a core."""
    return sum(
        len(p.key) for p, inside in zip(passages, core, strict=True) if inside and is_prose(p)
    )


def find_core(passages: Sequence[Passage], running: Sequence[bool]) -> list[bool]:
    """Tell which passages are the article's own: what stands in its core, from first to last.

    `running` tells what trafilatura takes for text: it leaves out short lines between
    paragraphs, and takes what is said at the foot of a page for text.
    """
    aside = find_asides(passages, running)
    aside = [beside or is_legal(p) for beside, p in zip(aside, passages, strict=True)]
    told = [flag and not beside for flag, beside in zip(running, aside, strict=True)]
    prose = [at for at, flag in enumerate(told) if flag and is_prose(passages[at])]
    size = sum(len(passages[at].key) for at in prose)
    if size < LEAST and size * LINKS < sum(passage.linked for passage in passages):
        return [False] * len(passages)
    core = find_element(passages, prose)
    inside = [core is not None and core in passage.path for passage in passages]
    kept = [at for at in prose if inside[at]] or [len(passages)]
    first, last = kept[0], kept[-1]
    filled = core is not None and core.tag not in FLAT
    if filled:  # trafilatura misses a first paragraph now and then
        first = next(
            at
            for at, passage in enumerate(passages)
            if at == first or (inside[at] and not aside[at] and is_paragraph(passage))
        )
    return [
        inside[at] and not aside[at] and (told[at] or (filled and first <= at <= last))
        for at in range(len(passages))
    ]


def is_legal(passage: Passage) -> bool:
    """Tell whether the site speaks of itself in a passage, not the article."""
    return bool(LEGAL.search(passage.text))


def is_prose(passage: Passage) -> bool:
    """Tell whether a passage is running text by itself."""
    if passage.linked or BORDER in passage.text or 0 < heading_level(passage) < CALLED:
        return False
    return len(passage.key) >= RUNNING or (len(passage.key) > 2 and passage.key.endswith(STOPS))


def is_paragraph(passage: Passage) -> bool:
    """Tell whether a passage is a paragraph for certain."""
    return is_prose(passage) and len(passage.key) >= RUNNING and passage.key.endswith(STOPS)


def find_asides(passages: Sequence[Passage], running: Sequence[bool]) -> list[bool]:
    """Tell which passages lie in an element that is called comments, related, foot and so on.

    One that holds most of the text is called so for another reason.
    """
    sizes: Counter[Element] = Counter()
    for passage, flag in zip(passages, running, strict=True):
        if flag:
            sizes.update(dict.fromkeys(passage.path, len(passage.key)))
    whole = max(sizes.values(), default=0)
    called: dict[Element, bool] = {}
    for passage in passages:
        for element in passage.path:
            if element not in called:
                name = f"{element.get('class') or ''} {element.get('id') or ''}"
                called[element] = bool(ASIDE.search(name)) and 2 * sizes[element] < whole
    return [any(called[element] for element in passage.path) for passage in passages]


def find_element(passages: Sequence[Passage], prose: Sequence[int]) -> Element | None:
    """Find the innermost element that holds nearly all of the text."""
    sizes: Counter[Element] = Counter()
    for at in prose:
        sizes.update(dict.fromkeys(passages[at].path, len(passages[at].key)))
    least = CORE * sum(len(passages[at].key) for at in prose)
    for at in prose:
        for element in reversed(passages[at].path):
            if sizes[element] >= least:
                return element
    return None


def find_boxes(passages: Sequence[Passage], core: Sequence[bool]) -> list[int]:
    """Number the boxes of an article, from 2; 1 is the article itself, 0 what comes after it.

    A box begins with its own heading; where that is the first line of an element with more in
    it, the box ends with the element, else with the next box or the article.
    """
    numbers: list[int] = []
    number, last, frame = 1, 1, None
    begun = False
    for at, passage in enumerate(passages):
        if frame is not None and frame not in passage.path:
            number, frame = 1, None
        if begun and core[at] and not passage.linked:
            boxed = BOX.fullmatch(passage.key) is not None
            if number and boxed and at + 1 < len(passages) and not passages[at + 1].linked:
                number = last = last + 1
                frame = find_frame(passages, at)
            elif number and (boxed or TAIL.fullmatch(passage.key)):
                number, frame = 0, None
        begun = begun or (core[at] and is_prose(passage))
        numbers.append(number)
    return numbers


def find_frame(passages: Sequence[Passage], at: int) -> Element | None:
    """Find the outermost element that the heading of a box begins and that holds more of it."""
    after = set(passages[at + 1].path) if at + 1 < len(passages) else set()
    before = set(passages[at - 1].path) if at else set()
    return next((e for e in passages[at].path if e in after and e not in before), None)
