from __future__ import annotations

import datetime as dt
import pathlib

import pytest

from storage.errors import DamagedData
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from tests.storage.rows import fetch


def test_rows_come_back_in_the_order_of_time(root: DataRoot) -> None:
    log = FetchLog(root)
    late = fetch(run_id="run-2", fetched_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC))
    early = fetch(run_id="run-1", sequence=7)
    log.append([late])
    log.append([early])
    assert log.read() == [early, late]


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
    with pytest.raises(DamagedData, match=r"run-1-000000\.parquet"):
        FetchLog(root).read()
