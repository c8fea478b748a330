"""Order the blocks of a page into flows: a headline and the text that runs under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Box
from kg.read.blocks import WIDE, Block, turn
from kg.read.margins import NUMBER
from kg.read.rows import bound
from kg.read.ways import Spot, weigh_end, weigh_start, weigh_way

CLOSE = 1.1  # sizes; lines of one headline stand no farther apart
BESIDE = 14.0  # sizes of running text; a headline down the page stands no farther from its text
LEAD = 4.0  # the same before its text
UNDER = 8.0  # sizes; a text that begins lower under a headline is not its own
HIGH = 4.5  # sizes; a headline so high over a text yields to a nearer one beside
GUTTER = 3.5  # sizes; columns of one text stand no farther apart
LABELS = 2.5  # sizes; a byline stands no lower under its headline
MANY = 3  # rows that show a column
NEAREST = 60  # blocks that are weighed as what may follow a block
BAND = 4.0  # sizes; flows that begin within so much are ordered from left to right


@dataclass(frozen=True, slots=True)
class Head:
    """A headline: its blocks from first to last."""

    blocks: tuple[Block, ...]
    box: Box
    vertical: bool


def find_flows(blocks: Sequence[Block], body: float, column: float) -> list[list[Block]]:
    """Order blocks into flows, which come as they begin on the page.

    `column` is how long the rows of running text usually are.
    """
    heads = find_heads(blocks)
    inside = {id(block) for head in heads for block in head.blocks}
    texts = [block for block in blocks if id(block) not in inside]
    spots = find_spots(texts, heads, column)
    chains = chain_spots(spots, [head.box for head in heads])
    flows = gather_flows(chains, heads, body)
    return sorted(flows, key=lambda flow: place_flow(flow, body))


def place_flow(flow: Sequence[Block], body: float) -> tuple[int, float, float]:
    """Say where a flow begins."""
    top = min(block.box.top for block in flow)
    left = min(block.box.left for block in flow)
    return int(top // (BAND * max(1.0, body))), left, top


def find_heads(blocks: Sequence[Block]) -> list[Head]:
    """Find the headlines; lines that stand close together are one."""
    groups: list[list[Block]] = []
    large = [block for block in blocks if block.head and not is_number(block)]
    for block in sorted(large, key=lambda one: (one.box.top, -one.box.right)):
        for group in groups:
            if any(are_one(block, other) for other in group):
                group.append(block)
                break
        else:
            groups.append([block])
    return [make_head(group) for group in groups]


def is_number(block: Block) -> bool:
    """Tell whether a block is the number of the page, which may be as large as a headline."""
    return len(block.rows) == 1 and NUMBER.fullmatch(block.rows[0].text.replace(" ", "")) is not None


def are_one(block: Block, other: Block) -> bool:
    """Tell whether two blocks are of one headline."""
    if block.vertical != other.vertical or block.holder != other.holder:
        return False
    one, two = (turn(b.box) if b.vertical else b.box for b in (block, other))
    shared = min(one.right, two.right) - max(one.left, two.left)
    gap = max(one.top, two.top) - min(one.bottom, two.bottom)
    narrow = min(one.right - one.left, two.right - two.left)
    return shared > 0.5 * narrow and gap < CLOSE * min(block.size, other.size)


def make_head(group: Sequence[Block]) -> Head:
    """Make a headline of its blocks."""
    vertical = group[0].vertical
    ordered = sorted(group, key=lambda b: -b.box.right if vertical else b.box.top)
    return Head(tuple(ordered), bound(block.box for block in group), vertical)


def find_spots(texts: Sequence[Block], heads: Sequence[Head], width: float) -> list[Spot]:
    """See what stands around each block of running text."""
    boxes = [turn(block.box) if block.vertical else block.box for block in texts]
    owners = spread_heads(texts, heads, find_owners(texts, heads), width)
    leftmost: dict[int, float] = {}
    for box, over in zip(boxes, owners, strict=True):
        leftmost[over] = min(leftmost.get(over, box.left), box.left)
    spots = []
    for block, box, over in zip(texts, boxes, owners, strict=True):
        left, right, alone = find_edges(block, box, texts, boxes, width)
        sided = over >= 0 and heads[over].vertical
        first = over >= 0 and not sided and box.left <= leftmost[over] + 3 * block.size
        first = first or (sided and leads(heads[over], block))
        top = min(box.top, heads[over].box.top) if over >= 0 else box.top
        spots.append(Spot(block, box, left, right, over, first, sided, alone, top))
    return spots


def find_owners(texts: Sequence[Block], heads: Sequence[Head]) -> list[int]:
    """Find the headline of each block: the one near over it, else the one down the page beside."""
    owners = [find_over(block, heads) for block in texts]
    for number, head in enumerate(heads):
        if not head.vertical:
            continue
        free = [at for at, over in enumerate(owners) if over < 0 and not texts[at].vertical]
        after = [at for at in free if leads(head, texts[at])]
        for at in after or [at for at in free if trails(head, texts[at])]:
            owners[at] = number
    return owners


def find_over(block: Block, heads: Sequence[Head]) -> int:
    """Find the headline near over a block that shares its column; -1 where none does."""
    box = block.box
    best, found = box.top - UNDER * block.size, -1
    for number, head in enumerate(heads):
        if head.vertical or block.vertical or head.blocks[0].holder != block.holder:
            continue
        shared = min(head.box.right, box.right) - max(head.box.left, box.left)
        narrow = min(head.box.right - head.box.left, box.right - box.left)
        if best < head.box.bottom <= box.top + block.size and shared > 0.3 * narrow:
            best, found = head.box.bottom, number
    return found


def spread_heads(
    texts: Sequence[Block], heads: Sequence[Head], owners: Sequence[int], width: float
) -> list[int]:
    """Spread headlines to the columns beside those that they stand over, which begin as high."""
    found = list(owners)

    order = sorted(range(len(texts)), key=lambda at: (texts[at].box.left, texts[at].box.top))
    for ordered in (order, order[::-1]):
        for at in ordered:
            own = texts[at].box.top - HIGH * texts[at].size
            if texts[at].vertical or (found[at] >= 0 and heads[found[at]].box.bottom > own):
                continue
            beside = [
                to
                for to in order
                if found[to] >= 0 and not heads[found[to]].vertical
                and (are_beside(texts[at], texts[to], width) or is_below_label(texts[at], texts[to]))
            ]
            if beside:
                found[at] = max((found[to] for to in beside), key=lambda n: heads[n].box.bottom)
    return found


def are_beside(block: Block, other: Block, width: float) -> bool:
    """Tell whether two blocks are columns side by side that begin at one height."""
    one, two, size = block.box, other.box, max(block.size, other.size)
    left = min(one, two, key=lambda box: box.left)
    gap = max(one.left, two.left) - max(left.right, left.left + width)
    level = abs(one.top - two.top) < size and not other.vertical
    return level and -size <= gap < GUTTER * size and block.holder == other.holder


def is_below_label(block: Block, label: Block) -> bool:
    """Tell whether a block stands right under a line by itself: the text under its byline."""
    gap, size = block.box.top - label.box.bottom, block.size
    shared = min(block.box.right, label.box.right) - max(block.box.left, label.box.left)
    return len(label.rows) == 1 and -0.5 * size < gap < 1.5 * size and shared > 0


def leads(head: Head, block: Block) -> bool:
    """Tell whether a headline down the page stands right before a block."""
    gap = (block.box.left - head.box.right) / block.size
    return -0.5 < gap < LEAD and is_level(head, block)


def trails(head: Head, block: Block) -> bool:
    """Tell whether a headline down the page stands right after a block."""
    gap = (head.box.left - block.box.right) / block.size
    return -0.5 < gap < BESIDE and is_level(head, block)


def is_level(head: Head, block: Block) -> bool:
    """Tell whether a block begins about as high as a headline beside it."""
    level = abs(block.box.top - head.box.top) < 3 * block.size
    return level and head.blocks[0].holder == block.holder


def find_edges(
    block: Block, box: Box, texts: Sequence[Block], boxes: Sequence[Box], width: float
) -> tuple[float, float, bool]:
    """Find the edges of a block's column, and tell whether it has the column to itself."""
    left, right, alone = box.left, box.right, len(block.rows) < MANY
    for other, near in zip(texts, boxes, strict=True):
        inside = near.left - block.size <= box.left and box.right <= near.right + block.size
        usual = near.right - near.left <= WIDE * width and len(other.rows) >= MANY
        if other is not block and other.vertical == block.vertical and inside and usual:
            left, right = min(left, near.left), max(right, near.right)
            alone = False
    return left, right, alone


