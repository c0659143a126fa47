"""What is said of each number of a sentence that is no figure: of each reason some sentences, whole."""

from __future__ import annotations

import pathlib

import pytest

from tests.parsers.figures.written import number
from tests.parsers.prose.test_prose import read
from tests.support import cases

CASES = cases(pathlib.Path(__file__).with_name("left.csv"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_why_a_number_is_no_figure(case: dict[str, str]) -> None:
    _, narrative = read(case["text"], int(case["year"]), case["topic"])
    told = [f"{one.kind} {number(one.value)}{one.unit}: {one.reason}" for one in narrative.unread]
    assert told == case["left"].split("；")
