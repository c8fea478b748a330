"""Read who wrote an article: a byline, a dateline, the bracket at an article's end."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.read.lines.lines import Line

BOXES = "□■☑☐☒▢"  # what a wide blank (本报记者　林远) is read as
MARKS = BOXES + "●◎◆▲△○◇★☆▇▌◤◥—*"
SEPARATOR = re.compile(rf"[、，,;；/／|｜:：&\s{BOXES}]+")
FINAL = "。！？!?…”」』"
PLACE = "ns"  # as the dictionary tags it
DAY = r"(?:\d{1,2}月\d{1,2}日|[（(]\d{1,2}日[）)])"
# What stands behind the names where they report: 报道, 5月1日报道, 25日电.
REPORT = re.compile(rf"(?:{DAY}|\d{{1,2}}日)?(?:综合)?报[道导]|(?:{DAY}|\d{{1,2}}日)专?[电讯]")
TEXT = re.compile(r"[。！？]|报[道导][：:，,].")  # what no byline has
CLOSING = re.compile(
    r"[（(](?P<people>[^（）()]{1,60})[）)〕\]J]$|(?<=[。！？])(?P<closed>[^（）()。！？]{2,20})[）)]$"
)
AGENCY_ONLY = re.compile(r"^据|电$|供本报.{0,4}$")  # beside the agency: （据新华社电）
BOTH = re.compile(r"[文图][/／][文图]|摄$")  # wrote and photographed
LONGEST = 60  # characters of a byline
ROLE = 2  # trust in names after a role word
LONGEST_RUN = 24  # characters of names that nothing parts
NAME_COSTS = ((3, 1.0), (2, 1.2), (4, 2.0))


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote, and the news agency; `start` and `end` say where a text says so."""

    authors: tuple[str, ...]
    agency: str | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Forms:
    """The patterns that the word lists of bylines make; every `role` has a `word`."""

    word: re.Pattern[str]
    role: re.Pattern[str]
    rest: re.Pattern[str]
    lead: re.Pattern[str]
    agency: re.Pattern[str]
    surnames: frozenset[str]
    agencies: dict[str, str]


