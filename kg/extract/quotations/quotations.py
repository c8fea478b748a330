"""Find what is said, and by whom."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.quotations.attributions import find_attributions
from kg.extract.quotations.interviews import find_answers
from kg.extract.quotations.overlays import lay_names
from kg.extract.quotations.quotes import find_quotes
from kg.extract.quotations.reports import find_reports, find_unmarked
from kg.extract.quotations.sayings import drop_overlaps, find_direct
from kg.know.knowledge import Knowledge
from kg.model import Entity, Evidence, Quotation, Sentence, Span


def find_quotations(
    sentences: Sequence[Sentence], entities: Sequence[Entity], knowledge: Knowledge
) -> tuple[Quotation, ...]:
    """Find the quotations in reading order: direct, indirect, and those whose marks were lost.

    Who speaks must be an entity; what nobody nameable says is left out, and so is the headline.
    """
    running = [each for each in sentences if not is_headline(each)]
    if not running:
        return ()
    scene = lay_names(running, entities)
    quotes = find_quotes(scene.text)
    attributions = tuple(find_attributions(scene, quotes, knowledge))
    sayings = [
        *find_direct(scene, quotes, attributions, knowledge),
        *find_reports(scene, quotes, attributions, knowledge),
        *find_answers(scene, knowledge),
    ]
    if not any(quote.whole for quote in quotes):
        sayings += find_unmarked(scene, attributions, knowledge)
    spans = {entity.id: sorted(each.span for each in entity.mentions) for entity in entities}
    starts = [sentence.span.start for sentence in running]
    article = running[0].span.article
    return tuple(
        Quotation(
            saying.speaker,
            Span(article, saying.start, saying.end),
            scene.text[saying.start : saying.end],
            prove(spans[saying.speaker], running[bisect_right(starts, saying.told) - 1]),
            saying.direct,
            saying.confidence,
        )
        for saying in drop_overlaps(sorted(sayings))
    )


def is_headline(sentence: Sentence) -> bool:
    """Tell whether a sentence is a headline: the first paragraph, without a final mark."""
    return sentence.paragraph == 0 and sentence.text[-1] not in "。！？”」』"


def prove(spans: Sequence[Span], sentence: Sentence) -> Evidence:
    """Prove who speaks, named at `spans`: by the sentence, or by the last name before it."""
    index = bisect_left(spans, sentence.span.start, key=lambda span: span.start)
    if index < len(spans) and sentence.span.holds(spans[index]):
        return Evidence(sentence.span)
    return Evidence(sentence.span, tuple(spans[max(0, index - 1) : index] or spans[:1]))
