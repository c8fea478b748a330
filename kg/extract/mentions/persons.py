"""Recognise persons: by surname and given name with what stands around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from math import exp
from typing import NamedTuple

from kg.extract.mentions.surnames import UNSEEN, Naming, find_titled, read_naming
from kg.know.knowledge import Knowledge
from kg.know.words import Word, split_words
from kg.model import Mention, Sentence, Span

HAN = "一-鿿"
# 阿依古丽·买买提, 约翰·史密斯; a trade mark or a title stands in 《》.
PART = rf"(?:(?![的是在和与了著说对等为曾将及])[{HAN}]){{1,6}}"
DOTTED = re.compile(rf"{PART}(?:[·•‧・]{PART}){{1,3}}(?![·》])")
DOTS = "·•‧・"
STOPS = "，。、：；！？“”（）()《》 \n,:;!?"
CLAUSE = STOPS.replace("、", "")
# Tags of common words, which are no part of a foreign name.
COMMON = frozenset(["n", "v", "vn", "d", "vd", "b", "t", "i", "l", "s", "f", "ns"])
# What a person before 、 adds.
AMONG_PERSONS = 1.5
# Where precision and recall on the annotated articles balance: at 0 one name of 26 more is missed,
# at -0.8 one name in five is none.
THRESHOLD = -0.4
# What the traits of naming.tsv add at most; a name has a post or a clause's beginning before it,
# a verb of speech, a title or a clause's end behind it, never two of them.
MOST = 8.0


class Candidate(NamedTuple):
    """A stretch that may be a name, by its place among the words of its sentence."""

    word: int
    start: int
    end: int
    surname: int  # the length of the surname


def find_persons(sentence: Sentence, knowledge: Knowledge) -> Iterable[Mention]:
    """Recognise the persons of a sentence: Chinese names, names with ·, surnames with a title.

    A role is no part of a name, unless the surname alone stands before it (陈处长).
    """
    text, naming = sentence.text, read_naming(knowledge)
    words = split_words(text)
    found = [*find_dotted(text, words), *find_titled(text, words, naming)]
    ends = {end for _, _, end in found}
    for each in propose(text, words, naming):
        score = weigh(text, words, each, naming)
        if text[each.start - 1 : each.start] == "、" and each.start - 1 in ends:
            score += AMONG_PERSONS
        if score > THRESHOLD:
            found.append((1 / (1 + exp(-score)), each.start, each.end))
            ends.add(each.end)
    taken: set[int] = set()
    for score, start, end in sorted(found, key=lambda one: (-one[0], one[1:])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            first = sentence.span.start + start
            span = Span(sentence.span.article, first, first + end - start)
            yield Mention(span, text[start:end], "Person", "persons", round(score, 3))


def find_dotted(text: str, words: tuple[Word, ...]) -> Iterator[tuple[float, int, int]]:
    """Find names with · in them, without the common words at their ends: 总编辑, 表示.

    A common word right before a dot shows that it is no name (新征程·非凡).
    """
    found = list(DOTTED.finditer(text))
    starts = [word.start for word in words] if found else []
    for match in found:
        start, end = match.span()
        dots = [at for at in range(start, end) if text[at] in DOTS]
        inside = words[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]
        common = [word for word in inside if word.end - word.start > 1 and word.tag in COMMON]
        if any(word.end == dots[0] for word in common):
            continue
        start = max((word.end for word in common if word.end < dots[0]), default=start)
        end = min((word.start for word in common if word.start > dots[-1] + 1), default=end)
        yield 0.9, start, end


def propose(text: str, words: tuple[Word, ...], naming: Naming) -> Iterator[Candidate]:
    """Propose each surname at the beginning of a word with one and with two characters more."""
    for index, word in enumerate(words):
        start = word.start
        length = 2 if text[start : start + 2] in naming.surnames else 1
        if length == 1 and text[start] not in naming.surnames:
            continue
        for end in (start + length + 1, start + length + 2):
            if text[start + length : end] in naming.roles:
                continue  # 陈书记: a surname with a title, if anything
            if end <= len(text) and all("一" <= mark <= "鿿" for mark in text[start:end]):
                yield Candidate(index, start, end, length)


def weigh(text: str, words: tuple[Word, ...], each: Candidate, naming: Naming) -> float:
    """Return the log-odds that a candidate is a person's name.

    What cannot become one, whatever stands around it, is not looked at further.
    """
    given = text[each.start + each.surname : each.end]
    weights = naming.weights[len(given) - 1]
    total = weights["bias"]
    total += weights["surname"] * naming.surnames[text[each.start : each.start + each.surname]]
    for place, character in zip(("first", "second"), given, strict=False):
        total += weights[place] * naming.given.get(character, UNSEEN)
    if total + MOST < THRESHOLD - AMONG_PERSONS:
        return total
    return total + sum(weights.get(trait, 0) for trait in describe(text, words, each, naming))


def describe(text: str, words: tuple[Word, ...], each: Candidate, naming: Naming) -> Iterator[str]:
    """Name what speaks for and against a candidate; the traits are the rows of naming.tsv."""
    last = each.word
    while words[last].end < each.end:
        last += 1
    if words[last].end > each.end:
        yield "cross"
        following = None
    else:
        following = words[last + 1] if last + 1 < len(words) else None
    first = words[each.word]
    if last == each.word + each.end - each.start - 1:
        yield "unknown"
    if each.end - each.start - each.surname > 1 and naming.particles.get(text[each.end - 1]):
        yield "particle inside"
    if first.end - first.start > 1 and first.end <= each.end:
        if first.tag in {"ns", "nt", "nz"} and last == each.word:
            yield "other name"
        elif not first.tag.startswith("nr"):
            yield "word"
        else:
            yield "nr" if first.end == each.end else "shorter nr"
    if last == each.word + 1 and words[last].end - words[last].start > 1:
        yield "given word"
    expected = tuple(expect(text, each, naming))
    if "title" in expected:
        following = None  # is a noun, as what goes on with a phrase is; but no such noun
    yield from surround(text, words[each.word - 1] if each.word else None, following, each)
    yield from expected


def expects_person(
    text: str, start: int, end: int, words: tuple[Word, ...], naming: Naming
) -> float:
    """Return the log-odds that what stands beside a stretch adds to its being a person's name."""
    first = bisect_left(words, start, key=lambda word: word.start)
    after = bisect_left(words, end, key=lambda word: word.start)
    each = Candidate(first, start, end, 1)
    before = words[first - 1] if first else None
    following = words[after] if after < len(words) else None
    traits = (*surround(text, before, following, each), *expect(text, each, naming))
    return sum(naming.weights[1].get(trait, 0) for trait in traits if trait != "list")


