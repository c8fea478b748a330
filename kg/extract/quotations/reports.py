"""Find speech without quotation marks: reported after a verb of speech, or with its marks lost."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.quotations.attributions import Attribution
from kg.extract.quotations.overlays import Overlay
from kg.extract.quotations.quotes import FINAL, Quote
from kg.extract.quotations.sayings import Saying
from kg.know.knowledge import Knowledge

SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?[”」』]*")
MARKS = "，,：: "  # behind a verb whose speech may run over sentences; 表示将… ends with its own
QUOTED = re.compile("“[^”]*”?")
# No speech is reported at greater length, in characters.
LONGEST = 2000
ENDS = "。！？!?”」』：:\n"
REPORTED, UNMARKED = 0.85, 0.7


@cache
def voice_pattern(voice: str, knowledge: Knowledge) -> re.Pattern[str]:
    """Compile the words of voice.tsv that tell a sentence's voice: the reporter's, one's own."""
    words = [word for word, value in knowledge.words["voice"].items() if value == voice]
    words.sort(key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?:(?<![其应])|(?<=回应))(?:{'|'.join(map(re.escape, words))})"
    )  # not 其他, 应该


def find_reports(
    scene: Overlay,
    quotes: Sequence[Quote],
    attributions: Sequence[Attribution],
    knowledge: Knowledge,
) -> Iterator[Saying]:
    """Find the indirect speech after each attribution, up to where another voice begins.

    It ends with the paragraph, before the next attribution or quote, and before a sentence in
    the reporter's own voice or about another person.
    """
    starts = [quote.start for quote in quotes]
    for index, this in enumerate(attributions):
        if this.opens != "clause" or not this.speaker:
            continue
        end = min(scene.paragraph(this.end)[1], this.end + LONGEST)
        at = bisect_right(starts, this.end)
        if at and this.end < quotes[at - 1].end:
            end = min(end, quotes[at - 1].end)
        while at < len(quotes) and quotes[at].start <= end:
            if quotes[at].whole and scene.text[quotes[at].start - 2] in FINAL:
                end = quotes[at].start - 1
            at += 1
        end = min(end, next_voice(scene.text, this, attributions[index + 1 : index + 4]))
        if scene.text[this.end - 1] not in MARKS:
            end = min(end, sentence_end(scene.text, this.end))
        if not is_document(scene.text[this.verb : this.end], knowledge):
            end = end_of_report(scene, this.end, end, knowledge)
        if this.end < end:
            yield Saying(this.end, end, this.speaker, this.verb, direct=False, confidence=REPORTED)


def is_document(told: str, knowledge: Knowledge) -> bool:
    """Tell whether a document is given word for word: 发布通告：…."""
    words = knowledge.words["say"]
    return told[-1] in "：:" and words.get(told[2:-1]) == "voice"


def sentence_end(text: str, at: int) -> int:
    """Return where the sentence around `at` ends."""
    found = SENTENCE.match(text, at)
    return found.end() if found else at


def next_voice(text: str, this: Attribution, others: Sequence[Attribution]) -> int:
    """Return where the next of `others` begins to speak."""
    for other in others:
        if other.opens in {"nothing", "end"}:
            continue
        if other.start > this.end:
            return other.start
        if other.speaker:
            return text.rfind("，", this.end, other.verb) + 1 or other.verb
    return len(text)


def end_of_report(scene: Overlay, start: int, end: int, knowledge: Knowledge) -> int:
    """Return where indirect speech ends: before the reporter's own voice or another person.

    A sentence with 我们 is the speaker's, whomever it names.
    """
    reporter, own = voice_pattern("reporter", knowledge), voice_pattern("self", knowledge)
    at = start
    for found in SENTENCE.finditer(scene.text, start, end):
        people = [e for e in scene.between(*found.span()) if e.kind == "Person"]
        another = people or reporter.search(found.group())
        if at > start and another and not own.search(QUOTED.sub("", found.group())):
            break
        at = found.end()
    return start + len(scene.text[start:at].rstrip())


def find_unmarked(
    scene: Overlay, attributions: Sequence[Attribution], knowledge: Knowledge
) -> Iterator[Saying]:
    """Find speech that lost its marks: the sentences before an attribution, in one's own voice.

    Before 说。 that ends a sentence the one before it is speech in any voice.
    """
    own = voice_pattern("self", knowledge)
    floor = 0
    for this in attributions:
        first = max(floor, begin_paragraph(scene, this.start), this.start - LONGEST)
        floor = this.end
        sentences = [s for s in SENTENCE.finditer(scene.text, first, this.start) if s.group()]
        starts = [s.start() for s in sentences if own.search(s.group())]
        if not starts and this.opens == "end":
            starts = [s.start() for s in sentences[-1:]]
        if starts and this.speaker and this.opens != "nothing":
            yield Saying(
                starts[0], this.start, this.speaker, this.verb, direct=True, confidence=UNMARKED
            )


def begin_paragraph(scene: Overlay, at: int) -> int:
    """Return where the paragraph around an offset begins, over breaks inside a sentence."""
    first, _ = scene.paragraph(at)
    while first > 1 and scene.text[first - 2] not in ENDS and first > at - LONGEST:
        first, _ = scene.paragraph(first - 1)
    return first
