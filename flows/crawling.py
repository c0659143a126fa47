"""Runs a crawl as a process of its own and judges it by what it brought."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pathlib
import signal
import sys
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from flows.errors import CrawlFailed
from flows.progress import Bar
from spiders.job import CrawlJob, CrawlResult
from spiders.portals import Portal

_LAST_LINES = 15
_PATIENCE_SECONDS = 20


async def run_crawl(
    portals: Sequence[Portal],
    data: str,
    years: Sequence[int] = (),
    settings: Mapping[str, Any] | None = None,
) -> CrawlResult:
    """Crawls portals into the archive under `data`.

    Scrapy's exit code says nothing of errors in a spider, so the process leaves its statistics in a file; a process
    that leaves none has crashed. If the caller is cancelled, the process is ended too.

    Args:
        portals: Portals to crawl.
        data: Location of the data root.
        years: Report years wanted; empty for all.
        settings: Scrapy settings that differ from `spiders.settings`.

    Raises:
        CrawlFailed: The process crashed, a spider's code failed, or the crawl was cut short.
    """
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        statistics = pathlib.Path(folder, "statistics.json")
        job = CrawlJob(
            run_id=f"crawl-{uuid.uuid4().hex[:12]}",
            data=data,
            portals=tuple(portals),
            years=tuple(years),
            statistics=str(statistics),
            settings=settings or {},
        )
        job_file = pathlib.Path(folder, "job.json")
        job.save(job_file)
        last_lines = await _run(job_file)
        if not statistics.exists():
            raise CrawlFailed(
                "the crawler's process ended without its statistics; its last words were:\n" + "\n".join(last_lines),
                where=f"crawl of {len(portals)} portals",
            )
        result = CrawlResult.load(statistics)
    if result.errors:
        raise CrawlFailed(f"the crawl met {len(result.errors)} errors of its own, the first: {result.errors[0]}")
    if result.finish_reason != "finished":
        raise CrawlFailed(
            f"the crawl was cut short ({result.finish_reason})", remedy="Run it again: what it has fetched is archived."
        )
    return result


def check_floors(portals: Sequence[Portal], result: CrawlResult) -> None:
    """Fails a crawl that found fewer reports than a portal's declared floor.

    Raises:
        CrawlFailed: A portal is below its floor.
    """
    for portal in portals:
        found = result.portals[portal.portal].found if portal.portal in result.portals else 0
        if portal.floor is not None and found < portal.floor:
            outcomes = result.portals[portal.portal].outcomes if portal.portal in result.portals else {}
            raise CrawlFailed(
                f"found {found} reports where at least {portal.floor} must be; requests ended as {outcomes or 'none'}",
                where=f"portal {portal.portal} ({portal.name})",
                remedy="Look at the portal; if it has really shrunk, lower its floor in the registry.",
            )


async def _run(job_file: pathlib.Path) -> list[str]:
    """Runs the process to its end, shows its progress, and returns the last lines of its log."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "spiders",
        str(job_file),
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
    bar = Bar("crawl")
    async for line in stream:
        totals = json.loads(line)
        bar.update(totals["requests"], f"requests, {totals['found']} reports")


async def _keep_last_lines(stream: asyncio.StreamReader) -> list[str]:
    lines: list[str] = []
    async for line in stream:
        lines = [*lines[-_LAST_LINES:], line.decode(errors="replace").rstrip()]
    return lines


async def _end(process: asyncio.subprocess.Process) -> None:
    """Asks the process to finish what it is doing, then ends it with all its children."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), _PATIENCE_SECONDS)
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