def chain_spots(spots: Sequence[Spot], heads: Sequence[Box]) -> list[list[Spot]]:
    """Chain the blocks that go on in one another: the clearest pairs first."""
    ends = [weigh_end(spot) for spot in spots]
    starts = [weigh_start(spot) for spot in spots]
    gains = []
    for at, spot in enumerate(spots):
        for to in find_near(spots, at):
            gain = ends[at] + starts[to] - weigh_way(spot, spots[to], spots, heads)
            if gain > 0:
                gains.append((-gain, at, to))
    follows: dict[int, int] = {}
    root = list(range(len(spots)))  # the chain that a block is in
    taken: set[int] = set()
    for _, at, to in sorted(gains):
        if at in follows or to in taken or find_root(root, at) == find_root(root, to):
            continue
        follows[at] = to
        taken.add(to)
        root[find_root(root, to)] = find_root(root, at)
    return list(list_chains(spots, follows, taken))


def find_near(spots: Sequence[Spot], at: int) -> list[int]:
    """Find the blocks that may follow a block: all, or on a page of very many the nearest."""
    others = [to for to in range(len(spots)) if to != at]
    if len(others) <= NEAREST:
        return others
    box = spots[at].box

    def measure(to: int) -> float:
        near = spots[to].box
        return abs(near.left - box.right) + min(abs(near.top - box.top), abs(near.top - box.bottom))

    return sorted(sorted(others, key=measure)[:NEAREST])


