"""The order of the main job, also where a part of it fails."""

from __future__ import annotations

import asyncio

import pytest

from flows.building import BuildResult
from flows.errors import CrawlFailed, NothingToBuild
from flows.journey import in_order

BUILT = BuildResult(snapshot_id="a", changed=True, outcomes={})


class Parts:
    """Parts that note when they are done; some of them fail.

    Args:
        fails: Errors by the part that raises them.
    """

    def __init__(self, **fails: Exception) -> None:
        self.done: list[str] = []
        self._fails = fails

    async def _do(self, part: str) -> BuildResult:
        self.done.append(part)
        if part in self._fails:
            raise self._fails[part]
        return BUILT

    def run(self) -> BuildResult:
        return asyncio.run(in_order(lambda: self._do("crawl"), lambda: self._do("complete"), lambda: self._do("build")))


def test_all_parts_in_their_order() -> None:
    parts = Parts()
    assert parts.run() is BUILT
    assert parts.done == ["crawl", "complete", "build"]


def test_what_a_crawl_fetched_is_published_though_it_found_too_little() -> None:
    parts = Parts(crawl=CrawlFailed("below its floor"))
    with pytest.raises(CrawlFailed, match="below its floor"):
        parts.run()
    assert parts.done == ["crawl", "complete", "build"]


def test_a_crawl_that_brought_nothing_is_the_reason_and_not_the_empty_archive() -> None:
    parts = Parts(crawl=CrawlFailed("no portal answered"), complete=NothingToBuild("the archive is empty"))
    with pytest.raises(CrawlFailed, match="no portal answered"):
        parts.run()


def test_an_error_of_the_build_is_told() -> None:
    with pytest.raises(NothingToBuild):
        Parts(build=NothingToBuild("the archive is empty")).run()
