"""A snapshot in the formats of other people's tools: CSV, Excel, DuckDB."""

from __future__ import annotations

import dataclasses
import pathlib
import uuid
from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd

from storage.dataset import Snapshot
from storage.errors import StorageError
from storage.schema import SNAPSHOT_TABLES

EXCEL_CELL = 32_767
"""Characters that a cell of Excel holds; longer texts are cut there, and only there."""


def export(snapshot: Snapshot, target: pathlib.Path, kind: str) -> None:
    """Writes all tables of a snapshot to a file or folder that does not exist yet.

    Args:
        snapshot: Snapshot to write.
        target: A folder for `csv`, a file for `xlsx` and `duckdb`.
        kind: One of FORMATS.

    Raises:
        StorageError: The target exists already, or cannot be written.
    """
    if target.exists():
        raise StorageError("is there already", where=str(target), remedy="Give another name, or remove it first.")
    partial = target.with_name(f".partial-{uuid.uuid4().hex}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        FORMATS[kind](snapshot, partial)
        partial.replace(target)
    except OSError as error:
        raise StorageError(f"cannot be written: {error.strerror or error}", where=str(target)) from error


def _frame(snapshot: Snapshot, name: str) -> pd.DataFrame:
    """A table with its lists written as text, as flat formats need."""
    frame: pd.DataFrame = snapshot.arrow(name).to_pandas()
    for column in frame:
        if frame[column].map(lambda value: hasattr(value, "tolist") and not isinstance(value, str)).any():
            frame[column] = frame[column].map(lambda value: str(_listed(value)))
    return frame


def _listed(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else value


def _csv(snapshot: Snapshot, folder: pathlib.Path) -> None:
    folder.mkdir()
    for name in SNAPSHOT_TABLES:
        # Excel takes a CSV file for UTF-8 only if it begins with a byte-order mark.
        _frame(snapshot, name).to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\n")


def _xlsx(snapshot: Snapshot, file: pathlib.Path) -> None:
    text_stays_text = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": text_stays_text}) as writer:
        for name in SNAPSHOT_TABLES:
            frame = _frame(snapshot, name)
            for column in frame.select_dtypes(include=["string", "object"]):
                frame[column] = frame[column].map(lambda value: value[:EXCEL_CELL] if isinstance(value, str) else value)
            frame.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))


def _duckdb(snapshot: Snapshot, file: pathlib.Path) -> None:
    with duckdb.connect(str(file)) as connection:
        for name in SNAPSHOT_TABLES:
            data = snapshot.arrow(name)
            connection.register("data", data)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM data')
            connection.unregister("data")
            table = SNAPSHOT_TABLES[name]
            connection.execute(f'COMMENT ON TABLE "{name}" IS {_literal(" ".join(table.description.split()))}')
            for field in table.columns:
                words = _literal(described(field))
                connection.execute(f'COMMENT ON COLUMN "{name}"."{field.name}" IS {words}')


def described(field: dataclasses.Field[Any]) -> str:
    """What the data dictionary says of a column, and its unit."""
    words, unit = field.metadata["description"], field.metadata["unit"]
    return f"{words} Unit: {unit}." if unit else words


def _literal(words: str) -> str:
    """A text as SQL writes it: comments take no parameters."""
    return "'" + words.replace("'", "''") + "'"


FORMATS: dict[str, Callable[[Snapshot, pathlib.Path], None]] = {"csv": _csv, "xlsx": _xlsx, "duckdb": _duckdb}
"""Formats by name."""
