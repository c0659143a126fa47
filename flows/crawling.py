"""Runs a crawl as a process of its own and judges it by what it found."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import json
import os
import pathlib
import signal
import sys
import tempfile
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from flows.errors import CrawlFailed
from flows.floors import check_falls, has_fallen, lacks_years, with_history
from flows.leasing import leased
from flows.progress import Bar
from knowledge import divisions
from knowledge.personal_numbers import mask
from spiders import browser
from spiders.job import CrawlJob, CrawlResult, Order, PortalResult
from spiders.portals import Portal
from storage import lease
from storage.errors import StorageError
from storage.root import DataRoot, open_root
from storage.runs import FULL_RUN, ORDERED_RUN, PARTIAL_RUN, UnfinishedRun

MODULE = "spiders"
"""What the crawl's process runs."""
_FEW = 5
_HARMLESS = ("ok", "not_modified", "redirected", "not_found", "soft_404", "no_report", "bounded")
_LAST_LINES = 15
_PATIENCE_SECONDS = 3
_CHUNK_BYTES = 65_536
_LONGEST_LINE = 10_000


@dataclasses.dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl that has ended.

    Attributes:
        portals: Portals that were crawled.
        years: Report years that were wanted; empty for all.
        result: What they gave.
    """

    portals: Sequence[Portal]
    years: Sequence[int]
    result: CrawlResult

    def table(self) -> list[dict[str, Any]]:
        """What each portal gave, for people to read."""
        return [
            {
                "portal": portal.portal,
                "place": portal.name,
                "requests": self.result.portals[portal.portal].requests,
                "reports": self.result.portals[portal.portal].found,
                "result": standing(portal, self.result),
                "outcomes": str(self.result.portals[portal.portal].outcomes),
            }
            for portal in self.portals
            if portal.portal in self.result.portals
        ]

    def check(self) -> None:
        """Fails a crawl that found too little.

        Raises:
            CrawlFailed: A portal is below its floor, no portal gave a report, or a province or a year has fallen.
        """
        if not self.years:
            check_floors(self.portals, self.result)
        check_results(self.portals, self.result, self.years)
        if not self.years:
            check_falls(self.portals, self.result)

    def fallen(self) -> list[str]:
        """A line for each portal that gives clearly less than before."""
        given = [(portal, self.result.portals.get(portal.portal)) for portal in self.portals]
        return [
            f"portal {portal.portal} ({portal.name}): {standing(portal, self.result)}"
            for portal, of_portal in given
            if of_portal is not None and has_fallen(portal, of_portal)
        ]


async def run_crawl(
    portals: Sequence[Portal],
    data: str,
    years: Sequence[int] = (),
    settings: Mapping[str, Any] | None = None,
    *,
    resume: bool = True,
    wait: bool = False,
) -> CrawlResult:
    """Crawls portals into the archive under `data`.

    Scrapy's exit code says nothing of errors in a spider, so the process leaves its statistics in a file; a process
    that leaves none has crashed. If the caller is cancelled, the process is ended too.

    Args:
        portals: Portals to crawl.
        data: Location of the data root.
        years: Report years wanted; empty for all.
        settings: Scrapy settings that differ from `spiders.settings`.
        resume: Whether to continue the same crawl if it was interrupted less than a day ago; what it had fetched is
            then taken from the archive.
        wait: Whether to wait while another crawl is at one of the portals.

    Raises:
        CrawlFailed: The process crashed, a spider's code failed, or the crawl was cut short.
        Occupied: Another crawl is at one of the portals: two would ask it twice as often as is polite.
    """
    root = open_root(data)
    names = [lease.portal(portal.portal) for portal in portals]
    check_rendering(portals)
    async with leased(root, names, f"a crawl of {len(portals)} portals", wait=wait):
        return await _crawl(root, portals, data, years, settings, resume=resume)


async def run_orders(
    portals: Sequence[Portal],
    data: str,
    orders: Sequence[Order],
    runs: Sequence[str],
    years: Sequence[int] = (),
    settings: Mapping[str, Any] | None = None,
) -> CrawlResult:
    """Has the crawler read some pages of earlier crawls once more, and fetch what it missed in them.

    The pages, and all else that those crawls have fetched, are taken from the archive.

    Args:
        portals: Portals of the orders.
        data: Location of the data root.
        orders: What to look for in which pages.
        runs: Ids of the runs that fetched them.
        years: Report years wanted; empty for all.
        settings: Scrapy settings that differ from `spiders.settings`.

    Raises:
        CrawlFailed: The process crashed, a spider's code failed, or the crawl was cut short.
        Occupied: Another crawl is at one of the portals.
    """
    root = open_root(data)
    names = [lease.portal(portal.portal) for portal in portals]
    async with leased(root, names, f"a crawl of {len(portals)} portals"):
        run_id = f"{ORDERED_RUN}{uuid.uuid4().hex[:12]}"
        return await _process(run_id, portals, data, years, settings, continues=runs, orders=orders)


async def _crawl(
    root: DataRoot,
    portals: Sequence[Portal],
    data: str,
    years: Sequence[int],
    settings: Mapping[str, Any] | None,
    *,
    resume: bool,
) -> CrawlResult:
    unfinished = UnfinishedRun(root, (portal.portal for portal in portals), years)
    run_id = f"{PARTIAL_RUN if years else FULL_RUN}{uuid.uuid4().hex[:12]}"
    try:
        continues = unfinished.begin(run_id, dt.datetime.now(dt.UTC), resume=resume)
    except StorageError as error:
        raise CrawlFailed(str(error)) from error
    result = await _process(run_id, portals, data, years, settings, continues=continues)
    unfinished.end()
    return result if years else with_history(result, open_root(data), run_id, portals)


async def _process(
    run_id: str,
    portals: Sequence[Portal],
    data: str,
    years: Sequence[int],
    settings: Mapping[str, Any] | None,
    *,
    continues: Sequence[str],
    orders: Sequence[Order] = (),
) -> CrawlResult:
    """Runs the crawler's process to its end."""
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        statistics = pathlib.Path(folder, "statistics.json")
        job = CrawlJob(
            run_id=run_id,
            data=data,
            portals=tuple(
                dataclasses.replace(portal, former_names=divisions.former_names(portal.name, portal.adcode))
                for portal in portals
            ),
            years=tuple(years),
            statistics=str(statistics),
            continues=tuple(continues),
            orders=tuple(orders),
            settings=settings or {},
        )
        job_file = pathlib.Path(folder, "job.json")
        job.save(job_file)
        last_lines = await _run(job_file)
        if not statistics.exists():
            raise CrawlFailed(
                "the crawler's process ended without its statistics; the last lines of its log are:\n"
                + "\n".join(last_lines),
                where=f"crawl of {len(portals)} portals",
            )
        result = CrawlResult.load(statistics)
    if result.errors:
        raise CrawlFailed(f"the crawl met {len(result.errors)} errors of its own, the first: {result.errors[0]}")
    if result.finish_reason != "finished":
        raise CrawlFailed(
            f"the crawl was cut short ({result.finish_reason})", remedy="Run it again: it continues where it was."
        )
    return result


