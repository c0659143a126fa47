"""Which government has published which year, and for each that has not, why not: as far as the archive knows.

Everything here follows from the fetch log, the reports and the registry; no clock is read, so that a build stays a
function of its archive.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import pyarrow as pa

from assembly.rows import Place
from knowledge import divisions
from spiders.portals import Portal, years
from storage.runs import FULL_RUN
from storage.schema import Coverage, Report

FIRST_YEAR = 2008
"""The regulation on open government information took effect on 1 May 2008 (国务院令第492号)."""
LOG_COLUMNS = ("run_id", "sequence", "fetched_at", "url", "portal", "place", "role", "outcome", "document_id")
_REACHED = ("ok", "not_modified")
_REFUSED = ("refused_by_robots",)
_FAILURES = ("http_error", "throttled", "too_large", "truncated", "timeout", "tls", "dns", "connection", "failed")


@dataclasses.dataclass(frozen=True, slots=True)
class Standing:
    """What the last whole crawl of a portal says about a year that it did not find.

    Attributes:
        status: Status of the table of coverage.
        reason: Why, in words.
    """

    status: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Runs:
    """What is known of runs beside what they have logged.

    Attributes:
        unfinished: Ids of those that have not ended.
        continued: Runs that were interrupted, each with the one that continued it and ended.
    """

    unfinished: frozenset[str] = frozenset()
    continued: Mapping[str, str] = dataclasses.field(default_factory=dict)


NO_RUNS = Runs()
_UNFINISHED = Standing("not_crawled", "the portal's crawl has not ended: it still runs, or was interrupted")
_NEVER = Standing("not_crawled", "the portal was never crawled")
_IN_PART = Standing("not_crawled", "the portal was crawled for other years only")


def coverage(
    reports: Iterable[Report],
    registry: Iterable[Portal],
    log: pa.Table,
    lacking: Mapping[str, str] = MappingProxyType({}),
    runs: Runs = NO_RUNS,
) -> list[Coverage]:
    """One row for each government and year expected, and for each that is published.

    A portal's years are those of its registry row; by default all from the first year to the last that any report in
    the data set is about.

    Args:
        reports: All reports of the snapshot.
        registry: The registry of portals.
        log: The columns `LOG_COLUMNS` of the fetch log.
        lacking: What reports lack, by their id.
        runs: What is known of the runs of the log.
    """
    published = [report for report in reports if report.report_id == f"{report.adcode}-{report.report_year}"]
    by_code = {(report.adcode, report.report_year) for report in published}
    by_place = {(report.place_id, report.report_year) for report in published}
    by_name = {(report.province, report.place, report.report_year) for report in published}
    last = max((report.report_year for report in published), default=FIRST_YEAR - 1)
    standings = standing_of_portals(log, runs)
    rows = [
        Coverage(
            adcode=report.adcode,
            place_id=report.place_id,
            province=report.province,
            city=report.city,
            county=report.county,
            level=report.level,
            agency_kind=report.agency_kind,
            year=report.report_year,
            status="published",
            report_id=report.report_id,
            reason=lacking.get(report.report_id),
        )
        for report in published
    ]
    seen = set(by_code)
    places = _places(log)
    portal_of = {place: name for name, place in places}
    for portal in _governments(registry, places):
        standing = standings.get(portal.portal) or standings.get(portal_of.get(portal.adcode, ""), _NEVER)
        for year in years(portal.expected_years) or range(FIRST_YEAR, last + 1):
            # A government whose code has changed since is published under that of the year.
            named = (portal.name.partition("/")[0], portal.place, year)
            if (portal.adcode, year) in seen or named in by_name or (portal.adcode, year) in by_place:
                continue
            seen.add((portal.adcode, year))
            rows.append(
                Coverage(
                    **_place_of(portal, year),
                    year=year,
                    status=standing.status,
                    report_id=None,
                    reason=standing.reason,
                )
            )
    return rows


def standing_of_portals(log: pa.Table, runs: Runs = NO_RUNS) -> Mapping[str, Standing]:
    """What the log says of each portal, by its last crawl that looked for all years and ended.

    A crawl that was interrupted has not seen what it did not come to, so its silence says nothing.
    """
    unfinished: set[str] = set()
    last: dict[str, dict[str, tuple[str, str]]] = {}
    run_of: dict[str, str] = {}
    partial: set[str] = set()
    order = [("fetched_at", "ascending"), ("run_id", "ascending"), ("sequence", "ascending")]
    columns = ["portal", "run_id", "url", "role", "outcome", "document_id", "fetched_at", "sequence"]
    for row in log.select(columns).sort_by(order).to_pylist():
        portal, run = row["portal"], runs.continued.get(row["run_id"], row["run_id"])
        if not run.startswith(FULL_RUN):
            partial.add(portal)
            continue
        if run in runs.unfinished:
            unfinished.add(portal)
            continue
        if run_of.get(portal) != run:
            run_of[portal], last[portal] = run, {}
        # Of several attempts the last one counts.
        # A body that is shorter than announced and yet complete is an answer like any other.
        whole = row["outcome"] == "truncated" and row["document_id"] is not None
        last[portal][row["url"]] = (row["role"], "ok" if whole else row["outcome"])
    return {
        **dict.fromkeys(partial, _IN_PART),
        **dict.fromkeys(unfinished, _UNFINISHED),
        **{portal: _judge(ends.values()) for portal, ends in last.items()},
    }


def _judge(ends: Iterable[tuple[str, str]]) -> Standing:
    outcomes = Counter(outcome for role, outcome in ends if role != "robots" or outcome not in (*_REACHED, "not_found"))
    reached = any(outcome in _REACHED for outcome in outcomes)
    blocks = [outcome for outcome, _ in outcomes.most_common() if outcome.startswith("blocked:")]
    failures = [outcome for outcome, _ in outcomes.most_common() if outcome in _FAILURES]
    if blocks:
        return Standing("blocked", f"the portal {'partly ' if reached else ''}answered with a block ({blocks[0]})")
    if not reached and any(outcome in _REFUSED for outcome in outcomes):
        return Standing("blocked", "robots.txt does not permit to fetch the portal's pages")
    if failures:
        return Standing("failed", f"{'some' if reached else 'all'} requests to the portal failed ({failures[0]})")
    if "bounded" in outcomes:
        return Standing("failed", "the portal has more pages than one crawl may request")
    if not reached:
        return Standing("failed", f"the portal's home page could not be fetched ({next(iter(outcomes), 'no request')})")
    return Standing("not_found", "the portal was crawled, and shows no report of this year")


def _places(log: pa.Table) -> list[tuple[str, str]]:
    """Portals of the log, each with the division code that it was crawled for, where one is known."""
    pairs = log.select(["portal", "place"]).group_by(["portal", "place"]).aggregate([])
    found = {(row["portal"], row["place"]) for row in pairs.to_pylist() if row["place"] and row["place"].isdigit()}
    return sorted(found)


def _governments(registry: Iterable[Portal], places: Iterable[tuple[str, str]]) -> Iterator[Portal]:
    """The governments of the registry, and those that were crawled by another one."""
    known = set()
    for portal in registry:
        known.add(portal.adcode)
        if portal.adcode:
            yield portal
    for name, place in places:
        if place not in known:
            yield Portal(portal=name, adcode=place, name=name, level="", home_url="")


def _place_of(portal: Portal, year: int) -> Place:
    """Where the government of a portal is, by the divisions of a year; by its name where its code is unknown."""
    division = divisions.by_code(portal.adcode, year)
    *higher, own = portal.name.split("/")
    return {
        "adcode": portal.adcode,
        "place_id": divisions.place_id(portal.adcode, year),
        "province": division.province if division else next(iter(higher), own),
        "city": division.city if division else None,
        "county": division.county if division else (own if portal.level == "county" else None),
        "level": division.level if division else portal.level or "county",
        "agency_kind": "government",
    }


@dataclasses.dataclass(frozen=True, slots=True)
class Hole:
    """Years that are missing for one reason.

    Attributes:
        status: Status of the table of coverage.
        reason: Why, in words.
        governments: Division codes and names of the governments, sorted by code.
        n_years: How many years are missing, of all of them.
    """

    status: str
    reason: str
    governments: Sequence[tuple[str, str]]
    n_years: int


def holes(rows: Iterable[Coverage]) -> list[Hole]:
    """What is missing, by reason; what can be acted on first, and of that the largest."""
    groups: dict[tuple[str, str], list[Coverage]] = defaultdict(list)
    for row in rows:
        if row.status != "published":
            groups[row.status, row.reason or ""].append(row)
    found = [
        Hole(status, reason, sorted({(row.adcode, row.place) for row in group}), len(group))
        for (status, reason), group in groups.items()
    ]
    return sorted(found, key=lambda hole: (_URGENCY.index(hole.status), -hole.n_years, hole.reason))


_URGENCY = ("failed", "blocked", "not_found", "not_crawled")
