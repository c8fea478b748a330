"""Recognise documents: 《…》, and unbracketed titles after a verb that issues."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.phrases import ends_word, head_pattern, is_bracketed, mention, widen
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence

# One level of nesting is all that the papers print; 90 characters hold the longest title seen.
BRACKETED = re.compile(r"《((?:[^《》]|《[^《》]{1,60}》){2,90})》")
# What may follow the last word of a title: （2023-2025年）, （试行）.
SUFFIX = re.compile(r"[（(〔][^（()）]{1,20}[）)〕]$")
NUMBERED = re.compile(r"(?:中央|省委|市委|县委|国务院)?[一二三四五六七八九十\d]{1,3}号文件")
YEAR = re.compile(r"\d{4}(?:[-—]\d{4})?年")


def find_policies(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the named documents; a newspaper in 《》 is an Organization."""
    for found in BRACKETED.finditer(sentence.text):
        kind = title_kind(found.group(1), knowledge)
        if kind:
            group = 0 if kind == "Policy" else 1
            yield mention(sentence, found.span(group), kind, "policies")
    for pattern in (NUMBERED, about(knowledge)):
        for found in pattern.finditer(BRACKETED.sub(blank, sentence.text)):
            yield mention(sentence, found.span(), "Policy", "policies")
    yield from find_unbracketed(sentence, knowledge)


@cache
def about(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile a title of its own kind, which has no marks: 关于某事件的情况通报."""
    documents = knowledge.words["document"]
    heads = sorted(word for word in documents if documents[word] == "about")
    return re.compile(
        rf"关于[^，。；：、《》或]{{4,40}}?的[^，。；：、《》的或]{{0,6}}?(?:{'|'.join(heads)})(?!书)"
    )


def blank(found: re.Match[str]) -> str:
    """Give as many blanks as there are characters."""
    return " " * len(found.group())


def title_kind(title: str, knowledge: Knowledge) -> str:
    """Give the class of what 《》 encloses, by its last word; empty for a book, a film, a song."""
    documents = knowledge.words["document"]
    words = SUFFIX.sub("", title).rstrip("》")
    for size in range(min(6, len(words)), 0, -1):
        if kind := documents.get(words[-size:]):
            return "Policy" if kind in {"bare", "about"} else kind
    return "Policy" if title.startswith(("关于", "印发")) else ""


def find_unbracketed(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose titles without brackets: 制定人居环境整治年度方案."""
    documents, hints = knowledge.words["document"], knowledge.words["governor"]
    for found in head_pattern(knowledge, "undertaking", "document").finditer(sentence.text):
        if documents.get(found.group()) != "bare" or is_bracketed(sentence.text, found.start()):
            continue
        if not ends_word(sentence, found.end()):
            continue
        phrase = widen(sentence, found.start(), found.end(), knowledge, across=True)
        issued = hints.get(phrase.governor) == "issue" or YEAR.match(sentence.text, phrase.start)
        if issued and phrase.head - phrase.start >= 4:
            yield mention(sentence, (phrase.start, phrase.end), "Policy", "policies")
