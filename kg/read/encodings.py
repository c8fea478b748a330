"""Decode text whose encoding is declared wrongly, or changes from line to line."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LINE = re.compile(rb"[^\n]*\n?")
LOST = "\ufffd"
FEW = 0.1  # share of lost characters up to which a line is what it seems, with a fault in it
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}


def decode_declared(data: bytes, declared: str | None) -> tuple[str, int]:
    """Decode `data` and count the lines that are not in its encoding.

    UTF-8 is tried before what is declared: hardly anything else is UTF-8 by chance, and pages
    that declare GBK and are not are common.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), 0
    for encoding in ("utf-8", find_codec(declared), "gb18030"):
        try:
            return data.decode(encoding), 0
        except UnicodeDecodeError:
            continue
    return decode_mixed(data)


def find_codec(name: str | None) -> str:
    """Find the codec of a declared name; GB2312 means all of GB18030, an unknown one UTF-8."""
    try:
        found = codecs.lookup((name or "utf-8").strip().lower())
    except (LookupError, ValueError):
        return "utf-8"
    # A codec that needs no text (hex, zip) or says nothing of bytes is none of a page's.
    return ALIASES.get(found.name, found.name) if found.name in TEXTS else "utf-8"


TEXTS = frozenset({"utf-8", "gb2312", "gbk", "gb18030", "big5", "big5hkscs", "hz", "utf-16"})


def decode_mixed(data: bytes) -> tuple[str, int]:
    """Decode line by line, in UTF-8 or GB18030; count the lines in the rarer of them, or in none.

    A line in neither keeps the mark U+FFFD for each byte that cannot be read.
    """
    lines: list[str] = []
    plain = other = broken = 0
    for raw in LINE.findall(data):
        text = raw.decode("utf-8", "replace")
        if text.count(LOST) > FEW * len(text):
            text = raw.decode("gb18030", "replace")
            other += 1
        else:
            plain += not raw.isascii()
        broken += LOST in text
        lines.append(text)
    return "".join(lines), max(1, broken, min(plain, other))
