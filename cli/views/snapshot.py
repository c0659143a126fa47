"""What people are shown of a snapshot as a whole: its reports, what was rejected, and how to read the data."""

from __future__ import annotations

from collections import Counter

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from parsers.errors import FOLLOWED_LIST
from storage.dataset import Snapshot

_FEW = 5
_TITLE_WIDTH = 44
"""Characters of a title that leave room for the other columns on a terminal of 120 columns."""


def summary(snapshot: Snapshot) -> RenderableType:
    """All reports of a snapshot, one a line."""
    figures = Counter(snapshot.arrow("indicators", columns=["report_id"])["report_id"].to_pylist())
    checks = snapshot.arrow("checks", columns=["report_id", "passed"])
    failed = Counter(check["report_id"] for check in checks.to_pylist() if not check["passed"])
    table = Table(title=f"snapshot {snapshot.snapshot_id}", title_justify="left")
    for name in ("report", "city", "year", "form", "title"):
        table.add_column(name, overflow="fold")
    table.add_column("indicators", justify="right")
    table.add_column("checks failed", justify="right")
    for report in snapshot.rows("reports"):
        table.add_row(
            report.report_id,
            report.place,
            str(report.report_year),
            report.form,
            _shortened(report.title) if report.title else "[dim]none[/dim]",
            str(figures[report.report_id]),
            str(failed[report.report_id]),
        )
    return table


def rejected(snapshot: Snapshot) -> RenderableType:
    """Documents that are not reports, with the reason; of many, the first few; no lists that a crawl followed."""
    found = [
        row
        for row in snapshot.rows("documents")
        if row.outcome in ("rejected", "failed") and row.reason != FOLLOWED_LIST
    ]
    lines = [f"{row.outcome}: {row.source_url}: {row.reason}" for row in found[:_FEW]]
    if len(found) > _FEW:
        lines.append(f"and {len(found) - _FEW} more in the table documents")
    return Text("\n".join(lines), style="dim")


def reading_examples(snapshot: Snapshot) -> RenderableType:
    """Where the data is, and one line for each of three tools that reads it."""
    folder = f"{snapshot.root.location}/dataset/current/indicators"
    return Text(
        f"data:   {snapshot.root.location}/dataset/current\n"
        f'pandas: pd.read_parquet("{folder}")\n'
        f"duckdb: SELECT * FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)\n"
        f'polars: pl.read_parquet("{folder}/**/*.parquet", hive_partitioning=True)'
    )


def _shortened(title: str) -> str:
    return escape(title if len(title) <= _TITLE_WIDTH else f"{title[: _TITLE_WIDTH - 1]}…")
