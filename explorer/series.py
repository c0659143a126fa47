"""The figures to use, by government for lines over time, and by code and year for rankings."""

from __future__ import annotations

import dataclasses
import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from explorer.coverage import Agency
from explorer.marks import marks
from explorer.scripts import Scripts, encoded
from storage.dataset import Snapshot
from storage.schema import ALL_CODES

_PANEL = (
    "publisher_id", "adcode", "province", "city", "county", "level", "agency_kind", "agency", "code", "status",
    "reason", "value", "approx", "bound", "stated_zero", "implied", "includes_carried_in", "source", "other_values",
    "contradicted", "corrected", "incomplete", "unread_share", "form", "report_id", "start",
)  # fmt: skip
_RATIOS = ("report_id", "ratio_id", "value", "numerator", "denominator", "approx")
_SHOWN = ("stated", "several")
_N_EXAMPLES = 3
_QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclasses.dataclass(frozen=True, slots=True)
class Publisher:
    """A body that reports, as its latest year names it."""

    publisher_id: str
    adcode: str
    province: str
    city: str
    county: str
    level: str
    kind: str
    agency: str

    @property
    def name(self) -> str:
        """What it is called: a government by its place, anybody else by its own name."""
        place = self.county or self.city or self.province
        return place if self.kind == "government" else self.agency or place

    @property
    def place(self) -> str:
        """Its province, city and county, each once."""
        return " ".join(dict.fromkeys(filter(None, (self.province, self.city, self.county))))


@dataclasses.dataclass(slots=True)
class YearOfSeries:
    """What the panel of one year holds.

    Attributes:
        year: The year.
        publishers: The bodies that report, by their id.
        chunks: What each of them states in this year, encoded.
        report_of: Id of the report of each of them, where there is one.
        in_conflict: Ids of reports that another one contests; none of their figures is used.
        spread: For each code and level: how many governments state it, and the quantiles of their values.
        values: What each body states, by code.
    """

    year: int
    publishers: dict[str, Publisher]
    chunks: dict[str, bytes]
    report_of: dict[str, str]
    in_conflict: set[str]
    spread: dict[str, dict[str, list[float]]]
    values: dict[str, dict[str, float]]

    @property
    def counts(self) -> dict[str, int]:
        """How many bodies state each code."""
        return {code: len(of_code) for code, of_code in self.values.items()}


def write_year(scripts: Scripts, snapshot: Snapshot, year: int) -> YearOfSeries:
    """Writes the rankings of a year, and returns what belongs into files that span years."""
    publishers: dict[str, Publisher] = {}
    of_publisher: dict[str, dict[str, Any]] = {}
    rankings: dict[str, list[list[Any]]] = defaultdict(list)
    by_report: dict[str, str] = {}
    in_conflict: set[str] = set()
    for row in snapshot.arrow("panel", year=year, columns=_PANEL).to_pylist():
        publisher_id = row["publisher_id"]
        if publisher_id not in of_publisher:
            publishers[publisher_id] = _publisher(row)
            of_publisher[publisher_id] = _year_of(year, row)
            if row["report_id"]:
                by_report[row["report_id"]] = publisher_id
        if row["code"] == ALL_CODES:
            if row["status"] == "conflict":
                in_conflict.add(row["report_id"])
            continue
        letters = marks(row)
        if row["status"] not in _SHOWN:
            # What is not found at all goes without saying.
            if row["status"] != "not_found":
                of_publisher[publisher_id]["figures"][row["code"]] = [None, letters]
            continue
        figure = [row["value"], letters, row["start"]]
        if row["other_values"]:
            figure.append(list(row["other_values"]))
        of_publisher[publisher_id]["figures"][row["code"]] = figure
        if row["value"] is not None:
            publisher = publishers[publisher_id]
            ranked = [*_ranked(publisher, row["report_id"]), row["value"], letters, row["start"]]
            rankings[row["code"]].append(ranked)
    for row in snapshot.arrow("ratios", year=year, columns=_RATIOS).to_pylist():
        publisher_id = by_report.get(row["report_id"], "")
        if publisher_id and row["report_id"] not in in_conflict:
            letters = "a" if row["approx"] else ""
            parts = [row["numerator"], row["denominator"]]
            of_publisher[publisher_id]["ratios"][row["ratio_id"]] = [row["value"], letters, *parts]
            ranked = [*_ranked(publishers[publisher_id], row["report_id"]), row["value"], letters, *parts]
            rankings[row["ratio_id"]].append(ranked)
    for code, rows in rankings.items():
        scripts.write(f"codes/{code}/{year}", rows)
    return YearOfSeries(
        year,
        publishers,
        {publisher_id: encoded(content) for publisher_id, content in of_publisher.items()},
        {publisher_id: report_id for report_id, publisher_id in by_report.items()},
        in_conflict,
        {code: _spread(rows) for code, rows in rankings.items()},
        {code: {row[0]: row[6] for row in rows} for code, rows in rankings.items()},
    )


