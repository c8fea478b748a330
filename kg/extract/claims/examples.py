"""Read the sentences by which a rule proves itself.

[江城市水务局/Agency]局长[张三/Person]说。 has two entities; brackets may lie in one another.  The
same words with the same class are one entity; [该局/Agency=江城市水务局] is a back-reference to
the entity of that name.
"""

import re

from kg.model import Article, ArticleId, Entity, EntityId, Mention, Span

TOKEN = re.compile(r"\[(?=[^\]]*/[A-Z])|/([A-Z][a-z]+)(?:=([^\]]+))?\]|.", re.DOTALL)


def read_example(line: str) -> tuple[Article, tuple[Entity, ...]]:
    """Read an annotated text; the entities come in the order in which they are closed."""
    text = ""
    opened: list[int] = []
    names: dict[tuple[str, str], list[Span]] = {}
    back: dict[tuple[str, str], list[Span]] = {}
    here = ArticleId("example")
    for found in TOKEN.finditer(line):
        if found[1]:
            span = Span(here, opened.pop(), len(text))
            words = text[span.start : span.end]
            if found[2]:
                back.setdefault((found[2], found[1]), []).append(span)
            else:
                names.setdefault((words, found[1]), []).append(span)
        elif found.group() == "[":
            opened.append(len(text))
        else:
            text += found.group()

    def mentions(spans: list[Span], kind: str) -> tuple[Mention, ...]:
        return tuple(Mention(s, text[s.start : s.end], kind, "test") for s in spans)

    entities = tuple(
        Entity(
            EntityId(f"{name}/{kind}"),
            kind,
            name,
            (),
            mentions(names.get((name, kind), []), kind),
            mentions(back.get((name, kind), []), kind),
        )
        for name, kind in dict.fromkeys([*names, *back])
    )
    return Article(here, "example", text), entities
