"""Recognise persons: by surname and given name with what stands around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import exp
from typing import NamedTuple

from kg.extract.mentions.surnames import UNSEEN, Naming, find_titled, read_naming
from kg.know.knowledge import Knowledge
from kg.know.words import Word, split_words
from kg.model import Mention, Sentence, Span

HAN = "一-鿿"
# 阿依古丽·买买提, 约翰·史密斯; a trade mark or a title stands in 《》.
PART = rf"(?:(?![的是在和与了著说对等为曾将及])[{HAN}]){{1,6}}"
DOTS = "·•‧・"
DOT = re.compile(f"[{DOTS}]")
DOTTED = re.compile(rf"{PART}(?:[{DOTS}]{PART}){{1,3}}(?![·》])")
STOPS = "，。、：；！？“”（）()《》 \n,:;!?"
CLAUSE = STOPS.replace("、", "")
OTHER_NAMES = frozenset({"ns", "nt", "nz"})  # tags of names that are no person's
# Tags of common words, which are no part of a foreign name.
COMMON = frozenset(["n", "v", "vn", "d", "vd", "b", "t", "i", "l", "s", "f", "ns"])
# What a person before 、 adds.
AMONG_PERSONS = 1.5
# Where precision and recall on the annotated articles balance: at 0 one name of 26 more is missed,
# at -0.8 one name in five is none.
THRESHOLD = -0.4
# What the traits of naming.tsv that stand around a name add at most; it has a post or a clause's
# beginning before it, a verb of speech, a title or a clause's end behind it, never two of them.
MOST = 7.0
NAME = re.compile(f"[{HAN}]{{2,4}}")  # surname and given name


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
    named = [at for at, (start, _, _) in enumerate(words) if text[start] in naming.openings]
    found = [*find_dotted(text, words), *find_titled(text, words, named, naming)]
    ends = {end for _, _, end in found}
    for each in propose(text, words, named, naming):
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
    if not DOT.search(text):
        return
    starts = [word.start for word in words]
    for match in DOTTED.finditer(text):
        start, end = match.span()
        dots = [at for at in range(start, end) if text[at] in DOTS]
        inside = words[max(0, bisect_right(starts, start) - 1) : bisect_left(starts, end)]
        common = [word for word in inside if word.end - word.start > 1 and word.tag in COMMON]
        if any(word.end == dots[0] for word in common):
            continue
        start = max((word.end for word in common if word.end < dots[0]), default=start)
        end = min((word.start for word in common if word.start > dots[-1] + 1), default=end)
        yield 0.9, start, end


def propose(
    text: str, words: tuple[Word, ...], named: Sequence[int], naming: Naming
) -> Iterator[Candidate]:
    """Propose each surname at the beginning of a word with one and with two characters more."""
    surnames, roles = naming.surnames, naming.roles
    for index in named:
        start = words[index].start
        length = 2 if text[start : start + 2] in surnames else 1
        given = start + length
        han = NAME.match(text, start)
        if not han or (length == 1 and text[start] not in surnames):
            continue
        for end in (given + 1, given + 2):
            # 陈书记: a surname with a title, if anything
            if end <= han.end() and text[given:end] not in roles:
                yield Candidate(index, start, end, length)


def weigh(text: str, words: tuple[Word, ...], each: Candidate, naming: Naming) -> float:
    """Return the log-odds that a candidate is a person's name.

    What cannot become one, whatever stands around it, is not looked at further.
    """
    index, start, end, length = each
    weights = naming.weights[end - start - length - 1]
    total = weights["bias"] + weights["surname"] * naming.surnames[text[start : start + length]]
    for place, character in zip(("first", "second"), text[start + length : end], strict=False):
        total += weights[place] * naming.given.get(character, UNSEEN)
    last = index
    while words[last].end < end:
        last += 1
    inner = sum([weights[trait] for trait in describe(text, words, each, last, naming)])
    if total + inner + MOST < THRESHOLD - AMONG_PERSONS:
        return total + inner
    return total + sum(
        [weights[trait] for trait in surround(text, words, each, last, naming)], inner
    )


def expects_person(
    text: str, start: int, end: int, words: tuple[Word, ...], naming: Naming
) -> float:
    """Return the log-odds that what stands beside a stretch adds to its being a person's name."""
    first = bisect_left(words, start, key=lambda word: word.start)
    last = bisect_left(words, end, key=lambda word: word.start) - 1
    traits = surround(text, words, Candidate(first, start, end, 1), last, naming)
    return sum([naming.weights[1].get(trait, 0) for trait in traits if trait != "list"])


def describe(
    text: str, words: tuple[Word, ...], each: Candidate, last: int, naming: Naming
) -> list[str]:
    """Name the traits of the words of a candidate, `last` the one that it ends in."""
    index, start, end, length = each
    first, final = words[index], words[last]
    traits = ["cross"] if final.end > end else []
    if last == index + end - start - 1:
        traits.append("unknown")
    if end - start - length > 1 and naming.particles.get(text[end - 1]):
        traits.append("particle inside")
    if start + 1 < first.end <= end:
        if first.tag in OTHER_NAMES and last == index:
            traits.append("other name")
        elif not first.tag.startswith("nr"):
            traits.append("word")
        else:
            traits.append("nr" if first.end == end else "shorter nr")
    if last == index + 1 and final.end - final.start > 1:
        traits.append("given word")
    return traits


def surround(
    text: str, words: tuple[Word, ...], each: Candidate, last: int, naming: Naming
) -> list[str]:
    """Name the traits of the words and marks beside a candidate, which ends in the word `last`."""
    expected = expect(text, each, naming)
    traits = []
    if each.word:
        tag = words[each.word - 1].tag[0]
        if tag in "nvpcxdmurt":
            traits.append(f"after {tag if tag in 'nv' else 'p' if tag in 'pcx' else 'other'}")
    # A title is a noun, as what goes on with a phrase is; but no such noun.
    if words[last].end == each.end and last + 1 < len(words) and "title" not in expected:
        tag = words[last + 1].tag[0]
        traits.append(f"before {'n' if tag in 'na' else 'd' if tag in 'dpcu' else tag}")
    previous = text[each.start - 1 : each.start] or "\n"
    following = text[each.end : each.end + 1] or "\n"
    if previous in CLAUSE:
        traits.append("clause")
    if following in CLAUSE:
        traits.append("end")
    if previous == "、" or following == "、":
        traits.append("list")
    return traits + expected


def expect(text: str, each: Candidate, naming: Naming) -> list[str]:
    """Name the traits of what a person's name is expected beside: a post, a verb of speech."""
    start, end, roles = each.start, each.end, naming.roles
    traits = []
    if text[start - 1 : start] in naming.lasts and not roles.isdisjoint(
        [text[max(0, start - size) : start] for size in (2, 3, 4, 5, 6)]
    ):
        traits.append("role")
    if text[end : end + 1] in naming.firsts:
        following = [text[end : end + size] for size in (1, 2, 3, 4)]
        if not naming.says.isdisjoint(following):
            traits.append("say")
        if not roles.isdisjoint(following[1:]):
            traits.append("title")
    if text[end : end + 1] in naming.particles:
        traits.append("particle")
    return traits
