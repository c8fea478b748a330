"""The names and words we know: ontology/lexicon, one TSV for each kind.

A file whose name is a class of kg.ttl (Agency.tsv) lists names; any other (unit.tsv) lists words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

NAME_COLUMNS = ("name", "identifier", "aliases", "source")
WORD_COLUMNS = ("word", "value", "source")
VALUES = "# values: "


@dataclass(frozen=True, slots=True)
class Term:
    """Something known by name before it is read about.

    `identifier` is its own (a GB/T 2260 code for a place of China), unique in its file.
    """

    kind: str
    name: str
    identifier: str
    aliases: tuple[str, ...]


def read_lines(path: Path) -> list[str]:
    """Read the lines of a file.

    Raises:
        InputError: the file is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(path, None, "不是 UTF-8 编码") from error


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the cells of each row of a TSV file.

    Cells are separated by tabs.  Blank lines and lines that begin with # are skipped.

    Raises:
        InputError: the file is not UTF-8, or a row has not as many cells as there are `columns`.
    """
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(columns):
            wanted = "、".join(columns)
            reason = f"应有 {len(columns)} 列（{wanted}），实有 {len(cells)} 列"
            raise InputError(path, number, reason)
        yield number, cells


def read_names(path: Path) -> tuple[Term, ...]:
    """Read a lexicon of names; its kind is the file's name.

    A row has the four NAME_COLUMNS; aliases are joined by |; `source` says where the row was
    learnt.

    Raises:
        InputError: a row has not four cells, or leaves its name, identifier or source empty.
    """
    terms = []
    for number, (name, identifier, aliases, source) in read_rows(path, NAME_COLUMNS):
        if not (name and identifier and source):
            raise InputError(path, number, "一行须有名称、标识和来源")
        others = tuple(alias for alias in aliases.split("|") if alias)
        terms.append(Term(path.stem, name, identifier, others))
    return tuple(terms)


def read_words(path: Path) -> dict[str, str]:
    """Read a list of words: each word with its value (what the value means, the file's head says).

    A line `# values: …` in the head is a regular expression that every value must match.

    Raises:
        InputError: a row has not the three WORD_COLUMNS, leaves its word or source empty, gives
            a word twice, or a value that the head does not allow.
    """
    words: dict[str, str] = {}
    allowed = read_allowed(path)
    for number, (word, value, source) in read_rows(path, WORD_COLUMNS):
        if not (word and source):
            raise InputError(path, number, "一行须有词和来源")
        if word in words:
            raise InputError(path, number, f"重复：{word}")
        if allowed and not allowed.fullmatch(value):
            raise InputError(path, number, f"“{word}”的值“{value}”不合文件头的 {VALUES.strip()}")
        words[word] = value
    return words


def read_allowed(path: Path) -> re.Pattern[str] | None:
    """Read what the head of a list allows as values; None if it says nothing."""
    for number, line in enumerate(read_lines(path), start=1):
        if line.startswith(VALUES):
            try:
                return re.compile(line.removeprefix(VALUES))
            except re.error as error:
                raise InputError(path, number, f"不是合法的正则表达式：{error}") from error
        if not line.startswith("#"):
            break
    return None
