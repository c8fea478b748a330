"""Find what a web page's head says of its article: title, authors, day, paper, page number."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.html import HtmlElement as Element
from trafilatura.metadata import extract_metadata

from kg.model import Imprint
from kg.read.imprints.numbers import read_number
from kg.read.web.headings import MASTHEAD
from kg.read.web.passages import Passage

# What Founder's system, which prints most digital newspapers, says of an article in a comment.
PROPERTIES = re.compile(r"<!--\s*enpproperty(.{0,20000}?)/?enpproperty\s*-->", re.DOTALL)
PROPERTY = re.compile(r"<(title|introtitle|subtitle|author|date|nodename)>(.*?)</\1>", re.DOTALL)
DAY = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
NODE = re.compile(
    r"第?([A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})版?[\s:：]*(?:版[\s:：]*)?([\u4e00-\u9fff·]{2,10})?"
)
PAPER = re.compile(r"[\u4e00-\u9fff]{2,10}报")
SOURCE = re.compile(
    r"来源\s?[：:|丨｜]\s?([\u4e00-\u9fff]{2,10}?报)(?:(?=记者|作者|编辑)|(?![\u4e00-\u9fff]))"
)
WRITTEN = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) +([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
EDITION = re.compile(r"(?:多媒体)?(?:数字|电子)(?:版|报刊?|报纸)?$")
TITLE_PARTS = re.compile(r"\s*[-_—–|｜·]+\s*|\s+")
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
# A paper's name; a report (简报) or a broadcast (播报) is none.
NAMED = re.compile(r"[\u4e00-\u9fff]{1,8}(?<![简通公播预海喜捷汇情申举填上])报")
TWICE = re.compile(r"^(.{3,8})\1$")
PRINTED = re.compile(
    r"(?:19|20)\d\d.{0,16}?第\s?([A-Z]{0,2}\s?\d{1,3})\s?版|第\s?([A-Z]{0,2}\s?\d{1,3})\s?版\s?[）)]"
    r"|版次：([A-Z]?\d{1,3})|第\s?([A-Z]{0,2}\d{1,3})\s?版.{0,12}?(?:19|20)\d\d[-/年]"
)
# When WeChat's page was made, which a script shows.
CREATED = re.compile(r"\bcreateTime\s*=\s*['\"]([\d-]{8,10})")
# What the standard of government sites calls headline, day and source.
METAS = {"ArticleTitle": "title", "PubDate": "date", "ContentSource": "source"}
PIECES = re.compile(r"[\s\d|丨｜]+")
LONGEST = 60  # characters of a line that the page prints of itself
LATEST = "2099-12-31"  # not today, so that a page reads the same on any day


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page's head says: its headline's lines, who wrote, the day, where it appeared."""

    titles: tuple[str, ...]
    authors: str
    issued: str | None
    imprint: Imprint


def find_facts(root: Element, text: str, passages: Sequence[Passage]) -> Facts:
    """Find the facts that the head of a page gives; Founder's own go before the rest.

    Where the head does not name the paper, 来源：… in what the page shows does.
    """
    own = read_metas(root) | read_properties(text)
    plain = [passage.text for passage in passages if not passage.linked]
    dated = {"original_date": True, "extensive_search": False, "max_date": LATEST}
    known = extract_metadata(root, date_config=dated, extensive=False)
    titles = tuple(own[key] for key in ("introtitle", "title", "subtitle") if own.get(key))
    node = NODE.fullmatch(own.get("nodename", ""))
    imprint = Imprint(
        find_paper(root, known.sitename, own.get("source"), known.author)
        or find_source(passage.text for passage in passages)
        or find_name(line for line in plain if DAY.search(line)),
        read_number(node[1])
        if node
        else find_number(
            passage.text for passage in passages if not passage.linked or "版次" in passage.text
        ),
        node[2] if node else None,
        find_address(root),
    )
    writers = WRITTEN.sub(r"\1\2", own.get("author") or known.author or "").replace(";", " ")
    made = CREATED.search(text)
    return Facts(
        titles
        or tuple(title for title in [known.title] if title and not MASTHEAD.fullmatch(title)),
        "" if PAPER.fullmatch(writers) else writers,
        find_day(own.get("date", ""))
        or find_day(made[1] if made else "")
        or find_day(known.date or ""),
        imprint,
    )


def read_metas(root: Element) -> dict[str, str]:
    """Read what a government site's head says in the words of their standard."""
    said = ((meta.get("name") or "", meta.get("content") or "") for meta in root.iter("meta"))
    return {METAS[name]: " ".join(text.split()) for name, text in said if name in METAS and text}


def read_properties(text: str) -> dict[str, str]:
    """Read Founder's comment, where there is one."""
    found = PROPERTIES.search(text)
    if found is None:
        return {}
    said = PROPERTY.findall(found[1])
    return {key: " ".join(re.sub(r"<[^>]{0,200}>", " ", value).split()) for key, value in said}


def find_day(text: str) -> str | None:
    """Find the first day that a text names."""
    found = DAY.search(text)
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else None
    except ValueError:
        return None


def find_paper(root: Element, *names: str | None) -> str | None:
    """Find the name of the paper: one of `names`, or a part of the page's title."""
    title = " ".join(root.xpath("string((//title)[1])").split())
    for name in (*filter(None, names), *reversed(TITLE_PARTS.split(title))):
        bare = EDITION.sub("", name.strip())
        if PAPER.fullmatch(bare):
            return bare
    return None


def find_name(lines: Iterable[str]) -> str | None:
    """Find a paper's name that stands by itself in one of the lines."""
    pieces = (
        piece.strip("《》").removesuffix("记者")
        for line in lines
        if len(line) <= LONGEST
        for piece in PIECES.split(line)
    )
    names = (TWICE.sub(r"\1", piece) for piece in pieces)
    return next((name for name in names if NAMED.fullmatch(name)), None)


def find_number(lines: Iterable[str]) -> str | None:
    """Find the number of the page that lines print as its own: 第04版：民生, （… 第 04 版）."""
    short = [line for line in lines if len(line) <= LONGEST]
    found = [PRINTED.search(line) or NODE.fullmatch(line) for line in short]
    said = [next(filter(None, one.groups()), "") for one in found if one and "版" in one[0]]
    numbers = {read_number(number.replace(" ", "")) for number in said}
    return next(iter(numbers)) if len(numbers) == 1 else None


def find_source(shown: Iterable[str]) -> str | None:
    """Find the paper that a page says it has its article from."""
    found = (SOURCE.search(line) for line in shown if "来源" in line)
    return next((one[1] for one in found if one), None)


def find_address(root: Element) -> str | None:
    """Find the address at which the page appeared."""
    return next((place for place in list_addresses(root) if ADDRESS.fullmatch(place)), None)


def list_addresses(root: Element) -> Iterator[str]:
    """List what the page says of its own address."""
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for found in etree.XPath(path)(root):
            yield str(found).strip()
