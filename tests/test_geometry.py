"""Reading order from places alone: lines, columns, headlines, and whatever a file may hold."""

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Box, Sheet
from kg.read.geometry.geometry import arrange_glyphs
from kg.read.geometry.glyphs import Glyph
from kg.read.geometry.pitches import settle_sizes

PAGE = (600.0, 800.0)
LEFT = [
    "\u3000\u3000江城市水务局近日开",
    "展节水进社区行动，工作",
    "人员走进十二个社区，向",
    "居民讲解用水常识，发放",
]
RIGHT = [
    "节水手册三千余册。",
    "\u3000\u3000据了解，全市今年改",
    "造管网四十六公里，更换",
    "水表一万二千块。",
]
OTHER = ["\u3000\u3000莲花乡今年修路三十", "公里，客车开进了山里。"]


def set_line(text: str, x: float, y: float, size: float = 10, pitch: float = 1) -> list[Glyph]:
    """Set a line across the page; an ideographic space is room."""
    return [
        Glyph(one, Box(x + at * size * pitch, y, x + (at * pitch + 1) * size, y + size), size)
        for at, one in enumerate(text)
        if one != "\u3000"
    ]


def set_down(text: str, x: float, y: float, size: float = 20) -> list[Glyph]:
    """Set a line down the page."""
    return [
        Glyph(one, Box(x, y + at * size, x + size, y + (at + 1) * size), size)
        for at, one in enumerate(text)
    ]


def set_column(lines: Iterable[str], x: float, y: float) -> list[Glyph]:
    """Set the lines of a column."""
    return [one for row, line in enumerate(lines) for one in set_line(line, x, y + row * 15)]


def arrange(*parts: Sequence[Glyph], frames: Sequence[Box] = ()) -> list[str]:
    sheet = arrange_glyphs([glyph for part in parts for glyph in part], PAGE, frames)
    return [line for line in sheet.text.split("\n") if line]


def trim(lines: Iterable[str]) -> list[str]:
    return [line.strip("\u3000") for line in lines]


TITLE = "江城市开展节水行动"
COLUMNS = [set_line(TITLE, 50, 20, 20), set_column(LEFT, 20, 60), set_column(RIGHT, 145, 60)]
WHOLE = [TITLE, *trim(LEFT), *trim(RIGHT)]


def test_two_columns_under_a_headline_are_read_one_after_the_other() -> None:
    assert arrange(*COLUMNS) == WHOLE


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_file_does_not_matter(chance: random.Random) -> None:
    glyphs = [glyph for part in COLUMNS for glyph in part]
    chance.shuffle(glyphs)

    assert arrange(glyphs) == WHOLE


@given(st.floats(0.3, 12))
@settings(max_examples=20, deadline=None)
def test_the_unit_of_the_page_does_not_matter(scale: float) -> None:
    def grow(glyph: Glyph) -> Glyph:
        box = glyph.box
        sides = (side * scale for side in (box.left, box.top, box.right, box.bottom))
        return glyph._replace(box=Box(*sides), size=glyph.size * scale)

    assert arrange([grow(glyph) for part in COLUMNS for glyph in part]) == WHOLE


def test_whole_lines_are_ordered_as_their_characters_are() -> None:
    lines = [
        Glyph(
            text.strip("\u3000"),
            Box(x + 20 * (text[0] == "\u3000"), y, x + 10 * len(text), y + 10),
            10,
        )
        for x, column in ((145, RIGHT), (20, LEFT))
        for y, text in zip(range(60, 200, 15), column, strict=False)
    ]

    assert arrange(lines, set_line(TITLE, 50, 20, 20)) == WHOLE


def test_a_headline_down_the_page_comes_before_its_text_from_right_to_left() -> None:
    head = [*set_down("开展节水行动", 20, 60), *set_down("江城市水务局", 46, 60)]

    lines = arrange(set_column(LEFT, 80, 60), set_column(RIGHT, 205, 60), head)

    assert lines == ["江城市水务局", "开展节水行动", *trim(LEFT), *trim(RIGHT)]


def test_a_text_goes_around_another_that_stands_in_its_corner() -> None:
    parts = [
        set_line(TITLE, 50, 20, 20),
        set_column(LEFT[:2], 20, 60),
        set_line("莲花乡修路", 20, 100, 16),
        set_column(OTHER, 20, 125),
        set_column([*LEFT[2:], *RIGHT], 145, 60),
    ]

    assert arrange(*parts) == [*WHOLE, "莲花乡修路", *trim(OTHER)]