def check_rendering(portals: Sequence[Portal]) -> None:
    """Fails before a crawl in which a browser is to show pages, and there is none.

    Raises:
        CrawlFailed: It is so.
    """
    shown = [portal.portal for portal in portals if portal.render]
    lacking = browser.missing() if shown else ""
    if lacking:
        raise CrawlFailed(
            f"pages of {', '.join(shown[:_FEW])} are to be shown in a browser, and {lacking}",
            remedy="Or leave the column render of their rows empty.",
        )


def check_floors(portals: Sequence[Portal], result: CrawlResult) -> None:
    """Fails a crawl that found fewer reports than a portal's declared floor.

    Raises:
        CrawlFailed: One or more portals are below their floors.
    """
    below = []
    for portal in portals:
        of_portal = result.portals.get(portal.portal, PortalResult())
        if portal.floor is not None and of_portal.found < portal.floor:
            outcomes = of_portal.outcomes or "none"
            below.append(
                f"portal {portal.portal} ({portal.name}): found {of_portal.found} reports where at least "
                f"{portal.floor} must be; requests ended as {outcomes}"
            )
    if below:
        raise CrawlFailed(
            "; ".join(below), remedy="Look at the portal; if it has really shrunk, lower its floor in the registry."
        )


def check_results(portals: Sequence[Portal], result: CrawlResult, years: Sequence[int] = ()) -> None:
    """Fails a crawl that found no report at all.

    Args:
        portals: Portals that were crawled.
        result: What the crawl found.
        years: Report years that were wanted; empty for all.

    Raises:
        CrawlFailed: No portal gave a report.
    """
    if any(result.portals.get(portal.portal, PortalResult()).found for portal in portals):
        return
    told = [f"{portal.name}: {standing(portal, result)}" for portal in portals[:_FEW]]
    more = f", and {len(portals) - _FEW} more portals" if len(portals) > _FEW else ""
    raise CrawlFailed(
        f"the crawl found no report{_of_years(years)} ({'; '.join(told)}{more})",
        remedy="`nianbao portals check NAME` shows how a portal answers.",
    )


