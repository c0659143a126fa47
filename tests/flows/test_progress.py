"""How far long work is, told to whatever shows it; and work that waits for other work says for whose."""

from __future__ import annotations

import asyncio
import dataclasses

import pytest

from flows.leasing import leased
from flows.progress import Bar
from storage import lease
from storage.errors import Occupied
from storage.lease import Busy
from storage.root import DataRoot


@dataclasses.dataclass
class Shown:
    """A display that notes what it is told; its lines have numbers from 7."""

    lines: list[tuple[str, int | None]] = dataclasses.field(default_factory=list)
    told: list[tuple[int, int, str, int | None, int]] = dataclasses.field(default_factory=list)

    def add(self, description: str, total: int | None) -> int:
        self.lines.append((description, total))
        return 6 + len(self.lines)

    def update(self, line: int, completed: int, detail: str, total: int | None, found: int) -> None:
        self.told.append((line, completed, detail, total, found))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    display = Shown()
    monkeypatch.setattr(Bar, "display", display)
    return display


def test_each_bar_tells_of_its_own_line(shown: Shown) -> None:
    one, other = Bar("parse", 5), Bar("crawl")
    one.update(2)
    other.update(3, "requests", found=1)
    other.update(4, total=9)
    other.update(5)
    one.update(5, total=6)
    assert shown.lines == [("parse", 5), ("crawl", None)]
    assert shown.told == [
        (7, 2, "", 5, 0),
        (8, 3, "requests", None, 1),
        (8, 4, "", 9, 0),
        (8, 5, "", 9, 0),
        (7, 5, "", 6, 0),
    ]


def test_what_began_before_anything_was_shown_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    display = Shown()
    monkeypatch.setattr(Bar, "display", None)
    bar = Bar("parse", 5)
    bar.update(1)
    monkeypatch.setattr(Bar, "display", display)
    bar.update(2)
    assert (display.lines, display.told) == ([], [])


def test_what_is_shown_no_more_goes_on_without_a_word(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    bar = Bar("parse", 5)
    bar.update(1)
    monkeypatch.setattr(Bar, "display", None)
    bar.update(2)
    assert [completed for _, completed, *_ in shown.told] == [1]


def test_who_does_not_wait_is_told_who_is_at_work(root: DataRoot, shown: Shown) -> None:
    async def work() -> None:
        async with leased(root, ["a"], "another build"):
            pytest.fail("two at once")

    with lease.lease(root, ["a"], "a build"), pytest.raises(Occupied, match="a: a build"):
        asyncio.run(asyncio.wait_for(work(), 30))
    assert shown.lines == []
    with lease.lease(root, ["a"], "a build"):
        pass


def test_whoever_is_not_known_to_live_is_waited_for_also_by_who_does_not_wait(
    root: DataRoot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an object store, a process that was killed is silent for a while before its lease ends."""
    monkeypatch.setattr(lease, "PAUSE_SECONDS", 0.01)
    answers = iter([Busy("a", "a build", alive=False), None])
    monkeypatch.setattr(lease.Lease, "attempt", lambda wanted: next(answers))
    begun: list[bool] = []

    async def work() -> None:
        async with leased(root, ["a"], "another build"):
            begun.append(True)

    asyncio.run(asyncio.wait_for(work(), 30))
    assert begun == [True]
    assert [detail for _, _, detail, *_ in shown.told] == ["a build", ""]


def test_who_waits_says_for_whom_and_begins_when_that_one_has_ended(
    root: DataRoot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "PAUSE_SECONDS", 0.01)
    order: list[str] = []

    async def first(has_begun: asyncio.Event) -> None:
        async with leased(root, ["a", "b"], "a build"):
            has_begun.set()
            while not shown.told:
                await asyncio.sleep(0.01)
            order.append("first")

    async def second() -> None:
        async with leased(root, ["b", "c"], "another build", wait=True):
            order.append("second")

    async def both() -> None:
        has_begun = asyncio.Event()
        begun = asyncio.create_task(first(has_begun))
        await has_begun.wait()
        await asyncio.gather(begun, second())

    asyncio.run(asyncio.wait_for(both(), 60))
    assert order == ["first", "second"]
    assert shown.lines == [("wait for", None)]
    *waited, ended = shown.told
    assert {(line, completed) for line, completed, *_ in waited} == {(7, 0)}
    assert all("a build" in detail for _, _, detail, *_ in waited)
    assert ended == (7, 1, "", 1, 0)


def test_what_is_held_is_let_go_also_where_the_work_fails(root: DataRoot) -> None:
    async def work() -> None:
        async with leased(root, ["a"], "a build"):
            raise KeyError

    for _ in range(2):
        with pytest.raises(KeyError):
            asyncio.run(work())
