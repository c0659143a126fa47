"""What people read of a run in Prefect's UI: its name, its progress, and what it found, as Markdown.

Names and reasons come from pages as well, so all of them are escaped.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.building import BuildResult
from flows.crawling import Crawled, standing
from flows.findings import KINDS, Finding, Findings
from spiders.portals import Portal
from storage.dataset import Snapshot

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")
_ADDRESS = re.compile(r"https?://[^\s<>|\\]+")
_DONE = "done"
_WITHOUT = ("no report found", "not asked", "refused_by_robots")
"""How portals stand that gave nothing, and neither blocked nor failed (`flows.crawling.standing`)."""
_SHADES = "░▒▓█"
_LEGEND = (
    "Published, of the reports that the law asks for: ░ under a quarter, ▒ under half, ▓ under three quarters, █ more."
)
_MOST_ROWS = 200
"""Rows of a table in a summary; the rest is counted."""
_LONGEST_CELL = 160
_LONGEST_ADDRESS = 500
_NOT_KNOWN = "not known"
_TOLD = {
    "new": "New",
    "gone": "Gone",
    "revised": "Revised",
    "conflicting": "In conflict: two reports of one government and year",
    "blocked": "Blocked",
    "failed": "Failed",
    "missing": "Missing: not found where the portal was crawled to its end",
}
_REST = {
    "new": "`nianbao diff` compares two snapshots.",
    "gone": "`nianbao diff` compares two snapshots.",
    "revised": "The table `documents` of the snapshot has all.",
    "conflicting": "The table `conflicts` of the snapshot has all.",
    "blocked": "`nianbao worklist` lists all.",
    "failed": "`nianbao worklist` lists all reports, the table `documents` of the snapshot all documents.",
    "missing": "`nianbao worklist` lists all.",
}


class Markdown(str):
    """Text that is Markdown, and not escaped again."""

    __slots__ = ()


def escaped(text: object) -> str:
    """Text that Markdown shows as it is, on one line, and not without end."""
    line = " ".join(str(text).split())
    if len(line) > _LONGEST_CELL:
        line = f"{line[: _LONGEST_CELL - 1]}…"
    return _SPECIAL.sub(r"\\\1", line)


def crawl_summary(crawled: Crawled) -> str:
    """What a crawl gave, by province, and each portal that is not done, with its reason and address."""
    by_province: defaultdict[str, Counter[str]] = defaultdict(Counter)
    told: list[tuple[Portal, str]] = []
    for portal in crawled.portals:
        of_portal = crawled.result.portals.get(portal.portal)
        stands = standing(portal, crawled.result)
        counts = by_province[portal.name.partition("/")[0]]
        counts["portals"] += 1
        counts["done"] += stands.startswith(_DONE)
        counts["blocked"] += "blocked:" in stands
        counts["failed"] += stands.startswith("failed")
        counts["without"] += stands.startswith(_WITHOUT)
        counts["requests"] += of_portal.requests if of_portal else 0
        counts["reports"] += of_portal.found if of_portal else 0
        if stands != _DONE:
            told.append((portal, stands))
    columns = {
        "portals": "portals",
        "done": "done",
        "blocked": "blocked",
        "failed": "failed",
        "without": "without reports",
        "fewer": "too few",
        "requests": "requests",
        "reports": "reports",
    }
    for counts in by_province.values():
        counts["fewer"] = counts["portals"] - sum(counts[column] for column in ("done", "blocked", "failed", "without"))
    rows = [[province, *(counts[column] for column in columns)] for province, counts in by_province.items()]
    parts = ["## What the portals gave", table(("province", *columns.values()), rows)]
    if picture := _found_by_year(crawled):
        parts += ["## Reports found, by province and the years that their links name", picture]
    if told:
        parts.append(f"## Not done, or not whole: {len(told)} of {len(crawled.portals)}")
        shown = [(link(portal.name, portal.home_url), stands) for portal, stands in told[:_MOST_ROWS]]
        parts.append(table(("portal", "result"), shown))
    return "\n\n".join(parts)


def _found_by_year(crawled: Crawled) -> str:
    """How many reports of each province and year a crawl found; empty where no link names a year."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for portal in crawled.portals:
        if of_portal := crawled.result.portals.get(portal.portal):
            found[portal.name.partition("/")[0]].update(of_portal.years)
    years = sorted({year for counts in found.values() for year in counts}, reverse=True)
    rows = [[province, *(counts[year] or "" for year in years)] for province, counts in found.items()]
    return table(("province", *years), rows) if years else ""


