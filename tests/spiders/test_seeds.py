"""The offline portal, crawled by the real process with the real settings."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import pathlib
import subprocess
import sys

import pytest
import scrapy
from scrapy.http import TextResponse

from flows.crawling import check_floors, check_results, run_crawl
from flows.errors import CrawlFailed
from spiders import families, portals
from spiders.errors import RegistryError
from spiders.families.base import Family
from spiders.families.seeds import Seeds, SeedsDownloadHandler
from spiders.job import CrawlJob, CrawlResult, PortalResult
from spiders.portals import Portal
from storage.archive import Archive
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from tests.support import REPOSITORY, SEEDS

PORTAL = portals.load().find("seeds")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, CrawlResult]:
    data = str(tmp_path_factory.mktemp("data"))
    return data, asyncio.run(run_crawl([PORTAL], data))


def test_the_manifest_lists_the_files_as_they_are() -> None:
    with (SEEDS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["file"]: row["sha256"] for row in csv.DictReader(file)}
    assert listed == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS.glob("*.txt")}
    assert len(listed) == 5


def test_all_five_are_archived_as_sent(crawled: tuple[str, CrawlResult]) -> None:
    data, result = crawled
    assert result.finish_reason == "finished"
    assert result.portals["seeds"].found == 5
    archive = Archive(_root(data))
    archived = {row.url.rpartition("/")[2]: row.document_id for row in _log(data).read() if row.role == "report"}
    assert {name: archive.get(document_id or "") for name, document_id in archived.items()} == {
        path.name: path.read_bytes() for path in SEEDS.glob("*.txt")
    }


def test_every_request_has_its_row(crawled: tuple[str, CrawlResult]) -> None:
    data, result = crawled
    rows = _log(data).read()
    assert sorted(row.role for row in rows) == ["listing", *["report"] * 5, "robots"]
    assert [row.sequence for row in sorted(rows, key=lambda row: row.sequence)] == list(range(7))
    robots = next(row for row in rows if row.role == "robots")
    assert (robots.status, robots.outcome, robots.document_id) == (404, "not_found", None)
    assert all(row.referrer == PORTAL.home_url for row in rows if row.role == "report")
    assert sum(portal.requests for portal in result.portals.values()) == 7


def test_a_portal_below_its_floor_fails() -> None:
    result = CrawlResult(finish_reason="finished", errors=(), portals={"seeds": PortalResult(6, 4, {"ok": 6})})
    with pytest.raises(CrawlFailed, match="found 4 reports where at least 5 must be"):
        check_floors([PORTAL], result)
    with pytest.raises(CrawlFailed, match="found 0"):
        check_floors([PORTAL], CrawlResult(finish_reason="finished", errors=(), portals={}))


@pytest.mark.parametrize(("years", "found"), [((2014,), 1), ((2017, 2018), 4), ((1999,), 0)])
def test_the_years_asked_for_are_obeyed(root: DataRoot, years: tuple[int, ...], found: int) -> None:
    result = asyncio.run(run_crawl([PORTAL], root.location, years))
    assert result.portals["seeds"].found == found
    if not found:
        with pytest.raises(CrawlFailed, match=r"found no report of 1999 \(五份种子报告: no report found\)"):
            check_results([PORTAL], result, years)


def test_an_archive_that_cannot_be_written_is_a_failure(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(StorageError, match=r"file/leases.*cannot be written"):
        asyncio.run(run_crawl([PORTAL], str(tmp_path / "file")))


def test_a_crawler_that_crashes_is_a_failure_with_its_last_words(root: DataRoot) -> None:
    with pytest.raises(CrawlFailed, match=r"(?s)ended without its statistics.*no_such_reactor"):
        asyncio.run(run_crawl([PORTAL], root.location, settings={"TWISTED_REACTOR": "no_such_reactor.Reactor"}))


def test_a_watched_crawler_ends_well(root: DataRoot, tmp_path: pathlib.Path) -> None:
    """Its flow still holds its standard input open when it is done."""
    job = CrawlJob(
        run_id="crawl-a", data=root.location, portals=(PORTAL,), statistics=str(tmp_path / "statistics.json")
    )
    job.save(tmp_path / "job.json")
    command = [sys.executable, "-m", "spiders", str(tmp_path / "job.json"), "--watched"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        log = process.stderr.read()
        assert (process.wait(60), "Fatal" in log) == (0, False), log[-2000:]
    assert CrawlResult.load(tmp_path / "statistics.json").portals["seeds"].found == 5


def test_an_error_in_a_spider_is_a_failure(root: DataRoot) -> None:
    broken = Portal("broken", "", "无", "", "seeds://offline/000_8410e12d1c9ae270.txt", family="seeds")
    with pytest.raises(CrawlFailed, match="KeyError: 'url'"):
        asyncio.run(run_crawl([broken], root.location))


def test_a_family_that_is_not_known_is_told() -> None:
    with pytest.raises(RegistryError, match="unknown family 'nuxt'"):
        families.find(Portal("a", "", "甲市", "", "http://127.0.0.1/", family="nuxt"))


@pytest.mark.parametrize(("title", "expected"), [("2017年报告", True), ("2016年报告", False), ("年度报告", True)])
def test_titles_of_other_years_are_left_out(title: str, expected: bool) -> None:
    family: Family = families.find(PORTAL, (2017,))
    assert family.wanted(title) == expected


def test_jobs_and_results_survive_their_files(tmp_path: pathlib.Path) -> None:
    job = CrawlJob(run_id="run", data="data", portals=(PORTAL,), years=(2017,), statistics="s", settings={"A": 1})
    job.save(tmp_path / "job.json")
    assert CrawlJob.load(tmp_path / "job.json") == job
    result = CrawlResult(finish_reason="finished", errors=("e",), portals={"a": PortalResult(1, 1, {"ok": 1})})
    result.save(tmp_path / "result.json")
    assert CrawlResult.load(tmp_path / "result.json") == result


def _root(data: str) -> DataRoot:
    from storage.root import open_root

    return open_root(data)


def _log(data: str) -> FetchLog:
    return FetchLog(_root(data))


@pytest.mark.parametrize(("years", "names"), [((), ["1.txt", "2.txt"]), ((2017,), ["2.txt"]), ((2015,), [])])
def test_the_reports_of_the_years_that_are_wanted_are_asked_for(years: tuple[int, ...], names: list[str]) -> None:
    listed = "url,year\nseeds://offline/1.txt,2016\nseeds://offline/2.txt,2017\n"
    family = Seeds(PORTAL, years)
    (first,) = family.start()
    answer = TextResponse(first.url, body=listed.encode(), encoding="utf-8")
    asked = list(family.list_reports(answer))
    assert [request.url for request in asked] == [f"seeds://offline/{name}" for name in names]
    assert all(request.meta["record"]["role"] == "report" for request in asked)
    assert all(request.meta["record"]["referrer"] == first.url for request in asked)


@pytest.mark.parametrize(
    ("path", "status"), [("manifest.csv", 200), ("none.txt", 404), ("a/manifest.csv", 404), ("", 404)]
)
def test_a_file_of_the_seeds_is_sent_as_it_is_and_nothing_else_is(path: str, status: int) -> None:
    request = scrapy.Request(f"seeds://offline/{path}")
    answer = asyncio.run(object.__new__(SeedsDownloadHandler).download_request(request))
    assert (answer.url, answer.status) == (request.url, status)
    assert answer.body == ((SEEDS / path).read_bytes() if status == 200 else b"")