def find_root(root: list[int], at: int) -> int:
    """Find the chain that a block is in."""
    while root[at] != at:
        root[at] = root[root[at]]
        at = root[at]
    return at


def list_chains(
    spots: Sequence[Spot], follows: dict[int, int], taken: set[int]
) -> Iterator[list[Spot]]:
    """List the chains."""
    for at in range(len(spots)):
        if at in taken:
            continue
        chain = [at]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        yield [spots[one] for one in chain]


def gather_flows(
    chains: Sequence[Sequence[Spot]], heads: Sequence[Head], body: float
) -> list[list[Block]]:
    """Put each headline before the texts that belong to it."""
    owners: dict[int, list[Sequence[Spot]]] = {}
    free = []
    for chain in chains:
        owner = find_owner(chain, heads, body)
        if owner is None:
            free.append([spot.block for spot in chain])
        else:
            owners.setdefault(owner, []).append(chain)
    flows = []
    for number, head in enumerate(heads):
        own = sorted(owners.get(number, []), key=lambda c: (not is_aside(c), c[0].box.left))
        flows.append([*head.blocks, *(spot.block for chain in own for spot in chain)])
    return [*flows, *free]


def is_aside(chain: Sequence[Spot]) -> bool:
    """Tell whether a text is a byline beside its headline."""
    return len(chain) == 1 and (chain[0].label or chain[0].block.vertical)


def find_owner(chain: Sequence[Spot], heads: Sequence[Head], body: float) -> int | None:
    """Find the headline that a text belongs to."""
    first = chain[0]
    beside = [
        (measure_beside(head, spot.block.box, body), number)
        for number, head in enumerate(heads)
        if head.vertical and head.blocks[0].holder == first.block.holder
        for spot in chain
    ]
    near = min(beside, default=(float("inf"), -1))
    if first.over >= 0:
        gap = (first.box.top - heads[first.over].box.bottom) / body
        most = LABELS if first.label else UNDER
        if gap < min(most, near[0] + 3) and (first.fresh or first.label or first.first):
            return first.over
    return near[1] if near[0] < BESIDE else None


def measure_beside(head: Head, box: Box, body: float) -> float:
    """Measure, in sizes of running text, how far beside a headline down the page a box is."""
    shared = min(head.box.bottom, box.bottom) - max(head.box.top, box.top)
    if shared < 0.5 * min(head.box.bottom - head.box.top, box.bottom - box.top):
        return float("inf")
    return max(box.left - head.box.right, head.box.left - box.right, 0.0) / body