def _publisher(row: Mapping[str, Any]) -> Publisher:
    return Publisher(
        row["publisher_id"],
        row["adcode"],
        row["province"],
        row["city"] or "",
        row["county"] or "",
        row["level"],
        row["agency_kind"],
        row["agency"] or "",
    )


def _year_of(year: int, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "year": year,
        "report": row["report_id"],
        "status": row["status"] if row["code"] == ALL_CODES else "published",
        "reason": row["reason"],
        "form": row["form"],
        "incomplete": row["incomplete"],
        "unread": row["unread_share"],
        "figures": {},
        "ratios": {},
    }


def _ranked(publisher: Publisher, report_id: str | None) -> list[Any]:
    return [publisher.publisher_id, publisher.name, publisher.place, publisher.level, publisher.kind, report_id]


def _spread(rows: Sequence[Sequence[Any]]) -> dict[str, list[float]]:
    """Number and quantiles of the values of governments, by their level."""
    values: dict[str, list[float]] = defaultdict(list)
    for _, _, _, level, kind, _, value, *_ in rows:
        if kind == "government":
            values[level].append(value)
    return {
        level: [len(found), *(float(value) for value in np.quantile(found, _QUANTILES))]
        for level, found in sorted(values.items())
    }


def write_governments(scripts: Scripts, years: Sequence[YearOfSeries]) -> list[Publisher]:
    """Writes a script for each body that reports, with all its years, and one for each code; returns the bodies."""
    publishers: dict[str, Publisher] = {}
    for of_year in years:
        publishers |= of_year.publishers
    for publisher_id, publisher in publishers.items():
        scripts.write(
            f"governments/{publisher_id[:2]}/{publisher_id}",
            {
                "id": publisher_id,
                "name": publisher.name,
                "place": publisher.place,
                "province": publisher.adcode[:2],
                "level": publisher.level,
                "kind": publisher.kind,
                "years": [
                    msgspec.Raw(of_year.chunks[publisher_id]) for of_year in years if publisher_id in of_year.chunks
                ],
            },
        )
    for code in sorted({code for of_year in years for code in of_year.spread}):
        spread = {of_year.year: of_year.spread[code] for of_year in years if code in of_year.spread}
        scripts.write(f"codes/{code}/spread", {"years": spread, "examples": _examples(code, years, publishers)})
    return sorted(publishers.values(), key=lambda publisher: publisher.publisher_id)


def _examples(code: str, years: Sequence[YearOfSeries], publishers: Mapping[str, Publisher]) -> list[str]:
    """Who is shown where nobody is chosen: the governments that state a code in most years, then the largest ones."""
    n_years: Counter[str] = Counter()
    largest: dict[str, float] = {}
    for of_year in years:
        for publisher_id, value in of_year.values.get(code, {}).items():
            n_years[publisher_id] += 1
            largest[publisher_id] = max(value, largest.get(publisher_id, value))

    def rank(publisher_id: str) -> tuple[int, int, float, str]:
        is_government = publishers[publisher_id].kind == "government"
        return -is_government, -n_years[publisher_id], -largest[publisher_id], publisher_id

    return heapq.nsmallest(_N_EXAMPLES, n_years, key=rank)


def agencies(years: Sequence[YearOfSeries]) -> list[Agency]:
    """The bodies that report beside the governments, with their reports."""
    latest: dict[str, Publisher] = {}
    reports: dict[str, dict[int, str]] = defaultdict(dict)
    for of_year in years:
        for publisher_id, report_id in of_year.report_of.items():
            publisher = of_year.publishers[publisher_id]
            if publisher.kind != "government":
                latest[publisher_id] = publisher
                reports[publisher_id][of_year.year] = report_id
    return [
        Agency(
            publisher_id,
            publisher.name,
            publisher.kind,
            publisher.adcode[:2],
            " ".join(dict.fromkeys(filter(None, (publisher.city, publisher.county)))),
            reports[publisher_id],
        )
        for publisher_id, publisher in sorted(latest.items())
    ]
