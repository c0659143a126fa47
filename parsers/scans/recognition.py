"""A picture to what is recognised on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

import cv2
import numpy as np

from parsers.errors import NotAReport
from parsers.model import Reading
from parsers.scans.model import Box, ScannedCell, ScannedLine, ScannedPage, ScannedTable
from parsers.scans.picture import Gray, Picture, Sheet, is_clear, lines_of_cell, lines_outside, rules, tables, upright
from parsers.scans.unruled import unruled_tables

_MOST_IN_CELLS, _MOST_OUTSIDE = 1_200, 150
"""Lines of a page that are recognised; a page of the forms has 300, one of running text 40."""
_WORDS = 3
"""Chinese characters from which a line of a cell is words, of which one recognition is enough."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TALLEST = 0.1
"""Share of the page's height from which something is no line of characters but a drawing."""


class Engine(Protocol):
    """Whatever reads pictures of one line each."""

    def read(self, lines: Sequence[Gray]) -> list[Reading]: ...


def recognize(number: int, sheet: Sheet, engine: Engine) -> ScannedPage:
    """Recognises a page.

    Every line of running text, and every cell that may hold a number, is read twice, from two pictures of different
    scale and sharpness.

    Args:
        number: Number of the page.
        sheet: Its picture.
        engine: What reads it.
    """
    picture = upright(sheet)
    height, width = picture.gray.shape
    ruled = rules(picture)
    closed = tables(ruled)
    found = [*closed, *unruled_tables(picture, ruled, [box for box, _ in closed])]
    found.sort(key=lambda one: (one[0][1], one[0][0]))
    in_cells = [[lines_of_cell(picture, cell) for cell in cells] for _, cells in found]
    outside = lines_outside(picture, ruled, [box for box, _ in found])
    boxes = [box for cells in in_cells for lines in cells for box in lines]
    kept = [box for box in outside if box[3] - box[1] <= _TALLEST * height]
    kept = kept[:_MOST_OUTSIDE]
    if len(boxes) > _MOST_IN_CELLS:
        raise NotAReport(f"Page {number} of the scan has {len(boxes)} lines in cells, more than any form.")
    waiting: Iterator[tuple[Reading, ...]] = iter(_read(picture, boxes, kept, engine))
    scanned = tuple(
        ScannedTable(
            box,
            tuple(
                ScannedCell(cell, tuple(next(waiting) for _ in lines), is_clear(picture, cell))
                for cell, lines in zip(cells, own, strict=True)
            ),
            is_ruled=(box, cells) in closed,
        )
        for (box, cells), own in zip(found, in_cells, strict=True)
    )
    lines = tuple(ScannedLine(box, next(waiting)) for box in kept)
    return ScannedPage(number, width, height, scanned, tuple(line for line in lines if line.readings[0].text))


def _read(
    picture: Picture, in_cells: Sequence[Box], outside: Sequence[Box], engine: Engine
) -> list[tuple[Reading, ...]]:
    boxes = [*in_cells, *outside]
    first = engine.read([_cut(picture.gray, box, 0.18) for box in boxes])
    again = [
        index for index in range(len(boxes)) if index >= len(in_cells) or len(_HAN.findall(first[index].text)) < _WORDS
    ]
    soft = np.asarray(cv2.GaussianBlur(picture.gray, (3, 3), 0), np.uint8)
    second = dict(zip(again, engine.read([_stretched(_cut(soft, boxes[index], 0.42)) for index in again]), strict=True))
    return [(one, second[index]) if index in second else (one,) for index, one in enumerate(first)]


def _cut(gray: Gray, box: Box, margin: float) -> Gray:
    """A line with the paper around it, white where a neighbour or a rule may stand."""
    left, top, right, bottom = box
    room = max(3, round(margin * (bottom - top)))
    paper = int(np.percentile(gray[top:bottom, left:right], 90)) if bottom > top and right > left else 255
    return np.asarray(
        cv2.copyMakeBorder(
            gray[top:bottom, left:right], room, room, room, room, cv2.BORDER_CONSTANT, value=max(paper, 200)
        ),
        np.uint8,
    )


def _stretched(line: Gray) -> Gray:
    return np.asarray(cv2.resize(line, None, fx=1.15, fy=1.0, interpolation=cv2.INTER_CUBIC), np.uint8)
