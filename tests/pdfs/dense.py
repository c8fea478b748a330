"""Lay a dense page of a national paper out at random: no two seeds give the same page.

A page is cut again and again into rectangles, and each is set as such papers do: a headline of
one to three lines over all of its columns or some of them, or down the page beside them; around
a picture, around another story, in a box, as a list of briefs.  Each story's columns have a width
of their own.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from layout import Canvas, Story, break_lines, html

SENTENCE = "。"
NAMES = ("林远", "何小满", "周一鸣", "沈青", "顾长河", "许念", "陶然", "白露生")
PLACES = ("江城", "云岭", "临湖", "青川", "南浦")
GUIDE = ("导读", "今日导读", "详见第{}版", "下转第{}版")
BRIEFS = ("简讯", "要闻速递", "一周短波", "社会传真")


@dataclass(frozen=True)
class Area:
    """A rectangle of the page, in pixels."""

    x: float
    y: float
    width: float
    height: float

    def shrink(self, by: float) -> "Area":
        """Leave room on all sides."""
        return Area(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


@dataclass
class Press:
    """A page while it is set: its canvas, its chances, its type, and what should be found."""

    chance: random.Random
    pool: list[tuple[str, list[str]]]  # headlines, and sentences
    canvas: Canvas = field(default_factory=Canvas)
    cell: float = 12
    leading: float = 16.5
    gutter: float = 16
    told: list[dict[str, object]] = field(default_factory=list)
    neutral: list[str] = field(default_factory=list)
    kind: str = ""

    def choose(self, characters: int) -> tuple[str, list[str]]:
        """Take a story with at least so much text out of the pool, or the longest."""
        fits = [one for one in self.pool if sum(map(len, one[1])) >= characters]
        one = (
            self.chance.choice(fits)
            if fits
            else max(self.pool, key=lambda one: sum(map(len, one[1])))
        )
        self.pool.remove(one)
        return one


def cut_page(press: Press, area: Area, least: float) -> Iterator[Area]:
    """Cut a rectangle into those of single stories."""
    chance, gap = press.chance, press.gutter
    wide = area.width > 2.1 * least
    high = area.height > 2.1 * least
    size = area.width * area.height / (least * least)
    if not (wide or high) or (size < 6 and chance.random() < 0.4):
        yield area
        return
    share = chance.choice((1 / 3, 1 / 2, 2 / 3))
    if high and (not wide or area.height > area.width or chance.random() < 0.4):
        first = max(least, area.height * share)
        space = gap * chance.uniform(0.9, 1.5)
        if chance.random() < 0.4:
            press.canvas.area("p", area.x, area.y + first + space / 2, area.width, 1)
        parts = (
            Area(area.x, area.y, area.width, first),
            Area(area.x, area.y + first + space, area.width, area.height - first - space),
        )
    else:
        first = max(least, area.width * share)
        if chance.random() < 0.3:
            press.canvas.area("p", area.x + first + gap / 2, area.y, 1, area.height)
        parts = (
            Area(area.x, area.y, first, area.height),
            Area(area.x + first + gap, area.y, area.width - first - gap, area.height),
        )
    for part in parts:
        yield from cut_page(press, part, least)


def set_columns(
    press: Press, area: Area, count: int, lines: Sequence[tuple[str, bool]], tops: Sequence[float]
) -> None:
    """Pour lines into columns that begin at `tops` and end with the area."""
    width = measure_column(press, area, count)
    rest = list(lines)
    bottoms = [area.y + area.height] * count
    pour_into(
        press,
        rest,
        [(area.x + n * (width + press.gutter), tops[n], bottoms[n]) for n in range(count)],
        width,
    )


def pour_into(
    press: Press,
    rest: list[tuple[str, bool]],
    columns: Sequence[tuple[float, float, float]],
    width: float,
) -> None:
    """Pour lines into columns, each (left, top, bottom)."""
    for x, top, bottom in columns:
        room = int((bottom - top + 1e-6) // press.leading)
        part = []
        for at, (text, full) in enumerate(rest[:room]):
            shown = text.lstrip("\u3000")
            indent = press.cell * (len(text) - len(shown))
            style = f"left:{x + indent:.2f}px;top:{top + at * press.leading:.2f}px;"
            style += f"width:{width - indent:.2f}px;font-size:{press.cell}px"
            look = "l f" if full else "l"
            part.append(f'<div class="{look}" style="{style}">{html.escape(shown)}</div>')
        press.canvas.parts.append("\n".join(part))
        del rest[:room]


def measure_column(press: Press, area: Area, count: int) -> float:
    """Measure how wide each of so many columns is."""
    return (area.width - (count - 1) * press.gutter) / count


def count_columns(press: Press, area: Area) -> int:
    """Choose how many columns an area has, of 9 to 19 characters."""
    target = press.chance.uniform(10, 17) * press.cell
    return max(1, round((area.width + press.gutter) / (target + press.gutter)))


def set_headline(press: Press, title: str, area: Area, *, lines: bool = True) -> tuple[float, str]:
    """Set a headline across an area; return how high it is, and its whole wording."""
    chance, canvas = press.chance, press.canvas
    align = "left" if chance.random() < 0.25 else "center"
    look = f"width:{area.width:.1f}px;text-align:{align};"
    top, told = area.y, []
    if lines and area.width > 200 and chance.random() < 0.35:
        kicker = cut_words(press, chance.randint(8, 16), area.width / 17)
        top = set_rows(press, [kicker], (area.x, top), 15 if area.width < 350 else 17, look)
        told.append(kicker)
    most = min(38.0, max(17.0, area.width / 11))
    rows = split_title(title, max(1, -(-int(len(title) * most * 0.9) // int(area.width))))
    size = min(most, (area.width - 1) / max(map(len, rows)) / 1.02)
    spaced = ""
    if len(rows) == 1 and len(title) * size < 0.6 * area.width:
        spaced = f"letter-spacing:{chance.choice((0.1, 0.3)) * size:.1f}px;"
    top = set_rows(press, rows, (area.x, top), size, look + "font-weight:bold;" + spaced)
    told.append(title)
    if lines and area.width > 220 and chance.random() < 0.3:
        under = cut_words(press, chance.randint(10, 18), area.width / 16)
        top = set_rows(press, [under], (area.x, top + 2), 15, look)
        told.append(under)
    canvas.parts.append("")
    return top + 6 - area.y, " ".join(told)


def set_rows(
    press: Press, rows: Sequence[str], at: tuple[float, float], size: float, look: str
) -> float:
    """Set the rows of a headline one under the other; return where they end."""
    x, top = at
    for row in rows:
        press.canvas.line(x, top, row, size, look + f"line-height:{size * 1.25:.1f}px")
        top += size * 1.3
    return top


def split_title(title: str, rows: int) -> list[str]:
    """Split a headline into rows about as long as one another."""
    each = -(-len(title) // rows)
    return [title[at : at + each] for at in range(0, len(title), each)]


def cut_words(press: Press, length: int, most: float) -> str:
    """Take a line over or under a headline from somewhere else."""
    fits = [one for one in press.pool if 7 <= len(one[0]) <= min(length, most)]
    if not fits:
        return "牢记嘱托开新局"
    one = press.chance.choice(fits)
    press.pool.remove(one)
    return one[0]


def write_text(press: Press, sentences: Sequence[str], cells: int, room: int) -> list[str]:
    """Write as many paragraphs as fill so many lines."""
    paragraphs: list[str] = [""]
    most = press.chance.randint(2, 4)
    inside = 0
    for sentence in sentences:
        trial = [*paragraphs[:-1], paragraphs[-1] + sentence]
        if inside >= most:
            trial = [*paragraphs, sentence]
        if len(break_lines(trial, cells)) > room:
            rest = room - len(break_lines([one for one in paragraphs if one], cells))
            cut = cut_sentence(sentence, (rest - 2) * (cells - 1))
            if cut:
                paragraphs = [*paragraphs, cut] if paragraphs[0] else [cut]
            break
        inside = 1 if inside >= most else inside + 1
        paragraphs = trial
    whole = [one for one in paragraphs if one]
    return whole or [sentences[0][: max(9, (room - 1) * (cells - 1))] + SENTENCE]


def cut_sentence(sentence: str, most: int) -> str:
    """Cut a sentence at a comma so that it is no longer than that, or drop it."""
    if most >= len(sentence):
        return sentence
    end = sentence.rfind("，", 0, max(0, most))
    return sentence[:end] + SENTENCE if end > 7 else ""


def tell(press: Press, kind: str, title: str, paragraphs: Sequence[str]) -> None:
    """Note what a reader should find."""
    press.told.append({"kind": kind, "title": title, "body": "\n".join(paragraphs)})


def sign(press: Press, area: Area, top: float) -> float:
    """Set a byline under a headline, or none; return where the text begins."""
    kind = press.chance.random()
    if kind > 0.4:
        return top
    names = "　".join(press.chance.sample(NAMES, press.chance.randint(1, 2)))
    look = f"width:{area.width:.1f}px;text-align:center"
    press.canvas.line(area.x, top, f"本报记者　{names}", press.cell, look)
    return top + press.leading + 4


def lead(press: Press) -> str:
    """Begin a text as a telegram does, or as it is."""
    if press.chance.random() > 0.4:
        return ""
    name, place = press.chance.choice(NAMES), press.chance.choice(PLACES)
    return f"本报{place}5月1日电　（记者{name}）"


def set_body(
    press: Press,
    kind: str,
    told: tuple[str, Sequence[str]],
    area: Area,
    columns: Sequence[tuple[float, float, float]],
) -> None:
    """Fill columns with a story's text, and balance them where it is too short."""
    width = measure_column(press, area, len(columns)) if kind != "given" else area.width
    title, sentences = told
    cells = int(width / press.cell + 1e-6)
    rooms = [int((b - t + 1e-6) // press.leading) for _, t, b in columns]
    first, *others = sentences
    opening = "" if first.startswith(("新华社", "【")) else lead(press)
    paragraphs = write_text(press, [opening + first, *others], cells, sum(rooms))
    lines = break_lines(paragraphs, cells)
    columns = list(columns)
    while sum(rooms) - len(lines) > len(rooms):  # balance
        most = max(range(len(rooms)), key=lambda n: rooms[n])
        rooms[most] -= 1
        x, t, _ = columns[most]
        columns[most] = (x, t, t + rooms[most] * press.leading + 0.1)
    pour_into(press, lines, columns, width)
    paragraphs[0] = paragraphs[0].removeprefix(opening)
    tell(press, press.kind, title, paragraphs)


def count_cells(press: Press, area: Area, count: int, height: float) -> int:
    """Count the characters that fit into columns so high."""
    width = measure_column(press, area, count)
    return int(count * (width // press.cell) * (height // press.leading) * 0.92)


def set_story(press: Press, area: Area, kind: str) -> None:
    """Set one story in an area."""
    press.kind = kind
    if kind == "boxed":
        press.canvas.area("b", area.x, area.y, area.width, area.height)
        set_over(press, area.shrink(10), "over")
    else:
        SETTERS[kind](press, area, kind)


def set_over(press: Press, area: Area, kind: str) -> None:
    """Set a story under a headline over all its columns (over), or over some of them (step)."""
    chance = press.chance
    count = count_columns(press, area)
    width = measure_column(press, area, count)
    title, sentences = press.choose(count_cells(press, area, count, area.height - 60))
    under = chance.randint(-(-count // 2), count - 1) if kind == "step" and count > 1 else count
    right = kind == "step" and chance.random() < 0.3
    span = under * (width + press.gutter) - press.gutter
    left = area.x + (count - under) * (width + press.gutter) * right
    head = Area(left, area.y, span, 0)
    high, told = set_headline(press, title, head, lines=area.height > 210)
    top = sign(press, head, area.y + high)
    rows = -(-(top - area.y) // press.leading)
    top = area.y + rows * press.leading
    low = area.y + area.height
    columns = []
    for n in range(count):
        inside = n >= count - under if right else n < under
        columns.append((area.x + n * (width + press.gutter), top if inside else area.y, low))
    if chance.random() < 0.25:
        for x, t, b in columns[1:]:
            press.canvas.area("p", x - press.gutter / 2, t, 0.8, b - t)
    if kind == "picture" and area.height > 200:
        columns = set_photo(press, columns, width)
    set_body(press, "", (told, sentences), area, columns)


def set_photo(
    press: Press, columns: list[tuple[float, float, float]], width: float
) -> list[tuple[float, float, float]]:
    """Set a picture and its caption into some columns; return what is left of them."""
    chance, count = press.chance, len(columns)
    over = chance.randint(1, min(3, count))
    first = chance.randint(0, count - over)
    span = over * (width + press.gutter) - press.gutter
    cells = int(span / (press.cell - 1))
    caption = f"图为{press.chance.choice(PLACES)}街头的晚风与灯火，市民在广场上散步休闲。"
    caption += f"　　　本报记者　{chance.choice(NAMES)}摄"
    lines = break_lines([caption], cells)
    high = span * chance.uniform(0.4, 0.7)
    room = high + (len(lines) + 1) * press.leading
    foot = chance.random() < 0.5
    x, top, low = columns[first]
    if low - top < room + 6 * press.leading:
        return columns
    rows = -(-room // press.leading)
    at = low - rows * press.leading + press.leading * 0.7 if foot else top
    press.canvas.area("p", x, at, span, high)
    for n, (text, _) in enumerate(lines):
        press.canvas.line(
            x, at + high + 4 + n * press.leading, text.strip("\u3000"), press.cell - 1
        )
    press.neutral.append(caption)
    cut = list(columns)
    for n in range(first, first + over):
        x, t, b = columns[n]
        cut[n] = (x, t, b - rows * press.leading) if foot else (x, t + rows * press.leading, b)
    return cut


def set_side(press: Press, area: Area, _: str) -> None:
    """Set a story beside a headline down the page."""
    chance = press.chance
    size = chance.choice((22, 26, 30))
    title, sentences = press.choose(
        int(area.width * area.height / press.cell / press.leading / 1.4)
    )
    rows = split_title(title, max(1, -(-len(title) * size * 12 // (10 * int(area.height * 0.9)))))
    wide = len(rows) * size * 1.4 + 8
    if area.width - wide < 9 * press.cell:
        press.kind = "over"
        press.pool.append((title, sentences))
        set_over(press, area, "over")
        return
    right = chance.random() < 0.3
    head = area.x + (area.width - wide if right else 0)
    for n, row in enumerate(rows):
        x = head + wide - 8 - (n + 1) * size * 1.4 + (8 if right else 0)
        press.canvas.down(x, area.y, row, size)
    body = Area(area.x + (0 if right else wide + 6), area.y, area.width - wide - 6, area.height)
    count = count_columns(press, body)
    width = measure_column(press, body, count)
    columns = [
        (body.x + n * (width + press.gutter), area.y, area.y + area.height) for n in range(count)
    ]
    set_body(press, "", (title, sentences), body, columns)


def set_ell(press: Press, area: Area, _: str) -> None:
    """Set a story around another one, which stands in a corner of it."""
    chance = press.chance
    count = count_columns(press, area)
    width = measure_column(press, area, count)
    if count < 3 or area.height < 420:
        press.kind = "over"
        set_over(press, area, "over")
        return
    inner = chance.randint(1, count - 2)
    right = chance.random() < 0.6
    low = area.y + area.height
    high = area.height * chance.uniform(0.35, 0.5)
    span = inner * (width + press.gutter) - press.gutter
    x = area.x + (count - inner) * (width + press.gutter) if right else area.x
    boxed = chance.random() < 0.5
    outer_bottom = low - high - press.gutter
    title, sentences = press.choose(count_cells(press, area, count, area.height - 60))
    size, told = set_headline(press, title, area)
    top = sign(press, area, area.y + size)
    columns = []
    for n in range(count):
        cornered = n >= count - inner if right else n < inner
        columns.append(
            (area.x + n * (width + press.gutter), top, outer_bottom if cornered else low)
        )
    set_body(press, "", (told, sentences), area, columns)
    place = Area(x, low - high, span, high)
    if boxed:
        press.canvas.area("b", place.x, place.y, place.width, place.height)
        place = place.shrink(8)
    else:
        press.canvas.area("p", place.x, place.y - press.gutter / 2, place.width, 1)
    press.kind = "inner"
    set_over(press, place, "over")


def set_briefs(press: Press, area: Area, _: str) -> None:
    """Set a label and several short items under headlines of their own."""
    chance = press.chance
    boxed = chance.random() < 0.5
    if boxed:
        press.canvas.area("b", area.x, area.y, area.width, area.height)
        area = area.shrink(10)
    label = chance.choice(BRIEFS)
    press.canvas.line(
        area.x, area.y, label, 20, f"width:{area.width:.1f}px;text-align:center;letter-spacing:4px"
    )
    press.neutral.append(label)
    y, low = area.y + 34, area.y + area.height
    cells = int(area.width / press.cell + 1e-6)
    if cells > 26:
        y = set_two_briefs(press, area, y)
        return
    fill_briefs(press, (area.x, y, low), area.width)


def set_two_briefs(press: Press, area: Area, y: float) -> float:
    """Set briefs into columns."""
    count = max(2, count_columns(press, area))
    width = measure_column(press, area, count)
    for n in range(count):
        x = area.x + n * (width + press.gutter)
        fill_briefs(press, (x, y, area.y + area.height), width)
    return y


def fill_briefs(press: Press, column: tuple[float, float, float], width: float) -> None:
    """Fill a column with short items."""
    x, y, low = column
    cells = int(width / press.cell + 1e-6)
    while low - y > 9 * press.leading:
        title, sentences = press.choose(120)
        rows = split_title(title, -(-len(title) * 15 // int(width)))
        y = set_rows(press, rows, (x, y), 15, "font-weight:bold;") + 3
        room = min(int((low - y) // press.leading) - 1, press.chance.randint(5, 9))
        press.kind = "briefs"
        paragraphs = write_text(press, sentences[:3], cells, room)
        lines = break_lines(["".join(paragraphs)], cells)
        pour_into(press, list(lines), [(x, y, y + len(lines) * press.leading + 1)], width)
        tell(press, "briefs", title, ["".join(paragraphs)])
        y += len(lines) * press.leading + 10


def set_guide(press: Press, area: Area, _: str) -> None:
    """Set a box that names what stands on other pages."""
    press.canvas.area("b", area.x, area.y, area.width, area.height)
    inner = area.shrink(10)
    press.canvas.line(inner.x, inner.y, "导读", 20, f"width:{inner.width}px;text-align:center")
    y = inner.y + 34
    number = 2
    press.neutral.append("导读")
    while inner.y + inner.height - y > 45 and number < 9:
        title = cut_words(press, 16, inner.width / 14)
        press.canvas.line(inner.x, y, title, 14, "font-weight:bold")
        press.canvas.line(inner.x + inner.width - 50, y + 18, f"第{number}版", 11)
        press.neutral.append(title)
        y += 42
        number += 1


SETTERS = {
    "over": set_over,
    "step": set_over,
    "picture": set_over,
    "side": set_side,
    "ell": set_ell,
    "briefs": set_briefs,
    "guide": set_guide,
}
KINDS = (
    "over",
    "over",
    "step",
    "step",
    "picture",
    "side",
    "ell",
    "ell",
    "boxed",
    "boxed",
    "briefs",
)


def choose_kind(press: Press, area: Area) -> str:
    """Choose how to set an area."""
    kind = press.chance.choice(KINDS)
    small = area.width < 230
    if small and kind in {"side", "ell", "step"}:
        kind = "over"
    if small and area.height < 300 and press.chance.random() < 0.3:
        kind = "guide"
    return kind


def make_page(pool: Sequence[Story] | Sequence[tuple[str, list[str]]], seed: int) -> Press:
    """Lay a page out; the same seed gives the same page."""
    chance = random.Random(seed)  # noqa: S311
    press = Press(chance, list(pool))
    press.cell = chance.choice((11, 12, 12, 13))
    press.leading = round(press.cell * chance.uniform(1.28, 1.5), 1)
    press.gutter = press.cell * chance.uniform(1.1, 1.7)
    width, height = 1060.0, 1500.0
    set_furniture(press, width, height)
    area = Area(34, 74, width - 68, height - 130)
    guided = False
    for part in cut_page(press, area, chance.uniform(215, 300)):
        kind = choose_kind(press, part)
        if kind == "guide" and guided:
            kind = "over"
        guided = guided or kind == "guide"
        set_story(press, part, kind)
    return press


def set_furniture(press: Press, width: float, height: float) -> None:
    """Set what belongs to the page."""
    canvas = press.canvas
    number = press.chance.randint(2, 20)
    canvas.line(34, 20, f"{number}", 30, "font-weight:bold")
    canvas.line(80, 26, press.chance.choice(("要闻", "国内新闻", "经济·社会", "综合")), 20)
    canvas.line(360, 28, "2031年5月2日　星期五", 13)
    canvas.line(width - 140, 22, "江城日报", 24, "font-weight:bold")
    canvas.area("p", 34, 62, width - 68, 1)
    canvas.line(34, height - 40, "本版责编：沈　青　顾长河", 11)
    canvas.line(500, height - 40, "版式设计：白露生", 11)
    canvas.line(760, height - 40, "电话：（0123）65360000　邮箱：rm@example.cn", 11)
