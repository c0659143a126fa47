"""The flows: `annual` is the main job, of `crawl`, `complete` and `build`; `parse` is a part of a build.

They need a Prefect server (`PREFECT_API_URL`), in whose UI a run shows up; without one, Prefect starts a temporary one
for the run. The command line does the same work without Prefect where there is no server (`flows.direct`).
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Sequence

from prefect import flow, task
from prefect.artifacts import MarkdownArtifact, TableArtifact
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.variables import Variable as PrefectVariable

from assembly.coverage import FIRST_YEAR
from flows.building import BuildResult, close_cages, parse_documents, run_build
from flows.completing import Completed, complete_named
from flows.errors import CrawlFailed, DamageFound, WrongSetting
from flows.findings import findings
from flows.forms import (
    Batch,
    Data,
    DryRun,
    DueOnly,
    Portals,
    PortalsFile,
    Provinces,
    Resume,
    Variable,
    Year,
    Years,
    due_year,
)
from flows.groups import AT_ONCE, crawl_group, crawled_before, recorded
from flows.journey import in_order
from flows.live import LiveProgress
from flows.names import build_name, crawl_name
from flows.runners import task_runner, work
from flows.selection import EVERYTHING, Group, chosen, chosen_by_name, describe, groups, measured
from flows.showing import show
from flows.summaries import build_summary, crawl_summary, preview
from parsing.batch import keep_counts
from parsing.verifying import verify as verify_root
from spiders import portals as registry
from spiders.job import CrawlResult
from spiders.portals import Portal
from storage import dataset, history
from storage.fetch_log import FetchLog
from storage.root import DataRoot, open_root

DUE_YEAR = due_year()
TYPICAL_REQUESTS = 13
"""Requests of a portal where none has been crawled yet: the median of the 108 recorded portals of the tests. They show
few reports, so that real portals take more."""


@task(name="crawl group", task_run_name="crawl {group}", persist_result=False)
async def crawl_portals(group: Group, years: Sequence[int], data: str, resume: bool) -> None:
    """Crawls the portals of a group; a second attempt of the same run crawls only those that are not done."""
    crawled = await crawl_group(group, years, data, resume=resume, wait=True, flow_run=_this_run())
    given = crawled.result.portals.values()
    requests, found = sum(one.requests for one in given), sum(one.found for one in given)
    get_run_logger().info("%s: %d requests, %d reports", group, requests, found)
    for line in crawled.fallen():
        get_run_logger().warning(line)


@flow(name="crawl", flow_run_name=crawl_name, persist_result=False)
async def crawl(
    provinces: Provinces = [],
    portals: Portals = ["seeds"],
    years: Years = [],
    due_only: DueOnly = False,
    variable: Variable = "",
    dry_run: DryRun = False,
    data: Data = "",
    portals_file: PortalsFile = "",
    resume: Resume = True,
) -> CrawlResult:
    """Fetches the reports of some portals into the archive.

    Args:
        provinces: Names of provinces, whose portals are all crawled.
        portals: Further portals to crawl: ids, division codes or names of places; `all` for all.
        years: Report years to fetch; none means all.
        due_only: Whether only the report year that is due is fetched.
        variable: Prefect variable with a list of portals or provinces that takes their place where it is set.
        dry_run: Whether only to say how many portals and requests it would be.
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
        resume: Whether to continue the same crawl if it was interrupted less than a day ago.
    """
    of_years = [due_year()] if due_only else years
    wanted = measured(await _wanted(provinces, portals, variable, portals_file), of_years)
    location = open_root(data).location
    get_run_logger().info("%s, into %s", describe(wanted, of_years), location)
    if dry_run:
        await _show_preview(wanted, location)
        return CrawlResult(finish_reason="dry run", errors=(), portals={})
    failed = await _crawl_all(groups(wanted), of_years, location, resume=resume)
    told = await asyncio.to_thread(recorded, open_root(location), _this_run())
    crawled = crawled_before(wanted, of_years, {name: given for name, (_, given) in told.items()})
    summary = crawl_summary(crawled)
    await show(MarkdownArtifact(markdown=summary, key="crawl-summary", description="What the crawl found"))
    await show(TableArtifact(table=crawled.table(), key="crawl", description="What each portal gave"))
    if failed:
        raise CrawlFailed(
            "; ".join(str(error).rstrip(".") for error in failed),
            where=f"{len(failed)} of {len(groups(wanted))} groups of portals",
        )
    crawled.check()
    return crawled.result


async def _wanted(provinces: Sequence[str], names: Sequence[str], variable: str, portals_file: str) -> list[Portal]:
    """The portals of a run, by its parameters or by a variable; all, where a variable is named that is not set."""
    if not variable:
        return chosen(provinces, names, portals_file)
    value = await PrefectVariable.aget(variable, default=[EVERYTHING])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise WrongSetting(
            f"{value!r} is no list of names",
            where=f"the Prefect variable {variable}",
            remedy='Write ["江苏省", "桐乡市"].',
        )
    return chosen_by_name(value, portals_file)


def _this_run() -> str:
    """Id of the run that an operator has started; it stays the same when the run is tried again."""
    return flow_run.get_root_flow_run_id() or flow_run.get_id() or ""


async def _crawl_all(parts: Sequence[Group], years: Sequence[int], data: str, *, resume: bool) -> list[CrawlFailed]:
    """Crawls groups, a few at the same time, and returns why some have failed, which leaves the others alone."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(group: Group) -> None:
        async with slots:
            await crawl_portals(group, years, data, resume)

    async with LiveProgress("crawl-progress", sum(group.size for group in parts)) as live:
        ended = await asyncio.gather(
            *(live.counting(one(group), group.size) for group in parts), return_exceptions=True
        )
    for error in ended:
        if isinstance(error, BaseException) and not isinstance(error, CrawlFailed):
            raise error
    return [error for error in ended if isinstance(error, CrawlFailed)]


