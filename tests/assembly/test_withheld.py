"""Words that are withheld are left out of every column that could hold them, and nothing else is."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

import pytest

from assembly.withheld import without_words
from storage.schema import SNAPSHOT_TABLES, Repair

SECRET = "words that somebody asked to withhold"
STAYING = {
    "reports": {"agency", "township", "doc_number"},
    "indicators": {"printed", "label"},
    "panel": {"agency", "printed", "reason"},
    "government_years": {"agency", "reason"},
    "conflicts": {"agency"},
    "documents": {"reason"},
    "coverage": {"reason"},
}
"""Columns of text that say whose a report is, how a figure is printed, or what the project itself found."""


def row_of(table: str) -> Any:
    """A row whose columns of free text all hold the words."""
    kind = SNAPSHOT_TABLES[table].row
    hints = typing.get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        types = typing.get_args(hints[field.name]) or (hints[field.name],)
        if field.name in ("report_id", "document_id"):
            values[field.name] = "withheld"
        elif str in types and field.metadata.get("free_text"):
            values[field.name] = SECRET
        else:
            values[field.name] = None if type(None) in types else () if typing.get_origin(hints[field.name]) else "x"
    return kind(**values)


TABLES = [
    name
    for name, table in SNAPSHOT_TABLES.items()
    if "report_id" in {field.name for field in dataclasses.fields(table.row)}
]


def test_tables_of_words_are_tried() -> None:
    assert {"reports", "sections", "indicators", "panel", "unread", "checks", "flags", "conflicts"} <= {*TABLES}


@pytest.mark.parametrize("table", TABLES)
def test_no_column_keeps_the_words(table: str) -> None:
    row = row_of(table)
    ((name, (blank,)),) = without_words({table: [row]}, {"withheld": "why"}, {})
    assert name == table
    holding = {field.name for field in dataclasses.fields(row) if getattr(blank, field.name) == SECRET}
    assert holding == STAYING.get(table, set())


@pytest.mark.parametrize("table", TABLES)
def test_other_reports_stay_as_they_are(table: str) -> None:
    row = row_of(table)
    assert list(without_words({table: [row]}, {"another": "why"}, {"another": "why"})) == [(table, [row])]


def test_what_was_repaired_is_told_without_the_words() -> None:
    repair = Repair(kind="lost_number", count=2, before=SECRET, after=SECRET)
    row = dataclasses.replace(row_of("documents"), repairs=(repair,))
    ((_, (blank,)),) = without_words({"documents": [row]}, {"withheld": "why"}, {})
    assert blank.repairs == (dataclasses.replace(repair, before="", after=""),)


def test_checks_that_are_the_same_without_their_words_are_one() -> None:
    """But not those of figures, which repeat numbers and no words."""
    row = row_of("checks")
    of_words = [dataclasses.replace(row, codes=(), explanation=words) for words in (SECRET, f"{SECRET} again")]
    of_figures = [
        dataclasses.replace(row, codes=("review.total",), explanation=words) for words in ("1 is 1", "2 is 2")
    ]
    ((_, checks),) = without_words({"checks": [*of_words, *of_figures]}, {"withheld": "why"}, {})
    assert [check.explanation for check in checks] == ["withheld", "1 is 1", "2 is 2"]
