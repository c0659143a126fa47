"""Crawls portals group by group, keeps a record of each group, and does not repeat what an earlier attempt has done."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping, Sequence

from flows.crawling import Crawled, check_floors, check_results, run_crawl, standing
from flows.errors import CrawlFailed
from flows.selection import Group
from spiders.job import CrawlResult, PortalResult
from spiders.portals import Portal
from storage import history
from storage.history import RunRecord
from storage.root import DataRoot, open_root

AT_ONCE = 4
"""Groups that are crawled at the same time: a process of 500 portals takes 225 MB (`benchmarks.crawl many`)."""
_ENDED_WELL = "done"
"""What the standing of a portal begins with that was crawled to its end, also where it lacks something (`standing`)."""


async def crawl_group(
    group: Group, years: Sequence[int], data: str, *, resume: bool = True, wait: bool = False, flow_run: str = ""
) -> Crawled:
    """Crawls the portals of a group, except those that an earlier attempt of the same run has ended well.

    Args:
        group: The portals.
        years: Report years wanted; empty for all.
        data: Data root; empty for the environment's, else ./data.
        resume: Whether to continue the same crawl if it was interrupted less than a day ago.
        wait: Whether to wait while another crawl is at one of the portals.
        flow_run: Id of the Prefect run; empty where there is none, and then nothing is passed over.

    Raises:
        CrawlFailed: The crawl failed, or found too little; a record of it is kept.
        Occupied: Another crawl is at one of the portals, and is not waited for.
    """
    root = open_root(data)
    before = _done_before(root, flow_run) if flow_run else {}
    left = [portal for portal in group.portals if portal.portal not in before]
    started = history.now()
    crawled = crawled_before(left, years, {})
    try:
        if left:
            crawled = Crawled(left, years, await run_crawl(left, root.location, years, resume=resume, wait=wait))
            if not years:
                check_floors(left, crawled.result)
            check_results(left, crawled.result, years)
    except CrawlFailed as error:
        result = history.TOO_LITTLE if crawled.result.portals else history.FAILED
        _keep(root, group, crawled, started, flow_run, result, str(error))
        raise
    if left:
        _keep(root, group, crawled, started, flow_run, history.DONE, "")
    known = {portal.portal: before[portal.portal] for portal in group.portals if portal.portal in before}
    return crawled_before(group.portals, years, {**known, **crawled.result.portals})


def crawled_before(portals: Sequence[Portal], years: Sequence[int], given: Mapping[str, PortalResult]) -> Crawled:
    """A crawl of which only what the portals gave is known any more."""
    return Crawled(portals, years, CrawlResult(finish_reason="finished", errors=(), portals=given))


def recorded(root: DataRoot, flow_run: str) -> Mapping[str, tuple[str, PortalResult]]:
    """How each portal stood at the end of its last crawl in a run, and what it gave, by id."""
    found: dict[str, tuple[str, PortalResult]] = {}
    for record in history.read(root, flow_run):
        for name, told in record.portals.items():
            given = PortalResult(**{key: value for key, value in told.items() if key != "standing"})
            found[name] = (told["standing"], given)
    return found


def _done_before(root: DataRoot, flow_run: str) -> Mapping[str, PortalResult]:
    """The portals that an attempt of this run has crawled to their end, with what they gave."""
    told = recorded(root, flow_run)
    return {name: given for name, (stands, given) in told.items() if stands.startswith(_ENDED_WELL)}


def _keep(
    root: DataRoot, group: Group, crawled: Crawled, started: str, flow_run: str, result: str, reason: str
) -> None:
    given = crawled.result.portals
    history.keep(
        root,
        RunRecord(
            run=uuid.uuid4().hex[:12],
            kind=history.CRAWL,
            flow_run=flow_run,
            started_at=started,
            ended_at=history.now(),
            result=result,
            reason=reason,
            about=group.name,
            years=tuple(crawled.years),
            portals={
                portal.portal: {
                    "standing": standing(portal, crawled.result),
                    **dataclasses.asdict(given[portal.portal]),
                }
                for portal in crawled.portals
                if portal.portal in given
            },
            requests=sum(of_portal.requests for of_portal in given.values()),
            found=sum(of_portal.found for of_portal in given.values()),
        ),
    )
