"""Compile the wording of a relation: a regular expression over a sentence in letters.

In such a sentence every mention is one private-use letter, that of its class in kg.ttl.  Beside
Python's `re` a wording has these words of its own:

    {subject} {object}      one mention of the property's domain or range in kg.ttl
    {subjects} {objects}    one or several: A、B和C等5家企业; each one of a class of the property
                            gets the claim
    {objects+}              the same with up to 8 other characters before and after each 、
    {object:Event,Campaign} the same, narrowed to classes
    {object}                words of the text, where kg.ttl gives the property no class as range
    {any} {any:Place}       a mention of any class, or of these
    {role}                  the title of a person, which ends in a word of lexicon/role.tsv
    <organize>              a word of lexicon/verb.tsv among whose values is `organize`
    ‥                       up to 8 characters of the same clause, without a mention
    …                       up to 24 characters of the same clause; before <a verb> without
                            another mention that could be the verb's subject
    ……                      up to 60 characters of the same sentence

A wording that begins with the subject does not take one after a preposition (在, 对) or before
的, another mention or a word of lexicon/after.tsv: the head of its phrase is the subject.
Every gap is bounded, so that the time is linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.know.keywords import Choice, find_keywords
from kg.know.schema import Property, Schema

FIRST_LETTER = 0xE000  # the classes of kg.ttl, sorted, are the private-use letters from here on
WORD = re.compile(r"\{(subject|object|any|role)(s?\+?)(?::([\w,]+))?\}|<([a-z]+)>|(…+|‥)")
GAPS = {
    "‥": "[^，；。：！？,;:~]{0,8}?",
    "…": "[^，；。：！？,;:]{0,24}?",
    "……": "[^。；！？]{0,60}?",
}
NO_SUBJECT_AFTER = "在于对向从由与和同为给被将把、"
BETWEEN = "(?:、|和|与|及|以及|并|，?以及)"
LONGEST = 60  # members of a list after its first
UNKNOWN = "(?:、[^，；。：！？,;:~]{1,10})?"  # a member of a list that nobody has recognised
REST = r"(?:等(?:\d+|[一二两三四五六七八九十几多数]+)?[家个名位所项]?)?"

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a wording of one property is compiled against."""

    joins: Property
    letters: Mapping[str, str]
    words: Words

    @property
    def every(self) -> str:
        """All letters, for a class of characters."""
        return "".join(self.letters.values())


def letters(schema: Schema) -> dict[str, str]:
    """Give each class of the schema the letter that stands for its mentions."""
    return {kind: chr(FIRST_LETTER + n) for n, kind in enumerate(sorted(schema.classes))}


class Wording(NamedTuple):
    """A compiled wording.

    The pattern has the groups `subject`, `object` and, where asked for, `role`; `domain` and
    `range` are the letters that the slots take, `needs` the <verbs> without which it cannot match,
    `words` of each of which a text must have one.
    """

    pattern: re.Pattern[str]
    domain: frozenset[str]
    range: frozenset[str]
    needs: frozenset[str]
    words: tuple[Choice, ...]


def compile_wording(wording: str, grammar: Grammar) -> Wording:
    """Compile a wording.

    Raises:
        ValueError: says in Chinese what is wrong with the wording.
    """
    taken: dict[str, frozenset[str]] = {"subject": frozenset(), "object": frozenset()}
    for found in WORD.finditer(wording):
        if found[1] in taken:
            taken[found[1]] = chosen_letters(found[1], found[3], grammar)
    try:
        pattern = re.compile("".join(translate(wording, grammar)))
    except re.error as error:
        raise ValueError(f"wording 不是合法的正则表达式：{error}") from error
    if missing := {"subject", "object"} - pattern.groupindex.keys():
        raise ValueError(f"wording 缺少 {'、'.join(sorted(missing))}")
    return Wording(
        pattern, taken["subject"], taken["object"], needed(wording), find_keywords(wording)
    )


def needed(wording: str) -> frozenset[str]:
    """List the <verbs> of a wording that stand in no brackets, so that no match lacks them."""
    depth, values = 0, []
    for found in re.finditer(r"\\.|[()]|<([a-z]+)>", wording):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if found[1] and not depth:
            values.append(found[1])
    return frozenset(values)


