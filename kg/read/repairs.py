"""Repair what recognition takes for its look-alike; each character stays one character."""

import re
from collections.abc import Sequence

CHINESE = r"\u3400-\u4dbf\u4e00-\u9fff"
# A figure with an O for 0, an l or I for 1, before what is counted or dated; O2O, CO2, I131 and
# 10l stay.  In 10.8 million characters that were not recognised it finds four,
# three of them slips (the fourth is 110o for 110 degrees).
FIGURE = re.compile(
    r"[0-9lI](?<![A-Za-z0-9][0-9lI])(?:(?<=[0-9])|(?=[0-9]))[0-9lIOo.]{0,20}"
    r"(?=[年月日号时点分岁版期世%％万亿千百元个人名家户亩吨米])"
)
LETTERS = "OolI"
FIGURES = str.maketrans(LETTERS, "0011")
# 曰 and 目 after the day of a month are 日.
DAY = re.compile(r"月([0-9]{1,2})[曰目](?![的标录])")
# A mark of Latin width between Chinese characters.
MARK = re.compile(rf"(?<=[{CHINESE}”》）])[,;:?!｡､](?=[{CHINESE}“《（\n]|$)")
MARKS = str.maketrans(",;:?!｡､", "，；：？！。、")
# The same in text of which nobody knows whether it was recognised, and blanks around it.
HALF = re.compile(
    rf"[,;:?!](?:(?<=[{CHINESE}”》）].)|(?<=[{CHINESE}”》）] .))(?=[ \u3000]?[{CHINESE}“《（\n]|$)"
)
# A Latin stop stays: at a line's end it is as often dirt (read as a stop: 3 of 145 titles lost).
# What only recognition puts there: a letter, a box or a Latin stop among Chinese characters, a
# letter in a figure, two marks in a row.  A text that was typed has less than one in 5,000.
SIGN = re.compile(
    rf"[lIoi丨□.](?<=[{CHINESE}].)(?=[{CHINESE}\n])|[0-9][lIO](?=[0-9年月日%个万亿.])"
    r"|[，。、；：,.](?<=[，。、；：][，。、；：,.])"
)
FEWEST, SHARE = 3, 1 / 2500  # signs, and signs of all characters, that show recognised text
RULES = "|｜丨┃│▏"
# A rule between columns, read as a mark at either end of a line that has no other such mark.
RULED = re.compile(
    rf"^[ \t\u3000]*([{RULES}])(?=[^\n{RULES}]+$)|^[^\n{RULES}]+([{RULES}])(?=[ \t\r\u3000]*$)",
    re.MULTILINE,
)


def repair_vertical(text: str) -> str:
    """Repair a line set down the page: its commas stand where a line across has a ’."""
    return text if "‘" in text else text.replace("’", "，")


def repair_text(text: str) -> str:
    """Repair figures and marks of recognised text; its length, and so every offset, stays."""
    return MARK.sub(lambda found: found[0].translate(MARKS), repair_figures(text))


def repair_figures(text: str) -> str:
    """Repair figures, in recognised text or any other that may have been recognised once."""
    repaired = text
    if any(letter in text for letter in LETTERS):  # most pages have none, and a look is cheap
        repaired = FIGURE.sub(lambda found: found[0].translate(FIGURES), text)
    return DAY.sub(lambda found: f"月{found[1]}日", repaired)


def repair_plain(text: str) -> str:
    """Repair text that may have been recognised; its length, and so every offset, stays.

    Marks of Latin width become Chinese ones where that shows; elsewhere they are the paper's own.
    """
    repaired = repair_figures(text)
    if not is_recognised(text):
        return repaired
    return HALF.sub(lambda found: found[0].translate(MARKS), repaired)


def is_recognised(text: str) -> bool:
    """Tell whether a text has so many signs of recognition that nobody typed it."""
    signs = sum(1 for _ in SIGN.finditer(text))
    return signs >= FEWEST and signs >= SHARE * len(text)


def find_rules(text: str) -> tuple[int, ...]:
    """Find the marks that are rules of the page and no characters."""
    if not any(mark in text for mark in RULES):
        return ()
    return tuple(found.end() - 1 for found in RULED.finditer(text))


def blank_characters(text: str, places: Sequence[int]) -> str:
    """Write a space in each of some places."""
    parts = list(text)
    for place in places:
        parts[place] = " "
    return "".join(parts)
