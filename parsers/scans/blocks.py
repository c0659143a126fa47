"""Recognised pages to paragraphs and tables like those of any other document, each with how it was recognised."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from parsers.blocks.cells import on_one_line
from parsers.blocks.pdf.edges import TOLERANCE
from parsers.blocks.pdf.lines import Line, continues
from parsers.blocks.pdf.tables import edges, nearest
from parsers.model import Block, Cell, OnPage, Paragraph, Reading, Scan, Table
from parsers.scans.model import Box, ScannedCell, ScannedLine, ScannedPage, ScannedTable, around

LOST = "\ufffd"
"""Stands for digits that recognitions read differently, as for all characters that are lost."""
_PAPER = 595.0
"""Width of a page in points: what is said of distances on printed pages is said in these."""
_OF_NUMBERS = re.compile(r"[\d０-９.．%％一二三四五六七八九十百千万亿〇零两]")
_OF_CELLS = re.compile(r"[\d０-９.．%％]")
_PAGE_NUMBER = re.compile(r"[\s\-—–－_·•]*\d{1,3}[\s\-—–－_·•]*")
_WHOLE = 10_000


def blocks_of(page: ScannedPage) -> list[Block]:
    """The tables and paragraphs of a page, from top to bottom; a page number is none of them."""
    placed: list[tuple[int, Block]] = [(table.box[1], _table(table, page)) for table in page.tables]
    placed += [(top, paragraph) for top, paragraph in _paragraphs(page)]
    return [block for _, block in sorted(placed, key=lambda one: one[0])] if page.tables else [b for _, b in placed]


def _paragraphs(page: ScannedPage) -> Iterator[tuple[int, Paragraph]]:
    scale = _PAPER / page.width
    kept = [line for index, line in enumerate(page.lines) if not _is_page_number(line, index, page)]
    words = [
        Line(
            [
                {
                    "text": line.readings[0].text,
                    "x0": line.box[0] * scale,
                    "x1": line.box[2] * scale,
                    "top": line.box[1] * scale,
                    "bottom": line.box[3] * scale,
                }
            ],
            "",
        )
        for line in kept
    ]
    left = min((word.left for word in words), default=0.0)
    right = max((word.right for word in words), default=0.0)
    begun: list[ScannedLine] = []
    for index, line in enumerate(kept):
        between = begun and any(begun[-1].box[3] <= table.box[1] <= line.box[1] for table in page.tables)
        if begun and (between or not continues(words[index - 1], words[index], left, right)):
            yield begun[0].box[1], _paragraph(begun, page)
            begun = []
        begun.append(line)
    if begun:
        yield begun[0].box[1], _paragraph(begun, page)


def _is_page_number(line: ScannedLine, index: int, page: ScannedPage) -> bool:
    at_edge = index in (0, len(page.lines) - 1) and not page.height * 0.1 < line.box[1] < page.height * 0.9
    return at_edge and _PAGE_NUMBER.fullmatch(line.readings[0].text) is not None


def _paragraph(lines: Sequence[ScannedLine], page: ScannedPage) -> Paragraph:
    readings = [
        Reading("".join(line.readings[number].text for line in lines), min(_certainties(lines, number)))
        for number in range(len(lines[0].readings))
    ]
    text = "".join(agreed([reading.text for reading in line.readings]) for line in lines)
    return Paragraph(text, scan=Scan(_on_page(around([line.box for line in lines]), page), tuple(readings)))


def _certainties(lines: Sequence[ScannedLine], number: int) -> list[int]:
    return [line.readings[number].certainty for line in lines]


def agreed(texts: Sequence[str], *, in_cell: bool = False) -> str:
    """The first of some readings, with what is lost of its numbers: all that another reading has otherwise.

    Args:
        texts: The readings.
        in_cell: Whether they are of a cell, where only Arabic digits make numbers: 一 may be a dash.
    """
    of_numbers = _OF_CELLS if in_cell else _OF_NUMBERS
    first, *others = texts
    lost = [False] * len(first)
    put_in: set[int] = set()
    for other in others:
        for kind, start, end, from_, to in difflib.SequenceMatcher(None, first, other, autojunk=False).get_opcodes():
            if kind == "equal" or not of_numbers.search(first[start:end] + other[from_:to]):
                continue
            if any(of_numbers.match(sign) for sign in first[start:end]):
                lost[start:end] = [True] * (end - start)
            else:
                put_in.add(start)
    written = []
    for index, sign in enumerate(first):
        written.append(LOST if index in put_in else "")
        written.append(LOST if lost[index] and of_numbers.match(sign) else sign)
    return "".join(written) + (LOST if len(first) in put_in else "")


def _table(table: ScannedTable, page: ScannedPage) -> Table:
    """Cells with their place in the grid."""
    scale = _PAPER / page.width
    rows = edges([cell.box[1] * scale for cell in table.cells])
    columns = edges([cell.box[0] * scale for cell in table.cells])
    cells = []
    for cell in table.cells:
        left, top, right, bottom = (edge * scale for edge in cell.box)
        row, column = nearest(rows, top), nearest(columns, left)
        row_span = sum(top + TOLERANCE < edge < bottom - TOLERANCE for edge in rows) + 1
        column_span = sum(left + TOLERANCE < edge < right - TOLERANCE for edge in columns) + 1
        scan = Scan(_on_page(cell.box, page), _readings(cell), cell.is_clear, table.is_ruled)
        text = scan.readings[0].text if scan.readings else ""
        cells.append(Cell(text, row, column, row_span, column_span, scan))
    return Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _readings(cell: ScannedCell) -> tuple[Reading, ...]:
    """What each recognition reads in a cell, its lines put together."""
    count = max(map(len, cell.lines), default=0)
    # A line of words is read once: that reading goes with each of the other lines.
    lines = [[line[min(number, len(line) - 1)] for line in cell.lines] for number in range(count)]
    return tuple(Reading(on_one_line(one.text for one in line), min(one.certainty for one in line)) for line in lines)


def _on_page(box: Box, page: ScannedPage) -> OnPage:
    left, top, right, bottom = box
    return OnPage(
        page.number,
        (
            left * _WHOLE // page.width,
            top * _WHOLE // page.height,
            -(-right * _WHOLE // page.width),
            -(-bottom * _WHOLE // page.height),
        ),
    )
