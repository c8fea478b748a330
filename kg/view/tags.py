"""The names of a text, for a terminal and for a program."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, NotRequired, TypedDict

from kg.extract.tags import Rejection, Tags
from kg.model import Entity, Mention
from kg.view.inks import CONTROLS, PLAIN, SOFT, UNDERLINED, choose_ink, paint
from kg.view.tables import write_table
from kg.view.wordings import RECOGNISERS

Labels = Mapping[str, str]  # of the kinds, in Chinese
COLUMNS = ("名称", "类别", "识别", "分数", "位置")


class MentionData(TypedDict):
    """A mention as JSON; `entity` counts in the entities, `winner` is what stands in its place."""

    start: int
    end: int
    text: str
    kind: str
    label: str
    recogniser: str
    score: float
    entity: NotRequired[int]
    anaphor: NotRequired[bool]
    reason: NotRequired[str]
    winner: NotRequired[str | None]


class EntityData(TypedDict):
    """An entity as JSON."""

    name: str
    kind: str
    label: str
    aliases: list[str]


class TagsData(TypedDict):
    """The names of a text as JSON; offsets count code points of `text`, the end exclusive."""

    text: str
    mentions: list[MentionData]
    entities: list[EntityData]
    proposed: NotRequired[list[MentionData]]


class Named(NamedTuple):
    """A mention and the number of its entity."""

    mention: Mention
    number: int
    anaphor: bool


def list_named(entities: Sequence[Entity]) -> list[Named]:
    """List the mentions of all entities in reading order, the longest first, none twice."""
    every = [
        Named(mention, number, anaphor)
        for number, entity in enumerate(entities)
        for anaphor, mentions in ((False, entity.mentions), (True, entity.anaphora))
        for mention in mentions
    ]
    every.sort(key=lambda n: (n.mention.span.start, -n.mention.span.end, -n.mention.score))
    return list({named.mention.span: named for named in reversed(every)}.values())[::-1]


def describe_tags(tags: Tags, labels: Labels, *, proposed: bool = False) -> TagsData:
    """Describe the names of a text for a program."""
    data: TagsData = {
        "text": tags.text,
        "mentions": [
            {**describe_mention(n.mention, labels), "entity": n.number, "anaphor": n.anaphor}
            for n in list_named(tags.entities)
        ],
        "entities": [
            {
                "name": entity.name,
                "kind": entity.kind,
                "label": labels[entity.kind],
                "aliases": list(entity.aliases),
            }
            for entity in tags.entities
        ],
    }
    if proposed:
        data["proposed"] = [
            {
                **describe_mention(rejection.mention, labels),
                "reason": rejection.reason,
                "winner": rejection.winner.text if rejection.winner else None,
            }
            for rejection in tags.rejections
        ]
    return data


def describe_mention(mention: Mention, labels: Labels) -> MentionData:
    """Describe a mention for a program."""
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.kind,
        "label": labels[mention.kind],
        "recogniser": mention.by,
        "score": mention.score,
    }


def write_tags(tags: Tags, labels: Labels, width: int = 100, *, color: bool = False) -> str:
    """Write a text with its names marked, and below it a table of them."""
    named = list_named(tags.entities)
    mentions = [one.mention for one in named]
    marked = color_text(tags.text, mentions) if color else bracket_text(tags.text, mentions, labels)
    parts = [marked.strip("\n") + "\n"]
    if color and mentions:
        parts.append("".join(f"{line}\n" for line in write_legend(mentions, labels, width)))
    if mentions:
        lines = find_lines(tags.text)
        names = [tags.entities[one.number].name for one in named]
        rows = [
            (*write_cells(m, labels, lines), "" if name == m.text else name)
            for m, name in zip(mentions, names, strict=True)
        ]
        parts.append(write_table((*COLUMNS, "就是"), rows, width))
    return "\n".join(parts)


def write_proposed(
    rejections: Sequence[Rejection], text: str, labels: Labels, width: int = 100
) -> str:
    """Write a table of what was proposed in `text` and not chosen."""
    lines = find_lines(text)
    rows = [
        (*write_cells(one.mention, labels, lines), word_reason(one, labels)) for one in rejections
    ]
    return "提出而没有选上：\n" + write_table((*COLUMNS, "为什么"), rows, width)


def write_cells(mention: Mention, labels: Labels, lines: Sequence[int]) -> tuple[str, ...]:
    """Write what both tables say of a mention."""
    return (
        mention.text.translate(CONTROLS),
        labels[mention.kind],
        RECOGNISERS.get(mention.by, mention.by),
        f"{mention.score:.2f}",
        word_place(mention, lines),
    )


def find_lines(text: str) -> list[int]:
    """Find where the lines of `text` begin."""
    return [0, *(at + 1 for at, mark in enumerate(text.rstrip("\n")) if mark == "\n")]


def word_place(mention: Mention, lines: Sequence[int]) -> str:
    """Say which characters of which line a mention is, counted from 1."""
    number = bisect_right(lines, mention.span.start)
    start, end = (at - lines[number - 1] for at in (mention.span.start, mention.span.end))
    line = f"{number}行 " if len(lines) > 1 else ""
    return f"{line}{start + 1}–{end}字"


def word_reason(rejection: Rejection, labels: Labels) -> str:
    """Say why a mention was not chosen."""
    if rejection.reason == "unsupported":
        return "文中没有旁证"
    if rejection.reason == "unseen":
        return "字标注看不出名称"
    if rejection.winner is None:
        return "同一处另有选择"
    chosen = f"{rejection.winner.text.translate(CONTROLS)}（{labels[rejection.winner.kind]}）"
    return f"只是{chosen}的一部分" if rejection.reason == "hidden" else f"选了{chosen}"


def write_legend(mentions: Sequence[Mention], labels: Labels, width: int) -> Iterator[str]:
    """Yield the kinds of `mentions` in their colours, and how many there are of each."""
    counts = Counter(mention.kind for mention in mentions)
    line = "  ".join(
        f"{choose_ink(kind)} {labels[kind]} {PLAIN} {SOFT}{counts[kind]}{PLAIN}"
        for kind in labels
        if counts[kind]
    )
    yield line
    if any(b.span.start <= a.span.end for a, b in pairwise(mentions)):
        yield from paint("嵌套的、相连的名称以颜色和下划线分开", SOFT, width)


def color_text(text: str, mentions: Sequence[Mention]) -> str:
    """Colour each mention, the inner ones over the outer ones.

    Two names of one kind that touch, or lie in each other, differ in being underlined.
    """
    looks = [""] * len(text)
    lines = [False] * len(text)
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        ink = choose_ink(mention.kind)
        if start and looks[start - 1] == ink:
            line = not lines[start - 1]
        else:
            line = not lines[start] if looks[start] == ink else bool(looks[start])
        looks[start:end] = [ink] * (end - start)
        lines[start:end] = [line] * (end - start)
    pieces, now = [], ""
    for character, look, line in zip(text, looks, lines, strict=True):
        style = look + UNDERLINED if line else look
        if style != now:
            pieces.append((PLAIN if now else "") + style)
            now = style
        pieces.append(character if character == "\n" else character.translate(CONTROLS))
    return "".join(pieces) + (PLAIN if now else "") + "\n"


def bracket_text(text: str, mentions: Sequence[Mention], labels: Labels) -> str:
    """Put each mention into brackets with its kind: [[道县|地点]医保局|机构]."""
    pieces, at = [], 0
    opened: list[Mention] = []
    for mention in mentions:
        while opened and opened[-1].span.end <= mention.span.start:
            pieces.append(f"{text[at : opened[-1].span.end]}|{labels[opened[-1].kind]}]")
            at = opened.pop().span.end
        if opened and not opened[-1].span.holds(mention.span):
            continue  # brackets cannot cross; the table has it
        pieces.append(text[at : mention.span.start] + "[")
        at = mention.span.start
        opened.append(mention)
    for mention in reversed(opened):
        pieces.append(f"{text[at : mention.span.end]}|{labels[mention.kind]}]")
        at = mention.span.end
    shown = "".join((*pieces, text[at:]))
    return "\n".join(line.translate(CONTROLS) for line in shown.split("\n")) + "\n"
