"""Parsed documents from the store give the rows that they give in memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

from assembly import reports
from assembly.loading import assemble_kept
from assembly.reports import Key, assemble, assemble_by_place, key_of
from parsers.model import Parsed
from parsing import codec
from parsing.sources import ParsedDocument
from parsing.standing import Standing
from parsing.store import Kept, Store
from storage.errors import DamagedData
from storage.root import DataRoot
from storage.schema import SNAPSHOT_TABLES
from tests.assembly.test_reports import parsed, report

REPORTS = [
    report("a", "芜湖市", 2021, 688, 5, 20),
    report("b", "芜湖市", 2022, 700, 19, 7),
    report("c", "马鞍山市", 2022, 700, 19, 7),
    parsed("d", "今天天气很好。".encode()),
]


def with_a_name(document: ParsedDocument) -> ParsedDocument:
    """The store sorts documents by the digits that their names begin with."""
    name = document.source.document_id * 64
    return dataclasses.replace(document, source=dataclasses.replace(document.source, document_id=name))


def kept(document: ParsedDocument) -> Kept:
    return Kept(
        key=document.source.key,
        document_id=document.source.document_id,
        n_bytes=document.n_bytes,
        modified=0,
        answer=codec.answer(codec.encode(document.parsed)),
    )


def rows_of(standing: Standing, store: Store) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {name: [] for name in SNAPSHOT_TABLES}
    for part in assemble_kept(standing, store):
        for name, some in part.items():
            rows[name].extend(some)
    return rows


def test_documents_of_the_store_and_those_that_failed(root: DataRoot) -> None:
    documents = [with_a_name(document) for document in REPORTS]
    store = Store(root)
    for document in documents:
        store.add([kept(document)])
    lost = dataclasses.replace(documents[0].source, document_id="e" * 64, order=9, n_bytes=77)
    standing = Standing([(one.source, kept(one)) for one in documents], [(lost, "It is lost.")], [], [])
    expected = assemble([*documents, ParsedDocument(lost, 77, Parsed(outcome="failed", reason="It is lost."))])
    assert rows_of(standing, store) == expected
    (failed,) = [row for row in expected["documents"] if row.outcome == "failed"]
    assert (failed.n_bytes, failed.reason) == (77, "It is lost.")


def test_a_document_that_the_store_has_lost_since_is_named(root: DataRoot) -> None:
    document = with_a_name(REPORTS[0])
    with pytest.raises(DamagedData) as told:
        rows_of(Standing([(document.source, kept(document))], [], [], []), Store(root))
    assert told.value.where == document.source.document_id


@pytest.mark.parametrize(
    ("together", "expected"),
    [(1, ["ab", "c", "d"]), (2, ["ab", "c", "d"]), (3, ["abc", "d"]), (500, ["abc", "d"])],
)
def test_no_place_is_divided_and_no_more_are_in_memory_than_may_be(
    monkeypatch: pytest.MonkeyPatch, together: int, expected: list[str]
) -> None:
    """Both years of 芜湖市 are compared, so they come together; a document of no place comes last."""
    monkeypatch.setattr(reports, "TOGETHER", together)
    loaded = []

    def load(keys: Sequence[Key]) -> list[ParsedDocument]:
        loaded.append("".join(key.source.document_id for key in keys))
        return [document for document in REPORTS if document.source.document_id in loaded[-1]]

    rows = list(assemble_by_place([key_of(document) for document in REPORTS], load))
    assert loaded == expected
    assert sum(len(part.get("documents", [])) for part in rows) == len(REPORTS)
