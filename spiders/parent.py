"""Ends a crawl whose flow has ended: a killed flow cannot ask for it, and would be started again beside it.

The flow holds the crawler's standard input open and never writes to it. When the flow ends, however it ends, the system
closes it.
"""

from __future__ import annotations

import asyncio
import os
import threading

from scrapy import signals
from scrapy.crawler import Crawler

from spiders.middlewares.recording import Recorder

ABANDONED = 4
"""Exit status of a crawl that was left by its flow."""
_STANDARD_INPUT = 0


class ParentWatch:
    """Saves what has come so far and ends the process as soon as its flow is gone; no request more is made."""

    def __init__(self, crawler: Crawler) -> None:
        self._recorder: Recorder = crawler.settings["RECORDER"]
        if crawler.settings.getbool("WATCHED"):
            crawler.signals.connect(self.start, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ParentWatch:
        return cls(crawler)

    def start(self) -> None:
        loop = asyncio.get_event_loop()
        threading.Thread(target=self._wait, args=(loop,), name="parent watch", daemon=True).start()

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        # Not by way of `sys.stdin`: its lock, held here until the end, would abort a process that ends by itself.
        while os.read(_STANDARD_INPUT, 1):
            pass
        loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        self._recorder.flush()
        self._recorder.close()
        os._exit(ABANDONED)