def build_summary(result: BuildResult, snapshot: Snapshot, found: Findings) -> str:
    """How the documents of a build ended, what it brought and what is missing, and what is published.

    Args:
        result: What the build did.
        snapshot: The snapshot that is current now.
        found: What an operator is told of it.
    """
    news = "published" if result.changed else "unchanged"
    parts = [
        f"## Snapshot {escaped(result.snapshot_id)}: {news}",
        table(("outcome", "documents"), list(result.outcomes.items())),
    ]
    if result.damage:
        parts += ["## Damaged", table(("what",), [(error,) for error in result.damage[:_MOST_ROWS]])]
    parts += ["## Reports by province and year", _LEGEND, coverage_picture(snapshot)]
    if found.counts:
        parts += ["## New and not done, by province and year", _counted(found)]
    for kind, heading in _TOLD.items():
        if total := found.total(kind):
            parts += [f"## {heading}: {total}", *_listed(kind, found.listed[kind], total)]
    return "\n\n".join(parts)


def _counted(found: Findings) -> str:
    """How many findings of each kind, the latest years first, then by the name of the province."""
    kinds = [kind for kind in KINDS if found.total(kind)]
    ordered = sorted(found.counts, key=lambda key: (-(key[1] or 0), key[0]))
    rows = [
        (province or _NOT_KNOWN, year or _NOT_KNOWN, *(found.counts[province, year][kind] or "" for kind in kinds))
        for province, year in ordered[:_MOST_ROWS]
    ]
    told = table(("province", "year", *kinds), rows)
    left = len(ordered) - len(rows)
    return f"{told}\n\nThe next {left} rows are left out here." if left else told


def _listed(kind: str, listed: Sequence[Finding], total: int) -> list[str]:
    """A table of findings, and where the rest is to be found."""
    rows = [
        (one.province or _NOT_KNOWN, one.year or _NOT_KNOWN, link(one.what, one.address), one.reason) for one in listed
    ]
    told = table(("province", "year", "report", "reason"), rows)
    return [told, f"Only the latest are shown here. {_REST[kind]}"] if total > len(rows) else [told]


def coverage_picture(snapshot: Snapshot) -> str:
    """How many reports of each province and year are published, darker where more of the expected ones are.

    The latest year comes first: it is what a reader looks for, and a narrow window cuts the table off at its right.
    """
    columns = ("province", "year", "status")
    rows = snapshot.arrow("coverage", columns=columns).to_pylist()
    years = sorted({row["year"] for row in rows}, reverse=True)
    expected: Counter[tuple[str, int]] = Counter((row["province"], row["year"]) for row in rows)
    published: Counter[tuple[str, int]] = Counter(
        (row["province"], row["year"]) for row in rows if row["status"] == "published"
    )
    provinces = sorted({province for province, _ in published})
    cells = [
        [province, *(_shade(published[province, year], expected[province, year]) for year in years)]
        for province in provinces
    ]
    return table(("province", *years), cells)


def _shade(count: int, of: int) -> str:
    return f"{_SHADES[min(3, 4 * count // of)]} {count}" if count else ""


def link(text: str, url: str) -> Markdown:
    """A cell of a table that leads somewhere, where the address can stand in Markdown as it is."""
    leads = len(url) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(url)
    return Markdown(f"[{escaped(text)}](<{url}>)" if leads else escaped(text))


def table(header: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown, of whose cells all are escaped that are not Markdown yet."""
    lines = [header, [Markdown("---")] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(cell: object) -> str:
    return cell if isinstance(cell, Markdown) else escaped(cell)


def preview(portals: Sequence[Portal], known: Mapping[str, int], typical: int) -> list[dict[str, Any]]:
    """How many portals and requests a crawl would be, by province.

    Args:
        portals: The portals.
        known: Requests of the last crawl of each, by id.
        typical: What is taken for a portal that has not been crawled yet.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for portal in portals:
        of_province = counts[portal.name.partition("/")[0]]
        of_province["portals"] += 1
        of_province["crawled before"] += portal.portal in known
        of_province["requests, about"] += known.get(portal.portal, typical)
    return [{"province": province, **of_province} for province, of_province in counts.items()]
