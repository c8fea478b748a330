"""Tell which passages of a web page are headings, by their elements or by what these are called."""

import re

from kg.read.web.passages import Passage

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "founder-title"})
NAMED = re.compile(r"title|headline|biaoti|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_-])", re.IGNORECASE)
SIGNED = re.compile(r"author|zuozhe|writer", re.IGNORECASE)
LONGEST_TITLE = 60  # characters


def heading_level(passage: Passage) -> int:
    """Tell the level of a heading, 1 to 4; 5 for what only a class calls a title, 0 for none."""
    if len(passage.key) > LONGEST_TITLE or passage.key.endswith("。"):
        return 0
    for element in reversed(passage.path):
        if element.tag in HEADINGS:
            return int(element.tag[1]) if element.tag[1].isdigit() else 1
    near = passage.path[-2:]
    if near and SIGNED.search(near[-1].get("class") or ""):
        return 0
    named = any(NAMED.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in near)
    return 5 if named else 0
