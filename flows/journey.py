"""The order of the main job, whoever does its parts: the flows, or the command line without Prefect."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from flows.building import BuildResult
from flows.errors import CrawlFailed, NothingToBuild


async def in_order(
    crawl: Callable[[], Awaitable[object]],
    complete: Callable[[], Awaitable[object]],
    build: Callable[[], Awaitable[BuildResult]],
) -> BuildResult:
    """Crawls, completes what is missing, builds and publishes.

    What a crawl has fetched is published even if it failed or found too little.

    Raises:
        CrawlFailed: The crawl failed or found too little; what there is has been published.
        NothingToBuild: The archive is empty, and the crawl went well.
    """
    try:
        await crawl()
    except CrawlFailed as error:
        try:
            await complete()
            await build()
        except NothingToBuild:
            raise error from None
        raise
    await complete()
    return await build()
