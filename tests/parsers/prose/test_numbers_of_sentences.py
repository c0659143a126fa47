"""What is said of each number of a sentence: why it is no figure, or whose it is, and the words that it stands in."""

from __future__ import annotations

import pathlib

import pytest

from tests.parsers.figures.written import number
from tests.parsers.prose.test_prose import read
from tests.support import cases

CASES = cases(pathlib.Path(__file__).with_name("left.csv"))
QUOTES = cases(pathlib.Path(__file__).with_name("quotes.csv"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_why_a_number_is_no_figure(case: dict[str, str]) -> None:
    _, narrative = read(case["text"], int(case["year"]), case["topic"])
    told = [f"{one.kind} {number(one.value)}{one.unit}: {one.reason}" for one in narrative.unread]
    assert told == case["left"].split("；")


@pytest.mark.parametrize("case", QUOTES, ids=lambda case: case["text"])
def test_the_scope_unit_number_and_words_of_each_figure(case: dict[str, str]) -> None:
    text, narrative = read(case["text"], int(case["year"]), case["topic"])
    told = [
        f"{figure.scope} {figure.unit} {figure.printed} {text[figure.span.start : figure.span.end]}"
        for figure in narrative.figures
    ]
    assert told == case["quotes"].split(" / ")


@pytest.mark.parametrize(
    ("text", "gross"),
    [
        ("收到申请48件（含上年结转3件），办结45件。", {"applications.received.total": 48.0}),
        ("共受理申请48件，其中上年结转3件。", {"applications.received.total": 48.0}),
        ("加上上年结转的3件，共办理申请48件。", {"applications.answered.total": 48.0}),
        ("收到申请48件，上年结转3件。", {}),
        ("收到申请38件，其中法人12件、自然人26件（含上年结转5件）。", {"applications.received.total": 38.0}),
        ("连同上年结转的2件，信函申请3件，共受理29件。", {"applications.received.total": 29.0}),
    ],
)
def test_which_numbers_hold_what_was_carried_in(text: str, gross: dict[str, float]) -> None:
    _, narrative = read(text, 2021, "applications")
    assert {one.code: one.value for one in narrative.figures if one.includes_carried_in} == gross
