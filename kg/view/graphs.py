"""The graph of a build as one HTML file that asks nothing of the network."""

import json
from importlib.resources import files

import pyvis
from markupsafe import Markup
from pyvis.network import Network

from kg.graph.iris import BASE, prefixes
from kg.know.knowledge import Knowledge
from kg.model import Build
from kg.view.payloads import Json, describe_picture
from kg.view.pictures import Picture, draw_picture
from kg.view.records import write_records
from kg.view.templates import fill_page, read_asset

SCRIPTS = (
    "dom.js",
    "state.js",
    "quotes.js",
    "cards.js",
    "labels.js",
    "canvas.js",
    "controls.js",
    "graph.js",
)
OTHER = {"color": "#5F6B7A"}  # of a kind that assets/kinds.json does not know
FLUID = 800  # above this many nodes edges are hidden while the picture is moved
OPTIONS: dict[str, Json] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1.5, "shape": "dot"},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}}},
}
INTERACTION: dict[str, Json] = {
    "hover": True,
    "hoverConnectedEdges": False,
    "selectConnectedEdges": False,
    "keyboard": False,
    "tooltipDelay": 3600000,  # our own tip shows the sentence
    "zoomSpeed": 0.7,
}


def render_graph(build: Build, knowledge: Knowledge, title: str) -> str:
    """Write the graph of `build` as one HTML page.  Same build, same bytes.

    Text of a page is never markup: it travels as JSON and is shown by `textContent` alone, and
    the page's policy lets only the scripts run whose hash it names.
    """
    picture = draw_picture(build, knowledge.schema)
    payload = describe_picture(build, picture, knowledge, title)
    payload["kinds"] = describe_kinds(knowledge)
    payload["records"] = list(write_records(build, picture, knowledge))
    payload["prefixes"] = dict(prefixes(BASE))
    payload["network"] = weave_network(picture)
    dark = f'[data-theme="dark"] {{ {read_asset("dark.css")} }}'
    return fill_page(
        "graph.html.j2",
        read_asset("theme.css") + dark + read_asset("graph.css"),
        [read_library(), *(read_asset(name) for name in SCRIPTS)],
        title=title,
        counts=count(build, picture),
        data=Markup(to_script_json(payload)),  # noqa: S704 - has no “<”
    )


def describe_kinds(knowledge: Knowledge) -> dict[str, Json]:
    """Say how each class is shown: its label, colour and character, in the order of kinds.json.

    A class that the file does not know comes last, is grey, and has its label's first character.
    """
    looks: dict[str, dict[str, Json]] = json.loads(read_asset("kinds.json"))
    labels = knowledge.schema.classes
    order = [kind for kind in looks if kind in labels] + sorted(labels.keys() - looks.keys())
    return {
        kind: {"label": labels[kind], "glyph": labels[kind][:1], **looks.get(kind, OTHER)}
        for kind in order
    }


def weave_network(picture: Picture) -> dict[str, Json]:
    """Weave the network that vis.js draws; nodes and links are named by their index.

    Nothing of a page's text goes in: no label, no title (pyvis makes markup of those).
    """
    network = Network(directed=True, cdn_resources="in_line")
    for number, node in enumerate(picture.nodes):
        network.add_node(number, label=" ", color="#888888", x=node.x, y=node.y, size=node.size)
    for number, link in enumerate(picture.links):
        width = round(1.1 + 0.5 * (len(link.claims) - 1), 1)
        network.add_edge(link.source, link.target, id=number, width=min(width, 4.0))
    interaction = {**INTERACTION, "hideEdgesOnDrag": len(picture.nodes) > FLUID}
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": {**OPTIONS, "interaction": interaction},
    }


def count(build: Build, picture: Picture) -> dict[str, int]:
    """Count what the header of the page tells."""
    return {
        "shown": len(picture.nodes),
        "total": picture.total,
        "claims": len(build.claims),
        "observations": len(build.observations),
        "quotations": len(build.quotations),
        "articles": len(build.extracts),
    }


def read_library() -> str:
    """Read vis-network as pyvis brings it (9.1.2, Apache-2.0 or MIT)."""
    path = files(pyvis) / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script")


def to_script_json(value: dict[str, Json]) -> str:
    """Write JSON that can stand in a script element: no “<” ends it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
