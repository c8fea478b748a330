"""SPARQL on a graph, and the named questions."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import InputError, QueryError
from kg.graph.graphs import Graph, open_graph
from kg.graph.query import run_query
from kg.graph.questions import read_question, read_questions
from kg.graph.rdf import describe
from kg.graph.store import fill_store
from kg.know.knowledge import Knowledge
from kg.model import Build


@pytest.fixture(scope="module")
def graph(small_build: Build, knowledge: Knowledge) -> Graph:
    store = Store()
    fill_store(store, describe(small_build, knowledge), knowledge.root / "kg.ttl")
    return Graph(store, knowledge.root)


def test_rows_are_plain_values(graph: Graph) -> None:
    answer = graph.query(
        "SELECT ?value ?text ?nothing { ?o kg:value ?value ; kg:valueText ?text } ORDER BY ?value"
    )

    assert answer.columns == ("value", "text", "nothing")
    assert answer.rows == ((120, "120公里", None), (120_000_000, "1.2亿元", None))
    assert next(iter(answer)) == {"value": 120, "text": "120公里", "nothing": None}
    assert graph.query("SELECT ?c { ?x kg:confidence ?c } ORDER BY ?c").rows[0] == (0.8,)


def test_other_forms_of_query_are_answered(graph: Graph) -> None:
    assert graph.query("ASK { ?x a kg:Company }").rows == ((True,),)
    assert graph.query("CONSTRUCT { ?x a kg:X } { ?x a kg:Company }").columns == (
        "主语",
        "谓语",
        "宾语",
    )
    assert len(graph.query("DESCRIBE ?x { ?x a kg:Company }")) > 3


def test_rows_stop_at_the_limit(graph: Graph) -> None:
    answer = graph.query("SELECT * { ?s ?p ?o }", limit=3)

    assert len(answer) == 3
    assert answer.more
    assert not graph.query("SELECT * { ?s a kg:Company }", limit=1).more


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "是空的"),
        ("# 只有注释", "是空的"),
        ("SELECT ?x {\n ?x a }", r"第 2 行第 \d 列"),
        ("SELECT ?x { ?x a kg:Company", "语法错误：第 1 行"),
        ("SELECT ?x { ?x a ex:Company }", r"第 1 行第 18 列：没有声明前缀 ex:"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "不能改动图谱"),
        ("PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }", "不能改动图谱"),
        ("SELECT * {\n SERVICE <http://e/> { ?s ?p ?o } }", "第 2 行第 2 列：不允许 SERVICE"),
        ("SELECT * { service\n<http://e/> { ?s ?p ?o } }", "不允许 SERVICE"),
        ("SELECT (<http://e/f>(1) AS ?x) { ?s ?p ?o }", "无法执行"),
    ],
)
def test_bad_query_is_refused_in_chinese(text: str, reason: str, graph: Graph) -> None:
    with pytest.raises(QueryError, match=reason):
        graph.query(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?x { ?x rdfs:label "SERVICE"@zh }',
        "SELECT ?service { ?service a kg:Company } # SERVICE <http://e/>",
        "PREFIX ex: <http://e/SERVICE#INSERT> SELECT * { ?s ex:SERVICE ?o }",
        "BASE <http://e/> SELECT * { <INSERT> ?p 'DELETE' , '''it's''' }",
    ],
)
def test_words_in_strings_names_and_comments_are_no_commands(text: str, graph: Graph) -> None:
    graph.query(text)


EXPECTED = {
    "谁在哪个园区": ({"园区": "蓝湾产业园"}, "名称", {"蓝湾食品公司", "蓝湾水厂"}),
    "谁发起了什么行动": ({"行动": "护河"}, "名称", {"江城市水务局"}),
    "某地的全部行动": ({"地方": "江城市"}, "行动名称", {"“护河”专项行动"}),
    "某单位的数字": ({"单位": "水务局"}, "数值", {120_000_000}),
    "某项指标的数字": ({"词": "河道"}, "数值", {120}),
    "谁说了什么": ({"人物": "江小川"}, "话", {"护河要靠大家。"}),
    "谁任什么职": ({"人物": "江小川"}, "任职于", {"江城市水务局"}),
    "谁建设什么项目": ({"项目": "蓝湾水厂"}, "状态", {"计划"}),
    "谁获得什么荣誉": ({}, "状态", {"否定"}),
    "谁出台了什么政策": ({}, "文件", set()),
    "谁监督谁": ({}, "名称", set()),
    "谁与谁合作": ({}, "甲方", set()),
    "企业生产和销往哪里": ({"企业": "蓝湾食品公司"}, "内容", {"糕点"}),
    "某地的计划": ({"单位": "江城市水务局"}, "对象或数值", {"蓝湾水厂", "1.2亿元"}),
    "某实体的关系": ({"实体": "蓝湾水厂"}, "关系", {"建设", "位于"}),
    "谁的关系最多": ({}, "关系数", {4, 3, 2, 1}),
    "哪些文章提到": ({"实体": "蓝湾水厂"}, "文章", {"江城市水务局开展“护河”专项行动"}),
    "含某词的句子": ({"词": "糕点"}, "句子", {"公司生产糕点，未获得省级龙头企业称号。"}),
    "两者有什么联系": ({"甲": "江小川", "乙": "江城市"}, "经由", {"江城市水务局"}),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_questions_are_answered(name: str, graph: Graph) -> None:
    given, column, wanted = EXPECTED[name]
    answer = graph.ask(name, **given)

    assert {row[column] for row in answer} == wanted
    assert not {"园区", "行动", "单位", "实体"} & set(answer.columns), "parameters are not shown"


def test_every_question_is_tested_and_gives_its_evidence(graph: Graph) -> None:
    assert {question.name for question in graph.questions} == set(EXPECTED)
    without = {"谁的关系最多", "哪些文章提到", "两者有什么联系"}
    for name in set(EXPECTED) - without:
        answer = graph.ask(name, **EXPECTED[name][0])
        assert {"句子", "文章", "日期"} <= set(answer.columns), name
        assert all(row["句子"] and row["文章"] for row in answer), name


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("没有的问题", {}, "没有叫“没有的问题”的问题；可问：.*谁在哪个园区"),
        ("谁", {}, "可问：谁"),
        ("谁在哪个园区", {"公园": "x"}, "没有参数“公园”；它的参数：园区=… 单位=…"),
        ("谁在哪个园区", {"园区": "火星产业园"}, "没有“火星产业园”"),
        ("含某词的句子", {}, "要有参数“词”"),
    ],
)
def test_bad_question_is_refused(
    name: str, given: dict[str, str], reason: str, graph: Graph
) -> None:
    with pytest.raises(QueryError, match=reason):
        graph.ask(name, **given)


@pytest.mark.parametrize("evil", ['")} #', "' OR 1=1", "> . ?s ?p ?o . <", "\\", "\n}"])
def test_values_are_bound_and_never_pasted(evil: str, graph: Graph) -> None:
    assert graph.ask("含某词的句子", 词=evil).rows == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("SELECT * { ?s ?p ?o }", 1, "第一行"),
        ("# 问\n# $甲 名称\nSELECT $甲 { $甲 ?p ?o }", 2, "参数应写作"),
        ("# 问\n# $甲 实体：名称\nSELECT ?s { ?s ?p ?o }", 2, "SELECT 里没有参数"),
        ("# 问\nSELECT ?s {\n ?s ?p }", 3, "语法错误"),
        ("# 问\nDELETE WHERE { ?s ?p ?o }", None, "不能改动"),
    ],
)
def test_broken_question_is_refused_with_its_line(
    text: str, line: int | None, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "问.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        read_question(path)

    assert caught.value.line == line


def test_questions_of_no_folder_are_none(tmp_path: Path) -> None:
    assert read_questions(tmp_path) == ()
    assert run_query(Store(), "SELECT * { ?s ?p ?o }").rows == ()


def test_endless_query_is_stopped(graph: Graph, knowledge: Knowledge, tmp_path: Path) -> None:
    graph.export(tmp_path / "g.nq")
    opened = open_graph(tmp_path / "g.nq", knowledge.root)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    assert opened.query("ASK { ?x a kg:Company }", seconds=30).rows == ((True,),)
    with pytest.raises(QueryError, match="超过 1 秒"):
        opened.query(endless, seconds=1)
    with pytest.raises(QueryError, match="语法错误"):
        opened.query("SELECT", seconds=30)
