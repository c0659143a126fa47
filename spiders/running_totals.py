"""Reports the running totals of a crawl to its flow: one JSON line a second on standard output."""

from __future__ import annotations

import asyncio
import json
import sys

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from spiders.middlewares.recording import Recorder

SECONDS = 1.0


class RunningTotals:
    """Prints the running totals of requests made and reports found."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Future[None] | None = None
        self._recorder: Recorder = crawler.settings["RECORDER"]
        self._loop = create_looping_call(self.tell)
        crawler.signals.connect(self.start, signals.spider_opened)
        crawler.signals.connect(self.stop, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunningTotals:
        return cls(crawler)

    def start(self) -> None:
        self._loop.start(SECONDS, now=False)

    def stop(self) -> None:
        if self._loop.running:
            self._loop.stop()
        self.tell()

    def tell(self) -> None:
        results = self._recorder.portals.values()
        totals = {"requests": sum(r.requests for r in results), "found": sum(r.found for r in results)}
        try:
            print(json.dumps(totals), file=sys.stdout, flush=True)
        except BrokenPipeError:
            self._abandon()

    def _abandon(self) -> None:
        """Ends a crawl that no flow waits for any more: its flow was killed, and would start another."""
        engine = self._crawler.engine
        if engine is not None and engine.spider is not None and self._closing is None:
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason="abandoned"))
