"""Which year a figure is about (tests/data/figures/years.csv)."""

from __future__ import annotations

import csv

import pytest

from parsers.prose.words.years import (
    is_decrease,
    is_meant,
    said_year,
    says_more_than_a_year,
    says_what_is_meant,
    year_of,
)
from tests.support import DATA

with (DATA / "figures" / "years.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_years(case: dict[str, str]) -> None:
    found = year_of(case["clause"], case["words"], case["so_far"], int(case["report_year"]))
    assert found == (int(case["year"]) if case["year"] else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_says_no_more_than_a_year_is_a_figure_of_one_year(case: dict[str, str]) -> None:
    clause, words, year = case["clause"], case["words"], int(case["report_year"])
    told = year_of(clause, words, case["so_far"], year)
    text = case["so_far"] + clause + words
    said = said_year(clause, words, year)
    assert says_more_than_a_year(text) or told == said or (says_what_is_meant(text) and told is None)


@pytest.mark.parametrize(
    ("text", "says_more"),
    [
        ("2018年公开政府信息386条。", False),
        ("全年收到申请12件，上年结转3件。", False),
        ("同比增长20%。", True),
        ("2008年以来累计公开政府信息1.2万条。", True),
        ("2019年计划举办培训3次。", False),
    ],
)
def test_says_more_than_a_year(text: str, says_more: bool) -> None:
    assert says_more_than_a_year(text) is says_more


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("2018年公开政府信息386条。", False),
        ("2019年计划举办培训3次。", True),
        ("应废止规范性文件31件，已废止17件。", True),
        ("年度任务为公开信息200条。", True),
    ],
)
def test_says_what_is_meant(text: str, says_so: bool) -> None:
    assert says_what_is_meant(text) is says_so


@pytest.mark.parametrize(
    ("words", "so_far", "meant"),
    [
        ("计划举办培训", "计划举办培训", True),
        ("全年不少于", "全年不少于", True),
        ("举办培训", "2019年，我们将举办培训", True),
        ("举办培训", "举办培训", False),
    ],
)
def test_what_is_only_meant(words: str, so_far: str, meant: bool) -> None:
    assert is_meant(words, so_far, 2018) is meant


@pytest.mark.parametrize(
    ("words", "less"), [("本年减少", True), ("取消了", True), ("本年增加", False), ("新增", False)]
)
def test_decreases(words: str, less: bool) -> None:
    assert is_decrease(words) is less
