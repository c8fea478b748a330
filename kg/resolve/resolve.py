"""Bring all extracts together: which of these names are one thing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.know.knowledge import Knowledge
from kg.model import Build, Entity, EntityId, Extract, Note, Reading
from kg.resolve.clusters import Cluster, Member, cluster_members
from kg.resolve.contexts import read_contexts
from kg.resolve.continuations import find_continuations
from kg.resolve.copies import Repeats, find_copies
from kg.resolve.facts import Renaming, rename_claims, rename_observations, rename_quotations
from kg.resolve.identities import identify_entities
from kg.resolve.persons import identify_persons
from kg.resolve.places import LOCAL, make_gazetteer, read_place
from kg.resolve.slugs import mint_slug


def resolve(
    readings: Sequence[Reading], extracts: Sequence[Extract], knowledge: Knowledge
) -> Build:
    """Merge the entities of all `extracts` and put claims, observations, quotations on them.

    Two names are one thing if they identify the same (kg/resolve/identities.py); when in doubt
    they stay apart.  The entity's id depends on its identity alone, not on what else was read.
    What the same text says in two papers is kept once (kg/resolve/copies.py).
    """
    clusters = cluster_members(tuple(list_members(readings, extracts, knowledge)))
    entities, ids = [], [dict[EntityId, EntityId]() for _ in extracts]
    for cluster in clusters:
        entity = make_entity(cluster, knowledge)
        entities.append(entity)
        for member in cluster.members:
            ids[member.extract][member.entity.id] = entity.id
    renamings = [Renaming(extract, names) for extract, names in zip(extracts, ids, strict=True)]
    copies = find_copies([extract.article for extract in extracts])
    again = Repeats(copies, [extract.article for extract in extracts])
    continued, missing = find_continuations(readings)
    return Build(
        tuple(readings),
        tuple(extracts),
        tuple(sorted(entities, key=lambda entity: (entity.kind, entity.id))),
        again.drop(claim for renaming in renamings for claim in rename_claims(renaming)),
        again.drop(found for renaming in renamings for found in rename_observations(renaming)),
        again.drop(quote for renaming in renamings for quote in rename_quotations(renaming)),
        tuple(dict.fromkeys((*gather_notes(readings, extracts, clusters), *missing))),
        tuple(sorted((*copies, *continued))),
    )


def list_members(
    readings: Sequence[Reading], extracts: Sequence[Extract], knowledge: Knowledge
) -> Iterator[Member]:
    """List every entity of every article with its identity."""
    pages = {reading.page.id: reading.page for reading in readings}
    contexts = read_contexts(extracts, pages, knowledge)
    for index, (extract, context) in enumerate(zip(extracts, contexts, strict=True)):
        known = identify_entities(context, knowledge)
        known |= identify_persons(context, known, knowledge)
        for entity in extract.entities:
            yield Member(index, extract.article.id, entity, known[entity.id])


def make_entity(cluster: Cluster, knowledge: Knowledge) -> Entity:
    """Make one entity of all that the articles know of it.

    Its name is the longest of the names it has in its articles, the commonest among equals.
    """
    locals_ = [member.entity for member in cluster.members]
    counts = Counter(entity.name for entity in locals_)
    name = max(counts, key=lambda form: (len(form), counts[form], form))
    forms = {form for entity in locals_ for form in (entity.name, *entity.aliases)}
    reasons = dict.fromkeys(
        (
            *(reason for entity in locals_ for reason in entity.reasons),
            *(reason for member in cluster.members for reason in member.identity.why),
            *cluster.reasons,
        )
    )
    return Entity(
        mint_id(cluster.kind, cluster.key, knowledge),
        cluster.kind,
        name,
        tuple(sorted(forms - {name})),
        tuple(sorted(mention for entity in locals_ for mention in entity.mentions)),
        tuple(sorted(mention for entity in locals_ for mention in entity.anaphora)),
        tuple(reasons),
    )


def mint_id(kind: str, key: str, knowledge: Knowledge) -> EntityId:
    """Make the id of what is identified by `kind` and `key`: a-daoxianyiliaobaozhangju-cb7946."""
    area, _, rest = key.partition("|")
    if kind == "Person" or area.startswith("#"):
        area = ""  # an employer, a page or an article is no part of a name
    readable = make_gazetteer(knowledge).names.get(area, area.removeprefix(LOCAL)) + rest
    return EntityId(mint_slug(kind[0].lower(), readable, kind, key))


def read_code(entity: Entity, knowledge: Knowledge) -> str | None:
    """Tell which code of the gazetteer a place of a Build was identified by, if by one."""
    if entity.kind != "Place":
        return None
    gazetteer = make_gazetteer(knowledge)
    names = (entity.name, *entity.aliases)
    codes = {code for name in names for code in gazetteer.forms.get(name, ())}
    codes |= {read_place(name, frozenset(), gazetteer).code or "" for name in names}
    same = (code for code in sorted(codes) if mint_id("Place", f"{code}|", knowledge) == entity.id)
    return next(same, None)


def gather_notes(
    readings: Iterable[Reading], extracts: Iterable[Extract], clusters: Iterable[Cluster]
) -> Iterator[Note]:
    """Gather the notes of all stages; add one where a name is read as things of two kinds."""
    for reading in readings:
        yield from reading.notes
    pages = {}
    for extract in extracts:
        pages[extract.article.id] = extract.article.page
        yield from extract.notes
    kinds: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        kinds.setdefault(cluster.key, []).append(cluster)
    for same in kinds.values():
        if len(same) > 1:
            name = same[0].members[0].entity.name
            found = "、".join(cluster.kind for cluster in same)
            for page in sorted({pages[a] for cluster in same for a in cluster.articles}):
                yield Note(page, "kinds", f"“{name}”被认作不止一类：{found}")
