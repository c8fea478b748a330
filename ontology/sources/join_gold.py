# ruff: noqa: INP001, T201 (run as a script, prints what is missing)
"""Join the annotations of tests/gold with their texts: a gold page for `kg score --given body`.

usage: python ontology/sources/join_gold.py OUT.json --set learn|measure
       [--corpus FILE.txt... [--facts]]

invented.jsonl has articles that were written for it, with the names marked in the text:
[name|kind] or [short form|kind|name].  Without --corpus it is all that is joined.  corpus.jsonl
annotates articles of others, whose texts we may not pass on: a line says by the SHA-256 of its
text which article it is of, and after how many characters of the body the reader stopped (cut).
With --corpus only those are joined; with --facts only those of them of which facts.jsonl has the
claims, observations and quotations as well, whose words are offsets into the text.  A FILE has
articles that form feeds part, a title on the first line, or one JSON object each with `title` and
`content`.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[2] / "tests" / "gold"
HEADS = re.compile(r"发布时间|正文:?$|来源")  # lines that the collection put before the text
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Za-z]+)(?:\|([^\[\]|]+))?\]")
NOTHING: dict[str, Any] = {
    "authors": [],
    "agency": None,
    "kind": "news",
    "truncated": False,
    "claims": [],
    "observations": [],
    "quotations": [],
}


def load_rows(name: str, which: str) -> list[dict[str, Any]]:
    """Load the lines of a gold file that are of one set."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["set"] == which]


def unmark(row: dict[str, Any]) -> dict[str, Any]:
    """Make an article of one whose names are marked in its text."""
    entities: dict[str, dict[str, Any]] = {}
    for found in MARK.finditer(f"{row['title']}\n{row['body']}"):
        short, kind, name = found[1], found[2], found[3] or found[1]
        entity = entities.setdefault(name, {"type": kind, "name": name, "aliases": []})
        if short != name and short not in entity["aliases"]:
            entity["aliases"].append(short)
    title, body = (MARK.sub(r"\1", row[key]) for key in ("title", "body"))
    return {"title": title, "body": body, **NOTHING, "entities": list(entities.values())}


def read_article(text: str) -> tuple[str, str]:
    """Read title and body of an article of the corpus, rid of its layout."""
    if text.startswith("{"):
        found = json.loads(text)
        title, body = found["title"], found["content"]
    else:
        title, *lines = text.split("\n")
        title = re.sub(r"^标题[:：]", "", title)
        body = "\n".join(line for line in lines if not HEADS.match(line))
        body = re.sub(r"^正文[:：]", "", body, flags=re.MULTILINE)
    body = re.sub(r"[ \t\u3000]+", " ", body)
    return title.strip(), "\n".join(line.strip() for line in body.split("\n") if line.strip())


def read_corpus(paths: list[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield hash, title and body of each article."""
    for path in paths:
        for text in path.read_text(encoding="utf-8").split("\f"):
            if text.strip():
                title, body = read_article(text.strip())
                digest = hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()
                yield digest[:12], title, body


def join_corpus(which: str, paths: list[Path], *, facts: bool) -> list[dict[str, Any]]:
    """Join the annotations of others' articles with their texts, in the order of the gold."""
    wanted = {row["text"]: row for row in load_rows("corpus.jsonl", which)}
    said = {row["text"]: row for row in load_rows("facts.jsonl", which)}
    wanted = {digest: row for digest, row in wanted.items() if digest in said or not facts}
    texts = {digest: text for digest, *text in read_corpus(paths) if digest in wanted}
    print(f"{len(texts)} articles, {len(wanted) - len(texts)} without their text")
    found = []
    for digest, row in wanted.items():
        if digest in texts:
            title, body = texts[digest]
            article = {**NOTHING, "title": title, "body": body[: row.get("cut")]}
            article["entities"] = row["entities"]
            found.append(quote(article, said[digest]) if facts else article)
    return found


def quote(article: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Give an article its facts, with the words that their offsets mean."""
    text = f"{article['title']}\n{article['body']}"
    anaphora = said["anaphora"]
    entities = [{**e, "anaphora": anaphora.get(e["name"], [])} for e in article["entities"]]
    facts = {
        key: [
            {**row, **{k: text[slice(*row[k])] for k in ("evidence", "text") if k in row}}
            for row in said[key]
        ]
        for key in ("claims", "observations", "quotations")
    }
    rest = {key: said[key] for key in ("authors", "agency", "kind", "truncated")}
    return {**article, **rest, "entities": entities, **facts}


def main() -> None:
    """Join and write."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=("learn", "measure"), required=True)
    parser.add_argument("--corpus", type=Path, nargs="+")
    parser.add_argument("--facts", action="store_true")
    given = parser.parse_args()
    if given.corpus:
        articles = join_corpus(given.set, given.corpus, facts=given.facts)
    else:
        articles = [unmark(row) for row in load_rows("invented.jsonl", given.set)]
    page = {"page": f"{given.out.stem}.txt", "articles": articles}
    given.out.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
