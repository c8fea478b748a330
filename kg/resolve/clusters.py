"""Which entities of which articles are one thing, each with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import ArticleId, Entity
from kg.resolve.identities import Identity


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
    groups: dict[tuple[str, str], list[Member]] = {}
    for member in sorted(members, key=lambda m: (m.article, m.entity.id)):
        groups.setdefault((member.identity.kind, member.identity.key), []).append(member)
    clusters = {
        (kind, key): Cluster(kind, key, tuple(group), tell_same(group))
        for (kind, key), group in sorted(groups.items())
    }
    moved: dict[tuple[str, str], tuple[str, str]] = {}
    for name, target in find_targets(clusters).items():
        home = target
        while home in moved:
            home = moved[home]
        if home != name and not clusters[name].articles & clusters[home].articles:
            clusters[home] = join(clusters[home], clusters.pop(name))
            moved[name] = home
    return tuple(cluster for _, cluster in sorted(clusters.items()))


def find_targets(
    clusters: Mapping[tuple[str, str], Cluster],
) -> dict[tuple[str, str], tuple[str, str]]:
    """Find, for each cluster that is known by a by-name of exactly one other, that other."""
    bearers: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name, cluster in clusters.items():
        for member in cluster.members:
            for other in member.identity.others:
                bearers.setdefault((cluster.kind, other), set()).add(name)
    found = {}
    for name in clusters:
        others = sorted(bearers.get(name, set()) - {name})
        if len(others) == 1:
            found[name] = others[0]
    return found


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
