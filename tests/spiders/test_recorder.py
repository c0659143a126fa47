"""What the recorder counts: which portals are left alone, what they gave, and what an interrupted run had counted."""

from __future__ import annotations

import itertools
import pathlib
import types
from collections.abc import Iterator

import pytest

from spiders.job import TAKEN_BACK, PortalResult
from spiders.middlewares.recording import Recorder
from storage.archive import object_path
from storage.fetch_log import FetchLog
from storage.root import DataRoot

BLOCK = ("page", "blocked:412")
ANOTHER = ("page", "blocked:cloud_waf")
UNKNOWN = {"referrer": None, "link_text": None, "place": None}


@pytest.fixture
def recorder(root: DataRoot) -> Iterator[Recorder]:
    recorder = Recorder(root.location, "run-1", ["a"])
    yield recorder
    recorder.close()


def record(recorder: Recorder, *answers: tuple[str, str], portal: str = "a") -> None:
    for number, (role, outcome) in enumerate(answers):
        url = f"http://127.0.0.1/{number}"
        recorder.record(url=url, portal=portal, role=role, outcome=outcome, **UNKNOWN)


@pytest.mark.parametrize(
    ("answers", "block"),
    [
        pytest.param([BLOCK] * 2, None, id="fewer than the patience"),
        pytest.param([BLOCK] * 3, "blocked:412", id="as many"),
        pytest.param([BLOCK, BLOCK, ANOTHER], "blocked:cloud_waf", id="the last of several"),
        pytest.param([BLOCK, BLOCK, ("page", "ok"), BLOCK], None, id="a page between them"),
        pytest.param([BLOCK, BLOCK, ("report", "not_modified"), BLOCK], None, id="an unchanged report between them"),
        pytest.param([BLOCK, BLOCK, ("robots", "ok"), BLOCK], "blocked:412", id="a robots.txt says nothing of pages"),
        pytest.param([BLOCK, BLOCK, ("page", "not_found"), BLOCK], "blocked:412", id="nor does what is missing"),
        pytest.param([BLOCK, BLOCK, BLOCK, ("page", "ok")], None, id="a page at last"),
    ],
)
def test_a_portal_that_blocks_again_and_again_is_left_alone(
    recorder: Recorder, answers: list[tuple[str, str]], block: str | None
) -> None:
    record(recorder, *answers)
    assert recorder.left_alone("a", 3) == block
    assert recorder.left_alone("b", 3) is None


def test_requests_that_are_given_up_count_as_blocks(recorder: Recorder) -> None:
    record(recorder, ("page", "ok"), ("page", "timeout"))
    for number in range(3):
        assert recorder.left_alone("a", 3) is None, number
        recorder.given_up("a")
    assert recorder.left_alone("a", 3) == "timeout"
    recorder.given_up("b")
    assert recorder.left_alone("b", 1) == "failed", "nothing is known of it"


def test_a_portal_is_left_alone_for_what_its_last_request_ended_with(recorder: Recorder) -> None:
    """Also where a request ended so before another one ended otherwise."""
    record(recorder, ("page", "timeout"), ("page", "connection"), ("page", "timeout"))
    recorder.given_up("a")
    assert recorder.left_alone("a", 1) == "timeout"


def test_a_report_and_its_attachments_count_once(recorder: Recorder) -> None:
    record(
        recorder,
        ("report", "ok"),
        ("report", "not_modified"),
        ("attachment", "ok"),
        ("report", "timeout"),
        ("page", "ok"),
    )
    assert recorder.portals["a"] == PortalResult(5, 2, {"not_modified": 1, "timeout": 1, "ok": 3})


def test_documents_that_came_as_reports_are_counted_and_not_their_addresses(recorder: Recorder) -> None:
    """A portal may answer with one and the same page whatever report it is asked for."""
    sorry, report = "a" * 64, "b" * 64
    for outcome, address, document, found in (
        ("ok", "/1", sorry, 1),
        ("ok", "/2", sorry, 1),
        ("not_modified", "/3", sorry, 1),
        ("truncated", "/4", None, 1),
        ("truncated", "/5", report, 2),
        ("ok", "/1", report, 2),
        (TAKEN_BACK[0], "/2", None, 2),
        (TAKEN_BACK[0], "/3", None, 1),
        ("timeout", "/5", None, 1),
    ):
        columns = {"role": "report", "outcome": outcome, "document_id": document, **UNKNOWN}
        recorder.record(url=f"http://127.0.0.1{address}", portal="a", **columns)
        recorder.record(url=f"http://127.0.0.1{address}", portal="b", **columns | {"role": "page"})
        assert (recorder.portals["a"].found, recorder.portals["b"].found) == (found, 0), (outcome, address)


def test_a_run_goes_on_counting_where_the_interrupted_one_was(root: DataRoot, recorder: Recorder) -> None:
    record(recorder, ("report", "ok"), BLOCK, BLOCK)
    record(recorder, ("report", "ok"), portal="b")
    recorder.flush()
    assert [row.sequence for row in FetchLog(root).read()] == [0, 1, 2, 3]
    for continues, found, block in ((("run-1",), 1, "blocked:412"), ((), 0, None), (("run-0",), 0, None)):
        later = Recorder(root.location, "run-2", ["a"], continues)
        assert later.left_alone("a", 2) == block
        assert later.portals.get("a", PortalResult()).found == found
        assert "b" not in later.portals
        later.close()


def test_what_came_as_a_part_of_a_text_may_be_asked_for_as_a_page_by_the_run_that_goes_on(
    root: DataRoot, recorder: Recorder
) -> None:
    record(recorder, ("part", "ok"), ("report", "ok"), ("page", "timeout"))
    recorder.flush()
    later = Recorder(root.location, "run-2", ["a"], ("run-1",))
    later.close()
    assert dict(later.asked) == {"a": {"http://127.0.0.1/1", "http://127.0.0.1/2"}}
    assert later.portals["a"].requests == 3


def test_a_body_that_was_damaged_is_not_there(root: DataRoot, recorder: Recorder) -> None:
    document = recorder.keep(b"a report")
    assert not recorder.holds("0" * 64)
    recorder.flush()
    assert recorder.holds(document)
    path = pathlib.Path(root.location, object_path(document))
    path.chmod(0o644)
    path.write_bytes(b"another")
    assert not recorder.holds(document)


@pytest.mark.parametrize(
    ("most", "seconds", "saved"), [(3, 0.0, [3]), (9, 0.0, []), (9, 0.1, []), (9, 1.5, [1, 1, 1, 1, 1])]
)
def test_rows_are_made_durable_when_there_are_many_or_when_some_time_has_passed(
    monkeypatch: pytest.MonkeyPatch, root: DataRoot, most: int, seconds: float, saved: list[int]
) -> None:
    clock = itertools.count(0.0, seconds)
    monkeypatch.setattr("spiders.middlewares.recording.FLUSH_ROWS", most)
    monkeypatch.setattr("spiders.middlewares.recording.time", types.SimpleNamespace(monotonic=lambda: next(clock)))
    heard: list[int] = []
    recorder = Recorder(root.location, "run-1", ["a"])
    monkeypatch.setattr(recorder._writer, "start_saving", lambda rows: heard.append(len(rows)))
    record(recorder, *[BLOCK] * 5)
    recorder.close()
    assert heard == saved
