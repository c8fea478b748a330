"""How the papers word a relation: ontology/rules, one TOML file for each property of kg.ttl.

A `wording` is a regular expression over a sentence in which every mention is one letter, with
these words of its own:

    {subject} {object}      one mention of the property's domain or range in kg.ttl
    {subjects} {objects}    one or several: A、B和C等5家企业; each one of a class of the property
                            gets the claim
    {object:Event,Campaign} the same, narrowed to classes
    {object}                words of the text, where kg.ttl gives the property no class as range
    {any} {any:Place}       a mention of any class, or of these
    {role}                  the title of a person, which ends in a word of lexicon/role.tsv
    <organize>              a word of lexicon/verb.tsv whose value is `organize`
    ‥                       up to 8 characters of the same clause, without a mention
    …                       up to 24 characters of the same clause; before <a verb> without
                            another mention that could be the verb's subject
    ……                      up to 60 characters of the same sentence

A wording that begins with the subject does not take one after a preposition (在, 对) or before
的 or another mention: the head of its phrase is the subject.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.know.schema import Property, Schema

FIRST_LETTER = 0xE000  # the classes of kg.ttl, sorted, are the private-use letters from here on
KEYS = {"wording", "reading", "yes", "no", "confidence"}
UNMEASURED = 0.6  # the confidence of a rule that no annotated sentence has tried

PLACEHOLDER = re.compile(r"\{(subject|object|any|role)(s?)(?::([\w,]+))?\}|<([a-z]+)>|(…+|‥)")
GAPS = {
    "‥": "[^，；。：！？,;:~]{0,8}?",
    "…": "[^，；。：！？,;:]{0,24}?",
    "……": "[^。；！？]{0,60}?",
}
BEFORE_OTHERS = "在于对向从由与和同为给被将把、"  # what makes a mention no subject
BETWEEN = "(?:、|和|与|及|以及|并|，?以及)"
REST = r"(?:等(?:\d+|[一二两三四五六七八九十几多数]+)?[家个名位所项]?)?"


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording of a relation, or a reading of its names, with the sentences that prove it.

    `id` is the property and a number (or the reading's name); `pattern` is None for a reading.
    `domain` and `range` are the letters of the classes that its slots take.
    """

    id: str
    property: str
    confidence: float
    yes: tuple[str, ...]
    no: tuple[str, ...]
    wording: str = ""
    pattern: re.Pattern[str] | None = None
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    titled: bool = False  # asks for the title of a person


def letters(schema: Schema) -> dict[str, str]:
    """Give each class of the schema the letter that stands for its mentions."""
    return {kind: chr(FIRST_LETTER + n) for n, kind in enumerate(sorted(schema.classes))}


def read_rules(
    path: Path, schema: Schema, words: Mapping[str, Mapping[str, str]]
) -> tuple[Rule, ...]:
    """Read the rules of one property; the file's name is the property's.

    Raises:
        InputError: kg.ttl does not declare the property, the file is no TOML, or a rule has no
            wording, no `yes` or no `no`, or a wording that cannot be compiled.
    """
    joins = schema.properties.get(path.stem)
    if joins is None:
        raise InputError(path, None, f"kg.ttl 没有声明属性 {path.stem}")
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text).get("rule", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        reason = f"不是合法的 TOML：{error}"
        raise InputError(path, int(found[1]) if found else None, reason) from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]"]
    if not isinstance(tables, list) or len(lines) != len(tables):
        raise InputError(path, None, "每条规则须以单独一行 [[rule]] 开头")
    rules = []
    for number, (line, table) in enumerate(zip(lines, tables, strict=True), start=1):
        try:
            rules.append(make_rule(f"{path.stem}-{number}", table, joins, schema, words))
        except ValueError as error:
            raise InputError(path, line, str(error)) from error
    return tuple(rules)


