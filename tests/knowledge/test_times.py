"""Years and parts of years as reports name them."""

from __future__ import annotations

import re

import pytest

from knowledge.times import (
    HALF_YEAR,
    LAST_YEAR,
    LAST_YEARS,
    MONTHS,
    QUARTER,
    STRETCH_OF_YEARS,
    THIS_YEAR,
    UP_TO_NOW,
    first_months,
    is_whole_year,
)


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (THIS_YEAR, "今年"),
        (LAST_YEAR, "上一年"),
        (LAST_YEAR, "去年"),
        (MONTHS, "1—12月"),
        (MONTHS, "三月份至十一月份"),
        (QUARTER, "第三季度"),
        (QUARTER, "前三个季度"),
        (HALF_YEAR, "下半年"),
        (LAST_YEARS, "近十一年"),
        (LAST_YEARS, "近两年"),
        (STRETCH_OF_YEARS, "2016～2018年"),
        (STRETCH_OF_YEARS, "2016年度至2018年"),
        (UP_TO_NOW, "多年来"),
        (UP_TO_NOW, "2012年来"),
    ],
)
def test_words_for_times(piece: str, words: str) -> None:
    assert re.fullmatch(piece, words)


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        (MONTHS, "13—15月"),
        (MONTHS, "2016—5"),
        (QUARTER, "每季度"),
        (HALF_YEAR, "每半年"),
        (LAST_YEARS, "近一年"),
        (STRETCH_OF_YEARS, "2016年、2018年"),
        (UP_TO_NOW, "2016年来信"),
        (UP_TO_NOW, "一年来"),
    ],
)
def test_words_for_other_things(piece: str, words: str) -> None:
    assert not re.search(piece, words)


@pytest.mark.parametrize(
    ("first", "last", "year", "is_whole"),
    [
        ("1", "12", 2018, True),
        ("一", "十二", 2018, True),
        ("1", "11", 2018, False),
        ("5", "12", 2018, False),
        ("5", "12", 2008, True),
        ("1", "12", 2008, True),
    ],
)
def test_all_months_that_a_report_counts(first: str, last: str, year: int, is_whole: bool) -> None:
    assert is_whole_year(first, last, year) is is_whole


def test_the_first_month_is_may_in_the_first_year_too() -> None:
    assert (first_months(2008), first_months(2018)) == ((1, 5), (1,))