async def _show_preview(wanted: Sequence[Portal], data: str) -> None:
    known: dict[str, int] = {}
    for record in history.read(open_root(data)):
        known |= {name: told["requests"] for name, told in record.portals.items()}
    typical = round(statistics.median(known.values())) if known else TYPICAL_REQUESTS
    rows = preview(wanted, known, typical)
    requests = sum(row["requests, about"] for row in rows)
    about = f"{len(wanted)} portals, about {requests} requests"
    get_run_logger().info("dry run: %s; nothing was asked for", about)
    await show(TableArtifact(table=rows, key="preview", description=about))


@flow(name="complete", flow_run_name=crawl_name, persist_result=False, task_runner=task_runner())
async def complete(
    portals: Portals = ["seeds"], years: Years = [], data: Data = "", portals_file: PortalsFile = ""
) -> Completed:
    """Compares the last crawls of some portals with what the parsers read, and fetches what is missing, once.

    Args:
        portals: Portals: ids, division codes or names of places.
        years: Report years to fetch; none means all.
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
    """
    completed = await complete_named(portals, years, data, portals_file, work())
    await show(TableArtifact(table=completed.table(), key="complete", description="Pages that were read once more"))
    for portal, count in completed.left.items():
        get_run_logger().warning("portal %s: %d more pages would be read once more, too", portal, count)
    return completed


@flow(name="build", flow_run_name=build_name, persist_result=False, task_runner=task_runner())
async def build(data: Data = "") -> BuildResult:
    """Builds a snapshot from everything in the archive, and publishes it.

    Args:
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
    """
    root = open_root(data)
    before = root.pointed(dataset.CURRENT)
    result = await run_build(root.location, work())
    get_run_logger().info("snapshot %s %s", result.snapshot_id, "published" if result.changed else "is unchanged")
    for error in result.damage:
        get_run_logger().warning("damaged: %s", error)
    outcomes = [{"outcome": outcome, "documents": count} for outcome, count in result.outcomes.items()]
    outcomes += [{"outcome": "damaged", "documents": len(result.damage)}] if result.damage else []
    await show(TableArtifact(table=outcomes, key="build", description=f"Documents of snapshot {result.snapshot_id}"))
    summary = await asyncio.to_thread(_summary, root, result, before)
    await show(MarkdownArtifact(markdown=summary, key="build-summary", description=f"Snapshot {result.snapshot_id}"))
    return result


