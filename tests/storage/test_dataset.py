from __future__ import annotations

import json
import multiprocessing
import os
import pathlib
import shutil
import time

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storage import dataset, integrity
from storage.errors import StorageError
from storage.root import DataRoot, open_root
from storage.schema import SNAPSHOT_TABLES, FormerId
from tests.storage.rows import document, indicator, report, snapshot


def files(root: DataRoot) -> dict[str, bytes]:
    snapshot_id = dataset.current(root).snapshot_id
    folder = f"dataset/{snapshot_id}/"
    return {path.removeprefix(folder): root.read(path) for path in root.files(folder)}


ROWS = snapshot(
    documents=[document()],
    reports=[report(), report(report_id="320200-2018", report_year=2018)],
    indicators=[indicator(), indicator(report_id="320200-2018", report_year=2018, year=2018)],
)


def test_two_builds_are_the_same_bytes_under_the_same_id(tmp_path: pathlib.Path) -> None:
    one, other = open_root(tmp_path / "one"), open_root(tmp_path / "other")
    first = dataset.publish(one, ROWS)
    second = dataset.publish(other, {name: list(reversed(rows)) for name, rows in ROWS.items()})
    assert first.snapshot_id == second.snapshot_id
    assert files(one) == files(other)


def test_publishing_the_same_rows_again_changes_nothing(root: DataRoot) -> None:
    first = dataset.publish(root, ROWS)
    again = dataset.publish(root, ROWS)
    assert first.changed
    assert not again.changed
    assert root.folders("dataset") == sorted({first.snapshot_id, "current"})


def test_another_row_is_another_snapshot_and_the_old_one_stays(root: DataRoot) -> None:
    first = dataset.publish(root, ROWS)
    old = dataset.current(root)
    second = dataset.publish(root, ROWS | {"documents": []})
    assert second.changed
    assert second.snapshot_id != first.snapshot_id
    assert dataset.current(root).rows("documents") == []
    assert old.rows("documents") == [document()]


def test_the_rows_of_one_report_are_read(root: DataRoot) -> None:
    own = [indicator(code=code, report_id="320200-2017") for code in ("a", "b")]
    others = [indicator(report_id=name) for name in ("320100-2017", "320300-2017")]
    reports = [report(report_id="320200-2017"), report(report_id="320200-2018", report_year=2018)]
    former, former_of_another = (
        FormerId(report_id=one.report_id, report_year=one.report_year, former_id="320200") for one in reports
    )
    dataset.publish(root, snapshot(reports=reports, indicators=[*others, *own], former_ids=[former_of_another, former]))
    current = dataset.current(root)
    assert current.rows("indicators", of=reports[0]) == own
    assert current.rows("indicators", of=reports[1]) == []
    assert current.rows("checks", of=reports[0]) == []
    assert current.rows("former_ids", of=reports[0]) == [former]
    with pytest.raises(StorageError, match="'panel' are not sorted by report"):
        current.rows("panel", of=reports[0])
    assert current.arrow("indicators", of=reports[0], columns=["code", "report_year"]).to_pydict() == {
        "code": ["a", "b"],
        "report_year": [2017, 2017],
    }


def test_a_table_is_read_by_the_year(root: DataRoot) -> None:
    dataset.publish(root, ROWS)
    current = dataset.current(root)
    for year, found in ((2017, [2017]), (2018, [2018]), (201, []), (2019, []), (None, [2017, 2018])):
        assert current.arrow("indicators", year=year, columns=["report_year", "value"]).to_pydict() == {
            "report_year": found,
            "value": [2338.0] * len(found),
        }
    with pytest.raises(StorageError) as raised:
        current.arrow("codebook", year=2017)
    assert str(raised.value).startswith(f"{root.location}/{current.folder}/codebook: the rows of 'codebook' are not")


