"""Models that are not there, damaged, or of another make."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from kg.cli import main
from kg.errors import InputError
from kg.know.joiner import load_joiner
from kg.know.knowledge import DEFAULT
from kg.know.ngrams import load_ngrams
from kg.know.tagger import load_tagger

MODELS = {
    "ngrams/counts.npz": load_ngrams,
    "joiner/weights.npz": load_joiner,
    "tagger/weights.npz": load_tagger,
}
Break = Callable[[Path, bytes], object]


def save_one() -> bytes:
    file = BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


BROKEN: dict[str, Break] = {
    "cut off": lambda path, whole: path.write_bytes(whole[: len(whole) // 2]),
    "changed": lambda path, whole: path.write_bytes(
        whole[:999] + bytes(byte ^ 255 for byte in whole[999:]) + whole[-300:]
    ),
    "another file": lambda path, _: path.write_text("not arrays", encoding="utf-8"),
    "empty": lambda path, _: path.write_bytes(b""),
    "one array": lambda path, _: path.write_bytes(save_one()),
    "other arrays": lambda path, _: np.savez(path, numbers=np.zeros(3)),
    "a folder": lambda path, _: path.mkdir(),
    "not there": lambda *_: None,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("name", MODELS)
def test_a_broken_model_is_said_with_its_path(name: str, broken: Break, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    broken(path, (DEFAULT / name).read_bytes())

    with pytest.raises(InputError, match=f"{re.escape(str(path))}: [\u4e00-\u9fff]"):
        MODELS[name](path)


def test_a_user_is_told_which_model_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ontology = tmp_path / "ontology"
    for path in sorted(DEFAULT.rglob("*")):
        if path.is_file():
            copy = ontology / path.relative_to(DEFAULT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(path)
    broken = ontology / "tagger/weights.npz"
    broken.unlink()
    page = tmp_path / "a.txt"
    page.write_text(
        "江城市水务局开展节水行动\n近日，江城市水务局检查企业12家。\n", encoding="utf-8"
    )
    where = ["--ontology", str(ontology)]

    assert main(["build", str(page), "-o", str(tmp_path / "out"), *where]) == 2
    assert f"{broken}: 读不了：没有这个文件" in capsys.readouterr().err
