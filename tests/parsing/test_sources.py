"""What is parsed: each document once, with what is known from where it first came from."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from parsers.model import Document, Parsed, ReportContent
from parsing.sources import ParsedDocument, distinct_documents
from storage.schema import Fetch
from tests.storage.rows import fetch


def fetched(number: int, name: str = "a", role: str = "report", **columns: Any) -> Fetch:
    return fetch(
        sequence=number,
        document_id=name * 64,
        role=role,
        url=f"http://127.0.0.1/{number}",
        fetched_at=dt.datetime(2026, 4, 1 + number, tzinfo=dt.UTC),
        **columns,
    )


@pytest.mark.parametrize(
    ("roles", "chosen"),
    [
        pytest.param(["report", "report"], 0, id="the first of two alike"),
        pytest.param(["page", "report", "report"], 1, id="the first as a report"),
        pytest.param(["report", "attachment"], 0, id="a report before an attachment"),
        pytest.param(["file", "attachment"], 1, id="an attachment before a file"),
        pytest.param(["listing", "file"], 1, id="a file before a list"),
        pytest.param(["page", "listing"], 1, id="a list before a page"),
        pytest.param(["robots", "page"], 1, id="anything before robots.txt"),
    ],
)
def test_of_several_fetches_the_weightiest_counts_and_of_these_the_first(roles: list[str], chosen: int) -> None:
    (source,) = distinct_documents([fetched(number, role=role) for number, role in enumerate(roles)])
    assert (source.url, source.role) == (f"http://127.0.0.1/{chosen}", roles[chosen])


def test_all_that_the_log_knows_goes_with_the_document() -> None:
    known = {"media_type": "text/html", "charset": "gbk", "link_text": "2016年年报", "place": "320200", "portal": "x"}
    (source,) = distinct_documents([fetched(0, **known, bytes=1234)])
    assert {name: getattr(source, name) for name in known} == known
    assert source.n_bytes == 1234
    assert distinct_documents([fetched(0, bytes=None)])[0].n_bytes == 0


def test_what_was_fetched_without_a_body_is_no_document() -> None:
    nothing = dataclasses.replace(fetched(0), document_id=None)
    assert [source.document_id[0] for source in distinct_documents([nothing, fetched(1, "b"), nothing])] == ["b"]


def test_documents_are_in_the_order_of_their_first_fetch() -> None:
    log = [fetched(0, "b", "page"), fetched(1, "a"), fetched(2, "b"), fetch(document_id=None, outcome="timeout")]
    assert [(source.document_id[0], source.order) for source in distinct_documents(log)] == [("b", 0), ("a", 1)]


def test_chapters_follow_each_other_by_their_numbers_and_pages_by_their_addresses() -> None:
    named = [
        ("b", 9, "二、主动公开情况"),
        ("c", 12, "十一、附表"),
        ("d", 20, "一、概述"),
        ("e", 10, "二、主动公开情况"),
    ]
    parts = [fetched(n, name, "part", referrer="http://127.0.0.1/0", link_text=words) for name, n, words in named]
    whole, *_ = distinct_documents([fetched(0, link_text="2015年年报"), *parts])
    assert [part.document_id[0] for part in whole.parts] == ["d", "b", "e", "c"]


def test_parts_name_the_document_that_they_are_of_and_are_files_where_nobody_has_fetched_it() -> None:
    log = [fetched(0), fetched(1, "b", "part", referrer="http://127.0.0.1/0"), fetched(2, "c", "part")]
    told = [(source.document_id[0], source.role, source.part_of) for source in distinct_documents(log)]
    assert told == [("a", "report", None), ("b", "part", "a" * 64), ("c", "file", None)]


@pytest.mark.parametrize(
    "change",
    [
        {"missing_parts": 1},
        {"parts": ("part",)},
        {"media_type": "text/plain"},
        {"charset": "gbk"},
        {"role": "file"},
        {"link_text": "2017年年报"},
        {"place": "340200"},
        {"url": "http://127.0.0.1/1"},
        {"document_id": "b" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_was_parsed_is_used_again_only_where_all_that_was_known_is_the_same(change: dict[str, Any]) -> None:
    (source,) = distinct_documents([fetched(0)])
    part = dataclasses.replace(source, document_id="c" * 64, role="part")
    other = dataclasses.replace(source, **{k: (part,) if k == "parts" else v for k, v in change.items()})
    assert source.key == dataclasses.replace(source, order=7).key
    assert other.key != source.key


def test_the_parsers_are_told_all_that_is_known_of_a_document_and_its_parts() -> None:
    known = {"url": "http://127.0.0.1/1", "media_type": "text/html", "charset": "gbk", "place": "340200"}
    source = dataclasses.replace(distinct_documents([fetched(0)])[0], **known, link_text="2017年年报", missing_parts=2)
    part = dataclasses.replace(source, role="part", url="http://127.0.0.1/2", missing_parts=0)
    document = dataclasses.replace(source, parts=(part,)).document(b"whole", [b"part"])
    assert document == Document(
        content=b"whole",
        **known,
        role="report",
        link_text="2017年年报",
        parts=(Document(content=b"part", **known | {"url": part.url}, role="part", link_text="2017年年报"),),
        missing_parts=2,
    )


def test_what_is_a_report_has_one_and_what_is_none_has_none() -> None:
    (source,) = distinct_documents([fetched(0)])
    report = object.__new__(ReportContent)
    assert ParsedDocument(source, 1, Parsed(outcome="report", report=report)).report is report
    with pytest.raises(ValueError, match=f"{'a' * 64} is not a report"):
        _ = ParsedDocument(source, 1, Parsed(outcome="rejected", reason="no report")).report
