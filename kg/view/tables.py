"""Rows for people and for programs: a table in the terminal, CSV, JSON."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

Value = str | int | float | bool | None
Row = Sequence[Value]
NARROWEST = 6  # columns of the screen; no column is squeezed below it
GAP = "  "
CLOSING = "，。、；：？！”’）》〉」』】"
LATIN = re.compile(r"[0-9A-Za-z.,%]{2,}$")  # of a line and the character that follows
SENTENCE, ARTICLE, ISSUED = PROOF = ("句子", "文章", "日期")  # columns that prove a fact


def show(value: Value) -> str:
    """Write a value for a person: nothing for None, 是 and 否 for truth."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def measure_width(text: str) -> int:
    """Count the columns of the screen that `text` takes: two for a Chinese character.

    Source: Unicode Standard Annex 11, East Asian Width; ambiguous ones (“ ” …) count as wide,
    as terminals with a Chinese font draw them.
    """
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return len(text) + wide


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` columns.

    Chinese breaks anywhere but before a mark that closes: the character before it goes along.  A
    number or a Latin word is not broken.
    """
    lines, line = [], ""
    for character in " ".join(text.split()):
        if measure_width(line + character) > width:
            keep = len(line) - (character in CLOSING)
            if found := LATIN.search(line + character):
                keep = min(keep, found.start())
            keep = keep or len(line)
            lines.append(line[:keep])
            line = line[keep:]
        line += character
    return [*lines, line]


def fit_widths(table: Sequence[Sequence[str]], width: int) -> list[int]:
    """Give each column its width, narrowing the widest until all fit into `width` columns."""
    widths = [max(map(measure_width, column)) for column in zip(*table, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def write_table(header: Sequence[str], rows: Sequence[Row], width: int = 100) -> str:
    """Write a table at most `width` columns wide, a rule under its head, long cells wrapped.

    Where the columns of a PROOF are there, they stand below the rows that they prove.
    """
    shown = [n for n, name in enumerate(header) if SENTENCE not in header or name not in PROOF]
    table = [[show(row[n]) for n in shown] for row in (header, *rows)]
    widths = fit_widths(table, width)
    lines = [*write_row(table[0], widths), GAP.join("─" * size for size in widths)]
    proofs = [dict(zip(header, row, strict=True)) for row in rows] if SENTENCE in header else []
    for number, row in enumerate(table[1:]):
        lines += write_row(row, widths)
        if proofs:
            proof = [proofs[number].get(name) for name in PROOF]
            after = (
                [proofs[number + 1].get(name) for name in PROOF] if number + 1 < len(rows) else []
            )
            lines += [] if proof == after else write_proof(proofs[number], width)
    return "\n".join(lines) + "\n"


def write_row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Write one row, over several lines where a cell is longer than its column."""
    cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    lines = []
    for n in range(max(map(len, cells))):
        parts = [cell[n] if n < len(cell) else "" for cell in cells]
        padded = (p + " " * (w - measure_width(p)) for p, w in zip(parts, widths, strict=True))
        lines.append(GAP.join(padded).rstrip())
    return lines


def write_proof(row: Mapping[str, Value], width: int) -> list[str]:
    """Write the sentence that proves a fact, and where it stands."""
    sentence = (f"  │ {line}" for line in wrap(show(row[SENTENCE]), width - 4))
    return [*sentence, f"  └ 《{show(row.get(ARTICLE))}》{show(row.get(ISSUED))}", ""]


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
