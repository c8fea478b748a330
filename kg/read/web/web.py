"""Read web pages: articles of digital newspapers and of news sites."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement as Element

from kg.errors import InputError, word_fault
from kg.model import ArticleId, Note, Region, Role, Sheet
from kg.read.encodings import decode_declared
from kg.read.library.hocr import list_pages, read_hocr
from kg.read.text import LARGEST, is_binary
from kg.read.web.cores import choose_core, find_boxes
from kg.read.web.passages import BLANK, Passage, cut_passages
from kg.read.web.scopes import Scope, find_scopes
from kg.read.web.webfacts import Facts, find_day, find_facts, find_name
from kg.read.web.webpages import cut_info, is_info, list_uses

for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)

CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
HEAD = 4096  # bytes in which a page declares its encoding; browsers look at 1024
DEEPEST = 150  # trafilatura recurses; a page of more levels is read without it
PART = 8  # characters from which on a passage may be part of a line of trafilatura's
Use = tuple[Role, int]  # of a passage, and the number of its article
NO_ARTICLE = "网页里没有找到正文（可能是目录、图片，或要运行脚本才显示）"
SITE_NAME = re.compile(
    r"\s*[-_—–|｜]+\s*[^-_—–|｜]{0,20}(?:网|网站|报|版|频道|门户|平台|客户端|新闻|在线|发布)$"
)
CLOSING = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
NESTING = re.compile(
    r"</?(?:div|span|font|b|center|table|tbody|tr|td|ul|li)\b[^>]*>", re.IGNORECASE
)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_web(path: Path) -> Iterator[Sheet]:
    """Read a saved web page as one sheet: all its visible text, each line with its use.

    One that is hOCR is read as the pages that were recognised.  Scripts are neither run nor kept.

    Raises:
        InputError: the file cannot be read, is too large, is no text, or shows none.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(path, None, f"文件过大（上限 {LARGEST // 2**20} MB），请先拆分")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    declared = CHARSET.search(data[:HEAD])
    text, faults = decode_declared(data, declared[1].decode("ascii") if declared else None)
    if is_binary(text):
        raise InputError(path, None, "二进制文件，不是网页")
    root = parse(text)
    if root is not None and (pages := list_pages(root)):
        yield from read_hocr(path, pages)
        return
    passages = tuple(cut_passages(root)) if root is not None else ()
    if root is None or not passages:
        raise InputError(path, None, "网页里没有文字（可能要运行脚本才显示）")
    sheet = make_sheet(root, passages, text)
    if faults:
        mixed = Note("", "mixed-encoding", f"编码混杂：{faults} 行与其余各行编码不同或无法解出")
        sheet = replace(sheet, notes=(*sheet.notes, mixed))
    yield sheet


def parse(text: str) -> Element | None:
    """Parse a page however broken, or give None where there is nothing.

    libxml2 forgets what follows </html>, and what lies deeper than 2048 elements.
    """
    plain = CLOSING.sub("", DECLARATION.sub("", text.replace("\x00", "")))
    for markup in (plain, NESTING.sub("<br>", plain)):
        parser = html.HTMLParser(huge_tree=True)
        try:
            root = html.document_fromstring(markup, parser=parser)
        except (etree.ParserError, ValueError):
            return None
        if not any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
            break
    return root


def make_sheet(root: Element, passages: Sequence[Passage], text: str) -> Sheet:
    """Make the sheet of a page that shows `passages`."""
    facts = find_facts(root, text, passages)
    scopes = find_scopes(passages)
    if scopes:
        facts = complete_facts(facts, passages[: scopes[0].start])
        alone = sum(not scope.teaser for scope in scopes) == 1
        return write_sheet(passages, use_scopes(passages, scopes), facts, alone=alone)
    core = choose_core(passages, find_running(root, passages))
    roles = list_uses(passages, core, facts.titles)
    bodies = [at for at, use in enumerate(roles) if use == "body"]
    heads = [at for at, use in enumerate(roles) if use == "title"]
    if not bodies:  # the day is one of those in a list
        facts = replace(facts, issued=None)
    elif heads:
        facts = complete_facts(facts, passages[heads[-1] + 1 : bodies[0]])
    uses = list(use_boxes(roles, find_boxes(passages, core)))
    order = sorted(range(len(passages)), key=lambda at: max(1, uses[at][1]))
    return write_sheet([passages[at] for at in order], [uses[at] for at in order], facts)


