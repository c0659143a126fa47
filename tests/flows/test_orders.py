"""Which pages of a portal's last crawl must still give something, by its log and by what the parsers made of them."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from flows import completing
from flows.completing import Completed, Orders, complete, find_orders
from parsers import errors
from parsers.model import Flag, Parsed
from parsing import codec
from parsing.standing import standing
from parsing.store import Kept, Store
from spiders.job import FILES, ROWS, CrawlResult, Order
from spiders.portals import Portal
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.runs import FULL_RUN, ORDERED_RUN, PARTIAL_RUN, UnfinishedRun
from tests.storage.rows import fetch

WHOLE = f"{FULL_RUN}1"
HOST = "http://a.example.gov.cn"


def rejected(reason: str, media_type: str = "text/html") -> Parsed:
    return Parsed(outcome="rejected", reason=reason, media_type=media_type)


def read_as(*flags: str, media_type: str = "text/html") -> Parsed:
    """A report with flags of some kinds, whose sentences name them."""
    return Parsed(outcome="report", media_type=media_type, flags=tuple(Flag(kind, f"is {kind}") for kind in flags))


READ = {
    "lists": rejected(f"{errors.LISTS} reports"),
    "announces": rejected(f"{errors.ANNOUNCES} of 2017"),
    "news": rejected("The page is news."),
    "whole": read_as("form_unknown"),
    "incomplete": read_as("form_unknown", "incomplete", "part_unread"),
    "unread": read_as("part_unread"),
    "file": read_as("incomplete", media_type="application/pdf"),
    "wrong file": rejected(f"{errors.LISTS} reports", "application/pdf"),
}
"""What the parsers make of documents, by their bytes."""


def logged(root: DataRoot, *rows: dict[str, Any]) -> None:
    """Fetches, each later than the one before, whose documents are parsed; a row names the words of its document."""
    told = []
    for number, row in enumerate(rows):
        words = row.pop("read", "")
        columns = {
            "portal": "a",
            "run_id": WHOLE,
            "url": f"{HOST}/{words}",
            "document_id": Archive(root).put(words.encode()) if words else None,
            "fetched_at": dt.datetime(2026, 4, 2, 3, number, tzinfo=dt.UTC),
        }
        told.append(fetch(**columns | row))
    FetchLog(root).append(told)
    words_of = {Archive(root).put(words.encode()): words for words in READ}
    for source in standing(root, FetchLog(root)).waiting:
        name = source.document_id
        kept = codec.answer(codec.encode(READ[words_of[name]]))
        Store(root).add(
            [Kept(key=source.key, document_id=name, n_bytes=1, modified=Archive(root).modified(name), answer=kept)]
        )


def ordered(root: DataRoot, portals: Sequence[str] = ("a",)) -> list[str]:
    return [order.url.removeprefix(f"{HOST}/") for order in find_orders(root, portals).orders]


@pytest.mark.parametrize(
    ("read", "wants", "why"),
    [
        ("lists", ROWS, f"{errors.LISTS} reports"),
        ("announces", FILES, f"{errors.ANNOUNCES} of 2017"),
        ("incomplete", FILES, "is incomplete"),
        ("unread", FILES, "is part_unread"),
        ("news", "", ""),
        ("whole", "", ""),
        ("file", "", ""),
        ("wrong file", "", ""),
    ],
)
def test_what_is_wanted_of_a_page_is_told_by_what_the_parsers_made_of_it(
    root: DataRoot, read: str, wants: str, why: str
) -> None:
    logged(root, {"read": read, "link_text": "2017年年报"})
    order = Order(portal="a", url=f"{HOST}/{read}", wants=wants, text="2017年年报", why=why)
    found = find_orders(root, ["a", "unknown"])
    assert found == Orders([order] if wants else [], [WHOLE] if wants else [], {})
    row = {"portal": "a", "page": order.url, "wanted": wants, "why": why}
    assert Completed(found.orders).table() == ([row] if wants else [])


def test_a_page_without_words_in_its_link_is_ordered_once(root: DataRoot) -> None:
    logged(root, {"read": "lists", "link_text": None}, {"read": "lists"})
    assert [(order.url, order.text) for order in find_orders(root, ["a"]).orders] == [(f"{HOST}/lists", "")]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([{"read": "file", "role": "attachment", "referrer": f"{HOST}/lists"}], []),
        ([{"read": "wrong file", "role": "attachment", "referrer": f"{HOST}/lists"}], ["lists"]),
        ([{"read": "file", "role": "attachment", "referrer": f"{HOST}/other"}], ["lists"]),
        ([{"read": "incomplete", "role": "page"}], ["lists"]),
        ([{"url": f"{HOST}/lists", "outcome": "soft_404"}], []),
        ([{"url": f"{HOST}/lists", "outcome": "soft_404", "role": "attachment"}], []),
        ([{"url": f"{HOST}/other", "outcome": "soft_404"}], ["lists"]),
        ([{"url": f"{HOST}/lists", "outcome": "no_report"}], ["lists"]),
        ([{"read": "unread", "portal": "b"}], ["lists"]),
        ([{"read": "unread"}], ["lists", "unread"]),
    ],
    ids=[
        "a file of it is a report",
        "a file of it is none",
        "a file of another page is a report",
        "another page that did not come as a report",
        "it says nothing of a report",
        "it says nothing of one as a file of another page either",
        "another page says nothing of one",
        "it is no report",
        "a page of another portal",
        "two pages",
    ],
)
def test_what_else_a_crawl_has_fetched_tells(root: DataRoot, others: list[dict[str, Any]], expected: list[str]) -> None:
    logged(root, {"read": "lists"}, *(dict(row) for row in others))
    assert ordered(root) == expected


@pytest.mark.parametrize(
    ("run", "expected", "runs"),
    [
        (f"{FULL_RUN}2", ["unread"], [f"{FULL_RUN}2"]),
        (f"{PARTIAL_RUN}2", ["unread"], [f"{PARTIAL_RUN}2"]),
        ("ingest-2", ["lists"], [WHOLE]),
        (f"{ORDERED_RUN}2", [], []),
    ],
)
def test_only_the_last_crawl_counts_and_only_until_its_orders_are_carried_out(
    root: DataRoot, run: str, expected: list[str], runs: list[str]
) -> None:
    logged(root, {"read": "lists"}, {"read": "unread", "run_id": run})
    assert (ordered(root), find_orders(root, ["a"]).runs) == (expected, runs)


def test_orders_of_a_portal_come_again_after_another_crawl(root: DataRoot) -> None:
    runs = (WHOLE, f"{ORDERED_RUN}1", f"{FULL_RUN}2")
    logged(root, *({"read": "lists", "run_id": run} for run in runs))
    assert ordered(root) == ["lists"]


def test_what_was_fetched_for_orders_before_any_crawl_says_nothing(root: DataRoot) -> None:
    logged(root, {"read": "lists", "run_id": f"{ORDERED_RUN}1"}, {"read": "unread"})
    assert ordered(root) == ["unread"]


def test_a_crawl_counts_when_it_has_ended_with_all_runs_that_it_took(root: DataRoot) -> None:
    first, second = f"{FULL_RUN}2", f"{FULL_RUN}3"
    logged(root, {"read": "announces"}, {"read": "lists", "run_id": first}, {"read": "unread", "run_id": second})
    crawl, now = UnfinishedRun(root, ["a"], []), dt.datetime(2026, 4, 2, tzinfo=dt.UTC)
    crawl.begin(first, now)
    crawl.begin(second, now)
    assert ordered(root) == ["announces"]
    crawl.end()
    found = find_orders(root, ["a"])
    assert [order.url for order in found.orders] == [f"{HOST}/lists", f"{HOST}/unread"]
    assert found.runs == [first, second]


def test_only_portals_whose_pages_lack_something_are_asked_again(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged(root, {"read": "lists"}, {"read": "news", "portal": "b"})
    asked: list[list[str]] = []

    async def parsed(*_: object) -> None:
        pass

    async def run(portals: Sequence[Portal], *_: object) -> CrawlResult:
        asked.append([portal.portal for portal in portals])
        return CrawlResult(finish_reason="finished", errors=(), portals={})

    monkeypatch.setattr(completing, "run_parsing", parsed)
    monkeypatch.setattr(completing, "run_orders", run)
    portals = [Portal(name, "", f"{name}市", "prefecture", HOST) for name in ("a", "b")]
    asyncio.run(complete(portals, root.location))
    assert asked == [["a"]]


def test_portals_are_ordered_each_by_itself(root: DataRoot) -> None:
    logged(
        root,
        {"read": "lists"},
        {"read": "unread", "portal": "b", "run_id": f"{FULL_RUN}2"},
        {"read": "news", "portal": "c", "run_id": f"{FULL_RUN}3"},
    )
    found = find_orders(root, ["a", "b", "c"])
    assert [(order.portal, order.wants) for order in found.orders] == [("a", ROWS), ("b", FILES)]
    assert found.runs == [WHOLE, f"{FULL_RUN}2"]
    assert ordered(root, ["b"]) == ["unread"]
