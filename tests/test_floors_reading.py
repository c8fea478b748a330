"""How well pages of each form are read, which only rises: articles, titles and authors found."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from kg.know.knowledge import Knowledge
from kg.model import Article, Page
from kg.read.articles.articles import read_articles
from kg.read.pages import make_page, read_pages

ROOT = Path(__file__).parents[1]
PDFS = ROOT / "tests/pdfs"
FLOORS = tomllib.loads((ROOT / "tests/floors.toml").read_text(encoding="utf-8"))
ALIKE = 0.9  # F1 of runs of PIECE characters: the article is recovered
PIECE = 8
OCR_PAGE, DPI = "flow", 110

Gold = Sequence[Mapping[str, object]]


def bare(text: object) -> str:
    return re.sub(r"[\W_]", "", str(text))


def count_pieces(text: object) -> Counter[str]:
    plain = bare(text)
    return Counter(plain[at : at + PIECE] for at in range(max(1, len(plain) - PIECE + 1)))


def compare(want: object, body: str) -> float:
    gold, own = count_pieces(want), count_pieces(body)
    return 2 * (gold & own).total() / (gold.total() + own.total())


def read_bodies(pages: Iterable[Page], knowledge: Knowledge) -> list[Article]:
    return [article for page in pages for article in read_articles(page, knowledge).articles]


def score(gold: Gold, articles: Sequence[Article]) -> Counter[str]:
    """Count the articles of the gold that were found, and those with their title and authors."""
    hits: Counter[str] = Counter()
    for want in gold:
        found = max(articles, key=lambda one: compare(want["body"], one.body), default=None)
        if found is None or compare(want["body"], found.body) < ALIKE:
            continue
        hits["articles"] += 1
        hits["title"] += bare(found.title) == bare(want["title"])
        hits["authors"] += list(found.authors) == want["authors"]
    return hits


def load_gold(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text(encoding="utf-8"))["articles"]
    return gold


def score_pdfs(knowledge: Knowledge) -> Counter[str]:
    hits: Counter[str] = Counter()
    for path in sorted(PDFS.glob("*.pdf")):
        articles = read_bodies(read_pages(path, None, None), knowledge)
        hits += score(load_gold(path.with_suffix(".json")), articles)
    return hits


def score_picture(knowledge: Knowledge, *, noisy: bool) -> Counter[str]:
    pytest.importorskip("rapidocr")
    from kg.read.scan.scan import scan_picture  # noqa: PLC0415 (the extra `scan`)

    document = pypdfium2.PdfDocument(PDFS / f"{OCR_PAGE}.pdf")
    pixels = document[0].render(scale=DPI / 72, grayscale=True).to_numpy()
    document.close()
    picture = np.ascontiguousarray(pixels.reshape(pixels.shape[:2]))
    if noisy:
        image = Image.fromarray(picture).rotate(0.8, Image.Resampling.BICUBIC, fillcolor=255)
        noise = np.random.default_rng(1).normal(0, 10, picture.shape)
        faded = np.asarray(image, np.float32) * 0.85 + 25 + noise
        picture = np.clip(faded, 0, 255).astype(np.uint8)
    page = make_page("p", scan_picture(picture), None, None)
    return score(load_gold(PDFS / f"{OCR_PAGE}.json"), read_bodies([page], knowledge))


def score_web(folder: Path, knowledge: Knowledge) -> Counter[str]:
    """Score the same articles set as web pages, each on one of its own."""
    hits: Counter[str] = Counter()
    for path in sorted(PDFS.glob("*.json")):
        for want in load_gold(path):
            page = folder / "page.html"
            page.write_text(write_web(want), encoding="utf-8")
            hits += score([want], read_bodies(read_pages(page, None, None), knowledge))
    return hits


def write_web(want: Mapping[str, object]) -> str:
    authors = want["authors"]
    names = " ".join(authors) if isinstance(authors, list) else ""
    paragraphs = "".join(f"<p>　　{text}</p>" for text in str(want["body"]).split("\n"))
    return (
        f"<html><head><title>{want['title']}-江城日报</title></head><body><div><a>首页</a>"
        f"<a>要闻</a></div><h1>{want['title']}</h1><div class=info>2031-05-02 来源：江城日报 "
        f"作者：{names}</div><div class=content>{paragraphs}</div>"
        "<div>版权所有 江城日报社</div></body></html>"
    )


FORMS: dict[str, Callable[[Path, Knowledge], Counter[str]]] = {
    "pdf": lambda _, knowledge: score_pdfs(knowledge),
    "web": score_web,
    "ocr": lambda _, knowledge: score_picture(knowledge, noisy=False),
    "ocr_noisy": lambda _, knowledge: score_picture(knowledge, noisy=True),
}


@pytest.mark.parametrize("form", FORMS)
def test_reading_is_what_its_floor_says(form: str, knowledge: Knowledge, tmp_path: Path) -> None:
    found = FORMS[form](tmp_path, knowledge)

    for key, floor in FLOORS[form].items():
        assert found[key] >= floor, f"{key}: {found[key]}"
