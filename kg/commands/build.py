"""`kg build`: pages in, the graph out."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from time import perf_counter

from kg.commands.terminals import BAD_INPUT, DONE, give_json, say, say_unread
from kg.know.knowledge import DEFAULT
from kg.model import Page
from kg.run.builds import build
from kg.view.summaries import count_build, describe_build


def track_pages(pages: Sequence[Page]) -> Iterator[Page]:
    """Yield the pages; on a terminal, say which one is read."""
    for number, page in enumerate(pages, start=1):
        if sys.stderr.isatty():
            print(f"\r\033[K读 {number}/{len(pages)}　{page.id}", end="", file=sys.stderr)
        yield page
    if sys.stderr.isatty():
        print("\r\033[K写出结果……", end="", file=sys.stderr)


def run_build(given: Namespace) -> int:
    """Run `kg build`."""
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
    if not made.entities:
        say(f"一个实体也没有读出：原因多见 {given.out / 'report.html'} 的提示，或用 kg read 看看")
    if unread:
        say(f"有 {len(unread)} 个文件读不了，已跳过，见 {given.out / 'report.html'}")
    return BAD_INPUT if unread and given.strict else DONE
