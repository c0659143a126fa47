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
from spiders.portals import Portal
from storage.dataset import Snapshot

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~-])")
_ADDRESS = re.compile(r"https?://[^\s<>|\\]+")
_DONE = "done"
_SHADES = "░▒▓█"
_LEGEND = (
    "Published, of the reports that the law asks for: ░ under a quarter, ▒ under half, ▓ under three quarters, █ more."
)
_MOST_ROWS = 200
"""Rows of a table in a summary; the rest is counted, and `nianbao documents` and `nianbao coverage` list it."""


class Markdown(str):
    """Text that is Markdown, and not escaped again."""

    __slots__ = ()


def escaped(text: object) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


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
        counts["blocked"] += stands.startswith("blocked")
        counts["failed"] += stands.startswith("failed")
        counts["requests"] += of_portal.requests if of_portal else 0
        counts["reports"] += of_portal.found if of_portal else 0
        if stands != _DONE:
            told.append((portal, stands))
    columns = ("portals", "done", "blocked", "failed", "requests", "reports")
    rows = [[province, *(counts[column] for column in columns)] for province, counts in by_province.items()]
    parts = ["## What the portals gave", table(("province", *columns), rows)]
    if told:
        parts.append(f"## Not done, or not whole: {len(told)} of {len(crawled.portals)}")
        shown = [(link(portal.name, portal.home_url), stands) for portal, stands in told[:_MOST_ROWS]]
        parts.append(table(("portal", "result"), shown))
    return "\n\n".join(parts)


def build_summary(result: BuildResult, snapshot: Snapshot) -> str:
    """How the documents of a build ended, and which reports are published, by province and year."""
    news = "published" if result.changed else "unchanged"
    parts = [
        f"## Snapshot {escaped(result.snapshot_id)}: {news}",
        table(("outcome", "documents"), list(result.outcomes.items())),
    ]
    if result.damage:
        parts += ["## Damaged", table(("what",), [(error,) for error in result.damage[:_MOST_ROWS]])]
    parts += ["## Reports by province and year", _LEGEND, coverage_picture(snapshot)]
    return "\n\n".join(parts)


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
    return f"{_SHADES[min(3, 4 * count // of)]} {count}" if count and of else ""


def link(text: str, url: str) -> Markdown:
    """A cell of a table that leads somewhere, where the address can stand in Markdown as it is."""
    return Markdown(f"[{escaped(text)}](<{url}>)" if _ADDRESS.fullmatch(url) else escaped(text))


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