@pytest.mark.parametrize(("last", "first"), [("》", "更"), ("员", "“"), ("，", "“")])
def test_a_mark_whose_blank_half_hangs_between_columns_joins_nothing(last: str, first: str) -> None:
    hang = 5 * (last in "》，"), 5 * (first == "“")
    left = [*set_column(LEFT[:3], 0, 0), *set_line(LEFT[3][:-1], 0, 45), *set_line(last, 105, 45)]
    right = [*set_column(RIGHT[:3], 122, 0), *set_line(first + RIGHT[3][1:], 122 - hang[1], 45)]
    left[-1] = left[-1]._replace(box=Box(100 + hang[0], 45, 110 + hang[0], 55))
    lines = arrange(left, right)
    assert lines == trim([*LEFT[:3], LEFT[3][:-1] + last, *RIGHT[:3], first + RIGHT[3][1:]])


def test_the_last_character_of_a_headline_stands_alone_under_it() -> None:
    head = [*set_line("江城水务局进社区", 10, 0, 20), *set_line("站", 80, 24, 20)]
    lines = arrange(head, set_column(LEFT, 0, 60))
    assert lines == ["江城水务局进社区", "站", *trim(LEFT)]


def test_specks_beside_a_headline_down_the_page_do_not_follow_themselves() -> None:
    text = ["近日江城市水务局开", "展节水进社区行动，", "人员走进十二个社区，", "讲解用水常识。"]
    specks = [Glyph(".", Box(55, 200 + 30 * at, 60, 210 + 30 * at), 10) for at in (0, 1)]
    below = [set_column(["\u3000\u3000江城今年修路三十里。"] * 6, x, 420) for x in (20, 170)]
    lines = arrange(set_column(text, 80, 200), set_down("江城水务", 205, 200), *below, specks)
    assert "".join(lines).count("江城水务") == 1


def test_two_stories_side_by_side_are_not_mixed() -> None:
    parts = [
        set_line("江城市节水", 20, 30, 16),
        set_column([*LEFT, *RIGHT], 20, 60),
        set_line("莲花乡修路", 145, 30, 16),
        set_column(OTHER, 145, 60),
    ]

    assert arrange(*parts) == [
        "江城市节水",
        *trim(LEFT),
        *trim(RIGHT),
        "莲花乡修路",
        *trim(OTHER),
    ]


def test_a_box_parts_what_stands_in_it_from_what_stands_around() -> None:
    frame = Box(137, 55, 263, 95)

    lines = arrange(set_column([*LEFT, *RIGHT], 20, 60), set_column(OTHER, 145, 60), frames=[frame])

    assert lines == [*trim(LEFT), *trim(RIGHT), *trim(OTHER)]


WORD = "(JiangchengShuiwuJituanGongsi"


def test_a_line_before_a_long_word_is_stretched_and_the_word_reaches_out_of_its_column() -> None:
    stretched = [*set_line("主", 20, 90), *set_line("办", 120, 90)]
    word = [Glyph(one, Box(20 + 6 * at, 105, 26 + 6 * at, 115), 10) for at, one in enumerate(WORD)]
    parts = [set_column(LEFT[:2], 20, 60), stretched, word, set_column(LEFT[2:], 20, 120)]

    lines = arrange(*parts, set_column([*RIGHT, *OTHER], 145, 60))

    assert lines == [
        *trim(LEFT[:2]), "主办", WORD, *trim(LEFT[2:]), *trim(RIGHT), *trim(OTHER)
    ]  # fmt: skip


def test_the_last_character_of_a_headline_down_the_page_is_its_last_line() -> None:
    head = [*set_down("江城市开展节水行动", 270, 60), *set_down("了", 246, 60)]

    lines = arrange(set_column(LEFT, 20, 60), set_column(RIGHT, 133, 60), head)

    assert lines[:2] == ["江城市开展节水行动", "了"]


def test_a_kicker_on_two_lines_stands_before_its_headline() -> None:
    kicker = [*set_line("水务工作人员走进十二", 25, 20, 9), *set_line("社区", 61, 32, 9)]
    head = [*set_line("江城节水", 35, 46, 20)]

    lines = arrange(kicker, head, set_column(LEFT, 20, 75), set_column(OTHER * 3, 160, 20))

    assert lines[:3] == ["水务工作人员走进十二", "社区", "江城节水"]


@pytest.mark.parametrize("pitch", [1.0, 1.3, 2.0])
def test_a_spaced_headline_is_one_line_without_spaces(pitch: float) -> None:
    assert arrange(set_line(TITLE, 20, 20, 20, pitch), set_column(LEFT, 20, 60))[0] == TITLE


