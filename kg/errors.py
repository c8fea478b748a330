"""The errors a user of kg may meet.  Anything else that escapes is a bug of ours.

KgError
├── InputError      a file we were given is wrong: says which file, which line, and why
├── QueryError      a query, question or name that the graph cannot answer as it was asked
└── StoreError      a store or an output folder that cannot be opened, read or written

Their texts are for users, and so in Chinese.
"""

import errno
from collections.abc import Mapping
from pathlib import Path

# What the system says in English, and whoever reads our messages may not read.
REASONS: Mapping[int | None, str] = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或目录",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EISDIR: "这是目录，不是文件",
    errno.EEXIST: "已有同名的文件",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.EIO: "磁盘读写出错",
}


def word_fault(error: OSError) -> str:
    """Say in Chinese why the system refused a file."""
    return REASONS.get(error.errno, error.strerror or str(error))


class KgError(Exception):
    """Base of every error kg raises on purpose; the command line shows it and exits 2."""


class InputError(KgError):
    """A page, lexicon, rule or ontology file that cannot be used as it stands.

    `line` counts from 1; it is None where the fault is the file's, not a line's.

    >>> print(InputError(Path("ontology/lexicon/Agency.tsv"), 7, "应有 4 列，实有 2 列"))
    ontology/lexicon/Agency.tsv:7: 应有 4 列，实有 2 列
    """

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class QueryError(KgError):
    """A query that does not parse, an unknown question, parameter or entity."""


class StoreError(KgError):
    """A store or an output folder that cannot be opened, read or written."""
