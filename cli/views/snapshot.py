"""What people are shown of a snapshot as a whole: its reports, what was rejected, and how to read the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cli.terminal import program
from parsers.errors import FOLLOWED_LIST
from storage.dataset import Snapshot
from storage.root import LocalRoot
from storage.schema import Report

REPORT_COLUMNS = (
    *("report_id", "adcode", "province", "city", "county", "level", "agency_kind", "agency", "report_year", "form"),
    *("title", "published_date", "source_url", "document_id", "revision", "n_numbers", "n_unread"),
    *("indicators", "checks_failed"),
)
DOCUMENT_COLUMNS = ("outcome", "reason", "source_url", "portal", "document_id", "media_type", "n_bytes", "report_id")
_FEW = 5
MOST_LISTED = 100
"""Reports up to which a build lists each of them."""
_TITLE_WIDTH = 44
"""Characters of a title that leave room for the other columns on a terminal of 120 columns."""


def published(snapshot: Snapshot) -> RenderableType:
    """What was published: all reports, one a line, or where these are many one line for each year."""
    reports = snapshot.arrow("reports", columns=["report_id", "report_year", "form"])
    if reports.num_rows <= MOST_LISTED:
        return summary(snapshot)
    figures, failed = _figures(snapshot), _failed_checks(snapshot)
    years: dict[int, list[tuple[str, str]]] = {}
    for report in reports.to_pylist():
        years.setdefault(report["report_year"], []).append((report["report_id"], report["form"]))
    table = Table(
        title=f"snapshot {snapshot.snapshot_id}: {reports.num_rows} reports; `{program()} show` lists them",
        title_justify="left",
    )
    for name in ("year", "reports", "indicators", "checks failed"):
        table.add_column(name, justify="right")
    table.add_column("forms")
    for year, of_year in sorted(years.items()):
        forms = Counter(form for _, form in of_year)
        table.add_row(
            str(year),
            str(len(of_year)),
            str(sum(figures[report_id] for report_id, _ in of_year)),
            str(sum(failed[report_id] for report_id, _ in of_year)),
            ", ".join(f"{form} {count}" for form, count in sorted(forms.items())),
        )
    return table


def _figures(snapshot: Snapshot) -> Counter[str]:
    """How many figures each report has."""
    return Counter(snapshot.arrow("indicators", columns=["report_id"])["report_id"].to_pylist())


def _failed_checks(snapshot: Snapshot) -> Counter[str]:
    """How many checks each report fails."""
    checks = snapshot.arrow("checks", columns=["report_id", "passed"])
    reports, passed = checks["report_id"].to_pylist(), checks["passed"].to_pylist()
    return Counter(report_id for report_id, good in zip(reports, passed, strict=True) if not good)


def summary(snapshot: Snapshot) -> RenderableType:
    """All reports of a snapshot, one a line."""
    return listed(snapshot, snapshot.rows("reports"), f"snapshot {snapshot.snapshot_id}")


def listed(snapshot: Snapshot, reports: Sequence[Report], title: str) -> RenderableType:
    """Some reports of a snapshot, one a line that fits a terminal of 80 columns; ids are never broken."""
    figures, failed = _figures(snapshot), _failed_checks(snapshot)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("report", "city", "year", "form"):
        table.add_column(name, no_wrap=True)
    table.add_column("title", overflow="fold")
    table.add_column("indicators", justify="right")
    table.add_column("checks failed", justify="right")
    for report in reports:
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
    documents = snapshot.arrow("documents", columns=["outcome", "source_url", "reason"])
    found = [
        row
        for row in documents.to_pylist()
        if row["outcome"] in ("rejected", "failed") and row["reason"] != FOLLOWED_LIST
    ]
    lines = [f"{row['outcome']}: {row['source_url']}: {row['reason']}" for row in found[:_FEW]]
    if len(found) > _FEW:
        lines.append(f"and {len(found) - _FEW} more: `{program()} documents --failed --rejected`")
    return Text("\n".join(lines), style="dim")


def reading_examples(snapshot: Snapshot) -> RenderableType:
    """Where the data is, and one line for each of three tools that reads it."""
    # An object store has no links: `current` is a file there that names the snapshot.
    current = "dataset/current" if isinstance(snapshot.root, LocalRoot) else snapshot.folder
    folder = f"{snapshot.root.location}/{current}/panel"
    return Text(
        f"data:   {snapshot.root.location}/{current}\n"
        f'pandas: pd.read_parquet("{folder}")\n'
        f"duckdb: SELECT * FROM '{folder}/*.parquet'\n"
        f'polars: pl.read_parquet("{folder}")'
    )


def report_rows(snapshot: Snapshot, reports: Sequence[Report]) -> Iterator[dict[str, Any]]:
    """Reports for other programs: the columns of their table that are no text, and how many figures each has."""
    figures, failed = _figures(snapshot), _failed_checks(snapshot)
    for report in reports:
        row = {name: getattr(report, name) for name in REPORT_COLUMNS[:-2]}
        yield {**row, "indicators": figures[report.report_id], "checks_failed": failed[report.report_id]}


def documents(snapshot: Snapshot, outcomes: Sequence[str]) -> list[dict[str, Any]]:
    """What became of documents: those with one of some outcomes, or all."""
    rows = snapshot.arrow("documents", columns=DOCUMENT_COLUMNS).to_pylist()
    return [row for row in rows if not outcomes or row["outcome"] in outcomes]


def documents_listed(rows: Sequence[dict[str, Any]]) -> RenderableType:
    """Documents for people: two lines each, so that no address is broken within a narrow column."""
    if not rows:
        return Text("there is no such document")
    told = Text(f"{len(rows)} documents\n")
    for row in rows:
        told.append(f"{row['outcome']}: {row['source_url']}\n", style="bold")
        about = row["reason"] or f"report {row['report_id']}"
        told.append(f"  {about} ({row['document_id'][:12]})\n")
    return told


def _shortened(title: str) -> str:
    return escape(title if len(title) <= _TITLE_WIDTH else f"{title[: _TITLE_WIDTH - 1]}…")
