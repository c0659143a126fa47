"""The statistical period that a report states, also where characters of the clause are lost."""

from __future__ import annotations

import datetime as dt
import re

from knowledge.dates import date_ranges, with_arabic_dates
from parsers.model import Period

_LOST = "\ufffd"
_EATEN = re.compile(
    rf"(?P<y1>(?:19|20)\d{{2}})[年{_LOST}]?1[月{_LOST}]?1[日{_LOST}]?(?:起|开始)?[，,]?(?:至|到|—+|-)"
    rf"(?:(?P<y2>(?:19|20)\d{{2}})[年{_LOST}]?)?12[月{_LOST}]?31[日{_LOST}]?"
)
_END_ALONE = re.compile(
    r"统计[^，。；：\n\d]{0,14}(?:[自从]?[^，。；：\n\d]{0,4}起)?(?:截止|截至|截|至|到)+\s*(?P<year>(?:19|20)\d{2})\s*年\s*(?:12\s*月\s*31\s*日|年?底|末)"
)
_SHORTEST_DAYS = 60


def find_period(text: str) -> Period | None:
    """The first statistical period in the opening of a report, or None.

    A clause with eaten separators (从20171月1日起至201712月31日) is restored only where it reads as 1 January to
    31 December of one year and as nothing else.
    """
    text = with_arabic_dates(text)
    for found in date_ranges(text):
        if (found.end - found.start).days >= _SHORTEST_DAYS and found.start.year == found.end.year:
            restored = "年" not in found.printed.partition("月")[0]
            return Period(start=found.start, end=found.end, printed=found.printed, restored=restored)
    for match in _EATEN.finditer(text):
        year = int(match["y1"])
        if match["y2"] in (None, match["y1"]):
            first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
            return Period(start=first, end=last, printed=match[0], restored=True)
    return None


def year_of_end(text: str) -> int | None:
    """The year whose last day a clause gives as the end of the period, where it names no beginning."""
    match = _END_ALONE.search(with_arabic_dates(text))
    return int(match["year"]) if match else None
