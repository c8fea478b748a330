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
from kg.extract.mentions.supports import drop_hidden, drop_unsupported
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
    """What was proposed, and what was left of it: step by step, so that one can tell why."""

    proposed: tuple[Mention, ...]  # by the recognisers, and again as repeats
    supported: frozenset[Mention]  # what the article supports
    chosen: tuple[Mention, ...]  # the longest, the surest, and what may be named inside them
    mentions: tuple[Mention, ...]  # without the places that are only part of a name


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
    hidden = set(found.chosen).difference(found.mentions)
    return Selection(
        tuple(dict.fromkeys((*found.proposed, *last.proposed))),
        found.supported | last.supported,
        tuple(sorted(hidden.union(last.chosen), key=preference)),
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
    return Selection(
        (*proposed, *repeats),
        frozenset((*supported, *repeats)),
        chosen,
        tuple(drop_hidden(chosen, knowledge)),
    )


def preference(mention: Mention) -> tuple[int, float, Mention]:
    """Order mentions by length, score, and then anything that is always the same."""
    return mention.span.start - mention.span.end, -mention.score, mention


def choose(proposed: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the longest mentions, the surest among equals, and those that may be named inside them.

    Of two that cross each other one stays; what lies inside a longer one stays where NESTS
    allows it.  The result does not depend on the order of `proposed`.
    """
    kept: list[Mention] = []
    over: defaultdict[tuple[str, int], list[Mention]] = defaultdict(list)  # by character
    for mention in sorted(set(proposed), key=preference):
        span = mention.span
        places = [(span.article, at) for at in range(span.start, span.end)]
        if all(nests(mention, other) for place in places for other in over[place]):
            kept.append(mention)
            for place in places:
                over[place].append(mention)
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
