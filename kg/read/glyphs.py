"""Write the characters that only a page has as those of running text."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

FULL_STOP = re.compile(r"(?<=[0-9０-９])．(?=[0-9０-９])")


def write_plain(text: str, glyphs: Mapping[str, str]) -> str:
    """Write full-width figures and letters, and `glyphs`, in their plain form; each is still one.

    A full-width stop within a figure is a decimal point.
    """
    odd, table = glyph_table(tuple(glyphs.items()))
    plain = odd.sub(lambda found: table[found[0]], text)
    return FULL_STOP.sub(".", plain) if "．" in plain else plain


@cache
def glyph_table(glyphs: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Tell for each character that running text has in another form what it becomes."""
    table = dict(glyphs)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[chr(code)] = chr(code - 0xFEE0)
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[chr(code)] = plain
    return re.compile(f"[{''.join(map(re.escape, table))}]"), table
