"""Weigh the places of an article against one another: which stand on their own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.mentions.places import UNSURE
from kg.know.gazetteer import COMMON, Form, load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Article, Mention

NO_FORM = Form((), full=False, sure=False)


@cache
def load_situations(knowledge: Knowledge) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what stands before the name of a place, and what after it."""
    words = knowledge.words["situation"].items()
    before, after = (
        "|".join(sorted(map(re.escape, (w for w, side in words if side == wanted)), key=len))
        for wanted in ("before", "after")
    )
    return re.compile(f"(?:{before})$"), re.compile(after)


def drop_unsupported(
    article: Article, proposed: Sequence[Mention], knowledge: Knowledge
) -> Iterator[Mention]:
    """Drop the names of places that the article does not support.

    A short name needs the full one in the same article, or the name of an area that holds it;
    one that is a common word too (合作) the full one, or that area's name beside it once; one
    that no gazetteer has, a second place in the text.
    """
    forms, tags = load_gazetteer(knowledge).forms, dictionary()
    sure = [m for m in proposed if m.kind != "Place" or m.score > UNSURE]
    unsure = [m for m in proposed if m.kind == "Place" and m.score <= UNSURE]
    places = [m for m in sure if m.kind == "Place"]
    codes = {code for m in places for code in forms.get(m.text, NO_FORM).codes}
    above = {code.rstrip("0") for code in codes if code.endswith("00")}
    starts, ends = {m.span.start for m in places}, {m.span.end for m in places}
    before, after = load_situations(knowledge)
    held = set()
    for mention in unsure:
        form = forms.get(mention.text)
        if form is None:
            supported = article.text.count(mention.text) > 1
        else:
            start, end, text = mention.span.start, mention.span.end, article.text
            listed = text[start - 1 : start] == "、" and start - 1 in ends
            listed = listed or (text[end : end + 1] == "、" and end + 1 in starts)
            inside = any({code[:2], code[:4]} & above for code in form.codes)
            common = tags.get(mention.text) in COMMON
            situated = before.search(text, max(0, start - 4), start) or after.match(text, end)
            supported = (
                not codes.isdisjoint(form.codes)
                or (inside and (start in ends or listed or not common))
                or (not common and (listed or bool(situated)))
            )
        if supported:
            held.add(mention.text)
    yield from sure
    yield from (mention for mention in unsure if mention.text in held)


def find_hidden(mentions: Sequence[Mention], knowledge: Knowledge) -> list[Mention]:
    """Find the places named only inside the names of firms, schools, buildings, other places.

    An agency's place is its jurisdiction, so it stays: 柳林 in 柳林派出所, but not in 柳林酒店;
    the last member of an address stays too (江城县柳林村的柳林村水渠).
    """
    forms = load_gazetteer(knowledge).forms
    hidden: list[Mention] = []
    named: set[str] = set()
    outer = last = None
    for mention in mentions:
        if outer is None or not outer.span.holds(mention.span):
            last, outer = outer, mention
        if mention.kind != "Place":
            continue
        form = forms.get(mention.text, NO_FORM)
        full = form.full or form is NO_FORM
        addressed = last is not None and last.span.end == mention.span.start and full
        if mention is outer or outer.kind == "Agency" or addressed:
            named |= {mention.text, *form.codes}
        else:
            hidden.append(mention)
    return [
        mention
        for mention in hidden
        if named.isdisjoint({mention.text, *forms.get(mention.text, NO_FORM).codes})
    ]
