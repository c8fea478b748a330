"""Weigh the places of an article against one another: which stand on their own."""

from collections.abc import Iterator, Sequence

from kg.extract.mentions.places import UNSURE
from kg.know.gazetteer import COMMON, Form, load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Article, Mention

NO_FORM = Form((), full=False, sure=False)


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
    ends = {m.span.end for m in places}
    held = set()
    for mention in unsure:
        form = forms.get(mention.text)
        if form is None:
            supported = article.text.count(mention.text) > 1
        else:
            start = mention.span.start
            listed = start > 0 and article.text[start - 1] == "、" and start - 1 in ends
            beside = start in ends or listed
            inside = any({code[:2], code[:4]} & above for code in form.codes)
            supported = not codes.isdisjoint(form.codes) or (
                inside and (beside or tags.get(mention.text) not in COMMON)
            )
        if supported:
            held.add(mention.text)
    yield from sure
    yield from (mention for mention in unsure if mention.text in held)


def drop_hidden(mentions: Sequence[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Drop the places named only inside the names of firms, schools, buildings, other places.

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
    dropped = {
        mention
        for mention in hidden
        if named.isdisjoint({mention.text, *forms.get(mention.text, NO_FORM).codes})
    }
    yield from (mention for mention in mentions if mention not in dropped)
