"""Find the mentions of an article: recognisers propose, one function chooses."""

from collections.abc import Callable, Iterable, Sequence

from kg.extract.honours import find_honours
from kg.extract.listings import find_listings
from kg.extract.policies import find_policies
from kg.extract.undertakings import find_undertakings
from kg.know.knowledge import Knowledge
from kg.model import Article, Mention, Sentence

Recogniser = Callable[[Sentence, Knowledge], Iterable[Mention]]

# A recogniser only proposes: it gives each mention a score between 0 and 1, and says nothing
# about what another one may find in the same words.  The order of the tuple means nothing.
RECOGNISERS: tuple[Recogniser, ...] = (
    find_honours,
    find_listings,
    find_policies,
    find_undertakings,
)


def find_mentions(
    article: Article, sentences: Sequence[Sentence], knowledge: Knowledge
) -> tuple[Mention, ...]:
    """Find the mentions of `article`, in reading order; nested ones follow the one around them."""
    return choose(
        mention
        for sentence in sentences
        for recognise in RECOGNISERS
        for mention in recognise(sentence, knowledge)
    )


def preference(mention: Mention) -> tuple[int, float, Mention]:
    """Order mentions by length, score, and then anything that is always the same."""
    return mention.span.start - mention.span.end, -mention.score, mention


def choose(proposed: Iterable[Mention]) -> tuple[Mention, ...]:
    """Keep the longest mentions, the earliest among equals; drop what overlaps them.

    The result does not depend on the order of `proposed`.
    """
    kept: list[Mention] = []
    for mention in sorted(set(proposed), key=preference):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: (mention.span.start, -mention.span.end)))
