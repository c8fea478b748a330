"""The folder ontology/ as one checked value, which is handed in as an argument."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.know.lexicon import Term, read_names, read_words
from kg.know.rules import Rule, read_rules
from kg.know.schema import Schema, read_schema

HERE = Path(__file__).parent
# The wheel carries the folder inside the package; a checkout uses the one beside it.
DEFAULT = next(
    (p for p in (HERE.parent / "ontology", HERE.parents[1] / "ontology") if p.is_dir()), HERE
)


@dataclass(frozen=True, eq=False)  # compared by identity: what is compiled from it can be cached
class Knowledge:
    """What is known before a page is read: schema, names, words, rules.

    `names` maps a class of the schema to its terms; `words` maps a word list's file name
    (unit, role) to its words and their values.
    """

    root: Path
    schema: Schema
    names: Mapping[str, tuple[Term, ...]]
    words: Mapping[str, Mapping[str, str]]
    rules: tuple[Rule, ...] = ()


def load_knowledge(root: Path = DEFAULT) -> Knowledge:
    """Load and check the folder `root`.

    Raises:
        InputError: a file is missing or wrong; names the file and, where there is one, the line.
    """
    if not root.is_dir():
        raise InputError(root, None, "没有这个本体目录")
    schema = read_schema(root / "kg.ttl")
    files = sorted((root / "lexicon").glob("*.tsv"))
    words = {p.stem: read_words(p) for p in files if p.stem not in schema.classes}
    rules = sorted((root / "rules").glob("*.toml"))
    return Knowledge(
        root,
        schema,
        {p.stem: read_names(p) for p in files if p.stem in schema.classes},
        words,
        tuple(rule for path in rules for rule in read_rules(path, schema, words)),
    )
