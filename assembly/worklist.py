"""What a person has to fetch by hand: reports that are known or expected and that the crawl could not get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from spiders.portals import Portal
from storage.schema import Coverage

COLUMNS = ("province", "place", "year", "status", "reason", "address", "portal")
WANTED = ("blocked", "failed", "not_found")
"""Statuses of coverage that a person may do something about; what was never crawled, a crawl does first."""
LOG_COLUMNS = ("portal", "url", "role", "outcome", "link_text")
_REACHED = ("ok", "not_modified", "redirected", "bounded")


def worklist(coverage: Iterable[Coverage], portals: Iterable[Portal], log: pa.Table) -> Iterator[Sequence[object]]:
    """The rows of the list, in the order of coverage; a place with no known address of a report has its home page.

    A place whose portal is not in the registry has no address.

    Args:
        coverage: The table of a snapshot.
        portals: The registry.
        log: The columns `LOG_COLUMNS` of the fetch log.
    """
    homes = {portal.adcode: portal for portal in portals}
    not_reached = _not_reached(log)
    for row in coverage:
        portal = homes.get(row.adcode)
        if row.status not in WANTED:
            continue
        if portal is None:
            yield row.province, row.place, row.year, row.status, row.reason or "", "", ""
            continue
        known = [url for url, words in not_reached[portal.portal] if str(row.year) in words]
        for address in known or [portal.home_url]:
            yield row.province, row.place, row.year, row.status, row.reason or "", address, portal.portal


def _not_reached(log: pa.Table) -> defaultdict[str, list[tuple[str, str]]]:
    """Addresses of reports that no request has reached, with the words of their links, by portal."""
    rows = log.to_pylist()
    reached = {row["url"] for row in rows if row["outcome"] in _REACHED}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        entry = (row["url"], row["link_text"] or "")
        is_report = row["role"] in ("report", "attachment")
        if is_report and row["url"] not in reached and entry not in found[row["portal"]]:
            found[row["portal"]].append(entry)
    return found
