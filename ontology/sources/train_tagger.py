# ruff: noqa: INP001, S311, T201 (run as a script, prints how far it is, needs no secrets)
"""Train the tagger: ontology/tagger/weights.npz.

usage: python ontology/sources/train_tagger.py OUT.npz --silver LINES.jsonl... --corpus FOLDER
       --gold PAGE.json... [--without PAGE.json...] [--base FILE]

LINES are sentences labelled by LAC: {"text": …, "entities": [[0, 3, "PER"]]}; FOLDER has the texts
that they are from, LINES.txt, a form feed between articles; PAGEs are gold in the form of
seeds/*.json (join_gold.py makes them of tests/gold).  What stands in a page of --gold
or --without is taken out of the lines first, so that measuring stays honest.  FILE keeps what the
silver gave, and is used again if it is there.  Needs torch, which running does not.

LAC knows PER, LOC and ORG.  A name's last word (head.tsv) says which of our kinds it is; where our
own recognisers find the same words, they do; and where they find an undertaking (a document, a
campaign), that stands instead of the places in its name.  What they find is also an input, the
hint, which is left out of every seventh sentence.  The seed is fixed and torch runs in one thread:
the same inputs give the same weights on the same machine.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from kg.extract.mentions.bursts import measure_bursts
from kg.extract.mentions.mentions import arbitrate, propose
from kg.extract.mentions.tagged import hint, share_out, spell
from kg.know.knowledge import Knowledge, load_knowledge
from kg.know.tagger import DILATIONS, EDGES, KINDS, PAD, PAIRS, TABLES, TOP, Ints, encode
from kg.model import Article, ArticleId, Mention
from kg.read.sentences import split_sentences

SEED = 5
LAC = {"PER": "Person", "LOC": "Place", "ORG": "Company"}
UNDERTAKINGS = frozenset({"Campaign", "Event", "Honour", "Policy", "Project"})
ALPHABET = 5000
LEAST = 12  # characters of a line that is looked for in other articles
MOST = 60  # lines of an article
LENGTHS = range(8, 301)
CHUNK, BATCH = 256, 8
SILVER_EPOCHS, SILVER_RATE = 2, 2e-3
GOLD_TIMES, GOLD_MIX, GOLD_EPOCHS, GOLD_RATE = 6, 6000, 2, 7e-4
LONGEST_HEAD = 5  # characters of the last word of a name
WIDTHS = (48, 32, 16, 16, 16)  # of a character, a pair, a letter, a hint, a burst
SIZES = ((128, 5), (96, 3), (96, 3))  # outputs and taps of each hidden layer

Name = tuple[int, int, str]


class Row(NamedTuple):
    """A sentence with its marks and its outermost names."""

    text: str
    letters: str
    hints: str
    bursts: str
    names: tuple[Name, ...]


def outermost(names: Iterable[Name]) -> tuple[Name, ...]:
    """Keep the names that lie in no other."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name[0], -name[1])):
        if not kept or name[0] >= kept[-1][1]:
            kept.append(name)
    return tuple(kept)


def cut_rows(
    text: str, names: Sequence[Name], knowledge: Knowledge, known: Sequence[Mention] = ()
) -> Iterator[Row]:
    """Cut a text with names into sentences; `known` is what the grammar finds, if that is known."""
    article = Article(ArticleId("silver"), "silver", text)
    sentences = split_sentences(article)
    found = known or find_names(article, knowledge)
    bursts = measure_bursts([sentence.text for sentence in sentences], knowledge)
    shared = share_out(sentences, found)
    for sentence, mentions, burst in zip(sentences, shared, bursts, strict=True):
        start, end = sentence.span.start, sentence.span.end
        inside = tuple((s - start, e - start, k) for s, e, k in names if start <= s and e <= end)
        letters = spell(sentence.text, knowledge)
        yield Row(sentence.text, letters, hint(sentence, mentions), burst, inside)


def find_names(article: Article, knowledge: Knowledge) -> tuple[Mention, ...]:
    """Find what the grammar finds in an article."""
    sentences = split_sentences(article)
    return arbitrate(article, sentences, propose(sentences, knowledge), knowledge).mentions


def list_articles(path: Path) -> list[dict[str, Any]]:
    """List the articles of a gold page."""
    articles: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["articles"]
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
    paths: Sequence[Path], corpus: Path, without: str, knowledge: Knowledge
) -> Iterator[Row]:
    """Read the lines of LAC that are not in `without`, half of those without any name."""
    rng = random.Random(SEED)
    for path in paths:
        for lines in read_lines(path, corpus / f"{path.stem}.txt"):
            kept = [line for line in lines if len(line["text"]) in LENGTHS]
            if not any(len(x["text"]) >= LEAST and x["text"][:40] in without for x in kept):
                for row in label(kept, knowledge):
                    if row.names or rng.random() < 1 / 2:
                        yield row


