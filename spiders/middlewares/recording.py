"""Archives every body and logs every request, before any other part of the crawl looks at the answer."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.message
import time
import traceback
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.job import PortalResult
from storage.archive import Archive
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.root import open_root
from storage.schema import Fetch

FLUSH_ROWS = 1000
FLUSH_SECONDS = 30.0
REPORT_ROLES = ("report", "attachment")
_UNKNOWN = ("place", "referrer", "link_text")
_OPTIONAL = ("status", "reason", "document_id", "bytes", "media_type", "charset", "etag", "last_modified")


class Recorder:
    """The archive and the fetch log of one run, with the running count for each portal."""

    def __init__(self, data: str, run_id: str) -> None:
        root = open_root(data)
        self._archive = Archive(root)
        self._log = FetchLog(root)
        self._run_id = run_id
        self._sequence = 0
        self._rows: list[Fetch] = []
        self._flushed = time.monotonic()
        self.portals: dict[str, PortalResult] = {}
        self.errors: list[str] = []

    def keep(self, body: bytes) -> str:
        return self._archive.put(body)

    def record(self, **columns: Any) -> None:
        """Adds a row to the log; columns that are not given are null."""
        known: dict[str, Any] = {**dict.fromkeys(_OPTIONAL), **columns}
        known.update(run_id=self._run_id, sequence=self._sequence, fetched_at=dt.datetime.now(dt.UTC))
        row = Fetch(**known)
        self._sequence += 1
        self._rows.append(row)
        result = self.portals.setdefault(row.portal, PortalResult())
        result.requests += 1
        result.outcomes[row.outcome] = result.outcomes.get(row.outcome, 0) + 1
        if row.role in REPORT_ROLES and row.outcome in ("ok", "not_modified"):
            result.found += 1
        if len(self._rows) >= FLUSH_ROWS or time.monotonic() - self._flushed > FLUSH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Makes the rows so far durable."""
        rows, self._rows = self._rows, []
        self._log.append(rows)
        self._flushed = time.monotonic()


class RecordingMiddleware:
    """Hands every answer, and every failure to get one, to the recorder."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Future[None] | None = None
        self._recorder: Recorder = crawler.settings["RECORDER"]
        crawler.signals.connect(self.spider_error, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RecordingMiddleware:
        return cls(crawler)

    async def process_response(self, request: scrapy.Request, response: Response) -> Response:
        declared = email.message.Message()
        declared["Content-Type"] = (response.headers.get("Content-Type") or b"").decode("latin-1")
        document_id = None
        if response.status == 200 and response.body:
            document_id = await self._keep(response.body)
        self._record(
            url=request.url,
            **_record(request),
            status=response.status,
            outcome=_outcome(response),
            document_id=document_id,
            bytes=len(response.body),
            media_type=declared.get_content_type() if response.headers.get("Content-Type") else None,
            charset=declared.get_content_charset(),
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
        )
        return response

    def process_exception(self, request: scrapy.Request, exception: Exception) -> None:
        if isinstance(exception, IgnoreRequest):
            outcome = "refused_by_robots"
        else:
            outcome = "timeout" if isinstance(exception, TimeoutError) else "failed"
        self._record(url=request.url, **_record(request), outcome=outcome, reason=str(exception) or None)

    async def _keep(self, body: bytes) -> str | None:
        try:
            return await asyncio.to_thread(self._recorder.keep, body)
        except StorageError as error:
            self._give_up(error)
            return None

    def _record(self, **columns: Any) -> None:
        try:
            self._recorder.record(**columns)
        except StorageError as error:
            self._give_up(error)

    def _give_up(self, error: StorageError) -> None:
        """A crawl whose answers cannot be kept only burdens the portals."""
        self._recorder.errors.append(str(error))
        if self._crawler.engine and self._closing is None:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="storage_failed"))

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        error = failure.value
        frames = traceback.extract_tb(error.__traceback__ if error else None)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
        page = response.url if response else "the start"
        self._recorder.errors.append(f"{type(error).__name__}: {error} ({place}, on {page})")


def _record(request: scrapy.Request) -> dict[str, Any]:
    return request.meta.get("record") or {"portal": "", "role": "robots", **dict.fromkeys(_UNKNOWN)}


def _outcome(response: Response) -> str:
    if response.status == 200:
        return "ok"
    if 300 <= response.status < 400:
        return "redirected"
    return "not_found" if response.status in (404, 410) else "http_error"


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None
