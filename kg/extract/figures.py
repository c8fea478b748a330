"""Find the amounts in sentences: 1.2亿元, 300余人次, 99%以上, 8℃至13℃, 十几分钟."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.extract.numerals import HAN, multiply, read_numeral
from kg.know.knowledge import Knowledge
from kg.model import Figure, Qualifier, Sentence, Span

START = re.compile(rf"[\d半{HAN}]")
RUN = re.compile(rf"[\d.,]+|[{HAN}]+|.")
# Titles and short quotes (“1+2+N”, “五查五树”, “四个意识”) hold no figure.
TITLE = re.compile(r"《[^》\n]{1,80}》|“[^”\n]{1,8}”")
# What begins like an amount and is none: years, dates, clock times, roads, 24小时值班.
NO_FIGURE = re.compile(
    r"(?:19|20)\d\d(?:年?[-—至到~～](?:19|20)\d\d)?年|\d\d年代"
    r"|\d{1,2}月?[-—至到~～、]\d{1,2}月份?(?:\d{1,2}[日号])?|\d{1,2}月份?(?:\d{1,2}[日号])?"
    r"|[一二三四五六七八九十]{1,3}月份?(?:[一二三四五六七八九十]{1,3}[日号])?"
    r"|半年|[一二三四]季度|\d{1,2}日|\d{1,2}[:：]\d\d|\d{1,2}[时点](?:\d{1,2}分|半|整)?"
    r"|24小时(?!内|以内|之内)|\d{1,4}[国省县]道|\d{1,4}公里\d{1,3}米"
)
DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?![\d.])|\d{1,15}(?:\.\d{1,6})?(?![\d.])"
TO = r"(?:至|到|-|—|——|~|～|－|–)"
# A figure does not follow these: ordinals, parts of a name or number, 这500万台, 每3天, 数十名.
BARRED = re.compile(r"[A-Za-z\d.\]第这该每某首]$|上述$|前$")
VAGUE = re.compile(r"[几数]$")  # 数十名, 几百人: how many cannot be said
# 三年来, 两天前 and 三年行动 tell a time or a name, not an amount.
TIME_PAST = re.compile(r"(?:以?来|之?前|之?后|间|期|行动|计划|规划|工程|大计)")
INDEX = re.compile(r"(?:[值率比]|指数|系数)[^，。；\d]{0,6}$")
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
    latin = any_of(unit for unit in words["unit"] if unit[-1].isascii() and unit[-1].isalpha())
    other = any_of(unit for unit in words["unit"] if not unit[-1].isascii() or unit[-1] == "%")
    unit = rf"(?:(?:{latin})(?![A-Za-z])|(?!{any_of(words['lookalike'])})(?:{other}))"
    number = (
        rf"(?:{DIGITS}|百分之[{HAN}]{{1,5}}|[{HAN}]{{1,4}}分之[{HAN}]{{1,2}}"
        rf"|[{HAN}]{{1,12}}|半(?=个?(?:小时|钟头)))"
    )
    times = rf"(?:(?!千[米克瓦伏帕卡]){factor}){{0,3}}"
    amount = re.compile(
        rf"(?:(?P<low>{number})(?P<lowtimes>{times})(?P<lowunit>{unit}?){TO})?"
        rf"(?P<number>{number})(?P<more>{more}?)(?P<times>{times})(?P<most>{more}?)"
        rf"(?P<unit>个{more}(?:小时|月|星期)|{unit}(?:/{unit})?(?:[（(]{unit}[）)])?|)"
        rf"(?P<over>[多余]?)(?P<after>{any_of(placed['后'])}|)"
    )
    long = any_of(word for word in placed["前"] if len(word) >= WITH_GAP)
    before = re.compile(
        rf"(?P<near>{any_of(placed['前'])})[了为有达]?$|(?P<far>{long})[一-鿿]{{1,{GAP}}}$"
    )
    multipliers = {word: Decimal(value) for word, value in words["multiplier"].items()}
    idle = re.compile(any_of(words["abstract"]))
    return Grammar(
        amount, before, qualifiers, multipliers, dict(words["enumerator"]), dict(words["unit"]), idle,
        re.compile(rf"(?:当场|生命|已)?(?:{any_of(words['casualty'])})"),
    )


def find_figures(sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[Figure, ...]:
    """Find the amounts in `sentences`, in reading order.

    Dates, clock times, ordinals, names and quoted slogans are none, nor are small Chinese
    numerals that only name (一个平台, 两次会议, 六大行动).  Whether an amount is reported of
    something is asked later.
    """
    grammar = make_grammar(knowledge)
    return tuple(figure for sentence in sentences for figure in read_sentence(sentence, grammar))


def read_sentence(sentence: Sentence, grammar: Grammar) -> Iterator[Figure]:
    """Read the figures of one sentence, left to right."""
    text = sentence.text
    titles = [found.span() for found in TITLE.finditer(text)]
    position = 0
    while found := START.search(text, position):
        start = found.start()
        if inside := [end for begin, end in titles if begin <= start < end]:
            position = max(inside)
        elif skipped := NO_FIGURE.match(text, start):
            position = skipped.end()
        elif amount := read_amount(text, start, grammar):
            yield from make_figures(sentence, amount, grammar)
            position = amount.end()
        else:
            run = RUN.match(text, start)
            position = run.end() if run else start + 1


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
    if "分之" in number:
        return True
    if text[found.end() : found.end() + 1].isascii() and text[found.end() : found.end() + 1].isalpha():
        return False
    large = number[-1] in "万亿" or found["times"][-1:] in set("万亿")
    return (large and len(number + found["times"]) > 1) or (
        "." in number and INDEX.search(text[max(0, found.start() - 10) : found.start()]) is not None
    )


def names_only(text: str, found: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether a Chinese numeral only names, as in 一个平台, 两次会议, 三个方面."""
    number, unit = found["number"], found["unit"]
    value = read_numeral(number, grammar.multipliers)
    if value is None:
        qualified = found["more"] or grammar.before.search(text[max(0, found.start() - 4) : found.start()])
        return number not in grammar.multipliers or not qualified
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
    return named or grammar.idle.match(text, found.end()) is not None


