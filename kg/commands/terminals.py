"""What every command says, gives and ends with.  Data to standard output, words to the error."""

import json
import os
import shutil
import sys
from collections.abc import Sequence

from kg.model import Note
from kg.view.tables import WRITERS, Value

DONE, BELOW, BAD_INPUT, INTERRUPTED, CUT_OFF = 0, 1, 2, 130, 141
UNREAD = frozenset({"unreadable", "passed-over", "no-such-page"})  # notes on what is no page


def say(text: str) -> None:
    """Tell a person something."""
    print(text, file=sys.stderr)


def give(text: str) -> None:
    """Give data."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def give_json(value: object) -> None:
    """Give data that a machine reads."""
    give(json.dumps(value, ensure_ascii=False, indent=1))


def give_rows(columns: Sequence[str], rows: Sequence[Sequence[Value]], form: str) -> None:
    """Give rows as a table, CSV or JSON; say so where there are none."""
    if not rows and form == "table":
        say("没有结果")
        return
    give(WRITERS[form](columns, rows, measure_width()))


def say_unread(notes: Sequence[Note]) -> None:
    """Say what was handed over and not read."""
    for text in (note.text for note in notes if note.code in UNREAD):
        say(f"跳过：{text}")


def measure_width() -> int:
    """Count the columns of the terminal."""
    return shutil.get_terminal_size((100, 24)).columns


def takes_color() -> bool:
    """Tell whether the data is read on a terminal by somebody who has not refused colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
