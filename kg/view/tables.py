"""Rows for people and for programs: a table in the terminal, CSV, JSON."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence

Value = str | int | float | bool | None
Row = Sequence[Value]
NARROWEST = 6  # columns of the screen; no column is squeezed below it
GAP = "  "


def show(value: Value) -> str:
    """Write a value for a person: nothing for None."""
    return "" if value is None else str(value)


def measure_width(text: str) -> int:
    """Count the columns of the screen that `text` takes: two for a Chinese character.

    Source: Unicode Standard Annex 11, East Asian Width; ambiguous ones (“ ” …) count as wide,
    as terminals with a Chinese font draw them.
    """
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return len(text) + wide


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` columns; Chinese breaks anywhere."""
    lines, line, used = [], "", 0
    for character in " ".join(text.split()):
        size = measure_width(character)
        if used + size > width:
            lines.append(line)
            line, used = "", 0
        line, used = line + character, used + size
    return [*lines, line]


def fit_widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Give each column its width, narrowing the widest until all fit into `width` columns."""
    widths = [max(map(measure_width, column)) for column in zip(*table, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def write_table(header: Sequence[str], rows: Sequence[Row], width: int = 100) -> str:
    """Write a table at most `width` columns wide, a rule under its head, long cells wrapped."""
    table = [header, *([show(value) for value in row] for row in rows)]
    widths = fit_widths(table, width)
    lines = []
    for number, row in enumerate(table):
        cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            parts = [cell[n] if n < len(cell) else "" for cell in cells]
            padded = (p + " " * (w - measure_width(p)) for p, w in zip(parts, widths, strict=True))
            lines.append(GAP.join(padded).rstrip())
        if number == 0:
            lines.append(GAP.join("─" * size for size in widths))
    return "\n".join(lines) + "\n"


def write_csv(header: Sequence[str], rows: Sequence[Row], width: int = 0) -> str:  # noqa: ARG001  # one signature for all
    """Write CSV with a head (RFC 4180, but lines end in a line feed)."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def write_json(header: Sequence[str], rows: Sequence[Row], width: int = 0) -> str:  # noqa: ARG001
    """Write a JSON array with an object a row."""
    objects = [dict(zip(header, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[Sequence[str], Sequence[Row], int], str]] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
}
