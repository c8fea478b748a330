"""Which things of a gold annotation and of an extraction are the same.

The rules are those of the annotation guide's own scorer, so that figures can be compared with
published ones: bodies by 8-grams, names without quotes and blanks, metrics by bigrams.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.view.gold import GoldArticle, GoldClaim, GoldEntity, GoldObservation

NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉<>·•]")
NO_WORD = re.compile(r"[\W_]")
SAME_ARTICLE = 0.2  # 8-gram F1 from which two bodies are compared at all
ALIKE = 0.5  # bigram Dice from which two metrics, or two products, count as the same
UNITS = {"％": "%", "名": "人", "位": "人", "公里": "km", "千米": "km"}
G = TypeVar("G")
P = TypeVar("P")


def normalise(text: str | None) -> str:
    """Drop blanks, quotes and brackets of titles; fold widths."""
    return NOISE.sub("", unicodedata.normalize("NFKC", text or ""))


def bare(text: str | None) -> str:
    """Drop all that is no letter or digit."""
    return NO_WORD.sub("", normalise(text))


def count_ngrams(text: str | None, n: int) -> Counter[str]:
    """Count the n-grams of the bare text; a shorter text counts as one."""
    text = bare(text)
    return Counter(text[i : i + n] for i in range(max(1, len(text) - n + 1))) if text else Counter()


def measure_overlap(a: Counter[str], b: Counter[str]) -> float:
    """Measure Dice's coefficient of two bags, 1 if both are empty."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


def match_lists(
    gold: Sequence[G], found: Sequence[P], same: Callable[[G, P], bool]
) -> list[tuple[int, int]]:
    """Pair each found one with the first free gold one that is the same."""
    taken: set[int] = set()
    pairs = []
    for j, other in enumerate(found):
        for i, one in enumerate(gold):
            if i not in taken and same(one, other):
                taken.add(i)
                pairs.append((i, j))
                break
    return pairs


def find_surfaces(entity: GoldEntity) -> set[str]:
    """Give the normalised names of an entity."""
    return {normalise(s) for s in [entity["name"], *entity.get("aliases", [])] if s}


def pair_articles(gold: Sequence[GoldArticle], found: Sequence[GoldArticle]) -> dict[int, int]:
    """Pair articles by their bodies, the most alike first: found index to gold index."""
    mine = [count_ngrams(a["body"], 8) for a in gold]
    others = [count_ngrams(a["body"], 8) for a in found]
    alike = sorted(
        ((measure_overlap(x, y), i, j) for i, x in enumerate(mine) for j, y in enumerate(others)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, i, j in alike:
        if score >= SAME_ARTICLE and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


def pair_entities(
    gold: Sequence[GoldEntity], found: Sequence[GoldEntity], *, typed: bool
) -> dict[int, int]:
    """Pair entities one to one, equal names first, then shared ones: found index to gold index."""
    mine, others = [find_surfaces(e) for e in gold], [find_surfaces(e) for e in found]
    pairs: dict[int, int] = {}
    for exact in (True, False):
        for j, other in enumerate(found):
            if j in pairs:
                continue
            name = normalise(other["name"])
            for i, one in enumerate(gold):
                if i in pairs.values() or (typed and one["type"] != other["type"]):
                    continue
                full = normalise(one["name"])
                if name == full or (not exact and (name in mine[i] or full in others[j])):
                    pairs[j] = i
                    break
    return pairs


def index_names(entities: Sequence[GoldEntity]) -> dict[str, int]:
    """Map each name to its entity; full names go before aliases."""
    index: dict[str, int] = {}
    for i, entity in enumerate(entities):
        index.setdefault(normalise(entity["name"]), i)
    for i, entity in enumerate(entities):
        for surface in sorted(find_surfaces(entity)):
            index.setdefault(surface, i)
    return index


class Names:
    """The entities of a gold article and of a found one, and which are the same."""

    def __init__(self, gold: GoldArticle, found: GoldArticle) -> None:
        self.gold, self.found = gold.get("entities", []), found.get("entities", [])
        self.gold_index, self.found_index = index_names(self.gold), index_names(self.found)
        self.typed = pair_entities(self.gold, self.found, typed=True)
        self.loose = pair_entities(self.gold, self.found, typed=False)

    def same(self, one: str, other: str) -> bool:
        """Tell whether a gold name and a found name mean paired entities."""
        wanted = self.gold_index.get(normalise(one))
        return wanted is not None and wanted == self.loose.get(
            self.found_index.get(normalise(other), -1)
        )

    def end(self, name: str, *, gold: bool) -> tuple[str, int | str]:
        """Give one end of a claim as a key that is equal on both sides for the same thing."""
        index = (self.gold_index if gold else self.found_index).get(normalise(name))
        if index is None:
            return ("text", bare(name))
        if gold:
            return ("entity", index)
        return ("entity", self.loose[index]) if index in self.loose else ("other", normalise(name))


def key_claim(claim: GoldClaim, names: Names, *, gold: bool) -> tuple[object, ...]:
    """Give a claim as a key: cooperatesWith has no direction."""
    ends = [names.end(claim["s"], gold=gold), names.end(claim["o"], gold=gold)]
    if claim["p"] == "cooperatesWith":
        ends.sort(key=str)
    return (ends[0], claim["p"], ends[1])


def same_claim(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Tell whether two claims are the same; products are words, and the like counts."""
    if one == other:
        return True
    return (
        one[1] == other[1] == "produces"
        and one[0] == other[0]
        and measure_overlap(*(count_ngrams(str(key[2]), 2) for key in (one, other))) >= ALIKE
    )


def same_figure(one: GoldObservation, other: GoldObservation) -> bool:
    """Tell whether value and unit are the same."""
    a, b = one["value"], other["value"]
    units = [normalise(o.get("unit")) for o in (one, other)]
    close = abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))
    return close and UNITS.get(units[0], units[0]) == UNITS.get(units[1], units[1])
