"""Find the quotes of an article that somebody says."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.quotations.attributions import Attribution
from kg.extract.quotations.overlays import Named, Overlay
from kg.extract.quotations.quotes import FINAL, Quote
from kg.extract.quotations.speakers import BODIES, is_object
from kg.know.knowledge import Knowledge
from kg.model import EntityId

# What may stand between a quote and the one who acts after it: 近日, 11月30日早上7点50分.
TIME = re.compile(
    r"[\d年月日时分点多许早晚上下午中凌晨当天随后近此前昨今后左右约说着 ]{0,20}[，,]?"
)
CLAUSE_END = re.compile(r"[，,。：:；的与和在对向]")
SENTENCE_END = re.compile("[。！？!?\n]")
REACH = 40  # a name beside a quote is hardly longer
LONGEST = 300  # nor is the sentence before a quote
TOLD, BESIDE = 0.95, 0.7


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """A stretch that `speaker` says; `told` is where the text tells so."""

    start: int
    end: int
    speaker: EntityId
    told: int
    direct: bool
    confidence: float


def find_direct(
    scene: Overlay,
    quotes: Sequence[Quote],
    attributions: Sequence[Attribution],
    knowledge: Knowledge,
) -> Iterator[Saying]:
    """Find the quotes that somebody says: beside a verb of speech, else beside a name."""
    said = attribute_quotes(scene.text, quotes, attributions)
    for quote, this in said.items():
        if this.speaker:
            yield Saying(
                quote.start, quote.end, this.speaker, this.verb, direct=True, confidence=TOLD
            )
    voice = re.compile("|".join(w for w, v in knowledge.words["voice"].items() if v == "self"))
    verbs = [this.verb for this in attributions]
    for quote in quotes:
        if not quote.whole or quote in said or scene.text[quote.end - 1] not in FINAL:
            continue
        index = bisect_right(verbs, quote.start) - 1
        last = attributions[index] if index >= 0 else None
        beside = name_beside(scene, quote)
        if not beside and last and last.verb >= scene.paragraph(quote.start)[0]:
            beside = (last.speaker, last.verb) if last.speaker else None
        elif not beside:
            own = voice.search(scene.text, quote.start, quote.end) is not None
            beside = name_before(scene, quote, own=own)
        if beside:
            speaker, told = beside
            yield Saying(quote.start, quote.end, speaker, told, direct=True, confidence=BESIDE)


def attribute_quotes(
    text: str, quotes: Sequence[Quote], attributions: Sequence[Attribution]
) -> dict[Quote, Attribution]:
    """Give each quote the attribution that stands right before or after it.

    A quote that is a paragraph of its own also belongs to the one that begins the next.
    """
    by_start = {quote.start: quote for quote in quotes}
    by_end = {quote.end + 1: quote for quote in quotes}
    said: dict[Quote, Attribution] = {}
    for attribution in attributions:
        if attribution.opens == "quote" and (quote := by_start.get(attribution.end + 1)):
            said[quote] = attribution
    last: Attribution | None = None
    for attribution in attributions:
        before = by_end.get(attribution.start)
        if not before and text[attribution.start - 1 : attribution.start] == "\n":
            before = by_end.get(attribution.start - 1)
            if before and text[before.start - 2 : before.start - 1] not in {"\n", ""}:
                continue
        if before and before not in said:
            said[before] = within(text, before, last) or attribution
        last = attribution
    for earlier, quote in pairwise(quotes):
        if quote.follows and earlier in said and quote not in said:
            said[quote] = said[earlier]
    return said


def within(text: str, quote: Quote, last: Attribution | None) -> Attribution | None:
    """Return who speaks a sentence already, in the midst of which a quote begins: 她说，好，“…”."""
    if not last or not last.speaker or last.opens != "clause" or text[quote.start - 2] not in "，,":
        return None
    return None if SENTENCE_END.search(text, last.end, quote.start) else last


def name_beside(scene: Overlay, quote: Quote) -> tuple[EntityId, int] | None:
    """Return who is named right before a quote's colon, or acts right after the quote."""
    before = scene.between(max(0, quote.start - REACH), quote.start)
    if before and scene.text[quote.start - 2] in "：:" and before[-1].end == quote.start - 2:
        return before[-1].entity, before[-1].start
    told = TIME.match(scene.text, quote.end + 1)
    after = scene.between(told.end(), told.end() + REACH) if told else ()
    if told and after and after[0].start == told.end() and is_actor(after[0].kind):
        first = holder(scene, after)
        return first.entity, first.start
    return name_after(scene, quote)


def name_after(scene: Overlay, quote: Quote) -> tuple[EntityId, int] | None:
    """Return the first person of the sentence after a quote that begins its paragraph."""
    begin = quote.end + 1
    if scene.text[quote.start - 2 : quote.start - 1] not in {"\n", ""}:
        return None
    found = SENTENCE_END.search(scene.text, begin, begin + LONGEST)
    named = scene.between(begin, found.start() if found else begin)
    people = [each for each in named if each.kind == "Person" and not is_object(scene, each)]
    return (people[0].entity, people[0].start) if people else None


def holder(scene: Overlay, named: Sequence[Named]) -> Named:
    """Return the person whose body is named first (蓝湾公司董事长陈小满), else the body."""
    for each in named[1:]:
        if CLAUSE_END.search(scene.text, named[0].end, each.start):
            break
        if each.kind == "Person":
            return each
    return named[0]


def name_before(scene: Overlay, quote: Quote, *, own: bool) -> tuple[EntityId, int] | None:
    """Return the first person of the sentence before a quote in its speaker's `own` voice.

    One in any voice that goes on with a sentence is the person's if that names nobody else.
    """
    end = quote.start - 1
    floor = max(0, end - LONGEST)
    start = max(scene.text.rfind(mark, floor, max(floor, end - 1)) + 1 for mark in "。！？\n")
    named = [each for each in scene.between(start, end) if each.kind != "Place"]
    people = [each for each in named if each.kind == "Person"]
    alone = len(named) == 1 and scene.text[end - 1] in "，,：:"
    return (people[0].entity, people[0].start) if people and (own or alone) else None


def is_actor(kind: str) -> bool:
    """Tell whether things of a kind can ask or exclaim something."""
    return kind == "Person" or kind in BODIES - {"Event", "Facility"}


def drop_overlaps(sayings: list[Saying]) -> Iterator[Saying]:
    """Keep the first of sayings that overlap."""
    end = -1
    for saying in sayings:
        if saying.start >= end:
            yield saying
            end = saying.end
