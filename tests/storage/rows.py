"""Rows to try the storage with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from storage import schema


def fetch(**columns: Any) -> schema.Fetch:
    values: dict[str, Any] = {
        "run_id": "run-1",
        "sequence": 0,
        "url": "http://127.0.0.1/a",
        "portal": "seeds",
        "role": "report",
        "referrer": None,
        "link_text": None,
        "fetched_at": dt.datetime(2026, 4, 2, 3, tzinfo=dt.UTC),
        "status": 200,
        "outcome": "ok",
        "reason": None,
        "document_id": "a" * 64,
        "bytes": 5,
        "media_type": "text/html",
        "charset": None,
        "etag": None,
        "last_modified": None,
        "place": None,
    }
    return schema.Fetch(**values | columns)


def document(**columns: Any) -> schema.Document:
    values: dict[str, Any] = {
        "document_id": "a" * 64,
        "source_url": "http://127.0.0.1/a",
        "portal": "seeds",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "n_bytes": 5,
        "outcome": "report",
        "reason": None,
        "part_of": None,
        "report_id": "320200-2017",
        "duplicate_of": None,
        "similarity": None,
        "repairs": (schema.Repair(kind="pinyin_gloss", count=2, before="報(bào)", after="報"),),
        "flags": (),
        "provenance": "unknown",
        "parser_version": "test",
    }
    return schema.Document(**values | columns)


PLACE = {
    "adcode": "320200",
    "place_id": "320200",
    "province": "江苏省",
    "city": "无锡市",
    "county": None,
    "level": "prefecture",
    "agency_kind": "government",
}


def report(**columns: Any) -> schema.Report:
    values: dict[str, Any] = {
        "report_id": "320200-2017",
        **PLACE,
        "township": None,
        "evidence": (),
        "agency": "无锡市人民政府",
        "report_year": 2017,
        "title": None,
        "doc_number": None,
        "index_number": None,
        "published_date": dt.date(2018, 3, 1),
        "period_start": None,
        "period_end": None,
        "form": "narrative",
        "script": "hans",
        "scope": "citywide",
        "text": "收到申请2338件。",
        "document_id": "a" * 64,
        "source_url": "http://127.0.0.1/a",
        "revision": 1,
        "n_documents": 1,
        "n_numbers": 1,
        "n_unread": 0,
    }
    return schema.Report(**values | columns)


def indicator(**columns: Any) -> schema.Indicator:
    values: dict[str, Any] = {
        "report_id": "320200-2017",
        **PLACE,
        "report_year": 2017,
        "code": "applications.received.total",
        "applicant_type": "total",
        "year": 2017,
        "value": 2338.0,
        "unit": "件",
        "printed": "2338",
        "approx": False,
        "bound": None,
        "scope": "citywide",
        "source": "narrative",
        "stated_zero": False,
        "implied": False,
        "includes_carried_in": False,
        "label": "",
        "quote": "收到申请2338件",
        "start": 0,
        "end": 9,
        "section_id": None,
        "unproved": False,
        "page": None,
        "box": (),
        "corrected": False,
    }
    return schema.Indicator(**values | columns)


def unread(**columns: Any) -> schema.Unread:
    values: dict[str, Any] = {
        "report_id": "320200-2017",
        **PLACE,
        "report_year": 2017,
        "section_id": None,
        "kind": "unread",
        "value": 7.0,
        "unit": "件",
        "words": "接听电话",
        "sentence": "接听电话7件。",
        "reason": "no word says what it counts",
        "start": 4,
        "end": 6,
    }
    return schema.Unread(**values | columns)


def snapshot(**tables: list[Any]) -> dict[str, list[Any]]:
    """Rows of all tables; those not given are empty."""
    return {name: tables.get(name, []) for name in schema.SNAPSHOT_TABLES}
