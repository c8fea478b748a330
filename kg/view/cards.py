"""An entity as the graph knows it: every fact with its sentence, as a card for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from pyoxigraph import NamedNode, Store

from kg.errors import QueryError
from kg.graph.names import find_entities
from kg.graph.query import Value, run_query
from kg.graph.rdf import CHANGES, STATUSES
from kg.view.inks import BLUE, BOLD, PLAIN, SOFT
from kg.view.tables import wrap
from kg.view.templates import read_asset
from kg.view.wordings import STATES, word_amount, word_period

EVERY = 1_000_000
STATE = {node.value: STATES[status] for status, node in STATUSES.items()}
CHANGE = {node.value: change for change, node in CHANGES.items()}
SECTIONS = ("关系", "数字", "引语")


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in words, with what proves it."""

    section: str  # one of SECTIONS
    heading: str  # the relation and its direction; empty for figures and quotations
    text: str
    state: str  # 计划, 否定, 目标, 能力, or empty for what is so
    confidence: float
    sentence: str
    article: str
    page: str
    issued: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that a graph says of one entity."""

    iri: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    entries: tuple[Entry, ...]
    articles: tuple[str, ...]


def describe_entity_card(store: Store, name: str, width: int = 100, *, color: bool = False) -> str:
    """Write the cards of all that bears `name`, one below the other.

    Raises:
        QueryError: nothing bears it; says which names come near.
    """
    return "\n".join(write_card(card, width, color=color) for card in find_cards(store, name))


def find_cards(store: Store, name: str) -> tuple[Card, ...]:
    """Find what bears `name`, and what the graph says of it.

    Raises:
        QueryError: nothing bears it; says which names come near.
    """
    return tuple(find_card(store, entity) for entity in find_entities(store, name))


def find_card(store: Store, entity: NamedNode) -> Card:
    """Gather what the graph says of `entity`; facts are in the order of date and article.

    Raises:
        QueryError: it has no name or no kind: the graph is without its ontology.
    """
    head = find_rows(store, "head", entity)
    if not head:
        raise QueryError(f"{entity.value}: 图谱里没有它的名称或类型")
    entries = (
        *(describe_claim(row) for row in find_rows(store, "claims", entity)),
        *(describe_observation(row) for row in find_rows(store, "observations", entity)),
        *(describe_quotation(row) for row in find_rows(store, "quotations", entity)),
    )
    articles = (
        f"《{row['article']}》{row['issued']} · {row['page']}".replace("》 · ", "》")
        for row in find_rows(store, "articles", entity)
    )
    aliases = dict.fromkeys(row["alias"] for row in head if row["alias"])
    return Card(
        entity.value, head[0]["name"], head[0]["kind"], tuple(aliases), entries, tuple(articles)
    )


def find_rows(store: Store, query: str, entity: NamedNode) -> list[dict[str, str]]:
    """Ask one of the queries in assets/card; what is missing is an empty string."""
    answer = run_query(store, read_asset(f"card/{query}.rq"), EVERY, {"entity": entity})
    return [{name: write_value(value) for name, value in row.items()} for row in answer]


def write_value(value: Value) -> str:
    """Write a value as a string; truth is 1, its contrary empty."""
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def describe_claim(row: dict[str, str]) -> Entry:
    """Put a relation into words, seen from the card's entity."""
    heading = f"{row['relation']} →" if row["outward"] else f"← {row['relation']}"
    return make_entry(row, "关系", heading, row["other"] + bracket(row, row["role"]))


def describe_observation(row: dict[str, str]) -> Entry:
    """Put a figure into words."""
    value = Decimal(row["value"])
    amount = word_amount(value, row["unit"], row["qualifier"], CHANGE.get(row["change"]))
    return make_entry(row, "数字", "", f"{row['metric']} {amount}{bracket(row)}")


def describe_quotation(row: dict[str, str]) -> Entry:
    """Put a quotation into words."""
    return make_entry(row, "引语", "", f"“{row['text']}”" if row["direct"] else row["text"])


def bracket(row: dict[str, str], *more: str) -> str:
    """Say in brackets what qualifies a fact: a role, a period, who says so."""
    speaker = f"{row['speaker']}说" if row["speaker"] else ""
    words = "，".join(filter(None, (*more, word_period(row["period"] or None), speaker)))
    return f"（{words}）" if words else ""


def make_entry(row: dict[str, str], section: str, heading: str, text: str) -> Entry:
    """Make an entry of a fact in words and what its row says of its proof."""
    return Entry(
        section,
        heading,
        text,
        STATE.get(row.get("status", ""), ""),
        float(row["confidence"]),
        row["sentence"],
        row["article"],
        row["page"],
        row["issued"],
    )


def write_card(card: Card, width: int = 100, *, color: bool = False) -> str:
    """Write a card as lines of at most `width` columns; facts of one sentence stand above it."""
    bold, plain = (BOLD, PLAIN) if color else ("", "")
    counts = [(section, [e for e in card.entries if e.section == section]) for section in SECTIONS]
    tally = "".join(f" · {section} {len(entries)}" for section, entries in counts if entries)
    lines = [f"{bold}{card.name}{plain}  {card.kind}{tally}"]
    if card.aliases:
        lines.append(f"又作：{'、'.join(card.aliases)}")
    for section, entries in counts:
        for heading, group in groupby(entries, key=lambda entry: entry.heading):
            lines += ["", f"{bold}{heading or section}{plain}"]
            for _, facts in groupby(group, key=lambda entry: (entry.article, entry.sentence)):
                lines += write_facts(list(facts), width, color=color)
    lines += ["", f"{bold}文章{plain}", *(f"  {article}" for article in card.articles)]
    return "\n".join(lines) + "\n"


def write_facts(facts: list[Entry], width: int, *, color: bool) -> Iterator[str]:
    """Write facts of one sentence, the sentence, and where it stands."""
    blue, soft, plain = (BLUE, SOFT, PLAIN) if color else ("", "", "")
    for fact in facts:
        state = f"【{fact.state}】" if fact.state else ""
        for line in wrap(f"{fact.text}{state}  {fact.confidence:.2f}", width - 3):
            yield f"  {blue}{line}{plain}"
    for line in wrap(facts[0].sentence, width - 7):
        yield f"    {soft}│ {line}{plain}"
    source = " · ".join(filter(None, (facts[0].issued, facts[0].page)))
    yield f"    {soft}└ 《{facts[0].article}》{source}{plain}"
