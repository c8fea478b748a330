"""A folder of results is replaced whole or not at all."""

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.run import folders
from kg.run.folders import guard_file, guard_files, move_in, replace_contents
from kg.run.outputs import FOLDERS


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


def test_a_folder_of_somebody_elses_is_never_taken_for_results(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.json").write_text("{}")
    (tmp_path / "pages/.DS_Store").write_text("")
    guard_files(tmp_path, FOLDERS)
    (tmp_path / "pages/第一版.png").write_text("scan")

    with pytest.raises(StoreError, match=r"第一版\.png.*-o"):
        guard_files(tmp_path, FOLDERS)


def test_what_a_build_writes_may_be_written_again(seeds_out: Path) -> None:
    guard_files(seeds_out, FOLDERS)


def test_a_web_page_never_replaces_a_page_that_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for free in (None, "", '<meta name="generator" content="baopu">'):
        if free is not None:
            path.write_text(free, encoding="utf-8")
        guard_file(path)
    path.write_text("江城日报", encoding="utf-8")

    with pytest.raises(StoreError):
        guard_file(path)
