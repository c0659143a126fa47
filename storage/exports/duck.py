"""DuckDB: one database file, with what the data dictionary says as comments."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from storage.dataset import Snapshot
from storage.exports.flat import described
from storage.schema import SNAPSHOT_TABLES

_MEMORY = "512MB"


def write(snapshot: Snapshot, file: pathlib.Path, tables: Sequence[str]) -> None:
    """Writes tables into a DuckDB database."""
    with duckdb.connect(str(file), config={"memory_limit": _MEMORY, "threads": 1}) as connection:
        for name in tables:
            schema = snapshot.schema(name)
            connection.register("data", pa.RecordBatchReader.from_batches(schema, _record_batches(snapshot, name)))
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM data')
            connection.unregister("data")
            table = SNAPSHOT_TABLES[name]
            connection.execute(f'COMMENT ON TABLE "{name}" IS {_literal(" ".join(table.description.split()))}')
            for field in table.columns:
                words = _literal(described(field))
                connection.execute(f'COMMENT ON COLUMN "{name}"."{field.name}" IS {words}')


def _record_batches(snapshot: Snapshot, name: str) -> Iterator[pa.RecordBatch]:
    for batch in snapshot.batches(name):
        yield from batch.to_batches()


def _literal(words: str) -> str:
    """A text as SQL writes it: comments take no parameters."""
    return "'" + words.replace("'", "''") + "'"
