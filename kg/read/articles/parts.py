"""Part a page into the drafts of its articles, captions, furniture and what is dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.know.knowledge import Knowledge
from kg.read.articles.drafts import Draft, gather_drafts, sign_draft
from kg.read.articles.photos import find_photo
from kg.read.articles.repeats import find_repeats
from kg.read.articles.strays import bring_home
from kg.read.labels.labels import label_lines
from kg.read.lines.lines import Line
from kg.read.lines.margins import find_captions, find_furniture
from kg.read.lines.rolls import drop_rolls
from kg.read.lines.shapes import see_shapes
from kg.read.lines.turns import cut_turns
from kg.read.orders.runs import order_lines


@dataclass(frozen=True, slots=True)
class Parts:
    """All the lines of a page by what they are; each character is in one of them.

    `drafts` are in reading order and have each a paragraph.  `moved` are lines of theirs that
    the page has in another article; `bodiless` are headlines and bylines without a text.
    """

    drafts: tuple[Draft, ...]
    captions: tuple[tuple[Line, ...], ...]
    furniture: tuple[Line, ...]
    repeated: tuple[Line, ...]
    bodiless: tuple[Line, ...]
    moved: tuple[Line, ...]


def find_parts(lines: Sequence[Line], knowledge: Knowledge) -> Parts:
    """Part the lines of a page: what is printed again first, then its margins, then articles."""
    kept, turns = cut_turns(lines)
    kept, repeated = drop_repeats(kept)
    furniture = set(find_furniture(kept, knowledge))
    rest = [line for at, line in enumerate(kept) if at not in furniture]
    shapes = drop_rolls(rest, see_shapes(rest, knowledge), knowledge)
    spans = find_captions(rest, shapes, knowledge)
    inside = {at for start, end in spans for at in range(start, end)}
    running = [line for at, line in enumerate(rest) if at not in inside]
    seen = [shape for at, shape in enumerate(shapes) if at not in inside]
    ordered, looks = order_lines(running, seen, knowledge)
    states = label_lines(ordered, looks)
    drafts, own = gather_drafts(ordered, states)
    homed, moved = bring_home([sign_draft(draft, knowledge) for draft in drafts])
    photos, captions = sort_captions([tuple(rest[a:b]) for a, b in spans], knowledge)
    whole = (*(draft for draft in homed if draft.paragraphs), *photos)
    return Parts(
        drafts=tuple(sorted(whole, key=lambda draft: draft.start)),
        captions=tuple(captions),
        furniture=(*(kept[at] for at in sorted(furniture)), *turns, *own),
        repeated=tuple(repeated),
        bodiless=tuple(
            line
            for draft in homed
            if not draft.paragraphs
            for line in (*draft.titles, *draft.bylines)
        ),
        moved=moved,
    )


def drop_repeats(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines from the passages that the page prints again."""
    repeats: dict[int, tuple[int, int]] = {at: (s, e) for at, s, e in find_repeats(lines)}
    kept, dropped = [], []
    for at, line in enumerate(lines):
        if at not in repeats:
            kept.append(line)
            continue
        start, end = repeats[at]
        dropped.append(line.cut(start, end))
        kept.extend(
            line.cut(*part) for part in ((0, start), (end, len(line.text))) if part[0] < part[1]
        )
    return kept, dropped


def sort_captions(
    captions: Sequence[tuple[Line, ...]], knowledge: Knowledge
) -> tuple[list[Draft], list[tuple[Line, ...]]]:
    """Part the captions that are articles of their own from those that belong to one."""
    photos, plain = [], []
    for caption in captions:
        photo = find_photo(caption, knowledge)
        if photo:
            photos.append(photo)
        else:
            plain.append(caption)
    return photos, plain
