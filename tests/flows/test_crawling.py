"""What the crawler's process is told, and how its result is judged; no process is started."""

from __future__ import annotations

import asyncio
import pathlib
from collections.abc import Callable

import pytest

from flows import crawling
from flows.crawling import check_floors, check_results, run_crawl, standing
from flows.errors import CrawlFailed
from spiders.job import CrawlJob, CrawlResult, PortalResult
from spiders.portals import Portal
from storage.root import DataRoot

XIANGYANG = Portal("a", "420600", "湖北省/襄阳市", "prefecture", "http://127.0.0.1/")
DONGCHENG = Portal("b", "110101", "东城区政府网", "county", "http://127.0.0.2/")
ELSEWHERE = Portal("c", "", "某地", "", "http://127.0.0.3/")
FINISHED = CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(3, 1, {"ok": 3})})

Crawler = Callable[..., list[CrawlJob]]


@pytest.fixture
def crawler(monkeypatch: pytest.MonkeyPatch) -> Crawler:
    """Stands for the crawler's process: leaves one result after another, and keeps the jobs that it was given."""

    def stands(*results: CrawlResult) -> list[CrawlJob]:
        jobs: list[CrawlJob] = []
        left = iter(results)

        async def run(job_file: pathlib.Path) -> list[str]:
            jobs.append(CrawlJob.load(job_file))
            next(left).save(pathlib.Path(jobs[-1].statistics))
            return []

        monkeypatch.setattr(crawling, "_run", run)
        return jobs

    return stands


def test_the_process_is_told_whom_to_crawl_for_what(root: DataRoot, crawler: Crawler) -> None:
    jobs = crawler(FINISHED)
    result = asyncio.run(
        run_crawl([XIANGYANG, DONGCHENG, ELSEWHERE], root.location, (2016, 2017), {"DOWNLOAD_TIMEOUT": 5})
    )
    (job,) = jobs
    assert result == FINISHED
    assert (job.data, job.years, job.settings) == (root.location, (2016, 2017), {"DOWNLOAD_TIMEOUT": 5})
    assert [portal.portal for portal in job.portals] == ["a", "b", "c"]


def test_former_names_of_a_place_are_known_by_its_code_or_its_name(root: DataRoot, crawler: Crawler) -> None:
    """A registry may call a place what it likes; its code tells which it is."""
    jobs = crawler(FINISHED)
    asyncio.run(run_crawl([XIANGYANG, DONGCHENG, ELSEWHERE], root.location))
    assert [portal.former_names for portal in jobs[0].portals] == [("襄樊市",), ("崇文区",), ()]


@pytest.mark.parametrize(("years", "begins"), [((), "crawl-"), ((2016,), "years-")])
def test_the_id_of_a_run_says_whether_it_looked_for_all_years(
    root: DataRoot, crawler: Crawler, years: tuple[int, ...], begins: str
) -> None:
    jobs = crawler(FINISHED)
    asyncio.run(run_crawl([XIANGYANG], root.location, years))
    assert jobs[0].run_id.startswith(begins)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        pytest.param(CrawlResult(finish_reason="shutdown", errors=(), portals={}), "cut short", id="cut short"),
        pytest.param(CrawlResult(finish_reason="finished", errors=("E1", "E2"), portals={}), "2 errors.*E1", id="own"),
    ],
)
@pytest.mark.parametrize("resume", [True, False])
def test_a_crawl_that_did_not_end_is_continued_unless_that_is_unwanted(
    root: DataRoot, crawler: Crawler, result: CrawlResult, words: str, resume: bool
) -> None:
    jobs = crawler(result, FINISHED, FINISHED)
    with pytest.raises(CrawlFailed, match=words):
        asyncio.run(run_crawl([XIANGYANG], root.location))
    asyncio.run(run_crawl([XIANGYANG], root.location, resume=resume))
    assert jobs[1].continues == ((jobs[0].run_id,) if resume else ())
    asyncio.run(run_crawl([XIANGYANG], root.location))
    assert jobs[2].continues == (), "the one before has ended"


@pytest.mark.parametrize(
    ("found", "outcomes", "expected"),
    [
        (5, {"ok": 6}, "done"),
        (4, {"ok": 6}, "below its floor of 5"),
        (4, {"ok": 6, "blocked:412": 1}, "below its floor of 5"),
        (5, {"ok": 6, "blocked:412": 1, "timeout": 1}, "in part blocked:412"),
        (5, {"ok": 6, "timeout": 2, "dns": 1}, "done, but 3 requests failed"),
        (5, {"ok": 6, "bounded": 1, "soft_404": 2, "not_found": 1, "not_modified": 1, "redirected": 1}, "done"),
        (0, {"timeout": 1, "dns": 2}, "failed: dns"),
        (0, {"timeout": 3, "refused_by_robots": 1}, "refused_by_robots"),
        (0, {"blocked:412": 1, "refused_by_robots": 9}, "blocked:412"),
        (0, {"ok": 1, "not_found": 3}, "no report found"),
        (0, {}, "not asked"),
    ],
)
def test_a_portal_stands_by_what_it_gave_and_how_its_requests_ended(
    found: int, outcomes: dict[str, int], expected: str
) -> None:
    portal = Portal("a", "", "甲", "", "http://127.0.0.1/", floor=5)
    result = CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(9, found, outcomes)})
    assert standing(portal, result) == expected


def test_a_floor_is_the_fewest_reports_that_are_enough() -> None:
    portals = [Portal(name, "", name, "", "http://127.0.0.1/", floor=5 if name != "c" else None) for name in "abc"]
    result = CrawlResult(
        finish_reason="finished",
        errors=(),
        portals={"a": PortalResult(9, 5, {"ok": 9}), "b": PortalResult(9, 4, {"ok": 9})},
    )
    with pytest.raises(CrawlFailed) as failure:
        check_floors(portals, result)
    assert "portal b (b): found 4 reports where at least 5 must be" in str(failure.value)
    assert "portal a" not in str(failure.value)
    check_floors([portals[0], portals[2]], result)


@pytest.mark.parametrize(("count", "more"), [(5, ""), (7, ", and 2 more portals")])
def test_a_crawl_without_any_report_tells_of_the_first_portals(count: int, more: str) -> None:
    portals = [Portal(str(number), "", f"甲{number}", "", "http://127.0.0.1/") for number in range(count)]
    nothing = CrawlResult(finish_reason="finished", errors=(), portals={"0": PortalResult(1, 0, {"dns": 1})})
    with pytest.raises(CrawlFailed) as failure:
        check_results(portals, nothing)
    assert f"(甲0: failed: dns; 甲1: not asked; 甲2: not asked; 甲3: not asked; 甲4: not asked{more})" in str(
        failure.value
    )
    one = CrawlResult(finish_reason="finished", errors=(), portals={"1": PortalResult(1, 1, {"ok": 1})})
    check_results(portals, one)


def test_a_line_of_the_log_may_be_as_long_as_it_likes() -> None:
    async def read() -> list[bytes]:
        stream = asyncio.StreamReader(limit=1000)
        stream.feed_data(b"first\n" + b"x" * 300_000 + b"\nthird\nla")
        stream.feed_data(b"st")
        stream.feed_eof()
        return [line async for line in crawling._lines(stream)]

    found = asyncio.run(read())
    assert [line[:5] for line in found] == [b"first", b"xxxxx", b"third", b"last"]
    assert max(map(len, found)) == 10_000
