"""What is asked of a server whose answer the archive holds: nothing, whether it has changed, or the whole."""

from __future__ import annotations

import asyncio
import types
from typing import Any, cast

import pytest
import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.middlewares.archived import ArchivedMiddleware
from spiders.middlewares.known import Known, log_address
from spiders.middlewares.recording import REPLAYED
from spiders.middlewares.refusal import Refused

URL = "http://127.0.0.1/a"
VALIDATORS = ("If-None-Match", "If-Modified-Since")


class Played:
    """A recorder that knows one address, and holds one body."""

    def __init__(self, request: scrapy.Request, one: Known, *, holds: bool = True) -> None:
        self.known = {log_address(request): one}
        self._holds = holds

    def holds(self, document: str) -> bool:
        return self._holds

    def body(self, document: str) -> bytes:
        return document.encode()


def known(**columns: Any) -> Known:
    values: dict[str, Any] = {
        "fresh": True,
        "status": 200,
        "outcome": "ok",
        "reason": None,
        "document_id": "body",
        "media_type": "text/html",
        "charset": "utf-8",
        "etag": '"1"',
        "last_modified": "Mon, 02 Apr 2018 00:00:00 GMT",
    }
    return Known(**values | columns)


def asked(one: Known, request: scrapy.Request, *, holds: bool = True) -> Response | None:
    """The answer from the archive that knows the request; None where the server is asked."""
    return answered(Played(request, one, holds=holds), request)


def answered(recorder: Played, request: scrapy.Request) -> Response | None:
    """The answer from an archive; None where the server is asked."""
    middleware = ArchivedMiddleware(cast("Crawler", types.SimpleNamespace(settings={"RECORDER": recorder})))

    async def process() -> Response | None:
        answer = middleware.process_request(request)
        return None if answer is None else await answer

    return asyncio.run(process())


@pytest.mark.parametrize(
    ("columns", "status", "body"),
    [
        ({}, 200, b"body"),
        ({"status": 304, "outcome": "not_modified"}, 200, b"body"),
        ({"status": 404, "outcome": "not_found", "document_id": None}, 404, b""),
        ({"status": 301, "outcome": "redirected", "document_id": None, "reason": "to http://127.0.0.1/b"}, 301, b""),
    ],
)
def test_an_answer_of_this_run_is_taken_from_the_archive(columns: dict[str, Any], status: int, body: bytes) -> None:
    answer = asked(known(**columns), scrapy.Request(URL))
    assert answer is not None
    assert (answer.status, answer.body, REPLAYED in answer.flags) == (status, body, True)


def test_an_answer_of_this_run_that_had_no_body_has_lost_none() -> None:
    missing = known(status=404, outcome="not_found", document_id=None)
    assert asked(missing, scrapy.Request(URL), holds=False) is not None


@pytest.mark.parametrize("outcome", ["soft_404", "too_large"])
def test_what_was_no_answer_in_this_run_is_not_asked_for_again(outcome: str) -> None:
    with pytest.raises(Refused):
        asked(known(outcome=outcome), scrapy.Request(URL))


@pytest.mark.parametrize(
    ("columns", "method", "holds", "sent"),
    [
        pytest.param({}, "GET", True, ['"1"', "Mon, 02 Apr 2018 00:00:00 GMT"], id="both validators"),
        pytest.param({"etag": None}, "GET", True, [None, "Mon, 02 Apr 2018 00:00:00 GMT"], id="a date"),
        pytest.param({"last_modified": None}, "GET", True, ['"1"', None], id="a tag"),
        pytest.param({"etag": None, "last_modified": None}, "GET", True, [None, None], id="no validator"),
        pytest.param({}, "POST", True, [None, None], id="a form"),
        pytest.param({}, "GET", False, [None, None], id="a body that is lost"),
        pytest.param({"document_id": None}, "GET", True, [None, None], id="no body"),
    ],
)
def test_of_an_older_answer_is_asked_whether_it_has_changed(
    columns: dict[str, Any], method: str, holds: bool, sent: list[str | None]
) -> None:
    request = scrapy.Request(URL, method=method, headers=dict.fromkeys(VALIDATORS, "of another attempt"))
    request.meta["known"] = known()
    assert asked(known(fresh=False, **columns), request, holds=holds) is None
    headers = [value.decode() if (value := request.headers.get(name)) else None for name in VALIDATORS]
    assert headers == sent
    assert ("known" in request.meta) == any(sent)


def test_an_answer_of_this_run_whose_body_is_lost_is_asked_for_again() -> None:
    assert asked(known(), scrapy.Request(URL), holds=False) is None


def test_what_a_form_sent_tells_its_answer_from_another_one() -> None:
    first = scrapy.FormRequest(URL, formdata={"page": "1"})
    played = Played(first, known())
    assert answered(played, first) is not None
    assert answered(played, scrapy.FormRequest(URL, formdata={"page": "2"})) is None
    assert answered(played, scrapy.Request(URL)) is None
