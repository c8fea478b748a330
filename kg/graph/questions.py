"""The named questions of ontology/queries: SPARQL with a first line in words.

    # 谁在哪个园区
    # $园区 实体：设施或地点的名称，如 江城产业园
    SELECT $园区 ?名称 ?句子 WHERE { … }

A file's name is the question's.  A parameter is a variable of the query; its kind is 实体 (a
name, looked up in the graph), 文字 or 数字.  One that is not given stays free, unless its
explanation says 必填.  SELECT lists the parameters, which is how a store binds them; the answer
leaves these columns out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, Store

from kg.errors import InputError, QueryError
from kg.graph.iris import BASE, term
from kg.graph.names import find_entities
from kg.graph.query import ROWS, Answer, Term, run_query

PARAMETER = re.compile(r"#\s*\$(?P<name>\w+)\s+(?P<kind>实体|文字|数字)[：:]\s*(?P<help>.+)")
SYNTAX = re.compile(r"第 (\d+) 行")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank of a question; `kind` is 实体, 文字 or 数字."""

    name: str
    kind: str
    help: str

    @property
    def required(self) -> bool:
        """Tell whether the question makes no sense without it."""
        return "必填" in self.help


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, its meaning in words, and what can be filled in."""

    name: str
    text: str
    parameters: tuple[Parameter, ...]
    query: str


def read_questions(folder: Path) -> tuple[Question, ...]:
    """Read the questions of `folder`, sorted by name.

    Raises:
        InputError: a file is broken; names the file and the line.
    """
    return tuple(read_question(path) for path in sorted(folder.glob("*.rq")))


def read_question(path: Path) -> Question:
    """Read one question.

    Raises:
        InputError: the first line is no question in words, a parameter is declared wrongly or
            does not occur in the query, or the query is no SPARQL.
    """
    try:
        query = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(path, None, "不是 UTF-8 编码") from error
    lines = query.splitlines()
    if not lines or not re.match(r"#\s*[^$\s]", lines[0]):
        raise InputError(path, 1, "第一行应是 # 加上用话写的问题")
    parameters = []
    for number, line in enumerate(lines[1:], start=2):
        if not re.match(r"#\s*\$", line):
            continue
        found = PARAMETER.match(line)
        if found is None:
            raise InputError(path, number, "参数应写作：# $名称 实体：说明（实体、文字或数字）")
        if not re.search(rf"SELECT\b[^{{]*[$?]{found['name']}\b", query, re.IGNORECASE):
            raise InputError(path, number, f"SELECT 里没有参数 ${found['name']}")
        parameters.append(Parameter(found["name"], found["kind"], found["help"].strip()))
    try:
        run_query(Store(), query, 1)
    except QueryError as error:
        line_number = SYNTAX.search(str(error))
        raise InputError(path, int(line_number[1]) if line_number else None, str(error)) from error
    return Question(path.stem, lines[0].lstrip("# ").strip(), tuple(parameters), query)


def ask(
    store: Store, question: Question, given: Mapping[str, str], limit: int = ROWS, base: str = BASE
) -> Answer:
    """Answer a question with the parameters `given`, by name.

    Where a name is that of several entities, the rows of all of them come one after another.

    Raises:
        QueryError: there is no such parameter, or nothing of such a name.
    """
    check_given(question, given)
    known = {parameter.name: parameter for parameter in question.parameters}
    bindings: list[dict[str, Term]] = [{}]
    for name, value in given.items():
        terms = read_value(store, known[name], value)
        bindings = [{**binding, name: term_} for binding in bindings for term_ in terms]
    answers = [run_query(store, question.query, limit, bound, base) for bound in bindings]
    columns = answers[0].columns
    shown = [at for at, column in enumerate(columns) if column not in known]
    rows = {tuple(row[at] for at in shown): None for answer in answers for row in answer.rows}
    more = any(answer.more for answer in answers) or len(rows) > limit
    return Answer(tuple(columns[at] for at in shown), tuple(rows)[:limit], more)


def check_given(question: Question, given: Mapping[str, str]) -> None:
    """Refuse a parameter that the question does not have, and the lack of one that it needs.

    Raises:
        QueryError: says which, and which parameters there are.
    """
    usage = " ".join(f"{p.name}=…" for p in question.parameters) or "没有参数"
    names = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in names:
            raise QueryError(f"问题“{question.name}”没有参数“{name}”；它的参数：{usage}")
    for parameter in question.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryError(f"问题“{question.name}”要有参数“{parameter.name}”：{parameter.help}")


def read_value(store: Store, parameter: Parameter, value: str) -> tuple[Term, ...]:
    """Give the terms that a parameter's value stands for."""
    if parameter.kind == "实体":
        return find_entities(store, value)
    if parameter.kind == "数字":
        if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", value):
            raise QueryError(f"参数“{parameter.name}”应是数字，不是“{value}”")
        return (Literal(value, datatype=term("xsd:decimal")),)
    return (Literal(value),)


def choose_question(questions: tuple[Question, ...], name: str) -> Question:
    """Choose the question of this name, or the one whose name contains it.

    Raises:
        QueryError: there is none, or there are several.
    """
    same = [q for q in questions if q.name == name] or [q for q in questions if name in q.name]
    if len(same) == 1:
        return same[0]
    names = "、".join(question.name for question in same or questions)
    raise QueryError(f"没有叫“{name}”的问题；可问：{names}")
