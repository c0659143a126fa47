"""Archives every body and logs every request, before any other part of the crawl looks at the answer."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.message
import time
import traceback
import urllib.parse
from collections import Counter, defaultdict
from collections.abc import Awaitable, Iterable, Mapping
from typing import Any

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response, TextResponse
from twisted.internet.error import SSLError
from twisted.python.failure import Failure

from knowledge.personal_numbers import mask
from spiders.charsets import decoded
from spiders.job import TAKEN_BACK, PortalResult
from spiders.middlewares import blocks, known, robots_rules
from spiders.middlewares.completeness import LOST, is_complete
from spiders.middlewares.decompression import FAILED
from spiders.middlewares.known import Known, log_address
from spiders.middlewares.public_addresses import AddressGuard
from spiders.middlewares.refusal import Refused
from storage.archive import Archive
from storage.errors import StorageError
from storage.fetch_log import FetchLog
from storage.root import open_root
from storage.schema import Fetch
from storage.writer import Writer

FLUSH_ROWS = 1000
LEAST_FLUSH_SECONDS = 1.0
MOST_FLUSH_SECONDS = 30.0
REPLAYED = "replayed"
"""Flag of a response that an interrupted crawl had been given before; it is in the log already."""
_UNKNOWN = ("place", "referrer", "link_text")
_OPTIONAL = ("status", "reason", "document_id", "bytes", "media_type", "charset", "etag", "last_modified")
_REDIRECTS = (301, 302, 303, 307, 308)


class Recorder:
    """The archive and the fetch log of one run, with the running count for each portal.

    Args:
        data: Location of the data root.
        run_id: Id of the run.
        portals: Ids of the portals that are crawled.
        continues: Ids of the interrupted runs that this one continues.
    """

    def __init__(self, data: str, run_id: str, portals: Iterable[str] = (), continues: tuple[str, ...] = ()) -> None:
        root = open_root(data)
        self._archive = Archive(root)
        self._log = FetchLog(root)
        self._run_id = run_id
        self._sequence = 0
        self._rows: list[Fetch] = []
        self._started = self._flushed = time.monotonic()
        self._writer = Writer(root.location)
        self._blocks: Counter[str] = Counter()
        self._last_block: dict[str, str] = {}
        self._reports: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """Documents that came as reports, by portal and address."""
        self.portals: dict[str, PortalResult] = {}
        self.errors: list[str] = []
        self.known: Mapping[str, Known]
        self.known, rows = known.read(self._log, list(portals), continues)
        self.asked: defaultdict[str, set[str]] = defaultdict(set)
        """Addresses that the runs which this one continues have asked for, by portal."""
        for row in rows.select(["portal", "role", "outcome", "url", "document_id"]).to_pylist():
            # What came as a part of a text may be a page of a list, and is looked at again.
            if row["role"] != "part":
                self.asked[row["portal"]].add(row["url"])
            self._count(row["portal"], row["role"], row["outcome"], row["url"], row["document_id"])

    def __deepcopy__(self, _: dict[int, Any]) -> Recorder:
        """Itself: Scrapy copies its settings, but there is one recorder."""
        return self

    def keep(self, body: bytes) -> str:
        """Has a body written to the archive, and returns its document_id.

        Raises:
            StorageError: It cannot be written.
        """
        return self._writer.keep(body)

    def holds(self, document_id: str) -> bool:
        """Whether a body is there as it was archived: of a damaged one the server is asked for the whole again."""
        return self._archive.intact(document_id)

    def body(self, document_id: str) -> bytes:
        return self._archive.get(document_id)

    def record(self, **columns: Any) -> None:
        """Adds a row to the log; columns that are not given are null."""
        given: dict[str, Any] = {**dict.fromkeys(_OPTIONAL), **columns}
        given.update(run_id=self._run_id, sequence=self._sequence, fetched_at=dt.datetime.now(dt.UTC))
        row = Fetch(**given)
        self._sequence += 1
        self._rows.append(row)
        self._count(row.portal, row.role, row.outcome, row.url, row.document_id)
        # A crawl that is killed loses few rows at its beginning, and a long one does not fall into thousands of files.
        now = time.monotonic()
        pause = min(MOST_FLUSH_SECONDS, max(LEAST_FLUSH_SECONDS, (now - self._started) / 20))
        if len(self._rows) >= FLUSH_ROWS or now - self._flushed > pause:
            self._start_saving()

    def report_error(self, message: str) -> None:
        """Keeps an error for the flow's message and log; it may carry words of a page."""
        self.errors.append(mask(message))

    def flush(self) -> None:
        """Makes all rows and bodies so far durable.

        Raises:
            StorageError: They cannot be written.
        """
        self._start_saving()
        self._writer.wait()

    def close(self) -> None:
        """Ends the process that writes."""
        self._writer.close()

    def _start_saving(self) -> None:
        """Has rows and bodies so far made durable while the crawl goes on, in the order of the log."""
        rows, self._rows = self._rows, []
        self._flushed = time.monotonic()
        self._writer.start_saving(rows)

    def left_alone(self, portal: str, patience: int) -> str | None:
        """The outcome that a portal has answered so often in a row that it gets no more requests, or None."""
        return self._last_block.get(portal) if self._blocks[portal] >= patience else None

    def given_up(self, portal: str) -> None:
        """Counts a request that was tried to the end; a portal where that happens again and again is left alone."""
        self._blocks[portal] += 1
        outcomes = self.portals.setdefault(portal, PortalResult()).outcomes
        self._last_block[portal] = next(reversed(outcomes), "failed")

    def _count_report(self, portal: str, url: str, outcome: str, document: str | None) -> None:
        """Counts the different documents that came as reports; one page in place of all of them is one at most."""
        found = self._reports[portal]
        if outcome in ("ok", "not_modified", "truncated") and (document is not None or outcome != "truncated"):
            found[url] = document or url
        elif outcome in TAKEN_BACK:
            found.pop(url, None)
        self.portals[portal].found = len(set(found.values()))

    def _count(self, portal: str, role: str, outcome: str, url: str, document: str | None) -> None:
        result = self.portals.setdefault(portal, PortalResult())
        result.requests += 1
        result.outcomes[outcome] = result.outcomes.pop(outcome, 0) + 1
        # An attachment belongs to the report whose page led to it.
        if role == "report":
            self._count_report(portal, url, outcome, document)
        if outcome.startswith("blocked:"):
            self._blocks[portal] += 1
            self._last_block[portal] = outcome
        elif outcome in ("ok", "not_modified") and role != "robots":
            self._blocks[portal] = 0


