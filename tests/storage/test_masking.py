"""What is stored holds no number of a private person, whichever column it comes in; identifiers stay as they are."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import types
import typing
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq
import pytest

from storage import arrow_tables, dataset
from storage.fetch_log import FOLDER, FetchLog
from storage.root import open_root
from storage.schema import FETCHES, SNAPSHOT_TABLES, DatasetTable
from tests.storage.rows import fetch, indicator, report, snapshot
from tests.writing import digits_of, spellings_of_phones

PHONE = "13987654321"
ALL = list(spellings_of_phones(PHONE))
FORMS = [*ALL[::7], *ALL[-5:]]
"""One in seven of the spellings, and those that lines and cells break."""
TABLES = [FETCHES, *SNAPSHOT_TABLES.values()]

hints_of = functools.cache(typing.get_type_hints)
"""The types of a row's columns: to work them out takes longer than to mask what stands in them."""


def columns(row: type) -> Iterator[tuple[type, dataclasses.Field[Any]]]:
    """All columns of a row that hold strings, also of the rows nested in it."""
    hints = hints_of(row)
    for field in dataclasses.fields(row):
        for kind in kinds(hints[field.name]):
            if kind is str:
                yield row, field
            elif dataclasses.is_dataclass(kind):
                yield from columns(typing.cast("type", kind))


def kinds(annotation: Any) -> list[Any]:
    arguments = [one for one in typing.get_args(annotation) if one is not Ellipsis]
    return [kind for one in arguments for kind in kinds(one)] if arguments else [annotation]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_of_strings_says_whether_it_is_free_text(table: DatasetTable) -> None:
    found = list(columns(table.row))
    assert found
    for row, field in found:
        said = [bool(field.metadata[sort]) for sort in ("free_text", "identifier", "enum")]
        assert sum(said) == 1, f"{row.__name__}.{field.name} must be free text, an identifier, or of permitted values"
        assert field.metadata["free_text"] or not field.metadata["excerpt"]


def filled(row: type, words: str) -> Any:
    """A row with the same words in every column that takes any."""
    return row(**{field.name: value_of(hints_of(row)[field.name], field, words) for field in dataclasses.fields(row)})


def value_of(annotation: Any, field: dataclasses.Field[Any], words: str) -> Any:
    if field.metadata["enum"]:
        return field.metadata["enum"][0]
    if isinstance(annotation, types.UnionType):
        annotation = next(kind for kind in typing.get_args(annotation) if kind is not types.NoneType)
    if typing.get_origin(annotation) is tuple:
        return (value_of(typing.get_args(annotation)[0], field, words),)
    if dataclasses.is_dataclass(annotation):
        return filled(typing.cast("type", annotation), words)
    plain = {str: words, int: 2017, float: 1.0, bool: True, dt.date: dt.date(2018, 3, 1)}
    return plain.get(annotation, dt.datetime(2026, 4, 2, tzinfo=dt.UTC))


def strings(record: Any, row: type, *, free: bool) -> Iterator[str]:
    """The stored values of the columns of one sort."""
    hints = hints_of(row)
    for field in dataclasses.fields(row):
        values = record[field.name] if isinstance(record[field.name], list) else [record[field.name]]
        for value in values:
            if isinstance(value, dict):
                (nested,) = filter(dataclasses.is_dataclass, kinds(hints[field.name]))
                yield from strings(value, nested, free=free)
            elif isinstance(value, str) and field.metadata["free_text" if free else "identifier"]:
                yield value


@pytest.mark.parametrize("words", ["{}", "联系人李某，电话{}。", "收到申请3件。电话{}"])
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_spelling_of_a_phone_is_left_in_any_free_text(table: DatasetTable, words: str) -> None:
    texts = [words.format(form) for form in FORMS]
    assert len(texts) >= 60
    for text in texts:
        (record,) = arrow_tables.to_arrow(table, [filled(table.row, text)]).to_pylist()
        for stored in strings(record, table.row, free=True):
            assert len(stored) == len(text)
            assert digits_of(text).count(PHONE[3:]) == 1
            assert PHONE[3:] not in digits_of(stored), (table.name, text, stored)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_identifiers_are_stored_as_they_are(table: DatasetTable) -> None:
    (record,) = arrow_tables.to_arrow(table, [filled(table.row, PHONE)]).to_pylist()
    stored = list(strings(record, table.row, free=False))
    assert set(stored) == {PHONE}


def test_rows_are_in_the_order_of_what_is_stored() -> None:
    rows = [indicator(label=f"电话1398765432{digit}", value=9.0 - digit) for digit in range(5)]
    data = arrow_tables.to_arrow(SNAPSHOT_TABLES["indicators"], rows)
    assert data["value"].to_pylist() == sorted(data["value"].to_pylist())


def test_what_is_cut_from_the_text_of_a_report_says_so() -> None:
    """It must be masked as that text is, of which the rest tells whether numbers at its edge are one."""
    found = {
        (table.name, field.name) for table in TABLES for _, field in columns(table.row) if field.metadata["excerpt"]
    }
    assert found == {
        *(("indicators", "quote"), ("panel", "quote"), ("unread", "words"), ("unread", "sentence")),
        *(("revisions", "before_quote"), ("revisions", "after_quote")),
    }


def test_quotes_stay_slices_of_the_text() -> None:
    text = "处罚 | 139 | 8765 | 4321 | 5 | 6"
    rows = {"reports": [report(text=text)], "indicators": [indicator(quote=text[:24], start=0, end=24)]}
    stored = {name: arrow_tables.to_arrow(SNAPSHOT_TABLES[name], own) for name, own in rows.items()}
    (quote,), (whole,) = stored["indicators"]["quote"].to_pylist(), stored["reports"]["text"].to_pylist()
    assert whole[:24] == quote


def test_the_fetch_log_and_snapshots_are_written_masked(tmp_path: Any) -> None:
    root = open_root(str(tmp_path))
    FetchLog(root).append([fetch(link_text="请拨打139 8765 4321", url=f"http://127.0.0.1/{PHONE}")])
    (file,) = root.files(FOLDER, ".parquet")
    (record,) = pq.read_table(io.BytesIO(root.read(file))).to_pylist()
    assert (record["link_text"], record["url"]) == ("请拨打139 **** ****", f"http://127.0.0.1/{PHONE}")
    dataset.publish(root, snapshot(reports=[report(doc_number="文〔2017〕139-8765-4321")]))
    (row,) = dataset.current(root).rows("reports")
    assert row.doc_number == "文〔2017〕139-****-****"
