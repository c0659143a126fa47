"""Statistics tables that a copy has flattened to one cell a line, put together again.

A table is rebuilt only against an official form: labels that were broken over lines are joined where together they
make a label of the form, and what stands between two labels are the cells of the first. Lines that make no form stay
as they are.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from parsers.blocks.plain import table_of
from parsers.layouts import Row, layout, official_key
from parsers.model import Block, Paragraph

_CELL = re.compile(
    r"[+\-−增减]?\d[\d,，.]*\s*(?:[万亿]?(?:条|件|次|篇|个|人|人次|项|元|期|份|册|家|处))?|[—\-－–/、]+|无"
    r"|条|件|次|篇|个|人|人次|项|万元|元|期|份|册"
)
_NUMBER = re.compile(r"[+\-−增减]?\d")
_LONGEST_LABEL = 5
"""Lines that one label may be broken over."""
_ENOUGH = 0.5
"""Share of a form's values that must be found for the lines to be that form."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    label: str
    cells: tuple[str, ...]


def rebuild_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Replaces the lines of a flattened 2014 form by the table that they were."""
    start, end = _longest_run(blocks)
    if end == start:
        return tuple(blocks)
    rows = layout("2014", "统计表")
    texts = [block.text for block in blocks[start:end] if isinstance(block, Paragraph)]
    found = _rows(texts, rows)
    if found is None:
        return tuple(blocks)
    skipped, lines = found
    table = table_of([_three_columns(line) for line in lines])
    return (*blocks[: start + skipped], table, *blocks[end:])


def _longest_run(blocks: Sequence[Block]) -> tuple[int, int]:
    """The stretch of short lines that holds the most bare cells."""
    best, best_cells = (0, 0), 0
    start, cells = 0, 0
    for index, block in enumerate([*blocks, None]):
        if isinstance(block, Paragraph) and len(block.text) <= 60 and "。" not in block.text:
            cells += _CELL.fullmatch(block.text) is not None
            continue
        if cells > best_cells:
            best, best_cells = (start, index), cells
        start, cells = index + 1, 0
    return best


def _rows(texts: Sequence[str], rows: Sequence[Row]) -> tuple[int, list[_Line]] | None:
    """The rows of a form among lines, and how many lines precede it; None if too few are there."""
    keys = [official_key(row.label) for row in rows]
    lines: list[_Line] = []
    skipped = next_row = position = 0
    while position < len(texts):
        match = next(_labels_at(texts, position, keys, next_row), None)
        if match is None:
            if not lines:
                skipped += 1
            elif _CELL.fullmatch(texts[position]):
                lines[-1] = _Line(lines[-1].label, (*lines[-1].cells, texts[position]))
            else:
                lines.append(_Line(texts[position], ()))
            position += 1
            continue
        height, next_row = match[0], match[1] + 1
        lines.append(_Line("".join(texts[position : position + height]), ()))
        position += height
    values = sum(bool(_value(line)) for line in lines)
    if values < _ENOUGH * sum(not row.is_header for row in rows):
        return None
    header = _column_titles(texts[:skipped])
    return skipped - len(header), [*([_Line(header[0], header[1:])] if header else []), *lines]


def _labels_at(texts: Sequence[str], position: int, keys: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """Ways to read a label of the form here: over how many lines, and which one; the nearest row first."""
    if _CELL.fullmatch(texts[position]):
        return
    for index in range(first, len(keys)):
        for height in range(1, _LONGEST_LABEL + 1):
            if official_key("".join(texts[position : position + height])) == keys[index]:
                yield height, index


def _column_titles(texts: Sequence[str]) -> tuple[str, ...]:
    """The titles of the three columns, where they stand right before the first row."""
    titles = tuple(re.sub(r"\s+", "", text) for text in texts[-3:])
    return titles if len(titles) == 3 and titles[0].endswith("指标") and titles[1] == "单位" else ()


def _value(line: _Line) -> str | None:
    return next((cell for cell in line.cells if _NUMBER.match(cell)), None)


def _three_columns(line: _Line) -> tuple[str, str, str]:
    """Label, unit and value; a unit that the copy has lost is an empty cell."""
    if len(line.cells) >= 2:
        return line.label, line.cells[0], " ".join(line.cells[1:])
    cell = line.cells[0] if line.cells else ""
    return (line.label, "", cell) if _NUMBER.match(cell) or cell == "无" else (line.label, cell, "")
