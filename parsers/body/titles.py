"""The title of an annual report: which line it is, and what it says of agency and year."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from parsers.text.dates import with_arabic_dates

_LONGEST = 80
_WORDS = r"[^，。；：！？,;:!?|>（）()]"
_YEAR = r"(?P<year>(?:19|20)\d{2})\s*年?(?:度)?"
_SUBJECT = r"(?:政府信息|政务信息|政务|信息|政府信息和政务)公开"
_REPORT = r"(?:(?:工作)?(?:年度)?(?:工作)?(?:完成)?(?:情况)?的?(?:年度|年)?(?:工作)?(?:总结)?报告|(?:工作)?年报)"
_SUFFIX = r"(?:[（(](?:图片版|全文|文字版|PDF版|公开版)[）)])?"
_TITLE = re.compile(
    rf"(?P<agency>{_WORDS}{{0,40}}?)(?:关于)?{_YEAR}(?P<between>{_WORDS}{{0,30}}?)"
    rf"{_SUBJECT}{_REPORT}{_SUFFIX}"
)
_ENDS_IN_AGENCY = re.compile(r"(?:关于|政府|办公室|办公厅|[省市县区州盟旗镇乡局厅委会院])$")
_SITE_SUFFIX = re.compile(r"\s*[-_—|–]+\s*[^-_—|–]{1,30}$")


@dataclasses.dataclass(frozen=True, slots=True)
class Title:
    """A report's title.

    Attributes:
        text: Its words, on one line, without the name of a site.
        agency: The part that names the agency or place; may be empty.
        year: Year reported on.
        first: Index of its first line.
        last: Index of its last line.
    """

    text: str
    agency: str
    year: int
    first: int
    last: int


def read_title(text: str, first: int = 0, last: int = 0) -> Title | None:
    """Reads one line (or a few joined ones) as a title, or returns None."""
    candidate = re.sub(r"\s+", "", text)
    while True:
        match = _TITLE.fullmatch(with_arabic_dates(candidate)) if len(candidate) <= _LONGEST else None
        if match:
            agency = match["agency"] or match["between"]
            return Title(candidate, agency, int(match["year"]), first, last)
        shorter = _SITE_SUFFIX.sub("", candidate)
        if shorter == candidate:
            return None
        candidate = shorter


def find_titles(lines: Sequence[str], at_most: int) -> list[Title]:
    """All titles among the first lines; one may be broken over up to three of them."""
    found: list[Title] = []
    for last in range(min(len(lines), at_most)):
        after = found[-1].last + 1 if found else 0
        title = _title_ending(lines, last, after)
        if title:
            found.append(title)
    return found


def _title_ending(lines: Sequence[str], last: int, after: int) -> Title | None:
    """The title that ends with a line: the line alone, or with lines before it that carry the agency."""
    best: Title | None = None
    for first in range(last, max(after, last - 2) - 1, -1):
        if not lines[first]:
            break
        title = read_title("".join(lines[first : last + 1]), first, last)
        if title and title.agency:
            broken = best is None or _ENDS_IN_AGENCY.search(lines[last - 1])
            return title if first == last or broken else best
        best = best or title
    return best
