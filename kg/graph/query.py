"""SPARQL on an open store: read only, no other service, rows up to a limit."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from kg.errors import QueryError
from kg.graph.iris import BASE, prefixes

Value = str | int | float | bool | None
Term = NamedNode | BlankNode | Literal | Triple

ROWS = 10_000
# Comments, IRIs and strings are skipped whole; what is left are words, variables and marks.
TOKEN = re.compile(
    r"""\#[^\n]*|<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
    r"""|[?$]\w+|@[a-zA-Z-]+|_:[\w.-]+|(?P<prefix>[^\W\d_][\w.-]*)?:[\w.%-]*|(?P<word>[A-Za-z_]\w*)""",
    re.DOTALL,
)
UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
NUMBERS = {"integer": int, "decimal": float, "double": float, "float": float, "int": int}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: names of columns, and rows of plain values; IRIs in full.

    `more` says that there are more rows than were asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield each row by the names of its columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def run_query(
    store: Store,
    text: str,
    limit: int = ROWS,
    bound: Mapping[str, Term] | None = None,
    base: str = BASE,
) -> Answer:
    """Answer a SELECT, ASK, CONSTRUCT or DESCRIBE.

    All prefixes of the graph are declared already.  The ontology is part of what is asked.
    `bound` are values of variables: they are handed over as terms, not pasted into the text.

    Raises:
        QueryError: the query is no SPARQL (with line and column), would change the graph, asks
            another service or calls a function that there is not.
    """
    check_query(text, base)
    given = {Variable(name): value for name, value in (bound or {}).items()}
    try:
        found = store.query(
            text,
            prefixes=prefixes(base),
            use_default_graph_as_union=True,
            substitutions=given,
        )
        return read_answer(found, limit)
    except SyntaxError as error:
        raise QueryError(explain(text, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"查询无法执行：{error}") from error


def check_query(text: str, base: str = BASE) -> None:
    """Refuse what is no reading query, and a prefix that nobody declared.

    Raises:
        QueryError: says why, with line and column.
    """
    declared, verb = set(prefixes(base)), ""
    expects = False  # the word before was PREFIX
    for found in TOKEN.finditer(text):
        word, prefix = (found["word"] or "").upper(), found["prefix"]
        if expects and prefix:
            declared.add(prefix)
        elif prefix and prefix not in declared:
            raise QueryError(f"{place(text, found.start())}：没有声明前缀 {prefix}:")
        expects = word == "PREFIX"
        if word == "SERVICE":
            raise QueryError(f"{place(text, found.start())}：不允许 SERVICE：只查询本图谱")
        if word and not verb and word not in ("PREFIX", "BASE"):
            verb = word
            if verb in UPDATES:
                raise QueryError(f"只能查询，不能改动图谱（{found.group()}）")
    if not verb:
        raise QueryError("查询是空的")


def place(text: str, at: int) -> str:
    """Say in which line and column an offset is."""
    line = text.count("\n", 0, at) + 1
    return f"第 {line} 行第 {at - text.rfind(chr(10), 0, at)} 列"


def explain(text: str, message: str) -> str:
    """Say in Chinese where a query goes wrong, and show the line."""
    found = POSITION.match(message)
    if found is None:
        return f"查询有语法错误：{message}"
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    near = shown[: column - 1][-30:] + "▲" + shown[column - 1 :][:30]
    unbound = "（SELECT 里有没有绑定的变量）" if "unbound" in message else ""
    return f"查询有语法错误：第 {line} 行第 {column} 列{unbound}：{near.strip()}"


def read_answer(found: object, limit: int) -> Answer:
    """Read at most `limit` rows of what the store gives."""
    if isinstance(found, QueryBoolean):
        return Answer(("结果",), ((bool(found),),))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows = (tuple(plain_value(row[name]) for name in columns) for row in found)
    elif isinstance(found, QueryTriples):
        columns = ("主语", "谓语", "宾语")
        rows = (tuple(plain_value(term) for term in triple) for triple in found)
    else:
        raise TypeError(type(found))
    kept: list[tuple[Value, ...]] = []
    for row in rows:
        if len(kept) == limit:
            return Answer(columns, tuple(kept), more=True)
        kept.append(row)
    return Answer(columns, tuple(kept))


def plain_value(term: Term | None) -> Value:
    """Give a term as a plain value: a number, a truth value, else its text."""
    if not isinstance(term, Literal):
        return None if term is None else term.value if isinstance(term, NamedNode) else str(term)
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "boolean":
        return term.value == "true"
    return NUMBERS[kind](term.value) if kind in NUMBERS else term.value
