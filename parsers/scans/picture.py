"""Finds on the picture of a page what is to be recognised: rules, cells and lines, upright, without colored marks."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from parsers.scans.model import Box, around

Gray = npt.NDArray[np.uint8]

WIDTHS = 1500, 2600
"""Widths in pixels that pictures are brought between: with fewer, small digits are lost; with more, time is."""
STRIP = 256
"""Rows of a page that are worked on at once where numbers larger than its pixels are needed."""
_NOISY = 4.0
"""Standard deviation of brightness from which a picture is noisy."""
_SECOND_DERIVATIVE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_ROUGHEST = 8 * 255
"""The largest second derivative."""
_MOST_SKEW = 6.0
"""Degrees that a page is turned back at most."""
_LEAST_SKEW = 0.05
_PIECE, _WHOLE = 1 / 30, 1 / 18
"""Shares of the page's width: of a straight piece that is longer than a stroke of a character, and of a whole rule."""
_DOT, _GAP = 3, 15
"""Pixels: of holes in a piece, which are smaller than the space between characters, and of gaps between pieces."""
_THICKEST = 12
"""Pixels that a rule is thick at most."""
_AT_EDGE = 0.008
"""Share of the picture from which a table does not stand at its edge."""
_NARROWEST = 0.15
"""Share of the picture's width that a table has at least."""
_FEWEST_ENDS, _MOSTLY = 3, 0.5
"""Rules that end side by side where a side is missing, and the share of a side that is there where it is not."""
_SMALLEST_CELL = 14
_FILLED = 0.8
"""Share of its box that a cell fills; what fills less is no rectangle."""
_FEWEST_CELLS = 4
_COLORED = 60
"""By how much the parts of a color differ at least; scans of gray differ less."""
_COVERED = 0.04
"""Share of a cell that colored marks may cover before it counts as covered."""
_SPECK = 4
"""Pixels each way that a dot of dirt has at most."""


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was opened: all that is kept of its colors.

    Attributes:
        gray: Brightness of each pixel, without colored marks.
        colored: Where colored marks stand.
    """

    gray: Gray
    colored: Gray

    def turned(self, quarters: int) -> Sheet:
        """Turned to the left by some quarters."""
        gray, colored = (np.ascontiguousarray(np.rot90(part, quarters)) for part in (self.gray, self.colored))
        return Sheet(gray, colored)


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """An upright page.

    Attributes:
        gray: Brightness of each pixel, without colored marks.
        ink: What is printed: 255 where it is dark beside its surroundings.
        colored: Where colored marks stood.
    """

    gray: Gray
    ink: Gray
    colored: Gray


def sheet_of(pixels: npt.NDArray[Any]) -> Sheet:
    """A page without its colored marks.

    Ink of a color is bright in one of its parts, and black print below it in none.

    Args:
        pixels: The picture, gray or in the colors red, green, blue.
    """
    colored = np.zeros(pixels.shape[:2], np.uint8)
    if pixels.ndim != 3:
        return Sheet(np.ascontiguousarray(pixels, np.uint8), colored)
    gray = np.empty_like(colored)
    for top in range(0, len(pixels), STRIP):
        strip = pixels[top : top + STRIP]
        most = strip.max(axis=2)
        gray[top : top + STRIP] = most
        colored[top : top + STRIP][most - strip.min(axis=2) > _COLORED] = 255
    return Sheet(gray, colored)


def upright(sheet: Sheet) -> Picture:
    """A page turned upright, at a width that can be recognised."""
    gray, colored = _scaled(_without_noise(sheet.gray)), _scaled(sheet.colored)
    angle = _skew(_ink(gray))
    if abs(angle) >= _LEAST_SKEW:
        gray, colored = _turned(gray, angle, 255), _turned(colored, angle, 0)
    return Picture(gray, _ink(gray), colored)


def _without_noise(gray: Gray) -> Gray:
    """A picture without the unsteady brightness of a bad scan; a steady one as it is.

    What a second derivative leaves of a picture, in the middle of all places, is noise: most places are plain paper.
    """
    noise = _roughness(gray) / (0.6745 * 6)
    if noise < _NOISY:
        return gray
    return np.asarray(cv2.fastNlMeansDenoising(gray, None, 1.8 * noise, 5, 15), np.uint8)


def _roughness(gray: Gray) -> float:
    """The median of the second derivative, whichever way it bends."""
    counts = np.zeros(_ROUGHEST + 1, np.int64)
    for top in range(0, len(gray), STRIP):
        before, behind = min(1, top), min(1, max(0, len(gray) - top - STRIP))
        strip = cv2.filter2D(gray[top - before : top + STRIP + behind], cv2.CV_16S, _SECOND_DERIVATIVE)
        counts += np.bincount(np.abs(strip[before : len(strip) - behind]).ravel(), minlength=len(counts))
    # Of an even number of places, the middle lies between two.
    middle = [(gray.size - 1) // 2, gray.size // 2]
    return float(np.mean(np.searchsorted(np.cumsum(counts), middle, "right")))


def _scaled(pixels: Gray) -> Gray:
    width = pixels.shape[1]
    wanted = min(max(width, WIDTHS[0]), WIDTHS[1])
    if wanted == width:
        return pixels
    factor = wanted / width
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=how), np.uint8)


def _ink(gray: Gray) -> Gray:
    around = max(31, gray.shape[1] // 40 | 1)
    return np.asarray(
        cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, 15), np.uint8
    )


def _skew(ink: Gray) -> float:
    """Degrees by which the long strokes of a page are turned, weighed by their length; 0 where they do not agree."""
    shortest = ink.shape[1] // 8
    found = cv2.HoughLinesP(ink, 1, math.pi / 1800, 120, minLineLength=shortest, maxLineGap=_GAP)
    if found is None:
        return 0.0
    angles: list[tuple[float, float]] = []
    for x0, y0, x1, y1 in found.reshape(-1, 4).astype(float):
        angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
        if abs(angle) <= _MOST_SKEW:
            angles.append((angle, math.hypot(x1 - x0, y1 - y0)))
    if not angles:
        return 0.0
    angles.sort()
    half, passed = sum(length for _, length in angles) / 2, 0.0
    for angle, length in angles:
        passed += length
        if passed >= half:
            return angle
    return 0.0


def _turned(pixels: Gray, angle: float, outside: int) -> Gray:
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return np.asarray(
        cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=outside), np.uint8
    )


def rules(picture: Picture) -> Gray:
    """The rules of a page: straight thin strokes that are longer than those of characters, small gaps closed."""
    width = picture.ink.shape[1]
    piece, whole = round(_PIECE * width), round(_WHOLE * width)
    found = _strokes(picture.ink, 0, piece, whole)
    found |= _strokes(picture.ink, 1, piece, whole)
    return _closed(found)


def _strokes(ink: Gray, axis: int, piece: int, whole: int) -> Gray:
    """Straight thin strokes.

    Args:
        ink: What is printed.
        axis: 0 for strokes across the page, 1 for those down the page.
        piece: Pixels of the shortest piece of a stroke.
        whole: Pixels of the shortest stroke.
    """

    def along(length: int) -> Gray:
        return np.ones((length, 1) if axis else (1, length), np.uint8)

    pieces = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, along(_DOT))
    pieces = cv2.morphologyEx(pieces, cv2.MORPH_OPEN, along(piece))
    pieces = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, along(_GAP))
    count, names, sizes, _ = cv2.connectedComponentsWithStats(pieces, connectivity=8)
    kept = np.zeros(count, np.uint8)
    for name in range(1, count):
        length = int(sizes[name, cv2.CC_STAT_HEIGHT if axis else cv2.CC_STAT_WIDTH])
        area = int(sizes[name, cv2.CC_STAT_AREA])
        if length >= whole and area <= _THICKEST * length:
            kept[name] = 255
    return _of_components(names, kept)


def _of_components(names: npt.NDArray[np.int32], values: Gray) -> Gray:
    """A picture with a value for each component, by whose number its pixels are named."""
    found = np.empty(names.shape, np.uint8)
    for top in range(0, len(names), STRIP):
        found[top : top + STRIP] = values[names[top : top + STRIP]]
    return found


def _closed(ruled: Gray) -> Gray:
    """Rules with the sides drawn that tables lack: where a page breaks, or an office leaves the outermost rules out.

    A side is drawn where at least three rules end side by side, away from the edge of the picture, which may cut it.
    """
    height, width = ruled.shape
    closed = ruled.copy()
    _, names, sizes, _ = cv2.connectedComponentsWithStats(np.asarray(cv2.dilate(ruled, np.ones((3, 3), np.uint8))))
    for name in range(1, len(sizes)):
        left, top, across, down, _ = sizes[name].tolist()
        if down < _SMALLEST_CELL or across < _NARROWEST * width:
            continue
        right, bottom = left + across, top + down
        own = np.where(names[top:bottom, left:right] == name, ruled[top:bottom, left:right], 0)
        if top > _AT_EDGE * height and _is_missing(own):
            closed[top, left:right] = 255
        if height - bottom > _AT_EDGE * height and _is_missing(own[::-1]):
            closed[bottom - 1, left:right] = 255
        if left > _AT_EDGE * width and _is_missing(own.T):
            closed[top:bottom, left] = 255
        if width - right > _AT_EDGE * width and _is_missing(own.T[::-1]):
            closed[top:bottom, right - 1] = 255
    return closed


def _is_missing(rows: Gray) -> bool:
    """Whether rules end side by side in the first rows of a table's picture, and no rule runs across them."""
    first = rows[:_SMALLEST_CELL]
    if np.count_nonzero(first, axis=1).max(initial=0) >= _MOSTLY * rows.shape[1]:
        return False
    filled = (first[_SMALLEST_CELL // 2 :].any(axis=0)).astype(np.int8)
    return int(np.count_nonzero(np.diff(np.concatenate(([0], filled))) == 1)) >= _FEWEST_ENDS


def tables(ruled: Gray) -> list[tuple[Box, list[Box]]]:
    """Groups of cells that rules close on all sides, each with the box of the whole, from top to bottom.

    A cell that the edge of the page cuts is closed on no side, and is none.
    """
    thick = np.asarray(cv2.dilate(ruled, np.ones((3, 3), np.uint8)), np.uint8)
    found = cv2.connectedComponentsWithStats((thick == 0).astype(np.uint8), connectivity=4)[2]
    _, names = cv2.connectedComponents(thick, connectivity=8)
    height, width = thick.shape
    groups: dict[int, list[Box]] = {}
    for left, top, across, down, area in found[1:].tolist():
        right, bottom = left + across, top + down
        if left <= 0 or top <= 0 or right >= width or bottom >= height:
            continue
        if min(across, down) < _SMALLEST_CELL or area < _FILLED * across * down:
            continue
        name = int(names[(top + bottom) // 2, left - 1])
        if name:
            groups.setdefault(name, []).append((left, top, right, bottom))
    whole = [(around(boxes), sorted(boxes, key=lambda box: (box[1], box[0]))) for boxes in groups.values()]
    return sorted((one for one in whole if len(one[1]) >= _FEWEST_CELLS), key=lambda one: (one[0][1], one[0][0]))


def is_clear(picture: Picture, box: Box) -> bool:
    """Whether no colored mark covers a cell."""
    left, top, right, bottom = box
    covered = picture.colored[top:bottom, left:right]
    return bool(np.count_nonzero(covered) <= _COVERED * covered.size)


def lines_of_cell(picture: Picture, box: Box) -> list[Box]:
    """Where lines of characters stand in a cell, from top to bottom."""
    inner = (box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1)
    ink = without_specks(picture.ink[inner[1] : inner[3], inner[0] : inner[2]])
    return [
        (inner[0] + left, inner[1] + top, inner[0] + right, inner[1] + bottom)
        for left, top, right, bottom in _bands(ink)
    ]


def without_specks(ink: Gray) -> Gray:
    """What is printed, without dots of dirt."""
    count, names, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = np.zeros(count, np.uint8)
    for name in range(1, count):
        _, _, across, down, _ = found[name].tolist()
        if max(across, down) > _SPECK:
            kept[name] = 255
    return _of_components(names, kept)


def _bands(ink: Gray) -> Iterator[Box]:
    """Bands of rows with ink; a thin one, such as the upper part of 二, belongs to the next one."""
    filled = np.flatnonzero(ink.any(axis=1))
    if not filled.size:
        return
    breaks = np.flatnonzero(np.diff(filled) > 1)
    starts, ends = [filled[0], *filled[breaks + 1]], [*filled[breaks], filled[-1]]
    bands = [[int(start), int(end) + 1] for start, end in zip(starts, ends, strict=True)]
    tallest = max(end - start for start, end in bands)
    merged = [bands[0]]
    for start, end in bands[1:]:
        before = merged[-1]
        gap = start - before[1]
        if gap <= 0.25 * tallest and (end - before[0]) <= 1.3 * tallest:
            before[1] = end
        else:
            merged.append([start, end])
    for start, end in merged:
        columns = np.flatnonzero(ink[start:end].any(axis=0))
        yield int(columns[0]), start, int(columns[-1]) + 1, end


def lines_outside(picture: Picture, ruled: Gray, taken: Sequence[Box]) -> list[Box]:
    """Lines of characters outside of tables, in reading order: a column of a spread after the other."""
    ink = picture.ink.copy()
    ink[cv2.dilate(ruled, np.ones((3, 3), np.uint8)) > 0] = 0
    for left, top, right, bottom in taken:
        ink[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4] = 0
    ink = without_specks(ink)
    found = cv2.connectedComponentsWithStats(ink, connectivity=8)[2]
    heights = sorted(down for _, _, _, down, area in found[1:].tolist() if area > 8 and down > 6)
    if not heights:
        return []
    size = heights[int(len(heights) * 0.8)]
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 2 * size), np.uint8))
    joined = cv2.dilate(joined, np.ones((3, size), np.uint8))
    found = cv2.connectedComponentsWithStats(joined, connectivity=8)[2]
    boxes: list[Box] = []
    for left, top, across, down, _ in found[1:].tolist():
        if down < 0.5 * size or across < 0.5 * size:
            continue
        boxes.extend(
            (left + box[0], top + box[1], left + box[2], top + box[3])
            for box in _bands(ink[top : top + down, left : left + across])
            if box[3] - box[1] >= 0.4 * size
        )
    return _in_reading_order(boxes, picture.ink.shape[1])


def _in_reading_order(boxes: Sequence[Box], width: int) -> list[Box]:
    """Boxes from top to bottom; where nothing crosses the middle of a wide page, first those on its left."""
    middle = width // 2
    crossing = any(box[0] < middle < box[2] for box in boxes)
    both = any(box[2] <= middle for box in boxes) and any(box[0] >= middle for box in boxes)
    halves = [[box for box in boxes if box[2] <= middle], [box for box in boxes if box[2] > middle]]
    return [box for half in (halves if both and not crossing else [list(boxes)]) for box in _rows(half)]


def _rows(boxes: Sequence[Box]) -> list[Box]:
    """Boxes line by line, those of one line from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda one: one[1] + one[3]):
        if rows:
            last = rows[-1][-1]
            tallest = max(box[3] - box[1], last[3] - last[1])
            if abs((box[1] + box[3]) - (last[1] + last[3])) < 0.9 * tallest:
                rows[-1].append(box)
                continue
        rows.append([box])
    return [box for row in rows for box in sorted(row)]
