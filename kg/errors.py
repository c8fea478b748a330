"""The errors a user of kg may meet.  Anything else that escapes is a bug of ours.

KgError
├── InputError      a file we were given is wrong: says which file, which line, and why
├── QueryError      a query, question or name that the graph cannot answer as it was asked
└── StoreError      a store or an output folder that cannot be opened, read or written

Their texts are for users, and so in Chinese.
"""

from pathlib import Path


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
