"""Years that titles of columns and rows name."""

from __future__ import annotations

import re

_NAMED = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<word>年)?度?(?:数|数量|数据|统计数|实际|合计|情况)?")
_THIS_YEAR = re.compile(r"(?:本|当|今)年度?(?:数|数量|统计数|实际|累计|实绩|发生数)?")
_LAST_YEAR = re.compile(r"(?:上|去)年度?(?:同期)?(?:数|数量|统计数|实际)?")


def year_of_title(words: str, report_year: int, *, may_be_bare: bool = False) -> int | None:
    """The year that a title names (2016年, 2016年度数, 本年, 上年同期); None for any other title.

    Args:
        words: The title, without spaces.
        report_year: Year of the report, which 本年 is.
        may_be_bare: Whether four digits alone are a year; elsewhere they may be a number.
    """
    named = _NAMED.fullmatch(words)
    if named and (named["word"] or may_be_bare):
        return int(named["year"])
    if _THIS_YEAR.fullmatch(words):
        return report_year
    return report_year - 1 if _LAST_YEAR.fullmatch(words) else None