def make_figures(
    sentence: Sentence, found: re.Match[str], grammar: Grammar
) -> Iterator[Figure]:
    """Make the one figure of an amount, or the two ends of a range."""
    unit = read_unit(found["unit"] or "")
    times = multiply(found["times"], grammar.multipliers)
    value = read_value(found["number"], grammar)
    if value is None:
        return
    if found["number"].startswith("百分之"):
        unit = "%"
    if found["low"]:
        yield from make_range(sentence, found, grammar, value * times, unit)
        return
    left = grammar.before.search(sentence.text[max(0, found.start() - 6) : found.start()])
    qualifier, start = "=", found.start()
    if left:
        word = left["near"] or left["far"]
        qualifier = grammar.qualifiers[word][1]
        if word == "上" and found["number"][0] not in grammar.multipliers:
            qualifier = "="
        elif left["near"] and qualifier != "=":
            start -= len(left.group())
    qualifier, end = read_after(found, grammar, qualifier)
    yield make_figure(sentence, start, end, value * times, unit, qualifier)


def read_after(found: re.Match[str], grammar: Grammar, qualifier: str) -> tuple[str, int]:
    """Give the qualifier and the end of an amount, by the words in it and after it."""
    inner = found["more"] or found["most"] or found["over"]
    if not inner and found["unit"][:1] == "个" and len(found["unit"]) > 2:
        inner = found["unit"][1]
    if inner in grammar.qualifiers:
        qualifier = grammar.qualifiers[inner][1]
    after = found["after"]
    timed = grammar.units.get(read_unit(found["unit"])) in {"s", "min", "h", "d", "wk", "mo", "a"}
    if after == "内" and not timed:
        return qualifier, found.start("after")
    if after:
        qualifier = grammar.qualifiers[after][1]
    return qualifier, found.end()


def make_range(
    sentence: Sentence, found: re.Match[str], grammar: Grammar, high: Decimal, unit: str
) -> Iterator[Figure]:
    """Make the ends of a range; 10至20万元 shares its multiplier."""
    value = read_value(found["low"], grammar)
    if value is None:
        return
    low = value * multiply(found["lowtimes"], grammar.multipliers)
    if not found["lowtimes"] and low * multiply(found["times"], grammar.multipliers) < high:
        low *= multiply(found["times"], grammar.multipliers)
    middle = found.end("lowunit")
    lower = read_unit(found["lowunit"]) or unit
    if not unit and not lower:
        return
    yield make_figure(sentence, found.start(), middle, low, lower, ">")
    yield make_figure(sentence, found.start("number"), found.end(), high, unit or lower, "<")


def make_figure(
    sentence: Sentence, start: int, end: int, value: Decimal, unit: str, qualifier: str
) -> Figure:
    """Make a figure at offsets of the sentence."""
    at = sentence.span.start
    span = Span(sentence.span.article, at + start, at + end)
    return Figure(span, sentence.text[start:end], value, unit, qualifier)


def read_value(number: str, grammar: Grammar) -> Decimal | None:
    """Read a number in any writing; None where it is none."""
    if number == "半":
        return Decimal("0.5")
    if "分之" not in number:
        plain = read_numeral(number, grammar.multipliers)
        return grammar.multipliers.get(number) if plain is None else plain
    below, _, above = number.partition("分之")
    top = read_numeral(above, grammar.multipliers)
    if below == "百":
        return top
    bottom = read_numeral(below, grammar.multipliers)
    return (top / bottom).quantize(Decimal("0.000001")) if top and bottom else None


def read_unit(unit: str) -> str:
    """Give the unit as it is written alone: 个小时 and 个多小时 are 小时, ％ is %."""
    unit = re.sub(r"^个.?(?=小时|钟头)", "", unit).replace("％", "%")
    return re.sub(r"^个[余多来几](?=月|星期)", "个", unit)
