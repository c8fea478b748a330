"""Write a folder of results so that nobody ever sees it half written."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError


@contextmanager
def replace_contents(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to, and move what is in it into `folder` at the end.

    Only the names that were written are replaced; other files of `folder` stay.  If the block
    fails or is interrupted, `folder` is as it was before.

    Raises:
        StoreError: `folder` is a file, or cannot be made or written.
    """
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise StoreError(f"{folder}: 写不了这个输出目录：{error.strerror}") from error
    try:
        (work / "new").mkdir()
        (work / "old").mkdir()
        yield work / "new"
        for entry in sorted((work / "new").iterdir()):
            target = folder / entry.name
            if target.exists():
                target.replace(work / "old" / entry.name)
            entry.replace(target)
        made = False
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()
