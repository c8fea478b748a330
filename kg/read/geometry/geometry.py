"""Put what is printed on a page into reading order."""

from collections.abc import Sequence

from kg.model import Box, Note, Print, Sheet
from kg.read.geometry.blocks import Block, find_blocks, measure_columns, stand_alone
from kg.read.geometry.flows import find_flows
from kg.read.geometry.glyphs import Glyph, drop_doubles, measure_body, stand_large
from kg.read.geometry.joins import find_rows
from kg.read.geometry.rules import Rules
from kg.read.geometry.strips import find_strips

SMALLEST, FARTHEST = 0.5, 1e6  # points or pixels


def arrange_glyphs(
    glyphs: Sequence[Glyph], size: tuple[float, float], frames: Sequence[Box] = ()
) -> Sheet:
    """Put characters, words or lines into reading order: lines, columns, articles.

    `glyphs` come in the order of the file, which helps where it is good and is not trusted.
    `frames` are the rules, boxes and pictures on the page.  In the text a line is a row, a
    blank line parts two blocks, and two of them part two flows: texts that do not go on in
    one another.
    """
    sound = [clean_glyph(glyph) for glyph in glyphs if is_sound(glyph)]
    kept, doubled = drop_doubles(sound)
    body = measure_body(kept)
    rules = Rules(frames, body)
    rows = find_rows(stand_large(kept, body), body, rules)
    column = measure_columns([row for row in rows if not row.vertical], body, vertical=False)
    edges = find_strips([row.box for row in rows], [row.text for row in rows], body)
    inner = [row for at, row in enumerate(rows) if at not in edges]
    flows = find_flows(find_blocks(inner, body, frames), (body, column), rules)
    outer = sorted((rows[at] for at in edges), key=lambda row: (row.box.top, row.box.left))
    text, prints = write_flows([*flows, *([stand_alone(row)] for row in outer)])
    notes = []
    if doubled:
        notes.append(Note("", "overprinted", f"有 {doubled} 处字重叠印了两次，只取一次"))
    if lost := sum(bool(glyph.text.strip()) for glyph in glyphs) - len(sound):
        notes.append(Note("", "no-place", f"有 {lost} 处字没有位置，未读"))
    return Sheet(text, prints, size, notes=tuple(notes))


def is_sound(glyph: Glyph) -> bool:
    """Tell whether a glyph has a character, and a place where one can look for it."""
    left, top, right, bottom = glyph.box
    return (
        -FARTHEST < left < FARTHEST
        and -FARTHEST < top < FARTHEST
        and -FARTHEST < right < FARTHEST
        and -FARTHEST < bottom < FARTHEST
        and -FARTHEST < glyph.size < FARTHEST
        and bool(glyph.text.strip())
    )


def clean_glyph(glyph: Glyph) -> Glyph:
    """Keep a glyph on one line, and give it a size where the file says none."""
    text = " ".join(glyph.text.split())
    if text == glyph.text and glyph.size >= SMALLEST:
        return glyph
    return glyph._replace(text=text, size=max(glyph.size, SMALLEST))


def write_flows(flows: Sequence[Sequence[Block]]) -> tuple[str, tuple[Print, ...]]:
    """Write the text of the page, and say where each of its lines stands."""
    texts: list[str] = []
    prints = []
    at = number = 0
    for flow, blocks in enumerate(flows):
        for block in blocks:
            for row in block.rows:
                text = row.text
                prints.append(
                    Print(at, at + len(text), row.box, row.size, row.vertical, number, flow)
                )
                texts.append(text + "\n")
                at += len(text) + 1
            texts.append("\n")
            at += 1
            number += 1
        texts.append("\n")
        at += 1
    return "".join(texts).rstrip("\n") + "\n" if prints else "", tuple(prints)
