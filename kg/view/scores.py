"""Compare an extraction with gold annotation; both in the form that kg.view.pages writes.

Every figure is a micro average over all articles of all pages.
"""

from collections.abc import Sequence

from kg.view.gold import GoldArticle, GoldClaim, GoldObservation, GoldPage, GoldQuotation
from kg.view.ledgers import Ledger, Miss, Score
from kg.view.matches import (
    ALIKE,
    Names,
    bare,
    count_ngrams,
    key_claim,
    match_lists,
    measure_overlap,
    normalise,
    pair_articles,
    same_claim,
    same_figure,
)

RECOVERED = 0.95  # 8-gram F1 from which a body counts as recovered
QUOTE_ALIKE = 0.8  # 4-gram Dice from which two quotations do
NOTHING: GoldArticle = {
    "title": "",
    "authors": [],
    "agency": None,
    "kind": "news",
    "body": "",
    "truncated": False,
    "entities": [],
}


def score_pages(
    gold: Sequence[GoldPage], found: Sequence[GoldPage | None]
) -> tuple[dict[str, Score], list[Miss]]:
    """Score the pages `found` (None where there is none) against `gold`, pairwise.

    The scores of a class or predicate are indented under those of all.
    """
    ledger = Ledger()
    for page, other in zip(gold, found, strict=True):
        score_page(page["articles"], other["articles"] if other else [], ledger)
    return {key: ledger.tallies[key].score() for key in ledger.order()}, ledger.misses


def score_page(gold: Sequence[GoldArticle], found: Sequence[GoldArticle], ledger: Ledger) -> None:
    """Pair the articles of a page and score each pair, and what has no partner."""
    pairs = pair_articles(gold, found)
    alike = {
        i: measure_overlap(count_ngrams(gold[i]["body"], 8), count_ngrams(found[j]["body"], 8))
        for j, i in pairs.items()
    }
    ends = [(gold[i], found[j]) for j, i in pairs.items()]
    counts = {
        "articles": sum(score >= RECOVERED for score in alike.values()),
        "title": sum(bare(a.get("title")) == bare(b.get("title")) for a, b in ends),
        "authors": sum(set(a.get("authors", [])) == set(b.get("authors", [])) for a, b in ends),
    }
    for key, hit in counts.items():
        ledger.count(key, hit, len(gold), len(found))
    lost = [a for i, a in enumerate(gold) if alike.get(i, 0) < RECOVERED]
    ledger.list_misses("article", [a.get("title") or a["body"][:20] for a in lost], [])
    complete = all("entities" in article for article in gold)
    for j, other in enumerate(found):
        if j in pairs or complete:
            score_article(gold[pairs[j]] if j in pairs else NOTHING, other, ledger)
    for i, article in enumerate(gold):
        if i not in alike:
            score_article(article, NOTHING, ledger)


def score_article(gold: GoldArticle, found: GoldArticle, ledger: Ledger) -> None:
    """Score what was extracted from one article; one annotated for its text only counts nothing."""
    if "entities" not in gold:
        return
    names = Names(gold, found)
    score_entities(names, ledger)
    score_claims(gold.get("claims", []), found.get("claims", []), names, ledger)
    score_observations(gold.get("observations", []), found.get("observations", []), names, ledger)
    score_quotations(gold.get("quotations", []), found.get("quotations", []), names, ledger)


def score_entities(names: Names, ledger: Ledger) -> None:
    """Score entities: typed, of any type, and each type."""
    gold, found, typed = names.gold, names.found, names.typed
    ledger.count("entities", len(typed), len(gold), len(found))
    ledger.count("entities (any type)", len(names.loose), len(gold), len(found))
    for kind in sorted({entity["type"] for entity in [*gold, *found]}):
        ledger.count(
            f"  {kind}",
            sum(gold[i]["type"] == kind for i in typed.values()),
            sum(entity["type"] == kind for entity in gold),
            sum(entity["type"] == kind for entity in found),
        )
    hit = set(typed.values())
    ledger.list_misses(
        "entity",
        (f"{e['type']} {e['name']}" for i, e in enumerate(gold) if i not in hit),
        (f"{e['type']} {e['name']}" for j, e in enumerate(found) if j not in typed),
    )