class RecordingMiddleware:
    """Hands every answer, and every failure to get one, to the recorder."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._closing: asyncio.Future[None] | None = None
        self._recorder: Recorder = crawler.settings["RECORDER"]
        self._addresses: AddressGuard = crawler.settings["ADDRESS_GUARD"]
        self._most_redirects = crawler.settings.getint("REDIRECT_MAX_TIMES")
        self._page_size = crawler.settings.getint("PAGE_MAXSIZE")
        crawler.signals.connect(self.spider_error, signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RecordingMiddleware:
        return cls(crawler)

    def process_response(self, request: scrapy.Request, response: Response) -> Response | Awaitable[Response]:
        if REPLAYED in response.flags:
            return _readable(response)[0]
        last: Known | None = request.meta.get("known")
        if response.status == 304 and last is not None and last.document_id is not None:
            return self._not_modified(request, response, last, last.document_id)
        response, note = _readable(response)
        outcome, reason, wanted = self._judge(request, response)
        if wanted and LOST in response.flags:
            wanted = is_complete(response.body)
            outcome, reason = "truncated", _SHORTER if wanted else _TORN
        kept = None
        if wanted and response.status == 200 and response.body:
            kept = self._keep(response.body)
        declared = email.message.Message()
        declared["Content-Type"] = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self._record(
            request,
            status=response.status,
            outcome=outcome,
            reason=reason or note,
            document_id=kept,
            bytes=len(response.body),
            media_type=declared.get_content_type() if response.headers.get("Content-Type") else None,
            charset=declared.get_content_charset(),
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
        )
        if not wanted:
            if LOST in response.flags and FAILED not in request.meta and not is_complete(response.body):
                # It may have been torn by chance: another attempt, or none, is decided further up.
                return response
            raise Refused(outcome, reason or outcome, logged=False)
        return response

    async def _not_modified(self, request: scrapy.Request, response: Response, last: Known, document: str) -> Response:
        """The archived body, to be used where the server answers that it has not changed (304)."""
        body = await asyncio.to_thread(self._recorder.body, document)
        self._record(
            request,
            status=304,
            outcome="not_modified",
            document_id=document,
            bytes=0,
            media_type=last.media_type,
            charset=last.charset,
            etag=_header(response, "ETag") or last.etag,
            last_modified=_header(response, "Last-Modified") or last.last_modified,
        )
        return _readable(last.response(request.url, body, 200))[0]

    def _judge(self, request: scrapy.Request, response: Response) -> tuple[str, str | None, bool]:
        """Outcome and reason of an answer, and whether the rest of the crawl may see it."""
        if FAILED in request.meta:
            return *request.meta[FAILED], False
        if response.status in _REDIRECTS and "Location" in response.headers:
            return self._judge_redirect(request, response)
        if request.meta.get("robots"):
            return _judge_robots(response)
        if isinstance(response, TextResponse) and len(response.body) > self._page_size:
            return "too_large", f"a page of {len(response.body)} bytes", False
        finding = blocks.examine(response.status, _headers(response), response.body, response.url)
        if finding is not None and finding.outcome == "blocked:empty" and request.meta.get("may_be_empty"):
            return "ok", "empty: the list has ended", True
        if finding is not None:
            return finding.outcome, finding.reason, False
        return _OUTCOMES.get(response.status, "http_error"), _REASONS.get(response.status), True

    def _judge_redirect(self, request: scrapy.Request, response: Response) -> tuple[str, str | None, bool]:
        target = urllib.parse.urljoin(request.url, (response.headers["Location"] or b"").decode("latin-1").strip())
        target = urllib.parse.urldefrag(target).url
        if urllib.parse.urlsplit(target).scheme not in ("http", "https"):
            return "refused_address", f"redirected to {target[:200]}", False
        before = [*request.meta.get("redirect_urls", []), request.url]
        if target == request.url and "Set-Cookie" in response.headers:
            return "blocked:cookie_redirect", "sends back to the same address with a cookie", False
        if target in before and request.method == "GET":
            return "redirect_loop", f"sends back to {target}: {' to '.join(before)}", False
        if len(before) > self._most_redirects:
            return "redirect_loop", f"sends on and on, {len(before)} times, now to {target}", False
        objection = self._addresses.objection(record_of(request)["portal"], target)
        if objection is not None:
            return "refused_address", f"redirected to {target}: {objection}", False
        return "redirected", known.REDIRECT + target, True

    def process_exception(self, request: scrapy.Request, exception: Exception) -> None:
        if isinstance(exception, Refused):
            if exception.logged:
                self._record(request, outcome=exception.outcome, reason=exception.reason)
            return
        outcome, reason = failure(exception)
        refusal = self._addresses.refusal(request.url) if outcome == "dns" else None
        if refusal is not None:
            outcome, reason = "refused_address", refusal
        request.meta["ended"] = (outcome, reason)
        self._record(request, outcome=outcome, reason=reason)

    def _keep(self, body: bytes) -> str | None:
        try:
            return self._recorder.keep(body)
        except StorageError as error:
            self._give_up(error)
            return None

    def _record(self, request: scrapy.Request, **columns: Any) -> None:
        try:
            self._recorder.record(url=log_address(request), **record_of(request), **columns)
        except StorageError as error:
            self._give_up(error)

    def _give_up(self, error: StorageError) -> None:
        """A crawl whose answers cannot be kept only burdens the portals."""
        self._recorder.report_error(str(error))
        if self._crawler.engine and self._closing is None:
            self._closing = asyncio.ensure_future(self._crawler.engine.close_spider_async(reason="storage_failed"))

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        error = failure.value
        frames = traceback.extract_tb(error.__traceback__ if error else None)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
        page = response.url if response else "the start"
        self._recorder.report_error(f"{type(error).__name__}: {error} ({place}, on {page})")


_TORN = "the connection ended before the body did"
_SHORTER = "the body is shorter than was announced, but complete in itself"
_OUTCOMES = {200: "ok", 304: "http_error", 404: "not_found", 410: "not_found", 429: "throttled", 503: "throttled"}
_REASONS = {304: "not modified, but the request had no condition"}


def record_of(request: scrapy.Request) -> dict[str, Any]:
    """For whom and why a request is made: what a family says in `request.meta["record"]`."""
    return request.meta.get("record") or {"portal": "", "role": "page", **dict.fromkeys(_UNKNOWN)}


def failure(exception: Exception) -> tuple[str, str]:
    """Outcome and reason of a request that got no answer."""
    reason = str(exception) or type(exception).__name__
    match exception:
        case TimeoutError() | DownloadTimeoutError():
            return "timeout", reason
        case ResponseDataLossError():
            return "truncated", _TORN
        case DownloadCancelledError():
            return "too_large", reason
        case CannotResolveHostError():
            return "dns", reason
        case DownloadConnectionRefusedError():
            return "connection", reason
        case DownloadFailedError():
            return _transport(exception)
        case _:
            return "failed", f"{type(exception).__name__}: {reason}"


def _transport(exception: Exception) -> tuple[str, str]:
    """Distinguishes a failure of the secure channel from one of the connection itself."""
    causes = getattr(exception.__cause__, "reasons", [])
    errors = [cause.value for cause in causes if isinstance(cause, Failure)]
    for error in errors:
        if isinstance(error, SSLError) or type(error).__module__.startswith(("OpenSSL", "service_identity")):
            return "tls", f"the certificate or the secure channel was refused: {error}"
    return "connection", "; ".join(f"{type(error).__name__}: {error}" for error in errors) or str(exception)


def _judge_robots(response: Response) -> tuple[str, str | None, bool]:
    """A robots.txt is read by the robots middleware, whatever its status, unless a block came in its place."""
    finding = blocks.examine(response.status, _headers(response), response.body)
    found = robots_rules.read(response.status, response.body)
    if finding is not None and finding.outcome not in _NO_BLOCK_OF_ROBOTS:
        return finding.outcome, finding.reason, response.status in robots_rules.REFUSALS
    if found.refusal is not None:
        return *found.refusal, True
    return _OUTCOMES.get(response.status, "http_error"), found.note, True


_NO_BLOCK_OF_ROBOTS = ("soft_404", "blocked:empty", "blocked:tiny", "blocked:forbidden")


def _readable(response: Response) -> tuple[Response, str | None]:
    """An answer as the rest of the crawl reads it: what begins as a file is none to be read, whatever else it seems."""
    if isinstance(response, TextResponse) and response.body.startswith(blocks.BINARY):
        return Response(response.url, response.status, response.headers, response.body, response.flags), None
    return decoded(response) if isinstance(response, TextResponse) else (response, None)


def _headers(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): "\n".join(value.decode("latin-1") for value in values)
        for name, values in response.headers.items()
    }


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None
