"""What `kg tag` shows: every name once, in its colour, with its recogniser, and why one is not."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import tag
from kg.cli import main
from kg.extract.extracts import extract_article
from kg.know.knowledge import Knowledge
from kg.model import Article, ArticleId, Mention, Span
from kg.read.sentences import split_sentences
from kg.run.tags import tag_text
from kg.view.inks import choose_ink
from kg.view.tags import bracket_text, color_text, list_named
from kg.view.wordings import RECOGNISERS

ROOT = Path(__file__).parents[1]
TEXT = "江城市医保局开展“护水”专项行动。该局局长李明介绍，蓝湾食品公司到江城市投产。"
BRACKETS = (
    "[[江城市|地点]医保局|机构]开展[“护水”专项行动|行动]。[该局|机构]局长[李明|人物]介绍，"
    "[蓝湾食品公司|企业]到[江城市|地点]投产。\n"
)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
MARKS = re.compile(r"\[|\|\w+\]")
KINDS = ("Agency", "Place", "Person")
Printed = pytest.CaptureFixture[str]
Type = Callable[[bytes], None]


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Type:
    return lambda data: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def run(*arguments: object) -> int:
    return main(["tag", *map(str, arguments)])


def test_names_stand_in_brackets_and_in_a_table(capsys: Printed) -> None:
    assert run(TEXT) == 0
    printed = capsys.readouterr()
    text, table = printed.out.split("\n\n")
    rows = [line.split() for line in table.splitlines()]

    assert text + "\n" == BRACKETS
    assert rows[0] == ["名称", "类别", "识别", "分数", "位置", "就是"]
    assert rows[2] == ["江城市医保局", "机构", "机构语法", "0.90", "1–6字"]
    assert ["该局", "机构", "简称、回指", "0.90", "18–19字", "江城市医保局"] in rows
    assert not printed.err


def test_json_points_into_the_text(capsys: Printed) -> None:
    words = f"𠮷\r\n{TEXT}"  # beyond the first plane: one code point, two of UTF-16

    assert run(words, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data.keys() == {"text", "mentions", "entities"}
    assert data["text"] == words
    assert all(words[m["start"] : m["end"]] == m["text"] for m in data["mentions"])
    anaphor = next(m for m in data["mentions"] if m["text"] == "该局")
    assert data["entities"][anaphor["entity"]]["name"] == "江城市医保局"
    assert anaphor | {"entity": 0} == {
        "start": 20,
        "end": 22,
        "text": "该局",
        "kind": "Agency",
        "label": "机构",
        "recogniser": "coreference",
        "score": 0.9,
        "entity": 0,
        "anaphor": True,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_files_and_the_standard_input_are_read(
    encoding: str, type_in: Type, tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / "消息"
    path.write_bytes(TEXT.encode(encoding))
    type_in(TEXT.encode(encoding))

    for source in (path, "-"):
        assert run(source) == 0
        assert capsys.readouterr().out.startswith(BRACKETS)


def test_a_file_is_text_and_no_page(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"标题\n\n    本报讯（记者 王江）{TEXT}\f{TEXT}\n", "utf-8")

    assert run(path, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["text"] == path.read_text("utf-8").replace("\f", "\n")
    assert run(path) == 0
    assert "4行 1–6字" in capsys.readouterr().out
    path.write_text(f"{TEXT}\n", "utf-8")
    assert run(path) == 0
    assert "  1–6字" in capsys.readouterr().out


@pytest.mark.parametrize("words", ["", "  \n", "-"])
def test_without_words_one_is_asked_for_them(words: str, type_in: Type, capsys: Printed) -> None:
    type_in(b"\n")

    assert run(words) == 2
    assert "没有文字" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (ROOT / "seeds", "这是目录，不是文件"),
        (ROOT / "none.txt", "none.txt: 没有这个文件"),
        (ROOT / "notebooks/graph.png", "graph.png"),
        ("-", "标准输入不是文字"),
    ],
)
def test_what_is_no_text_is_said(words: str, reason: str, type_in: Type, capsys: Printed) -> None:
    type_in(b"\x89PNG\x00\x01\x02")

    assert run(words) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.parametrize("words", ["今天天气很好。", "今天天气很好。" * 100, "好\0"])
def test_a_text_without_names_is_shown_and_said_to_have_none(words: str, capsys: Printed) -> None:
    assert run(words) == 0
    printed = capsys.readouterr()
    assert printed.out == words.replace("\0", " ") + "\n"
    assert printed.err == "没有认出名称\n"
    assert run(words, "--json", "--proposed") == 0
    data = json.loads(capsys.readouterr().out)
    assert data == {"text": words, "mentions": [], "entities": [], "proposed": []}


@pytest.mark.parametrize(
    ("words", "kind", "name", "reason"),
    [
        ("新建的厂房投产了。", "地点", "新建", "文中没有旁证"),
        (
            "江城市印发《江城市护水办法》。",
            "地点",
            "江城市",
            "选了《江城市护水办法》（政策）",
        ),
        ("记者来到柳林镇中学。", "地点", "柳林镇", "只是柳林镇中学（组织）的一部分"),
    ],
)
def test_what_was_proposed_and_not_chosen_says_why(
    words: str, kind: str, name: str, reason: str, capsys: Printed
) -> None:
    assert run(words, "--proposed") == 0
    _, table = capsys.readouterr().out.split("提出而没有选上：\n")
    rows = [line.split() for line in table.splitlines()]

    assert [row for row in rows if row[:2] == [name, kind] and row[-1] == reason], table
    assert run(words, "--proposed", "--json") == 0
    proposed = json.loads(capsys.readouterr().out)["proposed"]
    assert name in {one["text"] for one in proposed}


def test_nothing_found_leads_to_what_was_proposed(capsys: Printed) -> None:
    assert run("新建的厂房投产了。") == 0
    assert "加 --proposed" in capsys.readouterr().err


def test_what_is_shown_is_what_a_build_extracts(knowledge: Knowledge) -> None:
    article = Article(ArticleId("text"), "text", TEXT)
    extract = extract_article(article, split_sentences(article), knowledge)

    assert tag(TEXT).entities == extract.entities


def test_each_recogniser_has_a_name_and_no_name_is_listed_twice(knowledge: Knowledge) -> None:
    found = set()
    for path in (ROOT / "seeds").glob("*.txt"):
        tags = tag_text(path.read_text("utf-8"), knowledge)
        mentions = [named.mention for named in list_named(tags.entities)]
        spans = [mention.span for mention in mentions]
        rejected = [rejection.mention for rejection in tags.rejections]
        found |= {mention.by for mention in (*mentions, *rejected)}
        assert len(spans) == len(set(spans))
        assert not {(m.span, m.kind) for m in mentions} & {(m.span, m.kind) for m in rejected}

    assert found == RECOGNISERS.keys()


@pytest.mark.parametrize(("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_is_given_colours(environment: dict[str, str], *, colored: bool) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "kg", "tag", TEXT],
        cwd=ROOT,
        stdout=theirs,
        env={key: value for key, value in os.environ.items() if key != "NO_COLOR"} | environment,
    )
    os.close(theirs)
    data = b""
    while chunk := read_terminal(ours):
        data += chunk
    os.close(ours)
    lines = data.decode().replace("\r\n", "\n").splitlines(keepends=True)

    assert done.wait() == 0
    assert bool(STYLE.search("".join(lines))) == colored
    if colored:
        assert STYLE.sub("", lines[0]) == TEXT + "\n"
        assert choose_ink("Campaign") + "“护水”专项行动\x1b[0m" in lines[0]
        assert sorted(STYLE.sub("", lines[2]).split()[::2]) == sorted(
            ("机构", "企业", "行动", "人物", "地点")
        )
    else:
        assert lines[0] == BRACKETS


def read_terminal(ours: int) -> bytes:
    try:
        return os.read(ours, 4096)
    except OSError:  # Linux: the other side is closed
        return b""


def make_mention(text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(Span(ArticleId("t"), start, end), text[start:end], kind, "test")


@pytest.mark.parametrize(
    ("spans", "underlined"),
    [
        ([(0, 6, "Agency"), (0, 3, "Place")], "江城市"),  # inside
        ([(0, 3, "Place"), (3, 6, "Place")], "医保局"),  # touching, of one kind
        ([(0, 3, "Place"), (3, 6, "Agency")], ""),  # of two
        ([(0, 6, "Agency"), (0, 3, "Agency")], "江城市"),  # inside, of one kind
        ([(0, 6, "Agency"), (3, 6, "Agency")], "医保局"),
        ([(0, 6, "Agency"), (0, 4, "Agency"), (0, 3, "Agency")], "医"),
    ],
)
def test_the_edge_of_a_name_can_be_seen(spans: list[tuple[int, int, str]], underlined: str) -> None:
    text = "江城市医保局"
    colored = color_text(text, [make_mention(text, *span) for span in spans])

    assert "".join(re.findall(r"\x1b\[4m([^\x1b]+)", colored)) == underlined
    assert len(set(re.findall(r"48;5;\d+", colored))) == len({kind for _, _, kind in spans})


@given(
    st.text("江城\n\x1b\t", min_size=8, max_size=12),
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 8), st.sampled_from(KINDS)), max_size=5),
)
def test_marking_changes_nothing_but_what_a_terminal_obeys(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    found = [make_mention(text, start, start + size, kind) for start, size, kind in spans]
    found = [mention for mention in found if mention.span.end <= len(text)]
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    shown = text.replace("\x1b", " ").replace("\t", " ") + "\n"

    assert STYLE.sub("", color_text(text, found)) == shown
    assert MARKS.sub("", bracket_text(text, found, {kind: kind for kind in KINDS})) == shown
