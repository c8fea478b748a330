"""A folder of results is replaced whole or not at all."""

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.run import folders
from kg.run.folders import move_in, replace_contents


def tree(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): p.read_text() for p in files}


def test_what_was_written_replaces_what_has_its_name_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/old.json").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    with replace_contents(tmp_path) as work:
        (work / "pages").mkdir()
        (work / "pages/new.json").write_text("new")
        (work / "graph.ttl").write_text("graph")

    assert tree(tmp_path) == {"pages/new.json": "new", "mine.txt": "mine", "graph.ttl": "graph"}


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_an_interrupted_writer_leaves_the_folder_as_it_was(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    (tmp_path / "graph.ttl").write_text("before")
    with pytest.raises(fault), replace_contents(tmp_path) as work:
        (work / "graph.ttl").write_text("half")
        raise fault

    assert tree(tmp_path) == {"graph.ttl": "before"}


def test_an_interrupted_writer_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), replace_contents(tmp_path / "a/out"):
        raise RuntimeError

    assert not (tmp_path / "a/out").exists()


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="写不了这个输出目录"), replace_contents(tmp_path / "out"):
        pass


def test_an_interruption_while_results_are_moved_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / name).write_text("before")

    def stop(entry: Path, target: Path, work: Path) -> None:
        move_in(entry, target, work)
        if entry.name == "b":
            raise KeyboardInterrupt

    monkeypatch.setattr(folders, "move_in", stop)
    with pytest.raises(KeyboardInterrupt), replace_contents(tmp_path) as work:
        for name in "abcd":
            (work / name).write_text("after")

    assert tree(tmp_path) == {"a": "before", "b": "before", "c": "before"}
