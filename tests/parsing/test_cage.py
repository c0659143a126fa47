"""A document that hangs, grows or crashes ends itself and nothing else."""

from __future__ import annotations

import io
import os
import pathlib
import resource
import sys
import threading
import time

import pytest

from parsers.model import Document, Parsed
from parsing import cage, codec, worker
from parsing.cage import Cage, Cages, CannotStart, Exceeded, Stopped
from parsing.limits import ADDRESS_SPACE
from parsing.worker import LENGTH, OUT_OF_MEMORY, READY
from tests.parsing.hostile_worker import COMMAND

ECHO = """
import struct, sys
def send(content):
    sys.stdout.buffer.write(struct.pack(">Q", len(content)) + content)
    sys.stdout.buffer.flush()
send(b"ready")
while header := sys.stdin.buffer.read(8):
    send(sys.stdin.buffer.read(*struct.unpack(">Q", header)))
"""
"""A worker that answers each request with itself, and is there at once: it imports no parser."""


@pytest.fixture(autouse=True)
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-m", "tests.parsing.hostile_worker", "2"))


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-S", "-c", ECHO))


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
        (f"ask {ADDRESS_SPACE}", "memory"),
    ],
)
def test_what_ends_the_worker_is_named_and_the_next_document_is_read(command: str, kind: str) -> None:
    held = open_files()
    with Cage() as open_cage:
        before = ask(open_cage, "nothing")
        with pytest.raises(Exceeded) as told:
            ask(open_cage, command)
        assert told.value.kind == kind
        after = ask(open_cage, "nothing")
    assert before.outcome == after.outcome == "rejected"
    assert before.reason != after.reason, "another process"
    assert open_files() == held, "nothing is left of those that have ended"


def test_an_endless_loop_costs_its_processor_time_once() -> None:
    with Cage() as open_cage:
        started = time.monotonic()
        with pytest.raises(Exceeded, match="cpu"):
            ask(open_cage, "loop")
        assert time.monotonic() - started < 120
        assert ask(open_cage, "nothing").outcome == "rejected"


def test_what_a_worker_does_between_documents_costs_no_document_its_time() -> None:
    with Cage() as open_cage:
        first = ask(open_cage, "leave-garbage")
        assert ask(open_cage, "nothing") == first, "the same process"


def test_memory_below_the_limit_is_granted() -> None:
    with Cage() as open_cage:
        assert ask(open_cage, f"ask {ADDRESS_SPACE // 2}").outcome == "rejected"


def test_a_system_that_grants_less_memory_than_the_limit_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    less = ADDRESS_SPACE // 2
    program = (
        "import resource, runpy, sys\n"
        "sys.argv = ['worker', '2']\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({less}, {less}))\n"
        "runpy.run_module('tests.parsing.hostile_worker', run_name='__main__')\n"
    )
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-c", program))
    with Cage() as open_cage:
        assert ask(open_cage, "nothing").outcome == "rejected"
        with pytest.raises(Exceeded, match="memory"):
            ask(open_cage, f"ask {less}")


def test_an_interruption_of_the_whole_group_is_for_the_one_that_watches() -> None:
    with Cage() as open_cage:
        before = ask(open_cage, "signal SIGINT")
        assert ask(open_cage, "nothing") == before, "the same process"


def test_a_crash_leaves_no_image_of_the_memory() -> None:
    with Cage() as open_cage:
        process = int((ask(open_cage, "nothing").reason or "").removeprefix("pid "))
        assert resource.prlimit(process, resource.RLIMIT_CORE) == (0, 0)


def test_a_worker_that_waits_for_nothing_is_stuck() -> None:
    with Cage(patience=0.5) as open_cage, pytest.raises(Exceeded, match="stuck"):
        ask(open_cage, "sleep")


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL"])
def test_a_crash_that_does_not_come_again_costs_nothing(tmp_path: pathlib.Path, name: str) -> None:
    with Cage() as open_cage:
        assert ask(open_cage, f"signal-once {name} {tmp_path / 'trace'}").outcome == "rejected"


