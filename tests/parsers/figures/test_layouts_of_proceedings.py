"""Tables of reviews and lawsuits as offices lay them out (tests/data/figures/proceedings.toml)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from parsers.figures.forms.reading import read_forms
from tests.parsers.figures.own_tables import laid_out
from tests.parsers.figures.written import written
from tests.support import DATA

CASES = tomllib.loads((DATA / "figures" / "proceedings.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_a_table_of_proceedings_states(case: dict[str, Any]) -> None:
    text = laid_out(*case.get("above", ()), case["rows"])
    reading = read_forms(text, case["year"])
    assert [written(figure, case["year"]) for figure in reading.figures] == case["figures"]
    for figure in reading.figures:
        assert figure.printed in text.text[figure.span.start : figure.span.end]
    if "flags" in case:
        assert [f"{flag.kind} {flag.subject}" for flag in reading.flags] == case["flags"]
