"""Snapshots: complete, immutable data sets, published from one moment to the next.

    dataset/<snapshot id>/<table>/report_year=YYYY/part-0.parquet
    dataset/current        names the snapshot that readers should use

A snapshot's id is a hash of its tables, so the same rows have the same id wherever and whenever they are built.
"""

from __future__ import annotations

import array
import bisect
import dataclasses
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage import arrow_tables, dictionary, integrity
from storage.collecting import Collected, Listed
from storage.errors import StorageError
from storage.root import PARTIAL, DataRoot
from storage.schema import PARTITION, SNAPSHOT_TABLES, Report

FOLDER = "dataset"
CURRENT = f"{FOLDER}/current"


@dataclasses.dataclass(frozen=True, slots=True)
class Published:
    """What a publication did.

    Attributes:
        snapshot_id: The snapshot that is current now.
        changed: False if it was current before, too.
        repaired: True if it was there before, damaged, and has been written again.
    """

    snapshot_id: str
    changed: bool
    repaired: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Snapshot:
    """A published snapshot, opened for reading; it stays readable when a newer one is published."""

    root: DataRoot
    snapshot_id: str

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.snapshot_id}"

    def arrow(self, name: str, *, of: Report | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """Reads a table as Arrow, in the order of the primary key.

        Files are read one by one: `pyarrow.dataset` would import pandas, which takes longer than to read a report.

        Args:
            name: Name of the table.
            of: Report whose rows are wanted; of all reports if it is left out.
            columns: Names of the columns that are wanted; all of them if they are left out.

        Raises:
            StorageError: The snapshot has no such table.
        """
        table = SNAPSHOT_TABLES.get(name)
        path = f"{self.folder}/{name}"
        if table is None or not self.root.exists(path):
            raise StorageError(f"there is no table {name!r}", where=f"{self.root.location}/{self.folder}")
        fields = {field.name: field for field in arrow_tables.arrow_schema(table.row)}
        schema = pa.schema([fields[wanted] for wanted in columns or fields])
        folder = f"{path}/{PARTITION}={of.report_year}" if of and table.partitioned else path
        parts = [self._part(file, schema, of) for file in self.root.files(folder, ".parquet")]
        return pa.concat_tables(parts) if parts else pa.Table.from_batches([], schema)

    def rows(self, name: str, *, of: Report | None = None) -> list[Any]:
        """Reads a table, or what it holds of one report, as row objects, in the order of the primary key."""
        return arrow_tables.from_arrow(SNAPSHOT_TABLES[name], self.arrow(name, of=of))

    def _part(self, path: str, schema: pa.Schema, of: Report | None) -> pa.Table:
        """What one file holds; the year that its folder names becomes a column again."""
        with self.root.filesystem.open_input_file(self.root.full(path)) as stream:
            part = pq.ParquetFile(stream).read(columns=[*schema.names, "report_id"] if of else schema.names)
        year = re.search(rf"/{PARTITION}=(\d+)/", path)
        if year and PARTITION in schema.names:
            part = part.append_column(PARTITION, _repeated(int(year[1]), part.num_rows))
        if of:
            # Rows are sorted by their key, which begins with the report.
            reports = part["report_id"].to_pylist()
            first = bisect.bisect_left(reports, of.report_id)
            part = part.slice(first, bisect.bisect_right(reports, of.report_id) - first)
        return part.select(schema.names).cast(schema)


def publish(root: DataRoot, rows: Mapping[str, Iterable[Any]]) -> Published:
    """Writes a snapshot and makes it the current one.

    Args:
        root: Data root.
        rows: Rows of every table of a snapshot, by the table's name, in any order.

    Raises:
        StorageError: A table is missing or unknown, a row is invalid, or the root cannot be written.
    """
    return publish_parts(root, [rows])


def publish_parts(root: DataRoot, parts: Iterable[Mapping[str, Iterable[Any]]]) -> Published:
    """Writes a snapshot whose rows come in parts, and makes it the current one.

    A reader sees the previous snapshot until the new one is complete, and keeps it if anything fails on the way. A
    snapshot that is there already and is damaged is written again.

    Args:
        root: Data root.
        parts: Rows by the name of their table; the parts together have all tables.

    Raises:
        StorageError: A table is missing or unknown, a row is invalid, or the root cannot be written.
    """
    with Collected() as collected:
        for part in parts:
            collected.add(part)
        files = collected.finish()
        snapshot_id = integrity.snapshot_id(files)
        folder = f"{FOLDER}/{snapshot_id}"
        known = root.exists(folder)
        damaged = known and any(integrity.damage_of_snapshot(root, folder))
        previous = root.pointed(CURRENT)
        if not known:
            _write(root, snapshot_id, collected, files)
        elif damaged:
            _repair(root, snapshot_id, collected, files)
    if previous == snapshot_id:
        return Published(snapshot_id, changed=False, repaired=damaged)
    root.point(CURRENT, snapshot_id)
    return Published(snapshot_id, changed=True, repaired=damaged)


def current(root: DataRoot) -> Snapshot:
    """Opens the current snapshot.

    Raises:
        StorageError: Nothing has been published under this root.
    """
    snapshot_id = root.pointed(CURRENT)
    if snapshot_id is None:
        raise StorageError(
            "nothing is published here yet",
            where=root.location,
            remedy="Run `nianbao run` first, or name another place with --data.",
        )
    return Snapshot(root, snapshot_id)


def is_snapshot(name: str) -> bool:
    """Whether a folder of data sets is named as a snapshot is."""
    return re.fullmatch("[0-9a-f]{8,}", name) is not None


def opened(root: DataRoot, name: str) -> Snapshot:
    """Opens a snapshot by its id, or by a beginning of it that no other id has.

    Raises:
        StorageError: No snapshot, or more than one, has an id that begins so.
    """
    known = sorted(filter(is_snapshot, root.folders(FOLDER)))
    found = [snapshot_id for snapshot_id in known if snapshot_id.startswith(name)]
    if len(found) != 1:
        raise StorageError(
            f"{len(found) or 'no'} snapshots have ids that begin with {name!r}",
            where=f"{root.location}/{FOLDER}",
            remedy=f"The snapshots here are {', '.join(known) or 'none'}.",
        )
    return Snapshot(root, found[0])


def _repeated(number: int, times: int) -> pa.Array:
    """A column of one number; `pyarrow.scalar` and `pyarrow.array` would import pandas."""
    return pa.Array.from_buffers(pa.int64(), times, [None, pa.py_buffer(array.array("q", [number]) * times)])


def _documentation(snapshot_id: str, files: Mapping[str, Listed]) -> dict[str, bytes]:
    """The files of a snapshot that are no tables."""
    own = {
        "datapackage.json": dictionary.datapackage(snapshot_id, files).encode(),
        "data-dictionary.md": dictionary.data_dictionary().encode(),
    }
    listed = {**files, **{path: Listed.of(content) for path, content in own.items()}}
    return {**own, integrity.SUMS: integrity.sums(listed)}


def _write(root: DataRoot, snapshot_id: str, collected: Collected, files: Mapping[str, Listed]) -> None:
    unfinished = f"{FOLDER}/{PARTIAL}{uuid.uuid4().hex}"
    try:
        for path in files:
            root.replace(f"{unfinished}/{path}", collected.content(path))
        for path, content in _documentation(snapshot_id, files).items():
            root.replace(f"{unfinished}/{path}", content)
        root.move_folder(unfinished, f"{FOLDER}/{snapshot_id}")
    finally:
        root.remove_folder(unfinished)


def _repair(root: DataRoot, snapshot_id: str, collected: Collected, files: Mapping[str, Listed]) -> None:
    """Writes again what of a snapshot is not as it was, one file after the other, and removes what is not of it."""
    folder = f"{FOLDER}/{snapshot_id}"
    documentation = _documentation(snapshot_id, files)
    there = {path[len(folder) + 1 :] for path in root.files(folder)}
    for path in there - files.keys() - documentation.keys():
        root.remove_file(f"{folder}/{path}")
    for path in (*files, *documentation):
        content = documentation[path] if path in documentation else collected.content(path)
        if path not in there or root.read(f"{folder}/{path}") != content:
            root.replace(f"{folder}/{path}", content)
