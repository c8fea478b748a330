"""Text layers of other producers: down the page, turned, hidden, spaced, doubled; dense pages."""

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from kg.know.knowledge import load_knowledge
from kg.model import Article
from kg.read.articles.articles import read_articles
from kg.read.pages import read_pages

KNOWLEDGE = load_knowledge()
WIDTH, HEIGHT = 620, 620
HERE = Path(__file__).parent
SIZE = (1060, 1500)
PART = re.compile(r'<div class="([lvbp])( f)?" style="([^"]*)">([^<]*)</div>')
STYLE = re.compile(r"([a-z-]+):\s*([^;]+)")
SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
LEAD = re.compile(r"^本报讯\s*(?:（[^）]*）)?")  # who reports stands in the gold's body
SEEDS = range(2000, 2008)
FLOOR = 0.97  # of the articles, body and headline; 78 of 78 when it was set, 257 of 264 on others
TITLE, OTHER = "江城市开展节水行动", "莲花乡修通进山公路"
FIRST = [
    "\u3000\u3000近日，江城市水务局组织",
    "工作人员走进十二个社区，",
    "向居民讲解用水常识，发放",
    "节水手册三千余册，检修老",
    "旧水管四十六处，受到居民",
    "的欢迎。",
]
SECOND = [
    "\u3000\u3000莲花乡今年筹资修路三十",
    "公里，客车开进大山里。村",
    "民把自家种的黄桃和香菇装",
    "上货车，当天就能运到城里",
    "的市场，路通了，日子也越",
    "来越有盼头。",
]
MORE = [
    "\u3000\u3000据了解，全市今年已经改",
    "造管网四十六公里，更换水",
    "表一万二千块，漏损率降到",
    "百分之八点七，年底前还要",
    "建成三十个节水型小区。",
]
NEXT = [
    "\u3000\u3000乡里还成立了养护队，由",
    "十八名村民轮流巡查路面，",
    "清理落石和积水。下一步将",
    "把路灯装到每一个村口，让",
    "夜里出行也安全。",
]


def write_pdf(
    path: Path,
    marks: Sequence[str],
    *,
    down: bool = False,
    rotate: int = 0,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Path:
    """Write a page with a font that is not embedded, as small as a PDF can be."""
    code = "UniGB-UCS2-V" if down else "UniGB-UCS2-H"
    content = "\n".join(marks).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {rotate}"
        "/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{code}"
        "/DescendantFonts[6 0 R]>>".encode(),
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
            b"/FontDescriptor 7 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
            b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>"
        ),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 8\n0000000000 65535 f \n" + table
    data += b"trailer<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % data.rindex(b"xref\n0")
    path.write_bytes(data)
    return path


def mark(text: str, x: float, y: float, size: float = 10, more: str = "", turn: int = 0) -> str:
    """Set a line whose characters stand `y` under the head of the page, turned by quarters."""
    shown = text.lstrip("\u3000")
    x += size * (len(text) - len(shown))
    matrix = {0: f"1 0 0 1 {x} {HEIGHT - y}", 1: f"0 1 -1 0 {y} {x}"}[turn]
    code = shown.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {more} {matrix} Tm <{code}> Tj ET"


def set_columns(
    *columns: tuple[Sequence[str], float, float], more: str = "", turn: int = 0
) -> list[str]:
    """Set columns, each (lines, left, top)."""
    return [
        mark(line, x, y + 15 * row, 10, more, turn)
        for lines, x, y in columns
        for row, line in enumerate(lines)
    ]


PAGE = [
    mark(TITLE, 40, 40, 22),
    *set_columns((FIRST, 30, 75), (MORE, 170, 75)),
    mark(OTHER, 330, 40, 22),
    *set_columns((SECOND, 320, 75), (NEXT, 460, 75)),
]


def join(*columns: Sequence[str]) -> str:
    return "".join("".join(column) for column in columns).replace("\u3000", "")


WHOLE = {(TITLE, join(FIRST, MORE)), (OTHER, join(SECOND, NEXT))}


def read(path: Path) -> list[Article]:
    (page,) = read_pages(path, "2031-05-02", None)
    return list(read_articles(page, KNOWLEDGE).articles)


def describe(articles: Sequence[Article]) -> set[tuple[str, str]]:
    return {(re.sub(r"\s", "", a.title), re.sub(r"\s", "", a.body)) for a in articles}


