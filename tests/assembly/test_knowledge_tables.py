"""Codebook, rules, ratios, forms and portals as tables of a snapshot: all that the other tables name is in them."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from assembly.knowledge_tables import knowledge_tables
from assembly.reports import assemble
from knowledge.forms import forms
from parsers.knowledge.forms import layout
from spiders import portals
from storage import arrow_tables
from storage.schema import ALL_CODES, SNAPSHOT_TABLES
from tests.assembly.test_reports import parsed
from tests.support import SEEDS

TABLES = ("codebook", "rules", "ratio_definitions", "forms", "portals", "quality")


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Any]]:
    return knowledge_tables(portals.load())


@pytest.fixture(scope="module")
def seeds() -> dict[str, list[Any]]:
    files = sorted(SEEDS.glob("*.txt"))
    return assemble([parsed(f"{number}{file.name}", file.read_bytes()) for number, file in enumerate(files)])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_knowledge_is_stored_and_read_again(tables: dict[str, list[Any]], name: str) -> None:
    table = SNAPSHOT_TABLES[name]
    assert tables.keys() == set(TABLES)
    keys = [tuple(getattr(row, column) for column in table.key) for row in tables[name]]
    assert len(keys) == len(set(keys)) >= (8 if name == "quality" else 31)
    read = arrow_tables.from_arrow(table, arrow_tables.to_arrow(table, tables[name]))
    assert sorted(read, key=repr) == sorted(tables[name], key=repr)


def test_what_reports_name_is_explained(tables: dict[str, list[Any]], seeds: dict[str, list[Any]]) -> None:
    codes = {row.code for row in tables["codebook"]}
    assert {row.code for row in seeds["indicators"]} <= codes
    assert {row.code for row in seeds["panel"]} - {ALL_CODES} <= codes
    assert {row.rule_id for row in seeds["checks"]} <= {row.rule_id for row in tables["rules"]}
    ratios = {row.ratio_id: row for row in tables["ratio_definitions"]}
    for row in seeds["ratios"]:
        told = ratios[row.ratio_id]
        assert (row.comparability, row.break_2019) == (told.comparability, told.break_2019)
        assert (told.first_year or 0) <= row.report_year <= (told.last_year or 9999)


def test_the_codebook_tells_forms_sources_and_comparability(tables: dict[str, list[Any]]) -> None:
    found = {row.code: row for row in tables["codebook"]}
    granted = found["applications.answered.granted"]
    assert granted.forms == tuple(forms())
    assert granted.sources == tuple(form.document for form in forms().values())
    assert (granted.comparability, granted.break_years) == ("C", (2019,))
    assert "d.full_h" in granted.comparability_note
    assert found["website.visits"].sources == ()
    asked = {row.code for row in tables["forms"] if row.row_kind == "value"}
    assert asked == {row.code for row in tables["codebook"] if row.forms}


def test_formulas_are_told_in_chinese(tables: dict[str, list[Any]]) -> None:
    rules = {row.rule_id: row for row in tables["rules"]}
    assert rules["R01"].expression_zh == "收到申请数 = 当面申请数 + 传真申请数 + 网络申请数 + 信函申请数"
    assert rules["R01"].forms == ("2014",)
    assert rules["C01"].expression_zh is None
    assert rules["C01"].forms[0] == "narrative"
    formulas = [row.formula_zh for row in tables["ratio_definitions"] if row.formula_zh]
    assert len(formulas) > 20
    assert not [formula for formula in formulas if re.search(r"[a-z]\w*\.\w", formula)]


def test_forms_are_in_their_order(tables: dict[str, list[Any]]) -> None:
    of_2014 = [row for row in tables["forms"] if row.form == "2014"]
    assert [row.sequence for row in of_2014] == list(range(1, len(of_2014) + 1))
    assert (of_2014[1].code, of_2014[1].unit, of_2014[1].introduced_by) == (
        "disclosure.total",
        "条",
        "国办发〔2014〕32号",
    )


def test_what_does_not_apply_is_null_and_all_else_is_told(tables: dict[str, list[Any]]) -> None:
    """A column of text is empty for nobody: it is null where there is nothing to say, and filled for some rows."""
    for name, rows in tables.items():
        for column in (field.name for field in dataclasses.fields(rows[0])):
            told = {getattr(row, column) for row in rows}
            assert "" not in told or column == "notes", f"{name}.{column}"
            assert told != {None} or name in ("portals", "quality"), f"{name}.{column}"


def test_a_portal_is_told_as_its_registry_has_it() -> None:
    row = portals.Portal("x", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/", "general")
    row = dataclasses.replace(row, column_url="http://127.0.0.1/a/", expected_years="2016-2018", floor=3, notes="说明")
    bare = portals.Portal("seeds", "", "种子", "", "seeds://offline/manifest.csv")
    (told, untold) = knowledge_tables([row, bare])["portals"]
    assert dataclasses.astuple(told) == (
        *("x", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/", "http://127.0.0.1/a/"),
        *("general", "2016-2018", 3, "说明"),
    )
    assert (untold.adcode, untold.level, untold.column_url, untold.expected_years, untold.remarks) == (None,) * 5


def test_a_cell_of_a_form_is_named_by_its_row_and_column(tables: dict[str, list[Any]]) -> None:
    for form in forms().values():
        rows = [row for row in tables["forms"] if row.form == form.form]
        assert [
            (row.form_table, row.row_label, row.column_label or "", row.row_kind, row.code or "", row.unit or "")
            for row in rows
        ] == [(row.table, row.label, row.column, row.kind, row.code, row.unit) for row in layout(form.form)]
        assert [(row.earlier_label or "", row.earlier_column or "") for row in rows] == [
            (row.continues_label, row.continues_column) for row in layout(form.form)
        ]
