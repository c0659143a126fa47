"""Obeys robots.txt.

Scrapy's own middleware takes a server that refuses, fails or does not answer as one that permits everything, and
ignores Crawl-delay.
"""

from __future__ import annotations

import asyncio
import urllib.parse
from collections.abc import Awaitable

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from spiders.middlewares.pace import downloader_of, slot_key
from spiders.middlewares.recording import record_of
from spiders.middlewares.refusal import Refused
from spiders.middlewares.robots_rules import Rules, read
from spiders.settings import BOT_NAME


class RobotsMiddleware:
    """Asks each host for its robots.txt once, before anything else, and obeys it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    def process_request(self, request: scrapy.Request) -> Awaitable[None] | None:
        if request.meta.get("robots"):
            return None
        parts = urllib.parse.urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin, request))
        rules = self._rules[origin]
        if not rules.done():
            return self._wait(rules, request)
        _obey(rules.result(), request)
        return None

    async def _wait(self, rules: asyncio.Future[Rules], request: scrapy.Request) -> None:
        _obey(await asyncio.shield(rules), request)

    async def _ask(self, origin: str, request: scrapy.Request) -> Rules:
        record = {**record_of(request), "role": "robots", "referrer": None, "link_text": None}
        asking = scrapy.Request(
            f"{origin}/robots.txt", callback=NO_CALLBACK, meta={"robots": True, "record": record}, dont_filter=True
        )
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("a crawl needs an engine")
        try:
            response: Response = await engine.download_async(asking)
        except Refused as refused:
            return Rules(refusal=(refused.outcome, f"robots.txt: {refused.reason}"))
        except Exception as error:  # noqa: BLE001  every way to fail is one of not being answered
            outcome, reason = asking.meta.get("ended") or ("failed", str(error))
            return Rules(refusal=(outcome, f"robots.txt could not be fetched, so nothing is permitted: {reason}"))
        rules = read(response.status, response.body)
        if rules.delay is not None:
            downloader_of(self._crawler).slow_down(slot_key(request), rules.delay)
        return rules


def _obey(rules: Rules, request: scrapy.Request) -> None:
    if rules.refusal is not None:
        raise Refused(*rules.refusal)
    if rules.parser is not None and not rules.parser.can_fetch(request.url, BOT_NAME):
        raise Refused("refused_by_robots", "robots.txt does not permit this address")
