"""A snapshot in the formats of other people's tools: CSV, Excel, DuckDB, SQLite, and as one file of Parquet."""

from __future__ import annotations

import pathlib
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Collection, Sequence

import duckdb
from xlsxwriter.exceptions import XlsxWriterException

from storage.dataset import Snapshot
from storage.errors import StorageError
from storage.exports import csv_files, duck, excel, parquet_zip
from storage.exports import sqlite as sqlite_files
from storage.schema import SNAPSHOT_TABLES

Write = Callable[[Snapshot, pathlib.Path, Sequence[str]], None]
FORMATS: dict[str, Write] = {
    "csv": csv_files.write,
    "xlsx": excel.write,
    "duckdb": duck.write,
    "sqlite": sqlite_files.write,
    "parquet.zip": parquet_zip.write,
}
"""Formats by name; that of CSV files writes a folder."""
BESIDE = {"sqlite": sqlite_files.write_metadata}
"""What writes a second file beside that of a format."""


def kind_of(target: pathlib.Path) -> str:
    """The format that a target's name asks for; empty where none is known. A name without a suffix is a folder of CSV.

    Args:
        target: Name of a file or folder.
    """
    if not target.suffix:
        return "csv"
    return next((kind for kind in FORMATS if target.name.endswith(f".{kind}")), "")


def export(snapshot: Snapshot, target: pathlib.Path, kind: str, tables: Collection[str] = ()) -> Sequence[pathlib.Path]:
    """Writes tables of a snapshot to a file or folder that does not exist yet.

    No more than some thousand rows are in memory at a time, however many there are.

    Args:
        snapshot: Snapshot to write.
        target: A folder for `csv`, a file for all others.
        kind: One of FORMATS.
        tables: Names of the tables that are wanted; all that the snapshot has if it is left out.

    Returns:
        What was written.

    Raises:
        StorageError: The target exists already or cannot be written, a table is not known, or the format cannot hold
            as many rows.
    """
    unknown = [name for name in tables if name not in snapshot.tables]
    if unknown:
        raise StorageError(
            f"there is no table {unknown[0]!r}",
            where=f"{snapshot.root.location}/{snapshot.folder}",
            remedy=f"The tables here are {', '.join(snapshot.tables)}.",
        )
    chosen = [name for name in SNAPSHOT_TABLES if name in (tables or snapshot.tables)]
    beside = [metadata_of(target)] if kind in BESIDE else []
    for path in (target, *beside):
        if path.exists():
            raise StorageError("is there already", where=str(path), remedy="Give another name, or remove it first.")
    partial = target.with_name(f".partial-{uuid.uuid4().hex}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        FORMATS[kind](snapshot, partial, chosen)
        partial.replace(target)
        for path in beside:
            BESIDE[kind](snapshot, path, target.stem, chosen)
    except (OSError, sqlite3.Error, duckdb.Error, XlsxWriterException) as error:
        words = getattr(error, "strerror", None) or error
        raise StorageError(f"cannot be written: {words}", where=str(target)) from error
    finally:
        _remove(partial)
    return (target, *beside)


def metadata_of(target: pathlib.Path) -> pathlib.Path:
    """Path of the file that tells Datasette about an SQLite file, beside it."""
    return target.with_name(f"{target.stem}.metadata.json")


def _remove(path: pathlib.Path) -> None:
    """Removes what a failed export has left."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        path.unlink()