CROWDED = f"""
import os, struct, sys, time

def answer(content):
    sys.stdout.buffer.write(struct.pack("{LENGTH.format}", len(content)) + content)
    sys.stdout.buffer.flush()

answer({READY!r})
has_read = False
while header := sys.stdin.buffer.read({LENGTH.size}):
    (length,) = struct.unpack("{LENGTH.format}", header)
    command = sys.stdin.buffer.read(length)
    if has_read and command == b"memory":
        os._exit({OUT_OF_MEMORY})
    if has_read and command == b"stuck":
        time.sleep(3600)
    has_read = True
    answer(str(os.getpid()).encode())
"""
"""A worker that does on command what it does only where it has read something before."""


@pytest.mark.parametrize("command", [b"memory", b"stuck"])
def test_what_a_document_meets_only_behind_others_is_not_held_against_it(
    monkeypatch: pytest.MonkeyPatch, command: bytes
) -> None:
    """Those before it may have taken the memory: alone in a process, it is read."""
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-c", CROWDED))
    with Cage(patience=0.5) as open_cage:
        before = open_cage.ask(b"nothing")
        assert open_cage.ask(command) != before, "another process"


def test_a_pipe_that_is_not_ready_after_all_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may say that it is, and then take or give nothing."""
    refusals: dict[str, int] = {"read": 0, "write": 0}

    def refuse(name: str, times: int) -> None:
        real = getattr(os, name)

        def asked(file: int, argument: object) -> object:
            if refusals[name] < times:
                refusals[name] += 1
                raise BlockingIOError
            return real(file, argument)

        monkeypatch.setattr(os, name, asked)

    with Cage() as open_cage:
        before = ask(open_cage, "nothing")
        refuse("read", 2)
        refuse("write", 1)
        assert ask(open_cage, "nothing") == before
    assert refusals == {"read": 2, "write": 1}


@pytest.mark.usefixtures("echo")
def test_an_answer_may_come_in_pieces_smaller_than_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, length: read(file, min(length, 3)))
    with Cage() as open_cage:
        assert open_cage.ask(b"some words") == b"some words"


@pytest.mark.usefixtures("echo")
def test_a_system_that_tells_nothing_of_processes_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage, "_told", lambda pid, name: None)
    held = open_files()
    with Cage() as open_cage:
        assert [open_cage.ask(words) for words in (b"one", b"two")] == [b"one", b"two"]
    assert open_files() == held


@pytest.mark.usefixtures("echo")
def test_a_document_that_took_too_much_memory_is_given_up_though_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system need not refuse a process what is more than its limit."""
    become_ready = cage._Worker.wait_until_ready

    def limited_when_ready(started: cage._Worker) -> None:
        monkeypatch.setattr(cage, "MEMORY", 1 << 40)
        become_ready(started)
        monkeypatch.setattr(cage, "MEMORY", 1)

    monkeypatch.setattr(cage._Worker, "wait_until_ready", limited_when_ready)
    with Cage() as open_cage, pytest.raises(Exceeded, match="memory"):
        open_cage.ask(b"some words")


def test_what_a_library_prints_is_no_answer() -> None:
    with Cage() as open_cage:
        assert ask(open_cage, "print").outcome == "rejected"


def test_a_worker_reads_many_documents_and_one_that_has_grown_none_more(monkeypatch: pytest.MonkeyPatch) -> None:
    with Cage() as open_cage:
        assert ask(open_cage, "nothing") == ask(open_cage, "nothing")
        monkeypatch.setattr(cage, "RETIRED_FROM", 1)
        last = ask(open_cage, "nothing")
        assert ask(open_cage, "nothing") != last


def open_files() -> int:
    return len(list(pathlib.Path("/proc/self/fd").iterdir()))


def test_a_worker_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-c", "raise SystemExit(3)"))
    held = open_files()
    with Cage() as open_cage, pytest.raises(CannotStart) as told:
        ask(open_cage, "nothing")
    assert open_files() == held, "all that were started are let go"
    assert str(told.value) == (
        f"{sys.executable} -c raise SystemExit(3): the program that reads documents does not start "
        f"({', '.join(['crashed'] * 20)}). Run it by hand to see why."
    )


def test_a_program_that_says_something_else_first_is_not_the_one_that_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    program = f"import sys; sys.stdout.buffer.write({LENGTH.pack(4)!r} + b'what'); sys.stdout.flush(); input()"
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-c", program))
    monkeypatch.setattr(cage, "_STARTS", 2)
    with Cage() as open_cage, pytest.raises(CannotStart, match="crashed, crashed"):
        ask(open_cage, "nothing")


