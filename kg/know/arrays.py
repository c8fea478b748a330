"""The arrays of a model: a file .npz in a folder of the ontology."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

import numpy as np
import numpy.typing as npt
from numpy.lib.npyio import NpzFile

from kg.errors import InputError, word_fault

# What NumPy raises for files that were cut off, changed, or are something else.
BROKEN = (
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    TypeError,
    ValueError,
    ZlibError,
)


STEPS = 64  # of a weight to one: what machines add up or take logarithms of differently is lost


def round_off(weights: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Round weights to whole steps, which a 32-bit float holds, so that all machines agree."""
    return np.asarray(np.rint(weights * STEPS) / STEPS, np.float32)


def is_left_out(path: Path) -> bool:
    """Tell whether an ontology does without a model: not even the folder for it is there."""
    return not path.parent.exists()


@contextmanager
def open_arrays(path: Path) -> Iterator[NpzFile]:
    """Open the arrays of a file by their names, for a block that makes a model of them.

    Raises:
        InputError: the file is not there, is damaged, or lacks what the block takes from it.
    """
    try:
        with path.open("rb") as file, np.load(file) as data:
            yield data
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    except BROKEN as error:
        raise InputError(path, None, "模型文件已损坏，或不是这个版本的：请重新取得") from error
