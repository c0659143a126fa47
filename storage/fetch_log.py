"""The fetch log: an append-only table with one row for each request made."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from storage import arrow_tables
from storage.checked import checked_name, read_checked
from storage.errors import DamagedData, StorageError
from storage.root import DataRoot
from storage.schema import FETCHES, Fetch

FOLDER = "archive/fetches"
_VIEWS = "parsed/views"
_DIGITS = 8
_REMEDY = "Restore the file from a backup; without it nobody knows where its documents came from. Or give them again."


class FetchLog:
    """All requests ever made, as Parquet files below `archive/fetches`, one or more for each run.

    Args:
        root: Data root.
        files: Files of the log to read, for who must not see what is added meanwhile; all of them by default.
    """

    def __init__(self, root: DataRoot, files: Sequence[str] | None = None) -> None:
        self._root = root
        self._only = files

    def files(self) -> list[str]:
        """Names of its files, in the order in which they were added."""
        return list(self._only) if self._only is not None else self._root.files(FOLDER, ".parquet")

    def append(self, rows: Iterable[Fetch]) -> None:
        """Adds rows of one run as a new file; earlier files are never touched.

        Raises:
            StorageError: The file cannot be written.
        """
        rows = list(rows)
        if not rows:
            return
        first = min(row.sequence for row in rows)
        position = 1 + max((_position(path) for path in self._root.files(FOLDER, ".parquet")), default=0)
        sink = io.BytesIO()
        pq.write_table(arrow_tables.to_arrow(FETCHES, rows), sink, compression="zstd")
        stem = f"{FOLDER}/{position:0{_DIGITS}d}-{rows[0].run_id}-{first:06d}"
        content = sink.getvalue()
        self._root.write_once(checked_name(stem, content, ".parquet"), content)

    def read(self) -> list[Fetch]:
        """Reads the whole log in its own order, in which files were added: a clock that was set back changes nothing.

        A file that is damaged costs its own rows; `damaged` names it.
        """
        rows: list[tuple[int, Fetch]] = []
        for path, file in self._files(None):
            position = _position(path)
            rows.extend((position, row) for row in arrow_tables.from_arrow(FETCHES, file))
        # Files of earlier releases have no number; only their clocks tell their order.
        return [row for _, row in sorted(rows, key=_order)]

    def table(self, columns: Sequence[str]) -> pa.Table:
        """Reads some columns of the whole log, in no order; a log of years is millions of rows.

        A file that is damaged costs its own rows; `damaged` names it.
        """
        schema = pa.schema([field for field in arrow_tables.arrow_schema(FETCHES.row) if field.name in columns])
        files = [file.select(schema.names).cast(schema) for _, file in self._files(schema.names)]
        return pa.concat_tables(files or [schema.empty_table()])

    def damaged(self) -> list[StorageError]:
        """What is wrong with files of the log, one error for each that cannot be read."""
        found: list[StorageError] = []
        for path in self.files():
            try:
                self._read_file(path, None)
            except StorageError as error:
                found.append(error)
        return found

    def _files(self, columns: Sequence[str] | None) -> Iterator[tuple[str, pa.Table]]:
        for path in self.files():
            try:
                yield path, self._read_file(path, columns)
            except StorageError:
                continue

    def _read_file(self, path: str, columns: Sequence[str] | None) -> pa.Table:
        """One file of the log.

        Raises:
            DamagedData: It is not what was written.
        """
        try:
            content = read_checked(self._root, path, _REMEDY)
            table = pq.ParquetFile(arrow_tables.in_arrow_memory(content)).read(
                columns=list(columns) if columns else None
            )
            table.validate(full=True)
        except (pa.ArrowException, OSError) as error:
            raise DamagedData(
                f"not a file of the fetch log: {error}", where=f"{self._root.location}/{path}", remedy=_REMEDY
            ) from error
        return table


def keep_view(root: DataRoot, log: FetchLog) -> str:
    """Keeps which files a reader of the log sees, for other processes of the same work; returns a key for `kept_view`.

    It lies beside what was parsed, and goes with what is left there of earlier parsers.
    """
    content = json.dumps(log.files()).encode()
    key = hashlib.sha256(content).hexdigest()[:16]
    root.write_once(f"{_VIEWS}/{key}.json", content)
    return key


def kept_view(root: DataRoot, key: str) -> FetchLog:
    """The log as `keep_view` has kept it.

    Raises:
        StorageError: Another build has removed it.
    """
    content = root.read_if_there(f"{_VIEWS}/{key}.json")
    if content is None:
        raise StorageError(
            "another build of this data root has ended meanwhile",
            where=root.location,
            remedy="Run `nianbao build` again.",
        )
    return FetchLog(root, json.loads(content))


def _position(path: str) -> int:
    """The number of a file of the log, one more than that of any file before it; 0 where it has none."""
    number = path.rpartition("/")[2].partition("-")[0]
    return int(number) if number.isdigit() and len(number) == _DIGITS else 0


def _order(row: tuple[int, Fetch]) -> tuple[int, dt.datetime, str, int]:
    position, fetch = row
    clock = dt.datetime.min.replace(tzinfo=dt.UTC) if position else fetch.fetched_at
    return position, clock, fetch.run_id, fetch.sequence