def test_a_plain_page_is_read(tmp_path: Path) -> None:
    assert describe(read(write_pdf(tmp_path / "a.pdf", PAGE))) == WHOLE


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_whose_letters_lie_on_their_side_is_read(rotate: int, tmp_path: Path) -> None:
    turned = [
        mark(TITLE, 40, 40, 22, turn=1),
        *set_columns((FIRST, 30, 75), (MORE, 170, 75), turn=1),
        mark(OTHER, 330, 40, 22, turn=1),
        *set_columns((SECOND, 320, 75), (NEXT, 460, 75), turn=1),
    ]

    assert describe(read(write_pdf(tmp_path / "a.pdf", turned, rotate=rotate))) == WHOLE


def test_lines_may_come_in_any_order(tmp_path: Path) -> None:
    shuffled = list(PAGE)
    random.Random(3).shuffle(shuffled)  # noqa: S311

    assert describe(read(write_pdf(tmp_path / "a.pdf", shuffled))) == WHOLE


def test_lines_may_run_on_through_the_columns(tmp_path: Path) -> None:
    rows = sorted(PAGE, key=lambda one: -float(one.split()[-5]))

    assert describe(read(write_pdf(tmp_path / "a.pdf", rows))) == WHOLE


def test_lines_may_come_in_pieces(tmp_path: Path) -> None:
    pieces = []
    for lines, x, y in ((FIRST, 30, 75), (MORE, 170, 75), (SECOND, 320, 75), (NEXT, 460, 75)):
        for row, line in enumerate(lines):
            shown = line.replace("\u3000", " ")
            for start in range(0, len(shown), 5):
                piece = shown[start : start + 5]
                bare = piece.lstrip(" ")
                left = x + 10 * (start + len(piece) - len(bare))
                pieces.append(mark(bare, left, y + 15 * row))
    random.Random(5).shuffle(pieces)  # noqa: S311
    heads = [mark(TITLE, 40, 40, 22), mark(OTHER, 330, 40, 22)]

    assert describe(read(write_pdf(tmp_path / "a.pdf", [*pieces, *heads]))) == WHOLE


def test_characters_printed_over_themselves_are_read_once(tmp_path: Path) -> None:
    doubled = [
        line
        for title, x in ((TITLE, 40), (OTHER, 330))
        for line in (mark(title, x, 40, 22), mark(title, x + 0.4, 40, 22))
    ]
    text = set_columns((FIRST, 30, 75), (MORE, 170, 75), (SECOND, 320, 75), (NEXT, 460, 75))

    assert describe(read(write_pdf(tmp_path / "a.pdf", [*doubled, *text]))) == WHOLE


def test_a_spaced_headline_is_read_without_its_spaces(tmp_path: Path) -> None:
    spaced = [
        mark("节水行动", 40, 40, 22, "20 Tc"),
        "BT 0 Tc ET",
        *set_columns((FIRST, 30, 75), (MORE, 170, 75)),
        mark(OTHER, 330, 40, 22),
        *set_columns((SECOND, 320, 75), (NEXT, 460, 75)),
    ]

    assert describe(read(write_pdf(tmp_path / "a.pdf", spaced))) == {
        ("节水行动", join(FIRST, MORE)),
        (OTHER, join(SECOND, NEXT)),
    }


@pytest.mark.parametrize("stretch", [70, 90, 108])
def test_a_hidden_layer_whose_lines_have_a_wrong_width_is_read(
    stretch: int, tmp_path: Path
) -> None:
    hidden = [re.sub(r"Tf ", f"Tf 3 Tr {stretch} Tz ", one) for one in PAGE]

    assert describe(read(write_pdf(tmp_path / "a.pdf", hidden))) == WHOLE


def test_a_text_whose_headline_is_drawn_and_not_written_keeps_its_body(tmp_path: Path) -> None:
    text = set_columns((FIRST, 30, 75), (MORE, 170, 75))

    assert describe(read(write_pdf(tmp_path / "a.pdf", text))) == {("", join(FIRST, MORE))}


def set_down(lines: Sequence[str], right: float, top: float) -> list[str]:
    """Set lines down the page, from right to left."""
    return [
        mark(line.lstrip("\u3000"), right - 15 * row, top + 10 * line.count("\u3000"))
        for row, line in enumerate(lines)
    ]


def test_text_set_down_the_page_is_read_from_right_to_left(tmp_path: Path) -> None:
    down = [
        mark(TITLE, 560, 40, 22),
        *set_down([*FIRST, *MORE], 525, 40),
        mark(OTHER, 280, 40, 22),
        *set_down([*SECOND, *NEXT], 245, 40),
    ]

    assert describe(read(write_pdf(tmp_path / "a.pdf", down, down=True))) == WHOLE


