# ruff: noqa: INP001, S311, T201 (run as a script, prints how far it is, needs no secrets)
"""Train the tagger: ontology/tagger/weights.npz.

usage: python ontology/sources/train_tagger.py OUT.npz --silver LINES.jsonl... --gold PAGE.json...
       [--without PAGE.json...]

LINES are sentences labelled by LAC: {"text": …, "entities": [[0, 3, "PER"]]}; PAGEs are gold in
the form of seeds/*.json.  What stands in a page of --gold or --without is taken out of the lines
first, so that measuring stays honest.  Needs torch, which running does not.

LAC knows PER, LOC and ORG.  A name's last word (head.tsv) says which of our kinds it is; where our
own recognisers find the same words, they do; and where they find an undertaking (a document, a
campaign), that stands instead of the places in its name.  The seed is fixed and torch runs in one
thread: the same inputs give the same weights on the same machine.
"""

import argparse
import json
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from kg.extract.mentions.mentions import arbitrate, propose
from kg.extract.mentions.tagged import kind_by_head, spell
from kg.know.knowledge import Knowledge, load_knowledge
from kg.know.tagger import DILATIONS, EDGES, KINDS, PAD, PAIRS, TOP, Ints, encode
from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences

SEED = 5
LAC = {"PER": "Person", "LOC": "Place", "ORG": "Company"}
UNDERTAKINGS = frozenset({"Campaign", "Event", "Honour", "Policy", "Project"})
ALPHABET = 5000
BLOCK = 12  # lines that are read as one article
LENGTHS = range(8, 301)
CHUNK, BATCH = 256, 8
SILVER_EPOCHS, SILVER_RATE = 2, 2e-3
GOLD_TIMES, GOLD_MIX, GOLD_RATE = 10, 6000, 7e-4
WIDTHS = (48, 32, 16)  # of a character, a pair, a letter
SIZES = ((128, 5), (96, 3), (96, 3))  # outputs and taps of each hidden layer

Name = tuple[int, int, str]


class Row(NamedTuple):
    """A sentence with the letters of its tokens and its outermost names."""

    text: str
    letters: str
    names: tuple[Name, ...]


def outermost(names: Iterable[Name]) -> tuple[Name, ...]:
    """Keep the names that lie in no other."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name[0], -name[1])):
        if not kept or name[0] >= kept[-1][1]:
            kept.append(name)
    return tuple(kept)


def cut_rows(text: str, names: Sequence[Name], knowledge: Knowledge) -> Iterator[Row]:
    """Cut a text with names into sentences."""
    for sentence in split_sentences(Article(ArticleId("silver"), "silver", text)):
        start, end = sentence.span.start, sentence.span.end
        inside = tuple((s - start, e - start, k) for s, e, k in names if start <= s and e <= end)
        yield Row(sentence.text, spell(sentence.text, knowledge), inside)


def list_articles(path: Path) -> list[dict[str, Any]]:
    """List the articles of a gold page (.json), or of lines of articles (.jsonl)."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines()]
    articles: list[dict[str, Any]] = json.loads(text)["articles"]
    return articles


def read_gold(paths: Sequence[Path], knowledge: Knowledge) -> Iterator[Row]:
    """Read the sentences of gold articles, a name wherever its words stand."""
    for path in paths:
        for article in list_articles(path):
            text = f"{article.get('title') or ''}\n{article['body']}".strip("\n")
            names = [
                (at, at + len(name), entity["type"])
                for entity in article["entities"]
                for name in (entity["name"], *entity.get("aliases", ()))
                for at in range(len(text))
                if text.startswith(name, at)
            ]
            yield from cut_rows(text, outermost(names), knowledge)


def read_silver(
    paths: Sequence[Path], without: str, knowledge: Knowledge, rng: random.Random
) -> Iterator[Row]:
    """Read the lines of LAC that are not in `without`, half of those without any name."""
    for path in paths:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        blocks = [lines[at : at + BLOCK] for at in range(0, len(lines), BLOCK)]
        for block in blocks:
            kept = [line for line in block if len(line["text"]) in LENGTHS]
            if not any(len(x["text"]) >= BLOCK and x["text"][:40] in without for x in kept):
                for row in label(kept, knowledge):
                    if row.names or rng.random() < 1 / 2:
                        yield row


