"""Tell which passages of a web page are headings, by their elements or by what these are called."""

import re

from kg.read.web.passages import Passage

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "founder-title"})
NAMED = re.compile(r"title|headline|biaoti|(?:^|[\s_-])(?:bt\d?|tit|h1)(?:$|[\s_-])", re.IGNORECASE)
# What the systems of digital newspapers call the lines above and below a headline.
BESIDE = re.compile(
    r"yinti|jianti|futi|kicker|eyebrow|(?:^|[\s_-])(?:intro|sub|lead)(?:$|[\s_-])", re.IGNORECASE
)
# A paper's name, which stands above its articles in a heading; a report (简报) is none.
MASTHEAD = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?<![简通公播预海喜捷汇情申举填上])报(?:(?:多媒体)?(?:数字|电子)(?:版|报刊?|报纸))?"
)
# What a page calls the place where an article stands.
FRAME = re.compile(r"(?:新闻|文章|稿件|资讯)?(?:正文|详情|内容)")
SIGNED = re.compile(r"author|zuozhe|writer", re.IGNORECASE)
LONGEST_TITLE = 60  # characters


def heading_level(passage: Passage) -> int:
    """Tell the level of a heading, 1 to 4; 5 for what only a class calls a title, 0 for none."""
    if not is_short(passage) or any(form.fullmatch(passage.key) for form in (MASTHEAD, FRAME)):
        return 0
    for element in reversed(passage.path):
        if element.tag in HEADINGS:
            return int(element.tag[1]) if element.tag[1].isdigit() else 1
    near = passage.path[-2:]
    if near and SIGNED.search(near[-1].get("class") or ""):
        return 0
    named = any(NAMED.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)
    return 5 if named else 0


def is_beside(passage: Passage) -> bool:
    """Tell whether a passage is called a line above or below a headline."""
    named = any(
        BESIDE.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in passage.path[-2:]
    )
    return named and is_short(passage)


def is_short(passage: Passage) -> bool:
    """Tell whether a passage is as short as a headline, and no sentence."""
    return len(passage.key) <= LONGEST_TITLE and not passage.key.endswith("。")
