"""Pages in traditional characters: read as simplified ones are, and written as they are printed."""

from pathlib import Path

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Article, Page
from kg.read.articles.articles import read_articles
from kg.read.scripts import simplify

KNOWLEDGE = load_knowledge()
WORDS = KNOWLEDGE.words["traditional"]
SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
# The first of several traditional characters is as good as any here.
TRADITIONAL = str.maketrans(
    {
        new: old
        for olds, news in reversed(tuple(WORDS.items()))
        for old, new in zip(reversed(olds), reversed(news), strict=True)
    }
)
QUOTED = str.maketrans("“”", "「」")
PAGE = """江城圖書館開放夜間閱覽
本報訊 記者林遠 通訊員趙一凡
近日，江城圖書館開放夜間閱覽室，每週一至週五讀者可以讀到晚上十點。
「這裡燈光明亮，借書方便。」讀者陳新說。
（林遠 攝影報道）
"""


def read(text: str) -> tuple[Article, ...]:
    return read_articles(Page("page", text, "2031-05-02"), KNOWLEDGE).articles


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("quotes", [{}, QUOTED], ids=["plain", "quoted"])
def test_a_page_is_read_alike_in_both_scripts(path: Path, quotes: dict[int, int]) -> None:
    text = path.read_text(encoding="utf-8")
    plain = read(text)
    printed = read(text.translate(TRADITIONAL).translate(quotes))

    def translate(words: str) -> str:
        return words.translate(TRADITIONAL)

    back = {new: old for old, new in quotes.items()}  # the page has marks of text down it, too
    assert [one.text.translate(back) for one in printed] == [translate(one.text) for one in plain]
    assert [one.authors for one in printed] == [tuple(map(translate, a.authors)) for a in plain]
    assert [one.origin for one in printed] == [one.origin for one in plain]
    assert [one.agency for one in printed] == [one.agency for one in plain]


def test_bylines_and_quotations_of_a_traditional_page() -> None:
    (article,) = read(PAGE)

    assert article.title == "江城圖書館開放夜間閱覽"
    assert article.authors == ("林遠", "趙一凡")
    assert article.body.split("\n") == PAGE.split("\n")[2:4]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("江城日報訊：「節水」進社區", "江城日报讯：“节水”进社区"),
        ("江城日报讯：著名画家張大千的乾坤图在江城展出，观众络绎不绝，江城市民「大饱眼福」。",) * 2,
        ("", ""),
    ],
)
def test_only_a_traditional_page_is_simplified(text: str, plain: str) -> None:
    assert simplify(text, WORDS) == plain


def test_every_traditional_character_has_one_simplified_one() -> None:
    olds, news = "".join(WORDS), "".join(WORDS.values())

    assert len(olds) == len(news) == len(set(olds))
    assert set(olds).isdisjoint(news)
