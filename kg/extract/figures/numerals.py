"""Read numerals: 1300, 4,500.5, 十二, 一百二十, 1.2亿."""

from collections.abc import Mapping
from decimal import Decimal

DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
HAN = "零〇一二两三四五六七八九十百千万亿"
TEN_THOUSAND = 10000
SHORT = 4  # 2023 and 二〇二三 have four digits and no multiplier


def read_numeral(text: str, multipliers: Mapping[str, Decimal]) -> Decimal | None:
    """Read a numeral in Arabic or Chinese writing; None where the text is none (九九八十一).

    Commas group digits.  A Chinese numeral without a multiplier is read digit by digit if it
    has one digit only: 二三 is no number.
    """
    if text[0].isdigit() and text[0] not in DIGITS:
        return Decimal(text.replace(",", ""))
    return read_chinese(text, multipliers)


def read_chinese(text: str, multipliers: Mapping[str, Decimal]) -> Decimal | None:
    """Read a Chinese numeral; None where its digits and multipliers do not alternate."""
    total = section = Decimal(0)
    digit: int | None = None
    last = Decimal(TEN_THOUSAND)
    for character in text:
        factor = multipliers.get(character)
        if factor is None:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[character]
        elif factor < TEN_THOUSAND:
            if factor >= last or (digit is None and factor != min(multipliers.values())):
                return None
            section += factor * (1 if digit is None else digit)
            digit, last = None, factor
        else:
            section += digit or 0
            if section + total == 0:
                return None
            total = (total + section) * factor if total < factor else total + section * factor
            section, digit, last = Decimal(0), None, Decimal(TEN_THOUSAND)
    return total + section + (digit or 0)


def multiply(text: str, multipliers: Mapping[str, Decimal]) -> Decimal:
    """Give the product of a run of multipliers: 百万 is 1000000, the empty run 1."""
    product = Decimal(1)
    for character in text:
        product *= multipliers[character]
    return product
