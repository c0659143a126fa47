"""SQLite: one database file with an index of the sentences of all reports, and the metadata that Datasette shows.

SQLite's full-text search knows no Chinese words: its usual tokenizer takes a whole clause for one word, and the one for
parts of words finds none of two characters. So each sentence is indexed by its characters and by its pairs of
neighbouring characters. A search looks for the sentences that have all pairs of what was typed, and of these takes
those that have it as typed; the query `search` in the metadata does that.
"""

from __future__ import annotations

import json
import pathlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from storage.dataset import Snapshot
from storage.dictionary import LICENSES, SOURCES
from storage.exports.flat import as_json, described
from storage.schema import REFERENCES, SCHEMA_VERSION, SNAPSHOT_TABLES

SENTENCES = "sentences"
_FULL_TEXT = "reports"
_REPORT = {"report_id": ("reports", "report_id")}
"""A column of nearly all tables, which names a report."""
_INDEXES = {
    "panel": (("code", "year"), ("report_id",), ("city",), ("province",), ("status",)),
    "government_years": (("year",), ("province",)),
    "indicators": (("code", "report_year"), ("report_id",)),
    "checks": (("report_id",), ("rule_id", "passed")),
    "ratios": (("ratio_id", "report_year"), ("report_id",)),
    "reports": (("report_year",), ("city",)),
    "sections": (("report_id",),),
    "unread": (("report_id",),),
    "flags": (("report_id",), ("kind",)),
    "documents": (("report_id",), ("outcome",)),
    "coverage": (("status",), ("year",)),
}
_FACETS = {
    "panel": ("status", "level", "source", "comparability"),
    "government_years": ("status", "level", "province"),
    "reports": ("report_year", "form", "level", "agency_kind"),
    "indicators": ("source", "scope", "applicant_type"),
    "checks": ("rule_id", "severity", "passed"),
    "documents": ("outcome", "media_type", "provenance"),
    "coverage": ("status", "level"),
    "codebook": ("comparability", "unit"),
}
_END = re.compile(r"(?<=[。！？；!?;])(?=[^”’）)」』])|\n")
"""Where a sentence ends; cells of a table stand on one line and stay together."""
_WORD = re.compile(r"[^\W_]+")
SEARCH = """
WITH RECURSIVE
  typed(words) AS (SELECT trim(replace(lower(:words), '　', ' '))),
  pairs(place, pair) AS (
    SELECT 1, substr(words, 1, 2) FROM typed
    UNION ALL SELECT place + 1, substr(words, place + 1, 2) FROM pairs, typed WHERE place + 1 < length(words)
  ),
  wanted(query) AS (
    SELECT group_concat('"' || replace(pair, '"', ' ') || '"', ' AND ') FROM pairs WHERE pair NOT LIKE '% %'
  ),
  parts(part, rest) AS (
    SELECT '', words || ' ' FROM typed
    UNION ALL
    SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM parts WHERE rest <> ''
  )
SELECT province, city, county, agency, year, sentence, report_id, "start"
FROM sentences
WHERE id IN (SELECT rowid FROM sentences_index WHERE sentences_index MATCH (SELECT query FROM wanted))
  AND NOT EXISTS (SELECT 1 FROM parts WHERE part <> '' AND instr(lower(sentence), part) = 0)
ORDER BY year DESC, id
LIMIT 500
""".strip()
"""Finds the sentences that have every word of `:words`, of whatever length; words are separated by spaces."""


def write(snapshot: Snapshot, file: pathlib.Path, tables: Sequence[str]) -> None:
    """Writes tables into an SQLite database, and with the reports their sentences, to be searched."""
    connection = sqlite3.connect(file)
    try:
        # The file is new, and thrown away if anything fails.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;")
        for name in tables:
            _write_table(connection, snapshot, name, tables)
        if _FULL_TEXT in tables:
            _write_sentences(connection, snapshot)
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()


