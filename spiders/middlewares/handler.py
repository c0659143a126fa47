"""Scrapy's HTTP client without second thoughts: every request that reaches a server is one that was decided on."""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler

IDLE_SECONDS = 15
"""How long a connection is kept open for the next request; thousands of hosts at once leave none to spare."""


class HostDownloadHandler(HTTP11DownloadHandler):
    """Sends a request once; Twisted would send it again at once where a connection breaks, at no pace and unlogged."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
        self._pool.cachedConnectionTimeout = IDLE_SECONDS