@pytest.mark.parametrize(
    ("table", "remedy"), [("reports", True), ("figures", False)], ids=["of a later release", "of no release"]
)
def test_a_table_that_is_not_there_is_told(root: DataRoot, table: str, remedy: bool) -> None:
    dataset.publish(root, ROWS)
    current = dataset.current(root)
    root.remove_folder(f"{current.folder}/reports")
    root.replace(f"{current.folder}/figures/part-0.parquet", b"of another program")
    for read in (current.arrow, current.count, current.schema, lambda name: next(current.batches(name))):
        with pytest.raises(StorageError) as raised:
            read(table)
        told = str(raised.value)
        assert told.startswith(f"{root.location}/{current.folder}: there is no table {table!r}.")
        assert ("`nianbao build`" in told) == remedy
    assert "reports" not in current.tables
    assert current.tables == tuple(name for name in SNAPSHOT_TABLES if name != "reports")


def test_a_table_is_read_some_rows_at_a_time(root: DataRoot) -> None:
    """In the order of its files; the parts of a file are as long as may be in memory."""
    codes = [f"{number:05}" for number in range(4001)]
    figures = [indicator(code=code) for code in codes] + [indicator(report_id="320200-2018", report_year=2018)]
    dataset.publish(root, snapshot(indicators=figures))
    current = dataset.current(root)
    parts = list(current.batches("indicators", ["code", "report_year"]))
    assert [part.num_rows for part in parts] == [2000, 2000, 1, 1]
    assert [part.column_names for part in parts] == [["code", "report_year"]] * 4
    read = [row for part in parts for row in part.to_pylist()]
    assert read == [{"code": one.code, "report_year": one.report_year} for one in figures]
    assert next(current.batches("indicators")).schema == current.schema("indicators")
    (empty,) = current.batches("reports", ["report_id"])
    assert (empty.num_rows, empty.column_names) == (0, ["report_id"])
    assert [current.count(name) for name in ("indicators", "reports")] == [4002, 0]


def test_a_snapshot_goes_back_to_an_earlier_one(root: DataRoot) -> None:
    first = dataset.publish(root, ROWS)
    dataset.publish(root, snapshot())
    assert dataset.publish(root, ROWS) == dataset.Published(first.snapshot_id, changed=True)


