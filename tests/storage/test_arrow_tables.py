from __future__ import annotations

import dataclasses
import random
import sys

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import arrow_tables, schema
from storage.errors import StorageError
from storage.schema import FETCHES, SNAPSHOT_TABLES
from tests.storage.rows import document, fetch, indicator, report
from tests.storage.test_masking import filled


@pytest.mark.parametrize("table", [FETCHES, *SNAPSHOT_TABLES.values()], ids=lambda table: table.name)
def test_every_column_is_documented_and_typed(table: schema.DatasetTable) -> None:
    arrow = arrow_tables.arrow_schema(table.row)
    assert [field.name for field in table.columns] == arrow.names
    for field in table.columns:
        assert field.metadata["description"].endswith((".", ")")), f"{table.name}.{field.name}"
    assert table.key
    assert all(not arrow.field(name).nullable for name in table.key)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("panel", ("publisher_id", "year", "code")),
        ("government_years", ("publisher_id", "year")),
        ("documents", ("document_id",)),
        ("flags", ("document_id", "sequence")),
        ("reports", ("report_id",)),
        ("revisions", ("report_id", "revision")),
        ("conflicts", ("report_id", "document_id")),
        ("former_ids", ("report_id",)),
        ("sections", ("report_id", "section_id")),
        ("indicators", ("report_id", "code", "applicant_type", "year", "value", "scope", "label", "start")),
        ("unread", ("report_id", "start")),
        ("checks", ("report_id", "rule_id", "applicant_type", "observed", "explanation")),
        ("ratios", ("report_id", "ratio_id")),
        ("coverage", ("adcode", "year")),
        ("codebook", ("code",)),
        ("rules", ("rule_id",)),
        ("ratio_definitions", ("ratio_id",)),
        ("forms", ("form", "sequence")),
        ("portals", ("portal",)),
        ("quality", ("measure",)),
    ],
)
def test_the_key_names_all_by_which_rows_of_a_table_are_told_apart(name: str, columns: tuple[str, ...]) -> None:
    """One rule may say two things of one number: only their explanations differ."""
    assert SNAPSHOT_TABLES[name].key == columns


@pytest.mark.parametrize(
    "table", [table for table in SNAPSHOT_TABLES.values() if table.partitioned], ids=lambda t: t.name
)
def test_partitioned_tables_have_the_partition_column(table: schema.DatasetTable) -> None:
    assert schema.PARTITION in arrow_tables.arrow_schema(table.row).names


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (FETCHES, fetch()),
        (SNAPSHOT_TABLES["documents"], document()),
        (SNAPSHOT_TABLES["reports"], report()),
        (SNAPSHOT_TABLES["indicators"], indicator()),
        *((table, filled(table.row, "无锡市")) for table in (FETCHES, *SNAPSHOT_TABLES.values())),
    ],
    ids=lambda value: value.name if isinstance(value, schema.DatasetTable) else "",
)
def test_rows_survive_the_way_to_arrow_and_back(table: schema.DatasetTable, row: object) -> None:
    assert arrow_tables.from_arrow(table, arrow_tables.to_arrow(table, [row])) == [row]


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.floats(0, 9), st.none() | st.integers(1, 3)), max_size=8))
def test_order_of_rows_does_not_matter(values: list[tuple[str, float, int | None]]) -> None:
    rows = [indicator(code=code, value=value, section_id=section) for code, value, section in values]
    shuffled = random.Random(0).sample(rows, len(rows))
    table = SNAPSHOT_TABLES["indicators"]
    assert arrow_tables.to_arrow(table, rows).equals(arrow_tables.to_arrow(table, shuffled))


def test_a_missing_value_is_refused() -> None:
    with pytest.raises(StorageError, match="quote may not be empty"):
        arrow_tables.to_arrow(SNAPSHOT_TABLES["indicators"], [indicator(quote=None)])


def test_a_missing_part_of_the_key_is_refused_whatever_is_beside_it() -> None:
    with pytest.raises(StorageError, match="sequence may not be empty"):
        arrow_tables.to_arrow(FETCHES, [fetch(sequence=1), fetch(sequence=None), fetch(sequence=0)])


def test_rows_are_ordered_by_their_key_and_where_that_is_alike_by_all_their_columns() -> None:
    """What is missing stands first."""
    told = [("b", 1.0, None, "x"), ("a", 2.0, 2, "x"), ("a", 2.0, None, "x"), ("a", 1.0, 3, "y"), ("a", 2.0, None, "w")]
    rows = [indicator(code=code, value=value, section_id=section, quote=quote) for code, value, section, quote in told]
    data = arrow_tables.to_arrow(SNAPSHOT_TABLES["indicators"], rows)
    found = list(zip(*(data[name].to_pylist() for name in ("code", "value", "section_id", "quote")), strict=True))
    assert sorted(found, key=str) == sorted(told, key=str)
    assert [row[0] for row in found] == ["a", "a", "a", "a", "b"]
    assert [row[1] for row in found] == [1.0, 2.0, 2.0, 2.0, 1.0]
    assert [row[2:] for row in found[1:4]] == [(None, "w"), (None, "x"), (2, "x")]


def test_a_value_outside_its_list_is_refused() -> None:
    with pytest.raises(StorageError, match=r"'national'.*citywide, office, other"):
        arrow_tables.to_arrow(SNAPSHOT_TABLES["indicators"], [indicator(scope="national")])


def test_a_block_may_carry_its_kind() -> None:
    data = arrow_tables.to_arrow(FETCHES, [fetch(outcome="blocked:412")])
    assert data["outcome"].to_pylist() == ["blocked:412"]


def test_lists_are_lists_of_structures() -> None:
    kind = arrow_tables.arrow_schema(schema.Document).field("repairs").type
    assert pa.types.is_list(kind)
    assert {field.name for field in dataclasses.fields(schema.Repair)} == {
        kind.value_type.field(index).name for index in range(kind.value_type.num_fields)
    }


def test_what_arrow_reads_from_memory_is_its_own() -> None:
    """A thread of Arrow that let go of bytes of Python while Python ended aborted one `nianbao verify` in eight."""
    content = bytes(range(256))
    references = sys.getrefcount(content)
    source = arrow_tables.in_arrow_memory(content)
    assert sys.getrefcount(content) == references
    assert source.read() == content
