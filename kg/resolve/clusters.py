"""Which entities of which articles are one thing, each with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import ArticleId, Entity
from kg.resolve.identities import Identity

Name = tuple[str, str]  # a kind and a key
MANY = 3


@dataclass(frozen=True, slots=True)
class Member:
    """An entity as one article knows it, and what that article tells of its identity."""

    extract: int  # the index of its extract
    article: ArticleId
    entity: Entity
    identity: Identity


@dataclass(frozen=True, slots=True)
class Cluster:
    """Entities of several articles that are one thing; `key` is the identity of the fullest."""

    kind: str
    key: str
    members: tuple[Member, ...]
    reasons: tuple[str, ...] = ()

    @property
    def articles(self) -> frozenset[ArticleId]:
        """The articles that name it."""
        return frozenset(member.article for member in self.members)


def cluster_members(members: Sequence[Member]) -> tuple[Cluster, ...]:
    """Group `members` by identity, in the order of kind and key.

    First those of one key.  Then a group whose key is a by-name of exactly one other group joins
    it, unless an article names both: that article, which had both before it, kept them apart.
    The result does not depend on the order of `members`.
    """
    groups: dict[Name, list[Member]] = {}
    for member in sorted(members, key=lambda m: (m.article, m.entity.id)):
        groups.setdefault((member.identity.kind, member.identity.key), []).append(member)
    clusters = {
        (kind, key): Cluster(kind, key, tuple(group), tell_same(group))
        for (kind, key), group in sorted(groups.items())
    }
    moved: dict[Name, Name] = {}
    for name, target in find_targets(clusters).items():
        home = target
        while home in moved:
            home = moved[home]
        if home != name and not clusters[name].articles & clusters[home].articles:
            clusters[home] = join(clusters[home], clusters.pop(name))
            moved[name] = home
    return tuple(cluster for _, cluster in sorted(clusters.items()))


def find_targets(clusters: Mapping[Name, Cluster]) -> dict[Name, Name]:
    """Find, for each cluster that is known by a by-name of exactly one other, that other.

    Only a shortening is followed, and a name that MANY articles use needs more than one that says
    so: what one article takes for a by-name may be its misreading of a well-known name.
    """
    bearers: dict[Name, dict[Name, set[ArticleId]]] = {}
    for name, cluster in clusters.items():
        for member in cluster.members:
            for other in member.identity.others:
                named = bearers.setdefault((cluster.kind, other), {})
                named.setdefault(name, set()).add(member.article)
    found = {}
    for name, cluster in clusters.items():
        others = {n: told for n, told in bearers.get(name, {}).items() if n != name}
        if len(others) == 1:
            ((target, told),) = others.items()
            sure = len(cluster.articles) < MANY or len(told) > 1
            if sure and is_short_for(name, target):
                found[name] = target
    return found


def is_short_for(name: Name, other: Name) -> bool:
    """Tell whether a name leaves out the beginning or the end of another.

    Of a campaign's name the middle may be left out, 护河行动 for 护河专项行动; of a firm's it may
    not, or all banks of a city would be one.
    """
    (kind, short), (_, full) = name, other
    short, full = short.partition("|")[2], full.partition("|")[2]
    if kind == "Person":
        return True  # the keys of persons differ only in the employer
    middle = kind == "Campaign" and short[:2] == full[:2] and short[-2:] == full[-2:]
    return full.startswith(short) or full.endswith(short) or middle


def tell_same(group: Sequence[Member]) -> tuple[str, ...]:
    """Say why the members of a group are one thing, where they come from several entities."""
    first = group[0]
    return tuple(
        f"“{member.entity.name}”（{member.article}）与“{first.entity.name}”"
        f"（{first.article}）：同类、同名、同属一地或一单位"
        for member in group[1:]
    )


def join(cluster: Cluster, other: Cluster) -> Cluster:
    """Add `other` to `cluster`, of which it is a by-name, and say so."""
    name = cluster.members[0].entity.name
    reasons = tuple(
        f"“{member.entity.name}”（{member.article}）：是“{name}”的又一名称"
        for member in other.members
    )
    members = (*cluster.members, *other.members)
    return Cluster(cluster.kind, cluster.key, members, (*cluster.reasons, *other.reasons, *reasons))