def translate(wording: str, grammar: Grammar) -> Iterator[str]:
    """Yield the pieces of the regular expression that a wording means."""
    at = 0
    for found in WORD.finditer(wording):
        yield wording[at : found.start()]
        at = found.end()
        name, plural, kinds, value, gap = found.groups()
        if value:
            yield f"(?:{verbs(value, grammar.words)})"
        elif gap:
            yield bridge(gap, grammar, before_verb=wording.startswith("<", at))
        elif name == "any":
            allowed = kinds.split(",") if kinds else grammar.letters
            yield f"[{''.join(grammar.letters[kind] for kind in allowed)}]"
        elif name == "role":
            yield title(grammar)
        else:
            filled = fill(name, plural, chosen_letters(name, kinds, grammar), grammar)
            first = name == "subject" and found.start() == 0
            yield f"(?<![{NO_SUBJECT_AFTER}]){filled}" if first else filled
            if first and wording[at : at + 1] not in {"{", "["}:
                yield head_only(grammar)
    yield wording[at:]


def chosen_letters(name: str, kinds: str | None, grammar: Grammar) -> frozenset[str]:
    """Give the letters that a slot takes: those of domain or range, or fewer."""
    allowed = grammar.joins.domain if name == "subject" else grammar.joins.range
    chosen = frozenset(kinds.split(",")) if kinds else allowed
    if unknown := sorted(chosen - allowed):
        raise ValueError(f"{grammar.joins.name} 的 {name} 不能是 {'、'.join(unknown)}")
    return frozenset(grammar.letters[kind] for kind in chosen)


def fill(name: str, plural: str, chosen: frozenset[str], grammar: Grammar) -> str:
    """Say what fills a slot: a mention's letter, several of them, or words of the text."""
    if not chosen:
        return f"(?P<{name}>[^，；。：！？,;:的{grammar.every}]{{2,40}})"
    place = grammar.letters["Place"]
    chain = f"{place}*" if place in chosen else ""  # 永兴省江城市柳溪镇: the last is meant
    one = f"[“《]?{chain}[{''.join(sorted(chosen))}][”》]?"
    if not plural:
        return f"(?P<{name}>{one})"
    more = f"{BETWEEN}“?[{grammar.every}]+”?"
    if plural.endswith("+"):
        loose = f"[^，；。：！？,;:{grammar.every}]{{0,8}}"
        more = f"{loose}(?:{BETWEEN}){loose}“?[{grammar.every}]+”?"
    if chosen == {grammar.letters["Person"]}:
        more = f"(?:，|{BETWEEN}){one}"  # titles are left out: 局长张三，县长李四
    elif chosen <= {grammar.letters["Policy"], grammar.letters["Honour"]}:
        more = f"{BETWEEN}?{one}"  # 《A》《B》
    unknown = UNKNOWN.replace("~", grammar.every)
    return f"(?P<{name}>{one}(?:{unknown}{more}){{0,{LONGEST}}}){REST}"


def bridge(gap: str, grammar: Grammar, *, before_verb: bool) -> str:
    """Say what a gap may hold; before a verb no other mention that could be its subject."""
    if gap == "…" and before_verb:
        return f"(?:{GAPS[gap]}(?<![^{NO_SUBJECT_AFTER}][{grammar.every}]))?"
    return GAPS[gap].replace("~", grammar.every)


def title(grammar: Grammar) -> str:
    """Say what a person's title is: up to 14 characters before the word for a post."""
    posts = {w: v for w, v in grammar.words.get("role", {}).items() if v in {"org", "place"}}
    roles = verbs("role", {"role": posts})
    return f"(?P<role>[^，；。：！？,;:{grammar.every}]{{0,14}}?(?:{roles}))"


def head_only(grammar: Grammar) -> str:
    """Say that a subject is the head of its phrase."""
    apart = verbs("after", grammar.words)
    return f"(?![的{grammar.every}]|[^，；。{grammar.every}]{{0,6}}(?:{apart}))"


def verbs(value: str, words: Words) -> str:
    """Give the words that <value> means as an alternative of a pattern."""
    listed = words.get("verb", {}).items()
    found = [word for word, values in listed if value in values.split("|")]
    found = found or list(words.get(value, ()))
    if not found:
        raise ValueError(f"lexicon/verb.tsv 没有值为 {value} 的词")
    return alternatives(found)


def alternatives(words: Iterable[str]) -> str:
    """Join words to an alternative of a pattern, the longest first; none match nothing."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"{beginning(ordered)}(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"


def beginning(words: Iterable[str]) -> str:
    """Say that one of the words may begin here: a pattern passes over most places by that.

    The verbs of speech are found in a seventh of the time.
    """
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"
