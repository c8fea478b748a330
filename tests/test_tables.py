"""Rows for people and for programs."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.tables import measure_width, wrap, write_csv, write_json, write_table

CELLS = st.text(alphabet='江城a1“”，,"\n ', max_size=30)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("ab", 2), ("江城", 4), ("江a", 3), ("，", 2)]
)
def test_a_chinese_character_takes_two_columns(text: str, width: int) -> None:
    assert measure_width(text) == width


def test_columns_line_up_and_long_cells_wrap() -> None:
    rows = [["江城钢铁", "江城市水务局与江城钢铁公司昨日签署节水协议。"], ["a", "b"]]
    table = write_table(["企业", "原句"], rows, width=36)

    assert table.splitlines() == [
        "企业      原句",
        "────────  ──────────────────────────",
        "江城钢铁  江城市水务局与江城钢铁公司",
        "          昨日签署节水协议。",
        "a         b",
    ]


@given(CELLS, st.integers(4, 20))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure_width(line) <= width for line in lines)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_programs_read_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    header = ["名称", "原句"]
    back = list(csv.reader(io.StringIO(write_csv(header, rows), newline="")))

    assert back == [header, *map(list, rows)]
    assert [tuple(row.values()) for row in json.loads(write_json(header, rows))] == rows
