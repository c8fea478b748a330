"""How facts are worded for a person: amounts, periods, states.  Shared by every view."""

import re
from decimal import Decimal

from kg.model import Article

STATES = {"planned": "计划", "negated": "否定", "target": "目标", "capacity": "能力", "actual": ""}
QUALIFIERS = {"=": "", ">": "超过", "<": "不到", "~": "约"}
CHANGES = {"yoy": "同比", "mom": "环比", "qoq": "比上季", "share": "占比"}
KINDS = {"news": "报道", "photo": "图片报道", "brief": "简讯"}
ROLES = {
    "body": "正文",
    "title": "标题",
    "byline": "署名",
    "caption": "图片说明",
    "furniture": "版面元素",
    "dropped": "舍弃",
}
RECOGNISERS = {  # Mention.by
    "body": "机构语法",
    "coreference": "简称、回指",
    "honours": "荣誉句式",
    "known": "词表",
    "listings": "列举",
    "persons": "人名",
    "place": "地名表",
    "policies": "政策句式",
    "repeat": "再次出现",
    "road": "道路句式",
    "tagger": "字标注",
    "undertakings": "行动、项目",
}
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def word_number(value: Decimal) -> str:
    """Write a number as a Chinese paper does: 120000000 is 1.2亿, 3500000 is 350万.

    A multiplier is used only where it leaves at most four digits after the point; 1055 stays.
    """
    for power, word in ((8, "亿"), (4, "万")):
        scaled = value.scaleb(-power)
        if abs(scaled) >= 1 and scaled == round(scaled, 4):
            return f"{plain(scaled)}{word}"
    return plain(value)


def plain(value: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def word_amount(value: Decimal, unit: str, qualifier: str, change: str | None) -> str:
    """Write an amount with its unit, bound and change: 超过110场次, 同比下降3.5%."""
    sign = CHANGES[change] if change else ""
    if change and change != "share":
        sign += "下降" if value < 0 else "增长"
        value = abs(value)
    return f"{sign}{QUALIFIERS[qualifier]}{word_number(value)}{unit}"


def word_day(day: str) -> str:
    """Write an ISO 8601 year, month or day; what is none of them stays as it is."""
    found = DAY.fullmatch(day)
    if found is None:
        return day
    parts = zip(found.groups(), "年月日", strict=True)
    return "".join(f"{int(number)}{word}" for number, word in parts if number)


def word_period(period: str | None) -> str:
    """Write a period: 2023-01/2023-09 is 2023年1月至9月; None is empty."""
    if period is None:
        return ""
    first, _, last = period.partition("/")
    end = word_day(last)
    year = f"{first[:4]}年"
    if first[:4] == last[:4]:
        end = end.removeprefix(year)
    return f"{word_day(first)}至{end}" if last else word_day(first)


def word_title(article: Article) -> str:
    """Name an article: its headline, or how it begins."""
    beginning = article.body.lstrip()[:16]
    return article.title or (f"（无题）{beginning}…" if beginning else "（无题）")
