"""Part a page into drafts where its own markup says what each line is."""

from collections.abc import Iterator, Sequence

from kg.know.knowledge import Knowledge
from kg.model import ArticleId, Region, Role
from kg.read.articles.drafts import gather_drafts, sign_draft
from kg.read.articles.lines import Line
from kg.read.articles.margins import find_captions
from kg.read.articles.parts import Parts
from kg.read.articles.shapes import see_shapes

# As the decision about a page without markup names them (kg/read/articles/steps.py): the first
# line of an article, and any other.
FIRST: dict[Role, str] = {"title": "FT", "byline": "MY", "body": "LA"}
OTHER: dict[Role, str] = {"title": "LT", "byline": "FY", "body": "FP"}
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
        if set(roles[start:end]) <= {"body", "caption"}:
            roles[start:end] = ["caption"] * (end - start)
    running: list[Line] = []
    states: list[str] = []
    last: ArticleId | None = None
    for line, role, use in zip(lines, roles, uses, strict=True):
        if role in FIRST:
            running.append(line)
            states.append((OTHER if states and use.article == last else FIRST)[role])
            last = use.article
    drafts, _ = gather_drafts(running, states)
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


def list_uses(lines: Sequence[Line], stated: Sequence[Region]) -> Iterator[Region]:
    """Give for each line the region that its first character lies in."""
    at = 0
    for line in lines:
        start = next(place for place in line.origin if place >= 0)
        while at < len(stated) and stated[at].end <= start:
            at += 1
        inside = at < len(stated) and stated[at].start <= start
        yield stated[at] if inside else FURNITURE
