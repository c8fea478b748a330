"""`kg read`: the articles of pages."""

import sys
from argparse import Namespace

from kg.commands.terminals import DONE, measure_width, say, say_unread, takes_color
from kg.know.knowledge import DEFAULT
from kg.model import Note
from kg.run.folders import guard_file
from kg.run.readings import stream_readings
from kg.view.readings import list_json, list_texts


def run_read(given: Namespace) -> int:
    """Run `kg read`; pages are given as they are read, and only their web page needs them all."""
    if given.html:
        guard_file(given.html)
    notes: list[Note] = []
    where = {"home": given.home, "ontology": given.ontology or DEFAULT}
    readings = stream_readings(given.pages, notes, issued=given.date, **where)
    if given.html:
        from kg.run.outputs import write_reading_page  # noqa: PLC0415  # it draws graphs too

        kept = list(readings)
        write_reading_page(kept, notes, given.html)
        say(f"已写出 {given.html}")
        readings = iter(kept)
    if given.json:
        sys.stdout.writelines(list_json(readings))
    elif not given.html:
        sys.stdout.writelines(list_texts(readings, measure_width(), color=takes_color()))
    say_unread(notes)
    return DONE
