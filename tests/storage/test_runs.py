from __future__ import annotations

import datetime as dt

import pytest

from storage.errors import DamagedData
from storage.root import DataRoot
from storage.runs import PATIENCE, UnfinishedRun

NOW = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)


def test_a_run_continues_those_that_did_not_end(root: DataRoot) -> None:
    run = UnfinishedRun(root, ["a", "b"], [2017])
    assert run.begin("run-1", NOW) == ()
    assert UnfinishedRun(root, ["b", "a"], [2017]).begin("run-2", NOW) == ("run-1",)
    assert run.begin("run-3", NOW) == ("run-1", "run-2")
    run.end()
    assert run.begin("run-4", NOW) == ()


@pytest.mark.parametrize(("portals", "years"), [(["a"], []), (["a", "b"], [2018]), (["a", "b"], [])])
def test_other_crawls_are_not_continued(root: DataRoot, portals: list[str], years: list[int]) -> None:
    UnfinishedRun(root, ["a", "b"], [2017]).begin("run-1", NOW)
    assert UnfinishedRun(root, portals, years).begin("run-2", NOW) == ()


def test_an_old_run_is_begun_anew(root: DataRoot) -> None:
    run = UnfinishedRun(root, ["a"], [])
    run.begin("run-1", NOW)
    assert run.begin("run-2", NOW + PATIENCE) == ("run-1",)
    assert run.begin("run-3", NOW + PATIENCE + dt.timedelta(seconds=1)) == ()


def test_who_does_not_want_to_resume_begins_anew(root: DataRoot) -> None:
    run = UnfinishedRun(root, ["a"], [])
    run.begin("run-1", NOW)
    assert run.begin("run-2", NOW, resume=False) == ()
    assert run.begin("run-3", NOW) == ("run-2",)


def test_a_damaged_note_is_named(root: DataRoot) -> None:
    run = UnfinishedRun(root, ["a"], [])
    run.begin("run-1", NOW)
    (path,) = root.files("archive/unfinished")
    root.replace(path, b"{}")
    with pytest.raises(DamagedData, match=r"runs\.json"):
        run.begin("run-2", NOW)
