"""What became of each character of a page."""

from collections import Counter
from dataclasses import dataclass

from kg.model import Reading
from kg.view.wordings import ROLES


@dataclass(frozen=True, slots=True)
class Share:
    """The characters of a page that have one role; `permille` of a page sum to 1000."""

    role: str
    label: str
    characters: int
    permille: int
    before: int  # permille of the roles that come earlier: where a bar begins


def measure_coverage(reading: Reading) -> tuple[Share, ...]:
    """Count the non-blank characters of a page by role, in the order of ROLES.

    What no region covers appears as `lost`: there should be none.  A page without a
    character has no share.
    """
    text = reading.page.text
    counts: Counter[str] = Counter()
    for region in reading.regions:
        counts[region.role] += count_characters(text[region.start : region.end])
    total = count_characters(text)
    counts["lost"] = max(0, total - counts.total())
    labels = {**ROLES, "lost": "下落不明"}
    found = [(role, counts[role]) for role in labels if counts[role]]
    shares: list[Share] = []
    for (role, number), permille in zip(found, split_1000([n for _, n in found]), strict=True):
        before = sum(share.permille for share in shares)
        shares.append(Share(role, labels[role], number, permille, before))
    return tuple(shares)


def count_characters(text: str) -> int:
    """Count the characters that are not blank."""
    return sum(map(len, text.split()))


def split_1000(numbers: list[int]) -> list[int]:
    """Share out 1000 in proportion to `numbers`; what rounding leaves goes to the largest rests."""
    total = sum(numbers)
    shares = [number * 1000 // total for number in numbers]
    rests = sorted(range(len(numbers)), key=lambda i: (-(numbers[i] * 1000 % total), i))
    for i in rests[: 1000 - sum(shares)]:
        shares[i] += 1
    return shares
