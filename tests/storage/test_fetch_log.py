from __future__ import annotations

import datetime as dt
import pathlib

import pytest

from storage.errors import DamagedData, StorageError
from storage.fetch_log import FetchLog, keep_view, kept_view
from storage.root import DataRoot
from tests.storage.rows import fetch


def test_a_clock_set_back_does_not_change_the_order_of_the_log(root: DataRoot) -> None:
    log = FetchLog(root)
    first = fetch(run_id="run-2", fetched_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    second = fetch(run_id="run-1", sequence=7, fetched_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    log.append([first])
    log.append([second])
    assert log.read() == [first, second]


def test_the_rows_of_a_file_are_in_the_order_of_their_requests_whatever_the_clock_said(root: DataRoot) -> None:
    rows = [
        fetch(run_id=run, sequence=number, fetched_at=dt.datetime(2026, 5, day, tzinfo=dt.UTC))
        for run, number, day in (("run-1", 0, 3), ("run-1", 1, 1), ("run-1", 2, 2), ("run-2", 0, 1))
    ]
    FetchLog(root).append(rows[::-1])
    assert FetchLog(root).read() == rows


def test_files_of_earlier_releases_come_first_by_their_clocks(root: DataRoot) -> None:
    log = FetchLog(root)
    log.append([fetch(run_id="run-1", fetched_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))])
    log.append([fetch(run_id="run-2", fetched_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))])
    folder = pathlib.Path(root.full("archive/fetches"))
    for path in sorted(folder.iterdir()):
        path.rename(folder / path.name.partition("-")[2])
    log.append([fetch(run_id="run-3", fetched_at=dt.datetime(2024, 5, 1, tzinfo=dt.UTC))])
    assert [row.run_id for row in log.read()] == ["run-2", "run-1", "run-3"]


@pytest.mark.parametrize(
    "name", ["1-run.parquet", "12345678901-run.parquet", "run-12345678.parquet", "crawlers-1.parquet"]
)
def test_only_eight_digits_in_front_number_a_file(root: DataRoot, name: str) -> None:
    """What else begins with digits is of an earlier release, and the next number does not follow from it."""
    log = FetchLog(root)
    log.append([fetch(run_id="run-1", fetched_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))])
    (first,) = log.files()
    folder = pathlib.Path(root.full("archive/fetches"))
    pathlib.Path(root.full(first)).rename(folder / name)
    log.append([fetch(run_id="run-2", fetched_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))])
    assert any("/00000001-run-2" in path for path in FetchLog(root).files())
    assert [row.run_id for row in FetchLog(root).read()] == ["run-1", "run-2"]


def test_a_damaged_file_costs_its_own_rows_and_those_behind_it_are_read(root: DataRoot) -> None:
    log = FetchLog(root)
    for number in range(3):
        log.append([fetch(sequence=number)])
    first = root.files("archive/fetches")[0]
    root.replace(first, b"PAR1 torn")
    assert [row.sequence for row in FetchLog(root).read()] == [1, 2]
    assert sorted(FetchLog(root).table(["sequence"])["sequence"].to_pylist()) == [1, 2]
    assert FetchLog(root).table(["url", "run_id"]).schema.names == ["run_id", "url"]


def test_what_a_reader_of_the_log_sees_is_kept_for_others(root: DataRoot) -> None:
    log = FetchLog(root)
    log.append([fetch(sequence=1)])
    key = keep_view(root, FetchLog(root))
    log.append([fetch(sequence=2)])
    assert [row.sequence for row in kept_view(root, key).read()] == [1]
    assert keep_view(root, kept_view(root, key)) == key
    assert keep_view(root, FetchLog(root)) != key
    with pytest.raises(StorageError) as told:
        kept_view(root, "0" * 16)
    assert str(told.value) == (
        f"{root.location}: another build of this data root has ended meanwhile. Run `nianbao build` again."
    )


def test_appending_never_touches_earlier_files(root: DataRoot) -> None:
    log = FetchLog(root)
    log.append([fetch()])
    before = {path: root.read(path) for path in root.files("archive/fetches")}
    log.append([fetch(sequence=1)])
    assert before.items() <= {path: root.read(path) for path in root.files("archive/fetches")}.items()
    assert len(log.read()) == 2


def test_no_rows_make_no_file(root: DataRoot) -> None:
    FetchLog(root).append([])
    assert FetchLog(root).read() == []
    assert root.files("archive") == []


def test_a_damaged_file_is_named(root: DataRoot) -> None:
    FetchLog(root).append([fetch()])
    (path,) = root.files("archive/fetches")
    pathlib.Path(root.full(path)).write_bytes(b"PAR1 torn")
    (told,) = FetchLog(root).damaged()
    assert isinstance(told, DamagedData)
    assert "run-1-000000." in str(told)
    assert FetchLog(root).read() == []
