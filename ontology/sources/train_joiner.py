# ruff: noqa: INP001, T201 (run as a script, prints how far it is)
"""Train the joiner: ontology/joiner/weights.npz.

usage: python ontology/sources/train_joiner.py OUT.npz TEXTS.txt... [--without TEXTS.txt]
       [--steps N]

TEXTS are those of count_ngrams.py.  A step takes groups of places from a few articles each, breaks
the texts off there, misreads some characters, and asks which end goes on in which beginning.
What the counts of n-grams say is given; they are made of the other articles, so that they know a
place as little as they will know an unseen page.  Beyond a column's end stand other texts, here
too.  Needs torch, which running does not.  The seed is fixed and torch runs in one thread: the same
inputs give the same weights on the same machine.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import count_ngrams
import numpy as np
import torch
from torch import nn
from torch.nn import functional

from kg.know.characters import Codes, encode, hash_pairs
from kg.know.joiner import CLOSE, COUNTED, EDGES, FAR, PAIRS, TOP
from kg.know.ngrams import Ngrams
from kg.read.orders.crossings import weigh_pairs

SEED, FOLDS = 5, 4
ALPHABET, COMMON = 5000, 600
GROUPS, ARTICLES, PLACES = 14, 6, 8  # in a step; of a group; of each
RATE, STEPS = 4e-3, 1500
LETTER, PAIR, SUBJECT, MEET, LAST = 40, 24, 64, 128, 32  # widths
SHORTEST = 300  # characters of an article
MISREAD = (0.0, 0.0, 0.01, 0.02, 0.04)
NEVER_FIRST = "，。、；：！？）》」』”’】%…,.;:!?"


class Joiner(nn.Module):
    """The network of kg.know.joiner, in floating point and with gradients."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(ALPHABET + 2, LETTER)
        self.pairs = nn.Embedding(PAIRS, PAIR)
        for table in (self.letters, self.pairs):
            nn.init.normal_(table.weight, 0, 0.3)
        width, known = LETTER + PAIR, CLOSE * (LETTER + PAIR) + len(EDGES) * SUBJECT
        self.subject = nn.Linear(width, SUBJECT)
        self.ends, self.starts = nn.Linear(known, MEET), nn.Linear(known, MEET)
        self.tails, self.heads = (nn.Linear(known, SUBJECT) for _ in range(2))
        self.counted = nn.Linear(1, MEET)
        self.middle, self.last = nn.Linear(MEET, LAST), nn.Linear(LAST, 1)
        self.trust = nn.Parameter(torch.tensor(0.8))

    def see(self, codes: Codes, ids: Codes, *, ends: bool) -> torch.Tensor:
        """See one side of joints, from the joint outwards."""
        shown = torch.from_numpy(codes.astype(np.int64))
        pairs = torch.from_numpy(hash_pairs(codes, PAIRS))
        values = torch.cat([self.letters(torch.from_numpy(ids[shown])), self.pairs(pairs)], 2)
        if ends:
            values = values.flip(1)
            shown = shown.flip(1)
        there = (shown > 0).float()[:, :, None]
        subject = functional.relu(self.subject(values)) * there
        means = [subject[:, a:b].sum(1) / (b - a) for a, b in EDGES]
        return torch.cat([(values * there)[:, :CLOSE].flatten(1), *means], 1)

    def forward(
        self, ends: torch.Tensor, starts: torch.Tensor, counted: torch.Tensor
    ) -> torch.Tensor:
        """Weigh every end of each group against every start of it."""
        size = counted.shape[:2]
        tails, heads = (x.view(*size, -1) for x in (self.tails(ends), self.heads(starts)))
        one, two = (x.view(*size, -1) for x in (self.ends(ends), self.starts(starts)))
        meet = one[:, :, None] + two[:, None] + self.counted(counted[..., None] / COUNTED)
        found = self.last(functional.relu(self.middle(functional.relu(meet))))[..., 0]
        return found + tails @ heads.transpose(1, 2) / SUBJECT**0.5 + self.trust * counted


class Places:
    """The places of articles at which a text may be broken off."""

    def __init__(self, articles: Sequence[Sequence[str]], rng: np.random.Generator) -> None:
        self.rng = rng
        joined = ["".join(lines) for lines in articles]
        self.folds = [
            make_counts([a for at, a in enumerate(articles) if at % FOLDS != fold])
            for fold in range(FOLDS)
        ]
        gap = np.zeros(FAR, np.int64)
        self.flat, self.places, at = [gap], [list[Codes]() for _ in range(FOLDS)], FAR
        never = encode(NEVER_FIRST)
        for number, text in enumerate(joined):
            if len(text) < SHORTEST:
                continue
            codes = encode(text)
            inner = np.arange(20, len(codes) - 20)
            here = inner[~np.isin(codes[inner], never)]
            before, after = codes[here - 1], codes[here]
            here = here[~((before < 0x2000) & (after < 0x2000))]
            self.places[number % FOLDS].append(here + at)
            self.flat += [codes, gap]
            at += len(codes) + FAR
        self.text = np.concatenate(self.flat)
        common = Counter(self.text[(self.text >= 0x4E00) & (self.text < 0xA000)].tolist())
        self.common = np.array([code for code, _ in common.most_common(COMMON)])

    def draw(self) -> tuple[Codes, Codes, torch.Tensor]:
        """Draw ends and starts, and what the counts say of each pair in its group."""
        fold = int(self.rng.integers(FOLDS))
        some = self.rng.integers(len(self.places[fold]), size=GROUPS * ARTICLES)
        at = np.concatenate([self.rng.choice(self.places[fold][one], PLACES) for one in some])
        misread = np.repeat(self.rng.choice(MISREAD, GROUPS), ARTICLES * PLACES)[:, None]
        ends = self.misread(self.text[at[:, None] + np.arange(-FAR, 0)], misread)
        starts = self.misread(self.text[at[:, None] + np.arange(FAR)], misread)
        ends = self.cut(ends[:, ::-1])[:, ::-1].copy()
        starts = self.cut(starts)
        size = ARTICLES * PLACES
        rows = np.arange(GROUPS * size).reshape(GROUPS, size)
        olds, news = np.broadcast_arrays(rows[:, :, None], rows[:, None])
        texts = [spell(row[row > 0]) for row in np.concatenate((ends[:, -4:], starts[:, :4]))]
        counted = weigh_pairs(texts, olds.ravel(), news.ravel() + len(at), self.folds[fold])
        shape = (GROUPS, size, size)
        return ends, starts, torch.from_numpy(counted.reshape(shape).astype(np.float32))

    def misread(self, codes: Codes, share: Codes) -> Codes:
        """Put other characters in the place of some."""
        wrong = (self.rng.random(codes.shape) < share) & (codes > 0)
        return np.where(wrong, self.rng.choice(self.common, codes.shape), codes)

    def cut(self, codes: Codes) -> Codes:
        """Let another text stand beyond a place of most."""
        reach = self.rng.integers(CLOSE, 2 * FAR, size=len(codes))[:, None]
        other = codes[self.rng.permutation(len(codes))]
        return np.where(np.arange(FAR) < reach, codes, other)


