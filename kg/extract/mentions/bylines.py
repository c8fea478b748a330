"""Find who wrote, photographed and edited an article: it is not about them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence

SIGNERS = frozenset({"Person", "Organization"})
NAMES = r"(?:[\u4e00-\u9fff·]{2,4}[ \u3000、/]{0,2}){0,6}"
# What follows the names where they sign: 本报记者陈一平报道.
SIGNED = r"(?:摄|供图|文/图|报道|\d{1,2}月\d{1,2}日报道|[\u4e00-\u9fff]{2,4}报道|$)"


@cache
def compile_bylines(knowledge: Knowledge) -> tuple[re.Pattern[str], ...]:
    """Compile （记者 陈一平 通讯员 林二）, 本报记者陈一平 摄, 责任编辑：陈一平."""
    byline = knowledge.words["byline"]
    writer = "|".join(sorted((w for w in byline if byline[w] == "role"), key=len, reverse=True))
    editor = "|".join(sorted(knowledge.words["editor"], key=len, reverse=True))
    return (
        re.compile(
            rf"[（(【][^（）()【】。，]{{0,16}}(?:{writer})[^（）()【】。，]{{0,40}}[）)】]"
        ),
        re.compile(
            rf"^[^，。]{{0,10}}(?:{writer})[ \u3000:：/]{{0,2}}{NAMES}{SIGNED}", re.MULTILINE
        ),
        re.compile(rf"(?:{editor})[ \u3000]?[:：/][ \u3000]?[^，。：:]{{2,12}}"),
    )


def drop_signers(
    sentences: Sequence[Sentence], mentions: Iterable[Mention], knowledge: Knowledge
) -> Iterator[Mention]:
    """Drop the persons and the media of bylines."""
    signed = {
        at
        for sentence in sentences
        for form in compile_bylines(knowledge)
        for found in form.finditer(sentence.text)
        for at in range(sentence.span.start + found.start(), sentence.span.start + found.end())
    }
    for mention in mentions:
        if mention.kind not in SIGNERS or mention.span.start not in signed:
            yield mention
