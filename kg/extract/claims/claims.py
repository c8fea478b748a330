"""Find what an article claims: wordings of ontology/rules, and what names themselves say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from kg.extract.claims.clauses import Clauses, Slot, write_clauses
from kg.extract.claims.structure import read_structure
from kg.extract.claims.topics import name_topics
from kg.extract.proofs import prove
from kg.know.knowledge import Knowledge
from kg.know.rules import Rule
from kg.know.wordings import alternatives
from kg.model import Article, Claim, ClaimStatus, Entity, EntityId, Quotation, Sentence

SYMMETRIC = "cooperatesWith"  # one row for A and B, whichever way round
LISTED = re.compile(r"、|等(?:产品)?|以?及|和(?=\w\w)")  # 钢板、钢管和型材等产品


def find_claims(
    article: Article,  # noqa: ARG001 - the stages of one article share their first arguments
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    quotations: Sequence[Quotation],
    knowledge: Knowledge,
) -> tuple[Claim, ...]:
    """Find the claims of an article, each once, in the order of their evidence.

    Where several sentences say the same, the one of the surest rule is the evidence, the first
    among equals.  A claim that stands in a quotation has its speaker.
    """
    entities = [
        entity for entity in entities if entity.mentions
    ]  # who is never named proves nothing
    written = write_clauses(sentences, entities, knowledge)
    topical = name_topics(written, knowledge)
    found = list(read_structure(written, entities, knowledge))
    for bare, forms in ((False, written), (True, topical)):
        for clauses in forms:
            letters = frozenset(clauses.text[at] for at in clauses.filled)
            alone = len(clauses.filled) == 1
            rules = list_rules(letters, knowledge, titled=not bare, alone=alone)
            values = present(clauses.text, knowledge) if rules else frozenset()
            for rule, pattern in rules:
                if rule.needs <= values and rule.may_match(clauses.text):
                    found += match_rule(rule, pattern, clauses, quotations, knowledge)
    return keep_once(found)


@lru_cache(maxsize=1024)
def list_rules(
    letters: frozenset[str], knowledge: Knowledge, *, titled: bool, alone: bool
) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """List the rules, or the titled ones, whose slots mentions of these classes, or one, fill."""
    return tuple(
        (rule, rule.pattern)
        for rule in knowledge.rules
        if rule.pattern and (rule.titled or not titled)
        if rule.may_join(letters) and not (alone and rule.range)
    )


@lru_cache(maxsize=4)
def load_verbs(knowledge: Knowledge) -> tuple[AhoCorasick, tuple[frozenset[str], ...]]:
    """Make the automaton of the verbs, and list their values."""
    verbs = knowledge.words.get("verb", {})
    return AhoCorasick(list(verbs)), tuple(frozenset(v.split("|")) for v in verbs.values())


def present(text: str, knowledge: Knowledge) -> frozenset[str]:
    """Tell the values of the verbs in a text, so that most rules need not be tried."""
    automaton, values = load_verbs(knowledge)
    matches = automaton.find_matches_as_indexes(text, overlapping=True)
    return frozenset().union(*(values[verb] for verb, _, _ in matches))


def match_rule(
    rule: Rule,
    pattern: re.Pattern[str],
    clauses: Clauses,
    quotations: Sequence[Quotation],
    knowledge: Knowledge,
) -> Iterator[Claim]:
    """Yield what one rule says of one sentence."""
    for found in pattern.finditer(clauses.text):
        status = tell_status(found, knowledge)
        role = found["role"].strip() if rule.titled else None
        for subject in filled(clauses, found.span("subject"), rule.domain):
            for words, slot in objects(rule, clauses, found):
                if slot and slot.entity.id == subject.entity.id:
                    continue
                yield Claim(
                    subject.entity.id,
                    rule.property,
                    slot.entity.id if slot else words,
                    prove(clauses.sentence, subject.entity, *([slot.entity] if slot else ())),
                    rule.id,
                    role,
                    status,
                    speaker=find_speaker(slot or subject, quotations),
                    confidence=rule.confidence,
                )


def filled(clauses: Clauses, span: tuple[int, int], kinds: frozenset[str]) -> Iterator[Slot]:
    """Yield the mentions between two offsets of the clauses whose letter is among `kinds`.

    Of places that stand directly one after the other (永兴省江城市) only the last is meant.
    """
    for at in range(*span):
        slot = clauses.slots[at]
        if slot is None or clauses.text[at] not in kinds:
            continue
        if slot.entity.kind == "Place" and at + 1 < span[1] and clauses.slots[at + 1]:
            continue
        yield slot


def objects(
    rule: Rule, clauses: Clauses, found: re.Match[str]
) -> Iterator[tuple[str, Slot | None]]:
    """Yield what fills the object: mentions, or words of the text where the range is text."""
    if rule.range:
        for slot in filled(clauses, found.span("object"), rule.range):
            yield slot.mention.text, slot
        return
    for words in LISTED.split(found["object"]):
        bare = words.strip("“”的 ")
        if len(bare) > 1 and bare in clauses.sentence.text:
            yield bare, None


def find_speaker(slot: Slot, quotations: Iterable[Quotation]) -> EntityId | None:
    """Find who says the words in which a mention stands."""
    said = (q.speaker for q in quotations if q.span.holds(slot.mention.span))
    return next(said, None)


@lru_cache(maxsize=4)
def status_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Compile the words that make a claim planned or negated."""
    listed = dict(knowledge.words.get("status", {}))
    listed |= {f"将{verb}": "planned" for verb in knowledge.words.get("verb", {})}
    groups = (
        f"(?P<{value}>{alternatives(w for w, v in listed.items() if v == value)})"
        for value in ("planned", "negated")
    )
    return re.compile("|".join(groups))


def tell_status(found: re.Match[str], knowledge: Knowledge) -> ClaimStatus:
    """Tell whether what a rule found is a fact, a plan, or denied: by the words inside it."""
    marked = status_pattern(knowledge).search(found.group())
    if marked is None:
        return "actual"
    return "planned" if marked["planned"] else "negated"


def keep_once(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Keep each claim once: the surest, the first in the text among equals."""
    best: dict[tuple[str, ...], Claim] = {}
    for claim in found:
        ends = [str(claim.subject), str(claim.object)]
        if claim.property == SYMMETRIC:
            ends.sort()
        key = (claim.property, *ends)
        if key not in best or rank(claim) < rank(best[key]):
            best[key] = claim
    return tuple(sorted(best.values(), key=lambda c: (c.evidence, c.property, c.subject, c.object)))


def rank(claim: Claim) -> tuple[float, int, str]:
    """Order claims that say the same, the best first."""
    return -claim.confidence, claim.evidence.sentence.start, claim.rule
