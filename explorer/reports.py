"""The page of each report: its text, every figure with its place in it, and what the checks say."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explorer.errors import ExplorerError
from explorer.marks import marks, place_of_number
from storage.dataset import Snapshot

_REPORT = (
    "report_id", "adcode", "place_id", "province", "city", "county", "township", "level", "agency_kind", "agency",
    "report_year", "evidence", "title", "doc_number", "index_number", "published_date", "period_start", "period_end",
    "form", "script", "scope", "text", "document_id", "source_url", "revision", "n_documents", "n_numbers", "n_unread",
)  # fmt: skip
_DETAILS = {
    "sections": (
        "report_id", "section_id", "parent_id", "level", "number", "heading", "topic", "start", "end",
    ),
    "indicators": (
        "report_id", "code", "applicant_type", "year", "value", "unit", "printed", "approx", "bound", "scope", "source",
        "stated_zero", "implied", "includes_carried_in", "corrected", "label", "quote", "start", "end", "section_id",
        "unproved", "page",
    ),
    "checks": (
        "report_id", "rule_id", "severity", "passed", "applicant_type", "explanation", "codes",
    ),
    "ratios": (
        "report_id", "ratio_id", "value", "numerator", "denominator", "numerator_codes", "denominator_codes", "approx",
        "break_2019",
    ),
    "unread": ("report_id", "kind", "reason", "start", "end"),
    "revisions": ("report_id", "revision", "source_url", "published_date", "changes"),
    "conflicts": ("report_id", "source_url", "title", "agency", "published_date"),
}  # fmt: skip
"""Columns of the tables that a page shows, by table; each is sorted by report."""

Rows = list[dict[str, Any]]


def report_key(report_id: str) -> str:
    """Name of the script of a report."""
    return f"reports/{report_id[:2]}/{report_id}"


def pages(snapshot: Snapshot, year: int, publishers: Mapping[str, str]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """What the pages of a year's reports show, and the words of each that a search finds.

    Args:
        snapshot: The snapshot.
        year: The year.
        publishers: Ids of the bodies that report, by the id of the report.

    Raises:
        ExplorerError: A quote is not what stands at its offsets.
    """
    details = {name: _by_report(snapshot, name, columns, year) for name, columns in _DETAILS.items()}
    flags = _flags(snapshot)
    repairs = _repairs(snapshot)
    for report in snapshot.arrow("reports", year=year, columns=_REPORT).to_pylist():
        report_id = report["report_id"]
        of_report = {name: rows.get(report_id, []) for name, rows in details.items()}
        figures = [_figure(report, row) for row in of_report["indicators"]]
        page = {
            **{name: value.isoformat() if isinstance(value, dt.date) else value for name, value in report.items()},
            "publisher_id": publishers.get(report_id, report["place_id"]),
            "evidence": [[row["kind"], row["words"]] for row in report["evidence"]],
            "sections": _values(of_report["sections"], _DETAILS["sections"]),
            "figures": figures,
            "checks": _values(of_report["checks"], _DETAILS["checks"]),
            "ratios": _values(of_report["ratios"], _DETAILS["ratios"]),
            "unread": _values(of_report["unread"], _DETAILS["unread"]),
            "revisions": [
                [row["revision"], row["source_url"], _iso(row["published_date"]), _changes(row["changes"])]
                for row in of_report["revisions"]
            ],
            "conflicts": [
                [row["title"], row["agency"], row["source_url"], _iso(row["published_date"])]
                for row in of_report["conflicts"]
            ],
            "flags": flags.get(report["document_id"], []),
            "repairs": repairs.get(report["document_id"], []),
        }
        words = [row["heading"] for row in of_report["sections"]]
        words.extend(dict.fromkeys(row["quote"] for row in of_report["indicators"]))
        yield page, words


def _figure(report: Mapping[str, Any], row: Mapping[str, Any]) -> list[Any]:
    start, end = row["start"], row["end"]
    if report["text"][start:end] != row["quote"]:
        raise ExplorerError(
            f"the quote of {row['code']} is not what stands at {start} to {end} of the text",
            where=f"report {report['report_id']}",
            remedy="Run `nianbao verify`, and build the snapshot anew.",
        )
    number = place_of_number(row["quote"], row["printed"], row["applicant_type"])
    return [
        row["code"],
        row["applicant_type"],
        row["year"],
        row["value"],
        row["unit"],
        row["printed"],
        marks(dict(row)),
        row["scope"],
        row["source"],
        row["label"],
        start,
        end,
        *((start + number[0], start + number[1]) if number else (None, None)),
        row["section_id"],
        row["page"],
    ]


def _by_report(snapshot: Snapshot, name: str, columns: Sequence[str], year: int) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in snapshot.arrow(name, year=year, columns=columns).to_pylist():
        found[row["report_id"]].append(row)
    return found


def _values(rows: Rows, columns: Sequence[str]) -> list[list[Any]]:
    """Rows without the report, which the page is about."""
    return [[row[column] for column in columns if column != "report_id"] for row in rows]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _changes(changes: Sequence[Mapping[str, str]]) -> list[list[str]]:
    return [[change["before"], change["after"]] for change in changes]


@functools.lru_cache(maxsize=1)
def _flags(snapshot: Snapshot) -> dict[str, list[list[Any]]]:
    """What is wrong with the document of a report, by its id; earlier revisions and copies have flags of their own."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    columns = ["document_id", "kind", "sentence", "start", "end"]
    for row in snapshot.arrow("flags", columns=columns).to_pylist():
        found[row["document_id"]].append([row["kind"], row["sentence"], row["start"], row["end"]])
    return found


@functools.lru_cache(maxsize=1)
def _repairs(snapshot: Snapshot) -> dict[str, list[list[Any]]]:
    """What was repaired in a document, by its id."""
    rows = snapshot.arrow("documents", columns=["document_id", "repairs"]).to_pylist()
    return {
        row["document_id"]: [[part["kind"], part["count"], part["before"], part["after"]] for part in row["repairs"]]
        for row in rows
        if row["repairs"]
    }
