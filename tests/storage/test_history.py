"""Records of crawls and builds."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from storage import history
from storage.errors import DamagedData
from storage.history import RunRecord
from storage.root import DataRoot


def record(run: str, started: str = "2026-04-02T03:00:00.000+00:00", **fields: object) -> RunRecord:
    return RunRecord(
        run=run,
        kind=history.CRAWL,
        started_at=started,
        ended_at=started,
        result=history.DONE,
        **fields,  # type: ignore[arg-type]
    )


def test_records_are_read_in_the_order_in_which_they_began(root: DataRoot) -> None:
    later = record("a", "2026-04-03T03:00:00.000+00:00", years=(2024, 2025), portals={"320200": {"standing": "done"}})
    earlier = record("b")
    for one in (later, earlier):
        history.keep(root, one)
    assert history.read(root) == [earlier, later]


def test_only_the_records_of_a_prefect_run_are_read_for_it(root: DataRoot) -> None:
    own = record("a", flow_run="one")
    history.keep(root, own)
    history.keep(root, record("b", flow_run="another"))
    root.replace(f"{history.FOLDER}/damaged.json", b"[]")
    assert history.read(root, "one") == [own]


def test_a_record_that_is_none_is_named(root: DataRoot) -> None:
    root.replace(f"{history.FOLDER}/x.json", b"[]")
    with pytest.raises(DamagedData, match=r"runs/x\.json"):
        history.read(root)


def test_a_data_root_without_history_has_none(root: DataRoot) -> None:
    assert history.read(root) == []


def test_times_are_told_in_utc_to_the_millisecond() -> None:
    told = dt.datetime.fromisoformat(history.now())
    assert told.utcoffset() == dt.timedelta(0)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", history.now())
    assert abs(dt.datetime.now(dt.UTC) - told) < dt.timedelta(minutes=1)
