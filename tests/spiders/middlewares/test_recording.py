"""What each answer, and each failure to get one, leaves in the fetch log, and whether the crawl may see it."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import inspect
import types
from typing import Any

import OpenSSL.SSL
import pytest
import scrapy
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from twisted.internet.error import SSLError
from twisted.python.failure import Failure

from spiders.job import PortalResult
from spiders.middlewares.backoff import BackoffMiddleware, retry_after
from spiders.middlewares.completeness import LOST
from spiders.middlewares.decompression import FAILED
from spiders.middlewares.guard import GuardMiddleware
from spiders.middlewares.known import Known
from spiders.middlewares.public_addresses import AddressGuard
from spiders.middlewares.recording import REPLAYED, RecordingMiddleware, _judge_robots, failure, record_of
from spiders.middlewares.refusal import Refused
from storage.errors import StorageError

URL = "http://www.example.gov.cn/a.html"
RECORD = {"portal": "a", "role": "report", "place": "320200", "referrer": "http://r", "link_text": "甲"}
TEXT = f"<html><body>{'甲市政府信息公开工作年度报告。' * 40}</body></html>".encode()
CHALLENGE = "<html><body>请完成安全验证后继续访问</body></html>".encode()
WANTS_A_PERSON = "a page that wants to see a person"
ARCHIVED = Known(False, 200, "ok", None, "d", "text/html", "gbk", '"old"', "then")
NOTHING = dict.fromkeys(("status", "reason", "document_id", "bytes", "media_type", "charset", "etag", "last_modified"))


@dataclasses.dataclass
class Heard:
    """A recorder that keeps nothing but what it is told."""

    rows: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    errors: list[str] = dataclasses.field(default_factory=list)
    given: list[str] = dataclasses.field(default_factory=list)
    portals: dict[str, PortalResult] = dataclasses.field(default_factory=dict)
    left: str | None = None

    def record(self, **columns: Any) -> None:
        self.rows.append({**NOTHING, **columns})

    def keep(self, body: bytes) -> str:
        return f"kept {len(body)}"

    def body(self, document: str) -> bytes:
        return f"<p>{document}</p>".encode()

    def report_error(self, message: str) -> None:
        self.errors.append(message)

    def given_up(self, portal: str) -> None:
        self.given.append(portal)

    def left_alone(self, portal: str, patience: int) -> str | None:
        return self.left if (portal, patience) == ("a", 3) else None


def crawler(heard: Heard) -> Any:
    guard = AddressGuard([("a", "http://www.example.gov.cn/", ["127.0.0.1:8080"])])
    settings = Settings(
        {
            "RECORDER": heard,
            "ADDRESS_GUARD": guard,
            "REDIRECT_MAX_TIMES": 2,
            "PAGE_MAXSIZE": 9000,
            "PORTAL_REQUEST_LIMIT": 5,
            "BLOCKS_IN_A_ROW": 3,
            "RETRY_TIMES": 2,
            "BACKOFF_SECONDS": 4,
            "BACKOFF_MOST_SECONDS": 20,
        }
    )
    return types.SimpleNamespace(settings=settings, signals=SignalManager(), engine=None)


def request(**meta: Any) -> scrapy.Request:
    return scrapy.Request(URL, meta={"record": RECORD, **meta})


def html(status: int = 200, body: bytes = TEXT, **headers: Any) -> HtmlResponse:
    given = {name.replace("_", "-"): value for name, value in {"Content_Type": "text/html", **headers}.items()}
    return HtmlResponse(URL, status, headers=given, body=body)


def judged(asked: scrapy.Request, response: Response) -> tuple[list[dict[str, Any]], str]:
    """The rows of an answer, and how it ends for the crawl: `seen`, or the outcome that it is refused with."""
    heard = Heard()
    middleware = RecordingMiddleware(crawler(heard))
    try:
        seen = middleware.process_response(asked, response)
        if inspect.isawaitable(seen):
            seen = asyncio.run(_settled(seen))
    except Refused as refused:
        return heard.rows, f"{refused.outcome}: {refused.reason}{' (to be logged)' if refused.logged else ''}"
    return (
        heard.rows,
        f"seen {seen.status} {seen.text if isinstance(seen, HtmlResponse) and len(seen.body) < 99 else ''}",
    )


async def _settled(waiting: Any) -> Any:
    return await waiting


def row(**columns: Any) -> dict[str, Any]:
    usual = {"status": 200, "bytes": len(TEXT), "media_type": "text/html", "charset": None, "document_id": None}
    return {"url": URL, **RECORD, **NOTHING, **usual, **columns}


ANSWERS: list[tuple[str, dict[str, Any], Response, dict[str, Any], str]] = [
    ("a page", {}, html(), {"outcome": "ok", "document_id": f"kept {len(TEXT)}"}, "seen 200 "),
    (
        "what a server says of it",
        {},
        html(Content_Type="Text/HTML; charset=UTF-8", ETag='"e"', Last_Modified="yesterday"),
        {
            "outcome": "ok",
            "document_id": f"kept {len(TEXT)}",
            "charset": "utf-8",
            "etag": '"e"',
            "last_modified": "yesterday",
        },
        "seen 200 ",
    ),
    ("what is missing", {}, html(404), {"status": 404, "outcome": "not_found"}, "seen 404 "),
    ("what is gone", {}, html(410), {"status": 410, "outcome": "not_found"}, "seen 410 "),
    ("too many requests", {}, html(429), {"status": 429, "outcome": "throttled"}, "seen 429 "),
    ("a server at its limit", {}, html(503), {"status": 503, "outcome": "throttled"}, "seen 503 "),
    ("an error of the server", {}, html(500), {"status": 500, "outcome": "http_error"}, "seen 500 "),
    (
        "unchanged without a condition",
        {},
        html(304),
        {
            "status": 304,
            "outcome": "http_error",
            "reason": "not modified, but the request had no condition",
        },
        "seen 304 ",
    ),
    (
        "an empty end of a list",
        {"may_be_empty": True},
        html(body=b""),
        {"outcome": "ok", "reason": "empty: the list has ended", "bytes": 0},
        "seen 200 ",
    ),
    (
        "a page that is too large",
        {},
        html(body=b"x" * 9001),
        {"outcome": "too_large", "reason": "a page of 9001 bytes", "bytes": 9001},
        "too_large: a page of 9001 bytes",
    ),
    (
        "a file that is larger than a page may be",
        {},
        Response(URL, headers={"Content-Type": "application/pdf"}, body=b"%PDF-1.4".ljust(9001)),
        {"outcome": "ok", "media_type": "application/pdf", "document_id": "kept 9001", "bytes": 9001},
        "seen 200 ",
    ),
    (
        "a file that calls itself a page",
        {},
        html(body=b"%PDF-1.4".ljust(9001)),
        {"outcome": "ok", "document_id": "kept 9001", "bytes": 9001},
        "seen 200 ",
    ),
    (
        "a page that says nothing of itself",
        {},
        HtmlResponse(URL, body=TEXT),
        {"outcome": "ok", "media_type": None, "document_id": f"kept {len(TEXT)}"},
        "seen 200 ",
    ),
    (
        "what has changed since it was archived",
        {"known": ARCHIVED},
        html(),
        {"outcome": "ok", "document_id": f"kept {len(TEXT)}"},
        "seen 200 ",
    ),
    (
        "nothing in place of a page",
        {},
        html(body=b""),
        {"outcome": "blocked:empty", "reason": "a success without a body", "bytes": 0},
        "blocked:empty: a success without a body",
    ),
    (
        "a challenge in place of a list that may be empty",
        {"may_be_empty": True},
        html(body=CHALLENGE),
        {"outcome": "blocked:verification", "reason": WANTS_A_PERSON, "bytes": len(CHALLENGE)},
        f"blocked:verification: {WANTS_A_PERSON}",
    ),
    (
        "a challenge that is shorter than announced",
        {},
        HtmlResponse(URL, headers={"Content-Type": "text/html"}, body=CHALLENGE, flags=[LOST]),
        {"outcome": "blocked:verification", "reason": WANTS_A_PERSON, "bytes": len(CHALLENGE)},
        f"blocked:verification: {WANTS_A_PERSON}",
    ),
    (
        "torn before it showed anything",
        {},
        HtmlResponse(URL, headers={"Content-Type": "text/html"}, body=b"", flags=[LOST]),
        {"outcome": "blocked:empty", "reason": "a success without a body", "bytes": 0},
        "seen 200 ",
    ),
    (
        "torn, and therefore not to be decompressed",
        {FAILED: ("truncated", "torn")},
        HtmlResponse(URL, headers={"Content-Type": "text/html"}, body=TEXT[:900], flags=[LOST]),
        {"outcome": "truncated", "reason": "torn", "bytes": 900},
        "truncated: torn",
    ),
    (
        "torn while it was decompressed",
        {FAILED: ("truncated", "torn")},
        html(),
        {"outcome": "truncated", "reason": "torn"},
        "truncated: torn",
    ),
    (
        "shorter than announced, but whole",
        {},
        HtmlResponse(URL, headers={"Content-Type": "text/html"}, body=TEXT, flags=[LOST]),
        {
            "outcome": "truncated",
            "reason": "the body is shorter than was announced, but complete in itself",
            "document_id": f"kept {len(TEXT)}",
        },
        "seen 200 ",
    ),
    (
        "torn",
        {},
        HtmlResponse(URL, headers={"Content-Type": "text/html"}, body=TEXT[:900], flags=[LOST]),
        {"outcome": "truncated", "reason": "the connection ended before the body did", "bytes": 900},
        "seen 200 ",
    ),
    (
        "a redirect",
        {},
        html(302, b"", Location=" /b.html#x "),
        {"status": 302, "outcome": "redirected", "reason": "to http://www.example.gov.cn/b.html", "bytes": 0},
        "seen 302 ",
    ),
    (
        "a redirect to itself with a cookie",
        {},
        html(301, b"", Location=URL, Set_Cookie="a=1"),
        {
            "status": 301,
            "outcome": "blocked:cookie_redirect",
            "reason": "sends back to the same address with a cookie",
            "bytes": 0,
        },
        "blocked:cookie_redirect: sends back to the same address with a cookie",
    ),
    (
        "a redirect to itself without a cookie",
        {},
        html(301, b"", Location=URL),
        {"status": 301, "outcome": "redirect_loop", "reason": f"sends back to {URL}: {URL}", "bytes": 0},
        f"redirect_loop: sends back to {URL}: {URL}",
    ),
    (
        "a redirect elsewhere with a cookie",
        {},
        html(302, b"", Location="/b.html", Set_Cookie="a=1"),
        {"status": 302, "outcome": "redirected", "reason": "to http://www.example.gov.cn/b.html", "bytes": 0},
        "seen 302 ",
    ),
    (
        "a redirect that says not where to",
        {},
        html(302),
        {"status": 302, "outcome": "http_error"},
        "seen 302 ",
    ),
    (
        "a page that says where it lies",
        {},
        html(Location="/b.html"),
        {"outcome": "ok", "document_id": f"kept {len(TEXT)}"},
        "seen 200 ",
    ),
    (
        "a redirect in a circle",
        {"redirect_urls": ["http://www.example.gov.cn/b"]},
        html(307, b"", Location="/b"),
        {
            "status": 307,
            "outcome": "redirect_loop",
            "reason": f"sends back to http://www.example.gov.cn/b: http://www.example.gov.cn/b to {URL}",
            "bytes": 0,
        },
        f"redirect_loop: sends back to http://www.example.gov.cn/b: http://www.example.gov.cn/b to {URL}",
    ),
    (
        "a redirect too many",
        {"redirect_urls": ["http://x/1", "http://x/2"]},
        html(308, b"", Location="/b"),
        {
            "status": 308,
            "outcome": "redirect_loop",
            "reason": "sends on and on, 3 times, now to http://www.example.gov.cn/b",
            "bytes": 0,
        },
        "redirect_loop: sends on and on, 3 times, now to http://www.example.gov.cn/b",
    ),
    (
        "as many redirects as may be",
        {"redirect_urls": ["http://x/1"]},
        html(303, b"", Location="/b"),
        {"status": 303, "outcome": "redirected", "reason": "to http://www.example.gov.cn/b", "bytes": 0},
        "seen 303 ",
    ),
    (
        "a redirect out of the web",
        {},
        html(302, b"", Location="ftp://x/"),
        {"status": 302, "outcome": "refused_address", "reason": "redirected to ftp://x/", "bytes": 0},
        "refused_address: redirected to ftp://x/",
    ),
    (
        "a redirect into the own network",
        {},
        html(302, b"", Location="http://10.0.0.1/"),
        {
            "status": 302,
            "outcome": "refused_address",
            "reason": "redirected to http://10.0.0.1/: 10.0.0.1 is not an address of the public internet (10.0.0.1)",
            "bytes": 0,
        },
        "refused_address: redirected to http://10.0.0.1/: 10.0.0.1 is not an address of the public internet (10.0.0.1)",
    ),
    (
        "a robots.txt that is missing",
        {"robots": True},
        html(404, b"x"),
        {"status": 404, "outcome": "not_found", "bytes": 1},
        "seen 404 x",
    ),
]


@pytest.mark.parametrize(("why", "meta", "response", "columns", "end"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_the_row_of_an_answer(
    why: str, meta: dict[str, Any], response: Response, columns: dict[str, Any], end: str
) -> None:
    rows, ended = judged(request(**meta), response)
    assert (rows, ended) == ([row(**columns)], end), why


def test_a_form_may_send_back_to_the_address_that_it_was_sent_to() -> None:
    """What follows such a redirect is asked for without what the form has sent (RFC 9110, section 15.4.4)."""
    rows, ended = judged(request().replace(method="POST", body="page=2"), html(303, b"", Location=URL))
    assert ([(line["outcome"], line["reason"]) for line in rows], ended) == ([("redirected", f"to {URL}")], "seen 303 ")


def test_what_has_not_changed_comes_from_the_archive_with_what_was_known_of_it() -> None:
    last = ARCHIVED
    told = {"status": 304, "outcome": "not_modified", "document_id": "d", "bytes": 0, "charset": "gbk"}
    kept = row(**told, etag='"old"', last_modified="then")
    assert judged(request(known=last), html(304, b"")) == ([kept], "seen 200 <p>d</p>")
    new = row(**told, etag='"new"', last_modified="now")
    assert judged(request(known=last), html(304, b"", ETag='"new"', Last_Modified="now"))[0] == [new]
    nothing = dataclasses.replace(last, document_id=None)
    assert judged(request(known=nothing), html(304, b""))[0][0]["outcome"] == "http_error"


def test_an_answer_that_was_given_before_is_not_logged_again() -> None:
    response = HtmlResponse(URL, body=b"x", flags=[REPLAYED])
    assert judged(request(), response) == ([], "seen 200 x")


@pytest.mark.parametrize("lost", ["keep", "record"])
def test_a_crawl_whose_answers_cannot_be_kept_ends(monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    """It would only burden the portals; that it ends is asked for once, whatever is lost meanwhile."""
    heard, ends = Heard(), []

    def full(*_: object, **__: object) -> None:
        raise StorageError("the disk is full")

    async def close(reason: str) -> None:
        ends.append(reason)

    async def answered_twice() -> None:
        engine = types.SimpleNamespace(close_spider_async=close)
        middleware = RecordingMiddleware(types.SimpleNamespace(**vars(crawler(heard)) | {"engine": engine}))
        for _ in range(2):
            middleware.process_response(request(), html())
        await asyncio.sleep(0)

    monkeypatch.setattr(heard, lost, full)
    asyncio.run(answered_twice())
    assert ends == ["storage_failed"]
    assert heard.errors == ["the disk is full."] * 2
    assert [one["document_id"] for one in heard.rows] == ([None, None] if lost == "keep" else [])


def test_what_is_asked_for_without_a_reason_is_a_page_of_no_portal() -> None:
    assert record_of(scrapy.Request(URL)) == {
        "portal": "", "role": "page", "place": None, "referrer": None, "link_text": None
    }  # fmt: skip
    assert record_of(request()) == RECORD


def caused(*errors: Exception) -> Exception:
    made = DownloadFailedError("failed")
    made.__cause__ = types.new_class("Cause", (Exception,))()
    made.__cause__.reasons = [Failure(error) for error in errors]  # type: ignore[union-attr, no-untyped-call]
    return made


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (TimeoutError("late"), "timeout", "late"),
        (DownloadTimeoutError(), "timeout", "DownloadTimeoutError"),
        (ResponseDataLossError("x"), "truncated", "the connection ended before the body did"),
        (DownloadCancelledError("big"), "too_large", "big"),
        (CannotResolveHostError("who"), "dns", "who"),
        (DownloadConnectionRefusedError("no"), "connection", "no"),
        (caused(ValueError("a"), KeyError("b")), "connection", "ValueError: a; KeyError: 'b'"),
        (
            caused(ValueError("a"), SSLError("b")),  # type: ignore[no-untyped-call]
            "tls",
            f"the certificate or the secure channel was refused: {SSLError('b')}",  # type: ignore[no-untyped-call]
        ),
        (
            caused(OpenSSL.SSL.Error("c")),
            "tls",
            "the certificate or the secure channel was refused: c",
        ),
        (DownloadFailedError("plain"), "connection", "plain"),
        (ValueError("odd"), "failed", "ValueError: odd"),
    ],
)
def test_how_a_request_without_an_answer_ends(error: Exception, outcome: str, reason: str) -> None:
    assert failure(error) == (outcome, reason)
    heard, asked = Heard(), request()
    RecordingMiddleware(crawler(heard)).process_exception(asked, error)
    assert heard.rows == [{"url": URL, **RECORD, **NOTHING, "outcome": outcome, "reason": reason}]
    assert asked.meta["ended"] == (outcome, reason)


def test_a_name_that_leads_into_the_own_network_is_told() -> None:
    heard, asked = Heard(), request()
    made = crawler(heard)
    assert not made.settings["ADDRESS_GUARD"].permits("www.other.cn", 80, "10.0.0.1")
    asked = asked.replace(url="http://www.other.cn/")
    RecordingMiddleware(made).process_exception(asked, CannotResolveHostError("x"))
    reason = "www.other.cn resolves to 10.0.0.1, no address of the public internet"
    assert [(line["outcome"], line["reason"]) for line in heard.rows] == [("refused_address", reason)]


@pytest.mark.parametrize("logged", [True, False])
def test_a_refusal_is_logged_once(logged: bool) -> None:
    heard = Heard()
    RecordingMiddleware(crawler(heard)).process_exception(request(), Refused("bounded", "why", logged=logged))
    assert heard.rows == [{"url": URL, **RECORD, **NOTHING, "outcome": "bounded", "reason": "why"}] * logged


def odd() -> ValueError:
    """An error that was raised here."""
    with pytest.raises(ValueError, match="odd") as raised:
        _raise()
    return raised.value


def _raise() -> None:
    raise ValueError("odd")


def test_an_error_of_the_spider_is_told_with_its_place_and_page() -> None:
    heard = Heard()
    middleware = RecordingMiddleware(crawler(heard))
    error = odd()
    for page in (html(), None):
        middleware.spider_error(Failure(error), page)  # type: ignore[no-untyped-call]
    here = f"ValueError: odd ({__file__}:"
    assert [message.startswith(here) for message in heard.errors] == [True, True]
    assert [message.rpartition(", on ")[2] for message in heard.errors] == [f"{URL})", "the start)"]


def test_an_error_of_the_spider_that_was_raised_nowhere_is_told_all_the_same() -> None:
    heard = Heard()
    RecordingMiddleware(crawler(heard)).spider_error(Failure(ValueError("odd")), html())  # type: ignore[no-untyped-call]
    assert heard.errors == [f"ValueError: odd (unknown place, on {URL})"]


# ---- the gate -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "meta", "requests", "left", "refused"),
    [
        (URL, {}, 4, None, None),
        ("http://127.0.0.1:8080/", {}, 4, None, None),
        ("ftp://x.cn/", {}, 0, None, "refused_address: ftp: is not supported"),
        (
            "http://127.0.0.1/",
            {},
            0,
            None,
            "refused_address: 127.0.0.1 is not an address of the public internet (127.0.0.1)",
        ),
        (URL, {"refuse": ("bounded", "enough")}, 0, None, "bounded: enough"),
        (
            URL,
            {},
            0,
            "blocked:412",
            "blocked:412: the portal is left alone for the rest of this run: it answered blocked:412 again and again",
        ),
        (URL, {}, 5, None, "bounded: 5 requests were made to the portal in this run"),
    ],
)
def test_which_requests_are_made(
    url: str, meta: dict[str, Any], requests: int, left: str | None, refused: str | None
) -> None:
    heard = Heard(portals={"a": PortalResult(requests=requests)}, left=left)
    gate = GuardMiddleware(crawler(heard))
    asked = scrapy.Request(url, meta={"record": RECORD, **meta})
    if refused is None:
        gate.process_request(asked)
        return
    with pytest.raises(Refused) as first:
        gate.process_request(asked)
    assert (f"{first.value.outcome}: {first.value.reason}", first.value.logged) == (refused, True)
    with pytest.raises(Refused) as second:
        gate.process_request(asked)
    assert second.value.logged == (requests != 5), "a portal's limit is told once"


# ---- again ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def paused(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    waits: list[tuple[str, float]] = []
    downloader = types.SimpleNamespace(pause=lambda key, seconds: waits.append((key, seconds)))
    monkeypatch.setattr("spiders.middlewares.backoff.downloader_of", lambda _: downloader)
    return waits


@pytest.mark.parametrize(
    ("status", "headers", "attempts", "pause"),
    [
        (429, {}, 0, 4),
        (503, {}, 1, 8),
        (503, {}, 2, None),
        (500, {}, 0, 4),
        (502, {}, 0, 4),
        (504, {}, 0, 4),
        (408, {}, 0, 4),
        (429, {"Retry_After": "7"}, 1, 7),
        (429, {"Retry_After": "20"}, 0, 20),
        (429, {"Retry_After": "21"}, 0, None),
    ],
)
def test_a_burdened_server_is_asked_again_after_a_pause(
    paused: list[tuple[str, float]], status: int, headers: dict[str, str], attempts: int, pause: float | None
) -> None:
    heard = Heard()
    asked, response = request(attempts=attempts), html(status, TEXT, **headers)
    again = BackoffMiddleware(crawler(heard)).process_response(asked, response)
    if pause is None:
        assert (again, heard.given, paused) == (response, ["a"], [])
    else:
        assert isinstance(again, scrapy.Request)
        assert (again.meta["attempts"], again.dont_filter, again.url) == (attempts + 1, True, URL)
        assert (paused, heard.given) == ([("www.example.gov.cn", pause)], [])


@pytest.mark.parametrize(
    "response", [html(), html(404), html(body=b"<p>an end that is none"), HtmlResponse(URL, 503, flags=[REPLAYED])]
)
def test_other_answers_are_not_asked_for_again(paused: list[tuple[str, float]], response: Response) -> None:
    assert BackoffMiddleware(crawler(Heard())).process_response(request(), response) is response
    assert paused == []


def test_a_torn_answer_is_asked_for_again_and_then_given_up(paused: list[tuple[str, float]]) -> None:
    heard = Heard()
    backoff = BackoffMiddleware(crawler(heard))
    torn = HtmlResponse(URL, body=b"<p>x", flags=[LOST])
    assert isinstance(backoff.process_response(request(), torn), scrapy.Request)
    with pytest.raises(Refused, match="truncated: the connection ended before the body did, each time") as refused:
        backoff.process_response(request(attempts=2), torn)
    assert (refused.value.logged, heard.given) == (False, ["a"])
    whole = HtmlResponse(URL, body=TEXT, flags=[LOST])
    assert backoff.process_response(request(), whole) is whole


@pytest.mark.parametrize(
    ("error", "ended", "is_asked_again"),
    [
        (CannotResolveHostError(), ("dns", ""), True),
        (DownloadConnectionRefusedError(), ("connection", ""), True),
        (DownloadFailedError(), ("connection", ""), True),
        (DownloadTimeoutError(), ("timeout", ""), True),
        (ResponseDataLossError(), ("truncated", ""), True),
        (CannotResolveHostError(), ("refused_address", ""), False),
        (DownloadFailedError(), ("tls", ""), False),
        (DownloadCancelledError(), ("too_large", ""), False),
        (IgnoreRequest(), ("", ""), False),
    ],
)
def test_what_may_fail_by_chance_is_asked_for_again(
    paused: list[tuple[str, float]], error: Exception, ended: tuple[str, str], is_asked_again: bool
) -> None:
    again = BackoffMiddleware(crawler(Heard())).process_exception(request(ended=ended), error)
    assert (again is not None, len(paused)) == (is_asked_again, is_asked_again)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("soon", None),
        ("120", 120),
        ("Wed, 01 Jan 2020 00:01:00 GMT", 60),
        ("Wed, 01 Jan 2020 00:01:00 -0000", 60),
        ("Tue, 31 Dec 2019 00:00:00 GMT", 0),
        ("Wed, 01 Jan 2020 08:01:00 +0800", 60),
    ],
)
def test_how_long_a_server_asks_to_wait(value: str, seconds: float | None) -> None:
    response = Response(URL, headers={"Retry-After": value})
    assert retry_after(response, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) == seconds


@pytest.mark.parametrize(
    ("status", "body", "outcome", "reason", "is_read"),
    [
        (200, "User-agent: *\nDisallow: /x/\n", "ok", None, True),
        (200, "User-agent: *\nCrawl-delay: 5\n", "ok", "Crawl-delay 5", True),
        (200, "", "ok", None, True),
        (
            200,
            f"<html><body>{'甲市门户网站。' * 200}</body></html>",
            "ok",
            "a page in place of robots.txt, without rules",
            True,
        ),
        (200, CHALLENGE.decode(), "blocked:verification", WANTS_A_PERSON, False),
        (403, CHALLENGE.decode(), "blocked:verification", WANTS_A_PERSON, True),
        (404, "", "not_found", None, True),
        (410, "", "not_found", None, True),
        (400, "", "http_error", None, True),
        (401, "", "refused_by_robots", "robots.txt is answered with 401: nothing may be fetched", True),
        (403, "", "refused_by_robots", "robots.txt is answered with 403: nothing may be fetched", True),
        (429, "", "refused_by_robots", "robots.txt is answered with 429: not known what is permitted", True),
        (500, "", "refused_by_robots", "robots.txt is answered with 500: not known what is permitted", True),
    ],
)
def test_a_robots_txt_is_judged_by_what_it_permits(
    status: int, body: str, outcome: str, reason: str | None, is_read: bool
) -> None:
    response = Response("http://www.example.gov.cn/robots.txt", status=status, body=body.encode())
    assert _judge_robots(response) == (outcome, reason, is_read)
