"""How far a crawl is, as Prefect's UI is told."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from prefect.artifacts import ProgressArtifact

from flows import live
from flows.live import LiveProgress
from flows.progress import Bar

Told = list[tuple[float, str]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Percent and words of each update."""
    found: Told = []

    async def show(artifact: ProgressArtifact) -> Sequence[uuid.UUID]:
        found.append((artifact.progress, artifact.description or ""))
        return [uuid.uuid4()]

    async def update(_: uuid.UUID, *, progress: float, description: str) -> None:
        found.append((progress, description))

    monkeypatch.setattr(live, "show", show)
    monkeypatch.setattr(live, "aupdate_progress_artifact", update)
    return found


async def crawled(value: str) -> str:
    return value


async def broken() -> str:
    raise RuntimeError


def test_portals_requests_and_reports_of_all_groups_are_summed_up(told: Told) -> None:
    async def work() -> None:
        async with LiveProgress("crawl", 8) as progress:
            assert Bar.display is progress
            one, other = progress.add("甲省", None), progress.add("乙省", None)
            progress.update(one, 1200, "", None, 3)
            progress.update(other, 34, "", None, 4)
            progress.update(one, 1300, "", None, 5)
            assert await progress.counting(crawled("result"), 2) == "result"
            with pytest.raises(RuntimeError):
                await progress.counting(broken(), 4)

    asyncio.run(work())
    assert Bar.display is None
    assert told == [
        (0.0, "0 of 8 portals; 0 requests so far, 0 reports"),
        (75.0, "6 of 8 portals; 1,334 requests so far, 9 reports"),
    ]


def test_of_no_portals_all_are_done(told: Told) -> None:
    async def work() -> None:
        async with LiveProgress("crawl", 0):
            pass

    asyncio.run(work())
    assert [percent for percent, _ in told] == [0.0, 100.0]


def test_it_is_told_again_while_the_crawl_goes_on(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "SECONDS", 0.01)

    async def work() -> None:
        async with LiveProgress("crawl", 2) as progress:
            await progress.counting(crawled(""), 1)
            while len(told) < 3:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(work(), 20))
    assert {percent for percent, _ in told[1:]} == {50.0}


def test_a_crawl_that_failed_is_told_no_more_and_a_display_that_was_there_stays(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    display: Any = object()
    monkeypatch.setattr(Bar, "display", display)

    async def work() -> None:
        async with LiveProgress("crawl", 2) as progress:
            assert Bar.display is display
            await progress.counting(broken(), 1)

    with pytest.raises(RuntimeError):
        asyncio.run(work())
    assert Bar.display is display
    assert len(told) == 1
