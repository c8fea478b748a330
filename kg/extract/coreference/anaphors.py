"""List the words of an article that may stand for a name: 该局, 此次比赛, 全县, 园区."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.know.wordings import beginning
from kg.know.words import Word, split_words
from kg.model import Entity, Sentence, Span

# Tags of words after which a bare noun may stand for a name; those for the beginning of a clause;
# those for a word that only the end of a name has in common with it.
BEFORE_BARE = frozenset("xptdcv")
BEFORE_FIRST = frozenset("xptdc")
BEFORE_END = frozenset("xtd")
# 全市 and 我市 are said of places only.
WHOLE, OURS = "全", frozenset({"我", "我们", "咱", "咱们"})
# The end of a name after a determiner: 该坍塌事故 for a 江城大桥坍塌事故.
SHORTEST, LONGEST = 2, 12


class Noun(NamedTuple):
    """A common noun and the names it can stand for."""

    word: str
    kinds: frozenset[str]
    endings: tuple[str, ...]
    flags: frozenset[str]


class Anaphor(NamedTuple):
    """A stretch that may stand for a name.

    `word` is its noun, or the end of a name that it repeats; `lead` what stands before that.
    """

    span: Span
    text: str
    word: str
    lead: str
    paragraph: int
    clause: int  # where its clause begins


class Nouns(NamedTuple):
    """The nouns of anaphor.tsv, with the pattern that finds them after a determiner or bare.

    `serving` lists the nouns for a name by its class and its ending, which may be empty.
    """

    nouns: Mapping[str, Noun]
    pattern: re.Pattern[str]
    serving: Mapping[tuple[str, str], Sequence[str]]


@cache
def read_nouns(knowledge: Knowledge) -> Nouns:
    """Read the nouns and determiners of anaphor.tsv."""
    nouns: dict[str, Noun] = {}
    leads: list[str] = [WHOLE, *OURS]
    for word, value in knowledge.words["anaphor"].items():
        if value == "determiner":
            leads.append(word)
            continue
        parts = value.split(";")
        if len(parts) != len(("classes", "endings", "flags")):
            path = knowledge.root / "lexicon" / "anaphor.tsv"
            raise InputError(path, None, f"“{word}”的值应当分为三段：类;结尾;标记")
        kinds, endings, flags = parts
        marks = frozenset(flags if set(flags) <= set("全我") else [flags])
        nouns[word] = Noun(word, frozenset(kinds.split("|")), tuple(endings.split()), marks)
    lead = "|".join(sorted(map(re.escape, leads), key=lambda w: (-len(w), w)))
    noun = "|".join(sorted(map(re.escape, nouns), key=lambda w: (-len(w), w)))
    either = f"(?P<lead>{lead})(?P<noun>{noun})?|(?P<bare>{noun})"
    pattern = re.compile(f"{beginning((*leads, *nouns))}(?:{either})")
    serving: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word, each in nouns.items():
        for pair in product(each.kinds, each.endings or ("",)):
            serving[pair].append(word)
    return Nouns(nouns, pattern, serving)


def find_owners(entities: Sequence[Entity], knowledge: Knowledge) -> dict[str, tuple[int, ...]]:
    """Find for each noun, and for each end of a name, the entities that it can stand for.

    Entities are told by their index; what only a noun of anaphor.tsv says needs its class and
    ending.
    """
    nouns, _, serving = read_nouns(knowledge)
    owners: dict[str, list[int]] = defaultdict(list)
    for at, entity in enumerate(entities):
        if entity.kind == "Person":
            continue
        forms = {form.rstrip("”」』》’") for form in (entity.name, *entity.aliases)}
        ends = {
            form[-size:]
            for form in forms
            for size in range(SHORTEST, min(LONGEST, len(form) - 1) + 1)
        }
        words = {*served_by(entity.kind, forms, serving), *(ends - nouns.keys())}
        for word in sorted(words):
            owners[word].append(at)
    return {word: tuple(found) for word, found in owners.items()}


def served_by(
    kind: str, forms: Iterable[str], serving: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[str]:
    """Yield the nouns that can stand for a name of a kind, written in these forms."""
    for form in forms:
        for start in range(len(form) + 1):
            yield from serving.get((kind, form[start:]), ())


def list_anaphors(
    sentences: Sequence[Sentence], owners: Mapping[str, Sequence[int]], knowledge: Knowledge
) -> Iterator[Anaphor]:
    """List what may stand for one of the names that `owners` knows, in reading order."""
    nouns, pattern, _ = read_nouns(knowledge)
    for sentence in sentences:
        text = sentence.text
        words = {word.end: word for word in split_words(text)}
        found = set(list_ends(text, words, owners, nouns))
        for match in pattern.finditer(text):
            lead, word, start = match["lead"] or "", match["noun"] or match["bare"] or "", 0
            if lead and lead != WHOLE and lead not in OURS:
                word = longest_end(text, match.end("lead"), word, owners)
            elif lead:
                flag = lead if lead == WHOLE else "我"
                word = word if word and flag in nouns[word].flags else ""
            elif not stands_bare(text, match.start(), words, nouns[word]):
                continue
            if word in owners:
                found.add((match.start(), lead, word))
        for start, lead, word in sorted(found):
            first = sentence.span.start + start
            end = first + len(lead) + len(word)
            clause = max(text.rfind(mark, 0, start) for mark in "，,：；") + 1
            yield Anaphor(
                Span(sentence.span.article, first, end),
                lead + word,
                word,
                lead,
                sentence.paragraph,
                sentence.span.start + clause,
            )


def list_ends(
    text: str,
    words: Mapping[int, Word],
    owners: Mapping[str, Sequence[int]],
    nouns: Mapping[str, Noun],
) -> Iterator[tuple[int, str, str]]:
    """List the bare words that end just one name of the article, at the beginning of a clause."""
    for word in words.values():
        if word.tag[0] != "n":
            continue
        end = text[word.start : word.end]
        if end in nouns or len(owners.get(end, ())) != 1:
            continue
        before = words[word.start].tag[0] if word.start in words else "x"
        if "、" in (text[word.start - 1 : word.start], text[word.end : word.end + 1]):
            continue
        if len(end) >= SHORTEST and before in BEFORE_END:
            yield word.start, "", end


def longest_end(text: str, start: int, word: str, owners: Mapping[str, object]) -> str:
    """Return the longest end of a name that begins at `start`, `word` if there is none longer."""
    for size in range(LONGEST, max(SHORTEST, len(word) + 1) - 1, -1):
        if text[start : start + size] in owners:
            return text[start : start + size]
    return word


def stands_bare(text: str, start: int, words: Mapping[int, Word], noun: Noun) -> bool:
    """Tell whether a noun without a determiner may stand for a name here: no class, no list.

    `words` are those of the text by their ends.
    """
    end = start + len(noun.word)
    if not noun.flags & {"bare", "first"} or "、" in (text[start - 1 : start], text[end : end + 1]):
        return False
    if end not in words or (start and start not in words):
        return False
    allowed = BEFORE_FIRST if "first" in noun.flags else BEFORE_BARE
    return not start or words[start].tag[0] in allowed
