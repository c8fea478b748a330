"""Make the names of an article agree: a name found once is found everywhere in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from kg.extract.mentions.parts import load_lexer
from kg.extract.mentions.tokens import split_tokens
from kg.know.gazetteer import COMMON, load_gazetteer
from kg.know.knowledge import Knowledge
from kg.know.words import dictionary
from kg.model import Mention, Sentence, Span

# “护水”专项行动 is “护水” for short.
QUOTED = re.compile(r"“[^“”]{2,12}”")
SHORT = 4  # characters below which a name must begin and end where words do
LONGEST_LEVEL = 3  # characters of 自治县


def find_repeats(
    sentences: Sequence[Sentence], chosen: Sequence[Mention], knowledge: Knowledge
) -> Iterator[Mention]:
    """Propose each name again wherever the article has it, and its short form.

    A name found as two kinds is proposed as the one that it was found as more often.
    """
    kinds = vote(chosen, knowledge)
    sizes: dict[str, set[int]] = defaultdict(set)  # of the names, by their first characters
    for name in kinds:
        sizes[name[0]].add(len(name))
    longest_first = {letter: sorted(found, reverse=True) for letter, found in sizes.items()}
    for sentence in sentences:
        text = sentence.text
        for start, end in find_forms(text, kinds, longest_first):
            if end - start < SHORT:
                tokens = split_tokens(text, knowledge)
                if not (tokens.begins_or_ends(start) and tokens.begins_or_ends(end)):
                    continue
            base = sentence.span.start
            span, name = Span(sentence.span.article, base + start, base + end), text[start:end]
            yield Mention(span, name, kinds[name], "repeat", 0.6)


def find_forms(
    text: str, names: Container[str], sizes: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Find the longest names from the left; an automaton takes longer to make than this runs."""
    done = 0
    for start, letter in enumerate(text):
        if letter in sizes and start >= done:
            forms = (text[start : start + size] for size in sizes[letter])
            if found := next((form for form in forms if form in names), None):
                done = start + len(found)
                yield start, done


def vote(chosen: Sequence[Mention], knowledge: Knowledge) -> Mapping[str, str]:
    """Give each name, and each short form that is no other name or word, its kind."""
    forms, tags = load_gazetteer(knowledge).forms, dictionary()
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in chosen:
        if len(mention.text) > 1:
            votes[mention.text][mention.kind] += 1
    kinds = {
        name: min(counts.items(), key=lambda item: (-item[1], item[0]))[0]
        for name, counts in votes.items()
    }
    for name, kind in tuple(kinds.items()):
        short = shorten(name, kind, knowledge)
        if short and short not in forms and tags.get(short) not in COMMON:
            kinds.setdefault(short, kind)
    return kinds


def shorten(name: str, kind: str, knowledge: Knowledge) -> str | None:
    """Give the short form that a paper uses after a full one: 柳林 for 柳林镇."""
    if kind == "Campaign" and (quoted := QUOTED.search(name)):
        return quoted.group()
    lexer = load_lexer(knowledge)
    if kind == "Place":
        for size in range(LONGEST_LEVEL, 0, -1):
            level, rest = name[-size:], name[:-size]
            if len(rest) > 1 and (level in lexer.levels or lexer.heads.get(level) == "s"):
                return rest
    return None
