"""A large snapshot for measurements: reports of `seeds/` and `tests/data/examples`, over and over, under other ids.

`python -m benchmarks.large exports [REPORTS]`   time, memory and size of each export, each in a process of its own
`python -m benchmarks.large lookups [ROWS]`      one code of one year of `indicators` and `panel`, in cold processes

The rows are copied as columns, not as objects, so that 20,000 reports take a minute; each file is written as a build
writes it. The data are no real reports, but as many, as long and as full of figures.
"""

from __future__ import annotations

import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import pyarrow as pa
import pyarrow.compute as pc

from assembly.government_years import years_without_figures
from assembly.knowledge_tables import knowledge_tables
from assembly.panel import gap_rows
from assembly.reports import assemble
from parsers.model import Document
from parsers.pipeline import parse
from parsing.sources import ParsedDocument, Source
from spiders import portals
from storage import arrow_tables, collecting, dataset, integrity
from storage.export import FORMATS, export
from storage.root import open_root
from storage.schema import PARTITION, SNAPSHOT_TABLES, Coverage, DatasetTable

REPOSITORY = pathlib.Path(__file__).parent.parent
FOLDERS = (REPOSITORY / "seeds", REPOSITORY / "tests" / "data" / "examples" / "forms")
YEARS = range(2008, 2025)
TURNS = 5
_IDS = ("report_id", "publisher_id", "place_id", "adcode", "document_id")
_NAME = "f" * 16


def copied(root_folder: pathlib.Path, n_reports: int) -> dataset.Snapshot:
    """Writes a snapshot of so many reports below a folder.

    Args:
        root_folder: Folder of the data root.
        n_reports: How many reports, at least; they are spread over the years.
    """
    rows = assemble([_parsed(number, path) for number, path in enumerate(_files())])
    rows["coverage"] = [_expected(year) for year in YEARS]
    rows["government_years"].extend(years_without_figures(gap_rows(rows["coverage"])))
    rows |= knowledge_tables(portals.load())
    tables = {name: arrow_tables.to_arrow(table, rows[name]) for name, table in SNAPSHOT_TABLES.items()}
    copies = -(-n_reports // (len(rows["reports"]) * len(YEARS)))
    folder = root_folder / dataset.FOLDER / _NAME
    for name, table in SNAPSHOT_TABLES.items():
        for path, data in _parts(table, tables[name], copies):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            ordered = collecting.in_order(table, data)
            stored = ordered.drop_columns([PARTITION]) if f"/{PARTITION}=" in path else ordered
            (folder / path).write_bytes(collecting.parquet(table, stored))
    (folder / integrity.SUMS).write_text("", encoding="utf-8")
    root = open_root(root_folder)
    root.point(dataset.CURRENT, _NAME, None)
    return dataset.current(root)


def _files() -> list[pathlib.Path]:
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]


def _parsed(number: int, path: pathlib.Path) -> ParsedDocument:
    content = path.read_bytes()
    source = Source(format(number, "064x"), f"file:{path.name}", "ingest", "file", None, None, None, None, number)
    return ParsedDocument(source, len(content), parse(Document(content=content)))


def _expected(year: int) -> Coverage:
    return Coverage(
        adcode="510600",
        place_id="510600",
        province="四川省",
        city="德阳市",
        county=None,
        level="prefecture",
        agency_kind="government",
        year=year,
        status="blocked",
        report_id=None,
        reason="a challenge was sent instead of the page",
    )


def _parts(table: DatasetTable, data: pa.Table, copies: int) -> list[tuple[str, pa.Table]]:
    """The files of a table: those of each year, or one, with all copies."""
    of_reports = "report_id" in data.column_names and table.name != "coverage"
    if not of_reports:
        return [(table.file(0), data)]
    by_year = [(year, _copies(data, year, copies)) for year in YEARS]
    if table.divided_by:
        return [(table.file(year), part) for year, part in by_year]
    return [(table.file(0), pa.concat_tables(part for _, part in by_year))]


def _copies(data: pa.Table, year: int, copies: int) -> pa.Table:
    """All rows of a table as those of one year, so many times, under ids of their own."""
    for column in (PARTITION, "year"):
        if column in data.column_names:
            years = pa.array([year] * data.num_rows, pa.int64())
            data = data.set_column(data.column_names.index(column), data.schema.field(column), years)
    parts = []
    for copy in range(copies):
        part = data
        for column in _IDS:
            if column in data.column_names:
                ids = pc.binary_join_element_wise(data[column], f"{year}{copy:04}", "-")
                part = part.set_column(data.column_names.index(column), data.schema.field(column), ids)
        parts.append(part)
    return pa.concat_tables(parts)


