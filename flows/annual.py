"""The flows: `annual` is the main job, `crawl` and `build` are its halves; `parse` is a part of a build.

They need a Prefect server (`PREFECT_API_URL`), in whose UI a run shows up; without one, Prefect starts a temporary one
for the run. The command line does the same work without Prefect where there is no server (`flows.direct`).
"""

from __future__ import annotations

import asyncio
from typing import Annotated

from prefect import flow
from prefect.artifacts import acreate_table_artifact
from prefect.logging import get_run_logger
from pydantic import Field

from flows.building import BuildResult, close_cages, parse_documents, run_build
from flows.crawling import crawl_named
from flows.runners import task_runner, work
from parsing.batch import keep_counts
from spiders.job import CrawlResult
from storage.root import open_root

Portals = Annotated[
    list[str], Field(description="Portals to crawl: ids, division codes or names of places (`nianbao portals list`).")
]
Years = Annotated[list[int], Field(description="Report years to fetch; none means all.")]
Data = Annotated[str, Field(description="Data root; empty for the worker's NIANBAO_DATA, else ./data.")]
Resume = Annotated[bool, Field(description="Continue the same crawl, if it was interrupted less than a day ago.")]
Batch = Annotated[str, Field(description="Key of a list of documents that a build has kept.")]
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
    crawled = await crawl_named(portals, years, data, portals_file, resume=resume)
    await acreate_table_artifact(crawled.table(), key="crawl", description="What each portal gave")
    for line in crawled.fallen():
        get_run_logger().warning(line)
    crawled.check()
    return crawled.result


@flow(name="build", persist_result=False, task_runner=task_runner())
async def build(data: Data = "") -> BuildResult:
    """Builds a snapshot from everything in the archive, and publishes it.

    Args:
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
    """
    result = await run_build(open_root(data).location, work())
    get_run_logger().info("snapshot %s %s", result.snapshot_id, "published" if result.changed else "is unchanged")
    for error in result.damage:
        get_run_logger().warning("damaged: %s", error)
    outcomes = [{"outcome": outcome, "documents": count} for outcome, count in result.outcomes.items()]
    outcomes += [{"outcome": "damaged", "documents": len(result.damage)}] if result.damage else []
    await acreate_table_artifact(outcomes, key="build", description=f"Documents of snapshot {result.snapshot_id}")
    return result


@flow(name="parse", persist_result=False)
async def parse(data: Data, batch: Batch) -> None:
    """Parses some documents of a build that waits for them; only `build` starts it (`NIANBAO_TASKS`).

    Args:
        data: Data root.
        batch: Key of the list of documents.
    """
    try:
        counts = await asyncio.to_thread(parse_documents, data, batch)
    finally:
        close_cages()
    keep_counts(open_root(data), batch, counts)


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
