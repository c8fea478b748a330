"""Put what is printed on a page into reading order."""

from collections.abc import Sequence

from kg.model import Box, Sheet
from kg.read.glyphs import Glyph


def arrange_glyphs(
    glyphs: Sequence[Glyph], size: tuple[float, float], frames: Sequence[Box] = ()
) -> Sheet:
    """Put characters, words or lines into reading order: lines, columns, articles.

    `frames` are the rules and boxes drawn on the page.
    """
    raise NotImplementedError(glyphs, size, frames)