def write_metadata(snapshot: Snapshot, file: pathlib.Path, database: str, tables: Sequence[str]) -> None:
    """Writes what Datasette shows of an SQLite file: licence, sources, what tables and columns mean, and the search.

    Args:
        snapshot: The snapshot.
        file: File to write.
        database: Name of the database, which is that of its file without the suffix.
        tables: Names of its tables.
    """
    described_tables: dict[str, Any] = {name: _table_metadata(name) for name in tables}
    database_metadata: dict[str, Any] = {
        "description": f"Snapshot {snapshot.snapshot_id}. Begin with the table panel, or government_years.",
        "tables": described_tables,
    }
    if _FULL_TEXT in tables:
        described_tables[SENTENCES] = {
            "description": "The sentences of all reports; the query `search` finds words in them, of any length.",
            "sortable_columns": ["year"],
        }
        database_metadata["queries"] = {
            "search": {
                "title": "Search the text of all reports",
                "description": "Words of any length; several words, separated by spaces, must all stand in a sentence.",
                "sql": SEARCH,
                "params": ["words"],
            }
        }
    content = {
        "title": "nianbao 年报",
        "description": "Reports of China's governments on open government information, each figure with its words.",
        "license": LICENSES[0]["title"],
        "license_url": LICENSES[0]["path"],
        "source": SOURCES[0]["title"],
        "extra": {"snapshot": snapshot.snapshot_id, "schemaVersion": SCHEMA_VERSION},
        "databases": {database: database_metadata},
    }
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def grams(text: str) -> str:
    """The characters of a text and its pairs of neighbouring characters, each once, as an index takes them."""
    found: dict[str, None] = {}
    for word in _WORD.findall(text.lower()):
        found.update(dict.fromkeys(word))
        found.update(dict.fromkeys(word[place : place + 2] for place in range(len(word) - 1)))
    return " ".join(found)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its offset."""
    start = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        part = text[start:end]
        sentence = part.strip()
        if sentence:
            yield start + part.index(sentence), sentence
        start = end


def _table_metadata(name: str) -> dict[str, Any]:
    table = SNAPSHOT_TABLES[name]
    metadata: dict[str, Any] = {
        "description": " ".join(table.description.split()),
        "columns": {field.name: described(field) for field in table.columns},
    }
    if name in _FACETS:
        metadata["facets"] = list(_FACETS[name])
    return metadata


def _write_table(connection: sqlite3.Connection, snapshot: Snapshot, name: str, tables: Sequence[str]) -> None:
    schema = snapshot.schema(name)
    columns = [f'"{field.name}" {_sql_type(field.type)}' for field in schema]
    table = SNAPSHOT_TABLES[name]
    # A key with words of a report would be kept a second time, as its own index.
    if not any(field.metadata["key"] and field.metadata["free_text"] for field in table.columns):
        columns.append(f"PRIMARY KEY ({_listed(table.key)})")
    for column, (there, key) in {**REFERENCES, **_REPORT}.items():
        if column in schema.names and there in tables and there != name:
            columns.append(f'FOREIGN KEY ("{column}") REFERENCES "{there}" ("{key}")')
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(columns)})')
    insert = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(schema))})'
    for batch in snapshot.batches(name):
        connection.executemany(insert, zip(*(_values(column) for column in batch.columns), strict=True))
    for number, indexed in enumerate(_INDEXES.get(name, ())):
        connection.execute(f'CREATE INDEX "{name}_{number}" ON "{name}" ({_listed(indexed)})')


def _write_sentences(connection: sqlite3.Connection, snapshot: Snapshot) -> None:
    connection.execute(
        f"CREATE TABLE {SENTENCES} (id INTEGER PRIMARY KEY, report_id TEXT REFERENCES reports (report_id), "
        'province TEXT, city TEXT, county TEXT, agency TEXT, year INTEGER, "start" INTEGER, sentence TEXT)'
    )
    # Neither the words nor their places are kept in the index: both stand in the table.
    connection.execute(
        f"CREATE VIRTUAL TABLE {SENTENCES}_index USING fts5(grams, content='', detail='none', columnsize=0)"
    )
    columns = ("report_id", "province", "city", "county", "agency", "report_year", "text")
    number = 0
    for batch in snapshot.batches(_FULL_TEXT, columns):
        rows, indexed = [], []
        for *place, text in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            for start, sentence in sentences(text):
                number += 1
                rows.append((number, *place, start, sentence))
                indexed.append((number, grams(sentence)))
        connection.executemany(f"INSERT INTO {SENTENCES} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.executemany(f"INSERT INTO {SENTENCES}_index (rowid, grams) VALUES (?, ?)", indexed)
    connection.execute(f"CREATE INDEX {SENTENCES}_0 ON {SENTENCES} (report_id)")


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(kind) else "TEXT"


def _values(column: pa.ChunkedArray) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_nested(column.type):
        return [None if value is None else as_json(value) for value in values]
    if pa.types.is_temporal(column.type):
        return [None if value is None else value.isoformat() for value in values]
    return values
