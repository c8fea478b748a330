"""The command line's grammar, and argparse made to speak Chinese.

argparse has no Chinese of its own; what it says to a user is replaced here: headings, -h, and
the five things it complains about.
"""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from kg.errors import InputError, QueryError, word_fault

COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"argument (\S+): expected one argument", r"\1 后面要有一个值"),
    (r"argument (\S+): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"argument .*?: invalid choice: '?(.*?)'? \(choose from '?(.*?)'?\)", r"没有“\1”；可选：\2"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)
ISSUED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help and complaints are in Chinese."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            **{"add_help": False, "formatter_class": Formatter, "allow_abbrev": False, **options}  # type: ignore[arg-type]  # argparse's own types know no **options
        )
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong with the command, how to use it, and exit 2."""
        for pattern, chinese in COMPLAINTS:
            message = re.sub(rf"^{pattern}$", chinese, message)
        message = message.replace("', '", "、")
        self.exit(2, f"{self.format_usage()}kg: {message}\n")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese heading, and wide enough for Chinese in one line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, D102  # as argparse declares it, untyped
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def read_issued(text: str) -> str:
    """Read a day of issue: 2023-10-25, 2023-10 or 2023."""
    if not ISSUED.fullmatch(text):
        raise argparse.ArgumentTypeError(f"日期应写作 2023-10-25、2023-10 或 2023，不是 {text}")
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"没有这一天：{text}") from error
    return text


def read_values(words: Sequence[str]) -> dict[str, str]:
    """Read `name=value` words."""
    values = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not (name and equals and value):
            raise QueryError(f"参数应写作 名称=值，如 地点=慈利县，不是 {word}")
        values[name] = value
    return values


def read_query(path: Path) -> str:
    """Read a query from a file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(path, None, f"读不了：{word_fault(error)}") from error
    except UnicodeDecodeError as error:
        raise InputError(path, None, "不是 UTF-8 的文本") from error


def make_parser(version: str) -> Parser:
    """Make the parser of `kg` with its commands; `arguments.command` is the one chosen."""
    parser = Parser(
        prog="kg",
        description="报谱：从地方报纸版面到有据可查的知识图谱。\n"
        "Baopu: newspaper pages in, a knowledge graph with evidence out.",
        epilog="先试：kg build seeds；然后 kg ask。每条命令的说明：kg 命令 -h",
    )
    parser.add_argument("--version", action="version", version=f"baopu {version}", help="显示版本")
    commands = parser.add_subparsers(
        title="命令", metavar="命令", dest="command", required=True, parser_class=Parser
    )

    def add(name: str, help_: str) -> Parser:
        return commands.add_parser(name, help=help_, description=f"{help_}。")

    add_build(add("build", "读版面，抽取事实，写出图谱、网页和报告"))
    add_read(add("read", "读版面，显示读出的文章：在终端，或在网页上逐字着色"))
    add_tag(add("tag", "认出一段文字里的名称，说明是怎样认出来的"))
    add_query(add("query", "用 SPARQL 查询图谱"))
    add_ask(add("ask", "问一个现成的问题；不带参数时列出全部问题"))
    add_show(add("show", "显示一个实体的全部关系、数字和引语，连同原句"))
    add_check(add("check", "检查图谱：合乎 SHACL 形状；每个名称和数字都在原句里"))
    add_score(add("score", "与人工标注比较，报告准确率、召回率和 F1"))
    add_export(add("export", "把图谱写成另一种格式，由文件后缀决定"))
    return parser


def add_graph(parser: Parser) -> None:
    """Add the option that says which graph to use."""
    parser.add_argument(
        "-g", "--graph", type=Path, default=Path("out"), metavar="目录", help="图谱所在（默认 out）"
    )


def add_json(parser: Parser) -> None:
    """Add the option for output that a machine reads."""
    parser.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")


def add_format(parser: Parser) -> None:
    """Add the option that says how rows are written."""
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="输出格式（默认 table）"
    )


def add_ontology(parser: Parser) -> None:
    """Add the option for another ontology folder."""
    parser.add_argument("--ontology", type=Path, metavar="目录", help="另用一套本体、词表和规则")


def add_build(parser: Parser) -> None:
    """Declare `kg build`."""
    add_pages(parser)
    parser.add_argument(
        "-o", "--out", type=Path, default=Path("out"), metavar="目录", help="写到哪里（默认 out）"
    )
    parser.add_argument(
        "--strict", action="store_true", help="有一页读不了就以 2 退出（默认跳过并说明）"
    )
    add_json(parser)
    add_ontology(parser)


def add_read(parser: Parser) -> None:
    """Declare `kg read`."""
    add_pages(parser)
    parser.add_argument(
        "--html",
        type=Path,
        metavar="文件",
        help="写成网页：版面上每篇文章一种颜色，旁边是读出的文章；"
        "要把各版都留在内存里，宜一次数百版以内（不写网页则随读随出，不论多少版）",
    )
    add_json(parser)
    add_ontology(parser)


def add_pages(parser: Parser) -> None:
    """Add the pages to read and what is known of them."""
    parser.add_argument("pages", nargs="+", type=Path, metavar="版面", help="文件或文件夹")
    parser.add_argument(
        "--date", type=read_issued, metavar="日期", help="出版日期，如 2023-10-25；不给则从版面推断"
    )
    parser.add_argument("--home", metavar="地区", help="报纸所属地区，如 湖南省张家界市")


def add_tag(parser: Parser) -> None:
    """Declare `kg tag`."""
    parser.add_argument("text", metavar="文字", help="一段文字；或一个纯文本文件；- 是标准输入")
    parser.add_argument(
        "--proposed", action="store_true", help="也列出提出而没有选上的名称，和为什么"
    )
    add_json(parser)
    add_ontology(parser)


def add_query(parser: Parser) -> None:
    """Declare `kg query`."""
    parser.add_argument("sparql", nargs="?", metavar="SPARQL", help="查询语句")
    parser.add_argument("-f", "--file", type=Path, metavar="文件", help="从文件读查询语句")
    add_graph(parser)
    add_format(parser)


def add_ask(parser: Parser) -> None:
    """Declare `kg ask`."""
    parser.add_argument("question", nargs="?", metavar="问题", help="问题的名称")
    parser.add_argument("values", nargs="*", metavar="参数=值", help="如 地点=慈利县")
    add_graph(parser)
    add_format(parser)
    add_ontology(parser)


def add_show(parser: Parser) -> None:
    """Declare `kg show`."""
    parser.add_argument("name", metavar="名称", help="实体的名称或别名")
    add_graph(parser)
    add_json(parser)


def add_check(parser: Parser) -> None:
    """Declare `kg check`."""
    add_graph(parser)
    add_json(parser)
    add_ontology(parser)


def add_score(parser: Parser) -> None:
    """Declare `kg score`."""
    parser.add_argument("gold", type=Path, metavar="标注", help="标注文件（.json）或其文件夹")
    add_graph(parser)
    parser.add_argument(
        "--given",
        choices=("page", "body"),
        default="page",
        help="page：比较图谱里的结果；body：以标注的正文为准，只评抽取（默认 page）",
    )
    parser.add_argument(
        "--floors", type=Path, metavar="文件", help="下限（TOML）；低于下限以 1 退出"
    )
    parser.add_argument("--errors", action="store_true", help="逐条列出遗漏和多余的")
    add_json(parser)
    add_ontology(parser)


def add_export(parser: Parser) -> None:
    """Declare `kg export`."""
    parser.add_argument("file", type=Path, metavar="文件", help="如 graph.jsonld、graph.trig")
    add_graph(parser)
