"""The pace: each host has a queue of its own, hands out its requests in order of priority, and can be slowed down.

Scrapy's own queue gives the downloader whatever fits into its total, so that a request of high priority waits behind
all earlier ones of its host. Here a request leaves the queue only when its host is free.
"""

from __future__ import annotations

import functools
import time
import urllib.parse
from collections import Counter, deque
from collections.abc import Generator
from typing import Any

import scrapy
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.pqueues import DownloaderAwarePriorityQueue
from twisted.internet.defer import Deferred, inlineCallbacks

STANDARD_PORTS = {"http": 80, "https": 443}


def slot_key(request: scrapy.Request) -> str:
    """The host that a request burdens: its name, with the port where that is not a standard one.

    http and https of one name are one server, and share one pace.
    """
    return _host(request.url.partition("://")[2].partition("/")[0])


@functools.lru_cache(maxsize=10_000)
def _host(authority: str) -> str:
    parts = urllib.parse.urlsplit(f"//{authority}")
    host = (parts.hostname or "").rstrip(".")
    return host if parts.port in (None, *STANDARD_PORTS.values()) else f"{host}:{parts.port}"


class HostDownloader(Downloader):
    """Scrapy's downloader with one slot for each host and port, that counts what each host has in hand."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._in_hand: Counter[str] = Counter()
        self._download_from_handler = self.handlers.download_request_async
        self.handlers.download_request_async = self._download_and_rest  # type: ignore[method-assign]
        self.queue: HostQueue | None = None

    def get_slot_key(self, request: scrapy.Request) -> str:
        return slot_key(request)

    def is_free(self, key: str) -> bool:
        """Whether a host may be given another request."""
        concurrency = self.per_slot_settings.get(key, {}).get("concurrency", self.domain_concurrency)
        return self._in_hand[key] < max(1, int(concurrency))

    @inlineCallbacks
    def fetch(
        self,
        request: scrapy.Request,
        spider: scrapy.Spider | None = None,  # noqa: ARG002  (Scrapy's signature)
    ) -> Generator[Deferred[Any], Any, Response | scrapy.Request]:
        key = slot_key(request)
        self._in_hand[key] += 1
        try:
            result: Response | scrapy.Request = yield super().fetch(request)
            return result
        finally:
            self._in_hand[key] -= 1
            if not self._in_hand[key]:
                del self._in_hand[key]
            if self.queue is not None:
                self.queue.freed(key)

    async def _download_and_rest(self, request: scrapy.Request) -> Response:
        """Counts the pause from the end of a request; counted from its start, one that goes out late is too close."""
        try:
            return await self._download_from_handler(request)
        finally:
            slot = self.slots.get(slot_key(request))
            if slot is not None:
                slot.lastseen = max(slot.lastseen, time.monotonic())

    def slow_down(self, key: str, delay: float) -> None:
        """Raises the pause between two requests to a host, for the rest of the crawl; it is never lowered.

        Scrapy forgets slots that were idle for a while, so the settings of the slot are raised with it.
        """
        settings = self.per_slot_settings.setdefault(key, {})
        delay = max(delay, float(settings.get("delay", self._delay)))
        settings["delay"] = delay
        if key in self.slots:
            self.slots[key].delay = delay

    def pause(self, key: str, seconds: float) -> None:
        """Sends a host nothing for some seconds."""
        slot = self.slots.get(key)
        if slot is not None:
            slot.delay = max(slot.delay, _LEAST_DELAY)
            slot.lastseen = max(slot.lastseen, time.monotonic() + seconds - slot.delay)


def downloader_of(crawler: Crawler) -> HostDownloader:
    """The downloader of a crawl that runs with nianbao's settings."""
    downloader = crawler.engine.downloader if crawler.engine else None
    if not isinstance(downloader, HostDownloader):
        raise TypeError("the setting DOWNLOADER must be HostDownloader")
    return downloader


_LEAST_DELAY = 1e-6
"""Scrapy looks at a slot's last request only where the slot has a delay."""


class HostQueue(DownloaderAwarePriorityQueue):
    """One priority queue for each host; a request leaves it when its host is free, hosts take turns."""

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader = downloader_of(crawler)
        self._downloader.queue = self
        self._ready: deque[str] = deque()
        self._listed: set[str] = set()
        self._length = 0

    def push(self, request: scrapy.Request) -> None:
        super().push(request)
        self._length += 1
        self._list(slot_key(request))

    def pop(self) -> scrapy.Request | None:
        while self._ready:
            key = self._ready.popleft()
            self._listed.discard(key)
            queue = self.pqueues.get(key)
            if queue is None or not self._downloader.is_free(key):
                continue
            request: scrapy.Request | None = queue.pop()
            if len(queue) == 0:
                del self.pqueues[key]
                queue.close()
            else:
                self._list(key)
            if request is not None:
                self._length -= 1
                return request
        return None

    def freed(self, key: str) -> None:
        """Says that a host may have come free."""
        self._list(key)

    def _list(self, key: str) -> None:
        if key in self.pqueues and key not in self._listed:
            self._listed.add(key)
            self._ready.append(key)

    def __len__(self) -> int:
        return self._length
