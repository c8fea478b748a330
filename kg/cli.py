"""The commands: parse, call, print.  Data goes to standard output, words to standard error."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING

from kg.arguments import make_parser, read_query, read_values
from kg.errors import KgError, QueryError
from kg.know.knowledge import DEFAULT
from kg.model import Note, Page

if TYPE_CHECKING:
    from kg.view.tables import Value

DONE, BELOW, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
UNREAD = frozenset({"unreadable", "passed-over", "no-such-page"})  # notes on what is no page
QUERY_SECONDS = 60  # nobody waits longer at a terminal; Python has graph.query(…, seconds=…)


def say(text: str) -> None:
    """Tell a person something."""
    print(text, file=sys.stderr)


def give(text: str) -> None:
    """Give data."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def give_json(value: object) -> None:
    """Give data that a machine reads."""
    give(json.dumps(value, ensure_ascii=False, indent=1))


def track_pages(pages: Sequence[Page]) -> Iterator[Page]:
    """Yield the pages; on a terminal, say which one is read."""
    for number, page in enumerate(pages, start=1):
        if sys.stderr.isatty():
            print(f"\r\033[K读 {number}/{len(pages)}　{page.id}", end="", file=sys.stderr)
        yield page
    if sys.stderr.isatty():
        print("\r\033[K写出结果……", end="", file=sys.stderr)


def run_build(given: argparse.Namespace) -> int:
    """Run `kg build`."""
    from kg.run.builds import build
    from kg.view.summaries import count_build, describe_build

    started = perf_counter()
    made = build(
        given.pages,
        given.out,
        issued=given.date,
        home=given.home,
        ontology=given.ontology or DEFAULT,
        track=track_pages,
    )
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    say_unread(made.notes)
    unread = [note for note in made.notes if note.code == "unreadable"]
    if given.json:
        give_json(count_build(made))
    say(describe_build(made, given.out, perf_counter() - started))
    if unread:
        say(f"有 {len(unread)} 个文件读不了，已跳过，见 {given.out / 'report.html'}")
    return BAD_INPUT if unread and given.strict else DONE


def say_unread(notes: Sequence[Note]) -> None:
    """Say what was handed over and not read."""
    for text in (note.text for note in notes if note.code in UNREAD):
        say(f"跳过：{text}")


def run_read(given: argparse.Namespace) -> int:
    """Run `kg read`; pages are given as they are read, and only their web page needs them all."""
    from kg.run.readings import stream_readings
    from kg.view.readings import list_json, list_texts

    notes: list[Note] = []
    where = {"home": given.home, "ontology": given.ontology or DEFAULT}
    readings = stream_readings(given.pages, notes, issued=given.date, **where)
    if given.html:
        from kg.run.outputs import write_reading_page

        kept = list(readings)
        write_reading_page(kept, notes, given.html)
        say(f"已写出 {given.html}")
        readings = iter(kept)
    if given.json:
        sys.stdout.writelines(list_json(readings))
    elif not given.html:
        width = shutil.get_terminal_size((100, 24)).columns
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        sys.stdout.writelines(list_texts(readings, width, color=color))
    say_unread(notes)
    return DONE


def run_query(given: argparse.Namespace) -> int:
    """Run `kg query`."""
    from kg.graph.graphs import open_graph

    if (given.sparql is None) == (given.file is None):
        raise QueryError("请给出一条 SPARQL，或用 -f 给出一个文件")
    text = given.sparql if given.file is None else read_query(given.file)
    answer = open_graph(given.graph).query(text, seconds=QUERY_SECONDS)
    give_rows(answer.columns, answer.rows, given.format)
    if answer.more:
        say(f"只显示了前 {len(answer.rows)} 行；加上 LIMIT 和 OFFSET 可以分段取")
    return DONE


def give_rows(columns: Sequence[str], rows: "Sequence[Sequence[Value]]", form: str) -> None:
    """Give rows as a table, CSV or JSON; say so where there are none."""
    from kg.view.tables import WRITERS

    if not rows and form == "table":
        say("没有结果")
        return
    give(WRITERS[form](columns, rows, shutil.get_terminal_size((100, 24)).columns))


