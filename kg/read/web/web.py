"""Read web pages: articles of digital newspapers and of news sites."""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement as Element

from kg.errors import InputError
from kg.model import ArticleId, Note, Region, Role, Sheet
from kg.read.encodings import decode_declared
from kg.read.text import LARGEST
from kg.read.web.passages import BLANK, Passage, cut_passages
from kg.read.web.webfacts import Facts, find_day, find_facts
from kg.read.web.webpages import Scope, cut_info, find_scopes, is_info, list_uses

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
CLOSING = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
NESTING = re.compile(
    r"</?(?:div|span|font|b|center|table|tbody|tr|td|ul|li)\b[^>]*>", re.IGNORECASE
)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_web(path: Path) -> Iterator[Sheet]:
    """Read a saved web page as one sheet: all its visible text, each line with its use.

    Scripts are neither run nor kept.

    Raises:
        InputError: the file cannot be read, is too large, is no text, or shows none.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(path, None, f"文件过大（上限 {LARGEST // 2**20} MB），请先拆分")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, None, f"读不了：{error.strerror}") from error
    declared = CHARSET.search(data[:HEAD])
    text, faults = decode_declared(data, declared[1].decode("ascii") if declared else None)
    if text.count("\x00") > 0.01 * len(text):
        raise InputError(path, None, "二进制文件，不是网页")
    root = parse(text)
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
    facts = find_facts(root, text, [passage.text for passage in passages])
    scopes = find_scopes(passages)
    if scopes:
        return write_sheet(passages, use_scopes(passages, scopes), facts)
    uses = list_uses(passages, find_running(root, passages), facts.titles)
    bodies = [at for at, use in enumerate(uses) if use == "body"]
    heads = [at for at, use in enumerate(uses) if use == "title"]
    if facts.issued is None and heads and bodies:
        between = " ".join(passage.text for passage in passages[heads[-1] : bodies[0]])
        facts = replace(facts, issued=find_day(between))
    return write_sheet(passages, [(use, 1) for use in uses], facts)


def use_scopes(passages: Sequence[Passage], scopes: Sequence[Scope]) -> list[Use]:
    """Tell the use of each passage of a page with several articles."""
    uses: list[Use] = [("furniture", 0)] * len(passages)
    for number, scope in enumerate(scopes, start=1):
        if not scope.teaser:
            inside = passages[scope.start : scope.end]
            roles = list_uses(inside, [True] * len(inside))
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


def write_sheet(passages: Sequence[Passage], uses: Sequence[Use], facts: Facts) -> Sheet:
    """Write the passages out, a line each and a blank line before an article, with their uses.

    Where the page does not show the headline or the writer that its head names, they are added.
    """
    lines: list[tuple[str, Use]] = []
    written = "".join(passage.key for passage in passages)
    roles = [role for role, _ in uses]
    first = roles.index("body") if "body" in roles else None
    for at, (passage, use) in enumerate(zip(passages, uses, strict=True)):
        if at == first and use[1] == max(number for _, number in uses):  # there is but one article
            if "title" not in roles:
                lines += [(title, ("title", use[1])) for title in facts.titles]
            if not all(name in written for name in facts.authors.split()):
                lines.append((facts.authors, ("byline", use[1])))
        if use[0] != "body" and is_info(passage):
            lines += [(piece, (role, use[1])) for piece, role in cut_info(passage.text)]
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
