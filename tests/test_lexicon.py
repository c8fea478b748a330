"""Lexicons: what is refused, and that the refusal says where and why."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.know.knowledge import Knowledge
from kg.know.lexicon import read_names, read_words

WORDS = "# word ⇥ value ⇥ source\n# values: org|place\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_names_come_with_aliases_and_their_file_s_kind(tmp_path: Path) -> None:
    path = write(tmp_path / "Place.tsv", "# head\n\n江城市\t999900\t江城|江市\tinvented\n")
    (term,) = read_names(path)

    assert (term.kind, term.name, term.identifier) == ("Place", "江城市", "999900")
    assert term.aliases == ("江城", "江市")


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        ("江城市\t999900\n", 2, "应有 4 列"),
        ("江城市\t\t\tinvented\n", 2, "名称、标识和来源"),
        ("江城市\t999900\t\t\n", 2, "名称、标识和来源"),
        ("\n江城市\n", 3, "应有 4 列"),
    ],
)
def test_a_bad_row_of_names_is_refused(tmp_path: Path, row: str, line: int, reason: str) -> None:
    path = write(tmp_path / "Place.tsv", "# head\n" + row)
    with pytest.raises(InputError, match=reason) as caught:
        read_names(path)

    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("局长\torg\n", "应有 3 列"),
        ("局长\torg\t\n", "一行须有词和来源"),
        ("局长\torg\tx\n局长\torg\tx\n", "重复：局长"),
        ("局长\torgg\tx\n", "“局长”的值“orgg”不合"),
    ],
)
def test_a_bad_row_of_words_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read_words(write(tmp_path / "role.tsv", WORDS + row))

    assert caught.value.line


def test_a_list_that_allows_nothing_readable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="正则表达式") as caught:
        read_words(write(tmp_path / "role.tsv", "# values: (org\n局长\torg\tx\n"))

    assert caught.value.line == 1


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "role.tsv"
    path.write_bytes("局长\torg\tx\n".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        read_words(path)


def test_every_name_and_word_says_where_it_was_learnt(knowledge: Knowledge) -> None:
    for path in sorted((knowledge.root / "lexicon").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line for line in lines if line.strip() and not line.startswith("#")]

        assert lines[0].startswith("#"), f"{path.name} explains its columns"
        assert all(row.split("\t")[-1].strip() for row in rows), path.name
