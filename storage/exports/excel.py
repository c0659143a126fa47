"""Excel: a workbook with a sheet for each table, one that tells what the columns mean, filters, and no formula."""

from __future__ import annotations

import datetime as dt
import math
import pathlib
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from storage.dataset import Snapshot
from storage.errors import StorageError
from storage.exports.flat import as_json
from storage.schema import SNAPSHOT_TABLES

CELL = 32_767
"""Characters that a cell of Excel holds; longer texts are cut there, and only there."""
SHEET = 1_048_575
"""Rows that a sheet holds below its header; a longer table goes on in further sheets."""
WORKBOOK = 3_000_000
"""Rows of all sheets up to which a workbook is written: one of more takes Excel more memory than most machines have."""
_FIRST = ("government_years", "panel", "codebook", "checks")
_WIDEST = 40


def write(snapshot: Snapshot, file: pathlib.Path, tables: Sequence[str]) -> None:
    """Writes tables into a workbook.

    Raises:
        StorageError: They have more rows than Excel can be given.
    """
    counts = {name: snapshot.count(name) for name in tables}
    if sum(counts.values()) > WORKBOOK:
        told = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda one: -one[1])[:4])
        raise StorageError(
            f"Excel cannot hold {sum(counts.values()):,} rows ({told}, ...)",
            where=f"{snapshot.root.location}/{snapshot.folder}",
            remedy="Name the tables that you need (--table panel --table codebook), or write .sqlite, .duckdb or CSV.",
        )
    # Rows go to the disk as they come, not into memory.
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as workbook:
        header = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        _write_columns(workbook.add_worksheet("columns"), header, tables)
        for name in (*(name for name in _FIRST if name in tables), *(name for name in tables if name not in _FIRST)):
            _write_table(workbook, snapshot, name, counts[name], header, day)


def _write_columns(sheet: Worksheet, header: Format, tables: Sequence[str]) -> None:
    """The sheet that says what each column of the others means."""
    rows = [
        (name, field.name, field.metadata["unit"], field.metadata["description"])
        for name in tables
        for field in SNAPSHOT_TABLES[name].columns
    ]
    _begin(sheet, ("table", "column", "unit", "meaning"), len(rows), header)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, value)


def _write_table(
    workbook: xlsxwriter.Workbook, snapshot: Snapshot, name: str, count: int, header: Format, day: Format
) -> None:
    columns = [field.name for field in SNAPSHOT_TABLES[name].columns]
    rows = _rows(snapshot, name)
    n_sheets = max(1, math.ceil(count / SHEET))
    for number in range(n_sheets):
        sheet = workbook.add_worksheet(f"{name} {number + 1}" if n_sheets > 1 else name)
        length = min(SHEET, count - number * SHEET)
        _begin(sheet, columns, length, header)
        for line in range(1, length + 1):
            for place, value in enumerate(next(rows)):
                _write(sheet, line, place, value, day)


def _begin(sheet: Worksheet, columns: Sequence[str], length: int, header: Format) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, min(_WIDEST, len(column) + 4))
        sheet.write_string(0, place, column, header)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, length), len(columns) - 1)


def _rows(snapshot: Snapshot, name: str) -> Iterator[tuple[Any, ...]]:
    for batch in snapshot.batches(name):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write(sheet: Worksheet, line: int, place: int, value: Any, day: Format) -> None:
    """Writes a value as what it is: a text is never a formula, a number or an address."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(line, place, value)
    elif isinstance(value, dt.date):
        sheet.write_datetime(line, place, value, day)
    else:
        sheet.write_string(line, place, (value if isinstance(value, str) else as_json(value))[:CELL])
