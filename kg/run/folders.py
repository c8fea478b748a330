"""Write a folder of results so that nobody ever sees it half written."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kg.errors import StoreError, word_fault


@contextmanager
def replace_contents(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to, and move what is in it into `folder` at the end.

    Only the names that were written are replaced; other files of `folder` stay.  If the block
    fails or is interrupted, `folder` is as it was before.

    Raises:
        StoreError: `folder` is a file, or cannot be made or written.
    """
    made, work = not folder.exists(), folder / ".writing"
    try:
        work = make_work(folder)
        (work / "new").mkdir()
        (work / "old").mkdir()
        yield work / "new"
        with ExitStack() as undo:
            for entry in sorted((work / "new").iterdir()):
                undo.callback(put_back, folder / entry.name, work)
                move_in(entry, folder / entry.name, work)
            undo.pop_all()
        made = False
    finally:  # also where the interruption comes before there is anything to write to
        shutil.rmtree(work, ignore_errors=True)
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def make_work(folder: Path) -> Path:
    """Make a folder to write to inside `folder`, and that too where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise StoreError(f"{folder}: 写不了这个输出目录：{word_fault(error)}") from error


def move_in(entry: Path, target: Path, work: Path) -> None:
    """Move a result to its place, and what was there aside."""
    if target.exists():
        target.replace(work / "old" / target.name)
    entry.replace(target)


def put_back(target: Path, work: Path) -> None:
    """Undo `move_in`, however far it came."""
    if not (work / "new" / target.name).exists():
        target.replace(work / "new" / target.name)
    if (work / "old" / target.name).exists():
        (work / "old" / target.name).replace(target)