def exports(n_reports: int) -> None:
    """Prints what each export of a snapshot of so many reports costs."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = pathlib.Path(name)
        snapshot = copied(folder / "data", n_reports)
        counts = {table: snapshot.count(table) for table in ("reports", "panel", "indicators")}
        print(", ".join(f"{table} {count:,}" for table, count in counts.items()))
        print(f"{'format':<28}{'seconds':>9}{'MB of memory':>14}{'MB of file':>12}")
        for kind in FORMATS:
            tables = ("government_years", "panel", "codebook", "checks") if kind == "xlsx" else ()
            target = folder / f"out.{kind}"
            ran = _in_process("export", str(folder / "data"), str(target), kind, *tables)
            size = sum(path.stat().st_size for path in target.rglob("*")) if target.is_dir() else target.stat().st_size
            label = f"{kind} ({len(tables)} tables)" if tables else kind
            print(f"{label:<28}{ran['seconds']:>9.1f}{ran['memory']:>14.0f}{size / 1e6:>12.0f}", flush=True)


def lookups(n_rows: int) -> None:
    """Prints how long one code of one year takes, of `indicators` with so many rows and of the panel beside it."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = pathlib.Path(name)
        trial = copied(folder / "trial", 1)
        per_report = trial.count("indicators") / trial.count("reports")
        snapshot = copied(folder / "data", round(n_rows / per_report))
        print(", ".join(f"{table} {snapshot.count(table):,}" for table in ("reports", "panel", "indicators")))
        print(f"{'table':<14}{'with':<10}{'ms':>8}{'rows':>10}{'kB read':>10}")
        for table in ("indicators", "panel"):
            for tool in ("duckdb", "polars"):
                runs = [_in_process("look", tool, f"{folder}/data/dataset/{_NAME}", table) for _ in range(TURNS)]
                taken = statistics.median(run["seconds"] for run in runs)
                read = statistics.median(run["read"] for run in runs)
                print(
                    f"{table:<14}{tool:<10}{taken * 1000:>8.1f}{runs[0]['rows']:>10,.0f}{read / 1000:>10.0f}",
                    flush=True,
                )


def _in_process(*arguments: str) -> dict[str, float]:
    """Runs a part of this module in a process of its own, and returns what it has measured."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "benchmarks.large", *arguments]
    done = subprocess.run(command, env=environment, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _export(data: str, target: str, kind: str, *tables: str) -> dict[str, float]:
    began = time.perf_counter()
    export(dataset.current(open_root(data)), pathlib.Path(target), kind, tables)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - began, "memory": memory}


def _look(tool: str, folder: str, table: str) -> dict[str, float]:
    """The first query of a process; the bytes are those that it asks the system for, whether they are cached or not."""
    import duckdb
    import polars as pl

    code, year = "applications.received.total", 2017
    columns = ("report_id", "code", "value", "quote")
    before, began = _bytes_read(), time.perf_counter()
    if tool == "duckdb":
        path = f"{folder}/{table}/**/*.parquet"
        of_year = f"{PARTITION} = {year}" if table == "indicators" else f"year = {year}"
        query = f"SELECT {', '.join(columns)} FROM '{path}' WHERE {of_year} AND code = '{code}'"
        rows = len(duckdb.sql(query).fetchall())
    else:
        lazy = pl.scan_parquet(f"{folder}/{table}")
        of_year = pl.col(PARTITION if table == "indicators" else "year") == year
        rows = lazy.filter(of_year, pl.col("code") == code).select(columns).collect().height
    return {"seconds": time.perf_counter() - began, "rows": rows, "read": _bytes_read() - before}


def _bytes_read() -> int:
    """Bytes that this process has asked the system for so far."""
    lines = pathlib.Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(dict(line.split(": ") for line in lines)["rchar"])


def main(what: str, *arguments: str) -> None:
    """Does what the first argument names."""
    if what == "export":
        print(json.dumps(_export(*arguments)))
    elif what == "look":
        print(json.dumps(_look(*arguments)))
    elif what == "exports":
        exports(int(arguments[0]) if arguments else 20_000)
    else:
        lookups(int(arguments[0]) if arguments else 2_000_000)


if __name__ == "__main__":
    main(*sys.argv[1:])
