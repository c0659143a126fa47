"""Table 二: documents, licences, penalties, charges and procurement."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.figures.cells import is_blank, read_cell, without_unit
from parsers.figures.form_value import FormValue
from parsers.figures.grid import GridRow, covers
from parsers.figures.since_2019.labels import ERAS
from parsers.knowledge.forms import FormRow, label_key, layout
from parsers.model import PlacedCell


def names_columns(row: GridRow) -> bool:
    """Whether a row holds a column title of the table."""
    return any(_title_key(cell) in _column_titles() for cell in row.cells)


def read_documents(row: GridRow, titles: GridRow | None, era: str) -> Iterator[FormValue]:
    """Reads a row of table 二.

    Args:
        row: GridRow of any table.
        titles: The last row above it that holds column titles; none where the copy has lost them.
        era: Form.
    """
    if not row.labels:
        return
    label = label_key(row.labels[-1].cell.text)
    in_order = _form_rows_in_order(era).get(label, ())
    named = [title for title in titles.cells if _title_key(title) in _column_titles()] if titles else []
    if not any((label, _title_key(title)) in _form_cells(era) for title in named):
        if in_order and len(row.values) == len(in_order):
            yield from _numbered(zip(row.values, in_order, itertools.repeat(None)), row)
        return
    form_rows = [_form_cells(era).get((label, _title_key(title))) for title in named]
    placed = _under_titles(row.values, named)
    if placed is not None:
        yield from _numbered(zip(placed, form_rows, named, strict=True), row)


def _numbered(
    cells: Iterable[tuple[PlacedCell, FormRow | None, PlacedCell | None]], row: GridRow
) -> Iterator[FormValue]:
    for cell, form_row, title in cells:
        number = read_cell(cell.cell.text)
        if form_row is not None and number is not None:
            unit = number.unit or (without_unit(title.cell.text)[1] if title else "")
            yield FormValue(form_row, number, unit, cell, row.span)


def _under_titles(values: Sequence[PlacedCell], titles: Sequence[PlacedCell]) -> list[PlacedCell] | None:
    """The cell of each title: by order where there are as many, else by the grid if that leaves nothing open."""
    cells = list(values)
    while len(cells) > len(titles) and is_blank(cells[-1].cell.text):
        cells.pop()
    if len(cells) == len(titles):
        return cells
    placed: list[PlacedCell] = []
    for title in titles:
        below = [cell for cell in cells if covers(title, cell.cell.column)]
        filled = [cell for cell in below if not is_blank(cell.cell.text)]
        if not below or len(filled) > 1:
            return None
        placed.append(filled[0] if filled else below[0])
    return placed if all(cell in placed or is_blank(cell.cell.text) for cell in cells) else None


@functools.cache
def _column_titles() -> frozenset[str]:
    return frozenset(label_key(_without_note(row.columns[0])) for era in ERAS for row in layout(era, "表二"))


@functools.cache
def _form_cells(era: str) -> Mapping[tuple[str, str], FormRow]:
    """Rows of the form by the keys of row and column; each form's words are understood in the other, too."""
    cells: dict[tuple[str, str], FormRow] = {}
    for row in (*layout(era, "表二"), *(row for other in ERAS if other != era for row in layout(other, "表二"))):
        for label in _same(row.label):
            for column in _same(row.columns[0]):
                cells.setdefault((label_key(label), label_key(_without_note(column))), row)
    return cells


@functools.cache
def _form_rows_in_order(era: str) -> Mapping[str, tuple[FormRow, ...]]:
    """The rows of the form by the key of their label, in the order of their columns."""
    rows: dict[str, tuple[FormRow, ...]] = {}
    for row in layout(era, "表二"):
        for label in _same(row.label):
            rows[label_key(label)] = (*rows.get(label_key(label), ()), row)
    other = next(name for name in ERAS if name != era)
    for row in layout(other, "表二"):
        rows.setdefault(label_key(row.label), (row,))
    return rows


def _same(label: str) -> tuple[str, ...]:
    """A label and its wording in the other form."""
    pairs = {"规范性文件": "行政规范性文件", "处理决定数量": "本年处理决定数量"}
    pairs |= {new: old for old, new in pairs.items()}
    return (label, pairs[label]) if label in pairs else (label,)


def _title_key(cell: PlacedCell) -> str:
    return label_key(_without_note(cell.cell.text))


def _without_note(label: str) -> str:
    return re.split(r"[（(]", label, maxsplit=1)[0]
