"""Tables that hold data, cell by cell; tables that only place things on a page are none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from parsers.blocks.html.text import cell_lines, cell_text
from parsers.blocks.html.tree import Element
from parsers.errors import NotAReport
from parsers.model import Cell, Table

_LARGEST_GRID = 100_000
"""Places of a table's grid; the largest table of the forms has 300."""
_LONG_CELL = 200
_NUMBER = re.compile(r"\d[\d,.]*")
_SPAN = re.compile(r"\s*(\d+)")
PLACING_ROWS = frozenset({"table", "tbody"})
"""What holds the rows of a table."""
_PLACING = frozenset({"h1", "h2", "ol", "ul"})
"""What stands in cells only where the table places parts of a page."""


def read_table(table: Element) -> Table | None:
    """The cells of a table with their place in the grid, or None where it holds no data."""
    inner: list[Element] = []
    for element in table.elements():
        if element.tag == "table" and element is not table:
            return None
        inner.append(element)
    rows = [(row, _cells(row)) for row in inner if row.tag == "tr"]
    if max((len(cells) for _, cells in rows), default=0) < 2:
        return None
    if not _PLACING.isdisjoint([element.tag for element in inner]):
        return None
    read: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    long_cells = place = 0
    for _, cells in rows:
        column = 0
        row: list[tuple[list[str], Cell]] = []
        for cell in cells:
            if cell.gone:
                continue
            while (place, column) in taken:
                column += 1
            lines = cell_lines(cell)
            text = cell_text(lines)
            long_cells += len(text) > _LONG_CELL and "。" in text
            row_span, column_span = _span(cell, "rowspan"), _span(cell, "colspan")
            if len(taken) + row_span * column_span > _LARGEST_GRID:
                raise NotAReport("The page holds a table larger than any of a report.")
            taken.update([(r, c) for r in range(place, place + row_span) for c in range(column, column + column_span)])
            row.append((lines, Cell(text, place, column, row_span, column_span)))
        height = _rows_in_one(row)
        # A cell that reaches over from another row, or into one, belongs to the rows as they are.
        if height > 1 and sum(cell.column_span for _, cell in row) == sum(r >= place for r, _ in taken):
            for number in range(height):
                read.extend(dataclasses.replace(cell, text=lines[number], row=place + number) for lines, cell in row)
        else:
            read.extend(cell for _, cell in row)
            height = 1
        place += height
    if long_cells * 10 >= sum(len(cells) for _, cells in rows):
        return None
    return Table(tuple(read))


def by_columns(rows: Element) -> Iterator[Element | str]:
    """What stands in a table that places others, in reading order: each of these behind the title of its column.

    Where a row of titles stands above a row with a table in each cell, a title belongs to the table below it, and not
    to what follows it in the row.
    """
    titles: list[Element] = []
    for child in rows.children:
        cells = _cells(child) if isinstance(child, Element) and child.tag == "tr" else []
        if len(cells) > 1 and not any(map(_holds_table, cells)):
            yield from titles
            titles = cells
        elif titles and len(cells) == len(titles) and all(map(_holds_table, cells)):
            for pair in zip(titles, cells, strict=True):
                yield from pair
            titles = []
        elif isinstance(child, Element):
            yield from titles
            titles = []
            yield child
        else:
            yield child
    yield from titles


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("td", "th")]


def _holds_table(cell: Element) -> bool:
    return any(element.tag == "table" for element in cell.elements())


def _rows_in_one(row: Sequence[tuple[list[str], Cell]]) -> int:
    """How many rows were typed into one with line breaks: each cell has as many lines, words first and then numbers."""
    if len(row) < 2 or not row[0][0]:
        return 1
    height = len(row[0][0])
    labels, *others = (lines for lines, _ in row)
    if any(_NUMBER.fullmatch(label) for label in labels):
        return 1
    are_numbers = all(len(lines) == height and all(map(_NUMBER.fullmatch, lines)) for lines in others)
    return height if are_numbers else 1


def _span(cell: Element, name: str) -> int:
    stated = cell.attributes.get(name)
    match = _SPAN.match(stated) if stated else None
    return min(999, max(1, int(match[1][:4]))) if match else 1