def run_ask(given: argparse.Namespace) -> int:
    """Run `kg ask`."""
    from kg.graph.graphs import list_questions, open_graph

    ontology = given.ontology or DEFAULT
    if given.question is None:
        rows = [
            [q.name, " ".join(f"{p.name}=…" for p in q.parameters), q.text]
            for q in list_questions(ontology)
        ]
        give_rows(["问题", "参数", "意思"], rows, given.format)
        return DONE
    answer = open_graph(given.graph, ontology).ask(given.question, **read_values(given.values))
    give_rows(answer.columns, answer.rows, given.format)
    return DONE


def run_show(given: argparse.Namespace) -> int:
    """Run `kg show`."""
    from kg.graph.graphs import open_graph
    from kg.view.cards import describe_entity_card, find_cards

    graph = open_graph(given.graph)
    if given.json:
        give_json([asdict(card) for card in find_cards(graph.store, given.name)])
        return DONE
    width = shutil.get_terminal_size((100, 24)).columns
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    give(describe_entity_card(graph.store, given.name, width, color=color))
    return DONE


def run_check(given: argparse.Namespace) -> int:
    """Run `kg check`."""
    from kg.graph.graphs import open_graph
    from kg.graph.validate import check_graph

    ontology = given.ontology or DEFAULT
    graph = open_graph(given.graph, ontology)
    found = check_graph(graph.store, ontology)
    if given.json:
        give_json([asdict(violation) for violation in found])
    elif found:
        give("".join(f"{fault.node}\t{fault.text}\n" for fault in found))
    say(f"发现 {len(found)} 处不合" if found else "没有发现问题：合乎形状，每条事实都有据可查")
    return BELOW if found else DONE


def run_score(given: argparse.Namespace) -> int:
    """Run `kg score`."""
    from kg.know.knowledge import load_knowledge
    from kg.run.scoring import extract_bodies, find_below, find_gold, read_floors, read_results
    from kg.view.gold import read_gold
    from kg.view.ledgers import SCORE_COLUMNS, list_scores
    from kg.view.scores import score_pages

    files = find_gold(given.gold)
    gold = [read_gold(file) for file in files]
    floors = read_floors(given.floors, given.given) if given.floors else {}
    if given.given == "body":
        found = extract_bodies(gold, load_knowledge(given.ontology or DEFAULT))
    else:
        found = read_results(files, given.graph)
    scores, misses = score_pages(gold, found)
    below = find_below(scores, floors)
    if given.json:
        give_json(
            {
                "scores": {key: score._asdict() for key, score in scores.items()},
                "errors": [miss._asdict() for miss in misses] if given.errors else [],
                "below": below,
            }
        )
    else:
        give_rows(SCORE_COLUMNS, list_scores(scores), "table")
        if given.errors:
            give("".join(f"{kind}\t{how}\t{what}\n" for kind, how, what in misses) or "\n")
    for line in below:
        say(f"低于下限：{line}")
    return BELOW if below else DONE


def run_export(given: argparse.Namespace) -> int:
    """Run `kg export`."""
    from kg.graph.graphs import open_graph

    open_graph(given.graph).export(given.file)
    say(f"已写出 {given.file}")
    return DONE


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": run_build,
    "read": run_read,
    "query": run_query,
    "ask": run_ask,
    "show": run_show,
    "check": run_check,
    "score": run_score,
    "export": run_export,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Gives 0 when done, 1 when the graph does not conform or a score is below its floor, 2 for bad
    input, 130 when interrupted.
    """
    given = make_parser(version("baopu")).parse_args(arguments)
    try:
        return COMMANDS[given.command](given)
    except KgError as error:
        say(f"kg: {error}")
        return BAD_INPUT
    except KeyboardInterrupt:
        say("\nkg: 已中断；没有留下写了一半的结果")
        return INTERRUPTED
