"""Years and parts of years as reports name them, as pieces of regular expressions, and which months are a whole year.

Titles, captions and running text put the pieces together, each with what may stand around them there.
"""

from __future__ import annotations

from knowledge.dates import small_number

FIRST_YEAR = 2008
"""The regulations on the disclosure of information came into force on 1 May of this year."""
_FIRST_MONTH = 5
YEAR = r"(?:19|20)\d{2}"
TO = "[-－—–~～至到]+"
"""What stands between the ends of a range."""
THIS_YEAR_WORDS = ("本年", "今年", "当年")
THIS_YEAR = f"(?:{'|'.join(THIS_YEAR_WORDS)})"
LAST_YEAR = "(?:上一?年|去年|前一年)"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
MONTH = rf"(?<!\d){_MONTH}(?!\d)"
MONTHS = rf"(?P<first>(?<!\d){_MONTH})(?:月份?)?\s*{TO}\s*(?P<last>{_MONTH})月份?"
"""A range of months, with its ends in groups."""
FIRST_MONTHS = rf"前{_MONTH}个月"
QUARTER = "[第前]?[1-4一二三四]个?季度"
HALF_YEAR = "[上下前后]半年"
SEVERAL = r"(?:十[一二三四五六七八九]|[二三四五六七八九十两几数]|[2-9]|1\d)"
"""A number of years that is more than one."""
UP_TO_NOW = rf"(?:(?<!\d)(?:{SEVERAL}|[多近])周?年来|{YEAR}年来(?![信访电函]))"
"""Several years up to now (九年来, 2012年来); not what came in a year (2016年来信12件)."""
STRETCH_OF_YEARS = f"{YEAR}年?度?{TO}{YEAR}年"
LAST_YEARS = f"近{SEVERAL}年"
PERIOD_OF_A_PLAN = "五”?期间"
ALL_YEARS = "历年"


def first_months(year: int) -> tuple[int, ...]:
    """The months in which what a report of a year counts may begin: January, and May of the first."""
    return (1, _FIRST_MONTH) if year == FIRST_YEAR else (1,)


def is_whole_year(first: str, last: str, year: int) -> bool:
    """Whether a range of months is all that a report of a year counts.

    Args:
        first: Its first month, in digits or in Chinese, as in the groups of `MONTHS`.
        last: Its last month.
        year: Year of the report.
    """
    return small_number(last) == 12 and small_number(first) in first_months(year)
