"""Find the names that no grammar knows, brands and unusual persons above all, by the tagger."""

from collections.abc import Iterator, Sequence

import numpy as np

from kg.extract.tokens import COMMON_NOUNS, split_tokens
from kg.know.knowledge import Knowledge
from kg.know.tagger import EDGES, KINDS, Floats, load_tagger, tag
from kg.know.words import split_words
from kg.model import Mention, Sentence, Span

WEIGHTS = "tagger/weights.npz"  # in the folder of the ontology
OUTSIDE, BEGIN, INSIDE, END, SINGLE = range(len(EDGES))
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
    texts = [sentence.text for sentence in sentences]
    letters = [spell(text, knowledge) for text in texts]
    for sentence, (edges, kinds) in zip(sentences, tag(texts, letters, tagger), strict=True):
        base = sentence.span.start
        for start, end in list_spans(edges.argmax(axis=1)):
            score = rate(edges, start, end)
            seen = KINDS[int(kinds[start:end].sum(axis=0).argmax())]
            name = sentence.text[start:end]
            kind = seen if seen == "Person" else kind_by_head(name, seen, knowledge)
            free = taken.isdisjoint(range(base + start, base + end))
            if free and score >= SURE and seen in LEARNT and not (kind in NAMED and is_class(name)):
                span = Span(sentence.span.article, base + start, base + end)
                yield Mention(span, name, kind, "tagger", score)


def list_spans(best: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Iterator[tuple[int, int]]:
    """Give the names of more than one character: one that begins, goes on, and ends."""
    for start in np.flatnonzero(best == BEGIN).tolist():
        end = start + 1
        while end < len(best) and best[end] == INSIDE:
            end += 1
        if end < len(best) and best[end] == END:
            yield start, end + 1


def is_class(name: str) -> bool:
    """Tell whether all words of a name are common ones: 丝绸公司."""
    return all(word.tag in COMMON_NOUNS for word in split_words(name))


def rate(edges: Floats, start: int, end: int) -> float:
    """Give the mean likelihood of the characters of a name."""
    inner = edges[start + 1 : end - 1, INSIDE]
    each = np.concatenate((edges[start : start + 1, BEGIN], inner, edges[end - 1 : end, END]))
    return round(float(np.exp(np.log(each).mean())), 3)


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
