"""A crawl that follows every link: `python -m tests.plain_crawl JOB.json`, for trying the downloader by itself.

The real families follow only what promises a report. Here a portal of the family `plain` is walked whole, with the real
settings, middlewares and process.
"""

from __future__ import annotations

import asyncio
import pathlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar
from unittest import mock

import scrapy
from scrapy.http import Response, TextResponse

from flows import crawling
from spiders import families
from spiders.__main__ import main
from spiders.families.base import Family
from spiders.job import CrawlResult
from spiders.portals import Portal


class Plain(Family):
    """Follows every link as it stands: those with `report` in their address are reports."""

    name: ClassVar[str] = "plain"

    def start(self) -> Iterable[scrapy.Request]:
        yield self.ask(self.portal.home_url, None)

    def follow(self, response: Response) -> Iterator[scrapy.Request]:
        if isinstance(response, TextResponse):
            for link in response.css("a"):
                yield self.ask(response.urljoin(link.attrib.get("href", "")), link.attrib.get("data-refuse"))

    def ask(self, url: str, refuse: str | None) -> scrapy.Request:
        role = "report" if "report" in url else "page"
        request = self.request(url, role, self.follow)
        if refuse:
            request.meta["refuse"] = ("bounded", refuse)
        return request


def plain_portal(home: str, name: str = "a", **columns: Any) -> Portal:
    return Portal(portal=name, adcode="", name=name, level="county", home_url=home, family="plain", **columns)


def crawl(portals: Sequence[Portal], data: str, settings: dict[str, Any] | None = None, **options: Any) -> CrawlResult:
    """Runs a crawl as the flow does, with the family `plain`; without pauses unless the settings say otherwise."""
    quick = {"DOWNLOAD_DELAY": 0, "BACKOFF_SECONDS": 0.05, "DOWNLOAD_TIMEOUT": 5, **(settings or {})}
    with mock.patch.object(crawling, "MODULE", "tests.plain_crawl"):
        return asyncio.run(crawling.run_crawl(portals, data, settings=quick, **options))


families.FAMILIES[Plain.name] = Plain

if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1])))
