from __future__ import annotations

import pathlib
import zipfile

import duckdb
import pandas as pd
import pytest

from storage import dataset
from storage.errors import StorageError
from storage.export import EXCEL_CELL, FORMATS, export
from storage.root import DataRoot
from storage.schema import SNAPSHOT_TABLES
from tests.storage.rows import document, indicator, report, snapshot


@pytest.fixture
def published(root: DataRoot) -> dataset.Snapshot:
    long = report(text="年" * (EXCEL_CELL + 5))
    dataset.publish(root, snapshot(documents=[document()], reports=[long], indicators=[indicator(quote="=1+1")]))
    return dataset.current(root)


def test_csv_opens_with_its_characters(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out", "csv")
    assert (tmp_path / "out" / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(tmp_path / "out" / "documents.csv")
    assert "pinyin_gloss" in frame.loc[0, "repairs"]


def test_excel_has_a_sheet_for_each_table(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out.xlsx", "xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as workbook:
        sheets = [workbook.read(name) for name in workbook.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(SNAPSHOT_TABLES)
    assert not any(b"<f>" in sheet for sheet in sheets), "a quote that begins with = is text, no formula"


def test_duckdb_has_all_tables(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out.duckdb", "duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        assert connection.sql("SELECT quote, report_year FROM indicators").fetchall() == [("=1+1", 2017)]
        assert connection.sql("SELECT length(text) FROM reports").fetchall() == [(EXCEL_CELL + 5,)]
        columns = connection.sql("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
        tables = dict(connection.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    told = {(table, column): comment for table, column, comment in columns}
    for table in SNAPSHOT_TABLES.values():
        assert tables[table.name] == " ".join(table.description.split())
        for field in table.columns:
            assert told[table.name, field.name].startswith(field.metadata["description"])
    assert told["government_years", "received"].endswith("Unit: 件.")


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_is_overwritten(published: dataset.Snapshot, tmp_path: pathlib.Path, kind: str) -> None:
    target = tmp_path / "out"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError, match="is there already"):
        export(published, target, kind)
    assert target.read_text(encoding="utf-8") == "mine"
