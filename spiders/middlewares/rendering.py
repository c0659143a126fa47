"""Shows pages in a browser, for portals whose row in the registry asks for it; off for all others.

The browser reaches no network: what a page loads goes through the crawler's own downloader, and so through robots.txt,
the pace, the guard of addresses, the archive and the log, or it is not loaded. The archive holds what the portal has
sent; what the browser has made of it is only read for links.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.http.request import NO_CALLBACK

from spiders import browser
from spiders.discovery import addresses
from spiders.discovery.vocabulary import vocabulary
from spiders.middlewares.recording import Recorder, record_of
from spiders.portals import Portal

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright, Request, Route

_LOADED = ("document", "script", "xhr", "fetch")
"""Kinds of what a page may load: what makes its text, and nothing that only adorns it."""
_SENT = ("content-type", "x-requested-with", "accept")
_AT_ONCE = 2
_GRACE_SECONDS = 10.0
"""How long a browser may take to say what it shows when a page's time is over."""
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # Whatever is not answered by `_Visit` ends at a proxy that there is not.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)


class RenderingMiddleware:
    """Puts what a browser shows in the place of a page's markup, where its request asks for it (`meta["render"]`)."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._recorder: Recorder = settings["RECORDER"]
        self._most_pages = settings.getint("RENDERED_PAGES")
        self._most_requests = settings.getint("RENDERED_REQUESTS")
        self._seconds = settings.getfloat("RENDERED_SECONDS")
        self._hosts = {portal.portal: frozenset(_hosts(portal)) for portal in settings["RENDERED_PORTALS"]}
        self._shown: Counter[str] = Counter()
        self._free = asyncio.Semaphore(_AT_ONCE)
        self._starting: asyncio.Future[Browser] | None = None
        self._driver: Playwright | None = None
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RenderingMiddleware:
        return cls(crawler)

    async def process_response(self, request: scrapy.Request, response: Response) -> Response:
        portal = record_of(request)["portal"]
        if not request.meta.get("render") or portal not in self._hosts or response.status != 200:
            return response
        if not isinstance(response, TextResponse):
            return response
        self._shown[portal] += 1
        if self._shown[portal] > self._most_pages:
            if self._shown[portal] == self._most_pages + 1:
                reason = f"the browser has shown {self._most_pages} pages of the portal; others are read as they came"
                self._recorder.record(url=request.url, **record_of(request), outcome="bounded", reason=reason)
            return response
        async with self._free:
            markup = await self._markup(request, response)
        if not markup:
            return response
        return HtmlResponse(response.url, 200, response.headers, markup.encode(), response.flags, encoding="utf-8")

    async def _markup(self, request: scrapy.Request, response: TextResponse) -> str:
        """What the page holds when it has come to rest, or when its time is over; empty if nothing is shown."""
        from playwright.async_api import Error  # noqa: PLC0415  (an extra)

        context = await (await self._browser()).new_context(
            user_agent=(request.headers.get("User-Agent") or b"").decode("latin-1") or None,
            service_workers="block",
            accept_downloads=False,
        )
        try:
            async with asyncio.timeout(self._seconds + _GRACE_SECONDS):
                return await self._come_to_rest(context, request, response)
        except (Error, TimeoutError):
            return ""
        finally:
            with contextlib.suppress(Error, TimeoutError):
                await asyncio.wait_for(context.close(), _GRACE_SECONDS)

    async def _come_to_rest(self, context: BrowserContext, request: scrapy.Request, response: TextResponse) -> str:
        from playwright.async_api import Error  # noqa: PLC0415  (an extra)

        page = await context.new_page()
        hosts = self._hosts[record_of(request)["portal"]] | {addresses.host(response.url)}
        visit = _Visit(self._crawler, request, response, page, hosts, self._most_requests)
        await context.route("**/*", visit.answer)
        await context.route_web_socket("**/*", lambda socket: socket.close())
        try:
            async with asyncio.timeout(self._seconds):
                await page.goto(response.url, wait_until="load", timeout=0)
                await page.wait_for_load_state("networkidle", timeout=0)
        except (Error, TimeoutError):
            visit.end()
        return await page.content() if visit.has_begun else ""

    async def _browser(self) -> Browser:
        if self._starting is None:
            self._starting = asyncio.ensure_future(self._start())
        return await asyncio.shield(self._starting)

    async def _start(self) -> Browser:
        from playwright.async_api import async_playwright  # noqa: PLC0415  (an extra)

        self._driver = await async_playwright().start()
        # Chromium's own sandbox does not work for root.
        return await self._driver.chromium.launch(
            executable_path=browser.path(), args=list(_ARGUMENTS), chromium_sandbox=os.geteuid() != 0
        )

    async def close(self) -> None:
        """Ends the browser."""
        if self._starting is not None and self._driver is not None:
            await (await self._starting).close()
            await self._driver.stop()


class _Visit:
    """What a page loads while it is shown.

    Args:
        crawler: The crawl.
        request: Request of the page.
        response: Its answer, which the browser is given.
        page: The browser's page.
        hosts: Hosts that are the portal's own.
        most: Requests that it may make.
    """

    def __init__(
        self,
        crawler: Crawler,
        request: scrapy.Request,
        response: TextResponse,
        page: Page,
        hosts: frozenset[str],
        most: int,
    ) -> None:
        self._crawler = crawler
        self._request = request
        self._response = response
        self._page = page
        self._hosts = hosts
        self._left = most
        self.has_begun = False

    def end(self) -> None:
        """Lets the page load nothing more."""
        self._left = 0

    async def answer(self, route: Route) -> None:
        """Answers one request of the page, or lets it fail."""
        from playwright.async_api import Error  # noqa: PLC0415  (an extra)

        try:
            answer = await self._answer(route)
        except Error:
            # Such as a request of a window that is no page yet.
            answer = None
        with contextlib.suppress(Error):
            # The page may be gone by now.
            if answer is None:
                await route.abort()
            else:
                await route.fulfill(status=answer.status, headers=_headers(answer), body=answer.body)

    async def _answer(self, route: Route) -> Response | None:
        asked = route.request
        if asked.is_navigation_request() and asked.frame == self._page.main_frame:
            first, self.has_begun = not self.has_begun, True
            # Where a page leads by itself is followed by the walk; the browser stays, as where there is no content.
            return self._response if first else Response(asked.url, 204)
        return await self._asked(asked) if self._permits(asked) else None

    def _permits(self, asked: Request) -> bool:
        return (
            self._left > 0
            and asked.resource_type in _LOADED
            and asked.method in ("GET", "POST")
            and addresses.resolve(asked.url, asked.url) is not None
            and self._is_own(addresses.host(asked.url))
            and not vocabulary().doing.search(asked.url)
            and not (asked.resource_type in ("xhr", "fetch") and vocabulary().no_list.search(asked.url))
        )

    def _is_own(self, host: str) -> bool:
        return any(addresses.domain(host) == addresses.domain(own) for own in self._hosts)

    async def _asked(self, asked: Request) -> Response | None:
        """The answer of the portal, by way of all that watches over a crawl; None where there is none."""
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("a crawl needs an engine")
        self._left -= 1
        record = {**record_of(self._request), "role": "page", "referrer": self._response.url, "link_text": None}
        request = scrapy.Request(
            asked.url,
            method=asked.method,
            body=asked.post_data_buffer or b"",
            headers={name: value for name, value in asked.headers.items() if name in _SENT},
            callback=NO_CALLBACK,
            meta={"record": record, "may_be_empty": True},
            dont_filter=True,
        )
        try:
            answer: Response = await engine.download_async(request)
        except Exception:  # noqa: BLE001  every way to fail is one of not being answered, and is in the log
            return None
        return answer


def _hosts(portal: Portal) -> Iterable[str]:
    return (addresses.host(portal.home_url), *portal.further_hosts)


def _headers(response: Response) -> dict[str, str]:
    kind = (response.headers.get("Content-Type") or b"text/plain").decode("latin-1").partition(";")[0]
    charset = f"; charset={response.encoding}" if isinstance(response, TextResponse) else ""
    return {"content-type": f"{kind}{charset}", "access-control-allow-origin": "*"}