def test_two_tiers_of_text_down_the_page_are_read_one_after_the_other(tmp_path: Path) -> None:
    down = [
        mark(TITLE, 560, 40, 22),
        *set_down(FIRST, 525, 40),
        *set_down(MORE, 525, 200),
    ]

    assert describe(read(write_pdf(tmp_path / "a.pdf", down, down=True))) == {
        (TITLE, join(FIRST, MORE))
    }


def load_pool() -> list[tuple[str, list[str]]]:
    """Load headlines and sentences: of the seeds, and of the invented stories."""
    pool: list[tuple[str, list[str]]] = []
    for path in sorted((HERE.parent / "seeds").glob("*.json")):
        articles = json.loads(path.read_text(encoding="utf-8"))["articles"]
        pool += [(a["title"][:24].strip(), SENTENCE.findall(a["body"])) for a in articles]
    stories = (HERE / "pdfs" / "articles.txt").read_text(encoding="utf-8").split("\n\n")
    told = [story.strip().split("\n") for story in stories]
    pool += [(title, SENTENCE.findall("\n".join(rest[-3:]))) for title, *rest in told]
    return [(title, sentences) for title, sentences in pool if title and sentences[1:]]


def set_parts(parts: list[str]) -> Iterator[str]:
    """Set what a canvas has, in PDF."""
    for kind, full, style, text in PART.findall("\n".join(parts)):
        look = dict(STYLE.findall(style))
        x, y = (float(look[side].removesuffix("px")) for side in ("left", "top"))
        width, height = (float(look.get(s, "0").removesuffix("px")) for s in ("width", "height"))
        size = float(look.get("font-size", "0").removesuffix("px"))
        shown = text.replace("&quot;", '"').replace("&amp;", "&")
        if kind in "bp":
            yield f"{x} {SIZE[1] - y - height} {width} {height} re {'S' if kind == 'b' else 'f'}"
        elif kind == "v":
            yield from (set_text(one, x, y + size * at, size, 0) for at, one in enumerate(shown))
        else:
            room = float(look.get("letter-spacing", "0").removesuffix("px"))
            cells = sum(0.5 if one.isascii() else 1.0 for one in shown) * size
            if full:
                room = (width - cells) / max(1, len(shown) - 1)
            elif look.get("text-align") == "center":
                x += (width - cells - room * len(shown)) / 2
            yield set_text(shown, x, y + size * 0.2, size, room)


def set_text(text: str, x: float, y: float, size: float, room: float) -> str:
    """Set a line."""
    code = text.encode("utf-16-be").hex()
    place = f"1 0 0 1 {x:.2f} {SIZE[1] - y - size * 0.88:.2f} Tm"
    return f"BT /F {size:.2f} Tf {room:.3f} Tc {place} <{code}> Tj ET"


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def count_alike(body: str, other: str) -> float:
    """Measure how alike two texts are by their runs of eight characters."""
    one, two = ({text[at : at + 8] for at in range(len(text) - 7)} for text in (body, other))
    return 2 * len(one & two) / max(1, len(one) + len(two))


def read_seed(seed: int, path: Path) -> tuple[int, int]:
    """Lay a page out and read it; give how many of its articles are found, of how many."""
    sys.path.insert(0, str(HERE / "pdfs"))
    try:
        make_page = import_module("dense").make_page
    finally:
        sys.path.remove(str(HERE / "pdfs"))
    pool = load_pool()
    random.Random(seed).shuffle(pool)  # noqa: S311
    press = make_page(pool, seed)
    (page,) = read_pages(
        write_pdf(path, list(set_parts(press.canvas.parts)), size=SIZE), None, None
    )
    found = [(bare(a.title), bare(a.body)) for a in read_articles(page, KNOWLEDGE).articles]
    told = [(bare(str(one["title"])), bare(LEAD.sub("", str(one["body"])))) for one in press.told]
    told = [one for one in told if len(one[1]) >= 25]  # a line or two: the page was full
    right = sum(
        any(title == head and count_alike(body, text) >= 0.95 for head, text in found)
        for title, body in told
    )
    return right, len(told)


def test_dense_pages_are_read_into_their_articles(tmp_path: Path) -> None:
    counts = [read_seed(seed, tmp_path / f"{seed}.pdf") for seed in SEEDS]
    right, every = (sum(one) for one in zip(*counts, strict=True))
    print(f"\n{right} of {every} articles of {len(counts)} dense pages: {counts}")  # noqa: T201

    assert right >= FLOOR * every
