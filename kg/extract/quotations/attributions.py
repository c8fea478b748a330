"""Find who is said to say something: a speaker and a verb of speech."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from kg.extract.quotations.overlays import Overlay
from kg.extract.quotations.quotes import OPEN, Quote
from kg.extract.quotations.speakers import find_speaker
from kg.know.knowledge import Knowledge
from kg.know.wordings import beginning
from kg.know.words import split_words
from kg.model import EntityId

TAO = "道"  # 调侃道：“…”
HEARER = "(?:[^，。：；“”！？\n]{0,12}?(?:记者|笔者))?"
# 表示今后…, 表示将… begin what is said; 表示感谢, 表示祝贺 are the deed itself.
SAID = frozenset("dtrpc")
# What stands behind the words that somebody says; none at the end of a text.
AFTER_SPEECH = frozenset([*"，,。；！？”\n", ""])
CLAUSE = re.compile("[^，,。；！？“\n]{1,40}")
SENTENCE = 4  # words that a clause without such a word needs
# Who says one thing in a sentence says the next: …，但称…, …，并强调….
GOES_ON = re.compile(r"[，,；;][并但还也则又同时且]{1,4}\Z")
# A clause of attribution is hardly longer, in characters.
REACH = 200


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of speech with its speaker, None where no entity speaks.

    Its clause runs from `start` to `end`, the verb begins at `verb`; what is said may begin at
    `end`.  `opens` tells what follows: a `quote`, a `clause` (indirect speech), the `end` of the
    sentence, or `nothing` that could be speech.
    """

    start: int
    verb: int
    end: int
    opens: str
    speaker: EntityId | None


@cache
def verb_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile the verbs of speech, the longest first, with their hearer and mark."""
    words = knowledge.words["say"]
    verbs = [w for w, value in words.items() if value != "voice"]
    plain = "|".join(sorted(map(re.escape, verbs), key=lambda w: (-len(w), w)))
    hearing = "|".join(sorted(re.escape(w) for w in verbs if words[w] == "hearer"))
    begin = beginning((*verbs, TAO))
    return re.compile(
        rf"{begin}(?:(?P<hearing>{hearing})[^，,。：:；“”！？\n]{{0,15}}(?=[，,：:“])"
        rf"|(?P<verb>{plain}|{TAO}(?=[：:]“))[着道说称]?{HEARER})(?: ?(?P<mark>[，,：:]) ?)?"
    )


def find_attributions(
    scene: Overlay, quotes: tuple[Quote, ...], knowledge: Knowledge
) -> Iterator[Attribution]:
    """Find the attributions of a text in reading order, without the quotes that belong to them."""
    words = knowledge.words["say"]
    terms = {quote.start: quote for quote in quotes if is_term(scene.text, quote)}
    limits = Limits(scene.text, quotes)
    last: EntityId | None = None
    told: Attribution | None = None
    for found in verb_pattern(knowledge).finditer(scene.text):
        verb = found["hearing"] or found["verb"]
        opens = what_follows(scene, found, words.get(verb, "direct"))
        if opens == "quote" and found.end() + 1 in terms:
            opens = "clause" if found["mark"] and words.get(verb, "direct") != "direct" else ""
        if not opens:
            continue
        start = limits.before(found.start())
        if told and told.start == start and GOES_ON.search(scene.text, start, found.start()):
            speaker = told.speaker
        else:
            speaker = find_speaker(scene, start, found.start(), last, knowledge)
        told = Attribution(start, found.start(), found.end(), opens, speaker)
        yield told
        last = speaker or last


def is_term(text: str, quote: Quote) -> bool:
    """Tell whether a quote is a part of its sentence: “十四五”期间, not “好”，."""
    return not quote.whole and text[quote.end + 1 : quote.end + 2] not in AFTER_SPEECH


def what_follows(scene: Overlay, found: re.Match[str], value: str) -> str:
    """Tell what may follow a verb of speech; empty where it is none here."""
    text, end = scene.text, found.end()
    if value == "stop" or (len(found["verb"] or "") > 1 and text[found.start() - 1] == "的"):
        return ""
    if text[end : end + 1] in OPEN and end < len(text):
        return "quote"
    if found["mark"]:
        return "clause" if value != "direct" or found["mark"] in ":：" else "nothing"
    if text[end : end + 1] in "。！？”\n":
        return "nothing" if value == "direct" else "end"
    if value == "bare" and found["verb"] and is_clause(text, end):
        return "clause"
    return ""


def is_clause(text: str, start: int) -> bool:
    """Tell whether what stands at once behind a verb of speech is said, not done (表示感谢)."""
    clause = CLAUSE.match(text, start)
    words = split_words(clause[0]) if clause else ()
    if len(words) > 1 and (words[0].tag[0] in SAID or text[start] in "要会愿将"):
        return True
    verbs = [word for word in words if word.tag[0] == "v"]
    return len(words) >= SENTENCE and words[0] not in verbs and bool(verbs)


@dataclass(frozen=True)
class Limits:
    """The places that a clause of attribution cannot reach over."""

    text: str
    quotes: tuple[Quote, ...]

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the quotes begin."""
        return [quote.start for quote in self.quotes]

    def before(self, at: int) -> int:
        """Return where the sentence around `at` begins, as far as one voice speaks in it."""
        floor = max(0, at - REACH)
        start = max(self.text.rfind(mark, floor, at) + 1 for mark in "。！？!?；\n")
        start = max(start, floor)
        for index in range(bisect_right(self.starts, at) - 1, -1, -1):
            quote = self.quotes[index]
            if at < quote.end:
                return max(start, quote.start)
            if quote.whole or quote.end < start:
                return max(start, quote.end + 1)
        return start
