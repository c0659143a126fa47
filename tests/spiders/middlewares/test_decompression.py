"""Compressed bodies: whole ones are read, and torn or too large ones are told from answers."""

from __future__ import annotations

import gzip
import types
import zlib
from typing import Any

import pytest
import scrapy
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from spiders.middlewares.decompression import FAILED, DecompressionMiddleware

URL = "http://www.example.gov.cn/a.html"
CONTENT = b"<p>report</p>" * 100
ZIPPED = gzip.compress(CONTENT)


def judged(body: bytes, encoding: str = "gzip", largest: int = 10_000) -> tuple[bytes, Any]:
    """What the crawl sees of a body, and how its decompression has failed, if it has."""
    settings = Settings({"DOWNLOAD_MAXSIZE": largest, "DOWNLOAD_WARNSIZE": largest})
    crawler: Any = types.SimpleNamespace(settings=settings, stats=None, spider=None, signals=SignalManager())
    request = scrapy.Request(URL, meta={FAILED: ("truncated", "an attempt before")})
    response = Response(URL, headers={"Content-Encoding": encoding} if encoding else {}, body=body)
    seen = DecompressionMiddleware.from_crawler(crawler).process_response(request, response)
    assert isinstance(seen, Response)
    return seen.body, request.meta.get(FAILED)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", " GZIP "])
def test_a_whole_body_is_read(encoding: str) -> None:
    assert judged(ZIPPED, encoding) == (CONTENT, None)


@pytest.mark.parametrize("behind", [b"", b"\r\n", b"<!-- -->"])
def test_what_stands_behind_a_whole_body_does_no_harm(behind: bytes) -> None:
    assert judged(ZIPPED + behind) == (CONTENT, None)


@pytest.mark.parametrize("cut", [1, 4, 8, 20])
def test_a_body_that_ends_too_early_is_torn(cut: int) -> None:
    assert judged(ZIPPED[:-cut])[1] == ("truncated", "the compressed body ends too early")


def test_a_body_whose_middle_is_lost_is_torn() -> None:
    told = judged(ZIPPED[:30] + bytes(20) + ZIPPED[50:])[1]
    assert told is not None
    assert told[0] == "truncated"


def test_only_gzip_says_how_long_it_is() -> None:
    assert judged(zlib.compress(CONTENT), "deflate") == (CONTENT, None)
    assert judged(CONTENT, "") == (CONTENT, None)


@pytest.mark.parametrize(("largest", "failed"), [(len(CONTENT), False), (len(CONTENT) - 1, True)])
def test_a_body_that_grows_beyond_the_limit_is_too_large(largest: int, failed: bool) -> None:
    body, told = judged(ZIPPED, largest=largest)
    reason = f"{len(ZIPPED)} bytes grow beyond the limit when they are decompressed"
    assert (body, told) == ((ZIPPED, ("too_large", reason)) if failed else (CONTENT, None))
