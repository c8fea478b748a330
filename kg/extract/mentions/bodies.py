"""Find named bodies and built places by the grammar of their names.

A name is [party] [places or level] words last-word, and may go on with a unit of its own:
江城市公安局 + 南湖分局 + 柳林派出所.  Which words may stand in it, and which end it, the letters of
the tokens say (kg.extract.mentions.parts); this is the grammar over them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.extract.mentions.firms import find_firms
from kg.extract.mentions.prefixes import AREA, fits_place, is_area, match_prefix
from kg.extract.mentions.roads import extend_road
from kg.extract.mentions.tokens import TEAM, Tokens, is_proper, split_tokens
from kg.extract.mentions.traits import (
    is_count,
    is_country,
    is_large,
    is_numbered,
    is_road,
    is_verbal,
)
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence, Span

KINDS = {
    **dict.fromkeys("aAdjblgG", "Agency"),
    **dict.fromkeys("oOqS", "Organization"),
    **dict.fromkeys("kKncM", "Company"),
    **dict.fromkeys("fwre", "Facility"),
}
LAST = re.compile(f"[{''.join(KINDS)}]")
BODILY = frozenset({"Agency", "Organization"})
# A stretch without a token that ends names; 和 stands between words of function only.
RUN = re.compile(r"(?:[^xyiC,]|(?<=F)C(?=F+[ablg]))+")
# What may begin a name that no place begins.
START = re.compile(r"[NFDhZpPLcet]")
# The rest of a firm's name after its parent's: 江城分公司, 湖北电力江城供电公司.
BRANCH = re.compile(r"[PphFN]{1,5}k")
# What begins no name: words, but no places and no party's name.
PLAIN = re.compile(r"(?![ZPphLst]*(?:[Nhm]{1,3}s)*$).")
# Places before a built place, of which the last stays with it; before a road none does.
ADDRESS = re.compile(
    r"[Pph]+(?=[NmtD][NhmtD]{0,3}r)()|(?:[Pp]|[Nhmt]{1,3}[sT])+(P|[Nhmt]{1,3}[sT])(?=.*[fwe])"
)
# What makes a road before it part of a longer name: 柳林路|农贸市场, 柳林路|街道.
IN_NAME = re.compile("[FN]?[fsaekqo]")
PARTY = frozenset({"中共", "中国共产党"})  # whose committees are the state's
COUNTED = re.compile(r"[\d一二三四五六七八九十百两多几][支家个所批名]")
NEED = frozenset("blqcer")  # last words that need more than common words before them
LONGEST = 7  # words between place and last word
LONGEST_NAME = 40  # tokens of a name with its units; keeps hostile text linear
STATION = "站"  # after a body, or of a trade (江城市水文站), a unit of it
HOSPITAL = "医院"
INNER = ("科", "师范")  # right before a last word no bodies of their own: 神经外科|分会, 师范|学院
LONG = 4
SHORT = 2  # characters of 纪委, 省委, to which 监委, 宣传部 is no unit but the rest of the name


class Body(NamedTuple):
    """A name as token offsets: what it is, and how sure the grammar is of it."""

    start: int
    end: int
    kind: str
    score: float


def find_bodies(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose agencies, companies, organizations and facilities, and the bodies they belong to."""
    tokens = split_tokens(sentence.text, knowledge)
    bodies = [
        body
        for run in RUN.finditer(tokens.parts)
        if LAST.search(tokens.parts, *run.span())
        for body in parse(tokens, *run.span())
    ]
    firms = find_firms(tokens, knowledge)
    bodies += [Body(start, end, "Company", score) for start, end, score in firms]
    base = sentence.span.start
    for body in bodies:
        start, end = tokens.bounds[body.start], tokens.bounds[body.end]
        road = tokens.parts[body.end - 1] == "r"
        if is_count(sentence.text, start, end) or (road and IN_NAME.match(tokens.parts, body.end)):
            continue
        if body.kind == "Facility":
            start, end = extend_road(tokens, start, end)
        span = Span(sentence.span.article, base + start, base + end)
        yield Mention(span, sentence.text[start:end], body.kind, "body", body.score)


def parse(tokens: Tokens, start: int, end: int) -> Iterator[Body]:
    """Yield the names in a run of tokens, each after the larger bodies that it belongs to."""
    parts, begin = tokens.parts, start
    chain: list[Body] = []
    for at in range(start, end):
        part = parts[at]
        if begins(tokens, begin, at, chain) or at - begin > LONGEST_NAME:
            yield from settle(tokens, chain)
            begin, chain = at, []
        if part == "s" and chain:
            yield from settle(tokens, chain)
            begin, chain = at + 1, []
        elif part in KINDS:
            body = join(tokens, chain[-1], at) if chain else judge(tokens, begin, at)
            if body and COUNTED.search(tokens.words(chain[-1].end if chain else begin, at)):
                continue  # 82支医疗队, 江城大学3支代表队
            if body:
                chain = extend(tokens, chain, body)
                yield from name_area(parts, chain)
    yield from settle(tokens, chain)


def begins(tokens: Tokens, begin: int, at: int, chain: list[Body]) -> bool:
    """Tell whether a name begins at a place or a level, whatever stands before it in the run."""
    parts = tokens.parts
    if parts[at] == "G" and chain and chain[-1].end == at:
        return parts[at - 1] == "G"  # 党中央|国务院
    if parts[at] == "L":
        return at == 0 or not (parts[at - 1] in "PphN" or is_area(tokens, begin, at))
    if parts[at] not in "Pp":
        return False
    if chain:
        return chain[-1].kind == "Company" and not BRANCH.match(parts, chain[-1].end)
    return PLAIN.match(parts[begin:at]) is not None


