"""Literals in the canonical form in which a store gives them back."""

import re
from decimal import Decimal

from pyoxigraph import Literal

from kg.graph.iris import term

# The Oxigraph store rewrites 0.90 as 0.9 and 33.0 as 33: what is written already so stays so.
INTEGER, DECIMAL, BOOLEAN = term("xsd:integer"), term("xsd:decimal"), term("xsd:boolean")
DATES = (
    (re.compile(r"\d{4}"), term("xsd:gYear"), term("time:inXSDgYear")),
    (re.compile(r"\d{4}-\d{2}"), term("xsd:gYearMonth"), term("time:inXSDgYearMonth")),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), term("xsd:date"), term("time:inXSDDate")),
)


def chinese(text: str) -> Literal:
    """Make a literal of words of the text or of labels."""
    return Literal(text, language="zh")


def plain(text: str) -> Literal:
    """Make a literal of a string that is in no language."""
    return Literal(text)


def whole(number: int) -> Literal:
    """Make a literal of a whole number."""
    return Literal(str(number), datatype=INTEGER)


def decimal(number: Decimal) -> Literal:
    """Make an xsd:decimal: 0.90 as 0.9, 1.0 as 1."""
    short = number.normalize()
    return Literal(f"{short:f}" if short else "0", datatype=DECIMAL)


def amount(number: Decimal) -> Literal:
    """Make an xsd:integer of a whole number, an xsd:decimal of any other."""
    return whole(int(number)) if number == number.to_integral_value() else decimal(number)


def truth(value: bool) -> Literal:  # noqa: FBT001 - one argument, and its type is its meaning
    """Make an xsd:boolean."""
    return Literal("true" if value else "false", datatype=BOOLEAN)


def day(text: str) -> Literal:
    """Make an xsd:gYear, xsd:gYearMonth or xsd:date, by the precision of `text`."""
    kind = next((kind for form, kind, _ in DATES if form.fullmatch(text)), None)
    return Literal(text, datatype=kind) if kind else Literal(text)
