"""The command line: parse, call one of kg.commands, and say what went wrong."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version

from kg.arguments import make_parser
from kg.commands.terminals import BAD_INPUT, INTERRUPTED, say
from kg.errors import KgError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Gives 0 when done, 1 when the graph does not conform or a score is below its floor, 2 for bad
    input, 130 when interrupted.
    """
    given = make_parser(version("baopu")).parse_args(arguments)
    try:
        return load_command(given.command)(given)
    except KgError as error:
        say(f"kg: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        say("\nkg: 已中断；没有留下写了一半的结果")
        return INTERRUPTED


def load_command(name: str) -> Callable[[Namespace], int]:
    """Load `run_build` of kg.commands.build, and so on."""
    run: Callable[[Namespace], int] = getattr(import_module(f"kg.commands.{name}"), f"run_{name}")
    return run