def complete_facts(facts: Facts, between: Sequence[Passage]) -> Facts:
    """Fill in the day and the paper that stand between headline and text."""
    issued = facts.issued or find_day(" ".join(passage.text for passage in between))
    paper = facts.imprint.publication or find_name(passage.text for passage in between)
    return replace(facts, issued=issued, imprint=replace(facts.imprint, publication=paper))


def use_boxes(roles: Sequence[Role], boxes: Sequence[int]) -> Iterator[Use]:
    """Give each passage its use, and the number of its article; a box is one of its own."""
    last = 1
    for role, number in zip(roles, boxes, strict=True):
        if number > 1 and number != last:
            yield "title", number
        elif role == "body" and number == 0:
            yield "furniture", 0
        else:
            yield role, number if role != "furniture" or number > 1 else 1
        last = number


def use_scopes(passages: Sequence[Passage], scopes: Sequence[Scope]) -> list[Use]:
    """Tell the use of each passage of a page with several articles."""
    uses: list[Use] = [("furniture", 0)] * len(passages)
    for number, scope in enumerate(scopes, start=1):
        if not scope.teaser:
            inside = passages[scope.start : scope.end]
            roles = list_uses(inside, [True] * len(inside), scope.titles)
            uses[scope.start : scope.end] = [(role, number) for role in roles]
    return uses


def find_running(root: Element, passages: Sequence[Passage]) -> list[bool]:
    """Tell which passages are the text of the page's one article, as trafilatura finds it."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.1 s that only web pages need

    if max(len(passage.path) for passage in passages) > DEEPEST:
        return [True] * len(passages)
    found = bare_extraction(root, include_comments=False, favor_recall=True)
    text = found.text or "" if found is not None and not isinstance(found, dict) else ""
    lines = {BLANK.sub("", line) for line in text.split("\n")}
    whole = "\n".join(sorted(lines))
    if not any("。" in line for line in lines):
        return [False] * len(passages)
    return [
        passage.key in lines or (len(passage.key) >= PART and passage.key in whole)
        for passage in passages
    ]


def find_written(passages: Sequence[Passage], roles: Sequence[Role]) -> str:
    """Find what names the writers: bylines, and the two ends of the text."""
    bodies = [passage.key for passage, role in zip(passages, roles, strict=True) if role == "body"]
    signed = [
        passage.key for passage, role in zip(passages, roles, strict=True) if role == "byline"
    ]
    return "".join([*signed, *bodies[:1], *bodies[-1:]])


def write_sheet(
    passages: Sequence[Passage], uses: Sequence[Use], facts: Facts, *, alone: bool = True
) -> Sheet:
    """Write the passages out, a line each and a blank line before an article, with their uses.

    Where the page does not show the headline or the writer that its head names, they are added.
    """
    lines: list[tuple[str, Use]] = []
    roles = [role for role, _ in uses]
    first = roles.index("body") if "body" in roles else None
    written = find_written(passages, roles)
    for at, (passage, use) in enumerate(zip(passages, uses, strict=True)):
        if at == first and alone:
            if "title" not in roles[:at]:
                lines += [(SITE_NAME.sub("", title), ("title", use[1])) for title in facts.titles]
            if not all(name in written for name in facts.authors.split()):
                lines.append((facts.authors, ("byline", use[1])))
        if use[0] not in {"body", "title"} and is_info(passage):
            lines += [(piece, (role, use[1])) for piece, role in cut_info(passage)]
        else:
            lines.append((passage.text, use))
    notes = () if first is not None else (Note("", "no-article", NO_ARTICLE),)
    text, regions = join_lines(lines)
    return Sheet(text, notes=notes, issued=facts.issued, imprint=facts.imprint, stated=regions)


def join_lines(lines: Sequence[tuple[str, Use]]) -> tuple[str, tuple[Region, ...]]:
    """Put lines together, each with its use, a blank one where an article begins."""
    pieces: list[str] = []
    regions: list[Region] = []
    at, last = 0, ("furniture", 0)
    for line, (role, number) in lines:
        begins = role != "furniture" and (last[1] != number or last[0] == "furniture")
        start = at + (begins and at > 0)
        pieces.append("\n" * (start - at) + line + "\n")
        article = ArticleId(str(number)) if role != "furniture" else None
        regions.append(Region(start, start + len(line), role, article))
        at, last = start + len(line) + 1, (role, number)
    return "".join(pieces), tuple(regions)
