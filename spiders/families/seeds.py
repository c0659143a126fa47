"""The offline portal: the real reports in `seeds/`, crawled like any other portal, without a network."""

from __future__ import annotations

import csv
import importlib.resources
import urllib.parse
from collections.abc import Iterable, Iterator
from typing import ClassVar

import scrapy
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Response, TextResponse

from spiders.families.base import Family


class Seeds(Family):
    """A list (`seeds/manifest.csv`) whose entries are the reports."""

    name: ClassVar[str] = "seeds"

    def start(self) -> Iterable[scrapy.Request]:
        yield self.request(self.portal.home_url, "listing", self.list_reports)

    def list_reports(self, response: TextResponse) -> Iterator[scrapy.Request]:
        for row in csv.DictReader(response.text.splitlines()):
            url, year = row["url"], row["year"]
            if not self.wanted(f"{year}年"):
                continue
            yield self.request(url, "report", referrer=response.url)


class SeedsDownloadHandler(BaseDownloadHandler):
    """Answers `seeds://offline/NAME` with the file of that name in `seeds/`, as a web server would."""

    lazy = False

    async def download_request(self, request: scrapy.Request) -> Response:
        name = urllib.parse.urlsplit(request.url).path.lstrip("/")
        file = importlib.resources.files("seeds").joinpath(name)
        if "/" in name or not file.is_file():
            return Response(request.url, status=404)
        return TextResponse(
            request.url, body=file.read_bytes(), headers={"Content-Type": "text/plain"}, encoding="utf-8"
        )
