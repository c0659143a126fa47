"""Scrapy's HTTP client without second thoughts: every request that reaches a server is one that was decided on."""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler


class HostDownloadHandler(HTTP11DownloadHandler):
    """Sends a request once; Twisted would send it again at once where a connection breaks, at no pace and unlogged."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
