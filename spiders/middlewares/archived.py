"""Asks only for what is new: answers of this run are taken from the archive, older ones are revalidated.

Scrapy's own cache revalidates nothing that its server forbids to store, which is what most portals do; but an archive
is no cache, and a condition is a courtesy to the server, whatever it says about caching.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.middlewares.known import Known, log_address
from spiders.middlewares.recording import REPLAYED, Recorder
from spiders.middlewares.refusal import Refused

_NO_ANSWERS = ("soft_404", "too_large")


class ArchivedMiddleware:
    """Puts If-None-Match and If-Modified-Since on requests for what the archive holds."""

    def __init__(self, crawler: Crawler) -> None:
        self._recorder: Recorder = crawler.settings["RECORDER"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivedMiddleware:
        return cls(crawler)

    def process_request(self, request: scrapy.Request) -> Awaitable[Response] | None:
        # A redirect or another attempt is a copy of the request before, with its headers and meta.
        request.meta.pop("known", None)
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        known = self._recorder.known.get(log_address(request))
        if known is None or (known.document_id and not self._recorder.holds(known.document_id)):
            return None
        if known.outcome in _NO_ANSWERS:
            # Of earlier runs, answers alone are known.
            raise Refused(known.outcome, known.reason or known.outcome, logged=False)
        if known.fresh:
            return self._replayed(request, known)
        if request.method == "GET" and known.document_id and (known.etag or known.last_modified):
            request.meta["known"] = known
            if known.etag:
                request.headers["If-None-Match"] = known.etag
            if known.last_modified:
                request.headers["If-Modified-Since"] = known.last_modified
        return None

    async def _replayed(self, request: scrapy.Request, known: Known) -> Response:
        body = await asyncio.to_thread(self._recorder.body, known.document_id) if known.document_id else b""
        status = 200 if known.outcome == "not_modified" else known.status or 200
        response = known.response(request.url, body, status)
        response.flags.append(REPLAYED)
        return response
