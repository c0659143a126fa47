from __future__ import annotations

import datetime as dt

import pytest

from storage.errors import DamagedData
from storage.root import DataRoot
from storage.runs import PATIENCE, UnfinishedRun, continued, unfinished

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


def test_runs_that_have_not_ended_are_known_until_they_do(root: DataRoot) -> None:
    first, other = UnfinishedRun(root, ["a"], []), UnfinishedRun(root, ["b"], [])
    first.begin("crawl-1", NOW)
    other.begin("crawl-2", NOW)
    first.begin("crawl-3", NOW)
    assert unfinished(root) == {"crawl-1", "crawl-2", "crawl-3"}
    first.end()
    assert unfinished(root) == {"crawl-2"}
    assert continued(root) == {"crawl-1": "crawl-3"}
    other.end()
    assert (unfinished(root), continued(root)) == (frozenset(), {"crawl-1": "crawl-3"})


def test_a_crawl_whose_note_is_gone_has_ended(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process ended it: before it says so itself, or between a look at the notes and one into them."""
    run = UnfinishedRun(root, ["a"], [])
    run.begin("crawl-1", NOW)
    noted = root.files("archive/unfinished")
    run.end()
    run.end()
    assert continued(root) == {}
    monkeypatch.setattr(type(root), "files", lambda *_: noted)
    assert unfinished(root) == frozenset()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"runs": 7}', b'{"runs": [[]]}'])
def test_a_damaged_note_of_what_was_continued_is_named(root: DataRoot, content: bytes) -> None:
    root.replace("archive/continued/run-1.json", b'{"runs": ["run-0"]}')
    assert continued(root) == {"run-0": "run-1"}
    root.replace("archive/continued/run-2.json", content)
    with pytest.raises(DamagedData, match=r"continued/run-2\.json: not the note of a crawl that was continued: "):
        continued(root)
