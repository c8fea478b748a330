"""Read a text file whatever its encoding."""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from io import SEEK_END, BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from kg.errors import InputError, word_fault
from kg.model import Note, Sheet
from kg.read.encodings import LOST, decode_mixed

LARGEST = 64 * 2**20  # bytes; a year of a local paper has about 40 MB
MOST_LOST = 0.05  # of the characters; where more cannot be read it is no text
SAMPLE = 64 * 2**10  # bytes that the guess of an encoding looks at
BLOCK = 2**20  # bytes read at a time
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Control characters that no text has; form feeds part pages.
BINARY = frozenset(map(chr, (*range(1, 9), *range(14, 27), 28, 29, 30, 31)))


class DecodingError(InputError):
    """A file is not in the encoding that it seems to have, from the byte `place` on."""

    def __init__(self, path: Path, encoding: str, place: int) -> None:
        reason = f"编码有误：像是 {encoding.upper()}，但第 {place + 1} 字节解不出"
        super().__init__(path, None, reason)
        self.place = place


def read_text(path: Path) -> Iterator[Sheet]:
    """Read the pages of a text file; a form feed parts two, and a blank one is none.

    UTF-8, UTF-16 and GB18030 are read, with or without a byte order mark.  The file is read
    twice, a block at a time: for its encoding, then for its pages, of which none is kept.

    Raises:
        InputError: the file cannot be read, is too large, empty, binary or in no such encoding.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(path, None, f"文件过大（上限 {LARGEST // 2**20} MB），请先拆分")
        empty = True
        with path.open("rb") as file:
            blocks, notes = decode_whatever(path, file)
            for page in part_pages(blocks):
                yield Sheet(page, notes=notes)
                empty = False
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    if empty:
        raise InputError(path, None, "空文件：没有文字")


def part_pages(blocks: Iterable[str]) -> Iterator[str]:
    """Part a text at its form feeds, and leave out blank pages."""
    started: list[str] = []
    for block in blocks:
        *whole, rest = block.split("\f")
        for page in whole:
            text = "".join((*started, page))
            started = []
            if text.strip():
                yield text
        started.append(rest)
    if (text := "".join(started)).strip():
        yield text


def decode_whatever(path: Path, file: BinaryIO) -> tuple[Iterable[str], tuple[Note, ...]]:
    """Decode a file; where its lines are in several encodings, each in its own, with a note."""
    try:
        return decode_blocks(path, file, find_encoding(path, file)), ()
    except InputError:
        text, faults = decode_mixed(read_whole(file))
        if "\x00" in text or text.count(LOST) > MOST_LOST * len(text):
            raise
        mixed = f"编码混杂：{faults} 行与其余各行编码不同或无法解出"
        return [check(path, text)], (Note("", "mixed-encoding", mixed),)


def read_whole(file: BinaryIO) -> bytes:
    """Read all the bytes of a file."""
    file.seek(0)
    return file.read()


def decode(path: Path, data: bytes) -> str:
    """Decode the bytes of a file, or refuse it with the reason."""
    file = BytesIO(data)
    return "".join(decode_blocks(path, file, find_encoding(path, file)))


def find_encoding(path: Path, file: BinaryIO) -> str:
    """Find the encoding that the whole of a file has, or refuse it with the reason."""
    even = file.seek(0, SEEK_END) % 2 == 0
    file.seek(0)
    head = file.read(2 * SAMPLE)
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return try_encoding(path, file, encoding)
    if even and (wide := guess_wide(head)) is not None:
        try:
            return try_encoding(path, file, wide)
        except DecodingError:
            pass  # then it is another encoding, or none
    if has_zeros(file):
        raise InputError(path, None, "二进制文件，不是文字")
    try:
        return try_encoding(path, file, "utf-8")
    except DecodingError as error:
        place = error.place
    if from_bytes(head[:SAMPLE], cp_isolation=["gb18030", "gbk", "gb2312"]).best() is None:
        raise InputError(
            path, None, f"编码无法识别（第 {place + 1} 字节起不是 UTF-8，也不是 GB18030）"
        )
    return try_encoding(path, file, "gb18030")


def has_zeros(file: BinaryIO) -> bool:
    """Tell whether a file has a byte of zero."""
    file.seek(0)
    return any(b"\x00" in block for block in iter(lambda: file.read(BLOCK), b""))


def try_encoding(path: Path, file: BinaryIO, encoding: str) -> str:
    """Give the encoding where all of a file can be decoded in it, and is text."""
    for number, block in enumerate(decode_blocks(path, file, encoding)):
        if number == 0:
            check(path, block)
    return encoding


def decode_blocks(path: Path, file: BinaryIO, encoding: str) -> Iterator[str]:
    """Decode a file in the encoding that it seems to have, a block at a time."""
    decoder = getincrementaldecoder(encoding)()
    at = file.seek(0)
    for block in chain(iter(lambda: file.read(BLOCK), b""), (b"",)):
        waiting = len(decoder.getstate()[0])
        try:
            yield decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise DecodingError(path, encoding, at - waiting + error.start) from error
        at += len(block)


def guess_wide(data: bytes) -> str | None:
    """Tell whether bytes without a mark are UTF-16, by its line ends and spaces.

    A Chinese page has few zero bytes; but each line end, figure and space has one, always on
    the same side.
    """
    if len(data) < 4:
        return None
    low, high = data[0 : 2 * SAMPLE : 2], data[1 : 2 * SAMPLE : 2]
    left, right = low.count(0), high.count(0)
    if max(left, right) == 0 or min(left, right) * 20 > max(left, right):
        return guess_plain(data)
    return "utf-16-le" if right > left else "utf-16-be"


def guess_plain(data: bytes) -> str | None:
    """Tell whether bytes without any zero are Chinese in UTF-16: nearly all of one range."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            data[:SAMPLE].decode("utf-8")
        except UnicodeDecodeError:
            text = data[:SAMPLE].decode(encoding, "ignore")
            if sum("\u4e00" <= character <= "\u9fff" for character in text) > 0.7 * len(text):
                return encoding
    return None


def check(path: Path, text: str) -> str:
    """Refuse what decodes but is no text."""
    if is_binary(text) or "\x00" in text[:SAMPLE]:
        raise InputError(path, None, "二进制文件，不是文字")
    return text


def is_binary(text: str) -> bool:
    """Tell whether more than a hundredth of a text are characters that no text has."""
    sample = text[:SAMPLE]
    return sum(map(sample.count, BINARY | {"\x00"})) > 0.01 * len(sample)
