"""Tries again what may have failed by chance, and steps back from a server that is burdened.

A server that answers 429 or 503 gets the pause that it asks for (Retry-After), or one that doubles each time; until
then nothing at all is sent to it.
"""

from __future__ import annotations

import datetime as dt
import email.utils

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response

from spiders.middlewares.completeness import LOST, is_complete
from spiders.middlewares.pace import downloader_of, slot_key
from spiders.middlewares.recording import REPLAYED, Recorder, record_of
from spiders.middlewares.refusal import Refused

BURDENED = (429, 503)
_SERVER_ERRORS = (500, 502, 504, 408)
_CHANCE = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
_PERMANENT = ("refused_address", "tls")


class BackoffMiddleware:
    """Sends a request again, a bounded number of times, after a pause for its host."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._recorder: Recorder = settings["RECORDER"]
        self._times = settings.getint("RETRY_TIMES")
        self._pause = settings.getfloat("BACKOFF_SECONDS")
        self._most = settings.getfloat("BACKOFF_MOST_SECONDS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackoffMiddleware:
        return cls(crawler)

    def process_response(self, request: scrapy.Request, response: Response) -> Response | scrapy.Request:
        if REPLAYED in response.flags:
            return response
        if LOST in response.flags and not is_complete(response.body):
            again = self._again(request, None)
            if again is None:
                raise Refused("truncated", "the connection ended before the body did, each time", logged=False)
            return again
        if response.status not in (*BURDENED, *_SERVER_ERRORS):
            return response
        return self._again(request, retry_after(response, dt.datetime.now(dt.UTC))) or response

    def process_exception(self, request: scrapy.Request, exception: Exception) -> scrapy.Request | None:
        outcome = request.meta.get("ended", ("", ""))[0]
        if not isinstance(exception, _CHANCE) or outcome in _PERMANENT:
            return None
        return self._again(request, None)

    def _again(self, request: scrapy.Request, asked: float | None) -> scrapy.Request | None:
        attempts = request.meta.get("attempts", 0)
        pause = asked if asked is not None else self._pause * 2**attempts
        if attempts >= self._times or pause > self._most:
            self._recorder.given_up(record_of(request)["portal"])
            return None
        downloader_of(self._crawler).pause(slot_key(request), pause)
        again: scrapy.Request = request.replace(dont_filter=True)
        again.meta["attempts"] = attempts + 1
        return again


def retry_after(response: Response, now: dt.datetime) -> float | None:
    """Seconds that a server asks to wait (RFC 9110, section 10.2.3: a number or a date); None where it asks nothing."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())
