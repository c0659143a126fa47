"""A group of portals that failed and is tried again: only what is not done is asked for."""

from __future__ import annotations

import asyncio
import dataclasses
import tomllib
from collections.abc import Iterator, Sequence

import pytest

from flows import crawling, groups
from flows.errors import CrawlFailed
from flows.groups import crawl_group, recorded
from flows.selection import Group
from spiders.job import CrawlResult, PortalResult
from spiders.portals import Portal
from storage import history
from storage.root import DataRoot
from tests.portal_server import PortalServer, Site
from tests.support import DATA

NAMES = ("tongxiang", "level_clicks")


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    with PortalServer() as server:
        yield {name: server.serve(Site(name, DATA / "portals" / name)) for name in NAMES}


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    run_crawl = crawling.run_crawl

    async def quick(*arguments: object, **named: object) -> object:
        return await run_crawl(*arguments, **{**named, "settings": {"DOWNLOAD_DELAY": 0}})  # type: ignore[arg-type]

    monkeypatch.setattr("flows.groups.run_crawl", quick)


def portal(name: str, site: Site) -> Portal:
    known = tomllib.loads((DATA / "portals" / name / "expected.toml").read_text(encoding="utf-8"))
    return Portal(name, "", known["name"], known["level"], site.home)


def test_a_second_attempt_crawls_only_what_is_not_done(root: DataRoot, sites: dict[str, Site]) -> None:
    done, short = (portal(name, site) for name, site in sites.items())
    group = Group("浙江省", (done, dataclasses.replace(short, floor=1000)))
    with pytest.raises(CrawlFailed, match="at least 1000"):
        asyncio.run(crawl_group(group, [], root.location, flow_run="one"))
    stands = {name: standing for name, (standing, _) in recorded(root, "one").items()}
    assert stands["tongxiang"].startswith("done")
    assert stands["level_clicks"] == "below its floor of 1000"
    asked = {name: len(site.paths) for name, site in sites.items()}

    crawled = asyncio.run(crawl_group(Group("浙江省", (done, short)), [], root.location, flow_run="one"))
    assert len(sites["tongxiang"].paths) == asked["tongxiang"]
    assert len(sites["level_clicks"].paths) > asked["level_clicks"]
    assert {name: given.found > 0 for name, given in crawled.result.portals.items()} == dict.fromkeys(NAMES, True)
    first, second = history.read(root)
    assert [record.result for record in (first, second)] == [history.TOO_LITTLE, history.DONE]
    assert ("at least 1000" in first.reason, second.reason) == (True, "")
    for record, names in ((first, list(NAMES)), (second, ["level_clicks"])):
        assert (record.kind, record.flow_run, record.about, list(record.years)) == (history.CRAWL, "one", "浙江省", [])
        assert list(record.portals) == names
        assert record.requests == sum(told["requests"] for told in record.portals.values()) > 0
        assert record.found == sum(told["found"] for told in record.portals.values()) > 0
        assert record.started_at < record.ended_at
    assert recorded(root, "other") == {}
    assert recorded(root, "one")["level_clicks"][1] == crawled.result.portals["level_clicks"]


def test_two_runs_at_one_portal_take_turns(root: DataRoot, sites: dict[str, Site]) -> None:
    """Two deployments that were started at once: the second waits, and both end well."""
    group = Group("浙江省", (portal("tongxiang", sites["tongxiang"]),))
    at_work: list[int] = []

    async def one(run: str) -> None:
        await crawl_group(group, [], root.location, wait=True, flow_run=run)
        at_work.append(len(sites["tongxiang"].paths))

    async def both() -> None:
        await asyncio.gather(one("one"), one("two"))

    asyncio.run(both())
    first, second = at_work
    assert second == 2 * first, "the second began when the first had ended"
    assert [record.result for record in history.read(root)] == [history.DONE, history.DONE]


def test_another_run_begins_anew(root: DataRoot, sites: dict[str, Site]) -> None:
    for run in ("one", "two"):
        asked = len(sites["tongxiang"].paths)
        asyncio.run(
            crawl_group(Group("浙江省", (portal("tongxiang", sites["tongxiang"]),)), [], root.location, flow_run=run)
        )
        assert len(sites["tongxiang"].paths) > asked


@pytest.mark.parametrize("years", [(), (2017,)], ids=["all years", "one year"])
def test_a_group_in_which_no_portal_gave_a_report_has_found_too_little(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, years: tuple[int, ...]
) -> None:
    async def crawl(*_: object, **__: object) -> CrawlResult:
        return CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(3, 0, {"ok": 3})})

    monkeypatch.setattr(groups, "run_crawl", crawl)
    group = Group("浙江省", (Portal("a", "", "浙江省/甲市", "prefecture", "http://127.0.0.1/"),))
    with pytest.raises(CrawlFailed, match="the crawl found no report"):
        asyncio.run(crawl_group(group, years, root.location, flow_run="run-1"))
    (record,) = history.read(root)
    assert (record.result, record.about, record.years) == (history.TOO_LITTLE, "浙江省", years)
    assert (record.flow_run, record.requests, record.found) == ("run-1", 3, 0)
    assert record.portals["a"]["standing"] == "no report found"
    assert "浙江省/甲市: no report found" in record.reason


def test_a_group_whose_crawl_broke_off_has_failed(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def crawl(*_: object, **__: object) -> CrawlResult:
        raise CrawlFailed("the crawl was cut short")

    monkeypatch.setattr(groups, "run_crawl", crawl)
    group = Group("浙江省", (Portal("a", "", "浙江省/甲市", "prefecture", "http://127.0.0.1/"),))
    with pytest.raises(CrawlFailed):
        asyncio.run(crawl_group(group, [], root.location))
    (record,) = history.read(root)
    assert (record.result, record.reason, record.portals) == (history.FAILED, "the crawl was cut short.", {})


def test_a_portal_of_which_the_crawl_says_nothing_is_not_in_its_record(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crawl(*_: object, **__: object) -> CrawlResult:
        return CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(3, 2, {"ok": 3})})

    monkeypatch.setattr(groups, "run_crawl", crawl)
    portals = tuple(Portal(name, "", "浙江省/甲市", "prefecture", "http://127.0.0.1/") for name in ("a", "b"))
    asyncio.run(crawl_group(Group("浙江省", portals), [], root.location, flow_run="run-1"))
    assert recorded(root, "run-1") == {"a": ("done", PortalResult(3, 2, {"ok": 3}))}


@pytest.mark.parametrize(("first", "second", "crawls"), [("", "", 2), ("run-1", "", 2), ("run-1", "run-1", 1)])
def test_only_a_run_that_is_tried_again_passes_over_what_is_done(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, first: str, second: str, crawls: int
) -> None:
    asked: list[list[str]] = []

    async def crawl(portals: Sequence[Portal], *_: object, **__: object) -> CrawlResult:
        asked.append([one.portal for one in portals])
        return CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(3, 2, {"ok": 3})})

    monkeypatch.setattr(groups, "run_crawl", crawl)
    group = Group("浙江省", (Portal("a", "", "浙江省/甲市", "prefecture", "http://127.0.0.1/"),))
    given = [asyncio.run(crawl_group(group, [], root.location, flow_run=run)) for run in (first, second)]
    assert asked == [["a"]] * crawls
    assert [crawled.result.portals for crawled in given] == [{"a": PortalResult(3, 2, {"ok": 3})}] * 2
    assert len(history.read(root)) == crawls
