"""What the crawler's process is told, and how its result is judged; no process is started."""

from __future__ import annotations

import asyncio
import contextlib
import pathlib
from collections.abc import Callable

import pytest

from flows import crawling
from flows.crawling import (
    Crawled,
    check_floors,
    check_rendering,
    check_results,
    run_crawl,
    run_orders,
    standing,
)
from flows.errors import CrawlFailed
from flows.progress import Bar
from spiders.job import ROWS, CrawlJob, CrawlResult, Order, PortalResult
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


def test_a_process_that_leaves_no_result_has_crashed(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(job_file: pathlib.Path) -> list[str]:
        return ["Traceback", "MemoryError"]

    monkeypatch.setattr(crawling, "_run", run)
    with pytest.raises(CrawlFailed, match=r"crawl of 1 portals: .*without its statistics.*:\nTraceback\nMemoryError"):
        asyncio.run(run_crawl([XIANGYANG], root.location))


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
        (
            5,
            {"ok": 6, "bounded": 1, "soft_404": 2, "not_found": 1, "not_modified": 1, "redirected": 1, "no_report": 1},
            "done",
        ),
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


def test_pages_of_earlier_crawls_are_read_once_more_by_a_run_of_its_own(root: DataRoot, crawler: Crawler) -> None:
    jobs = crawler(FINISHED)
    order = Order(portal="a", url="http://127.0.0.1/nb", wants=ROWS, text="年报", why="it lists reports")
    result = asyncio.run(
        run_orders([XIANGYANG], root.location, [order], ["crawl-1", "crawl-2"], (2016,), {"DOWNLOAD_TIMEOUT": 5})
    )
    (job,) = jobs
    assert result == FINISHED
    assert job.run_id.startswith("orders-")
    assert (job.orders, job.continues, job.years) == ((order,), ("crawl-1", "crawl-2"), (2016,))
    assert (job.settings, [portal.portal for portal in job.portals]) == ({"DOWNLOAD_TIMEOUT": 5}, ["a"])


def portals(count: int, floor: int | None = None, *, render: bool = False) -> list[Portal]:
    return [
        Portal(f"p{number}", "", f"甲省/{number}市", "", "http://127.0.0.1/", floor=floor, render=render)
        for number in range(count)
    ]


def given(**found: int) -> CrawlResult:
    """A crawl of portals each of which gave 10 reports before."""
    results = {name: PortalResult(requests=9, found=now, outcomes={"ok": 9}, before=10) for name, now in found.items()}
    return CrawlResult(finish_reason="finished", errors=(), portals=results)


def test_what_each_portal_gave_is_a_row() -> None:
    crawled = Crawled(portals(3), [], given(p0=10, p2=2))
    assert crawled.table() == [
        {"portal": name, "place": place, "requests": 9, "reports": found, "result": result, "outcomes": "{'ok': 9}"}
        for name, place, found, result in (
            ("p0", "甲省/0市", 10, "done"),
            ("p2", "甲省/2市", 2, "fell from 10 reports"),
        )
    ]
    assert crawled.fallen() == ["portal p2 (甲省/2市): fell from 10 reports"]


@pytest.mark.parametrize(
    ("floor", "found", "years", "told"),
    [
        (None, 10, [], ""),
        (5, 4, [], "at least 5"),
        (5, 4, [2016], ""),
        (None, 6, [], "fell from 10 reports"),
        (None, 6, [2016], ""),
        (None, 0, [], "found no report"),
        (None, 0, [2016], "found no report of 2016"),
    ],
)
def test_a_crawl_of_all_years_must_find_as_much_as_before_and_one_of_some_years_anything(
    floor: int | None, found: int, years: list[int], told: str
) -> None:
    crawled = Crawled(portals(1, floor), years, given(p0=found))
    with pytest.raises(CrawlFailed, match=told) if told else contextlib.nullcontext():
        crawled.check()


def test_the_first_portals_that_need_a_browser_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling.browser, "missing", lambda: "there is no Chromium")
    check_rendering(portals(3))
    with pytest.raises(CrawlFailed, match="pages of p0, p1, p2, p3, p4 are to be shown in a browser"):
        check_rendering(portals(6, render=True))
    monkeypatch.setattr(crawling.browser, "missing", str)
    check_rendering(portals(6, render=True))


async def stream_of(*lines: str) -> asyncio.StreamReader:
    stream = asyncio.StreamReader()
    stream.feed_data("".join(f"{line}\n" for line in lines).encode())
    stream.feed_eof()
    return stream


def test_the_last_lines_of_the_log_are_kept_without_personal_numbers() -> None:
    async def kept() -> list[str]:
        lines = [*(f"line {number}  " for number in range(30)), "call 13812345678"]
        return await crawling._keep_last_lines(await stream_of(*lines))

    last = asyncio.run(kept())
    assert last[:-1] == [f"line {number}" for number in range(15, 30)]
    assert last[-1].startswith("call ")
    assert "13812345678" not in last[-1]


def test_what_the_process_counts_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    class Shown:
        def add(self, description: str, total: int | None) -> int:
            told.append((description, total))
            return 0

        def update(self, *what: object) -> None:
            told.append(what)

    async def show() -> None:
        await crawling._show_progress(
            await stream_of('{"requests": 5, "found": 2}', "by a library", '{"requests": 6, "found": 3}')
        )

    monkeypatch.setattr(Bar, "display", Shown())
    asyncio.run(show())
    assert told == [("crawl", None), (0, 5, "requests, 2 reports", None, 2), (0, 6, "requests, 3 reports", None, 3)]