def read_lines(path: Path, corpus: Path) -> Iterator[list[dict[str, Any]]]:
    """Read lines of LAC by article; they stand in the corpus in the same order."""
    text, at = corpus.read_text(encoding="utf-8"), 0
    found: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        here = max(at, text.find(each["text"], at))
        if found and (len(found) == MOST or "\f" in text[at:here]):
            yield found
            found = []
        found.append(each)
        at = here
    yield found


def label(lines: Sequence[dict[str, object]], knowledge: Knowledge) -> Iterator[Row]:
    """Give lines of LAC's, read as one article, names of our kinds."""
    text, names = "", []
    for line in lines:
        for start, end, kind in line["entities"]:  # type: ignore[attr-defined]
            if kind in LAC:
                names.append((start + len(text), end + len(text), kind))
        text += f"{line['text']}\n"
    found = find_names(Article(ArticleId("silver"), "silver", text), knowledge)
    ours = {(m.span.start, m.span.end): m.kind for m in found}
    grand = [(*span, kind) for span, kind in ours.items() if kind in UNDERTAKINGS]
    free = [n for n in names if not any(n[0] < e and s < n[1] for s, e, _ in grand)]
    typed = [(s, e, ours.get((s, e)) or project(text[s:e], k, knowledge)) for s, e, k in free]
    yield from cut_rows(text, outermost([*typed, *grand]), knowledge, found)


def project(name: str, kind: str, knowledge: Knowledge) -> str:
    """Give the kind of a name of LAC's: a person, or what its last word tells."""
    heads = knowledge.words["head"]
    for size in range(0 if kind == "PER" else min(LONGEST_HEAD, len(name) - 1), 0, -1):
        if value := heads.get(name[-size:]):
            return value.split()[0]
    return LAC[kind]


class Network(nn.Module):
    """The network of kg.know.tagger, in floating point and with gradients."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        rows = (letters + 2, PAIRS, 128, 128, 128)
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
            keep = (torch.rand((shape[0], 1, 1)) > 0.15).float()
            parts[3] = parts[3] * keep
        values, handed = torch.cat(parts, -1).transpose(1, 2), []
        for layer in self.layers[:-1]:
            values = functional.relu(layer(values))
            handed.append(values)
            if self.training:
                values = functional.dropout(values, 0.1)
        return self.layers[-1](values).transpose(1, 2), handed


def lay_out(rows: Sequence[Row], ids: Ints) -> list[Ints]:
    """Give the codes of all rows in one line, and at each character edge and kind."""
    codes, *marks = encode(*([row[at] for row in rows] for at in range(len(WIDTHS) - 1)))
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
    return [np.where(codes > 0, ids[codes], 0), *marks, edges, kinds]


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
            scores, _ = network(batch[:-2])
            edge = functional.cross_entropy(
                scores[..., : len(EDGES)].flatten(0, 1), batch[-2].flatten()
            )
            named = batch[-1] >= 0
            kind = functional.cross_entropy(
                scores[..., len(EDGES) :][named], batch[-1][named], reduction="sum"
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
        _, handed = network([torch.from_numpy(codes[None]) for codes in sample[:-2]])
    tables = [table.weight.detach().numpy() for table in network.tables]
    top = max(float(np.quantile(np.abs(table), 0.9999)) for table in tables) / TOP
    found = {n: np.clip(np.rint(t / top), -TOP, TOP) for n, t in zip(TABLES, tables, strict=True)}
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
    parser.add_argument("--base", type=Path)
    parser.add_argument("--corpus", type=Path)
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
    kept = given.base and given.base.exists() and torch.load(given.base, weights_only=False)
    rows = kept["rows"] if kept else read_silver(given.silver, given.corpus, without, knowledge)
    silver = [Row(*row) for row in rows]
    gold = list(read_gold(given.gold, knowledge))
    print(f"{len(silver)} sentences of silver, {len(gold)} of gold", flush=True)
    counts = Counter(c for row in silver for c in row.text if 0 < ord(c) < 0xFFFF)
    alphabet = sorted(ord(c) for c in sorted(counts, key=lambda c: (-counts[c], c))[:ALPHABET])
    ids = np.ones(1 << 16, dtype=np.int64)
    ids[alphabet] = np.arange(2, len(alphabet) + 2)
    network = Network(len(alphabet))
    if kept:
        network.load_state_dict(kept["network"])
    else:
        fit(network, silver, ids, (SILVER_RATE, SILVER_EPOCHS), rng)
        if given.base:
            rows = [tuple(row) for row in silver]
            torch.save({"rows": rows, "network": network.state_dict()}, given.base)
    mixed = [*silver[:GOLD_MIX], *gold * GOLD_TIMES]
    fit(network, mixed, ids, (GOLD_RATE, GOLD_EPOCHS), rng)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(given.out, **shrink(network, alphabet, lay_out(silver[:4000], ids)))


if __name__ == "__main__":
    main()
