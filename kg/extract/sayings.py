"""Find the stretches of an article that somebody says."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.attributions import Attribution, find_attributions
from kg.extract.quotes import FINAL, Quote
from kg.extract.scenes import Named, Scene
from kg.extract.speakers import BODIES
from kg.know.knowledge import Knowledge
from kg.model import EntityId

# The reporter's own voice: indirect speech ends before a sentence that has it.
REPORTER = re.compile(r"据悉|据了解|记者|笔者|[他她]|该[^。]|日前|近日|随即|随后")
# The speaker's own voice: words whose quotation marks were lost.
SELF = re.compile(r"我|咱|感谢|更是|您")
# What may stand between a quote and the one who acts after it: 近日, 11月30日早上7点50分.
TIME = re.compile(r"[\d年月日时分点多许早晚上下午中凌晨当天随后近此前昨今后左右约说着 ]{0,20}[，,]?")
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?[”」』]*")


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """A stretch that `speaker` says; `told` is where the text tells so."""

    start: int
    end: int
    speaker: EntityId
    told: int
    direct: bool
    confidence: float


def find_sayings(scene: Scene, quotes: tuple[Quote, ...], knowledge: Knowledge) -> list[Saying]:
    """Find the sayings of a text in reading order; they do not overlap."""
    attributions = tuple(find_attributions(scene, quotes, knowledge))
    said = attribute_quotes(quotes, attributions)
    sayings = [
        Saying(quote.start, quote.end, a.speaker, a.verb, direct=True, confidence=0.95)
        for quote, a in said.items()
        if a.speaker
    ]
    sayings += attribute_rest(scene, quotes, attributions, said)
    sayings += find_indirect(scene, quotes, attributions)
    if not any(quote.whole for quote in quotes):
        sayings += find_unmarked(scene, attributions, knowledge)
    return list(drop_overlaps(sorted(sayings)))


def attribute_quotes(
    quotes: tuple[Quote, ...], attributions: tuple[Attribution, ...]
) -> dict[Quote, Attribution]:
    """Give each quote the attribution that stands right before or after it."""
    by_start = {quote.start: quote for quote in quotes}
    by_end = {quote.end + 1: quote for quote in quotes}
    said: dict[Quote, Attribution] = {}
    for attribution in attributions:
        if attribution.opens == "quote" and (quote := by_start.get(attribution.end + 1)):
            said[quote] = attribution
    for attribution in attributions:
        before = by_end.get(attribution.start)
        if before and before.whole and before not in said:
            said[before] = attribution
    for earlier, quote in zip(quotes, quotes[1:], strict=False):
        if quote.follows and earlier in said:
            said[quote] = said[earlier]
    return said


def attribute_rest(
    scene: Scene,
    quotes: tuple[Quote, ...],
    attributions: tuple[Attribution, ...],
    said: dict[Quote, Attribution],
) -> Iterator[Saying]:
    """Give whole quotes without a verb of speech the one who is named beside them."""
    text = scene.text
    verbs = [attribution.verb for attribution in attributions]
    for quote in quotes:
        if not quote.whole or quote in said or text[quote.end - 1] not in FINAL:
            continue
        before = scene.between(max(0, quote.start - 20), quote.start)
        told = TIME.match(text, quote.end + 1)
        after = scene.between(told.end(), told.end() + 40) if told else ()
        index = bisect_right(verbs, quote.start) - 1
        last = attributions[index] if index >= 0 else None
        if text[quote.start - 2] in "：:" and before and before[-1].end == quote.start - 2:
            speaker, at = before[-1].entity, before[-1].start
        elif after and told and after[0].start == told.end() and is_actor(after[0].kind):
            speaker, at = after[0].entity, after[0].start
        elif last and "\n" not in text[last.verb : quote.start] and last.speaker:
            speaker, at = last.speaker, last.verb
        elif person := own_voice(scene, quote):
            speaker, at = person.entity, person.start
        else:
            continue
        yield Saying(quote.start, quote.end, speaker, at, direct=True, confidence=0.7)


def own_voice(scene: Scene, quote: Quote) -> Named | None:
    """Return the person of the sentence before a quote in the first person's voice."""
    if not SELF.search(scene.text, quote.start, quote.end):
        return None
    end = quote.start - 1
    start = max(scene.text.rfind(mark, 0, max(0, end - 1)) + 1 for mark in "。！？\n")
    people = [each for each in scene.between(start, end) if each.kind == "Person"]
    return people[0] if people else None


def is_actor(kind: str) -> bool:
    """Tell whether things of a kind can ask or exclaim something."""
    return kind == "Person" or kind in BODIES - {"Event", "Facility"}


def find_indirect(
    scene: Scene, quotes: tuple[Quote, ...], attributions: tuple[Attribution, ...]
) -> Iterator[Saying]:
    """Find the indirect speech after each attribution, up to where another voice begins."""
    starts = [quote.start for quote in quotes]
    for index, attribution in enumerate(attributions):
        if attribution.opens != "clause" or not attribution.speaker:
            continue
        start = attribution.end
        end = scene.text.find("\n", start)
        end = len(scene.text) if end < 0 else end
        at = bisect_right(starts, start)
        if at and start < quotes[at - 1].end:
            end = min(end, quotes[at - 1].end)
        for quote in quotes[at:]:
            if quote.whole and scene.text[quote.start - 2] in FINAL:
                end = min(end, quote.start - 1)
            if quote.start > end or quote.whole:
                break
        end = min(end, next_voice(scene.text, attribution, attributions[index + 1 : index + 4]))
        end = end_of_speech(scene, start, end)
        if start < end:
            yield Saying(
                start, end, attribution.speaker, attribution.verb, direct=False, confidence=0.85
            )


def next_voice(text: str, this: Attribution, others: tuple[Attribution, ...]) -> int:
    """Return where the next of `others` begins to speak."""
    for other in others:
        if other.opens in {"nothing", "end"}:
            continue
        if other.start > this.end:
            return other.start
        if other.speaker:
            return text.rfind("，", this.end, other.verb) + 1 or other.verb
    return len(text)


def end_of_speech(scene: Scene, start: int, end: int) -> int:
    """Return where indirect speech ends: before the reporter's own voice or another person."""
    at = start
    for found in SENTENCE.finditer(scene.text, start, end):
        names = scene.between(found.start(), found.end())
        if at > start and (
            REPORTER.search(found.group()) or any(each.kind == "Person" for each in names)
        ):
            break
        at = found.end()
    return start + len(scene.text[start:at].rstrip())


def find_unmarked(
    scene: Scene, attributions: tuple[Attribution, ...], knowledge: Knowledge
) -> Iterator[Saying]:
    """Find speech that lost its marks: sentences before an attribution in a first person's voice."""
    text = scene.text
    floor = 0
    for attribution in attributions:
        paragraph = text.rfind("\n", 0, attribution.start) + 1
        first = max(floor, paragraph)
        floor = attribution.end
        sentences = [s for s in SENTENCE.finditer(text, first, attribution.start) if s.group()]
        own = [s.start() for s in sentences if SELF.search(s.group())]
        if not own and attribution.opens == "end":
            own = [s.start() for s in sentences[-1:]]
        if own and attribution.speaker and attribution.opens != "nothing":
            yield Saying(
                own[0], attribution.start, attribution.speaker, attribution.verb, direct=True,
                confidence=0.7,
            )


def drop_overlaps(sayings: list[Saying]) -> Iterator[Saying]:
    """Keep the first of sayings that overlap."""
    end = -1
    for saying in sayings:
        if saying.start >= end:
            yield saying
            end = saying.end
