"""The command line as a user meets it: what it prints, where, and with which exit code."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph.graphs import list_questions

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds/003_260bf5196bda7101.txt"
PAGE = "江城市水务局检查蓝湾公司\n\n　　本报讯（记者 王江）5月2日，江城市水务局检查了蓝湾公司。"

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    path = tmp_path / "pages/a.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "ontology", tmp_path / "ontology")


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_build_writes_everything_that_the_readme_names(seeds_out: Path) -> None:
    names = {p.name for p in seeds_out.iterdir()}

    assert names == {
        *("graph.ttl", "graph.nq", "graph.html", "report.html", "report.md", "store", "pages")
    }
    assert {p.stem for p in (seeds_out / "pages").iterdir()} == {
        p.stem for p in (ROOT / "seeds").glob("*.txt")
    }


def test_build_counts_for_machines_and_for_people(
    page_file: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run("build", page_file, "-o", tmp_path / "out", "--json", "--date", "2031-05-02") == 0
    printed = capsys.readouterr()

    assert json.loads(printed.out)["pages"] == 1
    assert "1 版、1 篇文章" in printed.err
    article = json.loads((tmp_path / "out/pages/a.json").read_text("utf-8"))["articles"][0]
    assert article["authors"] == ["王江"]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8-sig", b""), ("gb18030", b""), ("utf-16", b""), ("utf-16-le", b"")],
)
def test_encodings_are_recognised(
    encoding: str, mark: bytes, tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + SEED.read_text("utf-8").encode(encoding))

    assert run("build", path, "-o", tmp_path / "out", "--json") == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 11


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 2)])
def test_one_bad_page_among_good_ones_is_skipped_and_said(
    strict: list[str], code: int, page_file: Path, tmp_path: Path, capsys: Printed
) -> None:
    bad = page_file.parent / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 100)

    assert run("build", page_file.parent, "-o", tmp_path / "out", *strict) == code
    error = capsys.readouterr().err
    assert f"跳过：{bad}" in error
    assert "有 1 个文件读不了" in error
    assert "bad.txt" in (tmp_path / "out/report.html").read_text("utf-8")


def test_an_output_folder_that_cannot_be_written_is_said(
    page_file: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "out").write_text("a file in the way")

    assert run("build", page_file, "-o", tmp_path / "out") == 2
    assert f"{tmp_path / 'out'}: 写不了" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("kg.ttl", "kg:Agency a owl:Class .\n", "kg.ttl:1"),
        ("lexicon/Place.tsv", "江城市\t999999\n", "Place.tsv:1: 应有 4 列"),
        ("rules/builds.toml", "[[rule]]\nwording = 3\n", "builds.toml"),
        ("rules/loves.toml", "", "loves.toml"),
    ],
)
def test_a_broken_ontology_is_named_with_its_line(
    file: str, text: str, reason: str, page_file: Path, ontology: Path, capsys: Printed
) -> None:
    (ontology / file).write_text(text, encoding="utf-8")

    assert run("build", page_file, "-o", page_file.parent / "out", "--ontology", ontology) == 2
    assert reason in capsys.readouterr().err


def test_a_broken_question_is_named_with_its_line(
    ontology: Path, seeds_out: Path, capsys: Printed
) -> None:
    (ontology / "queries/坏.rq").write_text("# 坏问题\nSELECT ?x WHERE { ?x a\n", encoding="utf-8")

    assert run("ask", "坏", "-g", seeds_out, "--ontology", ontology) == 2
    assert "坏.rq:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["query", "SELECT ?x WHERE { ?x"], "语法错误"),
        (["query", "SELECT * { ?s foo:bar ?o }"], "foo:"),
        (["query", "INSERT DATA { <a:a> <a:b> <a:c> }"], "只能查询"),
        (["query"], "请给出一条 SPARQL"),
        (["query", "-f", "/nowhere.rq"], "/nowhere.rq"),
        (["ask", "谁爱谁"], "谁爱谁"),
        (["ask", "谁说了什么", "人物"], "名称=值"),
        (["ask", "谁说了什么", "天气=晴"], "天气"),
        (["ask", "谁说了什么", "人物=查无此人"], "查无此人"),
        (["show", "查无此人"], "查无此人"),
        (["export", "graph.docx"], "graph.docx"),
        (["score", "/nowhere"], "/nowhere"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    arguments: list[str], reason: str, seeds_out: Path, capsys: Printed
) -> None:
    assert run(*arguments, "-g", seeds_out) == 2
    assert reason in capsys.readouterr().err


def test_without_a_graph_the_way_to_one_is_said(tmp_path: Path, capsys: Printed) -> None:
    assert run("ask", "谁说了什么", "-g", tmp_path / "none") == 2
    assert "kg build" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "缺少参数"),
        (["bild"], "没有 'bild'"),
        (["build", "a.txt", "--date", "2023-13"], "没有这一天"),
        (["build", "a.txt", "--date", "昨天"], "日期应写作"),
        (["build", "a.txt", "--home"], "--home 后面要有一个值"),
        (["show", "x", "--loud"], "不认识的参数"),
    ],
)
def test_a_command_typed_wrongly_is_answered_in_chinese(
    arguments: list[str], reason: str, capsys: Printed
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments)
    error = capsys.readouterr().err

    assert stopped.value.code == 2
    assert reason in error
    assert "用法：" in error
    assert "usage" not in error


@pytest.mark.parametrize(
    ("question", "given", "answers"),
    [
        ("谁在哪个园区", "园区=东江湖大数据产业园", ["长沙银行", "阿里云", "62家企业已入驻"]),
        ("谁发起了什么行动", "行动=三湘护农", ["珠晖区纪委监委", "“三湘护农”专项行动"]),
        ("某单位的数字", "单位=慈利县", ["2844000000", "2023-01/2023-08", "目标", "已实现"]),
        ("谁说了什么", "人物=张寒宇", ["努力解决好每一个诉求"]),
    ],
)
def test_the_questions_of_the_readme_are_answered_with_sentences(
    question: str, given: str, answers: list[str], seeds_out: Path, capsys: Printed
) -> None:
    assert run("ask", question, given, "-g", seeds_out) == 0
    printed = "".join(capsys.readouterr().out.replace("│", "").split())

    assert [answer for answer in answers if answer not in printed] == []


def test_every_question_runs_and_there_are_ten(seeds_out: Path, capsys: Printed) -> None:
    questions = list_questions()
    names = {"实体": iter(["资兴市", "东江湖大数据产业园"] * 20), "文字": iter(["企业"] * 20)}

    assert len(questions) >= 10
    for question in questions:
        given = [f"{p.name}={next(names[p.kind])}" for p in question.parameters if p.required]
        assert run("ask", question.name, *given, "-g", seeds_out, "--format", "csv") == 0
        assert len(list(csv.reader(io.StringIO(capsys.readouterr().out)))) > 1, question


def test_show_for_people_and_for_machines(seeds_out: Path, capsys: Printed) -> None:
    assert run("show", "资兴市", "-g", seeds_out) == 0
    assert "东江湖大数据产业园" in capsys.readouterr().out
    assert run("show", "资兴市", "-g", seeds_out, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "地点"


def test_check_finds_nothing_in_the_seeds_and_a_fault_in_a_broken_graph(
    seeds_out: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run("check", "-g", seeds_out) == 0
    assert "没有发现问题" in capsys.readouterr().err
    broken = tmp_path / "broken.nq"
    lines = (seeds_out / "graph.nq").read_text("utf-8").replace("永州美凯电子", "永州美凯电器", 1)
    broken.write_text(lines.replace("62家企业已入驻", "26家企业已入驻"), encoding="utf-8")

    assert run("check", "-g", broken, "--json") == 1
    assert json.loads(capsys.readouterr().out)


def test_score_says_what_is_below_its_floor(
    seeds_out: Path, tmp_path: Path, capsys: Printed
) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[page]\nentities = 0.999\narticles = 1\n"  Agency" = 0.1\n', "utf-8")

    assert run("score", ROOT / "seeds", "-g", seeds_out, "--floors", floors, "--errors") == 1
    printed = capsys.readouterr()
    assert "低于下限：entities" in printed.err
    assert "articles" not in printed.err
    assert "entity\tmissed" in printed.out


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".jsonld"])
def test_export_can_be_read_back(
    suffix: str, seeds_out: Path, tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / f"graph{suffix}"
    assert run("export", path, "-g", seeds_out) == 0
    counts = []
    for graph in (seeds_out, path):
        query = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim }"
        assert run("query", query, "-g", graph, "--format", "json") == 0
        counts.append(json.loads(capsys.readouterr().out)[0]["n"])

    assert counts[0] == counts[1] > 100


@pytest.mark.parametrize("seed", ["1", "2"])
def test_two_builds_are_the_same_to_the_byte(seed: str, seeds_out: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "kg", "build", "seeds", "-o", str(again)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    for path in sorted(p for p in seeds_out.rglob("*") if p.is_file()):
        other = again / path.relative_to(seeds_out)
        if "store" not in path.relative_to(seeds_out).parts:  # RocksDB writes times and ids
            assert path.read_bytes() == other.read_bytes(), path.name


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", "seeds", "-o", str(tmp_path / "out")]
    started = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "out").exists() and started.poll() is None:
        time.sleep(0.01)  # it is writing as soon as the folder is there
    started.send_signal(signal.SIGINT)
    _, error = started.communicate(timeout=30)

    if started.returncode == 130:
        assert "已中断" in error
        assert not (tmp_path / "out").exists()
    else:
        assert started.returncode == 0, "it was faster than the interruption"


def test_a_reader_who_has_seen_enough_is_no_fault_of_ours() -> None:
    command = f"{sys.executable} -m kg read seeds | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode in {0, 141}  # 0 where all was written before head had gone
    assert done.stdout.count("\n") == 1
    assert not done.stderr


def test_a_page_is_not_written_over(page_file: Path, capsys: Printed) -> None:
    assert run("read", page_file, "--html", page_file) == 2

    assert "请换一个文件名" in capsys.readouterr().err
    assert page_file.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    ("command", "option", "place"),
    [
        ("read", "--html", "a.txt/page.html"),
        ("read", "--html", "nowhere/page.html"),
        ("read", "--html", "folder"),
        ("build", "-o", "a.txt/out"),
        ("build", "-o", "a.txt"),
    ],
)
def test_where_nothing_can_be_written_nothing_is_read(
    command: str,
    option: str,
    place: str,
    page_file: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.run.inputs.read_pages", lambda *_: pytest.fail("a page is read"))
    folder = page_file.parent
    (folder / "folder").mkdir()
    assert run(command, page_file, option, folder / place) == 2

    assert f"{folder / place}: 写不了" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "folder"]


def test_scans_in_a_folder_called_pages_outlive_a_build(page_file: Path, capsys: Printed) -> None:
    assert run("build", page_file, "-o", page_file.parents[1]) == 2

    assert "a.txt" in capsys.readouterr().err
    assert page_file.exists()


def test_what_kg_wrote_is_no_page(page_file: Path, capsys: Printed) -> None:
    folder = page_file.parent
    assert run("build", folder, "-o", folder / "out") == 0
    assert run("read", folder, "--html", folder / "b.html") == 0
    capsys.readouterr()
    assert run("read", folder, "--json") == 0
    printed = capsys.readouterr()

    assert [page["page"] for page in json.loads(printed.out)] == ["a"]
    assert "b.html、out/graph.html、out/report.html" in printed.err
    assert run("read", folder / "b.html") == 2


def test_a_graph_of_nothing_is_said(tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "a.txt").write_text("The council met on Monday.", encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "out") == 0

    assert "一个实体也没有读出" in capsys.readouterr().err