def _of_years(years: Sequence[int]) -> str:
    return f" of {', '.join(map(str, sorted(years)))}" if years else ""


def standing(portal: Portal, result: CrawlResult) -> str:
    """The result of a crawl at a portal, in a word and its reason.

    A portal without a report is never called done: it is blocked, refused, failed or empty, by how its requests ended.
    """
    of_portal = result.portals.get(portal.portal)
    if of_portal is None or not of_portal.outcomes:
        return "not asked"
    bad = Counter({name: n for name, n in of_portal.outcomes.items() if name not in _HARMLESS})
    blocks = [name for name in bad if name.startswith("blocked:")]
    if not of_portal.found:
        return _without_reports(bad, blocks) + (f", where {of_portal.before} were before" if of_portal.before else "")
    if portal.floor is not None and of_portal.found < portal.floor:
        return f"below its floor of {portal.floor}"
    if has_fallen(portal, of_portal):
        return f"fell from {of_portal.before} reports"
    if blocks:
        return f"in part {blocks[0]}"
    if bad:
        return f"done, but {sum(bad.values())} requests failed"
    lacking = lacks_years(portal, of_portal, dt.datetime.now(dt.UTC).date())
    return f"done, but {lacking}" if lacking else "done"


def _without_reports(bad: Counter[str], blocks: Sequence[str]) -> str:
    for outcome in (*blocks, "refused_by_robots"):
        if outcome in bad:
            return outcome
    worst = bad.most_common(1)
    return f"failed: {worst[0][0]}" if worst else "no report found"


async def _run(job_file: pathlib.Path) -> list[str]:
    """Runs the process to its end, shows its progress, and returns the last lines of its log."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        MODULE,
        str(job_file),
        "--watched",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    output, log = process.stdout, process.stderr
    if output is None or log is None:
        raise CrawlFailed("the crawler's process has no output to read")
    try:
        _, last_lines = await asyncio.gather(_show_progress(output), _keep_last_lines(log))
        await process.wait()
    except BaseException:
        await _end(process)
        raise
    return last_lines


async def _show_progress(stream: asyncio.StreamReader) -> None:
    """Shows what the process tells of its progress; what else is printed there, as by a library, tells nothing."""
    bar = Bar("crawl")
    async for line in _lines(stream):
        if not line.startswith(b"{"):
            continue
        totals = json.loads(line)
        bar.update(totals["requests"], f"requests, {totals['found']} reports", found=totals["found"])


async def _keep_last_lines(stream: asyncio.StreamReader) -> list[str]:
    lines: list[str] = []
    async for line in _lines(stream):
        lines = [*lines[-_LAST_LINES:], mask(line.decode(errors="replace").rstrip())]
    return lines


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """The lines of a stream, however long they are; of a very long one only its beginning."""
    line = b""
    while chunk := await stream.read(_CHUNK_BYTES):
        *ended, rest = chunk.split(b"\n")
        for part in ended:
            yield (line + part)[:_LONGEST_LINE]
            line = b""
        line = (line + rest)[:_LONGEST_LINE]
    if line:
        yield line


async def _end(process: asyncio.subprocess.Process) -> None:
    """Lets the process save what has come, and ends it with all its children if that takes long.

    A crawler whose standard input ends makes no request more (`spiders.parent`).
    """
    if process.stdin is not None:
        process.stdin.close()
    with contextlib.suppress(ProcessLookupError):
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE_SECONDS)
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
