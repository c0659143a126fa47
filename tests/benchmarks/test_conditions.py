"""The conditions that the tool finds never to have decided."""

from __future__ import annotations

import asyncio
import importlib
import pathlib
import sys
from collections.abc import Iterator

import pytest

from benchmarks.conditions import Finder, report
from tests.support import REPOSITORY

MODULE = """def both(a: bool, b: bool, c: bool) -> bool:
    return a and (b or not c)


def of_all(numbers: list[int]) -> bool:
    return any(one > 2 for one in numbers if one != 7)


def guarded(words: str | None) -> str:
    if words is not None and words.startswith("a"):
        return "begins"
    return "else"


def value(a: str, b: str) -> str:
    return a or b


async def later(a: bool) -> int:
    while a:
        a = False
    return 1 if a else 2
"""
BOTH, OF_ALL, GUARDED, LATER = 2, 6, 10, (20, 22)
"""Lines of decisions."""


@pytest.fixture
def finder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Finder]:
    """A watch on a module that is called `judged`."""
    (tmp_path / "judged.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    found = Finder([str(tmp_path)])
    monkeypatch.setattr(sys, "meta_path", [found, *sys.meta_path])
    yield found
    sys.modules.pop("judged", None)


def never(finder: Finder, line: int) -> dict[str, str]:
    """What the conditions of a line of the module did not do, by their text."""
    decisions = [one for one in finder.decisions if one.conditions[0].line == line]
    return {condition.source: way for one in decisions for condition, way in one.missing()}


def test_a_condition_decides_where_turning_it_turns_the_whole(finder: Finder) -> None:
    judged = importlib.import_module("judged")
    assert never(finder, BOTH) == dict.fromkeys(("a", "b", "c"), "neither way")
    assert judged.both(a=True, b=True, c=True) is True
    assert judged.both(a=True, b=False, c=True) is False
    assert never(finder, BOTH) == {"a": "never as False", "c": "never as False"}
    assert judged.both(a=False, b=True, c=True) is False
    assert judged.both(a=True, b=False, c=False) is True
    assert never(finder, BOTH) == {}


def test_elements_and_filters_are_decisions(finder: Finder) -> None:
    judged = importlib.import_module("judged")
    assert judged.of_all([1, 3]) is True
    assert never(finder, OF_ALL) == {
        "one != 7": "never as False",
        "any((one > 2 for one in numbers if one != 7))": "never as False",
    }
    assert judged.of_all([7]) is False
    assert never(finder, OF_ALL) == {}


def test_what_a_guard_keeps_away_may_raise(finder: Finder) -> None:
    judged = importlib.import_module("judged")
    assert [judged.guarded("about"), judged.guarded(None)] == ["begins", "else"]
    assert never(finder, GUARDED) == {"words.startswith('a')": "never as False"}


def test_values_stay_what_they_were(finder: Finder) -> None:
    judged = importlib.import_module("judged")
    assert judged.value("", "b") == "b"
    assert judged.both(a="", b="b", c=True) == ""


def test_what_runs_later_is_watched(finder: Finder) -> None:
    judged = importlib.import_module("judged")
    assert asyncio.run(judged.later(a=True)) == 2
    assert [never(finder, line) for line in LATER] == [{}, {"a": "never as True"}]


def test_lines_are_in_order_and_counted(finder: Finder) -> None:
    importlib.import_module("judged")
    *lines, counted = report(finder.decisions)
    assert counted == "10 of 10 conditions did not decide both ways"
    assert lines[0] == f"judged.py:{BOTH}: a decided neither way, in: a and (b or not c)"
    assert [int(line.split(":")[1]) for line in lines] == [BOTH] * 3 + [OF_ALL] * 3 + [GUARDED] * 2 + list(LATER)


def test_modules_elsewhere_are_left_alone(tmp_path: pathlib.Path) -> None:
    finder = Finder([str(tmp_path)])
    assert finder.find_spec("benchmarks.conditions", [str(REPOSITORY / "benchmarks")]) is None
