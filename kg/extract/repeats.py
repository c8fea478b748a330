"""Make the names of an article agree: a name found once is found everywhere in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.places import UNSURE
from kg.extract.tokens import split_tokens
from kg.know.gazetteer import COMMON, load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Article, Mention, Sentence, Span

LEVELS = ("自治县", "自治州", "街道", "社区", "省", "市", "区", "县", "镇", "乡", "村", "州", "盟", "旗")
# “护水”专项行动 is “护水” for short.
QUOTED = re.compile(r"“[^“”]{2,12}”")


def support(
    article: Article, proposed: Sequence[Mention], knowledge: Knowledge
) -> Iterator[Mention]:
    """Drop the names of places that the article does not support.

    A short name needs the full one in the same article, or the name of an area that holds it;
    one that is a common word too (合作) the full one, or that area's name beside it once; one
    that no gazetteer has, a second place in the text.
    """
    gazetteer, tags = load_gazetteer(knowledge), dictionary()
    sure = [m for m in proposed if m.kind != "Place" or m.score > UNSURE]
    codes = {
        code
        for m in sure
        if m.kind == "Place" and (form := gazetteer.forms.get(m.text))
        for code in form.codes
    }
    above = {code.rstrip("0") for code in codes if code.endswith("00")}
    ends = {m.span.end for m in sure if m.kind == "Place"}
    unsure = [m for m in proposed if m.kind == "Place" and m.score <= UNSURE]
    held = set()
    for mention in unsure:
        form, start = gazetteer.forms.get(mention.text), mention.span.start
        if form is None:
            supported = article.text.count(mention.text) > 1
        else:
            beside = start in ends or (article.text[start - 1] == "、" and start - 1 in ends)
            supported = any(
                code in codes
                or ((beside or tags.get(mention.text) not in COMMON) and {code[:2], code[:4]} & above)
                for code in form.codes
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
        addressed = last is not None and last.span.end == mention.span.start
        if mention.kind == "Place" and mention is not outer and outer.kind != "Agency" and not addressed:
            hidden.append(mention)
        elif mention.kind == "Place":
            form = forms.get(mention.text)
            named |= {mention.text, *(form.codes if form else ())}
    dropped = {
        mention
        for mention in hidden
        if mention.text not in named
        and not any(code in named for code in getattr(forms.get(mention.text), "codes", ()))
    }
    yield from (mention for mention in mentions if mention not in dropped)


def find_repeats(
    article: Article, sentences: Sequence[Sentence], chosen: Sequence[Mention], knowledge: Knowledge
) -> Iterator[Mention]:
    """Propose each name again wherever the article has it, and its short form."""
    forms, tags = load_gazetteer(knowledge).forms, dictionary()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in chosen:
        if len(mention.text) > 1:
            votes[mention.text][mention.kind] += 1
    for name, kinds in list(votes.items()):
        for short, kind in shorten(name, kinds.most_common(1)[0][0]):
            if short not in votes and short not in forms and tags.get(short) not in COMMON:
                votes[short][kind] += 1
    if not votes:
        return
    names = sorted(votes)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    for sentence in sentences:
        edges: set[int] | None = None
        for at, start, end in automaton.find_matches_as_indexes(sentence.text):
            if edges is None:
                edges = set(split_tokens(sentence.text, knowledge).bounds)
            if end - start < 4 and not (start in edges and end in edges):
                continue
            kind = min(votes[names[at]].items(), key=lambda item: (-item[1], item[0]))[0]
            base = sentence.span.start
            span = Span(article.id, base + start, base + end)
            yield Mention(span, names[at], kind, "repeat", 0.6)


def shorten(name: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the short forms that a paper uses after a full one."""
    if kind == "Place":
        for level in LEVELS:
            if name.endswith(level) and len(name) - len(level) > 1:
                yield name[: -len(level)], kind
                return
    if kind == "Campaign" and (quoted := QUOTED.search(name)):
        yield quoted.group(), kind
