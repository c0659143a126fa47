"""Where rules begin and cease to apply or to hold, by data on both sides of each limit."""

from __future__ import annotations

from typing import Any

import pytest

from tests.parsers.checks.test_rules import findings

VALUES = (
    *("applications.received.total 40", "applications.answered.total 39", "applications.answered.granted 11"),
    *("applications.answered.partial 3", "review.total 4", "litigation.total 2", "capacity.meetings 6"),
    "capacity.trainings 5",
)


def held(rule: str, **case: Any) -> bool | None:
    """Whether a rule holds; None where it does not apply."""
    found = {finding.passed for finding in findings({"year": 2016} | case) if finding.rule_id == rule}
    assert len(found) < 2
    return next(iter(found), None)


@pytest.mark.parametrize(("share", "holds"), [(0.0, True), (0.199, True), (0.2, False)])
def test_how_much_of_a_text_may_stand_twice(share: float, holds: bool) -> None:
    assert held("C09", second_body=share) == holds


@pytest.mark.parametrize(("before", "holds"), [(99, True), (100, True), (101, False)])
def test_how_much_shorter_than_the_last_one_a_report_may_be(before: int, holds: bool) -> None:
    assert held("C15", text="年" * 10, before=[], before_text="年" * before) == holds


@pytest.mark.parametrize(
    ("count", "zeros", "holds"), [(8, 0, False), (7, 0, None), (7, 3, None)], ids=["eight", "seven", "and zeros"]
)
def test_how_many_numbers_must_be_alike_to_be_copied(count: int, zeros: int, holds: bool | None) -> None:
    figures = [*VALUES[:count], *(f"capacity.staff.{name} 0" for name in ("total", "full_time", "part_time")[:zeros])]
    assert held("C12", figures=figures, before=figures) == holds


@pytest.mark.parametrize(
    ("shares", "holds"),
    [
        pytest.param(["40", "30", "30"], True, id="the whole"),
        pytest.param(["40", "60"], None, id="two shares"),
        pytest.param(["40", "30", "33"], False, id="the most that is meant to be the whole"),
        pytest.param(["40", "30", "33.1"], None, id="more than the whole"),
        pytest.param(["40", "30", "27"], False, id="the least that is meant to be the whole"),
        pytest.param(["40", "30", "26.9"], None, id="a part of the whole"),
        pytest.param(["40.1", "30.2", "29.8"], True, id="rounded to a tenth"),
        pytest.param(["40.1", "30.2", "30.0"], False, id="beyond what rounding does"),
    ],
)
def test_shares_that_are_meant_to_be_the_whole(shares: list[str], holds: bool | None) -> None:
    text = (
        "公开信息中，" + "，".join(f"{name}类占{share}%" for name, share in zip("甲乙丙", shares, strict=False)) + "。"
    )
    assert held("N03", text=text) == holds


@pytest.mark.parametrize(
    ("total", "holds"), [(10, True), (11, False), (20, False), (21, None), (9, False), (5, False), (4, None)]
)
def test_how_far_a_sum_may_be_off_before_it_is_taken_as_read_wrongly(total: int, holds: bool | None) -> None:
    """A total of more than twice its parts, or less than half of them, contradicts nothing."""
    parts = ("in_person 4", "fax 1", "online 3", "letter 2")
    figures = [f"applications.received.{part}" for part in (f"total {total}", *parts)]
    assert held("R01", year=2015, figures=figures) == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param("受理来电100件。其中：热线60件，广播40件。", True, id="all of it"),
        pytest.param("受理来电100件。其中：热线60件，广播35件。", False, id="hardly less"),
        pytest.param("受理来电100件。其中：热线60件，广播34件。", None, id="some parts only"),
        pytest.param("受理来电100件。其中：热线60件，广播45件。", False, id="hardly more"),
        pytest.param("受理来电100件。其中：热线60件，广播46件。", None, id="parts of something else"),
        pytest.param("受理来电100件。其中：热线20件，其他30件。", False, id="half of it, with the rest"),
        pytest.param("受理来电100件。其中：热线20件，其他29件。", None, id="less than half, with the rest"),
    ],
)
def test_when_a_list_counts_as_complete(text: str, holds: bool | None) -> None:
    assert held("C14", text=text) == holds


@pytest.mark.parametrize(
    ("outcomes", "holds"),
    [
        (["granted 5", "denied 3", "other 2"], True),
        (["granted 5", "denied 4", "other 2"], False),
        (["granted 5", "other 4"], None),
        (["granted 5", "denied 3 approx", "other 1"], None),
        (["granted 5", "denied 3"], None),
    ],
)
def test_outcomes_of_a_list_with_a_rest(outcomes: list[str], holds: bool | None) -> None:
    figures = ["applications.answered.total 10", *(f"applications.answered.{outcome}" for outcome in outcomes)]
    assert held("N02", figures=figures) == holds
