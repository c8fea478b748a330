"""Score a folder of results, or the extraction from given bodies, against gold annotation."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import InputError, word_fault
from kg.extract.extracts import extract_article
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId
from kg.read.sentences import split_sentences
from kg.view.gold import GoldArticle, GoldPage, read_gold
from kg.view.ledgers import Score
from kg.view.pages import describe_article

COUNTED = ("articles", "title", "authors")  # floors of these are numbers of articles, not F1


def find_gold(path: Path) -> tuple[Path, ...]:
    """Find the gold files: `path` itself, or the .json files of a folder.

    Raises:
        InputError: there are none.
    """
    files = tuple(sorted(path.glob("*.json"))) if path.is_dir() else (path,)
    if not files or not all(file.is_file() for file in files):
        raise InputError(path, None, "没有标注文件（.json）")
    return files


def read_results(files: Sequence[Path], graph: Path) -> list[GoldPage | None]:
    """Read the pages that `graph` has for the gold `files`, None where it has none.

    Raises:
        InputError: it has none at all.
    """
    paths = [graph / "pages" / file.name for file in files]
    if not any(path.is_file() for path in paths):
        raise InputError(graph, None, "这里没有这些版面的结果；先用 kg build 建立")
    return [read_gold(path) if path.is_file() else None for path in paths]


def extract_bodies(pages: Sequence[GoldPage], knowledge: Knowledge) -> list[GoldPage | None]:
    """Extract from the bodies that the gold gives, so that reading is not judged with it."""
    return [
        {
            "page": page["page"],
            "articles": [
                describe_article(extract_article(a, split_sentences(a), knowledge))
                for n, gold in enumerate(page["articles"])
                for a in [make_article(gold, page["page"], n)]
            ],
        }
        for page in pages
    ]


def make_article(gold: GoldArticle, page: str, number: int) -> Article:
    """Make an article of a gold one."""
    title = gold.get("title") or ""
    return Article(
        ArticleId(f"{page}-{number}"),
        page,
        f"{title}\n{gold['body']}" if title else gold["body"],
        len(title) + 1 if title else 0,
        tuple(gold.get("authors") or ()),
        gold.get("agency"),
    )


def read_floors(path: Path, given: str) -> Mapping[str, float]:
    """Read the floors that hold for `given`: a table of TOML with a number a score.

    Raises:
        InputError: the file cannot be read, is no TOML, or has no such table of numbers.
    """
    try:
        floors = tomllib.loads(path.read_text(encoding="utf-8")).get(given)
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(path, None, f"不是合法的 TOML：{error}") from error
    if not isinstance(floors, dict) or not all(
        isinstance(floor, int | float) for floor in floors.values()
    ):
        raise InputError(path, None, f"应有 [{given}] 一节，每项一个数")
    return floors


def find_below(scores: Mapping[str, Score], floors: Mapping[str, float]) -> list[str]:
    """Say which scores are below their floors."""
    nothing = Score(0.0, 0.0, 0.0, 0, 0, 0)
    found = {key: scores.get(key, nothing) for key in floors}
    reached = {k: float(s.hit) if k in COUNTED else s.f1 for k, s in found.items()}
    return [f"{k} {reached[k]:.3f} < {floor}" for k, floor in floors.items() if reached[k] < floor]
