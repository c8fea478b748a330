"""Read a text file whatever its encoding."""

from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from kg.errors import InputError, word_fault
from kg.model import Note, Sheet
from kg.read.encodings import LOST, decode_mixed

LARGEST = 64 * 2**20  # bytes; a year of a local paper has about 40 MB
MOST_LOST = 0.05  # of the characters; where more cannot be read it is no text
SAMPLE = 64 * 2**10  # bytes that the guess of an encoding looks at
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Control characters that no text has; form feeds part pages.
BINARY = frozenset(map(chr, (*range(1, 9), *range(14, 27), 28, 29, 30, 31)))


def read_text(path: Path) -> Iterator[Sheet]:
    """Read the pages of a text file; a form feed parts two, and a blank one is none.

    UTF-8, UTF-16 and GB18030 are read, with or without a byte order mark.

    Raises:
        InputError: the file cannot be read, is too large, empty, binary or in no such encoding.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(path, None, f"文件过大（上限 {LARGEST // 2**20} MB），请先拆分")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    text, notes = decode_whatever(path, data)
    pages = [page for page in text.split("\f") if page.strip()]
    if not pages:
        raise InputError(path, None, "空文件：没有文字")
    yield from (Sheet(page, notes=notes) for page in pages)


def decode_whatever(path: Path, data: bytes) -> tuple[str, tuple[Note, ...]]:
    """Decode a file; where its lines are in several encodings, each in its own, with a note."""
    try:
        return decode(path, data), ()
    except InputError:
        text, faults = decode_mixed(data)
        if "\x00" in text or text.count(LOST) > MOST_LOST * len(text):
            raise
        mixed = f"编码混杂：{faults} 行与其余各行编码不同或无法解出"
        return check(path, text), (Note("", "mixed-encoding", mixed),)


def decode(path: Path, data: bytes) -> str:
    """Decode a file, or refuse it with the reason."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return check(path, decode_as(path, data, encoding))
    if (wide := guess_wide(data)) is not None:
        try:
            return check(path, data.decode(wide))
        except UnicodeDecodeError:
            pass  # then it is another encoding, or none
    if b"\x00" in data:
        raise InputError(path, None, "二进制文件，不是文字")
    try:
        return check(path, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = error.start
    guess = from_bytes(data[:SAMPLE], cp_isolation=["gb18030", "gbk", "gb2312"]).best()
    if guess is None:
        raise InputError(
            path, None, f"编码无法识别（第 {place + 1} 字节起不是 UTF-8，也不是 GB18030）"
        )
    return check(path, decode_as(path, data, "gb18030"))


def decode_as(path: Path, data: bytes, encoding: str) -> str:
    """Decode a file in the encoding that it seems to have."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"编码有误：像是 {encoding.upper()}，但第 {error.start + 1} 字节解不出"
        raise InputError(path, None, reason) from error


def guess_wide(data: bytes) -> str | None:
    """Tell whether bytes without a mark are UTF-16, by its line ends and spaces.

    A Chinese page has few zero bytes; but each line end, figure and space has one, always on
    the same side.
    """
    if len(data) < 4 or len(data) % 2:
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
