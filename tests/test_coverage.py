"""Nothing is lost: each character of a page has exactly one use, and the user is told which."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.know.knowledge import Knowledge, load_knowledge
from kg.model import Page, Reading
from kg.read.articles.articles import read_articles
from kg.read.pages import find_pages, read_pages
from kg.view.coverages import measure_coverage
from kg.view.readings import describe_reading, write_reading

ROOT = Path(__file__).parents[1]
KNOWLEDGE = load_knowledge()
FILES = find_pages(
    [ROOT / "seeds", ROOT / "tests/web", *sorted((ROOT / "tests/pdfs").glob("*.pdf"))]
)
LINES = [
    line
    for path in sorted((ROOT / "seeds").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
ODD = [
    "\u200b",
    "\x07",
    "　",
    "\ufeff",
    "𠮷",
    "Ａ１",
    "⼈",
    "︵",
    "江\u0301",
    "\x0b",
    "e\u0301",
    "👨‍👩‍👧",
]


def read_file(path: Path) -> list[Reading]:
    return [read_articles(page, KNOWLEDGE) for page in read_pages(path, None, None)]


def check_account(reading: Reading) -> None:
    """Check that regions part the page, and that articles are what their regions say."""
    text = reading.page.text
    used = Counter(at for one in reading.regions for at in range(one.start, one.end))
    assert not [at for at, count in used.items() if count > 1]
    assert [text[at] for at in range(len(text)) if at not in used and not text[at].isspace()] == []
    assert list(reading.regions) == sorted(reading.regions, key=lambda one: one.start)
    assert {one.article for one in reading.regions} <= {None, *(a.id for a in reading.articles)}
    assert all(one.reason for one in reading.regions if one.role == "dropped")
    for article in reading.articles:
        own = [one for one in reading.regions if one.article == article.id]
        said = list_places(text, (at for at in article.origin if at >= 0))
        kept = list_places(
            text,
            (
                at
                for one in own
                if one.role in ("title", "body")
                for at in range(one.start, one.end)
            ),
        )
        assert sorted(said) == kept


def list_places(text: str, places: Iterable[int]) -> list[int]:
    return [at for at in places if not text[at].isspace()]


def check_counts(reading: Reading) -> None:
    """Check that what the user is told adds up to the whole page."""
    total = sum(not character.isspace() for character in reading.page.text)
    shares = measure_coverage(reading)
    assert sum(share.characters for share in shares) == total
    assert "lost" not in {share.role for share in shares}
    assert sum(describe_reading(reading)["coverage"].values()) == total
    shown = "".join(write_reading(reading, 200).split())
    assert all(f"{share.label}{share.characters:,}（" in shown for share in shares)


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_each_character_of_a_page_is_accounted_for(path: Path) -> None:
    for reading in read_file(path):
        check_account(reading)
        check_counts(reading)


def test_each_character_of_a_library_s_page_is_accounted_for(tmp_path: Path) -> None:
    lines = [line for line in LINES[:60] if line.strip()]
    words = "".join(
        f'<TextLine><String CONTENT="{line.replace("&", "").replace("<", "")}" HPOS="20" '
        f'VPOS="{20 + 24 * at}" WIDTH="{20 * len(line)}" HEIGHT="20"/></TextLine>'
        for at, line in enumerate(lines)
    )
    path = tmp_path / "page.xml"
    path.write_text(
        '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page WIDTH="900" '
        f'HEIGHT="1600"><TextBlock>{words}</TextBlock></Page></Layout></alto>',
        encoding="utf-8",
    )

    (reading,) = read_file(path)

    check_account(reading)
    check_counts(reading)


def test_each_character_of_a_scan_is_accounted_for(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    import pypdfium2 as pdfium  # noqa: PLC0415 (beside what needs it)

    with pdfium.PdfDocument(ROOT / "tests/pdfs/flow.pdf") as document:
        document[0].render(scale=1.6).to_pil().convert("L").save(tmp_path / "flow.png")

    (reading,) = read_file(tmp_path / "flow.png")

    assert len(reading.articles) >= 2
    check_account(reading)
    check_counts(reading)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(LINES), st.sampled_from(ODD), st.text(max_size=30), st.just("\n")
        ),
        max_size=40,
    )
)
def test_each_character_of_any_text_is_accounted_for(lines: list[str]) -> None:
    reading = read_articles(Page("p", "\n".join(lines)), KNOWLEDGE)

    check_account(reading)
    check_counts(reading)


def test_a_shuffled_page_is_accounted_for(knowledge: Knowledge) -> None:
    for step in (7, 11, 23):
        order = sorted(range(len(LINES)), key=lambda at: (at * step) % len(LINES))
        reading = read_articles(Page("p", "\n".join(LINES[at] for at in order)), knowledge)

        check_account(reading)
