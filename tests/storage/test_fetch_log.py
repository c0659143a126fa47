from __future__ import annotations

import datetime as dt
import pathlib

from storage.errors import DamagedData
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from tests.storage.rows import fetch


def test_a_clock_set_back_does_not_change_the_order_of_the_log(root: DataRoot) -> None:
    log = FetchLog(root)
    first = fetch(run_id="run-2", fetched_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    second = fetch(run_id="run-1", sequence=7, fetched_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    log.append([first])
    log.append([second])
    assert log.read() == [first, second]


def test_files_of_earlier_releases_come_first_by_their_clocks(root: DataRoot) -> None:
    log = FetchLog(root)
    log.append([fetch(run_id="run-1", fetched_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))])
    log.append([fetch(run_id="run-2", fetched_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))])
    folder = pathlib.Path(root.full("archive/fetches"))
    for path in sorted(folder.iterdir()):
        path.rename(folder / path.name.partition("-")[2])
    log.append([fetch(run_id="run-3", fetched_at=dt.datetime(2024, 5, 1, tzinfo=dt.UTC))])
    assert [row.run_id for row in log.read()] == ["run-2", "run-1", "run-3"]


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
