"""Lay stories out as a newspaper page does, in HTML that Chromium prints."""

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

CELL, LEADING = 13, 18  # pixels: the size of running text, and from line to line
CELLS, GUTTER = 14, 16  # characters of a column; pixels between columns
WIDTH = CELL * CELLS
PICTURE = 4  # lines
MARGIN = 34
NO_START = "，。、；：！？”’）》%"
STYLE = """
@page { size: %dpx %dpx; margin: 0 }
body { margin: 0; font-family: 'Noto Serif CJK SC'; font-size: %dpx; line-height: %dpx }
.page { position: relative; width: %dpx; height: %dpx; overflow: hidden; break-after: page }
.l { position: absolute; white-space: pre }
.f { text-align-last: justify }
.v { position: absolute; writing-mode: vertical-rl; white-space: pre; font-weight: bold }
.b { position: absolute; border: 1px solid #000 }
.p { position: absolute; background: #bbb }
"""


@dataclass
class Story:
    """An article to print."""

    title: str
    byline: str
    paragraphs: list[str]
    kicker: str = ""
    subtitle: str = ""
    caption: str = ""


@dataclass
class Canvas:
    """What has been set on a page so far; `parts` come in no order."""

    parts: list[str] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, size: int, look: str = "") -> None:
        """Set a line at a place."""
        style = f"left:{x}px;top:{y}px;font-size:{size}px;{look}"
        self.parts.append(f'<div class="l" style="{style}">{html.escape(text)}</div>')

    def down(self, x: float, y: float, text: str, size: int) -> None:
        """Set a line down the page."""
        style = f"left:{x}px;top:{y}px;font-size:{size}px;line-height:{size * 1.2}px"
        self.parts.append(f'<div class="v" style="{style}">{html.escape(text)}</div>')

    def area(self, kind: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a box or a picture."""
        style = f"left:{x}px;top:{y}px;width:{width}px;height:{height}px"
        self.parts.append(f'<div class="{kind}" style="{style}"></div>')


def break_lines(paragraphs: Sequence[str], cells: int = CELLS) -> list[tuple[str, bool]]:
    """Break paragraphs into lines of so many characters; say of each whether it is full."""
    lines = []
    for paragraph in paragraphs:
        rest = "\u3000\u3000" + paragraph
        while rest:
            end, width = 0, 0.0
            while end < len(rest) and width + measure(rest[end]) <= cells + 1e-6:
                width += measure(rest[end])
                end += 1
            while 1 < end < len(rest) and rest[end] in NO_START:
                end -= 1
            end = max(end, 1)
            lines.append((rest[:end], end < len(rest)))
            rest = rest[end:]
    return lines


def measure(character: str) -> float:
    """Measure a character in cells."""
    return 0.56 if character.isascii() else 1.0


def pour(
    canvas: Canvas, lines: Sequence[tuple[str, bool]], columns: Sequence[tuple[float, float, int]]
) -> None:
    """Pour lines into columns, each (left, top, number of lines)."""
    rest = list(lines)
    for x, y, count in columns:
        column, rest = rest[:count], rest[count:]
        part = []
        for at, (text, full) in enumerate(column):
            shown = text.lstrip("\u3000")
            indent = CELL * (len(text) - len(shown))
            style = f"left:{x + indent}px;top:{y + at * LEADING}px;width:{WIDTH - indent}px"
            look = "l f" if full else "l"
            part.append(f'<div class="{look}" style="{style}">{html.escape(shown)}</div>')
        canvas.parts.append("\n".join(part))
    if rest:
        message = f"no room for {len(rest)} lines"
        raise ValueError(message)


def span(columns: int) -> float:
    """Measure so many columns with the gutters between them."""
    return columns * WIDTH + (columns - 1) * GUTTER


def place(x: float, column: int) -> float:
    """Say where a column begins."""
    return x + column * (WIDTH + GUTTER)


def set_head(canvas: Canvas, story: Story, x: float, y: float, columns: int) -> float:
    """Set a headline across columns, its kicker and byline; return how high it is."""
    width, top = span(columns), y
    if story.kicker:
        canvas.line(x, top, story.kicker, 17, f"width:{width}px;text-align:center")
        top += 28
    most = 34 if columns > 2 else 28 if columns > 1 else 22
    rows = 1
    while len(story.title) * 22 > width * rows:
        rows += 1
    each = -(-len(story.title) // rows)
    size = min(most, int(width / each))
    for row in range(rows):
        text = story.title[row * each : (row + 1) * each]
        look = f"width:{width}px;text-align:center;font-weight:bold;line-height:{size * 1.25}px"
        canvas.line(x, top, text, size, look)
        top += size * 1.3
    if story.subtitle:
        canvas.line(x, top + 2, story.subtitle, 17, f"width:{width}px;text-align:center")
        top += 28
    if story.byline:
        canvas.line(x, top + 4, story.byline, CELL, f"width:{width}px;text-align:center")
        top += LEADING + 4
    return top + 8 - y


def set_top(canvas: Canvas, story: Story, x: float, y: float, columns: int) -> float:
    """Set a story under a headline that spans its columns."""
    lines = break_lines(story.paragraphs)
    top = y + set_head(canvas, story, x, y, columns)
    if story.caption and columns > 1:
        return set_picture(canvas, story, (x, top), columns) - y
    each = -(-len(lines) // columns)
    pour(canvas, lines, [(place(x, at), top, each) for at in range(columns)])
    return top + each * LEADING - y


def set_picture(canvas: Canvas, story: Story, at: tuple[float, float], columns: int) -> float:
    """Set a story around a picture over its last two columns; return where it ends."""
    x, top = at
    lines = break_lines(story.paragraphs)
    caption = break_lines([story.caption], 2 * CELLS)
    room = PICTURE + 1 + len(caption)
    each = -(-(len(lines) + 2 * room) // columns)
    left = place(x, columns - 2)
    canvas.area("p", left, top, span(2), PICTURE * LEADING)
    for row, (text, _) in enumerate(caption):
        canvas.line(left, top + (PICTURE + row) * LEADING + 4, text.strip("\u3000"), 12)
    places = [
        (place(x, n), top + room * LEADING * (n >= columns - 2), each - room * (n >= columns - 2))
        for n in range(columns)
    ]
    pour(canvas, lines, places)
    return top + each * LEADING


def set_side(
    canvas: Canvas, story: Story, x: float, y: float, columns: int, *, right: bool = False
) -> float:
    """Set a story beside a headline down the page, which takes a column."""
    lines = break_lines(story.paragraphs)
    each = max(-(-len(lines) // (columns - 1)), 11)
    height = each * LEADING
    rows = -(-len(story.title) * 26 // height)
    count = -(-len(story.title) // rows)
    head = place(x, columns - 1) if right else x
    for row in range(rows):
        text = story.title[row * count : (row + 1) * count]
        canvas.down(head + WIDTH - 50 - row * 42, y, text, 26)
    if story.byline:
        canvas.down(head + 12, y + 60, story.byline, CELL)
    first = 0 if right else 1
    places = [(place(x, first + at), y, each) for at in range(columns - 1)]
    pour(canvas, lines, places)
    return height


def set_step(canvas: Canvas, story: Story, x: float, y: float, columns: int) -> float:
    """Set a story whose last column begins beside its headline."""
    lines = break_lines(story.paragraphs)
    head = set_head(canvas, story, x, y, columns - 1)
    rows = -(-int(head) // LEADING)
    each = -(-(len(lines) + rows * (columns - 1)) // columns)
    top = y + rows * LEADING
    places = [(place(x, at), top, each - rows) for at in range(columns - 1)]
    pour(canvas, lines, [*places, (place(x, columns - 1), y, each)])
    return each * LEADING


def set_ell(
    canvas: Canvas, stories: tuple[Story, Story], at: tuple[float, float], columns: int, corner: int
) -> float:
    """Set a story around another, which stands at the foot of the column `corner`."""
    (outer, inner), (x, y) = stories, at
    top = y + set_head(canvas, outer, x, y, columns)
    lines, small = break_lines(outer.paragraphs), break_lines(inner.paragraphs)
    head = set_head(Canvas(), inner, 0, 0, 1)
    rows = -(-int(head) // LEADING) + 1 + len(small)
    each = max(-(-(len(lines) + rows) // columns), rows + 2)
    places = [(place(x, n), top, each - rows * (n == corner)) for n in range(columns)]
    pour(canvas, lines, places)
    left, below = place(x, corner), top + (each - rows + 1) * LEADING
    canvas.area("p", left, below - 8, WIDTH, 1)
    below += set_head(canvas, inner, left, below, 1)
    pour(canvas, small, [(left, below, len(small))])
    return top + each * LEADING - y


def set_boxed(canvas: Canvas, story: Story, x: float, y: float, columns: int) -> float:
    """Set a story in a box; the box stands a little out into the gutters."""
    height = set_top(canvas, story, x, y + 8, columns) + 16
    canvas.area("b", x - 6, y, span(columns) + 12, height)
    return height


def make_html(pages: Sequence[Canvas], columns: int, height: int, seed: int) -> str:
    """Make the document; the parts of each page are drawn in an order of their own."""
    chance = random.Random(seed)  # noqa: S311
    width = int(span(columns) + 2 * MARGIN)
    body = []
    for page in pages:
        parts = list(page.parts)
        chance.shuffle(parts)
        body.append('<div class="page">' + "\n".join(parts) + "</div>")
    style = STYLE % (width, height, CELL, LEADING, width, height)
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>" + "\n".join(body)
