"""Read the number of a page: 7, A03, 第七版."""

import re

FORM = re.compile(r"第?\s*(?:([A-Za-z]{0,2})\s*0*(\d{1,3})|([一二三四五六七八九十]{1,3}))\s*版?")
DIGITS = {word: number for number, word in enumerate("一二三四五六七八九", start=1)}


def read_number(text: str) -> str | None:
    """Read a page's number, or give None where it is none: 第七版 is 7, a03 is A03, 07 is 7."""
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    letters, digits, words = found.groups()
    if words:
        number = count(words)
        return str(number) if number else None
    if not letters:
        return str(int(digits)) if int(digits) else None
    return f"{letters.upper()}{int(digits):02}"


def count(words: str) -> int:
    """Read a number up to 99 in Chinese; 0 is none."""
    tens, ten, units = words.rpartition("十")
    if not ten:
        return DIGITS[words] if len(words) == 1 else 0
    if len(tens) > 1 or len(units) > 1 or "十" in tens:
        return 0
    return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[units] if units else 0)