def score_claims(
    gold: Sequence[GoldClaim], found: Sequence[GoldClaim], names: Names, ledger: Ledger
) -> None:
    """Score claims: all, each predicate, and the status of those that are right."""
    wanted = [key_claim(claim, names, gold=True) for claim in gold]
    offered = [key_claim(claim, names, gold=False) for claim in found]
    pairs = match_lists(wanted, offered, same_claim)
    ledger.count("claims", len(pairs), len(gold), len(found))
    for name in sorted({claim["p"] for claim in [*gold, *found]}):
        ledger.count(
            f"  {name}",
            sum(gold[i]["p"] == name for i, _ in pairs),
            sum(claim["p"] == name for claim in gold),
            sum(claim["p"] == name for claim in found),
        )
    right = sum(
        (gold[i].get("status") or "actual") == (found[j].get("status") or "actual")
        for i, j in pairs
    )
    ledger.count("claims: status right", right, len(pairs), len(pairs))
    hit, offers = {i for i, _ in pairs}, {j for _, j in pairs}
    ledger.list_misses(
        "claim",
        (f"{c['s']} {c['p']} {c['o']}" for i, c in enumerate(gold) if i not in hit),
        (f"{c['s']} {c['p']} {c['o']}" for j, c in enumerate(found) if j not in offers),
    )


def score_observations(
    gold: Sequence[GoldObservation],
    found: Sequence[GoldObservation],
    names: Names,
    ledger: Ledger,
) -> None:
    """Score figures, whole observations, and period and status of those that are right."""

    def same(one: GoldObservation, other: GoldObservation) -> bool:
        metrics = (count_ngrams(o["metric"], 2) for o in (one, other))
        return (
            same_figure(one, other)
            and names.same(one["subject"], other["subject"])
            and measure_overlap(*metrics) >= ALIKE
        )

    some, whole = match_lists(gold, found, same_figure), match_lists(gold, found, same)
    ends = [(gold[i], found[j]) for i, j in whole]
    period = sum((a.get("period") or None) == (b.get("period") or None) for a, b in ends)
    status = sum((a.get("status") or "actual") == (b.get("status") or "actual") for a, b in ends)
    ledger.count("figures (value+unit)", len(some), len(gold), len(found))
    key = "observations (subject+metric+value+unit)"
    ledger.count(key, len(whole), len(gold), len(found))
    ledger.count("observations: period right", period, len(whole), len(whole))
    ledger.count("observations: status right", status, len(whole), len(whole))
    hit, offers = {i for i, _ in whole}, {j for _, j in whole}
    say = "{subject} {metric} {value}{unit}".format_map
    ledger.list_misses(
        "observation",
        (say({"unit": "", **o}) for i, o in enumerate(gold) if i not in hit),
        (say({"unit": "", **o}) for j, o in enumerate(found) if j not in offers),
    )


def score_quotations(
    gold: Sequence[GoldQuotation],
    found: Sequence[GoldQuotation],
    names: Names,
    ledger: Ledger,
) -> None:
    """Score quotations: the words alike and the speaker the same."""

    def same(one: GoldQuotation, other: GoldQuotation) -> bool:
        words = (count_ngrams(q["text"], 4) for q in (one, other))
        speakers = one["speaker"], other["speaker"]
        return measure_overlap(*words) >= QUOTE_ALIKE and (
            normalise(speakers[0]) == normalise(speakers[1]) or names.same(*speakers)
        )

    pairs = match_lists(gold, found, same)
    ledger.count("quotations", len(pairs), len(gold), len(found))
    hit, offers = {i for i, _ in pairs}, {j for _, j in pairs}
    ledger.list_misses(
        "quotation",
        (f"{q['speaker']} {q['text'][:30]}" for i, q in enumerate(gold) if i not in hit),
        (f"{q['speaker']} {q['text'][:30]}" for j, q in enumerate(found) if j not in offers),
    )
