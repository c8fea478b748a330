"""Order the blocks of a page into flows: a headline and the text that runs under it."""

from collections.abc import Iterator, Sequence

from kg.model import Box
from kg.read.geometry.blocks import WIDE, Block, turn
from kg.read.geometry.captions import find_captions, find_pictures, lift_block
from kg.read.geometry.heads import Head, find_heads
from kg.read.geometry.middles import merge_middles
from kg.read.geometry.owners import UNDER, find_owners, measure_under, spread_heads
from kg.read.geometry.rules import Rules
from kg.read.geometry.sides import BESIDE, leads
from kg.read.geometry.ways import Spot, weigh_end, weigh_rules, weigh_start, weigh_way

LABELS = 2.5  # sizes; a byline stands no lower under its headline
FILLS = (0.85, 1.05)  # of a column; rows that fill so much of it are running text
BESIDE_ROWS = 12.0  # sizes; rows so near over or under a few others show how wide their column is
MARKS = "，。、；：！？"  # what no byline has
MANY = 3  # rows that show a column
MOST_BLOCKS = 800  # a broadsheet page of small advertisements has some 400
NEAREST = 60  # blocks that are weighed as what may follow a block
BAND = 4.0  # sizes; flows that begin within so much are ordered from left to right


def find_flows(
    blocks: Sequence[Block], usual: tuple[float, float], rules: Rules
) -> list[list[Block]]:
    """Order blocks into flows, which come as they begin on the page.

    `usual` is the size of running text, and how long its rows usually are.
    """
    body, column = usual
    if len(blocks) > MOST_BLOCKS:  # no page: a drawing, a heap
        return [sorted(blocks, key=lambda block: (block.box.top, block.box.left))]
    heads = find_heads(blocks, rules)
    pictures = find_pictures(rules.pictures, blocks, body)
    captions = find_captions(blocks, pictures, body)
    inside = {id(block) for head in heads for block in head.blocks}
    inside.update(id(block) for block in captions)
    texts = [
        lift_block(block, pictures, captions, rules) for block in blocks if id(block) not in inside
    ]
    texts, middles = merge_middles(texts, heads, rules)
    inner = {id(head) for head in middles.values()}
    outer = [head for head in heads if id(head) not in inner]
    spots = find_spots(texts, outer, column, rules)
    chains = chain_spots(spots, [head.box for head in outer], rules)
    flows = head_middles(gather_flows(chains, outer, body, rules), middles)
    flows += [[block] for block in captions]
    return sorted(flows, key=lambda flow: place_flow(flow, body))


def place_flow(flow: Sequence[Block], body: float) -> tuple[int, float, float]:
    """Say where a flow begins."""
    top = min(block.box.top for block in flow)
    left = min(block.box.left for block in flow)
    return int(top // (BAND * max(1.0, body))), left, top


def find_spots(
    texts: Sequence[Block], heads: Sequence[Head], width: float, rules: Rules
) -> list[Spot]:
    """See what stands around each block of running text."""
    boxes = [turn(block.box) if block.vertical else block.box for block in texts]
    owners = spread_heads(texts, heads, find_owners(texts, heads, rules), width, rules)
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


def find_edges(
    block: Block, box: Box, texts: Sequence[Block], boxes: Sequence[Box], width: float
) -> tuple[float, float, bool]:
    """Find the edges of a block's column, and tell whether it has the column to itself."""
    left, right = box.left, box.right
    running = len(block.rows) > 1 or any(mark in block.rows[0].text for mark in MARKS)
    fills = running and FILLS[0] * width < right - left < FILLS[1] * width
    alone = len(block.rows) < MANY and not fills
    if len(block.rows) >= MANY:  # all its rows but the last fill its column
        return left, right, alone
    best = BESIDE_ROWS * block.size
    for other, near in zip(texts, boxes, strict=True):
        inside = near.left - block.size <= box.left and box.right <= near.right + block.size
        usual = near.right - near.left <= WIDE * width and len(other.rows) >= MANY
        far = max(near.top - box.bottom, box.top - near.bottom)
        if (
            other is not block
            and other.vertical == block.vertical
            and (inside and usual)
            and far < best
        ):
            best = far
            left, right = min(box.left, near.left), max(box.right, near.right)
            alone = False
    return left, right, alone


def chain_spots(spots: Sequence[Spot], heads: Sequence[Box], rules: Rules) -> list[list[Spot]]:
    """Chain the blocks that go on in one another: the clearest pairs first."""
    ends = [weigh_end(spot) for spot in spots]
    starts = [weigh_start(spot) for spot in spots]
    gains = []
    for at, spot in enumerate(spots):
        for to in find_near(spots, at):
            gain = ends[at] + starts[to] - weigh_way(spot, spots[to], spots, heads)
            gain -= weigh_rules(spot, spots[to], rules)
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
    chains: Sequence[Sequence[Spot]], heads: Sequence[Head], body: float, rules: Rules
) -> list[list[Block]]:
    """Put each headline before the texts that belong to it."""
    owners: dict[int, list[Sequence[Spot]]] = {}
    free = []
    for chain in chains:
        owner = find_owner(chain, heads, body, rules)
        if owner is None:
            free.append([spot.block for spot in chain])
        else:
            owners.setdefault(owner, []).append(chain)
    flows = []
    for number, head in enumerate(heads):
        own = sorted(owners.get(number, []), key=lambda c: (not is_aside(c), c[0].box.left))
        flows.append([*head.blocks, *(spot.block for chain in own for spot in chain)])
    return [*flows, *free]


def head_middles(flows: Sequence[list[Block]], middles: dict[int, Head]) -> list[list[Block]]:
    """Put each headline in the middle of a text before the flow that has the most of it."""
    headed = []
    used: set[int] = set()
    for flow in flows:
        found = {
            id(middles[id(block)]): middles[id(block)] for block in flow if id(block) in middles
        }
        fresh = [head for number, head in found.items() if number not in used]
        used.update(found)
        headed.append([*(block for head in fresh for block in head.blocks), *flow])
    return headed


def is_aside(chain: Sequence[Spot]) -> bool:
    """Tell whether a text is a byline beside its headline."""
    return len(chain) == 1 and (chain[0].label or chain[0].block.vertical)


def find_owner(
    chain: Sequence[Spot], heads: Sequence[Head], body: float, rules: Rules
) -> int | None:
    """Find the headline that a text belongs to."""
    first = chain[0]
    beside = [
        (measure_beside(head, spot.block.box, body), number)
        for number, head in enumerate(heads)
        if head.vertical and head.blocks[0].holder == first.block.holder
        for spot in chain
        if not rules.part_down(head.box, spot.block.box)
        and not rules.part_across(head.box, spot.block.box)
    ]
    near = min(beside, default=(float("inf"), -1))
    if first.over >= 0:
        gap = measure_under(heads[first.over], first.block, rules) / body
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