def any_of(words: Iterable[str]) -> str:
    """Write a pattern for any of `words`, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})"


@lru_cache(maxsize=4)
def compile_forms(knowledge: Knowledge) -> Forms:
    """Compile the patterns of bylines."""

    def words(name: str, value: str) -> str:
        return any_of(w for w, kind in knowledge.words[name].items() if kind == value)

    role, form = words("byline", "role"), words("byline", "form")
    medium = rf"[\u4e00-\u9fff]{{1,10}}?{words('dateline', 'medium')}"
    report, own = words("dateline", "report"), words("dateline", "own")
    agencies = dict(knowledge.words["newsagency"])
    source = (
        rf"{own}[\u4e00-\u9fff·]{{0,8}}?{DAY}?{report}"
        rf"|据?(?P<agency>{any_of(agencies)})[\u4e00-\u9fff·]{{0,8}}?{DAY}?{report}"
        rf"|(?P<medium>[\u4e00-\u9fffA-Za-z]{{2,10}}?){DAY}(?P<report>{report})"
        rf"|{medium}{report}(?=[（(]|{form}*{role})"
    )
    people = r"(?:[（(](?P<people>[^（）()。]{2,60})[）)])?"
    writers = rf"[（(](?P<writers>[^（）()。]{{0,12}}{role}[^（）()。]{{2,48}})[）)]"
    return Forms(
        re.compile(role),
        re.compile(rf"(?:{medium})?{form}*{role}(?:{form}*{role})*"),
        re.compile(rf"{words('byline', 'photo')}$|^{form}+$|^(?:{own})?{report}$"),
        re.compile(rf"(?:[【\[]?(?:{source})[】\]]?[：:，,]?{people}|{writers})[：:，,]?"),
        re.compile(any_of(agencies)),
        frozenset(knowledge.words["surname"]),
        agencies,
    )


def read_byline(line: Line, knowledge: Knowledge, *, bracketed: bool = False) -> Byline | None:
    """Read `line` as a byline, or give None where it is none.

    Names are parted by spaces, marks and role words, or by nothing at all; a name of two
    characters may be set apart (李 理).  Without a role word each must begin with a surname,
    and may be no common word unless it is `bracketed`.  Where the byline runs over two lines
    the break may part two names, or one.  A role word by itself (本报记者) is one without a
    name: that stands on a line of its own, beyond a gutter.
    """
    known = compile_forms(knowledge)
    text = line.text
    if known.word.search(text) and known.role.fullmatch(text):
        return Byline((), None, 0, len(text))
    start, end = 0, len(text)
    while start < end and text[start] in MARKS + "（(【[":
        start, bracketed = start + 1, bracketed or text[start] in "（("
    while end > start and text[end - 1] in "）)】]":
        end -= 1
    if not 0 < end - start <= LONGEST or TEXT.search(text):
        return None
    inner = line.cut(start, end) if end - start < len(text) else line
    for breaks in ((*inner.spaces, *inner.joints), inner.spaces):
        found = read_names(inner, breaks, known, bracketed=bracketed)
        if found or not inner.joints:
            return found and Byline(found.authors, found.agency, 0, len(text))
    return None


def read_names(
    line: Line, breaks: Sequence[int], known: Forms, *, bracketed: bool
) -> Byline | None:
    """Read the names of a byline without its brackets, parted at `breaks` among others."""
    pieces, trust, agency = cut_names(line, breaks, known)
    trust = max(trust, int(bracketed))
    if not trust and len(line.spaces) > len(line.loose):
        return None  # a letter-spaced line of text
    authors: list[str] = []
    for piece in pieces:
        names = split_names(piece, known.surnames, trust)
        if names is None:
            return None
        authors.extend(names)
    return Byline(tuple(dict.fromkeys(authors)), agency) if authors or agency else None


def cut_names(line: Line, breaks: Sequence[int], known: Forms) -> tuple[list[str], int, str | None]:
    """Cut a byline into what may be names; tell how far to trust them, and the agency."""
    text = line.text
    agency = None
    if known.agency.search(text):
        agency = next(name for word, name in known.agencies.items() if word in text)
    marked = list(text)
    role = False
    roles = known.role.finditer(text) if known.word.search(text) else ()
    for found in (*roles, *BOTH.finditer(text)):
        if found.end() - found.start() > 1:
            role = True
            marked[found.start() : found.end()] = " " * (found.end() - found.start())
    for space in breaks:
        marked[space] = " " + marked[space]
    pieces = []
    for piece in SEPARATOR.split("".join(marked)):
        bare = known.rest.sub("", piece.strip(MARKS))
        if agency and AGENCY_ONLY.sub("", bare) in known.agencies:
            continue
        if bare:
            pieces.append(bare)
    if pieces:
        pieces[-1:] = [bare for bare in (strip_report(pieces[-1], known.surnames),) if bare]
    joined = join_single(pieces)
    apart = joined != pieces and len(line.spaces) == len(line.loose)
    return joined, ROLE if role or agency else int(apart), agency


def strip_report(piece: str, surnames: frozenset[str]) -> str:
    """Drop what stands behind a name: 报道, the day and the place that it comes from."""
    found = REPORT.search(piece)
    if found is None or found.end() < len(piece):
        return piece
    bare = piece[: found.start()]
    for size in range(len(bare), 1, -1):
        if len(bare) - size != 1 and dictionary().get(bare[-size:]) == PLACE:
            bare = bare[:-size]
            break
    return bare if bare[:1] in surnames or bare[:2] in surnames or not bare else piece


def join_single(pieces: list[str]) -> list[str]:
    """Join two single characters in a row: 王 文 is one name, set apart to fill three cells."""
    names: list[str] = []
    half = ""
    for piece in pieces:
        if half and len(piece) == 1:
            names.append(half + piece)
            half = ""
        elif len(piece) == 1:
            half = piece
        else:
            names += [half, piece] if half else [piece]
            half = ""
    return [*names, half] if half else names


def split_names(piece: str, surnames: frozenset[str], trust: int) -> list[str] | None:
    """Cut what nothing parts into names (叶卫兵王文婷), or give None where these are no names.

    Where nothing says that they are (`trust` 0) a name begins with a surname and is no common
    word; in brackets or set apart (1) it may be one; after a role word (2) it may be any.
    """
    if not all("\u4e00" <= character <= "\u9fff" or character == "·" for character in piece):
        return None
    named = piece[0] in surnames or piece[:2] in surnames
    if len(piece) in {2, 3} or "·" in piece:
        common = not trust and not dictionary().get(piece, "nr").startswith("nr")
        return [piece] if (named and not common) or trust == ROLE else None
    if len(piece) == 4 and piece[:2] in surnames:
        return [piece]
    return cut_run(piece, surnames) if trust and 4 <= len(piece) <= LONGEST_RUN else None


def cut_run(piece: str, surnames: frozenset[str]) -> list[str] | None:
    """Cut a run of names before surnames, names of three characters rather than of two."""
    ways: list[tuple[float, list[str]] | None] = [(0.0, []), *([None] * len(piece))]
    for end in range(2, len(piece) + 1):
        for length, cost in NAME_COSTS:
            before = ways[end - length] if end >= length else None
            name = piece[max(0, end - length) : end]
            if before is None or not (name[0] in surnames or name[:2] in surnames):
                continue
            way = (before[0] + cost, [*before[1], name])
            best = ways[end]
            if best is None or way[0] < best[0]:
                ways[end] = way
    last = ways[-1]
    return last[1] if last else None


def read_trail(line: Line, knowledge: Knowledge) -> Byline | None:
    """Read the byline at a text's end: （何云飞 宋冬梅）, or names after the last full stop."""
    text = line.text
    found = CLOSING.search(text, max(0, len(text) - LONGEST - 2))
    if found and (found.start() == 0 or text[found.start() - 1] in FINAL):
        inner = line.cut(*found.span(found.lastgroup or 0))
        byline = read_byline(inner, knowledge, bracketed=True)
        if byline:
            return Byline(byline.authors, byline.agency, found.start(), len(text))
    start = max(text.rfind(mark, 0, len(text) - 1) for mark in "。！？”") + 1
    parted = start in line.spaces and len(text) - start <= LONGEST
    half = any(mark in text[start:] for mark in "（(）)")  # of a bracket that runs over two lines
    if 0 < start < len(text) and not half and (parted or text[start] in MARKS):
        rest = line.cut(start, len(text))
        byline = read_byline(rest, knowledge, bracketed=text[start] in MARKS)
        if byline:
            return Byline(byline.authors, byline.agency, start, len(text))
    return None
