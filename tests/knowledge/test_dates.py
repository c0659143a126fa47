"""Dates and years as officials write them."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.dates import date_ranges, first_date, with_arabic_dates, with_named_dates, with_ranges_in_months


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018.1.1—6.30", "2018年1月1日—6月30日"),
        ("2018.1.1-2018.6.30", "2018年1月1日-2018年6月30日"),
        ("2018/1/1", "2018年1月1日"),
        ("2018.1", "2018年1月"),
        ("1.1—6.30", "1.1—6.30"),
        ("12018.5", "12018.5"),
        ("2018.1.1.1", "2018.1.1.1"),
    ],
)
def test_dates_with_points(text: str, expected: str) -> None:
    assert with_named_dates(text) == expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("自2018年1月1日起至6月30日止", None, [(dt.date(2018, 1, 1), dt.date(2018, 6, 30))]),
        ("2008年5月1日至2017年12月31日", None, [(dt.date(2008, 5, 1), dt.date(2017, 12, 31))]),
        ("1月1日至6月30日", None, []),
        ("1月1日至6月30日", 2018, [(dt.date(2018, 1, 1), dt.date(2018, 6, 30))]),
        ("2018年2月30日至6月30日", None, []),
        ("2018年6月30日至1月1日", None, []),
        ("2018年1月1日至6月31日", None, []),
        ("2018年1月1日，6月30日", None, []),
        (
            "1月1日至3月31日、7月1日至9月30日",
            2018,
            [(dt.date(2018, 1, 1), dt.date(2018, 3, 31)), (dt.date(2018, 7, 1), dt.date(2018, 9, 30))],
        ),
    ],
)
def test_ranges_of_days(text: str, year: int | None, expected: list[tuple[dt.date, dt.date]]) -> None:
    found = list(date_ranges(text, year))
    assert [(one.start, one.end) for one in found] == expected
    assert all(text.startswith(one.printed, one.begin) for one in found)


@pytest.mark.parametrize(
    ("text", "shortest", "expected"),
    [
        ("自2018年1月1日起至6月30日止", 60, "自2018年1月至6月止"),
        ("1月1日至3月31日、7月1日至9月30日", 0, "2018年1月至3月、2018年7月至9月"),
        ("2008年5月1日至2018年12月31日公开", 60, "2008年至2018年公开"),
        ("5月12日至5月18日", 60, "5月12日至5月18日"),
        ("1月至6月", 0, "1月至6月"),
    ],
)
def test_ranges_in_months(text: str, shortest: int, expected: str) -> None:
    assert with_ranges_in_months(text, 2018, shortest) == expected
