"""Lays the blocks of a report out as its text, and keeps where everything stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.model import Block, Paragraph, PlacedCell, PlacedTable, ReportText, Span

CELL_SEPARATOR = " | "
_LONGEST_NAMED = 200
"""Characters of a text that a sentence repeats."""


def lay_out(blocks: Sequence[Block]) -> ReportText:
    """Writes one paragraph or table row a line; the cells of a row are joined by ` | `."""
    writer = _Writer()
    paragraphs: list[Span] = []
    headings: set[Span] = set()
    below_pictures: set[Span] = set()
    tables: list[PlacedTable] = []
    for block in blocks:
        writer.new_line()
        start = writer.length
        if isinstance(block, Paragraph):
            span = Span(start, writer.write(block.text))
            paragraphs.append(span)
            if block.heading:
                headings.add(span)
            if block.below_picture:
                below_pictures.add(span)
            continue
        cells: list[PlacedCell] = []
        for row in block.rows():
            writer.new_line()
            for index, cell in enumerate(row):
                if index:
                    writer.write(CELL_SEPARATOR)
                begin = writer.length
                cells.append(PlacedCell(cell, Span(begin, writer.write(cell.text))))
        tables.append(PlacedTable(tuple(cells), Span(start, writer.length)))
    return ReportText(writer.text(), tuple(paragraphs), frozenset(headings), tuple(tables), frozenset(below_pictures))


def shortened(text: str) -> str:
    """The beginning of a long text, for a sentence that names it."""
    return text if len(text) <= _LONGEST_NAMED else text[: _LONGEST_NAMED - 1] + "…"


def in_other_words(laid_out: ReportText, text: str) -> ReportText:
    """The same report with another text of the same length, in which everything stands where it stood."""
    if text == laid_out.text:
        return laid_out
    tables = tuple(
        PlacedTable(
            tuple(
                PlacedCell(
                    dataclasses.replace(placed.cell, text=text[placed.span.start : placed.span.end]), placed.span
                )
                for placed in table.cells
            ),
            table.span,
        )
        for table in laid_out.tables
    )
    return dataclasses.replace(laid_out, text=text, tables=tables)


class _Writer:
    """Text under construction, with a running count of its code points."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def write(self, text: str) -> int:
        """Writes a text, and returns where it ends."""
        self._parts.append(text)
        self.length += len(text)
        return self.length

    def new_line(self) -> None:
        if self._parts and self._parts[-1] != "\n":
            self.write("\n")

    def text(self) -> str:
        return "".join(self._parts)
