"""Find named bodies and built places by the grammar of their names.

A name is [party] [places or level] words last-word, and may go on with a unit of its own:
江城市公安局 + 南湖分局 + 柳林派出所.  Which words may stand in it, and which end it, the tokens say;
this is the grammar over their letters.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.tokens import Tokens, is_proper, split_tokens
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence, Span

KINDS = {
    **dict.fromkeys("aAdbg", "Agency"),
    **dict.fromkeys("oOq", "Organization"),
    **dict.fromkeys("kKc", "Company"),
    **dict.fromkeys("fwe", "Facility"),
    **dict.fromkeys("stz", "Place"),
}
# A stretch without a token that ends names; 和 stands between words of function only.
RUN = re.compile(r"(?:[^xyC,]|(?<=F)C(?=F+[abg]))+")
# A firm's full legal name: from its place on, whatever nouns it holds.
LEGAL = re.compile(r"[Pp](?:[^x,CPp]{1,10}K|[NFhy]{1,3}[ko])")
HEADS = frozenset("aAdbgoOqkKcfwe")
NEED = frozenset("bqced")
# What may begin a name that no place begins.
START = re.compile(r"[NFDhZpPLcet]")
PREFIX = re.compile(r"Z?(?:L|[Pph]+(?:[Nhm]{1,3}s)*)")
# Places before a built place, of which the last stays with it.
ADDRESS = re.compile(r"(?:[Pph]|[Nhm]{1,3}s)*(?:[Pph]|[Nhm]{1,3}s)((?:[Pph]|[Nhm]{1,3}s))(?!s)")
LONGEST = 7  # words between place and head
BODILY = frozenset({"Agency", "Organization"})


class Body(NamedTuple):
    """A name as token offsets: what it is, and how sure the grammar is of it."""

    start: int
    end: int
    kind: str
    score: float


def find_bodies(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose agencies, companies, organizations and facilities, and the bodies they belong to."""
    text, tokens = sentence.text, split_tokens(sentence.text, knowledge)
    for run in RUN.finditer(tokens.parts):
        for body in parse(tokens, run.start(), run.end(), text):
            yield make(sentence, tokens, body)
    for found in LEGAL.finditer(tokens.parts):
        kind = KINDS[tokens.parts[found.end() - 1]]
        yield make(sentence, tokens, Body(found.start(), found.end(), kind, 0.9))


def make(sentence: Sentence, tokens: Tokens, body: Body) -> Mention:
    """Make a mention of a body."""
    start, end = tokens.bounds[body.start], tokens.bounds[body.end]
    base = sentence.span.start
    span = Span(sentence.span.article, base + start, base + end)
    return Mention(span, sentence.text[start:end], body.kind, "body", body.score)


def parse(tokens: Tokens, start: int, end: int, text: str) -> Iterator[Body]:
    """Yield the names in a run of tokens, each after the larger bodies that it belongs to."""
    parts, begin = tokens.parts, start
    chain: list[Body] = []
    for at in range(start, end):
        part = parts[at]
        if part == "L" and parts[at - 1 : at] not in tuple("PphN") or (
            part in "Pp" and not chain and begins_anew(parts, begin, at)
        ):
            yield from settle(parts, chain)
            begin, chain = at, []
        elif part in "st" and chain:
            yield from settle(parts, chain)
            begin, chain = at + 1, []
        elif part in HEADS:
            body = join(tokens, chain[-1], at, text) if chain else judge(tokens, begin, at, text)
            if body:
                if chain and part == "g" and chain[-1].end == at:
                    chain.pop()  # 纪委|监委 and 省委|宣传部 are one
                chain.append(body)
                if part == "A":
                    yield from name_area(tokens, chain)
    yield from settle(parts, chain)


def settle(parts: str, chain: list[Body]) -> Iterator[Body]:
    """Yield the last name of a chain, and the bodies that it is a unit of.

    An address before a built place is cut to its last member: 柳林村长湾组水渠.
    """
    for body in chain[:-1]:
        if body.kind in BODILY and chain[-1].kind in BODILY:
            yield body
    for body in chain[-1:]:
        address = ADDRESS.match(parts, body.start, body.end) if body.kind == "Facility" else None
        yield body._replace(start=address.start(1)) if address else body


def begins_anew(parts: str, begin: int, at: int) -> bool:
    """Tell whether a place ends what was before it: words, but no places and no party's name."""
    return not re.fullmatch(r"[ZPphLst]*(?:[Nhm]{1,3}s)*", parts[begin:at])


def name_area(tokens: Tokens, chain: list[Body]) -> Iterator[Body]:
    """Yield the place that the last unit of a chain has in its name: 柳林 of 柳林派出所."""
    at = chain[-1].end - 1
    start = chain[-2].end if len(chain) > 1 else chain[-1].start
    words = re.search(r"[Nht]{1,3}$", tokens.parts[start:at])
    if words and (words.start() == 0 or tokens.parts[start + words.start() - 1] in "PpZL"):
        yield Body(start + words.start(), at, "Place", 0.7)


def join(tokens: Tokens, last: Body, at: int, text: str) -> Body | None:
    """Add a unit to a name: 江城市公安局 + 南湖分局."""
    head, gap = tokens.parts[at], tokens.parts[last.end : at]
    word = text[tokens.bounds[at] : tokens.bounds[at + 1]]
    if len(gap) > LONGEST or (head in "qce" and not gap and len(word) < 2):  # noqa: PLR2004
        return None
    kind = KINDS[head]
    if head in "bq":
        kind = last.kind if last.kind in BODILY else "Organization"
    return Body(last.start, at + 1, kind, min(last.score, 0.9))


def judge(tokens: Tokens, begin: int, at: int, text: str) -> Body | None:
    """Decide whether the token `at` ends a name that begins at `begin` or a little later."""
    parts, head = tokens.parts, tokens.parts[at]
    while begin < at and not START.match(parts[begin]):
        begin += 1
    placed = PREFIX.match(parts, begin, at)
    first = placed.end() if placed else begin
    core = text[tokens.bounds[first] : tokens.bounds[at]]
    word = text[tokens.bounds[at] : tokens.bounds[at + 1]]
    functional = bool(core) and set(parts[first:at]) <= {"F", "C"}
    kind = "Agency" if functional and word.endswith("中心") and head in "qo" else KINDS[head]
    if at - first > LONGEST:
        return None
    if placed:
        fits = fits_place(head, placed.group(), parts[first:at], word)
        return Body(begin, at + 1, kind, 0.9 if core else 0.6) if fits else None
    if not core or head == "d":
        return None
    if functional and kind == "Agency":
        return Body(begin, at + 1, kind, 0.8) if len(core) > 3 or head not in "qo" else None
    if head in "Ow" or (head in NEED and parts[first] == "D" and at - first > 1):
        return Body(begin, at + 1, kind, 0.7)
    if head in NEED or head == "g" or not is_proper(text, tokens, begin, at):
        return None
    return Body(begin, at + 1, kind, 0.7)


def fits_place(head: str, prefix: str, core: str, word: str) -> bool:
    """Tell whether a place or level, the words after it and a last word make a name."""
    if head == "g":
        return len(core) < 3  # noqa: PLR2004
    if head == "d":
        return bool(core) and set(core) <= {"F"}
    if not core:
        long = len(word) > 2  # noqa: PLR2004
        return head not in "qce" and (prefix != "L" or long or head in "aA")
    return True
