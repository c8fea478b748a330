"""Part a page into drafts where its own markup says what each line is."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.know.knowledge import Knowledge
from kg.model import Region, Role
from kg.read.articles.drafts import Draft, gather_drafts, sign_draft
from kg.read.articles.parts import Parts
from kg.read.lines.lines import Line
from kg.read.lines.margins import find_captions
from kg.read.lines.shapes import ends_sentence, see_shapes

# As the decision about a page without markup names them (kg/read/labels/steps.py): the first
# line of an article, and any other.
FIRST: dict[Role, str] = {"title": "FT", "byline": "MY", "body": "LA"}
OTHER: dict[Role, str] = {"title": "LT", "byline": "FY", "body": "FP"}
INDENTED = 1.0  # characters; a line that begins so late begins a paragraph
FURNITURE = Region(0, 0, "furniture")


def find_stated(
    lines: Sequence[Line], stated: Sequence[Region], knowledge: Knowledge
) -> Parts | None:
    """Part the lines of a page by what `stated` says of them, or give None where it says nothing.

    What it does not speak of is furniture.  A caption that the markup does not tell from the
    text is found by its words.
    """
    if not stated:
        return None
    uses = list(list_uses(lines, stated))
    roles = [use.role for use in uses]
    for start, end in find_captions(lines, see_shapes(lines, knowledge), knowledge):
        if roles[start] != "caption" and set(roles[start:end]) <= {"body", "caption"}:
            roles[start:end] = ["caption"] * (end - start)
    drafts: list[Draft] = []
    stated_lines = [one for one in zip(lines, roles, uses, strict=True) if one[1] in FIRST]
    for _, group in groupby(stated_lines, key=lambda one: one[2].article):
        own = list(group)
        drafts += gather_drafts([line for line, _, _ in own], list(list_states(own)))[0]
    signed = [sign_draft(draft, knowledge) for draft in drafts]
    return Parts(
        tuple(draft for draft in signed if draft.paragraphs),
        tuple((line,) for line, role in zip(lines, roles, strict=True) if role == "caption"),
        tuple(line for line, role in zip(lines, roles, strict=True) if role == "furniture"),
        (),
        tuple(
            line
            for draft in signed
            if not draft.paragraphs
            for line in draft.titles + draft.bylines
        ),
        (),
    )


def list_states(lines: Sequence[tuple[Line, Role, Region]]) -> Iterator[str]:
    """Name the state of each line of an article; lines of one statement may be one paragraph."""
    old: tuple[Line, Role, Region] | None = None
    for line, role, use in lines:
        goes_on = old is not None and old[1] == role and continues(old[0], line)
        state = (OTHER if old else FIRST)[role]
        yield state[0] + "C" if role == "body" and goes_on else state
        old = (line, role, use)


def continues(before: Line, line: Line) -> bool:
    """Tell whether a printed line goes on in the next: that is not indented, or it is not ended.

    A line that is no printed one is a paragraph.
    """
    if line.setting is None or before.setting is None:
        return False
    if line.setting.indent is not None and line.setting.block == before.setting.block:
        return line.setting.indent < INDENTED
    return not ends_sentence(before.text)


def list_uses(lines: Sequence[Line], stated: Sequence[Region]) -> Iterator[Region]:
    """Give for each line the region that its first character lies in."""
    at = 0
    for line in lines:
        start = next(place for place in line.origin if place >= 0)
        while at < len(stated) and stated[at].end <= start:
            at += 1
        inside = at < len(stated) and stated[at].start <= start
        yield stated[at] if inside else FURNITURE
