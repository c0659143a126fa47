"""Dates and years as officials write them."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.dates import first_date, with_arabic_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二○○八年五月一日", "2008年5月1日"),
        ("二零一八年十月十日", "2018年10月10日"),
        ("二〇一七年十二月三十一日", "2017年12月31日"),
        ("一九九九年十一月二十日", "1999年11月20日"),
        ("二Ｏ一一年度", "2011年度"),
        ("三〇一七年", "三〇一七年"),
        ("二〇一七号", "二〇一七号"),
        ("五月召开会议一日", "五月召开会议一日"),
    ],
)
def test_dates_in_chinese_numbers(text: str, expected: str) -> None:
    assert with_arabic_dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布日期：2018年3月9日", dt.date(2018, 3, 9)),
        ("2018-03-09 08:00", dt.date(2018, 3, 9)),
        ("2018/3/9", dt.date(2018, 3, 9)),
        ("2018.3.9", dt.date(2018, 3, 9)),
        ("2018 年 3 月 9 日", dt.date(2018, 3, 9)),
        ("二〇一八年三月九日", dt.date(2018, 3, 9)),
        ("2018年2月30日印发，2018年3月1日公布", dt.date(2018, 3, 1)),
        ("2018年13月1日", None),
        ("1899年1月1日", None),
        ("2018年3月", None),
        ("", None),
    ],
)
def test_the_first_date_that_the_calendar_has(text: str, expected: dt.date | None) -> None:
    assert first_date(text) == expected
