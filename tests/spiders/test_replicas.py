"""Recorded portals, crawled from their home pages alone by the real process: every report found, nothing else asked."""

from __future__ import annotations

import asyncio
import dataclasses
import pathlib
import tomllib
from collections.abc import Iterator, Sequence

import pytest

from flows.crawling import run_crawl
from spiders.job import CrawlResult
from spiders.portals import Portal
from tests.portal_server import PortalServer, Site
from tests.support import DATA

FOLDERS = sorted(path.parent for path in (DATA / "portals").glob("*/expected.toml"))
REQUESTS_PER_REPORT = 6


@dataclasses.dataclass(frozen=True)
class Expected:
    """What a recorded portal holds: its place, the paths of its reports and files, and paths not to be asked for.

    Attributes:
        ordered: Paths that are asked for only when the parsers have missed them (`tests/flows/test_completing.py`).
        found: Documents that count as reports found; None where nothing but the paths is asked.
        bodies: Whether the reports of other bodies are wanted, too.
    """

    name: str
    level: str
    reports: Sequence[str]
    forbidden: Sequence[str]
    ordered: Sequence[str] = ()
    found: int | None = None
    bodies: bool = False


@dataclasses.dataclass(frozen=True)
class Crawled:
    site: Site
    expected: Expected
    result: CrawlResult


def expected(folder: pathlib.Path) -> Expected:
    return Expected(**tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8")))


def portal(site: Site, known: Expected) -> Portal:
    return Portal(site.name, "", known.name, known.level, site.home, bodies=known.bodies)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Crawled]]:
    known = {folder.name: expected(folder) for folder in FOLDERS}
    with PortalServer() as server:
        sites = {folder.name: server.serve(Site(folder.name, folder)) for folder in FOLDERS}
        portals = [portal(site, known[name]) for name, site in sites.items()]
        data = str(tmp_path_factory.mktemp("data"))
        result = asyncio.run(run_crawl(portals, data, settings={"DOWNLOAD_DELAY": 0}))
        yield {name: Crawled(site, known[name], result) for name, site in sites.items()}


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS])
def test_every_report_is_found_from_the_home_page(crawled: dict[str, Crawled], name: str) -> None:
    missing = set(crawled[name].expected.reports) - set(crawled[name].site.paths)
    assert not missing, crawled[name].site.paths


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS])
def test_what_is_fetched_counts_as_found(crawled: dict[str, Crawled], name: str) -> None:
    found = crawled[name].result.portals[name].found
    assert 0 < found <= len(crawled[name].expected.reports)


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS])
def test_nothing_is_asked_for_that_promises_nothing(crawled: dict[str, Crawled], name: str) -> None:
    forbidden = [
        path for path in crawled[name].site.paths if any(part in path for part in crawled[name].expected.forbidden)
    ]
    assert not forbidden
    assert not set(crawled[name].expected.ordered) & set(crawled[name].site.paths)


def test_pages_that_only_list_reports_are_no_reports_found(crawled: dict[str, Crawled]) -> None:
    counted = {name: each for name, each in crawled.items() if each.expected.found is not None}
    assert len(counted) >= 3
    assert {name: each.result.portals[name].found for name, each in counted.items()} == {
        name: each.expected.found for name, each in counted.items()
    }


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS])
def test_requests_are_few(crawled: dict[str, Crawled], name: str) -> None:
    assert len(crawled[name].site.paths) <= REQUESTS_PER_REPORT * len(crawled[name].expected.reports)


def test_a_report_and_its_attachments_count_as_one(crawled: dict[str, Crawled]) -> None:
    """Seven pages that lead to a file each, and one file in the list itself: eight reports at fifteen addresses."""
    attachments = crawled["attachments"]
    assert len(attachments.expected.reports) == 15
    assert attachments.result.portals["attachments"].found == 8


@pytest.mark.parametrize("name", [folder.name for folder in FOLDERS])
def test_nothing_is_asked_for_twice(crawled: dict[str, Crawled], name: str) -> None:
    asked = [(request.method, request.path, request.body) for request in crawled[name].site.requests]
    assert len(asked) == len(set(asked))
