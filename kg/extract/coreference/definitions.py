"""Find the short forms that an article itself defines: （以下简称“江城水务”）."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.know.words import dictionary
from kg.model import Article, Mention, Span

# Right after a name, in brackets or not, the short form in quotation marks or not.
DEFINED = re.compile(
    r"[（(，,]?(?:以下|下)(?:统|简)?称(?:为)?[：:]?[“\"‘]?(《[^》\n]{2,15}》|[^“”\"‘’（）()，。；\n]{2,15})"
    r"|[（(]简称(?:为)?[：:]?[“\"‘]?(《[^》\n]{2,15}》|[^“”\"‘’（）()，。；\n]{2,15})"
)


class Definition(NamedTuple):
    """A short form, the name that it is short for, and each place where it stands alone."""

    short: str
    name: Mention
    mentions: tuple[Mention, ...]


def find_definitions(article: Article, mentions: Sequence[Mention]) -> Iterator[Definition]:
    """Find what the article defines as short for one of `mentions`, in reading order.

    A short form that is a common word (中心) is left out: it also stands for what it says.
    """
    taken = {at for mention in mentions for at in range(mention.span.start, mention.span.end)}
    ends = {mention.span.end: mention for mention in mentions}  # the innermost last: shortest
    for mention in sorted(mentions, key=lambda each: each.span.end - each.span.start):
        ends[mention.span.end] = mention
    done: set[str] = set()
    for found in DEFINED.finditer(article.text):
        name, short = ends.get(found.start()), found[1] or found[2]
        if not name or short in done or short in dictionary():
            continue
        done.add(short)
        spans = [
            Span(article.id, at.start(), at.end())
            for at in re.finditer(re.escape(short), article.text)
            if taken.isdisjoint(range(*at.span()))
        ]
        yield Definition(
            short,
            name,
            tuple(Mention(span, short, name.kind, "coreference", 0.9) for span in spans),
        )
