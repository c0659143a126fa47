"""What the flows do, done without Prefect: for who runs nianbao on one machine and has no server.

A flow needs a server, if only a temporary one, which takes seconds and memory to start and may be late where the
machine is busy.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.building import BuildResult, run_build
from flows.completing import Completed, complete_named
from flows.groups import crawl_group
from flows.journey import in_order
from flows.selection import Group, chosen, describe, measured
from spiders.job import CrawlResult
from storage.root import open_root


async def crawl(
    portals: Sequence[str], years: Sequence[int], data: str, portals_file: str, resume: bool = True
) -> CrawlResult:
    """Fetches the reports of some portals into the archive; arguments as in `flows.annual.crawl`."""
    wanted = measured(chosen([], portals, portals_file), years)
    crawled = await crawl_group(Group(describe(wanted, years), tuple(wanted)), years, data, resume=resume)
    crawled.check()
    return crawled.result


async def complete(portals: Sequence[str], years: Sequence[int], data: str, portals_file: str) -> Completed:
    """Compares crawls with what the parsers read of them; arguments as in `flows.annual.complete`."""
    return await complete_named(portals, years, data, portals_file)


async def build(data: str) -> BuildResult:
    """Builds a snapshot from everything in the archive, and publishes it."""
    return await run_build(open_root(data).location)


async def annual(portals: Sequence[str], years: Sequence[int], data: str, portals_file: str) -> BuildResult:
    """Crawls, completes what is missing, builds and publishes; arguments as in `flows.annual.annual`."""
    return await in_order(
        lambda: crawl(portals, years, data, portals_file),
        lambda: complete(portals, years, data, portals_file),
        lambda: build(data),
    )