def make_rule(
    name: str,
    table: Mapping[str, object],
    joins: Property,
    schema: Schema,
    words: Mapping[str, Mapping[str, str]],
) -> Rule:
    """Make a rule of a table of a rules file.

    Raises:
        ValueError: says in Chinese what is wrong with the table.
    """
    if unknown := sorted(table.keys() - KEYS):
        raise ValueError(f"不认识的键：{'、'.join(unknown)}")
    yes, no = examples(table, "yes"), examples(table, "no")
    wording, reading = table.get("wording"), table.get("reading")
    confidence = table.get("confidence", UNMEASURED)
    if not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise ValueError("confidence 须是 0 到 1 的数")
    if isinstance(reading, str) and wording is None:
        name = f"{joins.name}-{reading}"
        return Rule(name, joins.name, float(confidence), yes, no)
    if not isinstance(wording, str) or not wording or reading is not None:
        raise ValueError("规则须有 wording 或 reading（二者取一）")
    slots: dict[str, frozenset[str]] = {}
    source = "".join(translate(wording, joins, schema, words, slots))
    try:
        pattern = re.compile(source)
    except re.error as error:
        raise ValueError(f"wording 不是合法的正则表达式：{error}") from error
    if missing := {"subject", "object"} - pattern.groupindex.keys():
        raise ValueError(f"wording 缺少 {'、'.join(sorted(missing))}")
    return Rule(
        name,
        joins.name,
        float(confidence),
        yes,
        no,
        wording,
        pattern,
        slots["subject"],
        slots["object"],
        "{role}" in wording,
    )


def examples(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Take the sentences under `key`, of which there must be some."""
    found = table.get(key)
    if not isinstance(found, list) or not found:
        raise ValueError(f"规则须有 {key} 例句")
    if not all(isinstance(sentence, str) for sentence in found):
        raise ValueError(f"{key} 的例句须是字符串")
    return tuple(str(sentence) for sentence in found)


def translate(
    wording: str,
    joins: Property,
    schema: Schema,
    words: Mapping[str, Mapping[str, str]],
    slots: dict[str, frozenset[str]],
) -> Iterator[str]:
    """Yield the pieces of the regular expression that `wording` means; note the slots' letters."""
    letter, at = letters(schema), 0
    every = "".join(letter.values())
    yield f"(?<![{BEFORE_OTHERS}])" if wording.startswith("{subject") else ""
    for found in PLACEHOLDER.finditer(wording):
        yield wording[at : found.start()]
        at = found.end()
        slot, plural, kinds, value, gap = found.groups()
        if value:
            yield f"(?:{'|'.join(verbs(value, words))})"
        elif gap == "…" and wording.startswith("<", at):
            yield f"(?:{GAPS[gap]}(?<![^{BEFORE_OTHERS}][{every}]))?"
        elif gap:
            yield GAPS[gap].replace("~", every)
        elif slot == "any":
            yield f"[{''.join(letter[kind] for kind in kinds.split(',')) if kinds else every}]"
        elif slot == "role":
            posts = {w: v for w, v in words.get("role", {}).items() if v in {"org", "place"}}
            roles = "|".join(verbs("role", {"role": posts}))
            yield f"(?P<role>[^，；。：！？,;:{every}]{{0,14}}?(?:{roles}))"
        else:
            allowed = joins.domain if slot == "subject" else joins.range
            chosen = frozenset((kinds.split(",") if kinds else allowed))
            if unknown := sorted(chosen - allowed):
                raise ValueError(f"{joins.name} 的 {slot} 不能是 {'、'.join(unknown)}")
            slots[slot] = frozenset(letter[kind] for kind in chosen)
            between = BETWEEN
            if chosen == {"Person"}:
                between = f"(?:，|{BETWEEN})"  # titles are left out: 局长张三，县长李四
            elif chosen <= {"Policy", "Honour"}:
                between = f"{BETWEEN}?"  # 《A》《B》
            yield f"(?P<{slot}>{item(slots[slot], every, between if plural else '')})"
            yield REST if plural else ""
            if slot == "subject" and found.start() == 0 and wording[at : at + 1] not in "{[":
                apart = "|".join(verbs("after", words))
                yield f"(?![的{every}]|[^，；。{every}]{{0,6}}(?:{apart}))"
    yield wording[at:]


def item(chosen: frozenset[str], every: str, between: str) -> str:
    """Say what fills a slot: a mention's letter, several of them, or words of the text."""
    if not chosen:
        return f"[^，；。：！？,;:{every}]{{2,40}}"
    one = f"[“《]?[{''.join(sorted(chosen))}][”》]?"
    more = one if "，" in between else f"“?[{every}]+”?"
    return f"{one}(?:{between}{more})*" if between else one


def verbs(value: str, words: Mapping[str, Mapping[str, str]]) -> list[str]:
    """List the words that <value> means, the longest first."""
    verb = words.get("verb", {})
    found = [word for word, values in verb.items() if value in values.split("|")]
    found = found or list(words.get(value, ()))
    if not found:
        raise ValueError(f"lexicon/verb.tsv 没有值为 {value} 的词")
    return sorted(map(re.escape, found), key=lambda word: (-len(word), word))
