"""What is recognised on a page, as it passes from one step to the next."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.model import Block, Reading, Table

Box = tuple[int, int, int, int]
"""Left, upper, right and lower edge on the upright page, in its pixels."""


@dataclasses.dataclass(frozen=True, slots=True)
class ScannedCell:
    """A ruled cell.

    Attributes:
        box: Where it is.
        lines: For each printed line in it, what independent recognitions read there, in the order of the
            recognitions; a line of words is read once. Empty where nothing is printed.
        is_clear: Whether nothing covers it, so that a cell without ink is blank and ink is all that is printed.
    """

    box: Box
    lines: tuple[tuple[Reading, ...], ...]
    is_clear: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class ScannedTable:
    """Cells that rules connect.

    Attributes:
        box: Where it is.
        cells: Its cells.
        is_ruled: Whether rules stand on all sides of each cell, not only above and below its row.
    """

    box: Box
    cells: tuple[ScannedCell, ...]
    is_ruled: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line of running text, with what independent recognitions read."""

    box: Box
    readings: tuple[Reading, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page.

    Attributes:
        number: Which page of the document it is, from 1.
        width: Width of the upright page in pixels.
        height: Its height.
        tables: Its tables, from top to bottom.
        lines: Its lines outside of tables, in reading order.
    """

    number: int
    width: int
    height: int
    tables: tuple[ScannedTable, ...]
    lines: tuple[ScannedLine, ...]


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds some boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def is_scanned(block: Block) -> bool:
    """Whether a block was recognised on a picture."""
    return any(cell.scan for cell in block.cells) if isinstance(block, Table) else block.scan is not None