def test_room_between_two_names_is_a_space() -> None:
    names = [*set_line("本报记者", 20, 40), *set_line("林远", 63, 40)]

    assert "本报记者 林远" in arrange(names, set_column(LEFT, 20, 70))


def test_what_is_printed_twice_is_read_once_and_noted() -> None:
    bold = [one._replace(box=Box(*(s + 0.5 for s in vars_of(one.box)))) for one in COLUMNS[0]]

    sheet = arrange_glyphs([*COLUMNS[0], *bold, *COLUMNS[1]], PAGE)

    assert sheet.text.startswith(TITLE + "\n")
    assert [note.code for note in sheet.notes] == ["overprinted"]


def vars_of(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def test_what_has_no_place_is_noted() -> None:
    nowhere = Glyph("水", Box(float("nan"), 0, 1, 1), 10)

    assert [note.code for note in arrange_glyphs([nowhere], PAGE).notes] == ["no-place"]


NUMBER = st.floats(-50, 900, width=16)
GLYPH = st.builds(
    lambda text, x, y, width, height, size, vertical: Glyph(
        text, Box(x, y, x + width, y + height), size, vertical
    ),
    st.text("江城市水，。a1 \n\u3000", min_size=1, max_size=3),
    NUMBER,
    NUMBER,
    st.floats(0, 60, width=16),
    st.floats(0, 60, width=16),
    st.floats(0, 40, width=16),
    st.sampled_from([None, True, False]),
)


@given(st.lists(GLYPH, max_size=60))
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_whatever_stands_where(glyphs: list[Glyph]) -> None:
    sheet = arrange_glyphs(glyphs, PAGE)

    assert_whole(sheet)
    if not sheet.notes:
        given_ = sorted(re.sub(r"\s", "", "".join(glyph.text for glyph in glyphs)))
        assert sorted(re.sub(r"\s", "", sheet.text)) == given_


def assert_whole(sheet: Sheet) -> None:
    """Hold that the lines cover the text, in order, one line each."""
    end = 0
    for line in sheet.prints:
        assert not sheet.text[end : line.start].strip()
        assert "\n" not in sheet.text[line.start : line.end]
        end = line.end
    assert not sheet.text[end:].strip()


HOSTILE: Mapping[str, Callable[[int], Sequence[Glyph]]] = {
    "a heap": lambda n: [
        g for at in range(n // 100) for g in set_line("江" * 100, at % 7, at % 11)
    ],
    "scattered": lambda n: [
        Glyph("江", Box(at * 37 % 3001, at * 91 % n, at * 37 % 3001 + 10, at * 91 % n + 10), 10)
        for at in range(n)
    ],
    "large": lambda n: [one for at in range(n // 50) for one in set_down("江" * 50, at * 40, 0)],
    "single characters in a row": lambda n: set_line("江" * n, 0, 0, 10, 3),
}


@pytest.mark.bench
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_page_and_hardly_faster(kind: str) -> None:
    times = []
    for count in (2000, 8000):
        glyphs = HOSTILE[kind](count)
        start = perf_counter()
        arrange_glyphs(glyphs, PAGE)
        times.append(perf_counter() - start)
    print(f"\n{kind}: {times[1]:.2f} s for 8,000 characters")  # noqa: T201

    assert times[1] / times[0] < 10


def test_a_byline_over_one_of_its_columns_is_no_part_of_the_text_there() -> None:
    lines = arrange(
        set_line("节水进社区", 100, 100, 22),
        set_line("本报记者林远", 185, 135),
        set_column(LEFT, 40, 150),
        set_column(RIGHT, 160, 150),
    )
    assert lines == ["节水进社区", "本报记者林远", *trim(LEFT), *trim(RIGHT)]


def test_a_text_begins_left_of_the_headline_over_its_middle() -> None:
    near = set_line("乡村修路", 45, 100, 20), set_column([*OTHER, *OTHER], 40, 130)
    own = set_column(LEFT, 160, 100), set_column(RIGHT, 280, 130)
    lines = arrange(set_line("节水进社区", 285, 100, 20), *own, *near)
    assert lines[:5] == ["乡村修路", *trim([*OTHER, *OTHER])]
    assert lines[5:] == ["节水进社区", *trim(LEFT), *trim(RIGHT)]


def test_a_rule_beside_a_headline_parts_the_story_next_to_it() -> None:
    rule = Box(154, 95, 154.5, 260)
    own = set_line("修路", 190, 100, 20), set_column(OTHER, 160, 130)
    lines = arrange(set_column([*LEFT[:-1], "居民讲解用水常识。"], 40, 130), *own, frames=[rule])
    assert lines[lines.index("修路") + 1] == trim(OTHER)[0]


def test_a_line_with_a_dash_is_the_sub_title_of_the_headline_over_it() -> None:
    lines = arrange(
        set_line("节水进社区", 40, 100, 22),
        set_line("——江城市见闻", 140, 124, 14),
        set_column(LEFT, 40, 150),
        set_column(RIGHT, 160, 150),
    )
    assert lines == ["节水进社区", "——江城市见闻", *trim(LEFT), *trim(RIGHT)]


def test_a_caption_beside_its_picture_is_no_part_of_the_text_below() -> None:
    caption = [
        *set_line("图为社区里的展板，工作", 160, 110, 9),
        *set_line("人员在讲解。林远摄", 160, 123, 9),
    ]
    lines = arrange(
        set_line("节水进社区", 90, 70, 22),
        caption,
        set_column(LEFT, 40, 180),
        set_column(RIGHT, 160, 180),
        frames=[Box(40, 105, 150, 170)],
    )
    assert lines[:9] == ["节水进社区", *trim(LEFT), *trim(RIGHT)]


@pytest.mark.parametrize(
    ("size", "above", "settled"),
    [(26.0, 30.0, 20.0), (26.0, 37.0, 26.0), (34.0, 30.0, 34.0)],
    ids=["dirt makes a line large", "a headline takes more room", "far larger"],
)
def test_lines_set_as_close_as_running_text_are_of_its_size(
    size: float, above: float, settled: float
) -> None:
    tops = [0.0, 30.0, 60.0, 60.0 + above, 90.0 + above, 120.0 + above]
    sizes = [20.0, 20.0, 20.0, size, 20.0, 20.0]
    found = settle_sizes(sizes, [(100.0, top) for top in tops], [(200.0, False)] * len(tops))
    assert found == [20.0, 20.0, 20.0, settled, 20.0, 20.0]


def test_a_large_initial_belongs_to_the_lines_beside_it() -> None:
    text = ["\u3000\u3000\u3000城市水务局近日", "\u3000\u3000\u3000展节水进社区行", *LEFT[2:]]
    lines = arrange(
        set_line(TITLE, 50, 20, 20),
        set_line("江", 20, 60, 25),
        set_column(text, 20, 60),
        set_column(RIGHT, 145, 60),
    )
    assert lines[:3] == [TITLE, "江城市水务局近日", "展节水进社区行"]


def test_columns_run_on_below_a_headline_in_their_middle() -> None:
    lines = arrange(
        set_column([*LEFT, *RIGHT[:3], "造管网四十六公里，接通"], 20, 60),
        set_column(["乡村水管并更换水表一万", "二千块，居民用水更加方"], 145, 60),
        set_line("节水进社区", 150, 105, 20),
        set_column(["便，水费也更低，大家都", "说这件事办得很好。"], 145, 150),
    )
    assert lines[0] == "节水进社区"
    assert lines[9:] == [
        "乡村水管并更换水表一万",
        "二千块，居民用水更加方",
        "便，水费也更低，大家都",
        "说这件事办得很好。",
    ]


def test_the_name_of_a_section_belongs_to_neither_headline_under_it() -> None:
    lines = arrange(
        set_line("县区快报", 20, 30, 14),
        set_line("节水进社区", 20, 52, 16),
        set_column(LEFT, 20, 80),
        set_line("乡村忙修路", 145, 52, 16),
        set_column(OTHER, 145, 80),
    )
    assert lines == ["县区快报", "节水进社区", *trim(LEFT), "乡村忙修路", *trim(OTHER)]
    sheet = arrange_glyphs(
        [
            *set_line("县区快报", 20, 30, 14),
            *set_line("节水进社区", 20, 52, 16),
            *set_line("乡村忙修路", 145, 52, 16),
            *set_column(LEFT, 20, 80),
        ],
        PAGE,
    )
    assert sheet.prints[0].flow != sheet.prints[1].flow


def test_a_headline_on_a_dark_ground_belongs_to_the_text_under_it() -> None:
    ground = Box(15, 15, 260, 45)
    glyphs = [glyph for part in COLUMNS for glyph in part]
    assert {one.flow for one in arrange_glyphs(glyphs, PAGE, [ground]).prints} == {0}


def test_a_headline_down_the_page_stands_in_the_box_around_its_text() -> None:
    lines = arrange(
        set_column([*LEFT, *RIGHT], 20, 60),
        set_down("节水进社区", 140, 60),
        set_column(OTHER, 200, 60),
        frames=[Box(10, 50, 180, 190)],
    )
    assert lines.index("节水进社区") + 1 == lines.index(trim(LEFT)[0])
