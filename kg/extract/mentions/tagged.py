"""Find the names that no grammar knows, brands and unusual persons above all, by the tagger."""

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.mentions.tokens import COMMON_NOUNS, split_tokens
from kg.know.knowledge import Knowledge
from kg.know.tagger import load_tagger, tag
from kg.know.words import split_words
from kg.model import Mention, Sentence, Span

WEIGHTS = "tagger/weights.npz"  # in the folder of the ontology
LONGEST_HEAD = 5  # characters of the last word of a name
# What LAC's labels can teach; undertakings are only in the gold, too few to learn from.
LEARNT = frozenset({"Agency", "Company", "Facility", "Organization", "Person", "Place"})
NAMED = frozenset({"Agency", "Company", "Facility", "Organization"})
SURE = 0.5  # such a name counts: from here on every second one is right on unseen articles


def find_tagged(
    sentences: Sequence[Sentence], proposed: Sequence[Mention], knowledge: Knowledge
) -> Iterator[Mention]:
    """Propose the names that the tagger sees where none is proposed yet.

    The grammar goes first, for it is the surer of the two where both speak; a tagger that was
    allowed to drop, to trim or to widen what the grammar finds made it worse.
    """
    tagger = load_tagger(knowledge.root / WEIGHTS)
    if tagger is None or not sentences:
        return
    taken = {at for each in proposed for at in range(each.span.start, each.span.end)}
    known = {kind: {each.text for each in proposed if each.kind == kind} for kind in LEARNT}
    texts = [sentence.text for sentence in sentences]
    letters = [spell(text, knowledge) for text in texts]
    for sentence, sights in zip(sentences, tag(texts, letters, tagger), strict=True):
        base = sentence.span.start
        for start, end, seen, score in sights:
            name = sentence.text[start:end]
            kind = seen if seen == "Person" else kind_by_head(name, seen, knowledge)
            free = taken.isdisjoint(range(base + start, base + end))
            bad = is_class(name) if kind in NAMED else is_cut(name, kind, known.get(kind, ()))
            if free and score >= SURE and seen in LEARNT and not bad:
                span = Span(sentence.span.article, base + start, base + end)
                yield Mention(span, name, kind, "tagger", score)


def is_class(name: str) -> bool:
    """Tell whether a name is a count (六家医院), or all its words are common ones (丝绸公司)."""
    words = split_words(name)
    counted = words[0].tag == "m" and words[0].end > 1
    return counted or all(word.tag in COMMON_NOUNS for word in words)


def is_cut(name: str, kind: str, known: Iterable[str]) -> bool:
    """Tell whether a name is a piece of one that is known, and not a short form of it.

    A person goes by the given name (小满 of 林小满), a place by its beginning (江城 of 江城市).
    """
    return any(
        name in other and name != other and other.startswith(name) == (kind == "Person")
        for other in known
    )


def kind_by_head(name: str, kind: str, knowledge: Knowledge) -> str:
    """Give the kind that a name's last word tells, `kind` where that is no head."""
    heads = knowledge.words["head"]
    for size in range(min(LONGEST_HEAD, len(name) - 1), 0, -1):
        if value := heads.get(name[-size:]):
            return value.split()[0]
    return kind


def spell(text: str, knowledge: Knowledge) -> str:
    """Write each token's letter at its first character, and ' at the others."""
    tokens = split_tokens(text, knowledge)
    letters = ["'"] * len(text)
    for letter, at in zip(tokens.parts, tokens.bounds, strict=False):
        if at < len(text):
            letters[at] = letter
    return "".join(letters)
