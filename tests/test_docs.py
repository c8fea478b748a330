"""What the documentation shows is what a user gets: its commands are run and their output compared.

A fenced block marked `console` holds commands (`$ kg …`) and, under each, what it prints.  A last
line of … stands for the rest, （… 秒） for any time.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
DOCUMENTS = ("README.md", "README.en.md", "CONTRIBUTING.md")


def find_commands(document: str) -> Iterator[tuple[str, str]]:
    """Yield each command of `document` that calls kg, and what it says that kg prints."""
    for block in BLOCK.findall((ROOT / document).read_text(encoding="utf-8")):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = command.partition("\n")
            if line.startswith(("kg ", ".venv/bin/kg ")):
                yield line.removeprefix(".venv/bin/"), output


CASES = [(d, c, o) for d in DOCUMENTS for c, o in find_commands(d)]


@pytest.mark.parametrize(
    ("command", "output"), [c[1:] for c in CASES], ids=[f"{d}: {c}" for d, c, _ in CASES]
)
def test_command_prints_what_the_document_shows(
    command: str, output: str, seeds_out: Path, tmp_path: Path
) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    builds = command.startswith("kg build")
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=tmp_path if builds else seeds_out.parent,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
        check=False,
    )
    printed = re.sub(r"（[\d.]+ 秒）", "（… 秒）", (done.stdout + done.stderr).strip())
    wanted = output.strip()

    assert done.returncode == 0, printed
    assert printed == wanted or (
        wanted.endswith("\n…") and printed.startswith(wanted.removesuffix("…"))
    ), printed


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_of_a_document_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text) + re.findall(r'src="([^"]+)"', text)

    assert not [link for link in links if not (ROOT / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_targets_of_make_that_a_document_names_are_there(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = re.findall(r"`?make ([a-z ]+)`?", (ROOT / document).read_text(encoding="utf-8"))

    assert {word for words in named for word in words.split()} & {"demo", "test"} <= targets
