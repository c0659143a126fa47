"""What the crawler takes for granted of Scrapy beyond its documented interface (docs/decisions/scrapy-internals.md).

A Scrapy that fails here may crawl without a word and yet break a promise: ask a host too fast, or connect to addresses
that are forbidden.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import time
import tomllib
import types
from collections.abc import Callable
from importlib import metadata
from typing import Any

import pytest
import scrapy
from packaging.requirements import Requirement
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.handlers import DownloadHandlers
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.pqueues import DownloaderAwarePriorityQueue
from scrapy.resolver import CachingHostnameResolver
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings, default_settings
from scrapy.squeues import FifoMemoryQueue
from twisted.web.client import HTTPConnectionPool

from spiders import settings
from spiders.middlewares.pace import HostDownloader, HostQueue
from spiders.spider import PortalSpider
from tests.support import REPOSITORY

DOCUMENTED = (
    "scrapy",
    "scrapy.crawler",
    "scrapy.downloadermiddlewares",
    "scrapy.exceptions",
    "scrapy.http",
    "scrapy.settings",
    "scrapy.signals",
    "scrapy.spidermiddlewares",
)

SIGNATURES: list[tuple[Callable[..., Any], str]] = [
    (Downloader.__init__, "self crawler"),
    (Downloader.fetch, "self request spider"),
    (Downloader.get_slot_key, "self request"),
    (DownloadHandlers.download_request_async, "self request"),
    (BaseDownloadHandler.download_request, "self request"),
    (HTTP11DownloadHandler.__init__, "self crawler"),
    (
        DownloaderAwarePriorityQueue.__init__,
        "self crawler downstream_queue_cls key slot_startprios start_queue_cls",
    ),
    (DownloaderAwarePriorityQueue.push, "self request"),
    (DownloaderAwarePriorityQueue.pop, "self"),
    (HttpCompressionMiddleware.process_response, "self request response spider"),
    (CachingHostnameResolver.__init__, "self reactor cache_size"),
    (CachingHostnameResolver.from_crawler, "crawler reactor"),
    (
        CachingHostnameResolver.resolveHostName,
        "self resolutionReceiver hostName portNumber addressTypes transportSemantics",
    ),
    (ExecutionEngine.download_async, "self request"),
    (ExecutionEngine.close_spider_async, "self reason"),
    (responsetypes.from_args, "headers url filename body"),
]

USED: list[tuple[Callable[..., Any], set[str]]] = [
    (Downloader.__init__, {"handlers", "slots", "per_slot_settings", "domain_concurrency", "_delay"}),
    (Downloader._get_slot, {"get_slot_key", "per_slot_settings", "_delay", "slots"}),
    (Downloader._download, {"handlers", "download_request_async", "_process_queue"}),
    (Downloader._process_queue, {"monotonic", "download_delay", "lastseen"}),
    (DownloaderAwarePriorityQueue.__init__, {"pqueues"}),
    (DownloaderAwarePriorityQueue.push, {"pqueues", "get_slot_key"}),
    (HTTP11DownloadHandler.__init__, {"_pool", "HTTPConnectionPool"}),
]

UNCHANGED = {
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
        "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware",
        "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware",
        "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
        "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
        "scrapy.downloadermiddlewares.stats.DownloaderStats",
        "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware",
    },
    "SPIDER_MIDDLEWARES": {
        "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
        "scrapy.spidermiddlewares.referer.RefererMiddleware",
        "scrapy.spidermiddlewares.start.StartSpiderMiddleware",
        "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    },
    "DOWNLOAD_HANDLERS": set(),
}
"""Scrapy's own parts that take part in a crawl unchanged; whatever else a release brings has to be looked at first."""

OURS = {
    "BACKOFF_MOST_SECONDS",
    "BACKOFF_SECONDS",
    "BLOCKS_IN_A_ROW",
    "CONTACT_VARIABLE",
    "PAGE_MAXSIZE",
    "PORTAL_REQUEST_LIMIT",
    "RENDERED_PAGES",
    "RENDERED_REQUESTS",
    "RENDERED_SECONDS",
    "RENDERING_MIDDLEWARE",
    "WATCHED",
}
"""Names in `spiders.settings` that are not Scrapy's."""


def names(function: Callable[..., Any]) -> set[str]:
    """Names of attributes and globals that a function uses."""
    return set(inspect.unwrap(function).__code__.co_names)


@pytest.mark.parametrize(("function", "parameters"), SIGNATURES, ids=lambda value: getattr(value, "__qualname__", ""))
def test_signatures_are_the_expected_ones(function: Callable[..., Any], parameters: str) -> None:
    assert list(inspect.signature(function).parameters) == parameters.split()


