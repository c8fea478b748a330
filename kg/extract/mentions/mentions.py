"""Find the mentions of an article: recognisers propose, one function chooses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.extract.mentions.abbreviations import find_abbreviations
from kg.extract.mentions.bodies import find_bodies
from kg.extract.mentions.bylines import drop_signers
from kg.extract.mentions.honours import find_honours
from kg.extract.mentions.known import find_known
from kg.extract.mentions.listings import find_listings
from kg.extract.mentions.persons import find_persons
from kg.extract.mentions.places import find_places
from kg.extract.mentions.policies import find_policies
from kg.extract.mentions.repeats import find_repeats
from kg.extract.mentions.roads import find_roads
from kg.extract.mentions.supports import drop_unsupported, find_hidden
from kg.extract.mentions.tagged import revise_mentions
from kg.extract.mentions.transliterations import find_transliterations
from kg.extract.mentions.undertakings import find_undertakings
from kg.know.knowledge import Knowledge
from kg.model import Article, Mention, Sentence

Recogniser = Callable[[Sentence, Knowledge], Iterable[Mention]]

# A recogniser only proposes: it gives each mention a score between 0 and 1, and says nothing
# about what another one may find in the same words.  The order of the tuple means nothing.
RECOGNISERS: tuple[Recogniser, ...] = (
    find_abbreviations,
    find_bodies,
    find_persons,
    find_honours,
    find_known,
    find_listings,
    find_places,
    find_policies,
    find_roads,
    find_transliterations,
    find_undertakings,
)

# What may be named inside a name of what: a place or a larger body inside a body, no place inside
# the name of a policy, a campaign, an honour.
BODIES = frozenset({"Agency", "Company", "Organization", "Facility"})
NESTS = {kind: BODIES | {"Place"} for kind in BODIES} | {"Place": frozenset({"Place"})}

# Their names may begin with the agency that gives them: 《省财政厅关于……的通知》.
TITLES = frozenset({"Honour", "Policy"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What was proposed, and what was left of it: step by step, so that one can tell why.

    The same mention may stand twice among those that are no `mentions`.
    """

    proposed: tuple[Mention, ...]  # by the recognisers, and again as repeats
    supported: tuple[Mention, ...]  # what the article supports
    hidden: tuple[Mention, ...]  # places that were chosen, but are only part of a name
    mentions: tuple[Mention, ...]  # the longest, the surest, and what may be named inside them


def find_mentions(
    article: Article, sentences: Sequence[Sentence], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Find the mentions of `article`, in reading order; nested ones follow the one around them."""
    return select_mentions(article, sentences, knowledge).mentions


def select_mentions(
    article: Article, sentences: Sequence[Sentence], knowledge: Knowledge
) -> Selection:
    """Find the mentions of `article`, and keep what was proposed and not chosen."""
    found = arbitrate(article, sentences, propose(sentences, knowledge), knowledge)
    revised = revise_mentions(sentences, found.mentions, knowledge)
    last = arbitrate(article, sentences, revised, knowledge)
    return Selection(
        found.proposed + last.proposed,
        found.supported + last.supported,
        found.hidden + last.hidden,
        last.mentions,
    )


def propose(sentences: Sequence[Sentence], knowledge: Knowledge) -> list[Mention]:
    """List what the recognisers propose, each by itself."""
    return [
        mention
        for sentence in sentences
        for recognise in RECOGNISERS
        for mention in recognise(sentence, knowledge)
    ]


def arbitrate(
    article: Article,
    sentences: Sequence[Sentence],
    proposed: Sequence[Mention],
    knowledge: Knowledge,
) -> Selection:
    """Choose among what is proposed, and make the names of the article agree."""
    named = tuple(drop_signers(sentences, proposed, knowledge))
    supported = tuple(drop_unsupported(article, named, knowledge))
    first = choose(supported)
    repeats = tuple(find_repeats(sentences, first, knowledge))
    chosen = choose((*first, *repeats))
    hidden = dict.fromkeys(find_hidden(chosen, knowledge))
    return Selection(
        (*proposed, *repeats),
        (*supported, *repeats),
        tuple(hidden),
        tuple(mention for mention in chosen if mention not in hidden) if hidden else chosen,
    )


def preference(mention: Mention) -> tuple[int, float, int, str, str]:
    """Order the mentions of an article by length, score, and anything that is always the same."""
    span = mention.span
    return span.start - span.end, -mention.score, span.start, mention.kind, mention.by


def choose(proposed: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the longest mentions, the surest among equals, and those that may be named inside them.

    Of two that cross each other one stays; what lies inside a longer one stays where NESTS
    allows it.  The result does not depend on the order of `proposed`.
    """
    kept: list[Mention] = []
    over: defaultdict[int, list[Mention]] = defaultdict(list)  # by character
    ordered = {preference(mention): mention for mention in proposed}
    for _, mention in sorted(ordered.items()):
        first, last = mention.span.start, mention.span.end - 1
        # No shorter one was kept: what has a character of this one has its first or its last.
        if all(nests(mention, other) for at in (first, last) for other in over.get(at, ())):
            kept.append(mention)
            for at in range(first, last + 1):
                over[at].append(mention)
    return tuple(sorted(kept, key=lambda mention: (mention.span.start, -mention.span.end)))


def nests(inner: Mention, outer: Mention) -> bool:
    """Tell whether `inner` may be a mention of its own inside `outer`."""
    if outer.span == inner.span or not outer.span.holds(inner.span):
        return False
    if inner.kind in BODIES and inner.span.end == outer.span.end:
        return False  # 发改委 in 市发改委 is no other body
    if inner.kind == "Company" == outer.kind or (inner.by == "known" and inner.kind == outer.kind):
        return False  # 中国移动 in 中国移动江城分公司
    if inner.kind == "Agency" and outer.kind in TITLES:
        return inner.span.start - outer.span.start <= 1
    return inner.kind in NESTS.get(outer.kind, ())
