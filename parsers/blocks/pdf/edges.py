"""The edges of what is drawn on a page, and the cells that they enclose.

Edges that lie within a line's width of each other are one. A cell is the smallest box between two edges across and two
edges down whose four corners they make.
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from parsers.blocks.pdf.characters import Thing

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Point = tuple[float, float]
"""From the left, and from the top."""

TOLERANCE = 3.0
"""Points by which rules that belong together may differ."""
ACROSS, DOWN = "across", "down"
"""Ways that an edge runs."""

_SHORTEST = 1.0
"""Points of a piece of an edge; shorter ones are dots."""
_BOX = itemgetter("x0", "top", "x1", "bottom")


def inside(thing: Thing, box: Box) -> bool:
    """Whether the middle of something lies in a box."""
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def clustered(things: Iterable[Thing], side: str, tolerance: float) -> list[list[Thing]]:
    """Things whose sides lie near each other, from the first to the last; each step may be as long as the tolerance."""
    things = list(things)
    values = sorted({thing[side] for thing in things})
    numbers: dict[float, int] = {}
    number = -1
    last = None
    for value in values:
        if last is None or value > last + tolerance:
            number += 1
        numbers[value] = number
        last = value
    clusters: list[list[Thing]] = [[] for _ in range(number + 1)]
    for thing in things:
        clusters[numbers[thing[side]]].append(thing)
    return clusters


def edge(way: str, box: Box, length: float) -> Thing:
    """An edge between two points."""
    x0, top, x1, bottom = box
    return {"way": way, "x0": x0, "top": top, "x1": x1, "bottom": bottom, "length": length}


def edges_of(lines: Iterable[Thing], rects: Iterable[Thing], curves: Iterable[Thing]) -> Iterator[Thing]:
    """The edges of lines, boxes and other outlines; slanted parts of outlines are none."""
    for line in lines:
        level = line["top"] == line["bottom"]
        yield edge(ACROSS if level else DOWN, _BOX(line), line["width" if level else "height"])
    for rect in rects:
        x0, top, x1, bottom = _BOX(rect)
        width, height = rect["width"], rect["height"]
        yield edge(ACROSS, (x0, top, x1, top), width)
        yield edge(ACROSS, (x0, top + height, x1, bottom), width)
        yield edge(DOWN, (x0, top, x0, bottom), height)
        yield edge(DOWN, (x1, top, x1, bottom), height)
    for curve in curves:
        for (x0, y0), (x1, y1) in itertools.pairwise(curve["points"]):
            if x0 == x1 or y0 == y1:
                box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                yield edge(DOWN if x0 == x1 else ACROSS, box, abs(y0 - y1) if x0 == x1 else abs(x0 - x1))


def merged(edges: Iterable[Thing]) -> list[Thing]:
    """Edges as a person sees them: those that lie on each other, or go on with each other, are one."""
    long = [one for one in edges if one["length"] >= _SHORTEST]
    across = _level(one for one in long if one["way"] == ACROSS)
    down = _level(one for one in long if one["way"] == DOWN)
    return [one for one in (*_lengthened(across, ACROSS), *_lengthened(down, DOWN)) if one["length"] >= TOLERANCE]


def _level(edges: Iterable[Thing]) -> Iterator[Thing]:
    """Edges of one way, moved to the middle of those that lie near them."""
    edges = list(edges)
    sides = ("top", "bottom") if edges and edges[0]["way"] == ACROSS else ("x0", "x1")
    side = sides[0]
    for near in clustered(edges, side, TOLERANCE):
        middle = sum(one[side] for one in near) / len(near)
        for one in near:
            shift = middle - one[side]
            for moved in sides:
                one[moved] += shift
            yield one


def _lengthened(edges: Iterable[Thing], way: str) -> Iterator[Thing]:
    """Edges of one way, those on one level that touch each other made one."""
    level, start, end = ("top", "x0", "x1") if way == ACROSS else ("x0", "top", "bottom")
    for _, on_level in itertools.groupby(sorted(edges, key=itemgetter(level)), key=itemgetter(level)):
        last: Thing | None = None
        for one in sorted(on_level, key=itemgetter(start)):
            if last is None or one[start] > last[end] + TOLERANCE:
                if last is not None:
                    yield last
                last = one
            elif one[end] > last[end]:
                last[end] = one[end]
                last["length"] = last[end] - last[start]
        if last is not None:
            yield last


def crossings(across: Sequence[Thing], down: Sequence[Thing]) -> dict[Point, tuple[set[Box], set[Box]]]:
    """Where edges cross, with the edges across and down that do."""
    found: dict[Point, tuple[set[Box], set[Box]]] = {}
    across = sorted(across, key=itemgetter("top", "x0"))
    tops = [one["top"] for one in across]
    for upright in sorted(down, key=itemgetter("x0", "top")):
        x = upright["x0"]
        first = bisect.bisect_left(tops, upright["top"] - 2 * TOLERANCE)
        for level in itertools.islice(across, first, None):
            top = level["top"]
            if upright["bottom"] < top - TOLERANCE:
                break
            if upright["top"] <= top + TOLERANCE and level["x0"] - TOLERANCE <= x <= level["x1"] + TOLERANCE:
                levels, uprights = found.setdefault((x, top), (set(), set()))
                levels.add(_BOX(level))
                uprights.add(_BOX(upright))
    return found


def cells(corners: Mapping[Point, tuple[set[Box], set[Box]]]) -> Iterator[Box]:
    """The smallest box to the right of and below each crossing that edges enclose."""
    columns: dict[float, list[Point]] = defaultdict(list)
    rows: dict[float, list[Point]] = defaultdict(list)
    for corner in sorted(corners):
        columns[corner[0]].append(corner)
        rows[corner[1]].append(corner)
    for corner in sorted(corners):
        levels, uprights = corners[corner]
        x, top = corner
        right = [one for one in _after(rows[top], corner) if not levels.isdisjoint(corners[one][0])]
        if not right:
            continue
        for below in _after(columns[x], corner):
            if uprights.isdisjoint(corners[below][1]):
                continue
            opposite = (
                one
                for one, _ in right
                if (one, below[1]) in corners
                and not corners[one, below[1]][1].isdisjoint(corners[one, top][1])
                and not corners[one, below[1]][0].isdisjoint(corners[below][0])
            )
            far = next(opposite, None)
            if far is not None:
                yield x, top, far, below[1]
                break


def _after(points: Sequence[Point], point: Point) -> Sequence[Point]:
    return points[bisect.bisect_right(points, point) :]


def tables(boxes: Iterable[Box]) -> list[list[Box]]:
    """Cells that share corners with each other, by the table that they make; from top to bottom."""
    found: list[list[Box]] = []
    rest = list(boxes)
    while rest:
        corners: set[Point] = set()
        table: list[Box] = []
        while True:
            left = []
            for box in rest:
                x0, top, x1, bottom = box
                own = ((x0, top), (x0, bottom), (x1, top), (x1, bottom))
                if not table or any(corner in corners for corner in own):
                    corners.update(own)
                    table.append(box)
                else:
                    left.append(box)
            if len(left) == len(rest):
                break
            rest = left
        found.append(table)
    return sorted(
        (table for table in found if len(table) > 1), key=lambda table: min((box[1], box[0]) for box in table)
    )
