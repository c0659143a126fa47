"""CSV: a file for each table, which spreadsheets open with its characters and without taking a cell for an order."""

from __future__ import annotations

import itertools
import pathlib
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from storage.dataset import Snapshot
from storage.exports.flat import as_json

_BOM = b"\xef\xbb\xbf"
_ORDER = r"^[=+\-@\t\r\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]"
"""How a text begins that a spreadsheet takes for a formula; in some languages full-width signs are the same to it."""
_NUMBER = r"^[+-]?\d+(\.\d+)?$"


def write(snapshot: Snapshot, folder: pathlib.Path, tables: Sequence[str]) -> None:
    """Writes tables as CSV files: UTF-8 with a byte-order mark, lists as JSON, missing values as nothing.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; a plain number stays as it is.
    """
    folder.mkdir()
    for name in tables:
        with (folder / f"{name}.csv").open("wb") as file:
            # Excel takes a CSV file for UTF-8 only if it begins with this.
            file.write(_BOM)
            batches = map(_flat, snapshot.batches(name))
            first = next(batches)
            with pa.csv.CSVWriter(file, first.schema) as writer:
                for batch in itertools.chain([first], batches):
                    writer.write_table(batch)


def _flat(batch: pa.Table) -> pa.Table:
    columns = []
    for column in batch.columns:
        if pa.types.is_nested(column.type):
            columns.append(pa.array([None if value is None else as_json(value) for value in column.to_pylist()]))
        elif pa.types.is_string(column.type):
            columns.append(_defused(column))
        else:
            columns.append(column)
    return pa.table(columns, names=batch.column_names)


def _defused(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    orders = pc.and_not(pc.match_substring_regex(texts, _ORDER), pc.match_substring_regex(texts, _NUMBER))
    return pc.if_else(orders, pc.binary_join_element_wise("'", texts, ""), texts)
