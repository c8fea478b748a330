"""Identifiers that one can read aloud: pinyin and a piece of a hash."""

import re
from hashlib import sha256

UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST = 40


def spell(text: str) -> str:
    """Spell `text` in lower-case ASCII letters and digits; empty if nothing of it can be spelt."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.2 s that a query has no use for

    return UNSAFE.sub("", "".join(lazy_pinyin(text[:LONGEST])).lower())[:LONGEST]


def digest(*parts: str, length: int = 16) -> str:
    """Hash `parts` to `length` hexadecimal digits; the same on every machine."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def mint_slug(prefix: str, text: str, *key: str) -> str:
    """Make an identifier that begins with `prefix`, reads like `text` and is unique to `key`."""
    return "-".join(part for part in (prefix, spell(text), digest(*key, length=6)) if part)
