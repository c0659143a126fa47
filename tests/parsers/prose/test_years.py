"""Which year a figure is about (tests/data/figures/years.csv)."""

from __future__ import annotations

import csv

import pytest

from parsers.prose.years import is_decrease, year_of
from tests.support import DATA

with (DATA / "figures" / "years.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_years(case: dict[str, str]) -> None:
    found = year_of(case["clause"], case["words"], case["so_far"], int(case["report_year"]))
    assert found == (int(case["year"]) if case["year"] else None)


@pytest.mark.parametrize(
    ("words", "less"), [("本年减少", True), ("取消了", True), ("本年增加", False), ("新增", False)]
)
def test_decreases(words: str, less: bool) -> None:
    assert is_decrease(words) is less
