"""What is known of an address: from earlier runs its last answer, from the run that goes on all that is settled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import scrapy

from spiders.middlewares import known
from spiders.middlewares.known import Known, log_address
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.schema import Fetch
from tests.storage.rows import fetch

SEARCH = "http://127.0.0.1/search"


def row(run: str, outcome: str, number: int = 0, **columns: Any) -> Fetch:
    """A row of portal a; a later number is a later answer."""
    at = dt.datetime(2026, 4, 2, 3, number, tzinfo=dt.UTC)
    return fetch(**{"run_id": run, "outcome": outcome, "sequence": number, "fetched_at": at, "portal": "a"} | columns)


def read(root: DataRoot, *rows: Fetch, runs: tuple[str, ...] = ()) -> dict[str, Known]:
    for one in rows:
        FetchLog(root).append([one])
    return dict(known.read(FetchLog(root), ["a"], runs)[0])


def test_what_a_form_sends_is_part_of_what_was_asked_for() -> None:
    requests = [
        scrapy.Request(SEARCH),
        scrapy.Request(SEARCH, method="POST", body="page=1"),
        scrapy.Request(SEARCH, method="POST", body="page=2"),
        scrapy.Request(SEARCH, method="POST", body="关键=年报"),
    ]
    addresses = [log_address(request) for request in requests]
    assert addresses[0] == SEARCH
    assert len(set(addresses)) == 4
    assert all(address.startswith(f"{SEARCH}#post:") for address in addresses[1:])
    assert addresses[3].endswith("关键=年报")


@pytest.mark.parametrize(
    ("outcome", "from_before", "from_this_run"),
    [
        ("ok", True, True),
        ("not_modified", True, True),
        ("not_found", False, True),
        ("soft_404", False, True),
        ("redirected", False, True),
        ("too_large", False, True),
        ("timeout", False, False),
        ("blocked:412", False, False),
        ("throttled", False, False),
    ],
)
def test_which_answers_are_kept_in_mind(root: DataRoot, outcome: str, from_before: bool, from_this_run: bool) -> None:
    """What failed by chance is asked for again; what asking again would only repeat is not, in the same run."""
    url = row("crawl-1", outcome).url
    before = read(root, row("crawl-1", outcome))
    assert (url in before) == from_before
    assert not any(one.fresh for one in before.values())
    continued = read(root, runs=("crawl-1",))
    assert (url in continued) == from_this_run
    assert all(one.fresh for one in continued.values())


def test_the_last_answer_counts_and_other_portals_say_nothing(root: DataRoot) -> None:
    rows = [
        row("crawl-2", "ok", 2, etag='"2"'),
        row("crawl-1", "ok", 1, etag='"1"'),
        row("crawl-3", "timeout", 3, etag='"3"'),
        row("crawl-4", "ok", 4, etag='"4"', portal="b"),
    ]
    (one,) = read(root, *rows).values()
    assert one.etag == '"2"'
    assert not one.fresh


def test_rows_of_the_runs_that_go_on_are_handed_on(root: DataRoot) -> None:
    FetchLog(root).append([row("crawl-1", "ok"), row("crawl-1", "timeout", 1)])
    FetchLog(root).append([row("crawl-2", "ok", 2)])
    _, rows = known.read(FetchLog(root), ["a"], ("crawl-1",))
    assert sorted(rows["outcome"].to_pylist()) == ["ok", "timeout"]


def test_an_archived_answer_has_the_headers_that_the_log_has_kept() -> None:
    values: dict[str, Any] = {
        "fresh": True,
        "status": 200,
        "outcome": "ok",
        "reason": "to http://127.0.0.1/b",
        "document_id": None,
        "media_type": "text/html",
        "charset": "gbk",
        "etag": '"1"',
        "last_modified": "Mon",
    }
    headers = {name.decode(): value[0].decode() for name, value in Known(**values).headers().items()}
    assert headers == {"Content-Type": "text/html; charset=gbk", "Etag": '"1"', "Last-Modified": "Mon"}
    response = Known(**values).response("http://127.0.0.1/a", "年报".encode("gbk"), 200)
    assert (response.text, response.status) == ("年报", 200)  # type: ignore[attr-defined]
    moved = {**values, "outcome": "redirected", "media_type": None, "etag": None, "last_modified": None}
    assert Known(**moved).headers() == {b"Location": [b"http://127.0.0.1/b"]}
    for reason in (None, "somewhere else"):
        assert Known(**moved | {"reason": reason}).headers() == {}
    bare = Known(**moved | {"outcome": "ok", "media_type": "text/html", "charset": None})
    assert bare.headers() == {b"Content-Type": [b"text/html"]}