def extend(tokens: Tokens, chain: list[Body], body: Body) -> list[Body]:
    """Add a unit to a chain; 纪委|监委 and 省委|宣传部 are one, not two."""
    at = body.end - 1
    one = (
        chain
        and tokens.parts[at] == "g"
        and chain[-1].end == at
        and len(tokens.words(at - 1, at)) <= SHORT
    )
    return [*(chain[:-1] if one else chain), body]


def settle(tokens: Tokens, chain: list[Body]) -> Iterator[Body]:
    """Yield the last name of a chain, the bodies that it is a unit of, and roads."""
    parts = tokens.parts
    for body, unit in pairwise(chain):
        inner = body.end + 1 == unit.end and tokens.words(body.start, body.end).endswith(INNER)
        if inner or tokens.words(unit.end - 1, unit.end).endswith(HOSPITAL):
            continue  # 江城大学附属医院 has its own name, whose university is a part of it
        bodily = body.kind in BODILY and chain[-1].kind in BODILY
        if body.kind == "Agency" != unit.kind:
            bodily = False  # 县委党校 is a school of its own
        placed = unit.kind == "Agency" and not {"P", "p"}.isdisjoint(parts[body.end : unit.end])
        if (bodily and not placed) or parts[body.end - 1] == "r":
            yield cut_address(parts, body)
    for body in chain[-1:]:
        yield cut_address(parts, body)


def cut_address(parts: str, body: Body) -> Body:
    """Cut the address before a built place to its last member (柳林村长湾组水渠)."""
    address = ADDRESS.match(parts, body.start, body.end) if body.kind == "Facility" else None
    return body._replace(start=address.start(address.lastindex or 0)) if address else body


def name_area(parts: str, chain: list[Body]) -> Iterator[Body]:
    """Yield the place that the last unit of a chain has in its name: 柳林 of 柳林派出所."""
    at = chain[-1].end - 1
    start = chain[-2].end if len(chain) > 1 else chain[-1].start
    if parts[at] == "A" and (area := AREA.search(parts[start:at])):
        yield Body(start + area.start(), at, "Place", 0.7)


def join(tokens: Tokens, last: Body, at: int) -> Body | None:
    """Add a unit to a name: 江城市公安局 + 南湖分局.  In 党组成员 the board is the post's."""
    head, gap = tokens.parts[at], tokens.parts[last.end : at]
    if len(gap) > LONGEST or (head == "j" and tokens.parts[at + 1 : at + 2] in ("i", "y")):
        return None
    if head in "qcer" and not gap and len(tokens.words(at, at + 1)) < SHORT:
        return None
    kind = KINDS[head]
    if head in "blq" or (head == "e" and tokens.words(at, at + 1) == STATION):
        kind = last.kind if last.kind in BODILY else "Organization"
    return Body(last.start, at + 1, kind, min(last.score, 0.9))


def judge(tokens: Tokens, begin: int, at: int) -> Body | None:
    """Decide whether the token `at` ends a name that begins at `begin` or a little later."""
    parts, head = tokens.parts, tokens.parts[at]
    if head == "j" and parts[begin:at] in ("a", "s"):
        return Body(begin, at + 1, "Agency", 0.7)  # 局党组, 村党支部
    while begin < at and not START.match(parts[begin]):
        begin += 1
    placed = match_prefix(tokens, begin, at)
    if head in "GM":
        whole = placed and set(parts[placed.end() : at]) <= {"F"}
        return Body(begin if whole else at, at + 1, KINDS[head], 0.9)
    first = placed.end() if placed else begin
    functional = first < at and set(parts[first:at]) <= {"F", "C"}
    word = tokens.words(at, at + 1)
    center = functional and word.endswith("中心") and head in "qo"
    station = placed and word == STATION and not is_proper(tokens, first, at)
    kind = "Agency" if center or station else KINDS[head]
    if at - first > LONGEST:
        return None
    if not placed:
        return judge_bare(tokens, Body(begin, at + 1, kind, 0.7), functional=functional)
    prefix = placed.group()
    if len(prefix) == 1 and prefix != "L":
        prefix = "p" if is_large(tokens, begin) else "P"
    fits = fits_place(head, prefix, parts[first:at], word)
    if word == TEAM and first == at:
        kind = "Organization"  # 江城队
    if head in "kfce" and is_country(tokens, begin) and not is_proper(tokens, first, at):
        return None  # 中国公司, 我国农村公路
    if parts[begin] == "Z" and kind == "Agency" and tokens.words(begin, begin + 1) not in PARTY:
        kind = "Organization"  # 共青团江城市委, 民建江城市委
    return Body(begin, at + 1, kind, 0.9 if first < at else 0.6) if fits else None


def judge_bare(tokens: Tokens, body: Body, *, functional: bool) -> Body | None:
    """Decide about a name without a place: not where common words make it a class."""
    begin, at = body.start, body.end - 1
    head, length = tokens.parts[at], len(tokens.words(begin, at))
    if functional and body.kind == "Agency":
        enough = LONG if head in "lqo" else SHORT
        return body._replace(score=0.8) if length >= enough and head not in "bdgS" else None
    if length < SHORT or head in "dgS":
        return None
    if body.kind != "Agency" and head not in "On":
        while body.start < at and is_verbal(tokens, body.start):
            body = body._replace(start=body.start + 1)
    if is_numbered(tokens, body.start, at):
        return body._replace(kind="Organization") if body.kind in BODILY else body
    road = head == "r" and is_road(tokens, at)
    weak = head in NEED and head != "r"
    named = head in "Own" or road or (not weak and is_proper(tokens, body.start, at))
    return body if named and body.start < at else None
