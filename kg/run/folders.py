"""Write a folder of results so that nobody ever sees it half written."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from kg.errors import StoreError, word_fault
from kg.read.files import is_marked

UNWRITABLE = "写不了这个输出目录"


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


def guard_files(out: Path, results: Mapping[str, str]) -> None:
    """Refuse an output folder where a result would take the place of somebody's own files.

    `results` gives for each folder of results how the files in it are called: scans may lie in a
    folder called pages, and `kg build pages -o .` would remove them.

    Raises:
        StoreError: there is a folder of that name which holds something else; or nothing can be
            written to `out`, which is better said now than after an hour of reading.
    """
    try:
        try_writing(out)
    except OSError as error:
        raise StoreError(f"{out}: {UNWRITABLE}：{word_fault(error)}") from error
    for name, pattern in results.items():
        inside = (
            sorted(path.name for path in (out / name).iterdir()) if (out / name).is_dir() else []
        )
        hidden = (".", "Thumbs.db")  # what systems leave in any folder
        ours = re.compile(pattern)
        foreign = [own for own in inside if not (own.startswith(hidden) or ours.fullmatch(own))]
        if foreign:
            reason = f"已有目录 {name}，里面不是报谱的结果（如 {foreign[0]}），写了就会丢失"
            raise StoreError(f"{out}: {reason}；请用 -o 另选一个输出目录")


def guard_file(path: Path) -> None:
    """Refuse to write a web page over a file that is none of kg's: `kg read a.txt --html a.txt`.

    Raises:
        StoreError: there is such a file; or none can be written there, whatever is read.
    """
    try:
        if path.is_file() or path.is_dir():
            path.open("ab").close()  # and nothing is written to it
        elif not path.exists():
            path.parent.stat()
            try_writing(path.parent)
        foreign = path.is_file() and path.stat().st_size and not is_marked(path)
    except OSError as error:
        raise StoreError(f"{path}: 写不了：{word_fault(error)}") from error
    if foreign:
        raise StoreError(f"{path}: 已有这个文件，不是报谱写的网页，写了就会丢失；请换一个文件名")


def try_writing(folder: Path) -> None:
    """Try to write a file in a folder, or in the nearest one above it that is there.

    Raises:
        OSError: it cannot be written.
    """
    while not folder.exists():
        folder = folder.parent
    with tempfile.TemporaryFile(dir=folder):
        pass


def make_work(folder: Path) -> Path:
    """Make a folder to write to inside `folder`, and that too where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise StoreError(f"{folder}: {UNWRITABLE}：{word_fault(error)}") from error


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