def label(lines: Sequence[dict[str, object]], knowledge: Knowledge) -> Iterator[Row]:
    """Give lines of LAC's, read as one article, names of our kinds."""
    text, names = "", []
    for line in lines:
        for start, end, kind in line["entities"]:  # type: ignore[attr-defined]
            if kind in LAC:
                names.append((start + len(text), end + len(text), kind))
        text += f"{line['text']}\n"
    article = Article(ArticleId("silver"), "silver", text)
    sentences = split_sentences(article)
    found = arbitrate(article, sentences, propose(sentences, knowledge), knowledge)
    ours = {(m.span.start, m.span.end): m.kind for m in found}
    grand = [(*span, kind) for span, kind in ours.items() if kind in UNDERTAKINGS]
    free = [n for n in names if not any(n[0] < e and s < n[1] for s, e, _ in grand)]
    typed = [(s, e, ours.get((s, e)) or project(text[s:e], k, knowledge)) for s, e, k in free]
    yield from cut_rows(text, outermost([*typed, *grand]), knowledge)


def project(name: str, kind: str, knowledge: Knowledge) -> str:
    """Give the kind of a name of LAC's."""
    return LAC[kind] if kind == "PER" else kind_by_head(name, LAC[kind], knowledge)


class Network(nn.Module):
    """The network of kg.know.tagger, in floating point and with gradients."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        rows = (letters + 2, PAIRS, 128)
        self.tables = nn.ModuleList(map(nn.Embedding, rows, WIDTHS))
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.3)
        inputs = (sum(WIDTHS), *(size for size, _ in SIZES))
        shapes = (*zip(inputs, SIZES, DILATIONS, strict=False),)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, size, taps, dilation=step, padding=taps // 2 * step)
            for width, (size, taps), step in shapes
        )
        self.layers.append(nn.Conv1d(inputs[-1], len(EDGES) + len(KINDS), 1))

    def forward(self, codes: Sequence[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """Give the scores, and what each hidden layer hands on."""
        parts = [table(code) for table, code in zip(self.tables, codes, strict=True)]
        if self.training:  # so that it does not learn words by heart
            shape = (*codes[0].shape, 1)
            known = (torch.rand(shape) > 0.05).float()
            other = self.tables[0](torch.ones_like(codes[0]))
            parts[0] = parts[0] * known + other * (1 - known)
            parts[1] = parts[1] * (torch.rand(shape) > 0.1).float()
        values, handed = torch.cat(parts, -1).transpose(1, 2), []
        for layer in self.layers[:-1]:
            values = functional.relu(layer(values))
            handed.append(values)
            if self.training:
                values = functional.dropout(values, 0.1)
        return self.layers[-1](values).transpose(1, 2), handed


def lay_out(rows: Sequence[Row], ids: Ints) -> list[Ints]:
    """Give the codes of all rows in one line, and at each character edge and kind."""
    codes, pairs, letters = encode([row.text for row in rows], [row.letters for row in rows])
    edges, kinds = np.zeros_like(codes), np.full_like(codes, -1)
    at = PAD
    for row in rows:
        for start, end, kind in row.names:
            s, e = at + start, at + end
            edges[s:e] = EDGES.index("I")
            edges[s], edges[e - 1] = EDGES.index("B"), EDGES.index("E")
            if e - s == 1:
                edges[s] = EDGES.index("S")
            kinds[s:e] = KINDS.index(kind)
        at += len(row.text) + PAD
    return [np.where(codes > 0, ids[codes], 0), pairs, letters, edges, kinds]


def fit(
    network: Network, rows: list[Row], ids: Ints, plan: tuple[float, int], rng: random.Random
) -> None:
    """Train on `rows`; `plan` is the highest rate and the number of epochs."""
    rate, epochs = plan
    size = sum(len(row.text) + PAD for row in rows) // CHUNK // BATCH
    adam = torch.optim.Adam(network.parameters(), lr=rate)
    steps = torch.optim.lr_scheduler.OneCycleLR(
        adam, rate, total_steps=size * epochs + epochs, pct_start=0.1
    )
    network.train()
    for epoch in range(epochs):
        rng.shuffle(rows)
        line = lay_out(rows, ids)
        starts = [at * CHUNK for at in range(len(line[0]) // CHUNK)]
        rng.shuffle(starts)
        for step in range(size):
            some = starts[step * BATCH : (step + 1) * BATCH]
            batch = [torch.from_numpy(np.stack([x[s : s + CHUNK] for s in some])) for x in line]
            scores, _ = network(batch[:3])
            edge = functional.cross_entropy(
                scores[..., : len(EDGES)].flatten(0, 1), batch[3].flatten()
            )
            named = batch[4] >= 0
            kind = functional.cross_entropy(
                scores[..., len(EDGES) :][named], batch[4][named], reduction="sum"
            )
            loss = edge + kind / named.numel()
            adam.zero_grad()
            loss.backward()
            adam.step()
            steps.step()
            if step % 300 == 0:
                print(f"epoch {epoch}, step {step} of {size}: {loss.item():.3f}", flush=True)
    network.eval()


def shrink(network: Network, alphabet: Sequence[int], sample: list[Ints]) -> dict[str, Ints]:
    """Round weights and activations to small integers, a scale for each output."""
    with torch.no_grad():
        _, handed = network([torch.from_numpy(codes[None]) for codes in sample[:3]])
    tables = [table.weight.detach().numpy() for table in network.tables]
    top = max(float(np.quantile(np.abs(table), 0.9999)) for table in tables) / TOP
    names = ("characters", "pairs", "letters")
    found = {n: np.clip(np.rint(t / top), -TOP, TOP) for n, t in zip(names, tables, strict=True)}
    found = {name: table.astype(np.int8) for name, table in found.items()}
    found["alphabet"] = np.array(alphabet, np.uint16)
    for at, layer in enumerate(network.layers):
        taps = layer.weight.detach().numpy().transpose(2, 1, 0)
        scale = np.abs(taps).max((0, 1)) / TOP
        last = at == len(handed)
        after = 1.0 if last else float(np.quantile(handed[at].numpy(), 0.9999)) / TOP
        found[f"taps{at}"] = np.rint(taps / scale).astype(np.int8)
        found[f"scale{at}"] = (scale * top / after).astype(np.float32)
        found[f"bias{at}"] = (layer.bias.detach().numpy() / after).astype(np.float32)
        top = after
    return found


def main() -> None:
    """Read, train on the silver, then on the gold with some of the silver, and write."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, help="keep the network trained on silver here")
    parser.add_argument("--times", type=int, default=GOLD_TIMES)
    parser.add_argument("--mix", type=int, default=GOLD_MIX)
    parser.add_argument("--rate", type=float, default=GOLD_RATE)
    parser.add_argument("--epochs", type=int, default=1)
    for name in ("--silver", "--gold", "--without"):
        parser.add_argument(name, type=Path, nargs="*", default=[])
    given, rng, knowledge = parser.parse_args(), random.Random(SEED), load_knowledge()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    without = "\n".join(
        f"{article.get('title')}\n{article['body']}"
        for path in (*given.gold, *given.without)
        for article in list_articles(path)
    )
    cached = given.base and given.base.with_suffix(".pkl").exists()
    if cached:
        silver = pickle.loads(given.base.with_suffix(".pkl").read_bytes())
    else:
        silver = list(read_silver(given.silver, without, knowledge, rng))
        if given.base:
            given.base.with_suffix(".pkl").write_bytes(pickle.dumps(silver))
    gold = list(read_gold(given.gold, knowledge))
    print(f"{len(silver)} sentences of silver, {len(gold)} of gold", flush=True)
    counts = Counter(c for row in silver for c in row.text if 0 < ord(c) < 0xFFFF)
    alphabet = sorted(ord(c) for c in sorted(counts, key=lambda c: (-counts[c], c))[:ALPHABET])
    ids = np.ones(1 << 16, dtype=np.int64)
    ids[alphabet] = np.arange(2, len(alphabet) + 2)
    network = Network(len(alphabet))
    if given.base and given.base.exists():
        network.load_state_dict(torch.load(given.base))
    else:
        fit(network, silver, ids, (SILVER_RATE, SILVER_EPOCHS), rng)
        if given.base:
            torch.save(network.state_dict(), given.base)
    fit(network, [*silver[: given.mix], *gold * given.times], ids, (given.rate, given.epochs), rng)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(given.out, **shrink(network, alphabet, lay_out(silver[:4000], ids)))


if __name__ == "__main__":
    main()
