"""`kg tag`: the names of a text."""

import sys
from argparse import Namespace
from pathlib import Path

from kg.commands.terminals import DONE, give, give_json, measure_width, say, takes_color
from kg.errors import InputError, QueryError
from kg.know.knowledge import DEFAULT, load_knowledge
from kg.read.encodings import decode_declared
from kg.read.text import BINARY, read_text
from kg.run.tags import tag_text
from kg.view.tags import describe_tags, write_proposed, write_tags

NOTHING = "没有文字；给一段文字或一个纯文本文件，或用 - 从标准输入读"


def run_tag(given: Namespace) -> int:
    """Run `kg tag`."""
    knowledge = load_knowledge(given.ontology or DEFAULT)
    labels = knowledge.schema.classes
    tags = tag_text(read_words(given.text), knowledge)
    if given.json:
        give_json(describe_tags(tags, labels, proposed=given.proposed))
    else:
        width, color = measure_width(), takes_color()
        give(write_tags(tags, labels, width, color=color))
        if given.proposed and tags.rejections:
            give("\n" + write_proposed(tags.rejections, tags.text, labels, width))
    if not tags.entities:
        say("没有认出名称")
    if tags.rejections and not (given.proposed or tags.entities):
        say(f"有 {len(tags.rejections)} 个提出而没有选上；加 --proposed 看是哪些、为什么")
    if given.proposed and not tags.rejections:
        say("没有提出而没有选上的名称")
    return DONE


def read_words(given: str) -> str:
    """Read the text that is meant: the standard input for -, a file's, or the words themselves.

    Raises:
        InputError: the file is none or no text.
        QueryError: there are no words.
    """
    if given == "-":
        return read_input()
    path = find_file(given)
    if path is not None:
        return "\n".join(sheet.text for sheet in read_text(path))
    if not given.strip():
        raise QueryError(NOTHING)
    return given


def find_file(given: str) -> Path | None:
    """Find the file that `given` names; None where it is the text itself.

    Raises:
        InputError: it is a folder, or names a file that is not there.
    """
    path = Path(given)
    try:
        file, folder = path.is_file(), path.is_dir()
    except (OSError, ValueError):  # a text is longer than any file's name
        return None
    if folder and given.strip():
        raise InputError(path, None, "这是目录，不是文件；文字与它同名，就从标准输入给：kg tag -")
    if not file and given.endswith(".txt") and "\n" not in given:
        raise InputError(path, None, "没有这个文件")
    return path if file else None


def read_input() -> str:
    """Read the standard input, in UTF-8, UTF-16 or GB18030.

    Raises:
        QueryError: it is empty or no text.
    """
    if sys.stdin.isatty():
        say("输入文字，最后按 Ctrl-D（Windows：Ctrl-Z 回车）")
    text, _ = decode_declared(sys.stdin.buffer.read(), None)
    if not BINARY.isdisjoint(text):
        raise QueryError("标准输入不是文字")
    if not text.strip():
        raise QueryError(NOTHING)
    return text
