"""Bring all extracts together: which of these names are one thing."""

from collections.abc import Sequence

from kg.know.knowledge import Knowledge
from kg.model import Build, Extract, Reading


def resolve(
    readings: Sequence[Reading], extracts: Sequence[Extract], knowledge: Knowledge
) -> Build:
    """Merge the entities of all `extracts` and put claims, observations, quotations on them."""
    raise NotImplementedError
