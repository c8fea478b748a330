"""Who a person of an article is: a name and an employer, since there are two 李伟 in every town."""

from collections.abc import Mapping

from kg.know.knowledge import Knowledge
from kg.model import EntityId
from kg.resolve.contexts import Context
from kg.resolve.identities import Identity, clean_name, index_terms


def identify_persons(
    context: Context, known: Mapping[EntityId, Identity], knowledge: Knowledge
) -> dict[EntityId, Identity]:
    """Identify the persons of an article, given what its other entities are.

    A person is the same as one of this name with the same employer anywhere; as one of this name
    on the same page if at most one of them has an employer; and nobody else.
    """
    persons = {}
    for entity in context.extract.entities:
        if entity.kind != "Person":
            continue
        name = clean_name(entity.name)
        employers = [
            f"{known[EntityId(target)].key.replace('|', '/')}|{name}"
            for target in context.links.get((entity.id, "worksFor"), ())
            if target in known
        ]
        page = f"#{context.page}|{name}"
        famous = index_terms(knowledge).get(("Person", entity.name))
        keys = [f"|{famous}"] if famous else [*dict.fromkeys(employers), page]
        persons[entity.id] = Identity("Person", keys[0], frozenset(keys[1:]))
    return persons
