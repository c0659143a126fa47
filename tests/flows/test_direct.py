"""Crawls without Prefect: what they are measured by."""

from __future__ import annotations

import asyncio

import pytest

from flows import direct
from flows.groups import crawled_before
from flows.selection import Group
from spiders.job import PortalResult


@pytest.mark.parametrize(("years", "floors"), [([2017], [None]), ([], [5])], ids=["one year", "all years"])
def test_a_crawl_of_some_years_is_not_measured_by_the_floor_of_all(
    years: list[int], floors: list[int | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[int | None] = []

    async def crawl(group: Group, *_: object, **__: object) -> object:
        measured.extend(portal.floor for portal in group.portals)
        return crawled_before(group.portals, years, {"seeds": PortalResult(7, 5, {"ok": 7})})

    monkeypatch.setattr(direct, "crawl_group", crawl)
    asyncio.run(direct.crawl(["seeds"], years, "", ""))
    assert measured == floors