def test_a_failed_publication_leaves_the_snapshot_before(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    first = dataset.publish(root, ROWS)

    def break_off(files: object) -> bytes:
        raise StorageError("power cut")

    monkeypatch.setattr(integrity, "sums", break_off)
    with pytest.raises(StorageError, match="power cut"):
        dataset.publish(root, snapshot())
    assert dataset.current(root).snapshot_id == first.snapshot_id
    assert [path.name for path in pathlib.Path(root.location, "dataset").iterdir() if path.name.startswith(".")] == []


def test_rows_of_a_missing_table_are_refused(root: DataRoot) -> None:
    with pytest.raises(StorageError, match="a snapshot has the tables"):
        dataset.publish(root, {"documents": []})


def test_rows_of_an_unknown_table_are_refused(root: DataRoot) -> None:
    with pytest.raises(StorageError, match=r"a snapshot has the tables .*, quality; got figures"):
        dataset.publish(root, {**ROWS, "figures": [indicator()]})


def test_rows_that_come_in_parts_are_all_published(root: DataRoot) -> None:
    """Rows of one table and year come with the reports of many places."""
    figures = [indicator(code=code, year=year) for code in ("b", "a") for year in (2018, 2017)]
    dataset.publish_parts(root, [*({"indicators": [one]} for one in figures), ROWS | {"indicators": []}])
    assert dataset.current(root).rows("indicators") == sorted(figures, key=lambda one: (one.code, one.year))


def rewritten(root: DataRoot, table: str, without: str) -> None:
    """Writes the files of a table as a release would that did not have one of its columns."""
    for path in root.files(f"{dataset.current(root).folder}/{table}", ".parquet"):
        with root.filesystem.open_input_file(root.full(path)) as stream:
            rows = pq.ParquetFile(stream).read()
        with root.filesystem.open_output_stream(root.full(path)) as target:
            pq.write_table(rows.drop_columns([without]), target)


@pytest.mark.parametrize(
    ("table", "column"), [("reports", "n_unread"), ("documents", "repairs"), ("former_ids", "report_year")]
)
def test_a_column_that_an_earlier_release_did_not_have_is_null(root: DataRoot, table: str, column: str) -> None:
    former = FormerId(report_id="320200-2017", report_year=2017, former_id="320200")
    dataset.publish(root, ROWS | {"former_ids": [former]})
    rewritten(root, table, column)
    current = dataset.current(root)
    key = SNAPSHOT_TABLES[table].key[0]
    read = current.arrow(table)
    assert read.schema.names == current.schema(table).names
    assert read.schema.field(column).nullable
    assert set(read[column].to_pylist()) == {None}
    assert None not in read[key].to_pylist()
    assert pa.concat_tables(current.batches(table, [column, key])) == read.select([column, key])


def test_an_empty_root_says_what_to_do(root: DataRoot) -> None:
    with pytest.raises(StorageError, match="nianbao run"):
        dataset.current(root)


def test_consumers_read_it(root: DataRoot) -> None:
    dataset.publish(root, ROWS)
    folder = f"{root.location}/dataset/current/indicators"
    query = f"SELECT report_year, value FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    assert pd.read_parquet(folder)["report_year"].astype(int).tolist() == [2017, 2018]
    assert duckdb.sql(query).fetchall() == [(2017, 2338.0), (2018, 2338.0)]
    frame = pl.read_parquet(f"{folder}/**/*.parquet", hive_partitioning=True)
    assert frame["report_year"].to_list() == [2017, 2018]


def test_a_table_without_rows_has_its_columns(root: DataRoot) -> None:
    dataset.publish(root, snapshot(documents=[document()]))
    assert "quote" in pd.read_parquet(f"{root.location}/dataset/current/indicators").columns


def test_the_data_package_lists_every_file(root: DataRoot) -> None:
    dataset.publish(root, ROWS)
    content = files(root)
    package = json.loads(content["datapackage.json"])
    listed = {path for resource in package["resources"] for path in resource["path"]}
    assert package["version"] == dataset.current(root).snapshot_id
    assert listed == {path for path in content if path.endswith(".parquet")}


def _read_in_a_loop(location: str, stop: str, found: multiprocessing.Queue[str]) -> None:
    """Reads the current snapshot until told to stop, and reports whatever is not one of the two whole ones."""
    root = open_root(location)
    count = 0
    while not pathlib.Path(stop).exists() or count < 20:
        current = dataset.current(root)
        counts = (len(current.rows("documents")), len(current.rows("reports")), len(current.rows("indicators")))
        if counts not in {(1, 2, 2), (0, 0, 0)}:
            found.put(f"a reader saw {counts}")
            return
        count += 1
    found.put(f"{count} reads")


def test_a_reader_in_a_loop_never_sees_a_half_written_snapshot(root: DataRoot, tmp_path: pathlib.Path) -> None:
    dataset.publish(root, ROWS)
    context = multiprocessing.get_context("spawn")
    found = context.Queue()
    stop = tmp_path / "stop"
    reader = context.Process(target=_read_in_a_loop, args=(root.location, str(stop), found))
    reader.start()
    for _ in range(60):
        dataset.publish(root, snapshot())
        dataset.publish(root, ROWS)
    stop.touch()
    assert found.get(timeout=60).endswith("reads")
    reader.join()


def test_files_hold_the_words_of_the_data_dictionary(root: DataRoot) -> None:
    dataset.publish(root, snapshot(indicators=[indicator()], unread=[]))
    for name, file in (("indicators", "report_year=2017/part-0.parquet"), ("panel", "part-0.parquet")):
        stored = pq.read_schema(pathlib.Path(root.location, "dataset", "current", name, file))
        table = SNAPSHOT_TABLES[name]
        assert stored.metadata[b"description"].decode() == " ".join(table.description.split())
        columns = {field.name: field.metadata for field in table.columns if field.name in stored.names}
        assert len(columns) == len(stored.names)
        for column, told in columns.items():
            words = stored.field(column).metadata
            assert words[b"description"].decode() == told["description"]
            assert words.get(b"unit", b"").decode() == told["unit"]


@pytest.mark.parametrize(
    ("package", "version"),
    [
        (b'{"schemaVersion": 7}', 7),
        (b'{"schemaVersion": "7"}', 2),
        (b"{}", 2),
        (b"[]", 2),
        (b"torn", 2),
        (None, 2),
    ],
)
def test_the_version_of_tables_is_told_or_known_by_what_there_is(
    root: DataRoot, package: bytes | None, version: int
) -> None:
    """The releases before the third wrote none; the first had no panel."""
    dataset.publish(root, ROWS)
    current = dataset.current(root)
    path = f"{current.folder}/{dataset.PACKAGE}"
    root.remove_file(path)
    if package is not None:
        root.replace(path, package)
    assert current.schema_version == version
    if version == 2:
        root.remove_folder(f"{current.folder}/panel")
        assert current.schema_version == 1


def test_a_snapshot_is_opened_by_a_beginning_that_no_other_has(root: DataRoot) -> None:
    dataset.publish(root, ROWS)
    one = dataset.current(root).snapshot_id
    other = pathlib.Path(root.full(dataset.FOLDER), one[:9] + "f" * (len(one) - 9))
    shutil.copytree(root.full(dataset.current(root).folder), other)
    assert dataset.opened(root, one[:12]).snapshot_id == one
    for name, told in ((one[:9], "2 snapshots have"), ("0" * 40, "no snapshots have")):
        with pytest.raises(StorageError) as raised:
            dataset.opened(root, name)
        assert str(raised.value).startswith(f"{root.location}/{dataset.FOLDER}: {told} ids that begin with {name!r}.")
        assert f"{', '.join(sorted((one, other.name)))}." in str(raised.value)


@pytest.mark.parametrize(("hours", "stays"), [(23, True), (25, False)])
def test_a_snapshot_that_was_never_finished_goes_after_a_day(root: DataRoot, hours: int, stays: bool) -> None:
    dataset.publish(root, ROWS)
    unfinished = pathlib.Path(root.full(dataset.FOLDER), "0" * 16)
    shutil.copytree(root.full(dataset.current(root).folder), unfinished)
    for name in (integrity.SUMS, dataset.PACKAGE):
        (unfinished / name).unlink()
    changed = time.time() - hours * 3600
    for path in unfinished.rglob("*"):
        os.utime(path, (changed, changed))
    dataset.remove_unfinished(root)
    assert unfinished.exists() == stays
    assert dataset.current(root).count("reports") == 2


def test_what_readers_are_led_to_stays_also_where_it_has_lost_its_lists(root: DataRoot) -> None:
    dataset.publish(root, ROWS)
    current = dataset.current(root)
    for name in (integrity.SUMS, dataset.PACKAGE):
        root.remove_file(f"{current.folder}/{name}")
    for path in pathlib.Path(root.full(current.folder)).rglob("*"):
        os.utime(path, (0, 0))
    dataset.remove_unfinished(root)
    assert current.count("reports") == 2


def test_a_build_does_not_lead_readers_that_a_later_one_leads(root: DataRoot) -> None:
    """The later build is noted, and has not come so far yet."""
    first = dataset.publish(root, ROWS, log=["a"])
    second = dataset.publish(root, {**ROWS, "documents": [document(n_bytes=9)]}, log=["a", "b"])
    root.point(dataset.CURRENT, first.snapshot_id, second.snapshot_id)
    late = dataset._Note("0" * 64, ("a",))
    assert dataset._lead(root, late) is True
    assert root.pointed(dataset.CURRENT) == first.snapshot_id
    root.remove_file(dataset.PUBLISHED)
    assert dataset._lead(root, late) is True
    assert root.pointed(dataset.CURRENT) == late.snapshot_id, "nobody has noted a later one"
