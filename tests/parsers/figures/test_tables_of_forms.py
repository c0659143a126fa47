"""Tables of the forms as offices print them (tests/data/figures/tables_of_forms.toml)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from parsers.figures.forms.reading import read_forms
from tests.parsers.figures.own_tables import laid_out
from tests.parsers.figures.written import written
from tests.support import DATA

CASES = tomllib.loads((DATA / "figures" / "tables_of_forms.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_a_table_of_a_form_states(case: dict[str, Any]) -> None:
    reading = read_forms(laid_out(case["rows"]), case["year"])
    assert [written(figure, case["year"]) for figure in reading.figures] == case["figures"]
    if "flags" in case:
        assert [f"{flag.kind} {flag.subject}" for flag in reading.flags] == case["flags"]
