"""Every rule proves itself by its own sentences; a wrong rules file is refused with its line."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract.claims.claims import find_claims
from kg.extract.claims.examples import read_example
from kg.extract.claims.structure import READINGS as FUNCTIONS
from kg.know.keywords import find_keywords
from kg.know.knowledge import Knowledge, load_knowledge
from kg.know.rules import READINGS, Rule, read_rules
from kg.read.sentences import split_sentences

KNOWLEDGE = load_knowledge()
YES = [
    pytest.param(rule, line, id=f"{rule.id} {line}")
    for rule in KNOWLEDGE.rules
    for line in rule.yes
]
NO = [
    pytest.param(rule, line, id=f"{rule.id} {line}") for rule in KNOWLEDGE.rules for line in rule.no
]


def found_by(rule: Rule, line: str, knowledge: Knowledge) -> set[str]:
    """Give what one rule alone finds in an annotated sentence, as subject and object."""
    article, entities = read_example(line)
    names: dict[str, str] = {entity.id: entity.name for entity in entities}
    claims = find_claims(
        article, split_sentences(article), entities, (), replace(knowledge, rules=(rule,))
    )
    return {f"{names[c.subject]} {names.get(c.object, c.object)}" for c in claims}


@pytest.mark.parametrize(("rule", "line"), YES)
def test_rule_finds_its_yes_sentence(rule: Rule, line: str) -> None:
    sentence, _, expected = line.partition(" → ")
    found = found_by(rule, sentence, KNOWLEDGE)

    assert found
    assert not expected or found == set(expected.split("；"))


@pytest.mark.parametrize(("rule", "line"), NO)
def test_rule_leaves_its_no_sentence(rule: Rule, line: str) -> None:
    assert not found_by(rule, line, KNOWLEDGE)


def test_every_reading_has_its_function() -> None:
    assert set(FUNCTIONS) == READINGS


def test_every_relation_has_rules() -> None:
    assert {rule.property for rule in KNOWLEDGE.rules} == set(KNOWLEDGE.schema.properties)


BROKEN = [
    ("organizes", "[[rule]]\nwording = \nyes = ['x']", 2, "TOML"),
    ("organizes", "[[rule]]\nyes = ['x']\nno = ['y']", 1, "wording"),
    ("organizes", "\n[[rule]]\nwording = '{subject}<organize>{object}'\nno = ['y']", 2, "yes"),
    ("organizes", "[[rule]]\nwording = '{subject}'\nyes = ['x']\nno = ['y']", 1, "object"),
    ("organizes", "[[rule]]\nwording = '{subject}({object}'\nyes = ['x']\nno = ['y']", 1, "正则"),
    (
        "organizes",
        "[[rule]]\nwording = '{subject}<fly>{object}'\nyes = ['x']\nno = ['y']",
        1,
        "fly",
    ),
    (
        "organizes",
        "[[rule]]\nwording = '{subject}{object:Place}'\nyes = ['x']\nno = ['y']",
        1,
        "Place",
    ),
    ("organizes", "[[rule]]\nwordign = 'x'\nyes = ['x']\nno = ['y']", 1, "wordign"),
    ("organizes", "[[rule]]\nwording = '{subject}{object}'\nyes = [1]\nno = ['y']", 1, "yes"),
    ("organizes", "[[rule]]\nreading = 'guess'\nyes = ['x']\nno = ['y']", 1, "guess"),
    (
        "organizes",
        "[[rule]]\nwording = '{subject}{object}'\nyes = ['x']\nno = ['y']\nconfidence = 2",
        1,
        "confidence",
    ),
    ("likes", "", None, "likes"),
]


@pytest.mark.parametrize(("name", "text", "line", "reason"), BROKEN)
def test_broken_rules_are_refused_with_their_line(
    tmp_path: Path, name: str, text: str, line: int | None, reason: str
) -> None:
    path = tmp_path / f"{name}.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=reason) as caught:
        read_rules(path, KNOWLEDGE.schema, KNOWLEDGE.words)
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize(
    ("wording", "keywords"),
    [
        ("{subjects}…由{object}(?:承办|协办)", (("由",), ("协办", "承办"))),
        ("作为{object}的(?:单位|部门)?", (("作为",), ("的",))),
        ("{object}的?{subject}(?:发布了|发出了?)", (("发布了", "发出"),)),
        ("{subjects}(?!的)…共同(?:成长|(?!的)发展){2}{object}", (("共同",),)),
        ("{subjects}在(?:(?:上(?:午|半年))|下午){object}", ()),
        ("{subjects}<build>(?:‥|…的){objects}", ()),
        ("由{subject}建{object}|建{object}由{subject}", ()),
        ("{subjects}[省市]{object}.{0,4}(?=站)", ()),
    ],
)
def test_keywords_are_what_each_match_has(
    wording: str, keywords: tuple[tuple[str, ...], ...]
) -> None:
    found = {frozenset(choice) for choice in find_keywords(wording)}

    assert found == {frozenset(choice) for choice in keywords}