def _summary(root: DataRoot, result: BuildResult, before: str | None) -> str:
    """The summary of a build, compared with the snapshot that was current before, if that can still be read."""
    snapshot = dataset.Snapshot(root, result.snapshot_id)
    earlier = dataset.Snapshot(root, before) if before and dataset.is_readable(root, before) else None
    return build_summary(result, snapshot, findings(snapshot, earlier, registry.load(), FetchLog(root).table))


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


@flow(name="annual", flow_run_name=crawl_name, persist_result=False)
async def annual(
    provinces: Provinces = [],
    portals: Portals = ["seeds"],
    years: Years = [],
    due_only: DueOnly = False,
    variable: Variable = "",
    dry_run: DryRun = False,
    data: Data = "",
    portals_file: PortalsFile = "",
) -> BuildResult | None:
    """Crawls portals, completes what is missing, builds the data set from the whole archive, and publishes it.

    What a crawl has fetched is published even if it found too little; then the run fails at its end, and says what.

    Args:
        provinces: Names of provinces, whose portals are all crawled.
        portals: Further portals to crawl: ids, division codes or names of places; `all` for all.
        years: Report years to fetch; none means all.
        due_only: Whether only the report year that is due is fetched.
        variable: Prefect variable with a list of portals or provinces that takes their place where it is set.
        dry_run: Whether only to say how many portals and requests it would be.
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
    """
    if dry_run:
        await crawl(provinces, portals, years, due_only, variable, dry_run, data, portals_file)
        return None
    names = [one.portal for one in await _wanted(provinces, portals, variable, portals_file)]
    of_years = [due_year()] if due_only else years
    return await in_order(
        lambda: crawl([], names, of_years, False, "", False, data, portals_file),
        lambda: complete(names, of_years, data, portals_file),
        lambda: build(data),
    )


@flow(name="backfill", flow_run_name=crawl_name, persist_result=False)
async def backfill(
    first_year: Year = FIRST_YEAR,
    last_year: Year = DUE_YEAR,
    provinces: Provinces = [],
    portals: Portals = [],
    dry_run: DryRun = False,
    data: Data = "",
    portals_file: PortalsFile = "",
) -> BuildResult | None:
    """Fetches the reports of a range of years, then builds and publishes.

    Args:
        first_year: First report year.
        last_year: Last report year.
        provinces: Names of provinces, whose portals are all crawled.
        portals: Further portals to crawl: ids, division codes or names of places; `all` for all.
        dry_run: Whether only to say how many portals and requests it would be.
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.
    """
    if last_year < first_year:
        raise WrongSetting(f"{first_year} to {last_year} are no years", remedy="Give the earlier year first.")
    years = list(range(first_year, last_year + 1))
    return await annual(provinces, portals, years, False, "", dry_run, data, portals_file)


@flow(name="verify", persist_result=False)
async def verify(data: Data = "") -> None:
    """Checks every file of the archive and of the snapshots against its hash; fails if anything is damaged.

    Args:
        data: Data root; empty for the worker's NIANBAO_DATA, else ./data.
    """
    parts = await asyncio.to_thread(lambda: list(verify_root(open_root(data))))
    damage = [str(error) for part in parts for error in part.damage]
    rows = [{"damaged": error} for error in damage]
    await show(TableArtifact(table=rows, key="verify", description=f"{len(damage)} damaged files"))
    if damage:
        raise DamageFound(f"{len(damage)} files are damaged, the first: {damage[0]}")
    get_run_logger().info("all files are as they were written")