def spell(codes: Codes) -> str:
    """Write characters."""
    return "".join(map(chr, codes))


def make_counts(articles: Sequence[Sequence[str]]) -> Ngrams:
    """Count the n-grams of articles as count_ngrams.py does."""
    lines = dict.fromkeys(line for lines in articles for line in lines)
    codes = encode("\n".join(lines))
    hashes, counts = count_ngrams.count_all(codes)
    singles = np.bincount(codes[codes != ord("\n")], minlength=1 << 16)
    return Ngrams(hashes.astype(np.uint32), counts.astype(float), singles + 0.0)


def fit(joiner: Joiner, places: Places, ids: Codes, steps: int) -> None:
    """Train: of a group, each end finds its start, each start its end."""
    adam = torch.optim.Adam(joiner.parameters(), lr=RATE)
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, RATE, total_steps=steps, pct_start=0.08)
    wanted = torch.arange(ARTICLES * PLACES).expand(GROUPS, -1)
    losses, hits, plain = [], [], []
    for step in range(steps):
        ends, starts, counted = places.draw()
        seen = joiner.see(ends, ids, ends=True), joiner.see(starts, ids, ends=False)
        scores = joiner(*seen, counted)
        both = (
            functional.cross_entropy(scores.transpose(1, 2), wanted),
            functional.cross_entropy(scores, wanted),
        )
        loss = sum(both) / 2
        adam.zero_grad()
        loss.backward()
        adam.step()
        plan.step()
        losses.append(loss.item())
        hits.append((scores.argmax(2) == wanted).float().mean().item())
        plain.append((counted.argmax(2) == wanted).float().mean().item())
        if step % 100 == 99:
            rows = (f"{np.mean(found[-100:]):.3f}" for found in (losses, hits, plain))
            print(step + 1, "loss, first, first by counts:", *rows, flush=True)


def shrink(joiner: Joiner, alphabet: Sequence[int]) -> dict[str, np.ndarray]:
    """Round the weights to small integers, a scale for each output."""
    found = {"alphabet": np.array(alphabet, np.uint16)}
    for name, values in joiner.state_dict().items():
        weights = values.numpy()
        key = name.replace(".", "_")
        if weights.ndim < 2:
            found[key] = np.atleast_1d(weights)
            continue
        top = np.quantile(np.abs(weights), 0.9999) if name in TABLES else np.abs(weights).max(1)
        scale = np.atleast_1d(top / TOP).astype(np.float32)
        found[key] = np.rint(weights / scale[:, None]).clip(-TOP, TOP).astype(np.int8)
        found[f"{key}_scale"] = scale
    return found


TABLES = ("letters.weight", "pairs.weight")


def main() -> None:
    """Read, train, and write."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--without", type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    given, rng = parser.parse_args(), np.random.default_rng(SEED)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    articles = list_articles(given.texts, given.without)
    counts = Counter("".join(line for lines in articles for line in lines))
    alphabet = sorted(ord(c) for c in sorted(counts, key=lambda c: (-counts[c], c))[:ALPHABET])
    alphabet = [code for code in alphabet if code < 0xFFFF]
    ids = np.ones(1 << 16, dtype=np.int64)
    ids[0] = 0
    ids[alphabet] = np.arange(2, len(alphabet) + 2)
    places = Places(articles, rng)
    print(f"{len(articles)} articles, {len(places.text)} characters", flush=True)
    joiner = Joiner()
    fit(joiner, places, ids, given.steps)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(given.out, **shrink(joiner, alphabet))
    print(given.out.stat().st_size, "bytes")


def list_articles(paths: Sequence[Path], without: Path | None) -> list[list[str]]:
    """List the articles that are not like one left out, each paragraph once."""
    kept = set(count_ngrams.list_paragraphs(paths, without))
    articles = []
    for path in paths:
        for lines in count_ngrams.read_articles(path):
            fresh = [line for line in dict.fromkeys(lines) if line in kept]
            kept.difference_update(fresh)
            if fresh:
                articles.append(fresh)
    return articles


if __name__ == "__main__":
    main()
