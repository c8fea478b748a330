"""Where each node of a picture stands: positions computed here, so that the browser need not."""

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Points = NDArray[np.float64]
Indices = NDArray[np.intp]
Box = tuple[float, float]  # width and height of a node together with its label
Block = tuple[list[int], Points]  # nodes that are packed together, and where they stand in it
Places = dict[int, tuple[float, float]]

UNIT = 92.0  # pixels that an edge of length 1 wants to have
ASPECT = 1.05  # width to height of the part of a window that the picture fills
STEPS = 60  # stress falls by less than 1 % afterwards (measured on 50 to 400 nodes)
ROUNDS, PUSHES = 16, 25  # on 225 nodes all overlaps are gone after about 90 pushes
LOOSER = 1.06
COLUMN = 20.0  # width of the columns in which the packing counts
MARGIN = 60.0  # free space around a connected component
WINDOW = 720.0  # pixels in which the picture is first seen
FARTHEST = 3.0  # of a larger picture one zooms in on a part
WIDEST = 106.0  # a label of eight characters: longer ones are drawn shortened
SPREADS = (1.0, 1.1, 1.2, 1.3, 1.45, 1.6, 1.8)  # widths of the whole that are tried
FAR = 1e3  # between two parts of a graph that is not connected; never reached inside one


def place_nodes(graph: "nx.Graph[int]", boxes: Mapping[int, Box]) -> dict[int, tuple[int, int]]:
    """Place the nodes of `graph`, whose edges have the attribute `length`, in whole pixels.

    Each connected component is laid out by itself (its distances on paper follow the lengths
    of the paths), its labels are moved apart, and the components are packed.  Nodes without an
    edge come last, in rows, in the order of the graph.  The picture's middle is at (0, 0).

    Source: Gansner, Koren, North, Graph Drawing by Stress Majorization (2004).
    """
    blocks: list[Block] = []
    for component in sorted(
        map(sorted, nx.connected_components(graph)), key=lambda c: (-len(c), c)
    ):
        if len(component) > 1:
            points = lay_out(measure_paths(graph, component))
            blocks.append((component, part_boxes(stretch(points), [boxes[n] for n in component])))
    alone = {node: boxes[node] for node in graph if not graph.degree(node)}
    arranged = [arrange_blocks(blocks, alone, spread) for spread in SPREADS]
    return center(min(arranged, key=measure_extent))


def measure_paths(graph: "nx.Graph[int]", nodes: Sequence[int]) -> Points:
    """Measure the shortest path between any two of `nodes` (Floyd and Warshall)."""
    index = {node: i for i, node in enumerate(nodes)}
    paths: Points = np.full((len(nodes), len(nodes)), FAR)
    np.fill_diagonal(paths, 0.0)
    for a, b, length in graph.edges(nodes, data="length", default=1.0):
        paths[index[a], index[b]] = paths[index[b], index[a]] = length
    for k in range(len(nodes)):
        np.minimum(paths, paths[:, k, None] + paths[None, k, :], out=paths)
    return paths


def lay_out(paths: Points) -> Points:
    """Find points in the plane whose distances are as near to `paths` as can be."""
    size = len(paths)
    weight: Points = 1.0 / np.square(paths + np.eye(size)) - np.eye(size)
    mean = np.full((size, size), 1.0 / size)
    inverse = np.linalg.inv(np.diag(weight.sum(axis=1)) - weight + mean) - mean
    points = start_points(paths)
    for _ in range(STEPS):
        apart = np.sqrt(np.square(points[:, None] - points[None]).sum(axis=2))
        pull = weight * paths / np.maximum(apart, 1e-6)
        moved = pull.sum(axis=1)[:, None] * points - multiply(pull, points)
        points = multiply(inverse, moved)
    return points * UNIT


def multiply(matrix: Points, points: Points) -> Points:
    """Multiply without BLAS, whose threads wait for one another for seconds on a busy machine."""
    product: Points = np.einsum("ij,jk->ik", matrix, points)
    return product


def start_points(paths: Points) -> Points:
    """Choose points to start from: the two main axes of the distances, signs settled.

    Nodes at equal distance from all others (the leaves of a star) would coincide for ever, so
    all are moved a little, each in its own direction.
    """
    size = len(paths)
    middle = np.eye(size) - 1.0 / size
    values, vectors = np.linalg.eigh(-0.5 * middle @ np.square(paths) @ middle)
    axes = vectors[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0.0))
    largest = np.abs(axes).argmax(axis=0)
    axes = axes * np.where(axes[largest, [0, 1]] < 0, -1.0, 1.0)
    angle = np.arange(size) * 2.399963  # the golden angle: no two alike
    start: Points = axes + 0.3 * np.column_stack([np.cos(angle), np.sin(angle)])
    return start


