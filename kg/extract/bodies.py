"""Find named bodies and built places by the grammar of their names.

A name is [party] [places or level] words last-word, and may go on with a unit of its own:
江城市公安局 + 南湖分局 + 柳林派出所.  Which words may stand in it, and which end it, the tokens say;
this is the grammar over their letters.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.tokens import Tokens, split_tokens
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Mention, Sentence, Span

KINDS = {
    **dict.fromkeys("abg", "Agency"),
    **dict.fromkeys("oq", "Organization"),
    **dict.fromkeys("kc", "Company"),
    **dict.fromkeys("fe", "Facility"),
    **dict.fromkeys("st", "Place"),
}
# A stretch without a token that ends names; 和 stands between words of function only.
RUN = re.compile(r"(?:[^xC,]|(?<=F)C(?=F+[abg]))+")
HEAD = re.compile(r"[abgoqkcfe]")
# What may begin a name that no place begins.
START = re.compile(r"[NFDhZpPL]")
LONGEST = 7  # words between place and head
NEED = frozenset("bqce")


class Body(NamedTuple):
    """A name as token offsets: what it is, and how sure the grammar is of it."""

    start: int
    end: int
    kind: str
    score: float


def find_bodies(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose agencies, companies, organizations and facilities, and the bodies they belong to."""
    tokens = split_tokens(sentence.text, knowledge)
    for run in RUN.finditer(tokens.parts):
        for body in parse(tokens, run.start(), run.end(), sentence.text):
            start, end = tokens.bounds[body.start], tokens.bounds[body.end]
            base = sentence.span.start
            span = Span(sentence.span.article, base + start, base + end)
            yield Mention(span, sentence.text[start:end], body.kind, "body", body.score)


def parse(tokens: Tokens, start: int, end: int, text: str) -> Iterator[Body]:
    """Yield the names in a run of tokens: after each last word, what it ends."""
    parts, begin, at = tokens.parts, start, start
    last: Body | None = None
    while at < end:
        part = parts[at]
        if part == "L" or (part in "Pp" and last is None and begins_anew(parts, begin, at)):
            begin, last = at, None
        elif part in "st" and last is not None:
            begin, last = at + 1, None
        elif HEAD.match(part):
            body = judge(tokens, begin, at, last, text)
            if body:
                yield body
                last = body
        at += 1


def begins_anew(parts: str, begin: int, at: int) -> bool:
    """Tell whether a place ends what was before it: words, but no places and no party's name."""
    return not re.fullmatch(r"[ZPphLst]*(?:[Nhm]{1,3}s)*", parts[begin:at])


def judge(tokens: Tokens, begin: int, at: int, last: Body | None, text: str) -> Body | None:
    """Decide whether the token `at` ends a name that begins at `begin`."""
    parts = tokens.parts
    head, inner = parts[at], parts[begin:at]
    if last is not None:
        gap = parts[last.end : at]
        if len(gap) > LONGEST or (head in NEED and not gap):
            return None if head in NEED and head != "b" else join(last, at, head, 0.9)
        return join(last, at, head, min(last.score, 0.9))
    while inner and not START.match(inner):
        begin, inner = begin + 1, inner[1:]
    placed = re.match(r"Z?(?:L|[Pph]+(?:[Nhm]{1,3}s)*)", inner)
    core = inner[placed.end() :] if placed else inner
    if len(core) > LONGEST or (not core and not placed):
        return None
    return weigh(tokens, begin, at, inner, core, text)


def join(last: Body, at: int, head: str, score: float) -> Body:
    """Add a unit to a name."""
    kind = KINDS[head]
    if head in "bq":
        kind = last.kind if last.kind in ("Agency", "Organization") else "Organization"
    return Body(last.start, at + 1, kind, score)


def weigh(tokens: Tokens, begin: int, at: int, inner: str, core: str, text: str) -> Body | None:
    """Score a name without a body before it."""
    head, kind = tokens.parts[at], KINDS[tokens.parts[at]]
    prefix = inner[: len(inner) - len(core)]
    functional = bool(core) and set(core) <= set("FC")
    word = text[tokens.bounds[at] : tokens.bounds[at + 1]]
    if head == "q" and word == "中心" and functional:
        kind = "Agency"
    if head == "g":
        return Body(begin, at + 1, kind, 0.95) if prefix and len(core) < 3 or functional else None
    if head in NEED and not (prefix or functional):
        return None
    if head in "qce" and functional and not prefix and word != "中心":
        return None
    if not core and head not in "ab":
        return Body(begin, at + 1, kind, 0.6) if set(prefix) & set("Pps") and head in "okf" else None
    if prefix and prefix[0] in "ZLPps" or functional:
        return Body(begin, at + 1, kind, 0.9 if prefix else 0.8)
    return Body(begin, at + 1, kind, 0.7) if is_proper(tokens, begin, at, text) else None


def is_proper(tokens: Tokens, begin: int, at: int, text: str) -> bool:
    """Tell whether the words before a last word make a name and no class (蓝湾食品, not 丝绸)."""
    tags = dictionary()
    words = [text[tokens.bounds[i] : tokens.bounds[i + 1]] for i in range(begin, at)]
    named = any(len(w) == 1 or tags.get(w, "x") in {"x", "nr", "ns", "nz", "nt", "nrt"} for w in words)
    return named or len(words) > 3
