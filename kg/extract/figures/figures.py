"""Find the amounts in sentences: 1.2亿元, 300余人次, 99%以上, 8℃至13℃, 十几分钟."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from kg.extract.figures.amounts import TOLL, Grammar, make_grammar, read_amount
from kg.extract.figures.numerals import HAN, multiply, read_numeral
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
    r"|[一二三四五六七八九]十年代|\d{1,4}[幢栋]\d{1,3}(?:单元|[号室])(?:\d{1,4}室?)?"
    r"|半年|[一二三四]季度|\d{1,2}日|\d{1,2}[:：]\d\d|\d{1,2}[时点](?:\d{1,2}分|半|整)?"
    r"|24小时(?!内|以内|之内)|\d{1,4}[国省县]道|\d{1,4}公里\d{1,3}米"
)
MULTIPLES = frozenset("万亿")
JOINTS = frozenset("、和")
BEFORE = 6  # characters before a number in which its qualifier stands


def find_figures(sentences: Sequence[Sentence], knowledge: Knowledge) -> tuple[Figure, ...]:
    """Find the amounts in `sentences`, in reading order.

    Dates, clock times, ordinals, names and quoted slogans are none, nor are small Chinese
    numerals that only name (一个平台, 两次会议, 六大行动).  Whether an amount is reported of
    something is asked later.
    """
    grammar = make_grammar(knowledge)
    return tuple(
        figure
        for sentence in sentences
        for figure in share_units(sentence, list(read_sentence(sentence, grammar)))
    )


def share_units(sentence: Sentence, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Give the members of a list the unit of its last: 135万、133万、79万元."""
    shared = list(figures)
    for index in range(len(shared) - 2, -1, -1):
        one, after = shared[index], shared[index + 1]
        between = sentence.text[
            one.span.end - sentence.span.start : after.span.start - sentence.span.start
        ]
        if not one.unit and one.text[-1:] in MULTIPLES and between in JOINTS:
            shared[index] = replace(one, unit=after.unit)
    return shared


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


def make_figures(sentence: Sentence, found: re.Match[str], grammar: Grammar) -> Iterator[Figure]:
    """Make the one figure of an amount, or the two ends of a range."""
    unit = read_unit(found["unit"] or "")
    times = multiply(found["times"], grammar.multipliers)
    value = read_value(found["number"], grammar)
    if value is None:
        return
    if found["number"].startswith("百分之"):
        unit = "%"
    elif not unit and TOLL.match(sentence.text, found.end()):
        unit = "人"
    if found["low"]:
        yield from make_range(sentence, found, grammar, value * times, unit)
        return
    start, qualifier = read_before(sentence.text, found, grammar)
    end, qualifier = read_after(found, grammar, qualifier)
    yield make_figure(sentence, (start, end), value * times, unit, qualifier)


def read_before(text: str, found: re.Match[str], grammar: Grammar) -> tuple[int, str]:
    """Give the start and the qualifier of an amount, by the words before it."""
    start = found.start()
    left = grammar.before.search(text, max(0, start - BEFORE), start)
    word = (left["near"] or left["far"]) if left else ""
    if left is None or (word == "上" and found["number"][0] not in grammar.multipliers):
        return start, "="
    qualifier = grammar.qualifiers[word][1]
    return (left.start() if left["near"] and qualifier != "=" else start), qualifier


def read_after(found: re.Match[str], grammar: Grammar, qualifier: str) -> tuple[int, str]:
    """Give the end and the qualifier of an amount, by the words in it and after it."""
    inner = found["more"] or found["most"] or found["over"]
    if not inner and found["unit"][:1] == "个" and len(found["unit"]) > 2:
        inner = found["unit"][1]
    if inner in grammar.qualifiers:
        qualifier = grammar.qualifiers[inner][1]
    after = found["after"]
    timed = grammar.units.get(read_unit(found["unit"])) in {"s", "min", "h", "d", "wk", "mo", "a"}
    if after == "内" and not timed:
        return found.start("after"), qualifier
    if after:
        qualifier = grammar.qualifiers[after][1]
    return found.end(), qualifier


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
    lower = unit if unit.startswith(f"{lower}/") else lower  # 0.5元至1元/公斤
    if not unit and not lower:
        return
    yield make_figure(sentence, (found.start(), middle), low, lower, ">")
    yield make_figure(sentence, (found.start("number"), found.end()), high, unit or lower, "<")


def make_figure(
    sentence: Sentence, ends: tuple[int, int], value: Decimal, unit: str, qualifier: str
) -> Figure:
    """Make a figure at offsets of the sentence."""
    at, (start, end) = sentence.span.start, ends
    value = value if value % 1 else value.to_integral_value()  # 1.2亿 is 120000000, not …000.0
    span = Span(sentence.span.article, at + start, at + end)
    return Figure(span, sentence.text[start:end], value, unit, cast("Qualifier", qualifier))


def read_value(number: str, grammar: Grammar) -> Decimal | None:
    """Read a number in any writing; None where it is none."""
    if number == "半":
        return Decimal("0.5")
    above, _, below = number.partition("/")
    if "分之" in number:
        below, _, above = number.partition("分之")
    if not below:
        plain = read_numeral(number, grammar.multipliers)
        return grammar.multipliers.get(number) if plain is None else plain
    top = read_numeral(above, grammar.multipliers)
    if below == "百":
        return top
    bottom = read_numeral(below, grammar.multipliers)
    return (top / bottom).quantize(Decimal("0.000001")) if top and bottom else None


def read_unit(unit: str) -> str:
    """Give the unit as it is written alone: 个小时 and 个多小时 are 小时, ％ is %."""
    unit = re.sub(r"^个.?(?=小时|钟头)", "", unit.strip()).replace("％", "%")
    return re.sub(r"^个[余多来几](?=月|星期)", "个", unit)
