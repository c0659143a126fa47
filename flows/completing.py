"""Compares what a crawl took for reports with what the parsers made of it, and has the crawler fetch what is missing.

A crawl judges a page by the way to it, the parsers by what it says. Where they differ, one of them has not seen
something: a report whose tables are missing may have them in files, on pages of their own or as pictures; a list that
was taken for a report has rows. The crawler reads such pages once more, from the archive, and asks for nothing else.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.building import Work, run_parsing
from flows.crawling import run_orders
from parsers import errors
from parsers.model import Parsed
from parsing import codec
from parsing.sources import Source
from parsing.standing import standing
from parsing.store import Store
from spiders import portals as registry
from spiders.discovery.vocabulary import vocabulary
from spiders.job import FILES, ROWS, TAKEN_BACK, CrawlResult, Order
from spiders.portals import Portal
from storage.fetch_log import FetchLog
from storage.root import DataRoot, open_root
from storage.runs import FULL_RUN, ORDERED_RUN, PARTIAL_RUN, continued, unfinished

_COLUMNS = (
    *("portal", "run_id", "sequence", "fetched_at", "url", "referrer", "role", "outcome", "link_text"),
    "document_id",
)
_LACKING = ("incomplete", "part_unread")
"""Flags of a report that may have the rest of it elsewhere."""
_PAGE = "text/html"


@dataclasses.dataclass(frozen=True, slots=True)
class Orders:
    """What the pages of some portals' last crawls must still give.

    Attributes:
        orders: The orders.
        runs: Ids of the runs that these crawls consist of.
        left: How many more pages of each portal there would be, where it has too many.
    """

    orders: Sequence[Order]
    runs: Sequence[str]
    left: Mapping[str, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Completed:
    """What became of the orders.

    Attributes:
        orders: The orders.
        left: Pages that were left out, by portal.
        result: What the crawler reports, with the requests of the crawl before; None if nothing was ordered.
    """

    orders: Sequence[Order] = ()
    left: Mapping[str, int] = dataclasses.field(default_factory=dict)
    result: CrawlResult | None = None

    def table(self) -> list[dict[str, Any]]:
        """The orders, for people to read."""
        return [
            {"portal": order.portal, "page": order.url, "wanted": order.wants, "why": order.why}
            for order in self.orders
        ]


async def complete_named(
    names: Sequence[str], years: Sequence[int], data: str, portals_file: str = "", work: Work | None = None
) -> Completed:
    """Compares the last crawls of portals with what the parsers read, and fetches what is missing.

    Args:
        names: Portals: ids, division codes or names of places.
        years: Report years wanted; empty for all.
        data: Data root; empty for the environment's, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
        work: Who parses; threads of this process by default.

    Raises:
        CrawlFailed: The crawler crashed, or was cut short.
        Occupied: Another crawl is at one of the portals.
    """
    known = registry.load(portals_file or None)
    return await complete([known.find(name) for name in names], open_root(data).location, years, work=work)


async def complete(
    portals: Sequence[Portal],
    data: str,
    years: Sequence[int] = (),
    settings: Mapping[str, Any] | None = None,
    work: Work | None = None,
) -> Completed:
    """Does what `complete_named` does, for portals themselves.

    Args:
        portals: The portals.
        data: Location of the data root.
        years: Report years wanted; empty for all.
        settings: Scrapy settings that differ from `spiders.settings`.
        work: Who parses; threads of this process by default.
    """
    root = open_root(data)
    await run_parsing(data, work)
    found = await asyncio.to_thread(find_orders, root, [portal.portal for portal in portals])
    if not found.orders:
        return Completed()
    ordering = {order.portal for order in found.orders}
    chosen = [portal for portal in portals if portal.portal in ordering]
    result = await run_orders(chosen, data, found.orders, found.runs, years, settings)
    return Completed(found.orders, found.left, result)


def find_orders(root: DataRoot, portals: Sequence[str]) -> Orders:
    """What the last crawl of each portal must still give, as far as its documents are parsed.

    A crawl whose orders were carried out already has none: each page is read once more, and no more than once.

    Args:
        root: Data root.
        portals: Ids of the portals.
    """
    crawls = {portal: crawl for portal, crawl in _last_crawls(root, portals).items() if not crawl.is_complete}
    wanted = {row["document_id"] for crawl in crawls.values() for row in (*crawl.pages, *crawl.files)}
    verdicts = _verdicts(root, wanted)
    orders: list[Order] = []
    left: dict[str, int] = {}
    most = vocabulary().bounds.orders
    for portal, crawl in crawls.items():
        of_portal = list(crawl.orders(portal, verdicts))
        orders.extend(of_portal[:most])
        if len(of_portal) > most:
            left[portal] = len(of_portal) - most
    ordering = {order.portal for order in orders}
    runs = sorted({run for portal in ordering for run in crawls[portal].runs})
    return Orders(orders, runs, left)


@dataclasses.dataclass(slots=True)
class _Crawl:
    """The last crawl of a portal: its runs, and the rows of what it took for reports and for their files."""

    runs: set[str] = dataclasses.field(default_factory=set)
    pages: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    files: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    false: set[str] = dataclasses.field(default_factory=set)
    """Pages that say nothing of a report."""
    is_complete: bool = False

    def orders(self, portal: str, verdicts: Mapping[str, _Verdict]) -> Iterator[Order]:
        """What its pages must still give; one whose files are a report has all that there is."""
        good = {row["referrer"] for row in self.files if verdicts.get(row["document_id"], _NONE).is_report}
        seen: set[str] = set()
        for row in self.pages:
            verdict = verdicts.get(row["document_id"], _NONE)
            if verdict.wants and row["url"] not in (good | seen | self.false):
                seen.add(row["url"])
                yield Order(
                    portal=portal,
                    url=row["url"],
                    wants=verdict.wants,
                    text=row["link_text"] or "",
                    why=verdict.why,
                )


@dataclasses.dataclass(frozen=True, slots=True)
class _Verdict:
    """What the parsers make of a document, as far as it matters here."""

    is_report: bool = False
    wants: str = ""
    why: str = ""


_NONE = _Verdict()


def _last_crawls(root: DataRoot, portals: Iterable[str]) -> Mapping[str, _Crawl]:
    log = FetchLog(root).table(_COLUMNS)
    log = log.filter(pc.is_in(log["portal"], pa.array(list(portals), pa.string())))
    joined, open_runs = continued(root), unfinished(root)
    found: dict[str, _Crawl] = {}
    last: dict[str, str] = {}
    order = [("fetched_at", "ascending"), ("run_id", "ascending"), ("sequence", "ascending")]
    for row in log.sort_by(order).to_pylist():
        run, portal = joined.get(row["run_id"], row["run_id"]), row["portal"]
        if run.startswith(ORDERED_RUN) and portal in found:
            found[portal].is_complete = True
        if not run.startswith((FULL_RUN, PARTIAL_RUN)) or run in open_runs:
            continue
        if last.get(portal) != run:
            last[portal], found[portal] = run, _Crawl()
        found[portal].runs.add(row["run_id"])
        if row["document_id"] and row["role"] == "report":
            found[portal].pages.append(row)
        elif row["document_id"] and row["role"] == "attachment":
            found[portal].files.append(row)
        elif row["outcome"] == TAKEN_BACK[0]:
            found[portal].false.add(row["url"])
    return found


def _verdicts(root: DataRoot, documents: Iterable[str]) -> Mapping[str, _Verdict]:
    """What the parsers make of documents, by id; those that are still to be parsed, or cannot be, are left out."""
    wanted, log = set(documents), FetchLog(root)
    keys: defaultdict[str, list[Source]] = defaultdict(list)
    for source, kept in standing(root, log).kept:
        if source.document_id in wanted:
            keys[kept.key].append(source)
    return {
        source.document_id: _verdict(codec.decode(kept.answer))
        for kept in Store(root).documents(keys)
        for source in keys[kept.key]
    }


def _verdict(parsed: Parsed) -> _Verdict:
    is_report = parsed.outcome == "report"
    if parsed.media_type != _PAGE:
        return _Verdict(is_report)
    if is_report:
        lacking = next((flag for flag in parsed.flags if flag.kind in _LACKING), None)
        return _Verdict(True, FILES, lacking.sentence) if lacking else _Verdict(True)
    reason = parsed.reason or ""
    if reason.startswith(errors.LISTS):
        return _Verdict(False, ROWS, reason)
    if reason.startswith(errors.TITLE_ALONE):
        return _Verdict(False, FILES, reason)
    return _NONE
