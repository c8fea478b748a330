"""The command line: parse, call one of kg.commands, and say what went wrong."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

from kg.arguments import make_parser
from kg.commands.terminals import BAD_INPUT, CUT_OFF, INTERRUPTED, say
from kg.errors import KgError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Gives 0 when done, 1 when the graph does not conform or a score is below its floor, 2 for bad
    input, 130 when interrupted, 141 when nobody reads on (`kg read … | head`).
    """
    given = make_parser(version("baopu")).parse_args(arguments)
    try:
        code = load_command(given.command)(given)
        sys.stdout.flush()  # here, not at the end of Python, which can only complain
    except KgError as error:
        say(f"kg: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        say("\nkg: 已中断；没有留下写了一半的结果")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is still held
        return CUT_OFF
    return code


def load_command(name: str) -> Callable[[Namespace], int]:
    """Load `run_build` of kg.commands.build, and so on."""
    run: Callable[[Namespace], int] = getattr(import_module(f"kg.commands.{name}"), f"run_{name}")
    return run
