"""What a crawl must find: what the registry declares, and what earlier whole crawls have found.

An archive remembers what every portal gave. A portal that gives clearly less is named, whatever its requests ended
with; a run fails where a province, a year or the whole country falls by more than portals do by themselves.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow.compute as pc

from flows.errors import CrawlFailed
from spiders.discovery import titles
from spiders.job import TAKEN_BACK, CrawlResult, PortalResult
from spiders.portals import Portal, years
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.runs import FULL_RUN, continued, unfinished

PORTAL_SHARE = 0.7
"""A portal that gives less than this share of what it gave before has fallen."""
RUN_SHARE = 0.8
"""A province or a year that gives less than this share fails the run."""
LAW_SHARE = 0.5
"""A portal whose links name less than this share of the years that reports must be there for is told."""
FIRST_YEAR = 2008
"""First year that governments report on."""
_DUE_MONTH = 3
EMPTY_SHARE = 0.5
"""A run fails if more than this share of its portals gave nothing, whether they were crawled before or not."""
FEW_PORTALS = 5
"""A run of no more portals is not judged by how many gave nothing."""
FEW_REPORTS = 3
"""A province or year with no more reports before is judged by its portals alone."""
_COLUMNS = ("portal", "run_id", "sequence", "fetched_at", "url", "role", "outcome", "link_text", "document_id")


@dataclasses.dataclass(slots=True)
class Findings:
    """What one crawl found on one portal: the documents that came as reports, with the words of their links."""

    reports: dict[str, tuple[str, str]] = dataclasses.field(default_factory=dict)

    @property
    def count(self) -> int:
        return len({document for document, _ in self.reports.values()})

    @property
    def years(self) -> dict[str, int]:
        """Reports by year, as far as their links name one."""
        named = dict(self.reports.values())
        return dict(Counter(str(year) for text in named.values() for year in titles.years(titles.plain(text))))


def with_history(result: CrawlResult, root: DataRoot, run_id: str, portals: Sequence[Portal]) -> CrawlResult:
    """Adds to a result what earlier whole crawls have found.

    Args:
        result: What a crawl of all years found.
        root: Data root.
        run_id: The run, which is in the log already.
        portals: Its portals.
    """
    found = findings(root, [portal.portal for portal in portals])
    told = {}
    for portal in portals:
        of_portal = result.portals.get(portal.portal, PortalResult())
        runs = dict(found.get(portal.portal, {}))
        now = runs.pop(run_id, Findings())
        best = max(runs.values(), key=lambda each: each.count, default=Findings())
        told[portal.portal] = dataclasses.replace(
            of_portal, before=best.count, years=now.years, years_before=best.years
        )
    return dataclasses.replace(result, portals={**result.portals, **told})


def findings(root: DataRoot, portals: Iterable[str]) -> Mapping[str, Mapping[str, Findings]]:
    """What each whole crawl that has ended found on some portals, by portal and run."""
    log = FetchLog(root).table(_COLUMNS)
    wanted = pc.and_(pc.equal(log["role"], "report"), pc.starts_with(log["run_id"], FULL_RUN))
    joined, open_runs, known = continued(root), unfinished(root), set(portals)
    found: defaultdict[str, defaultdict[str, Findings]] = defaultdict(lambda: defaultdict(Findings))
    order = [("fetched_at", "ascending"), ("run_id", "ascending"), ("sequence", "ascending")]
    for row in log.filter(wanted).sort_by(order).to_pylist():
        run = joined.get(row["run_id"], row["run_id"])
        if row["portal"] not in known or run in open_runs:
            continue
        reports = found[row["portal"]][run].reports
        if row["document_id"] is not None:
            reports[row["url"]] = (row["document_id"], row["link_text"] or "")
        elif row["outcome"] in TAKEN_BACK:
            reports.pop(row["url"], None)
    return found


def years_by_law(portal: Portal, today: dt.date) -> range | tuple[int, ...]:
    """The years that a government must have reported on by a day: each is due at the end of the next March."""
    due = today.year - (1 if today.month > _DUE_MONTH else 2)
    return years(portal.expected_years) or range(FIRST_YEAR, due + 1)


def lacks_years(portal: Portal, of_portal: PortalResult, today: dt.date) -> str:
    """In words, that a whole crawl found fewer than half of the years that the law asks for; empty where it did not.

    Nothing is said where links name no years, or where the registry declares how many reports there must be.
    """
    expected = years_by_law(portal, today)
    named = sum(str(year) in of_portal.years for year in expected)
    if portal.floor is not None or not of_portal.years or named >= LAW_SHARE * len(expected):
        return ""
    return f"its links name {named} of the {len(expected)} years that the law asks for"


def has_fallen(portal: Portal, of_portal: PortalResult) -> bool:
    """Whether a portal gave clearly less than before; a floor that the registry declares is asked instead."""
    return portal.floor is None and of_portal.found < PORTAL_SHARE * of_portal.before


def check_falls(portals: Sequence[Portal], result: CrawlResult) -> None:
    """Fails a crawl in which a province, a year, or the portals as a whole gave clearly less than they should.

    Raises:
        CrawlFailed: It is so; each place and year is named, with the portals that have fallen.
    """
    pairs = [(portal, result.portals.get(portal.portal, PortalResult())) for portal in portals]
    told = [*_falls(pairs), *_emptiness(pairs)]
    if told:
        fallen = [f"{portal.name} from {of.before} to {of.found}" for portal, of in pairs if has_fallen(portal, of)]
        raise CrawlFailed(
            "; ".join(told) + (f" (portals: {'; '.join(fallen)})" if fallen else ""),
            remedy="`nianbao portals check NAME` shows how a portal answers. What has really shrunk gets its floor in "
            "the registry.",
        )


def _falls(pairs: Sequence[tuple[Portal, PortalResult]]) -> Iterator[str]:
    before: Counter[str] = Counter()
    now: Counter[str] = Counter()
    for portal, of_portal in pairs:
        if portal.floor is not None or not of_portal.before:
            continue
        province = portal.name.partition("/")[0]
        before[province] += of_portal.before
        now[province] += min(of_portal.found, of_portal.before)
        for year, count in of_portal.years_before.items():
            before[year] += count
            now[year] += min(count, of_portal.years.get(year, 0))
    for name, count in sorted(before.items()):
        if count > FEW_REPORTS and now[name] < RUN_SHARE * count:
            yield f"{name} fell from {count} reports to {now[name]}"


def _emptiness(pairs: Sequence[tuple[Portal, PortalResult]]) -> Iterator[str]:
    empty = sum(not of_portal.found for _, of_portal in pairs)
    if len(pairs) > FEW_PORTALS and empty > EMPTY_SHARE * len(pairs):
        yield f"{empty} of {len(pairs)} portals gave no report"
