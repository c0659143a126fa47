"""Snapshots: complete, immutable data sets, published from one moment to the next.

    dataset/<snapshot id>/<table>/report_year=YYYY/part-0.parquet
    dataset/current        names the snapshot that readers should use
    leases/published.json  says which files of the fetch log it was built from

A snapshot's id is a hash of its tables, so the same rows have the same id wherever and whenever they are built. Its
list of hashes is written last; a folder in an object store that has none is no snapshot.
"""

from __future__ import annotations

import array
import bisect
import dataclasses
import json
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from storage import arrow_tables, dictionary, integrity
from storage.collecting import Collected, Listed
from storage.errors import DamagedData, OlderBuild, StorageError
from storage.root import LEASES, DataRoot, LocalRoot
from storage.schema import PARTITION, SNAPSHOT_TABLES, DatasetTable, Report

FOLDER = "dataset"
CURRENT = f"{FOLDER}/current"
PUBLISHED = f"{LEASES}/published.json"
PACKAGE = "datapackage.json"
_AT_A_TIME = 2000
"""Rows that are read at a time where a table may be larger than the memory: of reports some 60 MB."""
_ABANDONED_NS = 24 * 3600 * 10**9


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

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that it has: those of its own time, in the order of the documentation."""
        return tuple(name for name in SNAPSHOT_TABLES if self.root.exists(f"{self.folder}/{name}"))

    @property
    def schema_version(self) -> int:
        """Version of its tables and columns (`storage.schema.SCHEMA_VERSION`); before the third none was written."""
        told = self.root.read_if_there(f"{self.folder}/{PACKAGE}")
        try:
            version = json.loads(told or b"{}").get("schemaVersion")
        except (ValueError, AttributeError):
            version = None
        return version if isinstance(version, int) else 2 if "panel" in self.tables else 1

    def arrow(
        self, name: str, *, of: Report | None = None, columns: Sequence[str] | None = None, year: int | None = None
    ) -> pa.Table:
        """Reads a table as Arrow, in the order of the primary key.

        Files are read one by one: `pyarrow.dataset` would import pandas, which takes longer than to read a report.
        Columns that a snapshot of an earlier release does not have are null.

        Args:
            name: Name of the table.
            of: Report whose rows are wanted; of all reports if it is left out.
            columns: Names of the columns that are wanted; all of them if they are left out.
            year: The one year that is wanted, of a table that has a folder or file for each; of all years if it is
                left out.

        Raises:
            StorageError: The snapshot has no such table, or its rows are not sorted by report, or not kept by year.
        """
        table, path, schema = self._opened(name, columns)
        if of and table.order[0] != "report_id":
            raise StorageError(f"the rows of {name!r} are not sorted by report", where=f"{self.root.location}/{path}")
        if year is not None and not table.divided_by:
            raise StorageError(f"the rows of {name!r} are not kept by year", where=f"{self.root.location}/{path}")
        folder = f"{path}/{PARTITION}={of.report_year}" if of and table.partitioned else path
        files = self.root.files(folder, ".parquet")
        if year is not None:
            files = [file for file in files if file == f"{self.folder}/{table.file(year)}"]
        parts = [self._part(file, schema, of) for file in files]
        return pa.concat_tables(parts) if parts else pa.Table.from_batches([], schema)

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Reads a table some rows at a time, in the order of its files: at least one part, which may have no rows.

        Args:
            name: Name of the table.
            columns: Names of the columns that are wanted; all of them if they are left out.

        Raises:
            StorageError: The snapshot has no such table.
        """
        _, path, schema = self._opened(name, columns)
        empty = True
        for file in self.root.files(path, ".parquet"):
            with self.root.filesystem.open_input_file(self.root.full(file)) as stream:
                for batch in pq.ParquetFile(stream).iter_batches(_AT_A_TIME, columns=schema.names):
                    empty = False
                    yield _conformed(pa.Table.from_batches([batch]), file, schema)
        if empty:
            yield pa.Table.from_batches([], schema)

    def count(self, name: str) -> int:
        """How many rows a table has, as its files say without being read.

        Raises:
            StorageError: The snapshot has no such table.
        """
        _, path, _ = self._opened(name, None)
        count = 0
        for file in self.root.files(path, ".parquet"):
            with self.root.filesystem.open_input_file(self.root.full(file)) as stream:
                count += pq.ParquetFile(stream).metadata.num_rows
        return count

    def schema(self, name: str) -> pa.Schema:
        """The schema of a table, as `arrow` gives it."""
        return self._opened(name, None)[2]

    def _opened(self, name: str, columns: Sequence[str] | None) -> tuple[DatasetTable, str, pa.Schema]:
        """A table, the path of its files, and the schema of the columns that are wanted.

        Raises:
            StorageError: The snapshot has no such table.
        """
        table = SNAPSHOT_TABLES.get(name)
        path = f"{self.folder}/{name}"
        if table is None or not self.root.exists(path):
            raise StorageError(
                f"there is no table {name!r}",
                where=f"{self.root.location}/{self.folder}",
                remedy="The snapshot is of an earlier release; `nianbao build` writes one that has it."
                if table
                else "",
            )
        fields = {field.name: field for field in arrow_tables.arrow_schema(table.row)}
        return table, path, pa.schema([fields[wanted] for wanted in columns or fields])

    def rows(self, name: str, *, of: Report | None = None) -> list[Any]:
        """Reads a table, or what it holds of one report, as row objects, in the order of the primary key."""
        return arrow_tables.from_arrow(SNAPSHOT_TABLES[name], self.arrow(name, of=of))

    def _part(self, path: str, schema: pa.Schema, of: Report | None) -> pa.Table:
        """What one file holds; the year that its folder names becomes a column again."""
        with self.root.filesystem.open_input_file(self.root.full(path)) as stream:
            part = pq.ParquetFile(stream).read(columns=[*schema.names, "report_id"] if of else schema.names)
        if of:
            # Rows are sorted by their key, which begins with the report.
            reports = part["report_id"].to_pylist()
            first = bisect.bisect_left(reports, of.report_id)
            part = part.slice(first, bisect.bisect_right(reports, of.report_id) - first)
        return _conformed(part, path, schema)


