"""Rows on their way into a snapshot: collected on the disk part by part, and made into one sorted file for each year.

So that no more than one file's rows need to be in memory, however many reports there are.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import pathlib
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc
import pyarrow.parquet as pq

from storage import arrow_tables
from storage.errors import StorageError
from storage.schema import PARTITION, SNAPSHOT_TABLES, DatasetTable

_WHOLE = 0
"""Stands for the year where a table has one file for all."""


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """What is known of a file without reading it: its length and its SHA-256."""

    n_bytes: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> Listed:
        return cls(len(content), hashlib.sha256(content).hexdigest())


class Collected:
    """Rows of a snapshot's tables in temporary files; a context that removes them."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="nianbao-")
        self._writers: dict[tuple[str, int], pa.ipc.RecordBatchStreamWriter] = {}
        self._known: set[str] = set()

    def __enter__(self) -> Collected:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()
        self._folder.cleanup()

    def add(self, rows: Mapping[str, Iterable[Any]]) -> None:
        """Takes some rows of some tables, in any order.

        Raises:
            StorageError: A table is not one of a snapshot, or a row is invalid.
        """
        unknown = rows.keys() - SNAPSHOT_TABLES.keys()
        if unknown:
            raise StorageError(f"a snapshot has the tables {', '.join(SNAPSHOT_TABLES)}; got {', '.join(unknown)}")
        self._known.update(rows)
        for name, some in rows.items():
            table = SNAPSHOT_TABLES[name]
            by_year: dict[int, list[Any]] = defaultdict(list)
            for row in some:
                by_year[getattr(row, table.divided_by) if table.divided_by else _WHOLE].append(row)
            for year, of_year in by_year.items():
                self._append(name, year, arrow_tables.to_arrow(table, of_year))

    def finish(self) -> dict[str, Listed]:
        """Makes the files of the snapshot; `content` gives each of them.

        Written by one thread, from sorted rows: Arrow's threaded writer orders row groups by chance. A partitioned
        table without rows is one empty file, so that every reader finds its columns.

        Raises:
            StorageError: Rows of some table were never given.
        """
        missing = SNAPSHOT_TABLES.keys() - self._known
        if missing:
            raise StorageError(f"a snapshot has the tables {', '.join(SNAPSHOT_TABLES)}; without {', '.join(missing)}")
        years: dict[str, list[int]] = defaultdict(list)
        for name, year in sorted(self._writers):
            years[name].append(year)
        self._close()
        return {
            path: self._write(path, content)
            for table in SNAPSHOT_TABLES.values()
            for path, content in self._files(table, years[table.name])
        }

    def content(self, path: str) -> bytes:
        """A finished file of the snapshot."""
        return self._path(path).read_bytes()

    def _files(self, table: DatasetTable, years: Sequence[int]) -> Iterator[tuple[str, bytes]]:
        if not years:
            yield f"{table.name}/part-0.parquet", parquet(table, arrow_tables.to_arrow(table, ()))
        for year in years:
            with pa.memory_map(str(self._part(table.name, year))) as source:
                rows = in_order(table, pa.ipc.open_stream(source).read_all())
                rows = rows.drop_columns([PARTITION]) if table.partitioned else rows
                yield table.file(year), parquet(table, rows)

    def _append(self, name: str, year: int, rows: pa.Table) -> None:
        if (name, year) not in self._writers:
            self._writers[name, year] = pa.ipc.new_stream(str(self._part(name, year)), rows.schema)
        self._writers[name, year].write_table(rows)

    def _close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _part(self, name: str, year: int) -> pathlib.Path:
        return pathlib.Path(self._folder.name, f"{name}-{year}.arrows")

    def _path(self, path: str) -> pathlib.Path:
        return pathlib.Path(self._folder.name, "finished", path)

    def _write(self, path: str, content: bytes) -> Listed:
        self._path(path).parent.mkdir(parents=True, exist_ok=True)
        self._path(path).write_bytes(content)
        return Listed.of(content)


def in_order(table: DatasetTable, rows: pa.Table) -> pa.Table:
    """Rows in the order of the table, by all columns that have an order, in whatever parts they came."""
    ordered = [name for name in table.order if not pa.types.is_nested(rows.schema.field(name).type)]
    keys = [(name, "ascending") for name in ordered]
    places = pc.sort_indices(rows, sort_keys=keys)
    return rows.take(places).combine_chunks()


def parquet(table: DatasetTable, rows: pa.Table) -> bytes:
    """A file of a table, as snapshots have it."""
    sink = io.BytesIO()
    pq.write_table(arrow_tables.documented(table, rows), sink, compression="zstd")
    return sink.getvalue()
