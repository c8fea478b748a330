"""Where each node of a picture stands: positions computed here, so that the browser need not."""

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Points = NDArray[np.float64]
Box = tuple[float, float]  # width and height of a node together with its label

UNIT = 92.0  # pixels that an edge of length 1 wants to have
ASPECT = 1.15  # width to height of the part of a window that the picture fills
STEPS = 60  # stress falls by less than 1 % afterwards (measured on 50 to 400 nodes)
PUSHES = 400  # an upper bound; on 225 nodes all overlaps are gone after about 90
PATIENCE, LOOSER = 25, 1.06  # labels that block one another get more room every so many pushes
COLUMN = 20.0  # width of the columns in which the packing counts
MARGIN = 60.0  # free space around a connected component
AFAR = (2.3, 1.8)  # by how much labels outgrow discs when 200 nodes are seen at once
WIDEST = 106.0  # a label of eight characters: longer ones are drawn shortened
FAR = 1e3  # between two parts of a graph that is not connected; never reached inside one


def place_nodes(graph: "nx.Graph[int]", boxes: Mapping[int, Box]) -> dict[int, tuple[int, int]]:
    """Place the nodes of `graph`, whose edges have the attribute `length`, in whole pixels.

    Each connected component is laid out by itself (its distances on paper follow the lengths
    of the paths), its labels are moved apart, and the components are packed.  Nodes without an
    edge come last, in rows, in the order of the graph.  The picture's middle is at (0, 0).

    Source: Gansner, Koren, North, Graph Drawing by Stress Majorization (2004).
    """
    blocks: list[tuple[list[int], Points]] = []
    for component in sorted(
        map(sorted, nx.connected_components(graph)), key=lambda c: (-len(c), c)
    ):
        if len(component) > 1:
            points = lay_out(measure_paths(graph, component))
            blocks.append((component, part_boxes(stretch(points), [boxes[n] for n in component])))
    placed: dict[int, tuple[float, float]] = {}
    for (nodes, points), corner in zip(blocks, pack([b for _, b in blocks]), strict=True):
        moved = points - points.min(axis=0) + corner
        placed |= {n: (float(x), float(y)) for n, (x, y) in zip(nodes, moved, strict=True)}
    alone = [node for node in graph if not graph.degree(node)]
    return center(placed | set_in_rows({node: boxes[node] for node in alone}, placed))


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
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = weight * paths / np.maximum(apart, 1e-6)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    return points * UNIT


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
    """Move apart what overlaps, each pair along the axis on which less is needed."""
    points = points.copy()
    need = np.array(boxes)
    need = (need[:, None] + need[None]) / 2
    first, second = np.triu_indices(len(points), 1)
    need = need[first, second]
    for number in range(1, PUSHES + 1):
        if number % PATIENCE == 0:
            points *= LOOSER
        delta = points[first] - points[second]
        over = need - np.abs(delta)
        hit = np.flatnonzero((over > 0.5).all(axis=1))
        if not len(hit):
            break
        rows = np.arange(len(hit))
        axis = over[hit].argmin(axis=1)
        push = 0.26 * over[hit][rows, axis] * np.where(delta[hit][rows, axis] < 0, -1.0, 1.0)
        np.add.at(points, (first[hit], axis), push)
        np.add.at(points, (second[hit], axis), -push)
    return points


def set_in_rows(
    boxes: Mapping[int, Box], placed: Mapping[int, tuple[float, float]]
) -> dict[int, tuple[float, float]]:
    """Set boxes in rows like words in lines, below what is placed and as wide as that.

    They are as large as their labels come to be when the picture as a whole is seen from afar.
    """
    sizes = {
        node: (min(wide, WIDEST) * AFAR[0], high * AFAR[1]) for node, (wide, high) in boxes.items()
    }
    area = sum(wide * high for wide, high in sizes.values())
    width = max([(2 * ASPECT * area) ** 0.5, *(x for x, _ in placed.values())])
    x, y = 0.0, max((y for _, y in placed.values()), default=0.0) + 2 * MARGIN
    points = {}
    for node, (wide, high) in sizes.items():
        if x and x + wide > width:
            x, y = 0.0, y + high
        points[node] = (x + wide / 2, y)
        x += wide
    return points


def pack(blocks: Sequence[Points]) -> list[Points]:
    """Find the upper left corner of each block: as high up as it goes, then as far left."""
    sizes = [np.ptp(points, axis=0) + 2 * MARGIN for points in blocks]
    total = (ASPECT * sum(float(w * h) for w, h in sizes) * 1.15) ** 0.5
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


def center(placed: Mapping[int, tuple[float, float]]) -> dict[int, tuple[int, int]]:
    """Move all points so that the middle of their box is at (0, 0), and round them."""
    if not placed:
        return {}
    x = [x for x, _ in placed.values()]
    y = [y for _, y in placed.values()]
    middle = (min(x) + max(x)) / 2, (min(y) + max(y)) / 2
    return {n: (round(px - middle[0]), round(py - middle[1])) for n, (px, py) in placed.items()}
