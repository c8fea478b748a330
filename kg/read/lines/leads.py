"""Read the phrase that opens a report and is no part of its text: the source, and who wrote it."""

from collections.abc import Iterator

from kg.know.knowledge import Knowledge
from kg.read.lines.bylines import REPORT, Byline, Forms, compile_forms, read_byline
from kg.read.lines.lines import Line

LONGEST = 40  # characters of reporters
NEAR = 14  # characters in which the first of them is named
COLONS = frozenset("：:")


def read_lead(line: Line, knowledge: Knowledge) -> Byline | None:
    """Read the phrase before a report's text: 本报讯（记者 张三）, 江城网7月4日电(记者张三).

    Or 本报记者张三报道：, 本报讯 记者张三 …  What wires a report (电) is its agency; the rest is
    the paper's own or another medium.
    """
    known = compile_forms(knowledge)
    source = read_source(line, knowledge)
    start = source.end if source else 0
    if (source and source.authors) or not known.word.search(line.text, start, start + NEAR):
        return source
    reporters = read_reporters(line, start, known, knowledge)
    if reporters is None:
        return source
    agency = source.agency if source else None
    return Byline(reporters.authors, agency or reporters.agency, 0, reporters.end)


def read_reporters(line: Line, start: int, known: Forms, knowledge: Knowledge) -> Byline | None:
    """Read the reporters that a text names from `start` on, without brackets."""
    found = known.role.match(line.text, start)
    if found is None:
        return None
    own = known.word.match(line.text, start) is None
    for end, after in list_ends(line, found.end(), sourced=start > 0, own=own):
        byline = read_byline(line.cut(start, end), knowledge)
        if byline and byline.authors and all(is_named(name, known) for name in byline.authors):
            return Byline(byline.authors, byline.agency, start, after)
    return None


def list_ends(line: Line, first: int, *, sourced: bool, own: bool) -> Iterator[tuple[int, int]]:
    """List where names may end that begin before `first`, and where the text begins after that.

    They end with 报道 and a colon, or a space; or without these if they say of whom they are
    (本报记者); or, behind a source (本报讯), with any space or the text.
    """
    text, last = line.text, min(len(line.text), first + LONGEST)
    if found := REPORT.search(text, first, last):
        end = found.end()
        colon = text[end : end + 1] in COLONS
        if colon or sourced or own or end in line.loose or end == len(text):
            yield end, end + colon
    if sourced:
        spaces = [at for at in (*line.loose, len(text)) if first < at <= last]
        yield from ((at, at) for at in reversed(spaces))


def is_named(name: str, known: Forms) -> bool:
    """Tell whether a name begins with a surname."""
    return name[0] in known.surnames or name[:2] in known.surnames


def read_source(line: Line, knowledge: Knowledge) -> Byline | None:
    """Read where a report comes from, and the bracket behind that."""
    found = compile_forms(knowledge).lead.match(line.text)
    if found is None:
        return None
    groups = found.groupdict()
    if groups["writers"] is None:
        head = line.text[: max(0, found.start("people")) or found.end()]
        if compile_forms(knowledge).word.search(head):
            return None  # 本报记者林远报道 is no source
    agency = compile_forms(knowledge).agencies.get(groups["agency"] or "")
    if groups["report"] == "电":
        agency = groups["medium"]
    authors: tuple[str, ...] = ()
    for name in ("people", "writers"):
        if groups[name] is not None:
            inner = line.cut(found.start(name), found.end(name))
            byline = read_byline(inner, knowledge, bracketed=True)
            if byline is None and name == "writers":
                return None
            authors = byline.authors if byline else ()
            agency = agency or (byline.agency if byline else None)
    return Byline(authors, agency, 0, found.end())
