"""How the papers word a relation: ontology/rules, one TOML file for each property of kg.ttl.

A file holds `[[rule]]` tables with the keys

    wording     a regular expression over letters, as kg/know/wordings.py explains, or
    reading     what names alone say: one of READINGS, a function of kg/extract/claims/structure.py
    yes, no     sentences that prove it: [江城市水务局/Agency]局长[张三/Person]说。
    confidence  its precision on the annotated pages that its author could read, with one right
                and one wrong case added, since few cases prove little; UNMEASURED where none has
                tried it
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.know.keywords import Choice
from kg.know.schema import Property, Schema
from kg.know.wordings import Grammar, Words, compile_wording, letters

KEYS = {"wording", "reading", "yes", "no", "confidence"}
UNMEASURED = 0.5
READINGS = frozenset(
    {
        "confers-inner",
        "issues-inner",
        "jurisdiction-inner",
        "jurisdiction-level",
        "jurisdiction-row",
        "locatedIn-chain",
        "locatedIn-happening",
        "locatedIn-level",
        "locatedIn-name",
        "partOf-prefix",
        "partOf-short",
        "worksFor-head",
        "worksFor-post",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording of a relation, or a reading of its names, with the sentences that prove it.

    `id` is the property and a number (or the reading's name); `pattern` is None for a reading.
    `domain` and `range` are the letters of the classes that its slots take, `range` empty
    where the object is text; `needs` are values of lexicon/verb.tsv of which each match has a
    word, `words` choices of words of which it has one each.  A `titled` rule asks for the title
    of a person.
    """

    id: str
    property: str
    confidence: float
    yes: tuple[str, ...]
    no: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    domain: frozenset[str] = frozenset()
    range: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    words: tuple[Choice, ...] = ()
    titled: bool = False

    def may_match(self, text: str) -> bool:
        """Tell whether a text has one of each of the words that a match needs."""
        for choice in self.words:
            for word in choice:
                if word in text:
                    break
            else:
                return False
        return True

    def may_join(self, letters: Collection[str]) -> bool:
        """Tell whether mentions of these classes fill the slots of the wording."""
        return not (
            self.domain.isdisjoint(letters) or (self.range and self.range.isdisjoint(letters))
        )


def read_rules(path: Path, schema: Schema, words: Words) -> tuple[Rule, ...]:
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
        reason = f"不是合法的 UTF-8 TOML：{error}"
        raise InputError(path, int(found[1]) if found else None, reason) from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[rule]]"]
    if not isinstance(tables, list) or len(lines) != len(tables):
        raise InputError(path, None, "每条规则须以单独一行 [[rule]] 开头")
    grammar = Grammar(joins, letters(schema), words)
    rules = []
    for number, (line, table) in enumerate(zip(lines, tables, strict=True), start=1):
        try:
            rules.append(make_rule(number, table, joins, grammar))
        except ValueError as error:
            raise InputError(path, line, str(error)) from error
    return tuple(rules)


def make_rule(number: int, table: Mapping[str, object], joins: Property, grammar: Grammar) -> Rule:
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
    sure = float(confidence)
    if isinstance(reading, str) and wording is None:
        name = f"{joins.name}-{reading}"
        if name not in READINGS:
            raise ValueError(f"没有这种读法：{reading}")
        return Rule(name, joins.name, sure, yes, no)
    if not isinstance(wording, str) or not wording or reading is not None:
        raise ValueError("规则须有 wording 或 reading（二者取一）")
    name, titled = f"{joins.name}-{number}", "{role}" in wording
    return Rule(name, joins.name, sure, yes, no, *compile_wording(wording, grammar), titled)


def examples(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Take the sentences under `key`, of which there must be some."""
    found = table.get(key)
    if not isinstance(found, list) or not found:
        raise ValueError(f"规则须有 {key} 例句")
    if not all(isinstance(sentence, str) for sentence in found):
        raise ValueError(f"{key} 的例句须是字符串")
    return tuple(str(sentence) for sentence in found)