@pytest.mark.parametrize(("function", "used"), USED, ids=lambda value: getattr(value, "__qualname__", ""))
def test_functions_still_use_what_is_replaced_or_read(function: Callable[..., Any], used: set[str]) -> None:
    assert not used - names(function)


def test_the_connection_pool_can_be_told_not_to_send_again() -> None:
    assert HTTPConnectionPool.retryAutomatically is True
    assert HTTPConnectionPool.cachedConnectionTimeout > 0


def test_every_setting_is_one_that_scrapy_reads() -> None:
    """A setting that Scrapy does not know is ignored without a word; the pause between requests is one of them."""
    ours = {name for name in vars(settings) if name.isupper()}
    assert ours - OURS <= set(vars(default_settings))


@pytest.mark.parametrize("kind", sorted(UNCHANGED))
def test_every_part_of_scrapy_is_replaced_or_known(kind: str) -> None:
    base = set(getattr(default_settings, f"{kind}_BASE"))
    changed = {name for name in getattr(settings, kind) if name in base or name.startswith("scrapy.")}
    assert changed <= base, "a part is switched off that Scrapy does not have under this name"
    assert base - changed == UNCHANGED[kind]


def _downloader() -> tuple[Crawler, HostDownloader]:
    """The downloader with nianbao's pace, without middlewares or anything that connects."""
    crawler = Crawler(
        PortalSpider,
        Settings(
            {
                "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
                "DOWNLOADER_MIDDLEWARES_BASE": {},
                "DOWNLOAD_HANDLERS_BASE": {},
                "DOWNLOAD_DELAY": 0,
                "DOWNLOAD_DELAY_JITTER": settings.DOWNLOAD_DELAY_JITTER,
            }
        ),
    )
    downloader = HostDownloader(crawler)
    crawler.engine = types.SimpleNamespace(downloader=downloader)  # type: ignore[assignment]
    return crawler, downloader


def test_a_request_leaves_the_queue_when_its_host_is_free() -> None:
    crawler, downloader = _downloader()
    queue = HostQueue(crawler, FifoMemoryQueue, "")
    urls = ["http://a.example/1", "http://a.example/2", "https://b.example/1"]
    for url in urls:
        queue.push(scrapy.Request(url))
    assert len(queue) == 3
    downloader._in_hand["a.example"] = 1
    first = queue.pop()
    assert first is not None
    assert first.url == urls[2]
    assert queue.pop() is None
    downloader._in_hand["a.example"] = 0
    queue.freed("a.example")
    assert [request.url for request in (queue.pop(), queue.pop()) if request] == urls[:2]
    assert len(queue) == 0


def test_a_pause_is_counted_from_the_end_of_a_request() -> None:
    _, downloader = _downloader()
    request = scrapy.Request("http://a.example/")
    ended: list[float] = []

    async def answer(_: scrapy.Request) -> scrapy.http.Response:
        await asyncio.sleep(0.02)
        ended.append(time.monotonic())
        return scrapy.http.Response(request.url)

    slot = downloader.slots["a.example"] = Slot(concurrency=1, delay=0, jitter=0)
    downloader._download_from_handler = answer
    asyncio.run(downloader._download(slot, request))
    assert slot.lastseen >= ended[0]


def test_a_host_that_asks_for_a_longer_pause_keeps_it_when_scrapy_forgets_its_slot() -> None:
    _, downloader = _downloader()
    downloader._start_slot_gc = lambda: None
    downloader.slow_down("a.example", 7.0)
    _, slot = downloader._get_slot(scrapy.Request("http://a.example/"))
    assert slot.delay == slot.download_delay() == 7.0


def test_scrapy_is_bounded_to_the_release_that_this_was_tried_on() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (bound,) = [Requirement(line) for line in project["dependencies"] if re.match(r"scrapy\b", line)]
    installed = metadata.version("scrapy")
    major, minor = (int(part) for part in installed.split(".")[:2])
    assert bound.specifier.contains(installed)
    assert not bound.specifier.contains(f"{major}.{minor + 1}.0")
    assert not bound.specifier.contains(f"{major}.{minor - 1}.99")


def test_the_record_names_every_module_that_is_reached_into() -> None:
    record = (REPOSITORY / "docs" / "decisions" / "scrapy-internals.md").read_text(encoding="utf-8")
    reached = {
        node.module
        for path in (REPOSITORY / "spiders").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and node.module.startswith("scrapy.")
        and not any(node.module == name or node.module.startswith(f"{name}.") for name in DOCUMENTED[1:])
    }
    assert reached
    assert {module for module in reached if f"`{module}`" not in record} == set()