def surround(text: str, before: Word | None, after: Word | None, each: Candidate) -> Iterator[str]:
    """Name the traits of the words and marks beside a candidate."""
    if before:
        kind = (
            before.tag[0] if before.tag[0] in "nv" else "p" if before.tag[0] in "pcx" else "other"
        )
        if before.tag[0] in "nvpcxdmurt":
            yield f"after {kind}"
    if after:
        kind = "n" if after.tag[0] in "na" else "d" if after.tag[0] in "dpcu" else after.tag[0]
        yield f"before {kind}"
    previous, following = (
        text[each.start - 1 : each.start] or "\n",
        text[each.end : each.end + 1] or "\n",
    )
    if previous in CLAUSE:
        yield "clause"
    if following in CLAUSE:
        yield "end"
    if "、" in (previous, following):
        yield "list"


def expect(text: str, each: Candidate, naming: Naming) -> Iterator[str]:
    """Name the traits of what a person's name is expected beside: a post, a verb of speech."""
    start, end = each.start, each.end
    roles, says = naming.roles, naming.says
    if not roles.isdisjoint([text[max(0, start - size) : start] for size in (2, 3, 4, 5, 6)]):
        yield "role"
    if not says.isdisjoint([text[end : end + size] for size in (1, 2, 3, 4)]):
        yield "say"
    if not roles.isdisjoint([text[end : end + size] for size in (2, 3, 4)]):
        yield "title"
    if text[end : end + 1] in naming.particles:
        yield "particle"
