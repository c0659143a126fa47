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
