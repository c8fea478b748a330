"""Name the metrics of figures that lean on one another: 产销分别完成A和B，分别增长C和D."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.observations.changes import Move
from kg.extract.observations.metrics import (
    Wording,
    name_around,
    name_left,
    name_metric,
    strip_links,
)
from kg.extract.observations.slots import Slot
from kg.know.knowledge import Knowledge
from kg.model import Figure


class Amount(NamedTuple):
    """A figure with its place in the sentence; `move` where it is a change."""

    figure: Figure
    slot: Slot
    move: Move | None


def name_metrics(
    amounts: Sequence[Amount], wording: Wording, knowledge: Knowledge
) -> tuple[str, ...]:
    """Name the metric of each figure, in order; empty where nothing near says it.

    A change without a noun of its own is one of the amount before it (税收1000万元，同比增长5%),
    several joined changes are those of as many amounts.
    """
    names: list[str] = []
    moves = knowledge.words["direction"]  # 增加值增长4%，增速加快0.2个百分点: 增加值增速
    measured: list[str] = []  # the names of amounts, which changes refer back to
    for chain in join_amounts(amounts):
        first = chain[0]
        if first.move is None:
            named = name_chain(chain, wording, knowledge)
            if not named[0]:
                near = names[-1] if names else name_around(first.slot, wording)
                named = [near] * len(chain)
            measured += [name for name in named if name not in moves]
        else:
            named = name_changes(chain, first.move, measured, wording)
            named = named if named[0] else names[-1:] * len(chain) or [""] * len(chain)
        names += [names[-1] + one if one in moves and names else one for one in named]
    return tuple(names)


def join_amounts(amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Cut figures into runs that are joined by 、 or 和."""
    chain: list[Amount] = []
    for amount in amounts:
        if chain and not amount.slot.joined:
            yield chain
            chain = []
        chain.append(amount)
    if chain:
        yield chain


def name_changes(
    chain: Sequence[Amount], move: Move, measured: Sequence[str], wording: Wording
) -> list[str]:
    """Name changes by the noun before the verb, else by the amounts they are changes of."""
    count, slot = len(chain), chain[0].slot
    own = name_before(slot._replace(start=move.start), wording)
    if own:
        return [own] * count
    if count > 1 and not move.to and len(measured) >= count:
        return list(measured[-count:])
    return [""] * count


def name_chain(chain: Sequence[Amount], wording: Wording, knowledge: Knowledge) -> list[str]:
    """Name amounts joined by 、 or 和: each by its own words, or all by those before 分别."""
    slots, count = [amount.slot for amount in chain], len(chain)
    if count > 1 and "分别" in wording.text[slots[0].left : slots[0].start]:
        parts = name_parts(slots[0], wording, knowledge)
        if len(parts) == count:
            return parts
    if is_range(chain):
        slots = [slots[0]._replace(end=slots[1].end, right=slots[1].right)]
    units = knowledge.words["unit"]
    names = [
        name_metric(slot, wording, amount.figure.unit, measured=bool(units.get(base_unit(amount))))
        for slot, amount in zip(slots, chain, strict=False)
    ]
    first = next((name for name in names if name), "")
    return [name or first for name in names] * (count // len(names))


def is_range(chain: Sequence[Amount]) -> bool:
    """Tell whether two figures are the ends of a range."""
    return [amount.figure.qualifier for amount in chain] == [">", "<"]


def base_unit(amount: Amount) -> str:
    """Give the unit that is counted: 元 of 元/斤."""
    return amount.figure.unit.split("/")[0]


def name_before(slot: Slot, wording: Wording) -> str:
    """Name by the words before the number alone."""
    left = strip_links(wording.between(slot.left, slot.start), wording)
    return name_left(left, wording) if left else ""


def name_parts(slot: Slot, wording: Wording, knowledge: Knowledge) -> list[str]:
    """Give the several metrics that one phrase names: 产销 is 产量 and 销量, A、B和C are three."""
    name = name_before(slot, wording)
    pairs = knowledge.words["pair"]
    for word in sorted(pairs, key=len, reverse=True):
        if name.endswith(word):
            return [name.removesuffix(word) + part for part in pairs[word].split("|")]
    for mark in "和及与":
        name = name.replace(mark, "、")
    return [part for part in name.split("、") if part]
