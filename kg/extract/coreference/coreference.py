"""Tell which mentions of an article mean one thing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.coreference.anaphora import find_anaphora
from kg.extract.coreference.definitions import Definition, find_definitions
from kg.extract.coreference.parents import find_parents
from kg.extract.coreference.shortenings import Name, Names, Variant, normalise
from kg.extract.coreference.variants import find_variants, trace
from kg.know.knowledge import Knowledge
from kg.model import Article, Entity, EntityId, Mention, Sentence

Groups = dict[str, list[Mention]]


def link_mentions(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    knowledge: Knowledge,
) -> tuple[Entity, ...]:
    """Make one entity for each thing that `mentions` name, in the order of first mention.

    The same words mean the same thing; a short form means the long one that it fits, if only one
    does.  Then the words that stand for an entity (该局, 园区) are found; what they cannot be
    resolved to with reason makes nothing.
    """
    groups: Groups = defaultdict(list)
    mentions = (*mentions, *find_parents(mentions, knowledge))
    definitions = tuple(find_definitions(article, mentions))
    defined = [mention for each in definitions for mention in each.mentions]
    ordered = sorted(
        (*mentions, *defined), key=lambda each: (each.span.start, -each.span.end, each)
    )
    for mention in ordered:
        groups[normalise(mention.text, mention.kind)].append(mention)
    outer = find_outermost(ordered)
    names = {key: name_group(key, group, outer) for key, group in groups.items()}
    variants = find_variants(Names(tuple(names.values())), defined_variants(definitions), knowledge)
    entities = sorted(
        gather_entities(names, groups, variants),
        key=lambda entity: (entity.mentions[0].span.start, -entity.mentions[0].span.end),
    )
    numbered = tuple(
        replace(entity, id=EntityId(f"{article.id}#{number}"))
        for number, entity in enumerate(entities)
    )
    return find_anaphora(sentences, numbered, knowledge)


def defined_variants(definitions: Sequence[Definition]) -> dict[str, Variant]:
    """Return the short forms that the article defines, as variants of what they are short for."""
    pairs = (
        (normalise(each.short, each.name.kind), normalise(each.name.text, each.name.kind))
        for each in definitions
    )
    return {short: Variant(key, "文中定义的简称") for short, key in pairs if short != key}


def find_outermost(ordered: Sequence[Mention]) -> frozenset[Mention]:
    """Find the mentions that lie in no other; `ordered` by start, the longest first."""
    outer: list[Mention] = []
    for mention in ordered:
        if not outer or mention.span.start >= outer[-1].span.end:
            outer.append(mention)
    return frozenset(outer)


def name_group(key: str, group: Sequence[Mention], outer: frozenset[Mention]) -> Name:
    """Describe mentions of the same words: their commonest kind, and where they stand alone."""
    kinds = Counter(mention.kind for mention in group)
    kind = min(kinds, key=lambda each: (-kinds[each], each))
    alone = [mention for mention in group if mention in outer] or group
    return Name(key, group[0].text, kind, tuple(mention.span.start for mention in alone))


def gather_entities(
    names: Mapping[str, Name], groups: Groups, variants: Mapping[str, Variant]
) -> Iterator[Entity]:
    """Gather the groups that mean the same; the name is the longest writing of the fullest form."""
    members: dict[str, list[str]] = defaultdict(list)
    for key in names:
        members[trace(key, variants)].append(key)
    for root, keys in members.items():
        kind = names[root].kind
        found = sorted(
            (
                each if each.kind == kind else replace(each, kind=kind)
                for key in keys
                for each in groups[key]
            ),
            key=lambda each: (each.span.start, -each.span.end),
        )
        writings = {each.text for each in groups[root]}
        name = max(sorted(writings), key=len)
        aliases = sorted({each.text for each in found} - {name})
        reasons = [
            f"{names[key].text} → {names[variants[key].key].text}：{variants[key].reason}"
            for key in sorted(keys)
            if key in variants
        ]
        yield Entity(EntityId(""), kind, name, tuple(aliases), tuple(found), (), tuple(reasons))
