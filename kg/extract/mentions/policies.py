"""Recognise documents: 《…》, and unbracketed titles after a verb that issues."""

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.mentions.phrases import (
    Phrase,
    ends_word,
    is_bracketed,
    mention,
    scan_heads,
    widen,
)
from kg.know.knowledge import Knowledge
from kg.model import Mention, Sentence

# One level of nesting is all that the papers print; 90 characters hold the longest title seen.
BRACKETED = re.compile(r"《((?:[^《》]|《[^《》]{1,60}》){2,90})》")
# What may follow the last word of a title: （2023-2025年）, （试行）.
SUFFIX = re.compile(r"[（(〔][^（()）]{1,20}[）)〕]$")
NUMBERED = re.compile(
    r"(?:中央|省委|市委|县委|国务院)?[一二三四五六七八九十\d]{1,3}号文件"
    r"|“?十[一二三四五六七八九]五(?:”规划|规划”?)(?:纲要|建议)?"
)
# What may follow one without brackets: （试行）, （2031版）.
VERSION = re.compile(r"[（(](?:试行|暂行|修订|征求意见稿|草案|\d{4}[^（()）]{0,9})[）)]")
ARTICLES = re.compile(
    r"(?:(?<![第一二三四五六七八九十])[一二三四五六七八九十]{1,3}|(?<![第\d])\d{1,2})条(?:措施|意见)?(?![一-龥])"
)
TITLE = re.compile(r"[一二三四五六七八九十\d][条则](?:措施|意见)?$")
JOINING = frozenset("、和及与")
SHORTEST = 4  # characters before the last word of a title without brackets
PLACED = 2  # words before that, of which a place is the first
YEAR = re.compile(r"\d{4}(?:[-—]\d{4})?年")


def find_policies(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose the named documents; a newspaper in 《》 is an Organization."""
    for found in BRACKETED.finditer(sentence.text):
        kind = title_kind(found.group(1), knowledge)
        if kind:
            group = 0 if kind == "Policy" else 1
            yield mention(sentence, found.span(group), kind, "policies")
    text = BRACKETED.sub(blank, sentence.text)
    for pattern in (NUMBERED, about(knowledge)):
        for found in pattern.finditer(text):
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
    return "Policy" if title.startswith(("关于", "印发")) or TITLE.search(words) else ""


def find_unbracketed(sentence: Sentence, knowledge: Knowledge) -> Iterator[Mention]:
    """Propose titles without brackets: 制定人居环境整治年度方案."""
    text = sentence.text
    for start, end in bare_heads(sentence, knowledge):
        phrase = widen(sentence, start, end, knowledge, across=True)
        closed = text.rfind("》", phrase.start, start) + 1
        if closed:  # 《甲》和乙办法 are two
            phrase = phrase._replace(start=closed + (text[closed] in JOINING))
        if phrase.head - phrase.start < SHORTEST or not is_issued(text, phrase, knowledge):
            continue
        version = VERSION.match(text, end)
        last = version.end() if version else end
        for bounds in separate(text, (phrase.start, last), knowledge):
            yield mention(sentence, bounds, "Policy", "policies")


def bare_heads(sentence: Sentence, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Give the last words of titles that stand in no brackets."""
    documents, text = knowledge.words["document"], sentence.text
    for start, end in scan_heads(text, knowledge, "undertaking", "document"):
        bare = documents.get(text[start:end]) == "bare" and ends_word(sentence, end)
        if bare and not is_bracketed(text, start):
            yield start, end
    for found in ARTICLES.finditer(text) if "条" in text else ():
        if not is_bracketed(text, found.start()):
            yield found.span()


def is_issued(text: str, phrase: Phrase, knowledge: Knowledge) -> bool:
    """Tell whether a verb before a title, or a year or a place at its start, makes it one."""
    if knowledge.words["governor"].get(phrase.governor) == "issue":
        return True
    placed = len(phrase.words) > PLACED and phrase.words[0].tag == "ns"
    return placed or YEAR.match(text, phrase.start) is not None


def separate(text: str, bounds: tuple[int, int], knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Cut a list of titles at its 、, where each member ends as a title does."""
    start, end = bounds
    parts = text[start:end].split("、")
    if not all(title_kind(part, knowledge) for part in parts):
        yield bounds
        return
    for part in parts:
        yield start, start + len(part)
        start += len(part) + 1
