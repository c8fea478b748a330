"""Match what may be an amount in a sentence: a number in any writing, with its unit."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.extract.figures.numerals import HAN, read_numeral
from kg.know.knowledge import Knowledge

DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?![\d.])|\d{1,15}(?:\.\d{1,6})?(?![\d.])"
FRACTION = r"(?<=[占近约超过的有达])[1-9]/(?:10|[2-9])(?![\d/年月日])"
TO = r"(?:至|到|-|—|——|~|～|－|–)"
# A figure does not follow these: ordinals, parts of a name or number, 这500万台, 每3天, 数十名.
BARRED = re.compile(r"[A-Za-z\d.\]第这该每某首]$|上述$|前$")
VAGUE = re.compile(r"[几数]$")  # 数十名, 几百人: how many cannot be said
# 三年来, 两天前 and 三年行动 tell a time or a name, not an amount.
TIME_PAST = re.compile(r"(?:以?来|[之以]?前|[之以]?后|间|期|行动|计划|规划|工程|大)")
INDEX = re.compile(r"(?:[值率比]|指数|系数)[^，。；\d]{0,6}$")
# What is counted without a word for people: 二死三伤.
TOLL = re.compile(rf"[死伤亡](?=[\d{HAN}，。；、\s]|$)")
GAP = 2  # characters between a qualifier and its number: 至少容纳20万个
WITH_GAP = 2  # letters that a qualifier needs to stand off its number


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns and tables made from the word lists."""

    amount: re.Pattern[str]
    before: re.Pattern[str]
    qualifiers: dict[str, str]
    multipliers: dict[str, Decimal]
    naming: dict[str, str]
    units: dict[str, str]
    idle: re.Pattern[str]
    hurt: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """Write an alternation that takes the longest word first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=8)
def make_grammar(knowledge: Knowledge) -> Grammar:
    """Compile the word lists that the module reads."""
    words = knowledge.words
    qualifiers = dict(words["qualifier"])
    placed = {place: [w for w, v in qualifiers.items() if v[0] == place] for place in "前中后"}
    more = f"[{''.join(placed['中'])}]"
    factor = f"[{''.join(words['multiplier'])}]"
    letters = {unit for unit in words["unit"] if unit[-1].isascii() and unit[-1].isalpha()}
    latin, other = any_of(letters), any_of(words["unit"].keys() - letters)
    unit = rf"(?:(?:{latin})(?![A-Za-z23])|(?!{any_of(words['lookalike'])})(?:{other}))"
    number = (
        rf"(?:{FRACTION}|{DIGITS}|百分之[{HAN}]{{1,5}}|[{HAN}]{{1,4}}分之[{HAN}]{{1,2}}"
        rf"|[{HAN}]{{1,12}}|半(?=个?(?:小时|钟头)))"
    )
    times = rf"(?:(?!千[米克瓦伏帕卡]){factor}){{0,3}}"
    amount = re.compile(
        rf"(?:(?P<low>{number})(?P<lowtimes>{times})(?P<lowunit>{unit}?){TO})?"
        rf"(?P<number>{number})(?P<more>{more}?)(?P<times>{times})(?P<most>{more}?)"
        rf"(?P<unit>个{more}(?:小时|月|星期)|\x20?{unit}(?:/(?:{unit}|[日月时])|(?<=元)每{unit})?"
        rf"(?:[（(]{unit}[）)])?|)"
        rf"(?P<over>[多余]?)(?P<after>{any_of(placed['后'])}|)"
    )
    long = any_of(word for word in placed["前"] if len(word) >= WITH_GAP)
    before = re.compile(
        rf"(?P<near>{any_of(placed['前'])})[了为有达]?$|(?P<far>{long})[一-鿿]{{1,{GAP}}}$"
    )
    multipliers = {word: Decimal(value) for word, value in words["multiplier"].items()}
    idle = re.compile(any_of(words["abstract"]))
    return Grammar(
        amount,
        before,
        qualifiers,
        multipliers,
        dict(words["enumerator"]),
        dict(words["unit"]),
        idle,
        re.compile(rf"(?:当场|生命|已)?(?:{any_of(words['casualty'])})"),
    )


def read_amount(text: str, start: int, grammar: Grammar) -> re.Match[str] | None:
    """Match an amount that begins at `start`; None where what stands there is no figure."""
    before = text[max(0, start - 2) : start]
    if BARRED.search(before) or (text[start] in HAN and VAGUE.search(before)):
        return None
    found = grammar.amount.match(text, start)
    if found is None:
        return None
    unit, number = found["unit"], found["number"]
    if not unit and not found["low"] and not stands_alone(text, found):
        return None
    if unit[-1:] in "年天月" and TIME_PAST.match(text, found.end()):
        return None
    if number[0] in HAN and "分之" not in number and names_only(text, found, grammar):
        return None
    return found


def stands_alone(text: str, found: re.Match[str]) -> bool:
    """Tell whether a number without a unit is an amount: PUE值1.15, 打赏的一百万."""
    number = found["number"]
    if "分之" in number or "/" in number or TOLL.match(text, found.end()):
        return True
    if (
        text[found.end() : found.end() + 1].isascii()
        and text[found.end() : found.end() + 1].isalpha()
    ):
        return False
    large = number[-1] in "万亿" or found["times"][-1:] in set("万亿")
    return (large and len(number + found["times"]) > 1) or (
        "." in number and INDEX.search(text[max(0, found.start() - 10) : found.start()]) is not None
    )


def names_only(text: str, found: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether a Chinese numeral only names, as in 一个平台, 两次会议, 三个方面."""
    number, unit = found["number"], found["unit"]
    if not unit and TOLL.match(text, found.end()):
        return False
    value = read_numeral(number, grammar.multipliers)
    about = grammar.before.search(text[max(0, found.start() - 4) : found.start()])
    if value is None:
        return number not in grammar.multipliers or not (found["more"] or about)
    if value == 1 and unit == "人":
        around = text[max(0, found.start() - 4) : found.start()] + "，" + text[found.end() :][:4]
        return grammar.hurt.search(around) is None
    if value <= 1 or (unit in {"年", "天"} and value <= 2):
        return True
    least = grammar.naming.get(unit)
    if found["more"] or number[-1] in "百千万亿" or least is None:
        named = False
    else:
        named = not least or value <= int(least)
    if unit == "期" and text[found.start() - 1 : found.start()] == "分":
        named = False
    return named or (not about and grammar.idle.match(text, found.end()) is not None)
