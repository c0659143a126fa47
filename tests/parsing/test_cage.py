"""A document that hangs, grows or crashes ends itself and nothing else."""

from __future__ import annotations

import pathlib
import sys
import time

import pytest

from parsers.model import Document, Parsed
from parsing import cage, codec
from parsing.cage import Cage, CannotStart, Exceeded
from tests.parsing.hostile_worker import COMMAND


@pytest.fixture(autouse=True)
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-m", "tests.parsing.hostile_worker", "2"))


def ask(open_cage: Cage, command: str) -> Parsed:
    request = codec.request(Document(content=COMMAND + command.encode()))
    return codec.decode(codec.answer(open_cage.ask(request)))


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("signal SIGSEGV", "crashed"),
        ("signal SIGKILL", "killed"),
        ("raise", "crashed"),
        ("grow", "memory"),
        ("ask", "memory"),
    ],
)
def test_what_ends_the_worker_is_named_and_the_next_document_is_read(command: str, kind: str) -> None:
    with Cage() as open_cage:
        before = ask(open_cage, "nothing")
        with pytest.raises(Exceeded) as told:
            ask(open_cage, command)
        assert told.value.kind == kind
        after = ask(open_cage, "nothing")
    assert before.outcome == after.outcome == "rejected"
    assert before.reason != after.reason, "another process"


def test_an_endless_loop_costs_its_processor_time_once() -> None:
    with Cage() as open_cage:
        started = time.monotonic()
        with pytest.raises(Exceeded, match="cpu"):
            ask(open_cage, "loop")
        assert time.monotonic() - started < 120
        assert ask(open_cage, "nothing").outcome == "rejected"


def test_a_worker_that_waits_for_nothing_is_stuck() -> None:
    with Cage(patience=0.5) as open_cage, pytest.raises(Exceeded, match="stuck"):
        ask(open_cage, "sleep")


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL"])
def test_a_crash_that_does_not_come_again_costs_nothing(tmp_path: pathlib.Path, name: str) -> None:
    with Cage() as open_cage:
        assert ask(open_cage, f"signal-once {name} {tmp_path / 'trace'}").outcome == "rejected"


def test_what_a_library_prints_is_no_answer() -> None:
    with Cage() as open_cage:
        assert ask(open_cage, "print").outcome == "rejected"


def test_a_worker_reads_many_documents_and_one_that_has_grown_none_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with Cage() as open_cage:
        assert ask(open_cage, "nothing") == ask(open_cage, "nothing")
        monkeypatch.setattr(cage, "RETIRED_FROM", 1)
        last = ask(open_cage, "nothing")
        assert ask(open_cage, "nothing") != last


def test_a_worker_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-c", "raise SystemExit(3)"))
    with Cage() as open_cage, pytest.raises(CannotStart, match="does not start"):
        ask(open_cage, "nothing")
