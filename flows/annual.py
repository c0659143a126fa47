"""The flows: `annual` is the main job, `crawl` and `build` are its halves.

They run with or without a Prefect server. Without one, Prefect starts a temporary one for the run; with one
(`PREFECT_API_URL`), the run shows up in its UI.
"""

from __future__ import annotations

from typing import Annotated, Any, cast

from prefect import flow
from prefect.artifacts import acreate_table_artifact
from prefect.futures import PrefectFuture
from prefect.logging import get_run_logger
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from pydantic import Field

from flows.building import WORKERS, BuildResult, run_build
from flows.crawling import check_floors, check_results, run_crawl, standing
from flows.floors import check_falls, has_fallen
from spiders import portals as registry
from spiders.job import CrawlResult
from storage.root import open_root

Portals = Annotated[
    list[str], Field(description="Portals to crawl: ids, division codes or names of places (`nianbao portals list`).")
]
Years = Annotated[list[int], Field(description="Report years to fetch; none means all.")]
Data = Annotated[str, Field(description="Data root; empty for the worker's NIANBAO_DATA, else ./data.")]
Resume = Annotated[bool, Field(description="Continue the same crawl, if it was interrupted less than a day ago.")]
PortalsFile = Annotated[str, Field(description="Another registry of portals (CSV); empty for nianbao's own.")]


@flow(name="crawl", persist_result=False)
async def crawl(
    portals: Portals = ["seeds"],
    years: Years = [],
    data: Data = "",
    portals_file: PortalsFile = "",
    resume: Resume = True,
) -> CrawlResult:
    """Fetches the reports of some portals into the archive.

    Args:
        portals: Portals to crawl: ids, division codes or names of places.
        years: Report years to fetch; none means all.
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
        resume: Whether to continue the same crawl if it was interrupted less than a day ago.
    """
    known = registry.load(portals_file or None)
    chosen = [known.find(name) for name in portals]
    result = await run_crawl(chosen, open_root(data).location, years, resume=resume)
    table = [
        {
            "portal": portal.portal,
            "place": portal.name,
            "requests": result.portals[portal.portal].requests,
            "reports": result.portals[portal.portal].found,
            "result": standing(portal, result),
            "outcomes": str(result.portals[portal.portal].outcomes),
        }
        for portal in chosen
        if portal.portal in result.portals
    ]
    await acreate_table_artifact(table, key="crawl", description="What each portal gave")
    for portal in chosen:
        of_portal = result.portals.get(portal.portal)
        if of_portal is not None and has_fallen(portal, of_portal):
            get_run_logger().warning("portal %s (%s): %s", portal.portal, portal.name, standing(portal, result))
    if not years:
        check_floors(chosen, result)
    check_results(chosen, result, years)
    if not years:
        check_falls(chosen, result)
    return result


def _workers() -> TaskRunner[PrefectFuture[Any]]:
    """A thread for each worker process that parses: it waits for the process, and watches it."""
    return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=WORKERS))


@flow(name="build", persist_result=False, task_runner=_workers())
async def build(data: Data = "") -> BuildResult:
    """Builds a snapshot from everything in the archive, and publishes it.

    Args:
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
    """
    result = await run_build(open_root(data).location)
    get_run_logger().info("snapshot %s %s", result.snapshot_id, "published" if result.changed else "is unchanged")
    for error in result.damage:
        get_run_logger().warning("damaged: %s", error)
    outcomes = [{"outcome": outcome, "documents": count} for outcome, count in result.outcomes.items()]
    outcomes += [{"outcome": "damaged", "documents": len(result.damage)}] if result.damage else []
    await acreate_table_artifact(outcomes, key="build", description=f"Documents of snapshot {result.snapshot_id}")
    return result


@flow(name="annual", persist_result=False)
async def annual(
    portals: Portals = ["seeds"], years: Years = [], data: Data = "", portals_file: PortalsFile = ""
) -> BuildResult:
    """Crawls portals, builds the data set from the whole archive, and publishes it.

    Args:
        portals: Portals to crawl: ids, division codes or names of places.
        years: Report years to fetch; none means all.
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
    """
    await crawl(portals, years, data, portals_file)
    return await build(data)
