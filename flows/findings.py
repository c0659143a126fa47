"""What a build brought and what is still missing, by province and year, each with its reason and its address."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from assembly.worklist import LOG_COLUMNS, WANTED, worklist
from spiders.portals import Portal
from storage import arrow_tables
from storage.dataset import Snapshot
from storage.schema import SNAPSHOT_TABLES

KINDS = ("new", "gone", "revised", "conflicting", "blocked", "failed", "missing")
LISTED = 50
"""Findings of a kind that are listed; all are counted."""
_REPORT = ("report_id", "province", "report_year", "agency", "title", "source_url")
_DOCUMENT = ("document_id", "source_url", "portal", "outcome", "reason", "report_id")
_OF_COVERAGE = {"blocked": "blocked", "failed": "failed", "not_found": "missing"}


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """A report or document that an operator is told of.

    Attributes:
        province: Its province; empty if that is not known.
        year: Its report year; None if that is not known.
        what: What it is, in words for people.
        reason: Why it is told.
        address: Where to look at it.
    """

    province: str
    year: int | None
    what: str
    reason: str
    address: str


@dataclasses.dataclass(frozen=True, slots=True)
class Findings:
    """All that an operator is told of a build.

    Attributes:
        counts: How many there are of each kind, by province and year.
        listed: The first of each kind, the latest years first.
    """

    counts: Mapping[tuple[str, int | None], Counter[str]]
    listed: Mapping[str, Sequence[Finding]]

    def total(self, kind: str) -> int:
        """How many there are of a kind."""
        return sum(counts[kind] for counts in self.counts.values())


def findings(
    snapshot: Snapshot, before: Snapshot | None, portals: Iterable[Portal], log: Callable[[Sequence[str]], pa.Table]
) -> Findings:
    """Compares a snapshot with the one before, and collects what is in conflict, blocked, failed or missing in it.

    Args:
        snapshot: The snapshot.
        before: The one that was current before the build; None if there was none.
        portals: The registry.
        log: Gives columns of the fetch log; called only where a report could not be got.
    """
    found, portals = _Collected(), list(portals)
    reports = snapshot.arrow("reports", columns=_REPORT)
    earlier = before.arrow("reports", columns=_REPORT) if before else reports.slice(0, 0)
    since = f"not in snapshot {before.snapshot_id}" if before else "the first snapshot"
    found.add_reports("new", _others(reports, earlier, "report_id"), since)
    gone = f"no longer in snapshot {snapshot.snapshot_id}"
    found.add_reports("gone", _others(earlier, reports, "report_id"), gone)

    documents = snapshot.arrow("documents", columns=_DOCUMENT)
    revised = _of(documents, "revision")
    if before:
        known = _of(before.arrow("documents", columns=("document_id", "outcome")), "revision")
        revised = _others(revised, known, "document_id")
    names = {portal.portal: portal.name for portal in portals}
    for kind, rows in (
        ("revised", revised),
        ("conflicting", _of(documents, "conflict")),
        ("failed", _of(documents, "failed")),
    ):
        found.add(kind, _documents(rows, reports, names))

    table = snapshot.arrow("coverage")
    wanted = table.filter(pc.is_in(table["status"], pa.array(WANTED)))
    if wanted.num_rows:
        rows = arrow_tables.from_arrow(SNAPSHOT_TABLES["coverage"], wanted)
        entries = list(worklist(rows, portals, log(LOG_COLUMNS)))
        for row in rows:
            found.count(_OF_COVERAGE[row.status], row.province, row.year)
        for status, kind in _OF_COVERAGE.items():
            found.list(
                kind,
                (
                    Finding(str(province), int(str(year)), str(place), str(reason), str(address))
                    for province, place, year, of_status, reason, address, _ in entries
                    if of_status == status
                ),
            )
    return found.done()


class _Collected:
    """Findings as they come."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, int | None], Counter[str]] = defaultdict(Counter)
        self._listed: defaultdict[str, list[Finding]] = defaultdict(list)

    def add(self, kind: str, some: Iterable[Finding]) -> None:
        """Counts and lists any."""
        some = list(some)
        for one in some:
            self.count(kind, one.province, one.year)
        self.list(kind, some)

    def add_reports(self, kind: str, table: pa.Table, reason: str) -> None:
        """Counts and lists reports, of which there may be a million, without making a row of each."""
        by = ["province", "report_year"]
        for row in table.group_by(by).aggregate([("report_id", "count")]).to_pylist():
            self._counts[row["province"], row["report_year"]][kind] += row["report_id_count"]
        latest = table.sort_by([("report_year", "descending"), ("report_id", "ascending")]).slice(0, LISTED)
        self.list(
            kind,
            (
                Finding(row["province"], row["report_year"], row["title"] or row["agency"], reason, row["source_url"])
                for row in latest.to_pylist()
            ),
        )

    def count(self, kind: str, province: str, year: int | None) -> None:
        self._counts[province, year][kind] += 1

    def list(self, kind: str, some: Iterable[Finding]) -> None:
        listed = sorted([*self._listed[kind], *some], key=lambda one: -(one.year or 0))
        self._listed[kind] = listed[:LISTED]

    def done(self) -> Findings:
        return Findings(dict(self._counts), {kind: self._listed[kind] for kind in KINDS})


def _of(documents: pa.Table, outcome: str) -> pa.Table:
    return documents.filter(pc.equal(documents["outcome"], outcome))


def _others(table: pa.Table, known: pa.Table, key: str) -> pa.Table:
    """The rows of a table whose key another table does not have."""
    return table.filter(pc.invert(pc.is_in(table[key], known[key].combine_chunks())))


def _documents(table: pa.Table, reports: pa.Table, names: Mapping[str, str]) -> Iterator[Finding]:
    """Documents, at the province and year of the report that each belongs to; else at the province of the portal."""
    belongs = reports.filter(pc.is_in(reports["report_id"], table["report_id"].combine_chunks()))
    by_id: dict[str, dict[str, Any]] = {row["report_id"]: row for row in belongs.to_pylist()}
    for row in table.to_pylist():
        report = by_id.get(row["report_id"])
        name = names.get(row["portal"], row["portal"])
        yield Finding(
            province=report["province"] if report else name.partition("/")[0],
            year=report["report_year"] if report else None,
            what=(report["title"] or report["agency"]) if report else name,
            reason=row["reason"] or "",
            address=row["source_url"],
        )
