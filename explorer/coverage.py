"""Coverage for the map: how many governments of each province have published, and the state of each year of each."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from explorer.scripts import Scripts
from explorer.tiles import tiles
from storage.dataset import Snapshot

STATES = {
    "published": "P",
    "conflict": "C",
    "blocked": "B",
    "failed": "F",
    "not_found": "N",
    "not_crawled": "U",
}
"""Letter of each state. `conflict` is what is published while another report claims to be the same one."""
_COLUMNS = ("place_id", "adcode", "province", "city", "county", "level", "year", "status", "report_id", "reason")


@dataclasses.dataclass(frozen=True, slots=True)
class Agency:
    """A body that reports beside the governments.

    Attributes:
        publisher_id: Its id.
        name: Its name.
        kind: What kind of body it is.
        province: First two digits of its division code.
        place: Its city and county.
        reports: Ids of its reports by year.
    """

    publisher_id: str
    name: str
    kind: str
    province: str
    place: str
    reports: Mapping[int, str]


class Coverage:
    """The table `coverage`, arranged by province.

    Args:
        snapshot: The snapshot.
        in_conflict: Ids of reports that another one contests.
    """

    def __init__(self, snapshot: Snapshot, in_conflict: Collection[str]) -> None:
        rows = snapshot.arrow("coverage", columns=_COLUMNS).to_pylist()
        self.years = sorted({row["year"] for row in rows})
        self._names: dict[str, str] = {}
        self._governments: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        for row in rows:
            province = row["adcode"][:2]
            self._names[province] = row["province"]
            state = STATES["conflict" if row["report_id"] in in_conflict else row["status"].partition(":")[0]]
            found = self._governments[province].setdefault(
                row["place_id"], {"city": "", "county": "", "level": "", "years": {}}
            )
            # The latest year has the names of today.
            found |= {"city": row["city"] or "", "county": row["county"] or "", "level": row["level"]}
            found["years"][row["year"]] = (state, row["report_id"], row["reason"])

    def overview(self) -> list[dict[str, Any]]:
        """The provinces with the number of governments in each state, by year."""
        provinces = []
        known = tiles()
        for code in sorted(self._governments):
            tile = known.get(code)
            counts: dict[str, list[int]] = {letter: [0] * len(self.years) for letter in STATES.values()}
            for government in self._governments[code].values():
                for index, year in enumerate(self.years):
                    if year in government["years"]:
                        counts[government["years"][year][0]][index] += 1
            provinces.append(
                {
                    "code": code,
                    "zh": self._names[code],
                    "short": tile.short_zh if tile else self._names[code],
                    "en": tile.name_en if tile else self._names[code],
                    "tile": [tile.column, tile.row] if tile else None,
                    "counts": {letter: numbers for letter, numbers in counts.items() if any(numbers)},
                }
            )
        return provinces

    def write(self, scripts: Scripts, agencies: Sequence[Agency]) -> None:
        """Writes a script for each province, with its governments and the agencies that report beside them."""
        others: dict[str, list[list[Any]]] = defaultdict(list)
        for agency in agencies:
            row = [agency.publisher_id, agency.name, agency.kind, agency.place, dict(sorted(agency.reports.items()))]
            others[agency.province].append(row)
        for code, governments in self._governments.items():
            reasons: dict[str, int] = {}
            listed = [self._government(code, place_id, governments[place_id], reasons) for place_id in governments]
            scripts.write(
                f"provinces/{code}",
                {
                    "governments": sorted(listed, key=lambda row: str(row[0])),
                    "reasons": list(reasons),
                    "agencies": sorted(others[code]),
                },
            )

    def _government(
        self, code: str, place_id: str, government: Mapping[str, Any], reasons: dict[str, int]
    ) -> list[Any]:
        """Id, names, level; a letter for each year; ids of reports and numbers of reasons by year."""
        years = government["years"]
        letters = "".join(years[year][0] if year in years else " " for year in self.years)
        reports = {year: report_id for year, (_, report_id, _) in sorted(years.items()) if report_id}
        why = {
            year: reasons.setdefault(reason, len(reasons)) for year, (_, _, reason) in sorted(years.items()) if reason
        }
        name = government["county"] or government["city"] or self._names[code]
        return [place_id, name, government["city"], government["level"], letters, reports, why]

    def states(self) -> Counter[str]:
        """How many governments and years are in each state."""
        return Counter(
            state
            for governments in self._governments.values()
            for government in governments.values()
            for state, _, _ in government["years"].values()
        )
