"""Word documents (.docx) to paragraphs and tables, with merged cells resolved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from parsers.errors import Unreadable, reading
from parsers.model import Block, Cell, Page, Paragraph, Table

LARGEST = 100_000_000
"""Bytes that a document may have unpacked; the largest report known has 3 million."""


def read_docx(content: bytes) -> Page:
    """Reads a Word document.

    Raises:
        Unreadable: The file is damaged, or would unpack to more than any document holds.
    """
    with reading("Word file"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > LARGEST:
            raise Unreadable(f"The Word file unpacks to {unpacked} bytes, more than any document holds.")
        blocks = tuple(_blocks(docx.Document(io.BytesIO(content))))
    return Page(blocks=blocks, media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def _blocks(document: Any) -> Iterator[Block]:
    for item in document.iter_inner_content():
        if isinstance(item, WordTable):
            yield Table(tuple(_cells(item)))
        elif isinstance(item, WordParagraph):
            for line in item.text.split("\n"):
                if line.strip():
                    yield Paragraph(
                        line.strip(), heading=(item.style is not None and (item.style.name or "").startswith("Heading"))
                    )


def _cells(table: WordTable) -> Iterator[Cell]:
    """Cells by their place in the grid: gridSpan merges columns, vMerge goes on with the cell above."""
    open_cells: dict[int, tuple[Any, int, int, int]] = {}
    done: list[Cell] = []
    for row_number, row in enumerate(table._tbl.tr_lst):
        column = row.grid_before
        for cell in row.tc_lst:
            span = cell.grid_span
            if cell.vMerge == "continue" and column in open_cells:
                text, first, height, width = open_cells[column]
                open_cells[column] = (text, first, height + 1, width)
            else:
                if column in open_cells:
                    done.append(_closed(column, open_cells.pop(column)))
                text = "".join(paragraph.text for paragraph in cell.p_lst)
                open_cells[column] = (text, row_number, 1, span)
            column += span
    done.extend(_closed(column, cell) for column, cell in open_cells.items())
    yield from sorted(done, key=lambda cell: (cell.row, cell.column))


def _closed(column: int, cell: tuple[Any, int, int, int]) -> Cell:
    text, row, height, width = cell
    return Cell(text.strip(), row, column, height, width)