@dataclasses.dataclass(frozen=True, slots=True)
class _Note:
    """What the current snapshot was built from.

    Attributes:
        snapshot_id: The snapshot.
        log: Files of the fetch log that were read, sorted.
    """

    snapshot_id: str
    log: tuple[str, ...]

    @property
    def content(self) -> bytes:
        return json.dumps(dataclasses.asdict(self)).encode()


def publish(root: DataRoot, rows: Mapping[str, Iterable[Any]], log: Collection[str] = ()) -> Published:
    """Writes a snapshot and makes it the current one.

    Args:
        root: Data root.
        rows: Rows of every table of a snapshot, by the table's name, in any order.
        log: Files of the fetch log that they follow from.

    Raises:
        OlderBuild: The current snapshot was built from more of the log.
        StorageError: A table is missing or unknown, a row is invalid, or the root cannot be written.
    """
    return publish_parts(root, [rows], log)


def publish_parts(root: DataRoot, parts: Iterable[Mapping[str, Iterable[Any]]], log: Collection[str] = ()) -> Published:
    """Writes a snapshot whose rows come in parts, and makes it the current one.

    A reader sees the previous snapshot until the new one is complete, and keeps it if anything fails on the way. A
    snapshot that is there already and is damaged or not complete is written again.

    Args:
        root: Data root.
        parts: Rows by the name of their table; the parts together have all tables.
        log: Files of the fetch log that they follow from.

    Raises:
        OlderBuild: The current snapshot was built from more of the log.
        StorageError: A table is missing or unknown, a row is invalid, or the root cannot be written.
    """
    with Collected() as collected:
        for part in parts:
            collected.add(part)
            # Gone before the next is made.
            del part
        files = collected.finish()
        snapshot_id = integrity.snapshot_id(files)
        note = _Note(snapshot_id, tuple(sorted(log)))
        _refuse_older(root, note, root.read_if_there(PUBLISHED))
        folder = f"{FOLDER}/{snapshot_id}"
        known = root.exists(folder)
        repaired = known and any(integrity.damage_of_snapshot(root, folder))
        # What is there and not whole may be a copy that was interrupted; a reader was never led to it.
        was_complete = is_complete(root, snapshot_id)
        if not known:
            _write(root, snapshot_id, collected, files)
        elif repaired or not was_complete:
            _repair(root, snapshot_id, collected, files)
    _note(root, note)
    changed = _lead(root, note)
    return Published(snapshot_id, changed=changed, repaired=repaired and was_complete)


def _refuse_older(root: DataRoot, note: _Note, published: bytes | None) -> None:
    """Refuses a build that has read less than the current snapshot was built from, and says something else.

    Raises:
        OlderBuild: It is such a build.
    """
    before = _read_note(root, published)
    if before and set(note.log) < set(before.log) and note.snapshot_id != before.snapshot_id:
        raise OlderBuild(
            f"the current snapshot was built from {len(before.log)} files of the fetch log, and this one only from "
            f"{len(note.log)} of them; nothing is published",
            where=f"{root.location}/{FOLDER}",
            remedy="Run `nianbao build` again. If files of archive/fetches were removed, restore them; to go on "
            f"without them, remove {PUBLISHED}.",
        )


def _note(root: DataRoot, note: _Note) -> None:
    """Notes a build that is not older than the one noted last."""
    while True:
        found = root.read_if_there(PUBLISHED)
        _refuse_older(root, note, found)
        before = _read_note(root, found)
        if before and before.snapshot_id == note.snapshot_id and set(note.log) <= set(before.log):
            return
        if root.swap(PUBLISHED, note.content, found):
            return


