"""What a build has how many of: the tables of its report."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.know.knowledge import Knowledge
from kg.model import Build
from kg.view.wordings import CHANGES, STATES

NAMES = 12  # names of a kind that are shown
EXAMPLES = 3  # examples of a relation, speakers


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table with a bar: what, how many, remarks, and examples or names."""

    label: str
    count: int
    detail: str
    share: int  # of the largest row, in per cent
    names: tuple[str, ...] = ()


def count_kinds(build: Build, knowledge: Knowledge) -> tuple[Row, ...]:
    """Count the entities of each kind, with the names that stand in most facts."""
    facts = Counter(str(end) for claim in build.claims for end in (claim.subject, claim.object))
    facts.update(observation.subject for observation in build.observations)
    ordered = sorted(build.entities, key=lambda e: (-facts[e.id], e.name, e.id))
    counts = Counter(entity.kind for entity in build.entities)
    largest = max(counts.values(), default=1)
    return tuple(
        Row(
            knowledge.schema.classes.get(kind, kind),
            count,
            "",
            100 * count // largest,
            tuple(dict.fromkeys(e.name for e in ordered if e.kind == kind))[:NAMES],
        )
        for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def count_relations(build: Build, knowledge: Knowledge) -> tuple[Row, ...]:
    """Count the claims of each relation, how many are planned or negated, with examples."""
    counts = Counter(claim.property for claim in build.claims)
    states = Counter((claim.property, STATES[claim.status]) for claim in build.claims)
    labels: dict[str, str] = {entity.id: entity.name for entity in build.entities}
    examples: dict[str, dict[str, None]] = {name: {} for name in counts}
    for claim in build.claims:
        words = f"{labels[claim.subject]} → {labels.get(claim.object, claim.object)}"
        examples[claim.property][words] = None
    largest = max(counts.values(), default=1)
    rows = []
    for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        known = knowledge.schema.properties.get(name)
        detail = tell((state, states[name, state]) for state in ("计划", "否定"))
        shown = tuple(examples[name])[:EXAMPLES]
        rows.append(
            Row(known.label if known else name, count, detail, 100 * count // largest, shown)
        )
    return tuple(rows)


def count_figures(build: Build) -> tuple[Row, ...]:
    """Count the figures by what they state, and the quotations."""
    rows = []
    total = max(len(build.observations), len(build.quotations), 1)
    for status, label in (("actual", "已实现"), ("target", "目标"), ("capacity", "能力")):
        found = [o for o in build.observations if o.status == status]
        changes = Counter(o.change for o in found)
        parts = [("有时间的", sum(o.period is not None for o in found))]
        parts += [(word, changes[change]) for change, word in CHANGES.items()]  # type: ignore[index]
        metrics = Counter(o.metric for o in found).most_common(EXAMPLES)
        names = tuple(metric for metric, _ in metrics)
        rows.append(Row(f"数字·{label}", len(found), tell(parts), 100 * len(found) // total, names))
    names_of = {entity.id: entity.name for entity in build.entities}
    for direct, label in ((True, "直接引语"), (False, "转述")):
        said = [q for q in build.quotations if q.direct == direct]
        speakers = Counter(names_of[q.speaker] for q in said).most_common(EXAMPLES)
        names = tuple(name for name, _ in speakers)
        rows.append(Row(f"引语·{label}", len(said), "", 100 * len(said) // total, names))
    return tuple(row for row in rows if row.count)


def tell(parts: Iterable[tuple[str, int]]) -> str:
    """List what there is some of: 计划 3、否定 1."""
    return "、".join(f"{label} {number}" for label, number in parts if number)
