"""Counting what is right: tallies, the scores that they give, and what both sides disagree on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

SCORE_COLUMNS = ("", "准确率", "召回率", "F1", "标注", "抽出", "正确")


@dataclass
class Tally:
    """A running count of what was right (hit), wanted (gold) and offered (found)."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    def add(self, hit: int, gold: int, found: int) -> None:
        """Count more."""
        self.hit, self.gold, self.found = self.hit + hit, self.gold + gold, self.found + found

    def score(self) -> "Score":
        """Turn the counts into precision, recall and F1."""
        precision = self.hit / self.found if self.found else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return Score(precision, recall, f1, self.gold, self.found, self.hit)


class Score(NamedTuple):
    """Precision, recall and F1, 0 to 1, and the counts that they stand on."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int
    hit: int


class Miss(NamedTuple):
    """One thing that gold and extraction disagree on: what it is, how (missed, extra), which."""

    kind: str
    how: str
    what: str


class Ledger:
    """The tallies and the disagreements of one comparison."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self.misses: list[Miss] = []

    def count(self, key: str, hit: int, gold: int, found: int) -> None:
        """Count under `key`."""
        self.tallies[key].add(hit, gold, found)

    def order(self) -> list[str]:
        """List the keys: classes under the entities, predicates under the claims."""
        whole = [key for key in self.tallies if not key.startswith(" ")]
        parts = sorted(key for key in self.tallies if key.startswith(" "))
        under = {
            "entities (any type)": [key for key in parts if key.strip()[0].isupper()],
            "claims": [key for key in parts if key.strip()[0].islower()],
        }
        return [k for key in whole for k in (key, *under.get(key, []))]

    def list_misses(self, kind: str, missed: Iterable[str], extra: Iterable[str]) -> None:
        """Keep what only one side has."""
        self.misses += [Miss(kind, "missed", what) for what in missed]
        self.misses += [Miss(kind, "extra", what) for what in extra]


def list_scores(scores: Mapping[str, Score]) -> list[list[str]]:
    """Give scores as rows with SCORE_COLUMNS; classes and predicates are marked by a dot."""
    return [
        [key.replace("  ", "· "), *(f"{share:.3f}" for share in score[:3]), *map(str, score[3:])]
        for key, score in scores.items()
    ]