def _lead(root: DataRoot, note: _Note) -> bool:
    """Leads readers to a snapshot, as long as no later one is noted; returns whether they were led elsewhere before."""
    changed = False
    while (now := root.pointed(CURRENT)) != note.snapshot_id:
        changed = True
        noted = _read_note(root, root.read_if_there(PUBLISHED))
        # A later build leads its readers itself.
        if noted and noted.snapshot_id != note.snapshot_id:
            break
        if root.point(CURRENT, note.snapshot_id, now):
            break
    return changed


def _read_note(root: DataRoot, content: bytes | None) -> _Note | None:
    if content is None:
        return None
    try:
        found = json.loads(content)
        return _Note(str(found["snapshot_id"]), tuple(map(str, found["log"])))
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedData(
            f"not the note of a publication: {error}",
            where=f"{root.location}/{PUBLISHED}",
            remedy="Remove it; the next build writes it again.",
        ) from error


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


def is_complete(root: DataRoot, snapshot_id: str) -> bool:
    """Whether a snapshot was written to its end."""
    return root.exists(f"{FOLDER}/{snapshot_id}/{integrity.SUMS}")


def is_readable(root: DataRoot, snapshot_id: str) -> bool:
    """Whether a snapshot can be relied on to be whole: also one of 0.1.0, which has no list of hashes.

    On a file system a snapshot gets its name when it is whole; in an object store only the list tells.
    """
    return is_complete(root, snapshot_id) or (
        isinstance(root, LocalRoot) and root.exists(f"{FOLDER}/{snapshot_id}/{PACKAGE}")
    )


def remove_unfinished(root: DataRoot) -> None:
    """Removes snapshots that were never written to their end and that nobody has worked on for a day."""
    for name in filter(is_snapshot, root.folders(FOLDER)):
        if not is_readable(root, name) and root.pointed(CURRENT) != name:
            latest = max((changed for _, changed in root.stamps(f"{FOLDER}/{name}").values()), default=0)
            if time.time_ns() - latest > _ABANDONED_NS:
                root.remove_folder(f"{FOLDER}/{name}")


def opened(root: DataRoot, name: str) -> Snapshot:
    """Opens a snapshot by its id, or by a beginning of it that no other id has.

    Raises:
        StorageError: No snapshot, or more than one, has an id that begins so.
    """
    known = sorted(name for name in root.folders(FOLDER) if is_snapshot(name) and is_readable(root, name))
    found = [snapshot_id for snapshot_id in known if snapshot_id.startswith(name)]
    if len(found) != 1:
        raise StorageError(
            f"{len(found) or 'no'} snapshots have ids that begin with {name!r}",
            where=f"{root.location}/{FOLDER}",
            remedy=f"The snapshots here are {', '.join(known) or 'none'}.",
        )
    return Snapshot(root, found[0])


def _conformed(part: pa.Table, path: str, schema: pa.Schema) -> pa.Table:
    """Rows of a file as a schema says: with the year that its folder names, and null for columns that it lacks."""
    year = re.search(rf"/{PARTITION}=(\d+)/", path)
    for field in (field for field in schema if field.name not in part.column_names):
        if year and field.name == PARTITION:
            part = part.append_column(PARTITION, _repeated(int(year[1]), part.num_rows))
        else:
            schema = schema.set(schema.get_field_index(field.name), field.with_nullable(True))
            part = part.append_column(schema.field(field.name), pa.nulls(part.num_rows, field.type))
    return part.select(schema.names).cast(schema)


def _repeated(number: int, times: int) -> pa.Array:
    """A column of one number; `pyarrow.scalar` and `pyarrow.array` would import pandas."""
    return pa.Array.from_buffers(pa.int64(), times, [None, pa.py_buffer(array.array("q", [number]) * times)])


def _documentation(snapshot_id: str, files: Mapping[str, Listed]) -> dict[str, bytes]:
    """The files of a snapshot that are no tables."""
    own = {
        PACKAGE: dictionary.datapackage(snapshot_id, files).encode(),
        "data-dictionary.md": dictionary.data_dictionary().encode(),
    }
    listed = {**files, **{path: Listed.of(content) for path, content in own.items()}}
    return {**own, integrity.SUMS: integrity.sums(listed)}


def _write(root: DataRoot, snapshot_id: str, collected: Collected, files: Mapping[str, Listed]) -> None:
    with root.new_folder(f"{FOLDER}/{snapshot_id}") as write:
        for path in files:
            write(path, collected.content(path))
        # The list of hashes is the last of these, and so of all.
        for path, content in _documentation(snapshot_id, files).items():
            write(path, content)


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