@pytest.mark.parametrize(
    ("written", "received"),
    [
        (b"", None),
        (LENGTH.pack(2)[:7], None),
        (LENGTH.pack(2) + b"a", None),
        (LENGTH.pack(2) + b"ab", b"ab"),
        (LENGTH.pack(2) + b"abc", b"ab"),
    ],
)
def test_what_was_torn_off_is_no_request(written: bytes, received: bytes | None) -> None:
    """Whoever was writing it has ended: so does the worker."""
    assert worker._receive(io.BytesIO(written)) == received


def test_a_worker_that_needs_several_starts_is_no_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    """A machine that is short of memory ends some at once."""
    trace = tmp_path / "starts"
    program = (
        "import os, runpy, signal, sys\n"
        f"sys.argv = ['worker', '2']\n"
        f"with open({str(trace)!r}, 'a') as file: file.write('x')\n"
        f"if os.path.getsize({str(trace)!r}) < 4: os.kill(os.getpid(), signal.SIGKILL)\n"
        "runpy.run_module('tests.parsing.hostile_worker', run_name='__main__')\n"
    )
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-c", program))
    with Cage() as open_cage:
        assert ask(open_cage, "nothing").outcome == "rejected"
    assert trace.stat().st_size == 4


def asked_from_another_thread(open_cage: Cage, trace: pathlib.Path) -> tuple[threading.Thread, list[Stopped]]:
    """A document that takes for ever is being read."""
    ends: list[Stopped] = []

    def work() -> None:
        try:
            ask(open_cage, f"wait {trace}")
        except Stopped as error:
            ends.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    deadline = time.monotonic() + 60
    while not trace.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    return thread, ends


def test_work_that_is_stopped_ends_at_once_and_none_is_begun_any_more(tmp_path: pathlib.Path) -> None:
    with Cage() as open_cage:
        thread, ends = asked_from_another_thread(open_cage, tmp_path / "trace")
        open_cage.stop()
        thread.join(timeout=30)
        assert len(ends) == 1
        with pytest.raises(Stopped, match="interrupted"):
            ask(open_cage, "nothing")


def test_what_was_stopped_before_it_began_starts_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    open_cage = Cage()
    open_cage.stop()
    monkeypatch.setattr(cage, "WORKER", ("no such program",))
    with pytest.raises(Stopped):
        open_cage.ask(b"")


@pytest.mark.usefixtures("echo")
def test_what_was_stopped_while_its_worker_started_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops it then finds no worker to end."""
    open_cage = Cage()
    become_ready = cage._Worker.wait_until_ready

    def stopped_meanwhile(started: cage._Worker) -> None:
        become_ready(started)
        open_cage.stop()

    monkeypatch.setattr(cage._Worker, "wait_until_ready", stopped_meanwhile)
    with open_cage:
        with pytest.raises(Stopped, match="interrupted"):
            open_cage.ask(b"some words")
        assert open_cage._worker is None, "its worker has ended"


def test_cages_are_lent_to_one_at_a_time_and_used_again() -> None:
    cages = Cages()
    with cages.lent() as one, cages.lent() as other:
        assert one is not other
        first = ask(one, "nothing")
    with cages.lent() as again:
        assert again in (one, other)
        with cages.lent() as last:
            assert {again, last} == {one, other}
            assert first in (ask(again, "nothing"), ask(last, "nothing")), "its worker lives on"
    cages.close()
    with cages.lent() as new:
        assert new not in (one, other)


def test_no_cage_is_lent_once_all_work_is_stopped(tmp_path: pathlib.Path) -> None:
    cages = Cages()
    with cages.lent() as busy:
        thread, ends = asked_from_another_thread(busy, tmp_path / "trace")
        cages.stop()
        thread.join(timeout=30)
        assert len(ends) == 1
    assert busy._worker is None, "its worker has ended"
    with pytest.raises(Stopped, match="interrupted"), cages.lent():
        pass


def test_a_cage_comes_back_also_from_work_that_failed() -> None:
    cages = Cages()
    with pytest.raises(KeyError), cages.lent() as failed:
        raise KeyError
    with cages.lent() as again:
        assert again is failed