def stretch(points: Points) -> Points:
    """Bring the points to the picture's aspect, keeping their area."""
    extent = np.maximum(np.ptp(points, axis=0), UNIT)
    factor = np.clip(np.sqrt(ASPECT * extent[1] / extent[0]), 0.75, 1.5)
    stretched: Points = points * np.array([factor, 1.0 / factor])
    return stretched


def part_boxes(points: Points, boxes: Sequence[Box]) -> Points:
    """Move apart what overlaps, each pair along the axis on which less is needed.

    Now and then those that are near are sought anew, and all get a little more room: labels
    can block one another.
    """
    points = points.copy()
    need = np.array(boxes)
    for _ in range(ROUNDS):
        first, second = find_near(points, need)
        pairs = (need[first] + need[second]) / 2
        for _ in range(PUSHES):
            delta = points[first] - points[second]
            over = pairs - np.abs(delta)
            hit = np.flatnonzero((over > 0.5).all(axis=1))
            if not len(hit):
                break
            axis = over[hit].argmin(axis=1)
            way = np.where(delta[hit, axis] < 0, -0.26, 0.26) * over[hit, axis]
            np.add.at(points, (first[hit], axis), way)
            np.add.at(points, (second[hit], axis), -way)
        if not (over > 0.5).all(axis=1).any() and not find_near(points, need, -0.5)[0].size:
            break
        points *= LOOSER
    return points


def find_near(points: Points, need: Points, slack: float = 60.0) -> tuple[Indices, Indices]:
    """Find the pairs of boxes that overlap or have less than `slack` between them."""
    gaps = np.abs(points[:, None] - points[None]) - (need[:, None] + need[None]) / 2
    first, second = np.nonzero(np.triu((gaps < slack).all(axis=2), 1))
    return first, second


def arrange_blocks(blocks: Sequence[Block], alone: Mapping[int, Box], spread: float) -> Places:
    """Pack the blocks into a width that is `spread` times what they need; then the rows."""
    placed: Places = {}
    corners = pack([points for _, points in blocks], spread)
    for (nodes, points), corner in zip(blocks, corners, strict=True):
        moved = points - points.min(axis=0) + corner
        placed |= {n: (float(x), float(y)) for n, (x, y) in zip(nodes, moved, strict=True)}
    return placed | set_in_rows(alone, placed)


def measure_extent(placed: Places) -> float:
    """Measure how large a window has to be: the smaller, the larger all is seen."""
    x = [x for x, _ in placed.values()]
    y = [y for _, y in placed.values()]
    return max((max(x) - min(x)) / ASPECT, max(y) - min(y)) if placed else 0.0


def set_in_rows(boxes: Mapping[int, Box], placed: Places) -> Places:
    """Set boxes in rows like words in lines, below what is placed and as wide as that.

    Names are written at one size however large the picture is: seen from afar they need more
    of its room.
    """
    bottom = max((y for _, y in placed.values()), default=0.0)
    afar = min(max(1.0, bottom / WINDOW), FARTHEST)
    sizes = {n: (min(wide, WIDEST) * afar, high * afar) for n, (wide, high) in boxes.items()}
    area = sum(wide * high for wide, high in sizes.values())
    width = max([(2 * ASPECT * area) ** 0.5, *(x for x, _ in placed.values())])
    x, y = 0.0, bottom + 2 * MARGIN
    points = {}
    for node, (wide, high) in sizes.items():
        if x and x + wide > width:
            x, y = 0.0, y + high
        points[node] = (x + wide / 2, y)
        x += wide
    return points


def pack(blocks: Sequence[Points], spread: float) -> list[Points]:
    """Find the upper left corner of each block: as high up as it goes, then as far left."""
    sizes = [np.ptp(points, axis=0) + 2 * MARGIN for points in blocks]
    total = spread * sum(float(w * h) for w, h in sizes) ** 0.5
    columns = max([total, *(float(w) for w, _ in sizes)]) / COLUMN
    filled = np.zeros(int(columns) + 1)
    corners = []
    for wide, high in sizes:
        span = max(1, min(len(filled), int(np.ceil(wide / COLUMN))))
        tops = sliding_window_view(filled, span).max(axis=1)
        at = int(tops.argmin())
        corners.append(np.array([at * COLUMN + MARGIN, tops[at] + MARGIN]))
        filled[at : at + span] = tops[at] + high
    return corners


def center(placed: Places) -> dict[int, tuple[int, int]]:
    """Move all points so that the middle of their box is at (0, 0), and round them."""
    if not placed:
        return {}
    x = [x for x, _ in placed.values()]
    y = [y for _, y in placed.values()]
    middle = (min(x) + max(x)) / 2, (min(y) + max(y)) / 2
    return {n: (round(px - middle[0]), round(py - middle[1])) for n, (px, py) in placed.items()}
