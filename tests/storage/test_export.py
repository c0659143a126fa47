"""A snapshot in the formats of other people's tools."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from storage import dataset
from storage.errors import StorageError
from storage.export import FORMATS, export, kind_of, metadata_of
from storage.exports import excel, sqlite
from storage.root import DataRoot
from storage.schema import SNAPSHOT_TABLES
from tests.operating import free_port
from tests.storage.rows import document, indicator, report, snapshot
from tests.storage.test_dataset import rewritten

TEXT = (
    "无锡市人民政府2017年年度报告\n"
    "三、复议和诉讼。全年因政府信息公开被申请行政复议12件，提起诉讼3件。“都已办结。”没有收费。\n"
    "PM2.5 数据全年发布365次\n"
)


@pytest.fixture
def published(root: DataRoot) -> dataset.Snapshot:
    rows = snapshot(
        documents=[document()],
        reports=[
            report(text=TEXT, title="无锡市2017年年报"),
            report(report_id="320200-2018", report_year=2018, text="年" * (excel.CELL + 5)),
        ],
        indicators=[
            indicator(quote="=1+1", printed="-8"),
            indicator(code="review.total", quote='a "b",\nc', label="＝甲", printed="+3件"),
        ],
    )
    dataset.publish(root, rows)
    return dataset.current(root)


def test_the_name_of_a_target_tells_its_format() -> None:
    names = ("out", "a.xlsx", "a.b.duckdb", "a.sqlite", "a.parquet.zip", "a.zip", "a.pdf")
    assert [kind_of(pathlib.Path(name)) for name in names] == [*FORMATS, "", ""]


def test_csv_opens_with_its_characters(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out", "csv")
    assert (tmp_path / "out" / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(SNAPSHOT_TABLES)
    frame = pd.read_csv(tmp_path / "out" / "documents.csv")
    assert json.loads(frame.loc[0, "repairs"])[0]["kind"] == "pinyin_gloss"
    reports = pd.read_csv(tmp_path / "out" / "reports.csv")
    assert list(reports.text) == [TEXT, "年" * (excel.CELL + 5)]


def test_a_spreadsheet_finds_no_formula_in_a_csv_file(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out", "csv", ["indicators", "panel"])
    text = (tmp_path / "out" / "indicators.csv").read_text(encoding="utf-8-sig")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    first, second = rows["applications.received.total"], rows["review.total"]
    assert (first["quote"], first["printed"], first["bound"]) == ("'=1+1", "-8", "")
    assert (second["quote"], second["label"], second["printed"]) == ('a "b",\nc', "'＝甲", "'+3件")
    assert first["value"] == "2338"
    header = (tmp_path / "out" / "panel.csv").read_text(encoding="utf-8-sig")
    assert header.startswith('"publisher_id","adcode"'), "a table without rows has its columns"


def sheets(file: pathlib.Path) -> dict[str, str]:
    """The sheets of a workbook by their names, as XML."""
    with zipfile.ZipFile(file) as workbook:
        names = re.findall('<sheet name="([^"]+)"', workbook.read("xl/workbook.xml").decode())
        return {
            name: workbook.read(f"xl/worksheets/sheet{number}.xml").decode() for number, name in enumerate(names, 1)
        }


def test_excel_has_a_sheet_for_each_table_with_filters(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out.xlsx", "xlsx")
    found = sheets(tmp_path / "out.xlsx")
    assert found.keys() == {"columns", *SNAPSHOT_TABLES}
    assert list(found)[:5] == ["columns", "government_years", "panel", "codebook", "checks"]
    assert all("<autoFilter" in sheet and 'state="frozen"' in sheet for sheet in found.values())
    assert not any("<f>" in sheet for sheet in found.values()), "a quote that begins with = is text, no formula"
    assert "=1+1" in found["indicators"]
    assert "<v>2338</v>" in found["indicators"], "a number is a number"
    assert 't="b"><v>0</v>' in found["indicators"], "what is true or false is no number"
    assert "年" * excel.CELL in found["reports"]
    assert "年" * (excel.CELL + 1) not in found["reports"]
    assert "Unit of the codebook" in found["columns"]


def test_excel_is_given_no_more_rows_than_it_takes(
    published: dataset.Snapshot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "SHEET", 1)
    export(published, tmp_path / "split.xlsx", "xlsx", ["indicators", "documents"])
    found = sheets(tmp_path / "split.xlsx")
    assert list(found) == ["columns", "documents", "indicators 1", "indicators 2"]
    assert [found[f"indicators {number}"].count("<row ") for number in (1, 2)] == [2, 2]
    monkeypatch.setattr(excel, "WORKBOOK", 4)
    with pytest.raises(StorageError, match=r"Excel cannot hold 5 rows \((indicators|reports) 2.*--table") as error:
        export(published, tmp_path / "large.xlsx", "xlsx")
    assert ".sqlite" in str(error.value)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"] == ["split.xlsx"]


def test_duckdb_has_all_tables(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out.duckdb", "duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as connection:
        found = connection.sql("SELECT quote, report_year FROM indicators WHERE code LIKE 'app%'").fetchall()
        assert found == [("=1+1", 2017)]
        assert connection.sql("SELECT max(length(text)) FROM reports").fetchall() == [(excel.CELL + 5,)]
        columns = connection.sql("SELECT table_name, column_name, comment FROM duckdb_columns()").fetchall()
        tables = dict(connection.sql("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    told = {(table, column): comment for table, column, comment in columns}
    for table in SNAPSHOT_TABLES.values():
        assert tables[table.name] == " ".join(table.description.split())
        for field in table.columns:
            assert told[table.name, field.name].startswith(field.metadata["description"])
    assert told["government_years", "received"].endswith("Unit: 件.")


def test_one_zip_file_has_the_whole_snapshot(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    export(published, tmp_path / "out.parquet.zip", "parquet.zip")
    export(published, tmp_path / "again.parquet.zip", "parquet.zip")
    assert (tmp_path / "out.parquet.zip").read_bytes() == (tmp_path / "again.parquet.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "out.parquet.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    (folder,) = (tmp_path / "unpacked").iterdir()
    assert folder.name == f"nianbao-{published.snapshot_id}"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {path[len(published.folder) + 1 :] for path in published.root.files(published.folder)}
    frame = pl.read_parquet(f"{folder}/indicators/**/*.parquet", hive_partitioning=True)
    assert set(frame["report_year"]) == {2017}
    export(published, tmp_path / "some.parquet.zip", "parquet.zip", ["reports"])
    with zipfile.ZipFile(tmp_path / "some.parquet.zip") as packed:
        assert {name.split("/")[1] for name in packed.namelist() if name.count("/") > 1} == {"reports"}


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_is_overwritten(published: dataset.Snapshot, tmp_path: pathlib.Path, kind: str) -> None:
    target = tmp_path / "out"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError, match="is there already"):
        export(published, target, kind)
    assert target.read_text(encoding="utf-8") == "mine"


def test_what_is_beside_an_sqlite_file_is_not_overwritten(published: dataset.Snapshot, tmp_path: pathlib.Path) -> None:
    metadata_of(tmp_path / "a.sqlite").write_text("mine", encoding="utf-8")
    with pytest.raises(StorageError, match=r"is there already.*a\.metadata\.json|a\.metadata\.json.*is there already"):
        export(published, tmp_path / "a.sqlite", "sqlite")
    assert not (tmp_path / "a.sqlite").exists()


def test_a_table_that_there_is_not_is_told_with_those_that_there_are(
    published: dataset.Snapshot, tmp_path: pathlib.Path
) -> None:
    with pytest.raises(StorageError, match=r"there is no table 'pannel'.*panel, government_years"):
        export(published, tmp_path / "out", "csv", ["pannel"])


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_that_fails_leaves_nothing(
    published: dataset.Snapshot, tmp_path: pathlib.Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: Any) -> Iterator[Any]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dataset.Snapshot, "batches", full)
    monkeypatch.setattr(type(published.root), "read", full)
    with pytest.raises(StorageError, match=r"cannot be written: .*No space left on device"):
        export(published, tmp_path / "new" / f"out.{kind}", kind)
    assert list((tmp_path / "new").iterdir()) == []


# SQLite and Datasette.


def test_a_list_that_an_earlier_release_did_not_have_is_missing(
    published: dataset.Snapshot, tmp_path: pathlib.Path
) -> None:
    """It is no empty list, and not the word null."""
    rewritten(published.root, "documents", "repairs")
    export(published, tmp_path / "out", "csv", ["documents"])
    text = (tmp_path / "out" / "documents.csv").read_text(encoding="utf-8-sig")
    assert [row["repairs"] for row in csv.DictReader(io.StringIO(text, newline=""))] == [""]
    export(published, tmp_path / "a.sqlite", "sqlite", ["documents"])
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        assert connection.execute("SELECT repairs, flags FROM documents").fetchall() == [(None, "[]")]


def test_sqlite_without_reports_has_none_of_their_words_and_names_no_table_that_is_not_there(
    published: dataset.Snapshot, tmp_path: pathlib.Path
) -> None:
    export(published, tmp_path / "a.sqlite", "sqlite", ["indicators", "codebook"])
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        named = {row[2] for row in connection.execute("PRAGMA foreign_key_list(indicators)")}
    assert {name for name in found if not name.startswith("sqlite_")} == {"indicators", "codebook"}
    assert named == {"codebook"}
    (content,) = json.loads(metadata_of(tmp_path / "a.sqlite").read_text(encoding="utf-8"))["databases"].values()
    assert content["tables"].keys() == {"indicators", "codebook"}
    assert "queries" not in content


@pytest.fixture
def database(published: dataset.Snapshot, tmp_path: pathlib.Path) -> pathlib.Path:
    assert export(published, tmp_path / "nianbao.sqlite", "sqlite") == (
        tmp_path / "nianbao.sqlite",
        tmp_path / "nianbao.metadata.json",
    )
    return tmp_path / "nianbao.sqlite"


def test_sqlite_has_all_tables_with_keys(database: pathlib.Path, published: dataset.Snapshot) -> None:
    with sqlite3.connect(database) as connection:
        for name in SNAPSHOT_TABLES:
            found = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            assert found == [field.name for field in SNAPSHOT_TABLES[name].columns]
            assert connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (published.count(name),)
        keys = [row[1] for row in connection.execute("PRAGMA table_info(panel)") if row[5]]
        assert keys == ["publisher_id", "year", "code"]
        assert ("codebook", "code") in {row[2:4] for row in connection.execute("PRAGMA foreign_key_list(panel)")}
        repairs, report_id = connection.execute("SELECT repairs, report_id FROM documents").fetchone()
        assert json.loads(repairs)[0]["count"] == 2
        assert report_id == "320200-2017"


def test_sqlite_finds_rows_by_what_people_ask_for(database: pathlib.Path, published: dataset.Snapshot) -> None:
    """An index for each question that is asked of large tables, and counts of rows by what tells them apart."""
    with sqlite3.connect(database) as connection:
        indexed = {
            (table, tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{name}")')))
            for name, table in connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
        }
    asked = {
        ("panel", ("code", "year")),
        ("panel", ("report_id",)),
        ("panel", ("city",)),
        ("panel", ("province",)),
        ("panel", ("status",)),
        ("government_years", ("year",)),
        ("government_years", ("province",)),
        ("indicators", ("code", "report_year")),
        ("indicators", ("report_id",)),
        ("checks", ("report_id",)),
        ("checks", ("rule_id", "passed")),
        ("ratios", ("ratio_id", "report_year")),
        ("ratios", ("report_id",)),
        ("reports", ("report_year",)),
        ("reports", ("city",)),
        ("sections", ("report_id",)),
        ("unread", ("report_id",)),
        ("flags", ("report_id",)),
        ("flags", ("kind",)),
        ("documents", ("report_id",)),
        ("documents", ("outcome",)),
        ("coverage", ("status",)),
        ("coverage", ("year",)),
    }
    assert asked <= indexed
    metadata = json.loads(database.with_suffix(".metadata.json").read_text(encoding="utf-8"))
    (tables,) = (content["tables"] for content in metadata["databases"].values())
    assert {name: set(table["facets"]) for name, table in tables.items() if "facets" in table} == {
        "panel": {"status", "level", "source", "comparability"},
        "government_years": {"status", "level", "province"},
        "reports": {"report_year", "form", "level", "agency_kind"},
        "indicators": {"source", "scope", "applicant_type"},
        "checks": {"rule_id", "severity", "passed"},
        "documents": {"outcome", "media_type", "provenance"},
        "coverage": {"status", "level"},
        "codebook": {"comparability", "unit"},
    }
    assert metadata["license"] == "MIT License"
    assert metadata["extra"]["snapshot"] == published.snapshot_id


def test_sentences_are_told_apart_with_their_offsets() -> None:
    found = list(sqlite.sentences(TEXT))
    assert [TEXT[start : start + len(sentence)] for start, sentence in found] == [sentence for _, sentence in found]
    assert [sentence for _, sentence in found] == [
        "无锡市人民政府2017年年度报告",
        "三、复议和诉讼。",
        "全年因政府信息公开被申请行政复议12件，提起诉讼3件。",
        "“都已办结。”没有收费。",
        "PM2.5 数据全年发布365次",
    ]


def test_every_sentence_is_found_with_whose_and_where_it_is(root: DataRoot, tmp_path: pathlib.Path) -> None:
    """The latest year comes first; within a report sentences are in reading order."""
    county = {"adcode": "320282", "city": "无锡市", "county": "宜兴市", "level": "county"}
    texts = {2017: "收到申请8件。 已答复申请。", 2018: "收到申请9件。"}
    reports = [
        report(report_id=f"320282-{year}", report_year=year, agency="宜兴市人民政府", text=text, **county)
        for year, text in texts.items()
    ]
    dataset.publish(root, snapshot(reports=reports))
    export(dataset.current(root), tmp_path / "a.sqlite", "sqlite")
    queries = json.loads(metadata_of(tmp_path / "a.sqlite").read_text(encoding="utf-8"))["databases"]["a"]["queries"]
    whose = ("江苏省", "无锡市", "宜兴市", "宜兴市人民政府")
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        assert connection.execute(queries["search"]["sql"], {"words": "申请"}).fetchall() == [
            (*whose, 2018, "收到申请9件。", "320282-2018", 0),
            (*whose, 2017, "收到申请8件。", "320282-2017", 0),
            (*whose, 2017, "已答复申请。", "320282-2017", 8),
        ]


def test_the_offset_of_a_sentence_is_that_of_its_first_word() -> None:
    """Spaces and the marks between cells stand between sentences, and belong to none of them."""
    text = " 全年收到申请8件。 均已答复；\u3000其中：\n同意公开； | 12\n\n　共两次！\n"
    found = list(sqlite.sentences(text))
    assert [(text[start : start + len(sentence)], sentence) for start, sentence in found] == [
        (sentence, sentence) for _, sentence in found
    ]
    assert found == [
        (1, "全年收到申请8件。"),
        (11, "均已答复；"),
        (17, "其中："),
        (21, "同意公开；"),
        (27, "| 12"),
        (34, "共两次！"),
    ]


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("复议", ["三、复议", "全年因"]),
        ("行政复议", ["全年因"]),
        ("诉讼 行政", ["全年因"]),
        ("诉讼\u3000行政", ["全年因"]),
        ("议", ["三、复议", "全年因"]),
        ("政府信息公开被申请行政复议", ["全年因"]),
        ("复议12件，提起", ["全年因"]),
        ("议复", []),
        ("pm2.5", ["PM2.5"]),
        ("365次", ["PM2.5"]),
        ('"复议" OR', []),
        ("", []),
        ("。", []),
    ],
)
def test_words_of_any_length_are_found_within_sentences(database: pathlib.Path, words: str, starts: list[str]) -> None:
    metadata = json.loads(metadata_of(database).read_text(encoding="utf-8"))
    query = metadata["databases"]["nianbao"]["queries"]["search"]["sql"]
    with sqlite3.connect(database) as connection:
        found = [row[5] for row in connection.execute(query, {"words": words})]
    assert len(found) == len(starts)
    assert all(sentence.startswith(start) for sentence, start in zip(found, starts, strict=True))


@pytest.fixture
def datasette(database: pathlib.Path) -> Iterator[str]:
    """The address of a Datasette that serves the database."""
    port = free_port()
    command = [sys.executable, "-m", "datasette", str(database), "--metadata", str(metadata_of(database))]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{address}/-/versions.json", timeout=5).close()
                break
            except urllib.error.URLError:
                assert server.poll() is None, server.stderr and server.stderr.read()
                assert time.monotonic() < until
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_datasette_serves_facets_the_search_and_what_columns_mean(datasette: str) -> None:
    def asked(path: str) -> Any:
        with urllib.request.urlopen(f"{datasette}{path}", timeout=30) as answer:
            return json.load(answer) if ".json" in path else answer.read().decode()

    found = asked(f"/nianbao/search.json?words={urllib.parse.quote('复议')}&_shape=array")
    assert [row["sentence"][:4] for row in found] == ["三、复议", "全年因政"]
    assert {row["report_id"] for row in found} == {"320200-2017"}
    facets = asked("/nianbao/reports.json?_facet=report_year")["facet_results"]["report_year"]["results"]
    assert {(facet["value"], facet["count"]) for facet in facets} == {(2017, 1), (2018, 1)}
    page = asked("/nianbao/panel")
    meaning = {field.name: field.metadata["description"] for field in dataclasses.fields(SNAPSHOT_TABLES["panel"].row)}
    assert meaning["comparable_from"] in page
    assert "MIT License" in page
